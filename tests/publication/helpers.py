"""What two worlds drew, by hand."""

from __future__ import annotations

import numpy as np

from legation import api
from legation.publication.drawn import DrawnParameters

LEAVE, INCOME = "rotation.leave_weeks", "trade.median_margin"


def two_worlds(store=None):
    """Worlds 0 and 3, which drew 2 and 3 weeks, and USD 100 and 250; added one by one."""
    scenario = api.resolve_scenario("baseline")
    drawn = DrawnParameters({name: scenario.parameters[name] for name in (LEAVE, INCOME)}, store)
    drawn.add([0], {LEAVE: np.array([2.0]), INCOME: np.array([100.0])})
    drawn.add([3], {LEAVE: np.array([3.0]), INCOME: np.array([250.0])})
    return drawn
