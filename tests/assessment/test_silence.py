"""What the model says before any world is looked at, and that saying nothing waits for no library that computes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from legation.assessment.silence import FEW, unheard
from legation.base.dates import parse_date
from legation.base.places import AREAS, REGIONS
from legation.evidence.claims import Comparison, typed_claim
from legation.evidence.vocabulary import vocabulary
from legation.observation.observables.catalogue import BY_NAME


@pytest.mark.parametrize("measure", ["deaths_by_suicide", "executions"])
def test_a_death_is_never_given_a_number(measure):
    assert "no number" in unheard(typed_claim("Said.", measure=measure, whose="officials")).sentence


def test_what_nothing_measures_is_said_and_what_something_measures_may_be_asked():
    assert unheard(typed_claim("Said.", measure="", whose="officials")).sentence == "Nothing in the model measures it."
    assert unheard(typed_claim("Said.", measure="flights", whose="officials", span="year")) is None


COARSE = ["north-east China", "rest of China", "South-East Asia", "elsewhere", "China", "outside China", "overseas",
          "worldwide"]  # fmt: skip
FINE = [area for area in AREAS if area not in COARSE]


def fled(said="Five of them fled.", **changes):
    fields = {"measure": "flights", "whose": "officials", "span": "year", "place": "China"}
    return typed_claim(said, **fields | {"period": parse_date("2019")} | changes)


@pytest.mark.parametrize("place", FINE)
@pytest.mark.parametrize("measure", ["flights", "captures", "forced_returns", "held", "captured_share"])
def test_of_a_place_finer_than_a_region_no_number_is_given(measure, place):
    whose = next(iter(vocabulary().measures[measure].observables), "")
    silence = unheard(fled(measure=measure, place=place, whose=whose))
    if whose:
        assert "by year and region only" in silence.sentence and "north-east China" in silence.sentence
    else:
        assert silence.sentence == "Nothing in the model measures it."


@pytest.mark.parametrize("place", COARSE)
def test_of_whole_regions_and_years_the_model_may_be_asked(place):
    assert unheard(fled(place=place)) is None
    assert unheard(fled(place=place, period=parse_date("2013..2019"))) is None


@pytest.mark.parametrize("period", ["2019-05", "2019-05-04", "early 2019", "2018-12..2019-12", "2019-01..2020-01-31"])
def test_of_a_time_that_is_not_made_of_whole_years_no_number_is_given(period):
    """Nor of a year and a month, whose answer less that of the year would be one of the month."""
    assert unheard(fled(period=parse_date(period))).sentence.startswith("Of this the model speaks by year and region")
    before = Comparison(before=parse_date("2018"), after=parse_date(period))
    assert unheard(fled(windows=before)).is_silent


def test_of_one_week_no_number_is_given_and_of_the_busiest_of_a_year_one_is():
    assert "by year only" in unheard(fled(span="week", period=parse_date("2019-05-06..2019-05-12"))).sentence
    assert unheard(fled(span="week", place="overseas")) is None


def test_what_may_stand_alone_anywhere_may_be_asked_of_a_town_and_a_month():
    assert unheard(fled(measure="overstayed", span="any_time", place="Dandong", period=parse_date("2019-05"))) is None


@pytest.mark.parametrize(
    "said",
    [
        "A deputy head of a trading company in Dandong, aged 52, fled in May 2023.",
        "A deputy head of a trading company in Dandong fled, officials said.",
        "A trade representative, 52, married, was recalled from Yanji.",
        "Two minders fled from Shenyang in March 2019.",
    ],
)
@pytest.mark.parametrize("measure", ["flights", "overstayed", "quota"])
def test_of_a_described_person_no_number_is_given_whatever_the_reading(said, measure):
    silence = unheard(fled(said, measure=measure, span="any_time" if measure == "overstayed" else "year"))
    assert silence.sentence == FEW


def test_the_regions_are_the_finest_places_that_are_whole():
    assert set(REGIONS) <= set(COARSE)


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
