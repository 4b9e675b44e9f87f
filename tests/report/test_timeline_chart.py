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
        "pf-g-16-levy": "3k USD/person/levy", "pf-g-14": "RMB 12,000/person/levy", "pf-g-21": "70-80% taken by state",
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


def test_labels_carry_grades_and_what_is_contradicted_is_marked():
    shown = of("quota", "levy")
    chart = timeline(shown, alone=True)
    contested = [mention for dispute in shown.disputes for mention in dispute.mentions]
    assert contested and chart.count('class="ring"') == len({mention.claim.id for mention in contested})
    assert "! 300 USD/person/levy (F/B-4)" in chart and "~30k USD/person/year (F/B-" in chart
    assert all(f"({mention.grade}" in chart for mention in shown.mentions)


def test_what_was_worked_out_from_the_words_of_a_report_says_so():
    record = load_ledger()
    for name, label in (
        ("pf-g-14-couple", "3.58k USD/couple/levy (derived)"), ("pf-g-16-third", "≥0.5 levies/month (derived)"),
        ("pf-g-12", "~30k USD/person/year"),
    ):  # fmt: skip
        assert value_label(mention_of(record, record.claim(name))) == label


def test_the_number_of_a_year_stands_where_it_begins():
    chart = timeline(of("levy"))
    lines = {float(x) for x in re.findall(r'class="grid" d="M([\d.]+),', chart)}
    years = re.findall(r'<text class="tick" x="([\d.]+)" y="[\d.]+"([^>]*)>(\d{4})<', chart)
    assert years and all(float(x) in lines and not anchor for x, anchor, _ in years)


def test_those_who_listen_hear_the_same_span_of_origins_as_the_screen_shows():
    shown = of("quota", "levy")
    assert shown.origins < shown.origins_at_most
    assert f"of {shown.origins}-{shown.origins_at_most} origins" in timeline(shown)
