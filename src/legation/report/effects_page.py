"""The page of a comparison: what differs between twins, by year, and when they part. No network, no script."""

from __future__ import annotations

from markupsafe import Markup

from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.observation.observables.catalogue import BY_NAME
from legation.report import charts, effects_table
from legation.report.effects_table import TwinsLike
from legation.report.failures import failures_sentence
from legation.report.first_page import Figure
from legation.report.templates import filled

# What the answer leads with, whichever way it goes: to lead with what is clear would hide what is not.
LEADS = ("trade_income", "state_income_usd", "posted_officials")
CAPTION = "Band: 90 % of pairs of worlds; line: their median; by year."
UNFITTED = (
    "Nothing here is fitted to the record. Parameters are drawn from their priors, alike in both twins as far as the "
    "scenarios agree, and a claim that moved a prior would move the answer."
)


def effects_html(twins: TwinsLike) -> str:
    """The page as text of one HTML file."""
    return filled(
        "effects.html",
        about=twins.manifest(),
        twins=twins,
        svg=Markup,  # marks the charts' text as already escaped
        question=_question(twins),
        failed=failures_sentence(twins.failures, twins.audit, "pair"),
        answer=_answer(twins),
        no_fact=effects_table.NO_FACT,
        size_assumed=effects_table.SIZE_ASSUMED if effects.varies_control(twins.a, twins.b) else "",
        nothing=effects_table.nothing_measured(twins),
        topics=effects_table.effects_by_topic(twins),
        sides=lambda effect: effects_table.sides_phrase(twins, effect),
        sentences={name: effects_table.meaning(name) for name in BY_NAME},
        given_strengths=effects_table.given_strengths(twins),
        strengths=effects_table.strengths(twins),
        figures=_figures(twins),
        years=_years(twins),
        told=effects_table.told_apart(twins),
        not_recorded=effects_table.not_recorded(twins),
        partings=effects_table.partings_words(twins),
        legend=effects.LEGEND,
    )


def _question(twins: TwinsLike) -> str:
    first, last = (twins.manifest()["scenarios"][0][end][:4] for end in ("from", "to"))
    return f"What differs in the model between “{twins.b.title}” and “{twins.a.title}”, {first} to {last}?"


def _answer(twins: TwinsLike) -> list[str]:
    """The tally, one sentence each on income, dues and people, and what the answer rests on."""
    if not twins.effects:
        return [effects_table.nothing_measured(twins)]
    whole = {effect.observable: effect for effect in effects.whole_spans(twins.effects)}
    sentences = [effects_table.effects_tally(twins)]
    sentences += [f"{effects_table.meaning(name).rstrip('.')}: in {whole[name].years} {whole[name].words}."
                  for name in LEADS if name in whole]  # fmt: skip
    return [*sentences, UNFITTED]


def _years(twins: TwinsLike) -> list[tuple[str, list[Effect]]]:
    """Each measure with its effects year by year."""
    years: dict[str, list[Effect]] = {}
    for effect in twins.effects:
        if effect.first_year == effect.last_year:
            years.setdefault(effect.observable, []).append(effect)
    return list(years.items())


def _figures(twins: TwinsLike) -> list[Figure]:
    """A chart for each measure in which something differs, over two years or more."""
    made = []
    whole = {one.observable: one.label for one in effects.whole_spans(twins.effects)}
    for name, entries in _years(twins):
        shown = [(one.first_year + 0.5, one.difference) for one in entries if one.difference]
        if len(shown) < 2 or whole[name] == effects.SAME:
            continue
        low, middle, high = ([getattr(ends, part) for _, ends in shown] for part in ("low", "middle", "high"))
        unit = f"{entries[0].unit}, {twins.b.name} less {twins.a.name}"
        svg = charts.fan(f"effect-{name}", BY_NAME[name].sentence, [year for year, _ in shown],
                         [low, middle, middle, middle, high], unit)  # fmt: skip
        made.append(Figure(effects_table.meaning(name), svg, CAPTION, []))
    return made
