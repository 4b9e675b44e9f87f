"""The corpus of wrong scenarios: each file is refused with exactly the message that stands beside it."""

import difflib
from pathlib import Path

import pytest

from legation.base.faults import ScenarioError
from legation.scenario import Known, read_scenario

CORPUS = Path(__file__).parents[1] / "faults" / "scenario"

# A small ledger, so that the messages do not change when the real one grows.
RECORDS = {
    "tl-07": "dprk_recall",
    "tl-10": "defection_shock",
    "tl-15": "bank_enforcement",
    "tl-19": "bank_enforcement",
    "pf-f-01": "fit",
    "pf-f-08": "context",
    "nk-2019-intv-05": "out of scope",
}

WRONG = sorted(path.name for path in CORPUS.glob("*.toml"))


def test_the_corpus_holds_at_least_fifteen_wrong_files_each_with_its_message():
    assert len(WRONG) >= 15
    assert sorted(path.name.replace(".expected.txt", ".toml") for path in CORPUS.glob("*.expected.txt")) == WRONG


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scenario_is_refused_with_its_message(name, monkeypatch):
    monkeypatch.chdir(CORPUS)
    with pytest.raises(ScenarioError) as refused:
        read_scenario(name, known=Known(records=RECORDS))
    golden = CORPUS / name.replace(".toml", ".expected.txt")
    expected, found = golden.read_text(encoding="utf-8"), f"{refused.value}\n"
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
    assert found == expected, (
        f"{name} is refused in other words. If they are better, put them into {golden.name}:\n" + ("\n".join(lines))
    )
