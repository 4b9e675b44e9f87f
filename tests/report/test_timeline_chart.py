"""A timeline as SVG: every claim and event once, and no mark on another."""

from __future__ import annotations

import re

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.mentions import mention_of
from legation.evidence.topics import topic
from legation.report.timeline_chart import LETTER, timeline, value_label


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


def test_every_amount_has_its_unit_and_what_is_only_said_has_no_value():
    record = load_ledger()
    labels = {
        name: value_label(mention_of(record, record.claim(name)))
        for name in ("pf-g-16-levy", "pf-g-14", "pf-g-21", "nk-2019-intv-17", "nk-2019-intv-19", "pf-g-13-recall",
                     "pf-i-04-denied", "pf-g-08")
    }  # fmt: skip
    assert labels == {
        "pf-g-16-levy": "3k USD", "pf-g-14": "RMB 12,000", "pf-g-21": "70-80% taken by state",
        "nk-2019-intv-17": "↑ ×2 a year", "nk-2019-intv-19": "", "pf-g-13-recall": "", "pf-i-04-denied": "",
        "pf-g-08": "",
    }  # fmt: skip


def test_what_was_worked_out_is_drawn_as_no_report():
    shown = of("quota", "officials_income_to_state")
    assert [mention.claim.id for mention in shown.derived] == ["pf-k-08"]
    assert "pf-k-08" not in timeline(shown)


@pytest.mark.parametrize("measures", [(), ("quota", "levy"), ("forced_returns",)])
def test_no_text_is_struck_through_by_a_line(measures):
    chart = timeline(of(*measures))
    groups = re.findall(r"<g>(.*?)</g>", chart)
    lines = [
        tuple(map(float, m)) for g in groups for m in re.findall(r'class="span" d="M([\d.]+),([\d.]+)H([\d.]+)"', g)
    ]
    labels = re.findall(r'<text class="value" x="([\d.]+)" y="([\d.]+)"( text-anchor="end")?>([^<]*)<', chart)
    assert lines and labels
    for x, y, is_end, words in labels:
        wide = LETTER * len(words)
        left = float(x) - wide if is_end else float(x)
        across = [line for line in lines if abs(line[1] - (float(y) - 4)) < 6]
        assert not [line for line in across if line[0] < left + wide and line[2] > left], words
