"""The codebook of a run folder: every column of every table, every measure and every verdict in one sentence each.

It lies beside the tables as `codebook.json`, so that a reader of the folder needs no program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import PLACE_AND_PERIOD, SPREAD, YEAR, Observable
from legation.scenario.parameters import AnyParameter

TEXT, NUMBER, WHOLE, DAY, RANGE, TEXTS = "text", "number", "whole number", "day", "two numbers", "texts"
AS_UNIT_SAYS = "as the column unit says"


class CodebookColumn(NamedTuple):
    """What a column of a table holds.

    kind  TEXT, NUMBER, WHOLE, DAY, RANGE or TEXTS
    unit  "" where it has none
    """

    kind: str
    unit: str
    sentence: str


def _text(sentence: str, unit: str = "") -> CodebookColumn:
    return CodebookColumn(TEXT, unit, sentence)


def _number(sentence: str, unit: str = AS_UNIT_SAYS) -> CodebookColumn:
    return CodebookColumn(NUMBER, unit, sentence)


def _whole(sentence: str, unit: str = "") -> CodebookColumn:
    return CodebookColumn(WHOLE, unit, sentence)


_MEASURE = {
    "observable": _text("The measure, by its name in this codebook."),
    "unit": _text("The unit of the measure."),
}

# Table -> its columns, in their order.
TABLES: dict[str, dict[str, CodebookColumn]] = {
    "series": {
        **_MEASURE,
        "place": _text(
            'A place of the model, a region, or "all places" together. Flight, capture, return and detention '
            "stand by region at the finest."
        ),
        "period_start": CodebookColumn(DAY, "", "The Monday on which the time that was measured begins."),
        "weeks": _whole("How long the time that was measured is.", "weeks"),
        "worlds": _whole(
            "In how many worlds there was something to measure. Where that is not most, no number stands."
        ),
        "q05": _number("5 % of worlds, or of persons for a spread, lie below it; rounded."),
        "q25": _number("A quarter lies below it; rounded."),
        "q50": _number("Half lies below it; rounded."),
        "q75": _number("Three quarters lie below it; rounded."),
        "q95": _number("95 % lie below it; rounded."),
    },
    "parameters": {
        "world": _whole("The number of the world, from 0; failed worlds are among them."),
        "name": _text("The parameter, by its name in the scenario."),
        "unit": _text("The unit of the value as people write it."),
        "human": _number("The value drawn for this world, as people write it."),
        "machine": _whole("The same value as the program calculates with it.", "of the program"),
    },
    "failures": {
        "world": _whole("The number of a world that failed; of it only its draws are in another table."),
        "scenario": _text("The scenario under which it failed, by name."),
        "reason": _text("Why: week, account or alarm, amount and mechanism."),
    },
    "comparison": {
        "claim": _text("The claim, by its id in the ledger."),
        "topic": _text("The topic under which the table shows it."),
        "observable": _text("The measure that the claim speaks of, by its name."),
        "said": _text("What was reported, paraphrased."),
        "source": _text("Grades of source, outlet and information, the outlet, and when it was published."),
        "role": _text("What the claim serves for: structure, input, prior, fit, check or context."),
        "upstream": _text("The origin of what was said, as the report gives it; claims may share one."),
        "outlet": _text("Who published it."),
        "unit": _text("The unit of the measure; empty where nothing in the model measures it."),
        "lies": _text("Where the report lies in the model's range; see the verdicts."),
        "may_be": CodebookColumn(TEXTS, "", "Other places there that more worlds might turn it into."),
        "width": _text("How wide the model's range is; see the verdicts."),
        "grounds": _text("Whether the model could have said otherwise; see the verdicts."),
        "gives": _text("What the model gives, in words: the middle, and the central 90 % in brackets."),
        "because": _text("What a reader needs to weigh the verdict; may be empty."),
        "worlds": _whole("How many worlds had a say."),
        "low": _number("Lower end of the model's central 90 %; null for a change or an event."),
        "median": _number("The middle of the worlds, or of persons for a spread; null likewise."),
        "high": _number("Upper end of the model's central 90 %; null likewise."),
        "share": _number("Worlds that show the change or event; null for a value.", "share of worlds"),
        "reported": CodebookColumn(
            RANGE, AS_UNIT_SAYS, "The reported range with its tolerance; null for a change or event."
        ),
        "verdict": _text("Where it lies, how wide and on what grounds, in a few words."),
    },
    "reports": {
        "claim": _text("The claim, by its id in the ledger."),
        "observable": _text("The measure that the claim speaks of, by its name."),
        "said": _text("What was reported, paraphrased."),
        "source": _text("Grades of source, outlet and information, the outlet, and when it was published."),
        **{
            f"{side}_{name}": _text(f"{sentence} Under the {which} scenario.")
            for side, which in (("a", "first"), ("b", "second"))
            for name, sentence in (
                ("lies", "Where the report lies in the model's range."),
                ("width", "How wide that range is."),
                ("grounds", "Whether the model could have said otherwise."),
                ("gives", "What the model gives, in words."),
            )
        },
    },
    "effects": {
        "observable": _MEASURE["observable"],
        "unit": _text("The unit of the difference: percentage points where the measure is a share."),
        "first_year": _whole("The first calendar year that was measured, to the nearest four weeks."),
        "last_year": _whole("The last one; the same for a single year."),
        "worlds": _whole("Pairs of worlds in which there was something to measure."),
        **{
            f"{side}_{part}": _number(
                f"{how} of worlds lie below it, {what}; rounded; null where most pairs have nothing to measure.", unit
            )
            for side, unit, what in (
                ("a", "of the measure", "under the first scenario"),
                ("b", "of the measure", "under the second scenario"),
                ("difference", AS_UNIT_SAYS, "second less first, each world with its twin"),
            )
            for part, how in (("low", "5 %"), ("middle", "Half"), ("high", "95 %"))
        },
        "higher": _whole("In which the second scenario gives more; null likewise.", "pairs of worlds"),
        "lower": _whole("In which it gives less; null likewise.", "pairs of worlds"),
        "label": _text("Which way the effect goes; see the verdicts."),
        "words": _text("The effect as a phrase."),
    },
}

WORLD = _whole("The number of the world, from 0.")
# Of tables with a column for each parameter or measure these columns are always there.
WIDE_TABLES: dict[str, dict[str, CodebookColumn]] = {
    "draws": {"world": WORLD},
    "outcomes": {
        "world": WORLD,
        "place": _text('A place of the model, a region, or "all places" together.'),
        "year": _whole("The calendar year, to the nearest four weeks; only years that were simulated to the full."),
    },
}
RUN_TABLES, EFFECT_TABLES = ("series", "parameters", "failures", "comparison"), ("effects", "reports", "failures")


# Whom the rules protect, in five sentences.
RULES = (
    "The rules protect real people: those behind the reports, and those whom a careless number would hurt.",
    "Claims about few persons pass a narrowing test, and what is unpublished stays with its owner.",
    "The persons of the model are invented, so none of their numbers is hidden: that would protect nobody.",
    "Every number of the model is an interval with its middle, and rests on what is assumed.",
    "Flight, capture, detention and return stand alone only by year and region, and deaths never have a number.",
)


def codebook(verdicts: Iterable[tuple[str, str]], tables: Iterable[str] = RUN_TABLES) -> dict[str, Any]:
    """The codebook as plain data. Its observables are those of the catalogue, as each is declared.

    verdicts  each with what it means
    tables    those that the folder holds
    """
    return {
        "rules": list(RULES),
        "tables": {
            table: [{"column": name, **column._asdict()} for name, column in TABLES[table].items()] for table in tables
        },
        "observables": [
            {"name": observable.name, "topic": observable.topic, "unit": observable.unit, "kind": observable.kind,
             "sentence": observable.sentence, "finest": observable.resolution}
            for observable in OBSERVABLES
        ],
        "verdicts": [{"verdict": verdict, "meaning": meaning} for verdict, meaning in verdicts],
    }  # fmt: skip


def run_codebook(
    verdicts: Iterable[tuple[str, str]], parameters: Mapping[str, AnyParameter], measures: Iterable[str]
) -> dict[str, Any]:
    """The codebook of a run, which has wide tables, too.

    parameters  by name
    measures    names of those that a column of `outcomes` holds
    """
    book = codebook(verdicts)
    draws = {name: _number(_drawn_sentence(parameter), parameter.unit) for name, parameter in parameters.items()}
    held = {name: _number(_outcome_sentence(BY_NAME[name]), BY_NAME[name].unit) for name in measures}
    for table, columns in (("draws", draws), ("outcomes", held)):
        both = WIDE_TABLES[table] | columns
        book["tables"][table] = [{"column": name, **column._asdict()} for name, column in both.items()]
    return book


def _drawn_sentence(parameter: AnyParameter) -> str:
    return "The parameter, the same in every world." if parameter.prior is None else "What the world drew of its prior."


def _outcome_sentence(observable: Observable) -> str:
    of = "The median person of the world" if observable.kind == SPREAD else "The measure"
    where = "" if observable.resolution == PLACE_AND_PERIOD else "; null for places that are no region"
    where = "; null but for all places" if observable.resolution == YEAR else where
    return f"{of}{where}; null where there is nothing to measure. {observable.sentence}"
