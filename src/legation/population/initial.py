"""The founding population: synthetic officials drawn from distributions.

Nothing here loads a person. Posts are dealt to places by share and to employers by size, and each official's traits
are keyed draws, so the same seed and parameters give the same population on every machine. Whole numbers only.

Claim:      Officials are spread over places and over employers of very unequal size, differ in skill, mostly have a
            close relative held at home, and have spent some part of a term at the post.
Leaves out: Employers are not specialised by place: each place has the same mix of them. The number posted in 2012 is
            used from 2009 on. Every branch has one manager, however small. Traits do not hang together: skill,
            family, link to a faction and time at the post are drawn apart. All posts are filled at first.
Source:     the parameters `founding.*` of the scenario, each with its records or its reason.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.base.places import PLACES
from legation.kernel.chance import draws, purpose
from legation.kernel.fixed_point import powers_of_two
from legation.kernel.tables import NORMAL
from legation.kernel.units import Within
from legation.population.codes import MANAGER, POSTED, TRADER
from legation.population.columns import OURS, Columns, check_ranges, rows

SIZE = purpose("founding: size of an employer")
EMPLOYER = purpose("founding: which employer fills the post")
SKILL = purpose("founding: skill")
FAMILY = purpose("founding: whether the close family is abroad")
LINK = purpose("founding: link to the faction that falls")
QUOTA_TYPE = purpose("founding: which quota an employer sets")
BANK = purpose("founding: which accounts close first")
TERM = purpose("founding: planned length of the posting")
TENURE = purpose("founding: weeks already spent at the post")


class InitialParameters(NamedTuple):
    """Units, and what the code below can carry; values, ranges and sources stand in the scenario."""

    posted: Annotated[int, "persons", Within(1, 200_000)]
    weight_dandong: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_shenyang: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_yanji: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_beijing: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_other_china: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_south_east_asia: Annotated[int, "weight", Within(0.001, 1_000)]
    weight_elsewhere: Annotated[int, "weight", Within(0.001, 1_000)]
    employers: Annotated[int, "number", Within(1, 5_000)]
    employer_size_spread: Annotated[int, "sd of log", Within(0, 2)]
    skill_spread: Annotated[int, "sd of log", Within(0, 1.5)]
    family_abroad: Annotated[int, "share"]
    linked: Annotated[int, "share"]
    term: Annotated[int, "weeks", Within(1, 1_040)]
    term_spread: Annotated[int, "weeks", Within(0, 52)]
    quota_low_weight: Annotated[int, "weight", Within(0.001, 1_000)]
    quota_middle_weight: Annotated[int, "weight", Within(0.001, 1_000)]
    quota_high_weight: Annotated[int, "weight", Within(0.001, 1_000)]


def create(
    seed: int, number: int, p: InitialParameters, first_week: int, columns: Columns = OURS, rooms: int = 1
) -> dict[str, np.ndarray]:
    """The columns of a world before its first week, by name (`columns.py` has shape, type and unit).

    number      of the world within the run
    p           machine units
    first_week  the week that the world begins with; tenures reach back from it
    columns     those of the week
    rooms       for journeys, in multiples of the usual
    """
    posts = p.posted
    weights = np.array([getattr(p, name) for name in p._fields if name.startswith("weight_")])
    place_first = np.concatenate([[0], np.cumsum(shared_out(posts, weights))])
    place = np.repeat(np.arange(len(PLACES)), np.diff(place_first))
    employer = _employers(seed, number, p, place)
    branch_start = np.flatnonzero(np.diff(place * p.employers + employer, prepend=-1))
    branch = np.repeat(np.arange(len(branch_start)), np.diff(branch_start, append=posts))
    by_employer = np.argsort(employer, kind="stable")

    tenure = (draws(seed, number, TENURE, posts) * p.term) >> 32
    values = {
        "place": place,
        "branch": branch,
        "employer": employer,
        "role": np.where(np.isin(np.arange(posts), branch_start), MANAGER, TRADER),
        "place_first": place_first,
        "branch_first": np.append(branch_start, posts),
        "by_employer": by_employer,
        "employer_first": np.searchsorted(employer[by_employer], np.arange(p.employers + 1)),
        "status": np.full(posts, POSTED),
        "week_posted": first_week - tenure,
        "skill": _lognormal(draws(seed, number, SKILL, posts), p.skill_spread),
        "family_home": draws(seed, number, FAMILY, posts) >> 16 >= p.family_abroad,
        "linked": draws(seed, number, LINK, posts) >> 16 < p.linked,
        "quota_type": _quota_types(seed, number, p)[employer],
        "collected": np.array([first_week - 1]),
        "bank_luck": draws(seed, number, BANK, posts) >> 16,
        "term": np.maximum(p.term + (NORMAL[draws(seed, number, TERM, posts) >> 22] * p.term_spread >> 16), 1),
    }
    return _columns(values, columns, rows(posts, len(branch_start), p.employers, rooms))


def _employers(seed: int, number: int, p: InitialParameters, place: np.ndarray) -> np.ndarray:
    """The employer of each post: large ones have more; sorted within each place."""
    sizes = _lognormal(draws(seed, number, SIZE, p.employers), p.employer_size_spread)
    ladder = np.cumsum(sizes)
    lot = (draws(seed, number, EMPLOYER, len(place)) >> 8) * int(ladder[-1]) >> 24
    return np.sort(place * p.employers + np.searchsorted(ladder, lot, side="right")) % p.employers


def _quota_types(seed: int, number: int, p: InitialParameters) -> np.ndarray:
    """The type of quota that each employer sets, by weight."""
    ladder = np.cumsum([p.quota_low_weight, p.quota_middle_weight, p.quota_high_weight])
    lot = draws(seed, number, QUOTA_TYPE, p.employers) * int(ladder[-1]) >> 32
    return np.searchsorted(ladder, lot, side="right")


def shared_out(whole: int, weights: np.ndarray) -> np.ndarray:
    """Split `whole` by weight into whole parts that add up to it: largest remainder, then the earlier part.

    weights  (parts,) whole numbers of at least 0, with a sum above 0
    """
    parts, rest = np.divmod(weights * whole, weights.sum())
    parts[np.argsort(-rest, kind="stable")[: whole - parts.sum()]] += 1
    return parts


def _lognormal(luck: np.ndarray, spread: int) -> np.ndarray:
    """Shares with median 1, out of 2**16; `spread` in powers of two out of 2**16."""
    powers = NORMAL * spread >> 16
    return powers_of_two(powers)[luck >> 22]


def _columns(values: dict[str, np.ndarray], columns: Columns, sizes: dict[str, int]) -> dict[str, np.ndarray]:
    """Every column of the week, filled from `values`, or neutral where nothing was drawn."""
    filled: dict[str, np.ndarray] = {}
    for column in columns.state:
        neutral = np.full(sizes[column.axis], column.neutral)
        filled[column.name] = values.get(column.name, neutral).astype(column.dtype)
        assert len(filled[column.name]) == sizes[column.axis], column.name
    check_ranges(filled, columns)
    return filled
