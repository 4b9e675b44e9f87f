"""The codebook of a run folder: every column of every table, every measure and every verdict in one sentence each.

It lies beside the tables as `codebook.json`, so that whoever is handed a run folder can read it without the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from legation.observation.observables.catalogue import OBSERVABLES

TEXT, NUMBER, WHOLE, DAY, RANGE = "text", "number", "whole number", "day", "two numbers"
AS_UNIT_SAYS = "as the column unit says"


class Column(NamedTuple):
    """What a column of a table holds.

    kind  TEXT, NUMBER, WHOLE, DAY or RANGE
    unit  "" where it has none
    """

    kind: str
    unit: str
    sentence: str


_MEASURE = {
    "observable": Column(TEXT, "", "The measure, by its name in this codebook."),
    "unit": Column(TEXT, "", "The unit of the measure."),
}

# Table -> its columns, in their order.
TABLES: dict[str, dict[str, Column]] = {
    "series": {
        **_MEASURE,
        "place": Column(TEXT, "", 'A place of the model, or "all places" together.'),
        "period_start": Column(DAY, "", "The Monday on which the time that was measured begins."),
        "weeks": Column(WHOLE, "weeks", "How long the time that was measured is."),
        "q05": Column(NUMBER, AS_UNIT_SAYS, "5 % of worlds, or of persons for a spread, lie below it; rounded."),
        "q25": Column(NUMBER, AS_UNIT_SAYS, "A quarter lies below it; rounded."),
        "q50": Column(NUMBER, AS_UNIT_SAYS, "Half lies below it; rounded."),
        "q75": Column(NUMBER, AS_UNIT_SAYS, "Three quarters lie below it; rounded."),
        "q95": Column(NUMBER, AS_UNIT_SAYS, "95 % lie below it; rounded."),
    },
    "people": {
        **_MEASURE,
        "region": Column(TEXT, "", 'A region, or "all places" together: no number leaves for a smaller area.'),
        "year": Column(WHOLE, "", "The calendar year, to the nearest four weeks."),
        "low": Column(TEXT, AS_UNIT_SAYS, '5 % of worlds lie below it; two digits, "< 5" persons, or "too few".'),
        "high": Column(TEXT, AS_UNIT_SAYS, '95 % of worlds lie below it; two digits, "< 5" persons, or "too few".'),
    },
    "parameters": {
        "world": Column(WHOLE, "", "The number of the world, from 0."),
        "name": Column(TEXT, "", "The parameter, by its name in the scenario."),
        "unit": Column(TEXT, "", "The unit of the value as people write it."),
        "human": Column(NUMBER, AS_UNIT_SAYS, "The value drawn for this world, as people write it."),
        "machine": Column(WHOLE, "of the program", "The same value as the program calculates with it."),
    },
    "failures": {
        "world": Column(WHOLE, "", "The number of a world that failed; of it only its draws are in another table."),
        "scenario": Column(TEXT, "", "The scenario under which it failed, by name."),
        "reason": Column(TEXT, "", "Why: week, account or alarm, amount and mechanism."),
    },
    "comparison": {
        "claim": Column(TEXT, "", "The claim, by its id in the ledger."),
        "topic": Column(TEXT, "", "The topic under which the table shows it."),
        "observable": Column(TEXT, "", "The measure that the claim speaks of, by its name."),
        "said": Column(TEXT, "", "What was reported, paraphrased."),
        "source": Column(TEXT, "", "Grades of source, outlet and information, the outlet, and when it was published."),
        "role": Column(TEXT, "", "What the claim serves for: structure, input, prior, fit, check or context."),
        "upstream": Column(TEXT, "", "The origin of what was said, as the report gives it; claims may share one."),
        "outlet": Column(TEXT, "", "Who published it."),
        "unit": Column(TEXT, "", "The unit of the measure; empty where nothing in the model measures it."),
        "gives": Column(TEXT, "", "What the model gives, in words."),
        "verdict": Column(TEXT, "", "How the report lies within what the model gives; see the verdicts."),
        "because": Column(TEXT, "", "What a reader needs to weigh the verdict; may be empty."),
        "low": Column(NUMBER, AS_UNIT_SAYS, "Lower end of the model's central 90 %; null where none may be given."),
        "high": Column(NUMBER, AS_UNIT_SAYS, "Upper end of the model's central 90 %; null where none may be given."),
        "share": Column(NUMBER, "share of worlds", "Worlds that show the change or event; null for a value."),
        "reported": Column(RANGE, AS_UNIT_SAYS, "The reported range with its tolerance; null for a change or event."),
    },
    "effects": {
        "observable": _MEASURE["observable"],
        "unit": Column(TEXT, "", "The unit of the difference: percentage points where the measure is a share."),
        "first_year": Column(WHOLE, "", "The first calendar year that was measured, to the nearest four weeks."),
        "last_year": Column(WHOLE, "", "The last one; the same for a single year."),
        "worlds": Column(WHOLE, "", "Pairs of worlds in which there was something to measure."),
        **{
            f"{side}_{part}": Column(
                NUMBER, unit, f"{how} of worlds lie below it, {what}; rounded; null where none may leave."
            )
            for side, unit, what in (
                ("a", "of the measure", "under the first scenario"),
                ("b", "of the measure", "under the second scenario"),
                ("difference", AS_UNIT_SAYS, "second less first, each world with its twin"),
            )
            for part, how in (("low", "5 %"), ("middle", "Half"), ("high", "95 %"))
        },
        "higher": Column(WHOLE, "pairs of worlds", "In which the second scenario gives more; null likewise."),
        "lower": Column(WHOLE, "pairs of worlds", "In which it gives less; null likewise."),
        "label": Column(TEXT, "", "Which way the effect goes; see the verdicts."),
        "words": Column(TEXT, "", "The effect as a phrase; of flight and what follows it the only place of a range."),
    },
}

RUN_TABLES, EFFECT_TABLES = ("series", "people", "parameters", "failures", "comparison"), ("effects", "failures")


def codebook(verdicts: Iterable[tuple[str, str]], tables: Iterable[str] = RUN_TABLES) -> dict[str, Any]:
    """The codebook as plain data.

    verdicts  each with what it means; they are handed in, because they are judged further up
    tables    those that the folder holds
    """
    return {
        "tables": {
            table: [{"column": name, **column._asdict()} for name, column in TABLES[table].items()] for table in tables
        },
        "observables": [
            {"name": one.name, "topic": one.topic, "unit": one.unit, "kind": one.kind, "sentence": one.sentence,
             "finest": one.resolution}
            for one in OBSERVABLES
        ],
        "verdicts": [{"verdict": verdict, "meaning": meaning} for verdict, meaning in verdicts],
    }  # fmt: skip
