"""Observables: named measurements over finished worlds. Claims, reports and inference speak only in these.

Each is declared as data, with one rule that measures it over some places and four-week periods. How finely its numbers
may leave the program is declared, too (`finest`); `publishing.py` sees to it.
"""

from __future__ import annotations

from legation.observation.observables.control import CONTROL
from legation.observation.observables.dues import DUES
from legation.observation.observables.flights import FLIGHTS
from legation.observation.observables.money import MONEY
from legation.observation.observables.orders import ORDERS
from legation.observation.observables.people import PEOPLE

OBSERVABLES = (*MONEY, *DUES, *CONTROL, *ORDERS, *PEOPLE, *FLIGHTS)

BY_NAME = {observable.name: observable for observable in OBSERVABLES}
