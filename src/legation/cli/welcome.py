"""Plain `legation`: what the record holds, and the two questions that people bring."""

from __future__ import annotations

from typing import Any

from legation.cli.answer import Answer


def welcome() -> Answer:
    """The first screen."""
    from legation import api

    held = api.overview()
    return Answer(held, lambda width: _screen(held))


def _screen(held: dict[str, Any]) -> Any:
    from legation.report.screen import Screen, TableColumn

    counts = (
        f"{held['claims']} claims · {held['reports']} reports · at least {held['origins']} origins · "
        f"{held['outlets']} outlets"
    )
    screen = Screen("LEGATION: what was reported of a closed system, and a model of it", counts)
    screen.gap()
    screen.step('legation about "quotas 2015..2022"', "what the record holds on a topic", label="You have a topic")
    screen.step('legation assess "In 2022 ten officials …"', "set a report beside it", label="You have a report")
    screen.step("legation run", "worlds of the model beside the record", label="You want the model")
    screen.gap()
    rows = [[topic["topic"], str(topic["claims"]), ", ".join(topic["most"])] for topic in held["topics"]]
    screen.table([TableColumn("Topic"), TableColumn("Claims", right=True), TableColumn("Most is said of")], rows)
    screen.gap()
    screen.paragraph(
        f"Half of it is from few outlets: {', '.join(held['most_from'])}. Agreement among them is not corroboration, "
        "and no answer here is a probability that a report is true."
    )
    screen.gap()
    screen.step("legation --help", "all commands", label="More")
    screen.step("legation evidence template claims.xlsx", "bring findings of your own", label="More")
    return screen
