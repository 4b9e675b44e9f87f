"""What a claim lacks to be set beside others is said when it comes in, and it is kept all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.importing import batch
from legation.evidence.importing.remarks import Remark, likely_measure, read_fields
from tests.evidence.importing.helpers import imported

WHOLE = {
    "what_was_said": "Officials owe a quota.", "when": "2019", "where": "China", "low": "30000", "unit": "USD per year",
    "wording": "about", "measure": "quota", "whose": "officials", "span": "year",
}  # fmt: skip


def remark(tmp_path: Path, **cells: str) -> Remark | None:
    row = {**WHOLE, **cells}
    read = imported(tmp_path, ",".join(row) + "\n" + ",".join(row.values()) + "\n")
    assert [str(fault) for fault in read.all_faults] == [] and [row.state for row in read.rows] == ["new"]
    return read.rows[0].remark


def test_a_claim_that_says_it_all_gets_no_remark(tmp_path: Path) -> None:
    assert remark(tmp_path) is None
    assert remark(tmp_path, span="") is None, "its unit names the span"
    assert remark(tmp_path, unit="RMB a month", span="") is None


@pytest.mark.parametrize(
    ("cells", "reason", "advice"),
    [
        ({"measure": "", "whose": "", "span": ""}, "it states no measure", "`measure`"),
        ({"measure": ""}, "it states no measure", "`measure`"), ({"when": ""}, "it names no time", "`when`"),
        ({"whose": ""}, "it doesn't say whose", "`whose`"), ({"unit": "USD", "span": ""}, "it names no span", "`span`"),
        ({"wording": ""}, "nothing says how firmly its number was said", "`wording`"),
        ({"low": "", "wording": ""}, "it gives no number", "`low`"),
        ({"unit": ""}, "it does not say what its number counts", "`unit`, such as USD"),
        ({"unit": "goats per year"}, "its unit can't be turned into USD", "in USD, as quota is counted"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_what_to_give(
    tmp_path: Path, cells: dict[str, str], reason: str, advice: str
) -> None:
    said = remark(tmp_path, **cells)
    assert said and said.reason == reason and advice in said.advice


def test_where_no_measure_is_given_the_words_of_the_row_are_asked(tmp_path: Path) -> None:
    said = remark(tmp_path, what_was_said="Officials had to pay a special levy.", measure="", whose="", span="")
    assert said and said.likely == "levy (officials)"
    said = remark(tmp_path, what_was_said="The weather was bad.", measure="", whose="", span="")
    assert said and said.likely == ""


def test_of_a_long_file_only_the_first_rows_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_READ", 2)
    rows = imported(tmp_path, "What happened\n" + 3 * "Officials had to pay a special levy.\n").rows
    assert [row.remark.likely for row in rows if row.remark] == ["levy (officials)", "levy (officials)", ""]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("About 30 traders in Shenyang said that they could not pay the September levy", "levies_paid (officials)"),
        ("Yearly target for a trader raised to 40,000 dollars", "quota (officials)"),
        ("Around 200 people were handed over at one crossing in one day", "forced_returns (everybody)"),
        ("Study sessions three times a week", "sessions"),
    ],
)
def test_what_a_finding_may_state_begins_with_what_it_states(text: str, first: str) -> None:
    assert likely_measure(text).split(" or ")[0] == first


def test_where_words_may_state_two_things_both_are_offered_and_neither_is_taken() -> None:
    text = "Several persons captured and returned"
    assert likely_measure(text).split(" or ") == ["returns_home (everybody)", "captures (everybody)"]
    assert read_fields({"paraphrase": text}) == {}


def test_what_the_words_state_is_taken_only_for_the_number_that_the_row_gives() -> None:
    text = "Yearly target for a trader raised to 40,000 dollars"
    assert read_fields({"paraphrase": text, "low": 40000.0}) == {
        "measure": "quota", "whose": "officials", "span": "year", "wording": "exact",
        "high": 40000.0, "unit": "USD",
    }  # fmt: skip
    assert read_fields({"paraphrase": text, "low": 7.0}) == {"measure": "quota", "whose": "officials", "span": "year"}
