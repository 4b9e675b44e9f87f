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

from legation.base.chance import FOUNDING, draws, purpose
from legation.base.fixed import powers_of_two
from legation.base.money import ACCOUNTS
from legation.base.places import PLACES
from legation.base.tables import NORMAL
from legation.population.columns import (
    ACCOUNT,
    BRANCH_EDGE,
    EMPLOYER_EDGE,
    INCOME_BINS,
    MANAGER,
    OFFICIAL,
    PLACE,
    PLACE_BIN,
    PLACE_EDGE,
    POSTED,
    STATE,
    TRADER,
    WORLD,
)

SIZE = purpose("founding: size of an employer")
EMPLOYER = purpose("founding: which employer fills the post")
SKILL = purpose("founding: skill")
FAMILY = purpose("founding: whether the close family is abroad")
LINK = purpose("founding: link to the faction that falls")
TENURE = purpose("founding: weeks already spent at the post")


class Parameters(NamedTuple):
    """Units; ranges, values and sources stand in the scenario."""

    posted: Annotated[int, "persons"]
    weight_dandong: Annotated[int, "weight"]
    weight_shenyang: Annotated[int, "weight"]
    weight_yanji: Annotated[int, "weight"]
    weight_beijing: Annotated[int, "weight"]
    weight_other_china: Annotated[int, "weight"]
    weight_south_east_asia: Annotated[int, "weight"]
    weight_elsewhere: Annotated[int, "weight"]
    employers: Annotated[int, "number"]
    employer_size_spread: Annotated[int, "sd of log"]
    skill_spread: Annotated[int, "sd of log"]
    family_abroad: Annotated[int, "share"]
    linked: Annotated[int, "share"]
    term: Annotated[int, "weeks"]


def found(seed: int, number: int, p: Parameters, first_week: int) -> dict[str, np.ndarray]:
    """The columns of a world before its first week, by name (`columns.py` has shape, type and unit).

    number      of the world within the run
    p           machine units
    first_week  the week that the world begins with; tenures reach back from it
    """
    posts = p.posted
    weights = np.array([value for name, value in zip(p._fields, p, strict=True) if name.startswith("weight_")])
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
    }
    return _columns(values, posts, len(branch_start), p.employers)


def _employers(seed: int, number: int, p: Parameters, place: np.ndarray) -> np.ndarray:
    """The employer of each post: large ones have more; sorted within each place."""
    sizes = _lognormal(draws(seed, number, SIZE, p.employers), p.employer_size_spread)
    ladder = np.cumsum(sizes)
    lot = (draws(seed, number, EMPLOYER, len(place)) >> 8) * int(ladder[-1]) >> 24
    return np.sort(place * p.employers + np.searchsorted(ladder, lot, side="right")) % p.employers


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


def _columns(values: dict[str, np.ndarray], posts: int, branches: int, employers: int) -> dict[str, np.ndarray]:
    """Every column of the declaration, filled from `values` or with zeros."""
    rows = {
        OFFICIAL: posts,
        PLACE: len(PLACES),
        PLACE_EDGE: len(PLACES) + 1,
        BRANCH_EDGE: branches + 1,
        EMPLOYER_EDGE: employers + 1,
        ACCOUNT: len(ACCOUNTS),
        PLACE_BIN: len(PLACES) * INCOME_BINS,
        WORLD: 1,
    }
    columns: dict[str, np.ndarray] = {}
    for column in STATE:
        value = values.get(column.name, np.zeros(rows[column.axis], np.int64))
        assert len(value) == rows[column.axis], column.name
        assert column.low <= value.min(), column.name
        assert value.max() <= column.high, column.name
        columns[column.name] = value.astype(column.dtype)
    return columns


assert FOUNDING < 0, "founding draws must not share a week with the run"
