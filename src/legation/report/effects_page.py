"""The page of a comparison: what differs between twins, by year, and when they part. No network, no script."""

from __future__ import annotations

from markupsafe import Markup

from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report import effect_charts, effects_table
from legation.report.effects_table import TwinsLike
from legation.report.failures import failures_sentence
from legation.report.templates import filled

# What the answer leads with, whichever way it goes: to lead with what is clear would hide what is not.
LEADS = ("trade_income", "state_income_usd", "posted_officials")
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
        figures=effect_charts.effect_charts(twins),
        years=effect_charts.by_year(twins),
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
