"""A timeline as SVG: every claim and event once, and no mark on another."""

from __future__ import annotations

import re

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import topic
from legation.report.timeline_chart import timeline


def of(*measures):
    record = load_ledger()
    claims = [claim for claim in record.claims.values() if claim.measure in measures or not measures]
    return topic(record, claims, "words")


def test_a_chart_shows_every_claim_and_event_once():
    shown = of("quota", "levy")
    chart = timeline(shown)
    assert chart.count("<circle") == len(shown.mentions)
    assert chart.count('class="event"') == len(
        [event for event in shown.events if event.type not in ("defection_shock", "trade_low", "unrest")]
    )
    assert "xmlns" not in chart and "xmlns" in timeline(shown, alone=True) and "<style>" in timeline(shown, alone=True)


def test_marks_of_one_outlet_do_not_lie_on_one_another():
    chart = timeline(of())
    discs = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', chart)]
    for at, (x, y) in enumerate(discs):
        assert all(abs(x - x2) >= 5 or abs(y - y2) >= 10 for x2, y2 in discs[:at])
