"""Observables: named measurements over finished worlds. Claims, reports and inference speak only in these.

Each is declared as data, with one rule that measures it over some places and four-week periods. How finely its numbers
may leave the program is declared, too (`finest`); `publishing.py` sees to it.
"""

from __future__ import annotations

from legation.results.control import CONTROL
from legation.results.dues import DUES
from legation.results.flights import FLIGHTS
from legation.results.money import MONEY
from legation.results.orders import ORDERS
from legation.results.people import PEOPLE

OBSERVABLES = (*MONEY, *DUES, *CONTROL, *ORDERS, *PEOPLE, *FLIGHTS)

BY_NAME = {observable.name: observable for observable in OBSERVABLES}
