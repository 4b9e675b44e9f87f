"""Small scenarios for the tests of this folder."""

from pathlib import Path
from typing import get_args

from legation.scenario import Known, Scenario, read_scenario
from legation.scenario.priors import Prior

BASE = """format = 1
title = "A small scenario"

[parameters.trade.income_lost]
title = "Income lost at the highest alert"
unit = "share"
range = [0, 0.5]
default = 0.2
prior = { kind = "uniform" }
assumed = "Only the sign is reported."

[parameters.trade.shock_spread]
title = "Spread of deals"
unit = "sd of log"
range = [0.5, 1.5]
default = 1
assumed = "Nothing is reported."

[inputs.bank_access]
title = "Access to accounts"
meaning = "1 is full access."
unit = "share"
base = 1
assumed = "As before."

[inputs.lockdown]
title = "Lockdown"
meaning = "1 is shut."
unit = "share"
base = 0
assumed = "As before."

[switches]
alert = true
"""

POLICY = """
[[policies]]
name = "{name}"
title = "A change"
input = "{input}"
where = ["{where}"]
effect = "{effect}"
kind = "{kind}"
{timing}
assumed = "For the test."
"""


class AnyRecord(dict):
    """A ledger that holds every id, none of which is an outcome."""

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return "context"


def policy(name, timing, *, input="bank_access", where="China", effect="times", kind="step"):
    """One policy as text; `timing` holds its values and days."""
    return POLICY.format(name=name, input=input, where=where, effect=effect, kind=kind, timing=timing)


def scenario(folder: Path, text: str, name: str = "small", *, overrides=(), **known) -> Scenario:
    """Write a file and load it; `known` are the fields of a `Known`."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path, overrides=overrides, known=Known(**{"records": AnyRecord(), **known}))


def prior(kind: str, *numbers: float) -> Prior:
    """A prior from its numbers, in the order in which a scenario writes them."""
    (cls,) = (cls for cls in Prior.__subclasses__() if kind in get_args(cls.model_fields["kind"].annotation))
    return cls(kind=kind, **dict(zip(list(cls.model_fields)[1:], numbers, strict=True)))
