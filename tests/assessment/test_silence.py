"""What the model says before any world is looked at, and that saying nothing waits for no library that computes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from legation.assessment.silence import unheard
from legation.evidence.claims import typed_claim
from legation.evidence.vocabulary import vocabulary
from legation.observation.observables.catalogue import BY_NAME


@pytest.mark.parametrize("measure", ["deaths_by_suicide", "executions"])
def test_a_death_is_never_given_a_number(measure):
    assert "no number" in unheard(typed_claim("Said.", measure=measure, whose="officials")).sentence


def test_what_nothing_measures_is_said_and_what_something_measures_may_be_asked():
    assert unheard(typed_claim("Said.", measure="", whose="officials")).sentence == "Nothing in the model measures it."
    assert unheard(typed_claim("Said.", measure="flights", whose="officials", span="year")) is None


def test_what_the_vocabulary_calls_built_is_what_the_model_has():
    terms = vocabulary().terms["observable"]
    assert {name for name, term in terms.items() if term.built} >= set(BY_NAME)
    assert not {name for name, term in terms.items() if not term.built} & set(BY_NAME)


def test_an_answer_without_the_model_loads_no_numpy():
    code = (
        "import sys; from legation import api; "
        "api.assess('In 2013 two officials were executed in Pyongyang, Daily NK reported'); "
        "import legation.report.assessment_screen; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
