from __future__ import annotations

import re
from dataclasses import replace

import pytest

from legation.assessment.comparison import NOT_YET
from legation.assessment.verdicts import BORDERLINE, FITS, UNINFORMATIVE
from legation.provenance.gaps import find_gaps
from legation.report.lines import cells, encodable
from legation.report.screen import WIDTH_LEAST
from legation.report.table import run_screen
from tests.evidence.helpers import unbuilt


@pytest.mark.parametrize("width", [20, 40, 60, 83, 84, 100, 160])
def test_no_line_is_wider_than_the_console(result, width):
    assert max(cells(line) for line in run_screen(result).text(width).splitlines()) <= max(width, WIDTH_LEAST)


@pytest.mark.parametrize("page", ["cp949", "cp1252", "utf-8"])
def test_consoles_of_korea_and_the_west_can_show_it(result, page):
    assert run_screen(result).text().encode(page)


def test_a_console_that_has_ascii_alone_gets_the_same_lines(result):
    text = run_screen(result).text()
    plain = encodable(text, "ascii")
    assert plain.isascii() and [cells(line) for line in plain.splitlines()] == [
        cells(line) for line in text.splitlines()
    ]


def test_the_head_names_version_scenario_worlds_ledger_and_fit(result):
    head = run_screen(result).text().splitlines()[0]
    assert re.match(r"Legation [\d.]+ · baseline · 8 worlds · ledger \d{4}-\d\d · unfitted: prior only$", head)


def test_it_warns_of_the_same_outlets_with_their_counts(result):
    text = " ".join(run_screen(result).text().split())
    assert re.search(r"\d+ of \d+ compared claims come from Daily NK", text)
    assert "nobody in the model is real" in text
    assert "A fit is not corroboration; a misfit is not a denial." in text


@pytest.mark.parametrize("width", [60, 100])
def test_deaths_have_a_row_without_a_number(result, width):
    text = run_screen(result).text(width)
    start = text.index(" Several trade officials were reported")
    part = " ".join(text[start : text.index("claims compared")].split())
    assert "no estimate" in part
    assert "cannot tell" in part
    assert "The record gives no rate." in part


def test_ten_claims_have_a_verdict_and_those_that_wait_stand_last(result):
    text = run_screen(result).text()
    shown = [row for row in result.rows if f"   {row.claim} " in text]
    assert len(shown) >= 10
    assert text.index("\nMoney\n") < text.index("\nNot yet comparable\n") < text.index("claims compared")
    waiting = " ".join(text[text.index("\nNot yet comparable\n") :].split())
    reasons = [row.because for row in result.rows if row.topic == NOT_YET]
    assert waiting.count("The model does not hold ") == len(reasons)
    named = [name for name in unbuilt("mechanism") if f"The model does not hold {name} yet" in waiting]
    assert named or not unbuilt("mechanism")


def test_what_nothing_represents_is_only_counted(result):
    text = run_screen(result).text()
    unmodelled = [row for row in result.rows if row.topic == "Not compared" and row.observable != "deaths_by_suicide"]
    assert f"Not measured yet, of claims about a measure: {len(unmodelled)}\n" in text
    assert (
        f"Not represented yet, with reasons: {len(find_gaps(result.ledger).waiting)} (legation evidence gaps)" in text
    )
    assert not [row.claim for row in unmodelled if row.claim in text]


def test_what_nearly_anything_would_fit_is_no_fit_of_an_outlet(result):
    """Of four compared claims of two outlets one fits, and nearly anything would fit two."""
    names = [row for row in result.rows if row.verdict != "cannot tell"][:4]
    said = [("A", FITS), ("A", UNINFORMATIVE), ("A", BORDERLINE), ("B", UNINFORMATIVE)]
    rows = [replace(row, outlet=outlet, verdict=one) for row, (outlet, one) in zip(names, said, strict=True)]
    text = " ".join(run_screen(replace(result, rows=rows)).text().split())
    assert "4 claims compared: 1 fit · 2 nearly anything would fit · 1 at the edge · 0 outside" in text
    assert "Fits by outlet, without what nearly anything would fit: A 1 of 3 · B 0 of 1" in text
    assert "Without A: 0 of 1 fit; 1 more nearly anything would fit" in text


def test_no_line_says_that_alert_was_never_at_its_ceiling(result):
    """A chance above the most that the program allows stops a world; that control is tight stops nothing."""
    text = run_screen(result).text()
    assert "Money audit: 0 cents off in 8 of 8 worlds · alarms of the program 0 · failed worlds 0" in text
    assert "saturation" not in text


def test_the_same_result_gives_the_same_text(result):
    assert run_screen(result).text() == run_screen(result).text()


def test_hangul_in_a_claim_does_not_push_the_columns_out(result):
    first = replace(result.rows[0], said="와크 " * 60)
    text = run_screen(replace(result, rows=[first, *result.rows[1:]])).text(90)
    assert max(cells(line) for line in text.splitlines()) <= 90


def test_a_result_without_comparable_claims_says_so(result):
    lonely = [row for row in result.rows if row.topic == "Not compared"][:1]
    text = run_screen(replace(result, rows=lonely)).text()
    assert "No claim of the record could be compared." in text
    assert "0 claims compared" in text
