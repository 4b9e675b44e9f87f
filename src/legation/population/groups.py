"""Groups: columns that travel together, under one name in the signature of a step.

A step that names `purse` is handed all columns of `Purse`, and `purse: Write` lets it change every one of them. A
column is in at most one group, so each has one way to be named beside its own name.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Purse(NamedTuple):
    """The money of an official, and what it has come from and gone to: all of it ends when the official leaves."""

    savings: Any
    hidden: Any
    earned: Any
    spent: Any
    paid: Any


class Dossier(NamedTuple):
    """What the centre can hold against an official: debts, and a link to a fallen faction."""

    quota_type: Any
    linked: Any
    arrears: Any
    inherited: Any


class Motives(NamedTuple):
    """What makes an official likely to leave."""

    family_home: Any
    prepared: Any
    push: Any


class Surroundings(NamedTuple):
    """What a leaver meets in each place."""

    opportunity: Any
    alert: Any
    route_price: Any


class Backlog(NamedTuple):
    """Flights in each place that the centre has not yet learnt of."""

    unanswered: Any
    unanswered_groups: Any


class Departures(NamedTuple):
    """How each journey began, and how many rows journeys have ever used."""

    journey_post: Any
    journey_overland: Any
    journeys_used: Any


class Progress(NamedTuple):
    """How each journey stands, when its next turn comes, and the money that it carries."""

    journey_status: Any
    journey_due: Any
    journey_cents: Any


GROUPS: dict[str, Any] = {
    group.__name__.lower(): group
    for group in (Purse, Dossier, Motives, Surroundings, Backlog, Departures, Progress)
}  # fmt: skip
