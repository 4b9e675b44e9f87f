"""The page on the model as a whole: what the five reports describe, what of it runs, and where the record can't decide.

From the ledger, the scenario and the week, so that page and program can't part. What changed in the equations, and why,
is told by hand in `model/equations.md`.
"""

from __future__ import annotations

from docs.markdown import row
from docs.mechanism_pages import GENERATED
from legation.engine.week import Week
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.provenance.gaps import find_gaps
from legation.scenario import Scenario
from legation.scenario.parameters import ChoiceParameter, Parameter

# The source of each of the five reports, and what it describes.
REPORTS = {
    "nk-2015-recall": "selected officials and earners of foreign currency called home out of season, after a purge",
    "nk-2018-reun": "paid meetings of divided families, money sent home for a fee, and who takes a part of it",
    "nk-2019-intv": "sanctions, lost accounts, quotas, side work, visits home, and what keeps officials from leaving",
    "nk-2019-mss": "state security officers who fled, calls at set times and second checks, recall for missed quotas",
    "nk-2022-surv": "sessions, minders, debts and levies, escapes and captures, deaths, and orders home in 2022",
}

INTRODUCTION = """\
Five news reports describe parts of one system. The model makes the parts explicit and runs them together, week by week,
in {mechanisms} mechanisms; [each has a page](../mechanisms/README.md). It says which reports fit together and how much
of an answer is assumption. It measures no hidden count. The persons in it are invented.
[What changed in its equations, and why](equations.md), is told apart."""


def page(week: Week, scenario: Scenario, ledger: Ledger) -> str:
    """The page as Markdown."""
    lines = [
        GENERATED.replace("the mechanism's file", "docs/model_page.py or what it is written from"),
        "",
        "# The model",
        "",
        *INTRODUCTION.format(mechanisms=len(week.mechanisms)).splitlines(),
        "",
        "## What each report describes, and what of it runs",
        "",
        *_reports(week, ledger),
        "",
        "## Where the record can't decide",
        "",
        "Each world draws one of these forms, with the weights given. `--set NAME=WORD` fixes one.",
        "",
        *_choices(scenario),
        "",
        "## How strong a policy was",
        "",
        "Where no report says it, each world draws it. `--set NAME=NUMBER` fixes one.",
        "",
        *_strengths(scenario),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _reports(week: Week, ledger: Ledger) -> list[str]:
    gaps = find_gaps(ledger)
    waiting = {claim.id for claim, _ in gaps.waiting} | {claim.id for claim in gaps.unexplained}
    rows = []
    for prefix, describes in REPORTS.items():
        claims = [claim for claim in ledger.claims.values() if claim.id.startswith(prefix)]
        source = ledger.sources[prefix]
        outlet = f"{source.publisher}, {source.published.first.year}"
        running = [m.name for m in week.mechanisms if any(m.name in c.represented_by.mechanism for c in claims)]
        out = sum(bool(claim.out_of_scope) for claim in claims)
        waits = sum(claim.id in waiting for claim in claims)
        links = ", ".join(f"[{name}](../mechanisms/{name}.md)" for name in running)
        rows.append(row(outlet, describes, links, str(len(claims) - out - waits), str(out), str(waits)))
    head = row("report", "it describes", "what runs of it", "claims represented", "out of scope", "waiting")
    return [head, "|---|---|---|---|---|---|", *rows, "", *_left_out(ledger)]


def _left_out(ledger: Ledger) -> list[str]:
    left_out = [claim for claim in ledger.claims.values() if _of_reports(claim) and claim.out_of_scope]
    return ["Out of scope, with the reason:", "", *(f"- `{claim.id}`: {claim.out_of_scope}" for claim in left_out)]


def _of_reports(claim: Claim) -> bool:
    return any(claim.id.startswith(prefix) for prefix in REPORTS)


def _choices(scenario: Scenario) -> list[str]:
    rows = []
    for name, parameter in scenario.parameters.items():
        if isinstance(parameter, ChoiceParameter):
            weights = (parameter.prior.weights if parameter.prior else ()) or (1.0,) * len(parameter.range)
            words = ", ".join(f"{word} {weight:g}" for word, weight in zip(parameter.range, weights, strict=True))
            rows.append(row(f"`{name}`", parameter.title, words, parameter.assumed))
    return [row("parameter", "what it chooses", "words and weights", "why"), "|---|---|---|---|", *rows]


def _strengths(scenario: Scenario) -> list[str]:
    rows = []
    for policy in scenario.policies:
        if policy.parameter:
            strength = scenario.parameters[policy.parameter]
            assert isinstance(strength, Parameter)
            span = f"{strength.low:g} to {strength.high:g}"
            rows.append(row(policy.title, f"`{policy.parameter}`", span, strength.assumed))
    return [row("policy", "parameter", "range", "why"), "|---|---|---|---|", *rows]
