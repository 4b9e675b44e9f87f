"""Grounds of the shipped baseline that are kept: on what its comparisons rest, and which weeks it simulates.

Most answers of the model are foregone by them, and to work them out takes a second or two, worlds nearly a minute. So
they are kept apart from the worlds, and worlds are simulated only for a question that needs some.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from legation.assessment import kept_files
from legation.assessment.grounds import Grounds
from legation.base.faults import UserError
from legation.base.files import write_file


@dataclass(frozen=True)
class KeptGrounds:
    """What the baseline has to be compared with.

    weeks  the first and the last that it simulates
    """

    grounds: Grounds
    weeks: tuple[int, int]


def kept_grounds() -> KeptGrounds:
    """The grounds as they are kept, or worked out anew and kept where the cache can be written."""
    path = kept_files.grounds_file()
    manifest = kept_files.read_checked(path)
    if manifest is not None:
        return KeptGrounds(grounds_from(manifest["grounds"]), (manifest["weeks"][0], manifest["weeks"][1]))
    worked_out = _worked_out()
    if path is not None:
        for old in path.parent.glob(f"*{kept_files.GROUNDS}"):
            with suppress(OSError):  # Another process may have removed it, and it does no harm.
                old.unlink()
        described = {"grounds": described_grounds(worked_out.grounds), "weeks": list(worked_out.weeks)}
        with suppress(UserError, OSError):  # A full disk costs time only.
            write_file(path, kept_files.manifest_bytes(described), private=True)
    return worked_out


def _worked_out() -> KeptGrounds:
    from legation.assessment.foundations import grounds
    from legation.experiments.setup import load_scenario

    scenario = load_scenario(kept_files.SCENARIO)
    return KeptGrounds(grounds(scenario), (scenario.first_week, scenario.last_week))


def described_grounds(grounds: Grounds) -> dict[str, Any]:
    """Grounds as plain data."""
    return {"held": sorted(grounds.held), "off": sorted(grounds.off), "uses": grounds.uses}


def grounds_from(described: Mapping[str, Any]) -> Grounds:
    """Grounds from plain data."""
    return Grounds(frozenset(described["held"]), frozenset(described["off"]), described["uses"])
