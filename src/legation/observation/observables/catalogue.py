"""Observables: named measurements over finished worlds. Claims, reports and inference speak only in these.

Each is a function that measures some places and four-week periods, under `@observable`, which declares its unit, its
kind, what it needs, and the finest resolution in which it may be published; `publication/summary.py` sees to that.
The catalogue lists them file by file, in the order in which they are written: tables keep that order.
"""

from __future__ import annotations

from legation.observation.observables import brokerage, control, dues, flights, money, orders, people, press
from legation.observation.scopes import Observable

OBSERVABLES = tuple(
    declared
    for module in (money, dues, brokerage, control, orders, people, flights, press)
    for declared in vars(module).values()
    if isinstance(declared, Observable)
)

BY_NAME = {observable.name: observable for observable in OBSERVABLES}
