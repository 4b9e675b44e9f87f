"""A page for each mechanism, from its file, the scenario and the ledger, so that page and program can't part."""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docs.markdown import row
from legation.base.ids import cited
from legation.engine.week import Week
from legation.evidence.ledger import Ledger
from legation.mechanisms.form import Mechanism
from legation.mechanisms.story import Story
from legation.population.codes import STATUS_NAMES
from legation.population.columns import Columns
from legation.scenario import Scenario

GENERATED = "<!-- Written by `make docs`; edit the mechanism's file instead. -->"
NEEDS = Path(__file__).parents[1] / "verification" / "results" / "needs.toml"
COMPARED = "The model is compared with these, so no number here rests on them."


def pages(week: Week, scenario: Scenario, ledger: Ledger) -> dict[str, str]:
    """File name -> Markdown: one page for each mechanism, and `README.md`, which lists them."""
    needs = tomllib.loads(NEEDS.read_text(encoding="utf-8"))
    untried = [m.name for m in week.mechanisms if m.name not in needs]
    assert not untried, f"{NEEDS.name} has nothing on {', '.join(untried)}: run python -m verification.needs"
    single = {
        f"{m.name}.md": _page(m, k, week, scenario, ledger, _needs(needs["worlds"], needs[m.name]))
        for k, m in enumerate(week.mechanisms)
    }
    return {"README.md": _index(week), **single}


def _index(week: Week) -> str:
    rows = [row(str(k), f"[{m.name}]({m.name}.md)", _sentence(m.title)) for k, m in enumerate(week.mechanisms, start=1)]
    head = [GENERATED, "", "# The mechanisms, in the order of the week", ""]
    head += ["Each acts on what those before it left. A scenario can switch any of them off.", ""]
    return _text([*head, "| | mechanism | what it is |", "|---|---|---|", *rows])


def _page(
    mechanism: Mechanism, position: int, week: Week, scenario: Scenario, ledger: Ledger, needs: Sequence[str]
) -> str:
    lines = [
        GENERATED,
        "",
        f"# {mechanism.name}",
        "",
        f"**{_sentence(mechanism.title)}.**",
        "",
        _order(position, week),
        "",
    ]
    lines += _story(mechanism.story)
    lines += ["## Which scored reports need it", "", *needs, ""]
    lines += _parameters(mechanism, scenario)
    lines += ["## Chance", "", *(_bullets(_purposes(mechanism)) or ["It draws nothing."]), ""]
    moves = [f"{STATUS_NAMES[a]} to {STATUS_NAMES[b]}" for a, b in sorted(mechanism.moves)]
    lines += ["## Moves of a post", "", *(_bullets(moves) or ["None."]), ""]
    lines += ["## Columns", "", *_columns(mechanism, week.columns), ""]
    lines += ["## The record behind it", "", *_records(mechanism, scenario, ledger)]
    return _text(lines)


def _order(position: int, week: Week) -> str:
    names = [f"[{m.name}]({m.name}.md)" for m in week.mechanisms]
    # No number: with one, each new mechanism would change all pages and not only those of its neighbours.
    before = f"after {names[position - 1]}" if position else "first"
    after = f"before {names[position + 1]}" if position + 1 < len(names) else "last"
    return f"In the week it acts {before}, {after}. All are listed [here](README.md)."


def _story(story: Story) -> list[str]:
    """The parts of a docstring, each as a list."""
    parts = {
        "What it claims": story.claims,
        "What it leaves out": story.leaves_out,
        "What it assumes": story.assumes,
        "Sources": [f"{source.name}: {source.text}" for source in story.sources] or ["It names none."],
        "How vague wordings are read": [f"{reading.name} → {reading.text}" for reading in story.readings],
        "What it is checked by": [f"{check.name}: {check.text}" for check in story.checked_by],
        "References": [f"{work.name}: {work.text}" for work in story.references],
    }
    lines: list[str] = []
    for heading, items in parts.items():
        note = [COMPARED, ""] if items and heading == "What it is checked by" else []
        lines += [f"## {heading}", "", *note, *_bullets(items), ""] if items else []
    return lines


