"""When twins part: what the weekly comparison of their worlds found, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.base.calendar import monday
from legation.base.number_text import how_many
from legation.experiments.twins import FOUNDING, Divergence
from legation.report.findings import agree

if TYPE_CHECKING:
    from legation.report.effects_table import TwinsLike


def partings_words(twins: TwinsLike) -> list[str]:
    """What the twin audit found, in sentences."""
    first = twins.partings[0]
    alike = [
        parting for parting in twins.partings if (parting.told, parting.mechanism) == (first.told, first.mechanism)
    ]
    pairs = how_many(len(twins.partings), "pair")
    sentences = [f"We compared {pairs} week by week. {_parting_words(first)}"]
    if len(alike) < len(twins.partings):
        sentences += [
            f"Pair {parting.number}: {_parting_words(parting)}" for parting in twins.partings if parting not in alike
        ]
    elif len(alike) > 1:
        weeks = [parting.week for parting in alike if parting.week is not None]
        if weeks and min(weeks) < max(weeks):
            sentences.append(f"In these pairs the first difference appears between {_day(min(weeks))} and "
                             f"{_day(max(weeks))}.")  # fmt: skip
    if twins.differing_parameters:
        names = ", ".join(twins.differing_parameters)
        sentences.append(f"Drawn otherwise in the two scenarios: {names}. The effect holds that difference, too.")
    return sentences


def _parting_words(parting: Divergence) -> str:
    if parting.told is None:
        return "Both scenarios say the same for every week, and the two worlds are identical to the end."
    what = ", ".join(parting.what[:3]) + (f" and {len(parting.what) - 3} more" if len(parting.what) > 3 else "")
    if parting.mechanism == FOUNDING:
        return f"The two worlds differ from the start, because {what} {agree(len(parting.what), 'differs', 'differ')}."
    verb = agree(len(parting.what), "differs", "differ")
    until = f"The two worlds are identical until the week of {_day(parting.told)}, when {what} first {verb}"
    if parting.week is None:
        return f"{until}; nothing else ever does."
    columns = ", ".join(parting.columns[:3]) + (" and others" if len(parting.columns) > 3 else "")
    when = "in the same week" if parting.week == parting.told else f"in the week of {_day(parting.week)}"
    return f"{until}. What follows differs first {when}, after mechanism {parting.mechanism}: {columns}."


def _day(week: int) -> str:
    day = monday(week)
    return f"{day.day} {day:%B %Y}"
