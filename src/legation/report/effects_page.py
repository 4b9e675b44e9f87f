"""The page of a comparison: what differs between twins, by year, and when they part. No network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from legation.base.number_text import interval
from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.observation.observables.catalogue import BY_NAME
from legation.report import effect_charts, effects_table, findings
from legation.report.effect_charts import LEADS
from legation.report.effects_table import TwinsLike
from legation.report.failures import failures_sentence
from legation.report.figure import Figure
from legation.report.headlines import SUBJECTS
from legation.report.partings import partings_words
from legation.report.templates import filled

UNFITTED = (
    "Nothing here is fitted to the record: both scenarios draw the same values from the priors, and other priors would "
    "give another answer."
)

SECTIONS = {
    "charts": "With and without, over time",
    "effects": "What differs, all measures",
    "reports": "Reports that would tell them apart",
    "told": "In what the scenarios differ",
    "years": "Year by year",
    "audit": "Audit",
}


def effects_html(twins: TwinsLike) -> str:
    """The page as text of one HTML file."""
    figures = effect_charts.effect_charts(twins)
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
        groups=_groups(twins),
        sections=_sections(twins, figures),
        side=_side,
        difference=effects_table.difference_words,
        votes=effects_table.votes_words,
        published=findings.published,
        shapes=findings.SHAPES,
        unit=lambda effect: f", {BY_NAME[effect.observable].unit}",
        sentences={name: effects_table.meaning(name) for name in BY_NAME},
        given_strengths=effects_table.given_strengths(twins),
        strengths=effects_table.strengths(twins),
        figures=figures,
        years=effect_charts.by_year(twins),
        told=effects_table.told_apart(twins),
        not_recorded=effects_table.not_recorded(twins),
        partings=partings_words(twins),
        legend=effects.LEGEND,
    )


def _groups(twins: TwinsLike) -> list[dict[str, Any]]:
    """The effects over all years: those with a direction, those that leave it open, those that hardly differ."""
    directed = (*effects_table.CLEAR, *effects_table.HALF_CLEAR)
    ranked = effects_table.ranked_effects(twins)
    groups = (
        ("directed", "Which way it goes", [effect for effect in ranked if effect.label in directed]),
        ("open", "Open which way, or not to be told",
         [effect for effect in ranked if effect.label not in (*directed, effects.SAME)]),
        ("same", "Hardly different", [effect for effect in ranked if effect.label == effects.SAME]),
    )  # fmt: skip
    return [{"id": name, "title": f"{title} ({len(rows)})", "rows": rows} for name, title, rows in groups if rows]


def _sections(twins: TwinsLike, figures: Sequence[Figure]) -> dict[str, str]:
    """The parts of the page after the first, in order: id -> heading; those without content are left out."""
    held = {"charts": bool(figures), "reports": bool(twins.telling), "years": bool(effect_charts.by_year(twins))}
    return {name: title for name, title in SECTIONS.items() if held.get(name, True)}


def _side(effect: Effect, which: str) -> str:
    """What a scenario gives: the median with its interval, or a dash where there is nothing to measure."""
    ends = effect.a if which == "a" else effect.b
    return interval(*ends, BY_NAME[effect.observable].unit) if ends else "–"


def _question(twins: TwinsLike) -> str:
    first, last = (twins.manifest()["scenarios"][0][end][:4] for end in ("from", "to"))
    return f"What differs in the model between “{twins.b.called}” and “{twins.a.called}”, {first} to {last}?"


def _answer(twins: TwinsLike) -> list[str]:
    """Three sentences: the tally; income, dues and people; and what the answer rests on."""
    if not twins.effects:
        return [effects_table.nothing_measured(twins)]
    whole = {effect.observable: effect for effect in effects.whole_spans(twins.effects)}
    leads = [whole[name] for name in LEADS if name in whole]
    said = "; ".join(f"{SUBJECTS[lead.observable].words}, {lead.words.partition('; ')[0]}" for lead in leads)
    sizes = [f"In the model, in {leads[0].years}: {said}."] if leads else []
    return [effects_table.effects_tally(twins), *sizes, UNFITTED]
