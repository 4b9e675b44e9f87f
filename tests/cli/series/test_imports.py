"""`legation series import`: what was read is shown, and each mistake gets one message. All numbers are invented."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run
from tests.evidence.own_series import comtrade, comtrade_row

GRID = "Invented imports,,\nunit: USD thousand,,\nMonth,2018,2019\nJan,1,13\nFeb,,14\nMar,3,15\nTotal,4,42\n"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_read_is_shown(place, capsys):
    (place / "grid.csv").write_text(GRID)
    ran = run(capsys, "series", "import", "grid.csv")
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "months down, years across",
        "USD thousand in the file; written as USD million",
        "2018-01 to 2019-03; 5 of 15 months have a value",
        "Missing 2018-02, 2018-04..2018-12",
        "Left out line 7 (Total)",
        "series/grid.csv was written",
        'series = "series/grid.csv"',
        "A scenario that simulates one of these months is refused",
    ):
        assert said in ran.words
    assert (place / "series" / "grid.csv").read_text().startswith("# legation series 1\n# source: grid.csv\n")


def test_filled_months_are_shown(place, capsys):
    (place / "grid.csv").write_text(GRID)
    ran = run(capsys, "series", "import", "grid.csv", "--fill", "interpolate", "--name", "full", "--into", "mine")
    assert "Filled 2018-02, 2018-04..2018-12" in ran.words and "Missing none in between" in ran.words
    assert (place / "mine" / "full.csv").exists()


def test_the_answer_as_json(place, capsys):
    (place / "grid.csv").write_text(GRID)
    data = run(capsys, "series", "import", "grid.csv", "--json").data
    assert (data["missing"], data["unit_of_source"], data["left_out"][-1]) == (
        "2018-02, 2018-04..2018-12", "USD thousand", "line 7 (Total)",
    )  # fmt: skip


def test_a_choice_is_made_by_where(place, capsys):
    rows = comtrade_row((2019, 1), 1), comtrade_row((2019, 1), 2, flow="X")
    (place / "trade.csv").write_text(comtrade(*rows))
    ran = run(capsys, "series", "import", "trade.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "command line: --where: found several series in one file: flowCode M, X; expected one series. "
        "They are not added up. Choose one, such as --where flowCode=M.\n"
    )
    assert not (place / "series").exists()
    ran = run(capsys, "series", "import", "trade.csv", "--where", "flowCode=X")
    assert ran.code == 0 and "Taken flowCode X" in ran.words


def test_a_heading_has_one_value(place, capsys):
    (place / "trade.csv").write_text(comtrade(comtrade_row((2019, 1), 1)))
    ran = run(capsys, "series", "import", "trade.csv", "--where", "flowCode=M", "--where", "flowCode=X")
    assert ran.err == 'command line: --where: found "flowCode" twice; expected one value for a name.\n'
    assert run(capsys, "series", "import", "trade.csv", "--where", "flowCode").code == 2


def test_check_plan_and_why_show_it(place, capsys):
    rows = "".join(f"{year}-{month:02d},{month}\n" for year in range(2009, 2026) for month in range(1, 13))
    (place / "x.csv").write_text(rows)
    run(capsys, "series", "import", "x.csv", "--unit", "USD million")
    (place / "mine.toml").write_text(
        'format = 1\ntitle = "Mine"\nextends = "baseline"\n[inputs.exports]\nseries = "series/x.csv"\n'
    )
    assert "Own series: exports follows x.csv (2009-01 to 2025-12)." in run(capsys, "check", "mine.toml").words
    assert "exports follows a series of your own, x.csv" in run(capsys, "plan", "mine.toml").words
    assert "series series/x.csv (followed by it)" in run(capsys, "why", "exports", "--scenario", "mine.toml").words
