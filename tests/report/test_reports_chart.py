"""The timeline of the reports that are compared."""

from __future__ import annotations

from dataclasses import replace

from legation.report.findings import Findings, gather_findings, outlets
from legation.report.reports_chart import reports_chart


def test_every_compared_report_is_a_disc_and_a_row(result):
    findings = gather_findings(result)
    figure = reports_chart(result, findings)
    assert figure.svg.count("<circle") == len(findings.compared) == len(figure.data)
    assert {row["claim"] for row in figure.data} == {row.claim for row in findings.compared}
    assert 'class="event"' in figure.svg


def test_the_title_says_which_outlets_carry_most(result):
    findings = gather_findings(result)
    (first, most), (second, fewer), *_ = outlets(findings.compared)
    title = reports_chart(result, findings).title
    assert title == f"Of {len(findings.compared)} reports compared, {first} published {most} and {second} {fewer}"


def test_one_outlet_stands_alone_in_the_title(result):
    compared = [replace(row, outlet="A paper") for row in gather_findings(result).compared]
    assert reports_chart(result, Findings(compared, [], [])).title.endswith(f"A paper published {len(compared)}")


def test_without_a_compared_report_there_is_no_chart(result):
    assert reports_chart(result, Findings([], [], [])) is None
