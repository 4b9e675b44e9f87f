"""Parameters: a number with its unit, its range, what is believed of it, and why.

Every number cites records of the ledger or says `assumed` with the reason. A parameter without a prior is fixed at its
default; with one, each world draws its own value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from legation.base.faults import nearest
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS, to_machine
from legation.scenario.fields import Field, is_number, shown_value
from legation.scenario.layers import Entry
from legation.scenario.priors import KINDS, LEAST_MASS, MEANINGS, Prior

REASONS = {
    "records": Field("texts", "Ids of claims, public facts or timeline rows in the ledger on which this rests."),
    "assumed": Field("text", "Why this was assumed, where no record says it."),
}
FIELDS = {
    "title": Field("text", "What it is, in a few words.", required=True),
    "unit": Field("text", "What it is measured in.", tuple(UNITS), required=True),
    "range": Field("range", "The lowest and the highest value that it may take.", required=True),
    "default": Field("number", "The value where nothing is drawn.", required=True),
    "prior": Field("table", "What is believed of it; without a prior it stays at its default."),
    **REASONS,
    "note": Field("text", "Anything else that a reader should know."),
}
VALUE_KEYS = ("range", "default", "prior")


@dataclass(frozen=True)
class Parameter:
    """A number of the model, in human units.

    name       group and name: `trade.median_margin`
    low, high  its range
    prior      None: fixed at `default`
    records    ids of the ledger; may be empty if `assumed` is not
    """

    name: str
    title: str
    unit: str
    low: float
    high: float
    default: float
    prior: Prior | None
    records: tuple[str, ...] = ()
    assumed: str = ""
    note: str = ""

    def values(self, u: Floats) -> Floats:
        """Human values, one for each share of luck."""
        if self.prior is None:
            return np.full(len(u), self.default)
        drawn = self.prior.values(self.low, self.high, u)
        return np.rint(drawn) if UNITS[self.unit].whole else drawn

    def machine(self, human: Floats) -> Any:
        """Machine values of human ones."""
        return to_machine(self.unit, human)

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it."""
        table: dict[str, Any] = {
            "title": self.title,
            "unit": self.unit,
            "range": [self.low, self.high],
            "default": self.default,
        }
        if self.prior is not None:
            table["prior"] = self.prior.as_dict()
        return table | reasons_as_dict(self.records, self.assumed, self.note)


def reasons_as_dict(records: tuple[str, ...], assumed: str, note: str) -> dict[str, Any]:
    """The keys that say why, as far as there are any."""
    given = {"records": list(records), "assumed": assumed, "note": note}
    return {key: value for key, value in given.items() if value}


def read_parameter(name: str, entry: Entry) -> Parameter | None:
    """The parameter in an entry; None, with the faults collected, if it can't be read."""
    if not entry.has("title", "unit", "range", "default"):
        return None
    low, high = (float(end) for end in entry["range"])
    default = float(entry["default"])
    unit = UNITS[entry["unit"]]
    sound = True
    for key, value in (("range", low), ("range", high), ("default", default)):
        if not unit.low <= value <= unit.high:
            entry.fault((key,), f"{value:g}", unit.bounds(), unit.advise(value))
            sound = False
    if not sound:
        return None
    if not low <= default <= high:
        entry.fault(("default",), f"{default:g}", f"a value between {low:g} and {high:g}", unit.advise(default))
    prior = read_prior(entry, low, high) if "prior" in entry else None
    return Parameter(
        name,
        entry["title"],
        entry["unit"],
        low,
        high,
        default,
        prior,
        tuple(entry.get("records", ())),
        entry.get("assumed", ""),
        entry.get("note", ""),
    )


def read_prior(entry: Entry, low: float, high: float) -> Prior | None:
    """The prior of a parameter; None, with the faults collected, if it can't be read."""
    table = entry["prior"]
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        advice = nearest(kind, KINDS) if isinstance(kind, str) else ""
        entry.fault(("prior", "kind"), shown_value(kind) if "kind" in table else "nothing", one_of(KINDS), advice)
        return None
    wanted = KINDS[kind]
    before = entry.fault_count()
    for key in table:
        if key != "kind" and key not in wanted:
            keys = one_of(wanted) if wanted else "no numbers"
            entry.fault(
                ("prior", key),
                "a key that is not known here",
                f"{keys} ({kind}: {MEANINGS[kind]})",
                nearest(key, wanted),
            )
    for key, limits in wanted.items():
        value = table.get(key)
        if not is_number(value) or not limits.over < value <= limits.most:
            found = shown_value(value) if key in table else "nothing"
            entry.fault(("prior", key), found, f"a number above {limits.over:g}, at most {limits.most:g}")
    if kind == "log-uniform" and low <= 0:
        entry.fault(("range",), f"{low:g}", "a range above 0, because the prior is log-uniform")
    if entry.fault_count() > before:
        return None
    prior = Prior(kind, tuple(float(table[key]) for key in wanted))
    mass = prior.mass(low, high)
    if mass < LEAST_MASS:
        entry.fault(
            ("prior",),
            f"{prior.words()}, of which {mass:.2g} lies in the range",
            f"a prior with at least {LEAST_MASS:g} of its mass between {low:g} and {high:g}",
        )
        return None
    return prior


def one_of(names: Any) -> str:
    """`one of a, b, c`."""
    return "one of " + ", ".join(names)
