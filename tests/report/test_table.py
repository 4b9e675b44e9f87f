from __future__ import annotations

import re
from dataclasses import replace

import pytest

from legation.assessment.verdicts import ANYTHING, BUILT_IN, EDGE, INFORMATIVE, INSIDE, NARROW, OUTSIDE
from legation.report.lines import cells, encodable
from legation.report.screen import HEIGHT, WIDTH_LEAST
from legation.report.table import first_words, matches_row, run_screen


@pytest.mark.parametrize("width", [20, 40, 60, 83, 84, 100, 160])
def test_no_line_is_wider_than_the_console(result, width):
    assert max(cells(line) for line in run_screen(result).text(width).splitlines()) <= max(width, WIDTH_LEAST)


@pytest.mark.parametrize("page", ["cp949", "cp1252", "utf-8"])
def test_consoles_of_korea_and_the_west_can_show_it(result, page):
    text = run_screen(result).text()
    shown = encodable(text, page)
    assert shown.encode(page) and [cells(line) for line in shown.splitlines()] == [
        cells(line) for line in text.splitlines()
    ]


def test_a_console_that_has_ascii_alone_gets_the_same_lines(result):
    text = run_screen(result).text()
    plain = encodable(text, "ascii")
    assert plain.isascii() and [cells(line) for line in plain.splitlines()] == [
        cells(line) for line in text.splitlines()
    ]


def test_the_same_result_gives_the_same_text(result):
    assert run_screen(result).text() == run_screen(result).text()


def test_hangul_in_a_claim_does_not_push_the_columns_out(result):
    first = replace(result.rows[0], said="와크 " * 60)
    text = run_screen(replace(result, rows=[first, *result.rows[1:]])).text(90)
    assert max(cells(line) for line in text.splitlines()) <= 90


STEPS = [("legation open", "the report"), ("legation run --all", "every report"), ("legation why pf-e-02", "why")]


def flat(screen):
    return " ".join(screen.text().split())


@pytest.fixture
def judged(result):
    """A result with fourteen tests of two outlets, four built in, and one claim of two lines and more."""
    rows = [row for row in result.rows if row.is_compared]
    lies = [OUTSIDE, OUTSIDE, EDGE, EDGE, *[INSIDE] * 10]
    made = [
        replace(row, lies=where, width=ANYTHING if number > 10 else NARROW, grounds=INFORMATIVE, may_be=(),
                outlet="A" if number < 9 else "B")
        for number, (row, where) in enumerate(zip(rows, lies, strict=False))
    ]  # fmt: skip
    built = [replace(row, grounds=BUILT_IN) for row in rows[14:18]]
    assert len(made) == 14 and len(built) == 4
    return replace(result, rows=[*made, *built, *(row for row in result.rows if not row.is_compared)])


def test_it_fits_on_a_screen_with_the_headline_before_the_worst_misfits(judged):
    screen = run_screen(judged, STEPS)
    assert screen.height() <= HEIGHT
    said = flat(screen)
    assert (
        "14 of 18 reports set beside the model could have disagreed with it. They lie in its range as follows: 10 "
        "inside (3 where nearly any report would be), 2 at " in said
    )
    assert "4 are built in" in said
    assert said.index("could have disagreed with it") < said.index("▲ outside") < said.index("Can't tell")
    assert "A carries 9 of the 14 tests; without it 5 inside, 0 at the edge, 0 outside" in said
    assert all(command in said for command, _ in STEPS)


def test_the_head_names_scenario_worlds_ledger_fit_and_version(result):
    head = run_screen(result).text().splitlines()[0]
    assert re.match(r"BASELINE +8 worlds · ledger \d{4}-\d\d · unfitted: prior only · Legation [\d.]+$", head)


def test_it_says_that_persons_are_invented_and_that_a_fit_confirms_nothing(result):
    said = flat(run_screen(result))
    assert "The persons in the model are invented, and the reports are real." in said
    assert "A fit is not corroboration; a misfit is not a denial." in said


def test_all_of_it_has_every_row_with_what_weighs_on_it(result):
    said = flat(run_screen(result, whole=True))
    shown = [row for row in result.rows if row.observable and f"{row.claim} " in said]
    assert len(shown) > 25
    assert "Built in. The scenario itself rests on this report" in said
    assert "The model does not hold" in said or not [row for row in result.rows if "does not hold" in row.because]


@pytest.mark.parametrize("width", [60, 100])
def test_deaths_have_a_row_without_a_number(result, width):
    said = " ".join(run_screen(result, only="reported to have died").text(width).split())
    assert "no estimate" in said and "cannot tell" in said and "The record gives no rate." in said


def test_only_what_has_the_words_is_shown(result):
    rows = [row for row in result.rows if matches_row(row, "daily nk posted")]
    assert rows and all(row.outlet == "Daily NK" for row in rows)
    said = flat(run_screen(result, only="daily nk"))
    assert "“daily nk”:" in said and "Radio Free Asia" not in said
    assert "0 reports of" in flat(run_screen(result, only="weather"))


def test_the_audit_is_one_line(result):
    """A chance above the most that the program allows stops a world; that control is tight stops nothing."""
    said = flat(run_screen(result))
    assert "The accounts balance to the cent in 8 of 8 worlds · 0 alarms · 0 failed" in said
    assert "saturation" not in said


def test_a_result_without_comparable_claims_says_so(result):
    lonely = [row for row in result.rows if row.topic == "Not compared"][:1]
    assert "No report could be compared." in flat(run_screen(replace(result, rows=lonely)))


def test_what_is_cut_is_cut_between_words():
    assert first_words("one two three", 13) == "one two three"
    assert first_words("one two three", 12) == "one two…"
    assert first_words("와크 와크 와크", 10) == "와크…"


def test_what_an_official_owes_stands_on_the_screen(result):
    owed = [row for row in result.series if row["observable"] == "arrears_usd" and row["place"] == "all places"]
    changed = [*(row for row in result.series if row not in owed),
               replace_row(owed[-1], q05=39000.0, q50=55000.0, q95=81000.0), *owed[:-1]]  # fmt: skip
    said = flat(run_screen(replace(result, series=changed), STEPS))
    month = owed[-1]["period_start"].strftime("%B %Y")
    assert f"Arrears A posted official owes USD 55,000 (39,000–81,000) in {month} in the model." in said
    assert month == "December 2025" and run_screen(result, STEPS).height() <= HEIGHT
    without = [row for row in result.series if row not in owed]
    assert "Arrears" not in flat(run_screen(replace(result, series=without)))


def replace_row(row, **values):
    return {**row, **values}


def test_a_parameter_that_was_fixed_is_said_to_have_lost_its_spread(result):
    sentence = "flight.deterrence is fixed at 0.9 share; its spread of 0.045 to 0.85 is gone."
    fixed = replace(result, scenario=replace(result.scenario, fixed=(sentence,)))
    assert f"Fixed       {sentence}" in run_screen(fixed).text()
    assert "Fixed" not in run_screen(result).text()
    many = replace(result, scenario=replace(result.scenario, fixed=(sentence,) * 30))
    assert run_screen(many).height() <= HEIGHT and "and 27 more: " in run_screen(many).text()
