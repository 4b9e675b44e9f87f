"""The file of an own series: what is written is read as the same, and each fault has its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.faults import EvidenceError
from legation.evidence.own_series import (
    FORMAT_LINE,
    OwnSeries,
    interpolated_months,
    month_ranges,
    month_starts,
    nearest_months,
    read_own_series,
)
from tests.evidence.own_series import FIRST, LAST, SHA, own_series

JAN, FEB, MAR, APR, MAY = (date(2013, month, 1) for month in range(1, 6))
phrases = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)


def refused(folder, text):
    path = folder / "x.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(EvidenceError) as problem:
        read_own_series(path)
    return str(problem.value)


def test_months_become_ranges():
    assert (
        month_ranges([MAR, JAN, MAY, date(2014, 1, 1), date(2013, 12, 1)])
        == "2013-01, 2013-03, 2013-05, 2013-12..2014-01"
    )
    assert month_ranges([JAN, MAR, MAY], most=2) == "2013-01, 2013-03 and 1 more"
    assert month_ranges([]) == ""


def test_a_gap_is_filled_evenly_and_nothing_outside():
    """10 in January and 16 in April: 12 and 14 between. March to May: 16 and 20, 18 between."""
    assert interpolated_months({JAN: 10.0, APR: 16.0}) == {FEB: 12.0, MAR: 14.0}
    assert interpolated_months({JAN: 10.0, FEB: 16.0}) == {}


def test_the_nearest_month_is_the_earlier_of_two():
    assert nearest_months({JAN: 1.0, MAR: 3.0}, [FEB, MAY, date(2009, 1, 1)]) == {
        date(2009, 1, 1): 1.0, FEB: 1.0, MAY: 3.0,
    }  # fmt: skip


def test_the_text_is_this(tmp_path):
    text = own_series(first=JAN, last=APR, without=(FEB,)).text()
    assert text == (
        f"# legation series 1\n# source: customs.csv\n# source sha256: {SHA}\n# unit of the source: USD million\n"
        "# imported: 2026-01-31\n# fill: none\n# taken: column value\n# left out: line 9 (Total)\n"
        "month,usd_million,basis\n2013-01,101.0,reported\n2013-02,,missing\n2013-03,103.0,reported\n"
        "2013-04,104.0,reported\n"
    )


@given(
    values=st.dictionaries(
        st.sampled_from(list(month_starts(FIRST, LAST))),
        st.just(0.0) | st.floats(1e-9, 1e12), min_size=1, max_size=40,
    ),
    fill=st.sampled_from(["none", "interpolate"]), phrase=st.lists(phrases, max_size=3),
    day=st.dates(date(2020, 1, 1)), source=phrases,
)  # fmt: skip
def test_what_is_written_is_read_as_the_same(tmp_path_factory, values, fill, phrase, day, source):
    filled = interpolated_months(values) if fill == "interpolate" else {}
    series = OwnSeries(
        values | filled, source, SHA, "RMB thousand", day, fill, frozenset(filled), tuple(phrase), tuple(phrase)
    )
    path = tmp_path_factory.mktemp("own") / "name.csv"
    path.write_bytes(series.text().encode())
    read = read_own_series(path)
    assert (read.series, read.name, read.content) == (series, "name", series.text().encode())
    assert read.kept_name == f"name-{read.sha256[:8]}.csv"


def test_a_copy_keeps_its_name(tmp_path):
    """A run folder's copy is named after its content, and a copy of the copy is named alike."""
    path = tmp_path / "x.csv"
    path.write_text(own_series().text())
    first = read_own_series(path)
    path.rename(tmp_path / first.kept_name)
    assert read_own_series(tmp_path / first.kept_name).kept_name == first.kept_name


def test_a_file_that_is_no_series_says_how_to_make_one(tmp_path):
    assert "`legation series import" in refused(tmp_path, "date,value\n2013-01,5\n")
    assert "found an empty file" in refused(tmp_path, "")
    assert "# legation series 1" in refused(tmp_path, "# legation series 2\n")
    assert refused(tmp_path, FORMAT_LINE.encode() + b"\n# source: \xff\n").count("x.csv:2  text") == 1
    with pytest.raises(EvidenceError, match="no such file"):
        read_own_series(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("2013-02,,missing", "2013-02,5,missing", [":11  usd_million: found \"5\"; expected nothing"]),
        ("101.0,reported", "-1,reported", [":10  usd_million: found \"-1\"; expected a number of at least 0"]),
        ("101.0,reported", "nan,reported", [":10  usd_million: found \"nan\""]),
        ("2013-03,", "2013-05,",
         [":12  month: found \"2013-05\"; expected 2013-03, the month", ":13  month: found \"2013-04\""]),
        ("2013-03,103.0,reported\n", "", [":12  month: found \"2013-04\"; expected 2013-03"]),
        ("2013-03,103.0,reported\n", "2013-03,103.0\n", [":12  row: found 2 cells"]),
        ("reported\n2013-02", "guessed\n2013-02", [":10  basis: found \"guessed\"; expected one of reported"]),
        ("104.0,reported", ",missing", [":13  row: found no value; expected a value in the first and the last"]),
        ("month,usd_million", "month,usd", [":9  head: found \"month,usd,basis\""]),
        ("# fill: none\n", "", [":1  provenance: found nothing; expected a line \"# fill: …\""]),
        ("# fill: none\n", "# fill: guess\n", [":6  fill: found \"guess\"; expected one of none, interpolate"]),
        ("# imported: 2026-01-31", "# imported: soon\n# note: x\n# fill: none",
         [":5  imported: found \"soon\"", ":6  provenance: found \"# note: x\"", ":8  fill: found a second one"]),
        (SHA, "12", [":3  source sha256: found \"12\"; expected a SHA-256"]),
        ("column value", "column \x1b[31m", [":7  taken: found the character U+001B"]),
    ],
)  # fmt: skip
def test_each_fault_has_its_line(tmp_path, old, new, faults):
    text = own_series(first=JAN, last=APR, without=(FEB,)).text()
    assert old in text
    message = refused(tmp_path, text.replace(old, new, 1))
    assert [fault for fault in faults if fault not in message] == []
    assert len(message.splitlines()) == len(faults)
