"""What a caller gives is understood or refused, all faults at once and before anything is computed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from legation import api
from legation.api import defaults, runs
from legation.api.arguments import (
    check_dates,
    check_integers,
    collect_faults,
    days,
    folders_of,
    listed,
    open_ledger,
)
from legation.base.dates import ACCEPTED
from legation.base.faults import EvidenceError, Fault, ScenarioError, UserError
from tests.evidence.helpers import claim, folder


@pytest.fixture(autouse=True)
def _nothing_runs(monkeypatch):
    """A world that begins, although an argument is wrong, fails the test."""

    def refuse(*arguments, **options):
        raise AssertionError("a world was begun")

    for name in ("simulate", "simulate_twins", "find_divergence"):
        monkeypatch.setattr(runs, name, refuse)


ORDER = "Write the year first, then month and day, with hyphens."
WRONG = [
    ({"worlds": "64"}, 'worlds: found "64"; expected a whole number from 1 to 1,000,000. Write 64.'),
    ({"worlds": 2.5}, "worlds: found 2.5; expected a whole number from 1 to 1,000,000."),
    ({"worlds": 2.0}, "worlds: found 2.0; expected a whole number from 1 to 1,000,000. Write 2."),
    ({"worlds": True}, "worlds: found True; expected a whole number from 1 to 1,000,000."),
    ({"worlds": None}, "worlds: found None; expected a whole number from 1 to 1,000,000."),
    ({"worlds": float("nan")}, "worlds: found nan; expected a whole number from 1 to 1,000,000."),
    ({"seed": 1.5}, "seed: found 1.5; expected a whole number from 0 to 9,223,372,036,854,775,807."),
    ({"threads": 1.5}, "threads: found 1.5; expected a whole number from 1 to 1,024."),
    ({"start": "soon"}, f'start: found "soon"; expected {ACCEPTED}. {ORDER}'),
    ({"end": "2019-02-30"}, f'end: found "2019-02-30"; expected {ACCEPTED}. 2019-02 has no day 30.'),
    ({"end": 2012}, f"end: found 2012; expected {ACCEPTED}, or a date of the module datetime."),
]  # fmt: skip
OF_A_RUN = [
    ({"as_of": "lately"}, f'as_of: found "lately"; expected {ACCEPTED}. {ORDER}'),
    ({"overrides": ["alert=off", "trade=off", "alert =on"]}, (
        'setting: found "alert=off" and "alert =on"; expected one value for alert.')),
    ({"overrides": "alert=off"}, ('overrides: found "alert=off"; expected a list, each item a text such as '
                                  '"alert=off". Write ["alert=off"].')),
    ({"overrides": {"alert": "off"}}, ("overrides: found {'alert': 'off'}; expected a list, each item a text such as "
                                      '"alert=off".')),
    ({"overrides": None}, 'overrides: found None; expected a list, each item a text such as "alert=off".'),
    ({"overrides": ["alert=off", 5]}, 'overrides[1]: found 5; expected a text such as "alert=off".'),
    ({"folders": "nosuch"}, ('folders: found "nosuch"; expected a list, each item the path of a folder. '
                            'Write ["nosuch"].')),
    ({"folders": Path("nosuch")}, "folders: found nosuch; expected a list, each item the path of a folder."),
    ({"folders": [1]}, "folders[0]: found 1; expected the path of a folder."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "message"), [*WRONG, *OF_A_RUN])
def test_a_run_says_what_is_wrong_and_what_would_be_right(given, message):
    with pytest.raises(UserError) as refused:
        api.run("baseline", **given)
    assert str(refused.value).startswith(message)
    assert len(refused.value.faults) == 1


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_a_comparison_says_the_same_once_for_both_scenarios(given, message):
    with pytest.raises(UserError) as refused:
        api.compare("baseline", "baseline", **given)
    assert str(refused.value) == message


def test_what_is_no_scenario_is_refused_under_the_name_of_its_argument():
    with pytest.raises(ScenarioError, match=r"^scenario: found None; expected a shipped scenario's name"):
        api.run(None)
    with pytest.raises(ScenarioError) as refused:
        api.compare(None, 5)
    assert [(fault.field, fault.found) for fault in refused.value.faults] == [("a", "None"), ("b", "5")]


def test_overrides_beside_a_scenario_that_is_resolved_are_refused():
    with pytest.raises(ScenarioError, match=r"expected none beside a scenario that is already resolved\. Give them to"):
        api.run(api.resolve_scenario("baseline"), overrides=["alert=off"])


def test_all_arguments_are_judged_at_once():
    with pytest.raises(UserError) as refused:
        api.run(None, worlds="a", seed=-1, threads=0, start="x", end=date(2030, 1, 1), overrides=[1], as_of=3,
                folders="f")  # fmt: skip
    assert [fault.field for fault in refused.value.faults] == [
        "worlds", "seed", "threads", "start", "end", "overrides[0]", "scenario", "as_of", "folders"]  # fmt: skip


def test_a_folder_that_is_not_there_is_told_together_with_a_wrong_number(tmp_path):
    with pytest.raises(UserError) as refused:
        api.run("baseline", worlds=0, folders=[tmp_path / "nosuch"])
    assert [fault.field for fault in refused.value.faults] == ["worlds", "folder"]
    with pytest.raises(EvidenceError):
        api.run("baseline", folders=[tmp_path / "nosuch"])


def test_a_datetime_is_its_day():
    noon = datetime(2018, 12, 24, 12, 30)
    assert days(start=noon, end=None) == check_dates(start=noon, end=None) == (date(2018, 12, 24), None)
    assert api.resolve_scenario("baseline", start=noon) == api.resolve_scenario("baseline", start=date(2018, 12, 24))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-04-04", date(2019, 4, 4), date(2019, 4, 4)),
        ("early 2019", date(2019, 1, 1), date(2019, 4, 30)),
    ],
)
def test_a_text_means_its_first_day_as_a_start_and_its_last_day_elsewhere(text, first, last):
    assert days(start=text, end=text, as_of=text) == (first, last, last)


def test_a_text_with_two_readings_is_refused_with_both():
    with pytest.raises(UserError, match=r"end: .*2019-05-04 \(day first\) or 2019-04-05 \(month first\)"):
        days(end="04/05/2019")


def test_a_day_and_folders_reach_the_ledger(tmp_path):
    mine = folder(tmp_path / "a", claim())  # published in May
    ledger, day, places = open_ledger("2019-04", [str(mine)])
    assert (ledger.as_of, day, places) == (date(2019, 4, 30), date(2019, 4, 30), [mine])
    assert "one" not in ledger.claims and "pf-a-01" in ledger.claims
    assert "one" in open_ledger("2019-05", [mine])[0].claims


def test_a_number_of_numpy_s_is_taken_as_a_plain_one():
    found = check_integers(worlds=np.int64(3), seed=np.uint8(0), threads=None)
    assert found == (3, 0, None)
    assert [type(number) for number in found[:2]] == [int, int]


def test_any_sequence_of_texts_will_do():
    assert listed("overrides", (text for text in ("a", "b")), "a text", (str,)) == ["a", "b"]
    assert folders_of(("one", Path("two"))) == [Path("one"), Path("two")]


def test_checks_of_one_kind_fail_with_that_kind_and_equal_faults_are_told_once():
    def fails(kind, name):
        def check():
            raise kind(Fault(name, "0", "1"))

        return check

    assert collect_faults(lambda: 1, lambda: 2) == [1, 2]
    with pytest.raises(ScenarioError) as refused:
        collect_faults(fails(ScenarioError, "end"), lambda: 1, fails(ScenarioError, "end"))
    assert len(refused.value.faults) == 1
    with pytest.raises(UserError) as refused:
        collect_faults(fails(ScenarioError, "end"), fails(EvidenceError, "folder"))
    assert type(refused.value) is UserError


def test_the_largest_seed_is_one():
    assert check_integers(seed=defaults.SEED_MOST) == (2**63 - 1,)
    with pytest.raises(UserError):
        check_integers(seed=defaults.SEED_MOST + 1)
