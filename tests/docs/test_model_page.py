"""The page on the model is that of today, and no report has an empty row in it."""

from __future__ import annotations

import re
from pathlib import Path

from docs import model_page
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario

PAGE = Path(model_page.__file__).parent / "model" / "README.md"


def test_the_page_is_that_of_today():
    assert PAGE.read_text("utf-8") == model_page.page(the_week(), load_scenario("baseline"), ledger.load_ledger())


def test_every_report_has_mechanisms_that_run_and_no_claim_that_waits():
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines() if "../mechanisms/" in line][1:]
    assert len(rows) == len(model_page.REPORTS) == 5
    for _, describes, running, represented, _, waiting in rows:
        assert describes and running.count("](") >= 3
        assert int(represented) > 10
        assert waiting.strip(" |") == "0"


def test_all_mechanisms_of_the_week_run_something_of_a_report_or_stand_on_their_own():
    """What no claim of the five reports names: the environment, which is outside, and what public records ask for."""
    text = PAGE.read_text("utf-8")
    missing = {mechanism.name for mechanism in the_week().mechanisms if f"mechanisms/{mechanism.name}.md" not in text}
    assert missing <= {"environment", "arrivals", "press"}


def test_what_the_page_on_equations_names_is_there():
    """Every claim, and every setting, which has to be one that `--set` takes."""
    text = (PAGE.parent / "equations.md").read_text("utf-8")
    claims = set(re.findall(r"\b(?:nk-\d{4}-[a-z]+-\d\d|pf-[a-k]-\d\d(?:-[a-z-]+)?)\b", text))
    assert len(claims) > 10
    assert claims <= ledger.load_ledger().claims.keys()
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)(?:=([a-z_]+))?`", text))
    parameters = load_scenario("baseline").parameters
    assert {name for name, _ in named} <= parameters.keys()
    for name, word in named:
        assert not word or word in parameters[name].range
    for name, value in re.findall(r"`([a-z_]+\.[a-z_]+)` at (\d)", text):
        assert parameters[name].low <= float(value) <= parameters[name].high
