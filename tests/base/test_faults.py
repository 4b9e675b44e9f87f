"""Errors: what is wrong, where, and what would be right."""

from pathlib import Path

import pytest

from legation.base.faults import (
    EvidenceError,
    Fault,
    Faults,
    LegationError,
    ScenarioError,
    UserError,
    any_of,
    as_written,
    nearest,
    shown,
)

SHARE = Fault("policies[2].share", "45", "a share between 0 and 1", "For 45 % write 0.45.", "my.toml", 14)


def test_a_fault_is_said_as_the_house_style_shows_it():
    said = "my.toml:14  policies[2].share: found 45; expected a share between 0 and 1. For 45 % write 0.45."
    assert str(SHARE) == said


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("--worlds", "0", "at least 1"), "--worlds: found 0; expected at least 1."),
        (Fault("Sheet1!B4", "x", "a number", file="a.xlsx"), "a.xlsx  Sheet1!B4: found x; expected a number."),
        (Fault("seed", "-1", "at least 0", "Take 1."), "seed: found -1; expected at least 0. Take 1."),
    ],
)
def test_a_fault_without_file_or_line_says_what_there_is(fault, said):
    assert str(fault) == said


def test_an_error_carries_all_faults_and_says_one_a_line():
    error = ScenarioError([SHARE, Fault("seed", "-1", "at least 0")])
    assert len(error.faults) == 2
    assert str(error).split("\n") == [str(fault) for fault in error.faults]
    assert UserError(SHARE).faults == (SHARE,)
    assert isinstance(error, LegationError)


def test_an_error_without_a_fault_is_a_mistake_of_the_program():
    with pytest.raises(AssertionError):
        UserError([])


def test_a_fault_is_plain_data_for_machines():
    assert SHARE.as_dict()["line"] == 14
    assert set(SHARE.as_dict()) == {"field", "found", "expected", "advice", "file", "line"}


def test_a_mistyped_name_gets_the_nearest_and_a_wild_one_nothing():
    assert nearest("tarde", ["trade", "flight"]) == "Did you mean trade?"
    assert nearest("zzz", ["trade", "flight"]) == ""


def test_a_shown_value_is_quoted_if_text_and_cut_if_long():
    assert shown("45") == '"45"'
    assert shown(45) == "45"
    assert len(shown("x" * 100)) == 60
    assert shown("x" * 100).endswith("…")


def test_a_path_is_written_as_seen_from_where_the_user_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert as_written(tmp_path / "below" / "a.toml") == "below/a.toml"
    assert as_written(Path("a.toml")) == "a.toml"
    assert as_written(tmp_path.parent / "a.toml") == (tmp_path.parent / "a.toml").as_posix()


def test_faults_are_collected_and_the_rest_goes_on():
    faults = Faults()
    for name in ("one", "two"):
        with faults.collecting():
            raise UserError(Fault(name, "x", "y"))
    assert [fault.field for fault in faults] == ["one", "two"]


def test_what_is_no_mistake_of_the_user_is_not_collected():
    with pytest.raises(ZeroDivisionError), Faults().collecting():
        raise ZeroDivisionError


def test_collected_faults_are_refused_at_once_each_once():
    faults = Faults([Fault("one", "x", "y"), Fault("two", "x", "y"), Fault("one", "x", "y")])
    with pytest.raises(EvidenceError) as caught:
        faults.refuse(EvidenceError)
    assert [fault.field for fault in caught.value.faults] == ["one", "two"]
    Faults().refuse()


def test_one_word_that_is_right_is_named_alone():
    assert any_of(["USD million"]) == "USD million"
    assert any_of(word for word in ("0", "1")) == "one of 0, 1"