def _needs(worlds: int, without: dict[str, Any]) -> list[str]:
    """What becomes of the scored reports without a mechanism, in so many pairs of worlds."""
    lost, changed = without["lost"], without["changed"]
    if not lost and not changed:
        nobody = (
            f"No scored report needs it: with it switched off, in {worlds} worlds, each that tests the model can be "
            "compared as before, and none lies elsewhere beyond two Monte-Carlo errors."
        )
        return [nobody]
    lines = [f"With it switched off, in {worlds} worlds:", ""]
    lines += [f"- these can't be compared: {', '.join(lost)}"] if lost else []
    lines += [f"- these lie elsewhere, beyond two Monte-Carlo errors: {', '.join(changed)}"] if changed else []
    return lines


def _parameters(mechanism: Mechanism, scenario: Scenario) -> list[str]:
    owned = [f"{mechanism.name}.{name}" for name, unit in mechanism.parameters.items() if not unit.borrowed]
    lent = [unit.borrowed for unit in mechanism.parameters.values() if unit.borrowed]
    lines = ["## Parameters", ""]
    if owned:
        lines += ["| parameter | unit | default | range | prior |", "|---|---|---|---|---|"]
    for name in owned:
        parameter = scenario.parameters[name]
        prior = parameter.prior.words() if parameter.prior else "fixed"
        span = f"{parameter.low:,g} to {parameter.high:,g}"
        lines.append(row(f"`{name}`: {parameter.title}", parameter.unit, f"{parameter.default:,g}", span, prior))
    lines += [""] if owned else []
    for name in owned:
        parameter = scenario.parameters[name]
        why = [f"rests on {', '.join(parameter.records)}"] if parameter.records else []
        why += [f"assumed: {parameter.assumed}"] if parameter.assumed else []
        lines += [f"- `{name}` {'; '.join(why)}" + (f" {parameter.note}" if parameter.note else "")]
    lines += [""] if owned else []
    lines += [f"It also uses {_spoken([f'`{name}`' for name in lent])}.", ""] if lent else []
    return lines if owned or lent else [*lines, "None.", ""]


def _purposes(mechanism: Mechanism) -> list[str]:
    """The questions that it puts to chance, as its file names them."""
    tree = ast.parse(inspect.getsource(mechanism.module))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    questions = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "purpose"]
    return [str(text.value).partition(": ")[2] for text in questions if isinstance(text, ast.Constant)]


def _columns(mechanism: Mechanism, columns: Columns) -> list[str]:
    lines = ["| column | meaning | unit | |", "|---|---|---|---|"]
    for name in mechanism.arguments:
        column = columns.by_name[name]
        touch = "writes" if name in mechanism.writes else "reads"
        lines.append(row(f"`{name}`", column.meaning, column.unit, touch))
    return lines


def _records(mechanism: Mechanism, scenario: Scenario, ledger: Ledger) -> list[str]:
    """What the claims and dated events say that the docstring lists as sources, or that a parameter cites."""
    records = set(mechanism.sources)
    for name, declared in mechanism.parameters.items():
        records |= set(scenario.parameters[declared.borrowed or f"{mechanism.name}.{name}"].records)
    unknown = sorted((records | set(cited(str(mechanism.story)))) - ledger.claims.keys() - ledger.timeline.keys())
    assert not unknown, f"{mechanism.name} cites {', '.join(unknown)}, and the ledger has none of that name"
    return [_says(name, ledger) for name in sorted(records)] or ["None."]


def _says(name: str, ledger: Ledger) -> str:
    if name in ledger.timeline:
        event = ledger.timeline[name]
        return f"- {name} ({event.day}, {event.role}): {event.measure}"
    claim = ledger.claims[name]
    return f"- {name} ({claim.source_grade}, {claim.role}): {claim.paraphrase}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bullets(items: Sequence[str]) -> list[str]:
    return [f"- {item}" for item in items]


def _spoken(items: list[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
