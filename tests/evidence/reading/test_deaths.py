import pytest

from legation.evidence.reading.deaths import names_deaths
from legation.evidence.reading.sentences import read_sentence


@pytest.mark.parametrize(
    "said",
    [
        "Fifteen workers died in custody in 2020.",
        "In 2019 the deaths of 12 escapees in detention were reported.",
        "At least 30 officials posted in Dandong were killed in 2017.",
        "Two people died in detention.",
    ],
)
def test_the_dead_are_counted_under_no_measure_of_the_living(said):
    reading = read_sentence(said)
    assert reading.measure is None
    assert reading.amount is None
    assert reading.deaths is not None


@pytest.mark.parametrize(
    "said",
    [
        "In 2018 twenty officials were held in detention.",
        "There were 50,000 workers in China when the leader died.",
        "After the death of Kim Jong Il in 2011 the number of workers in China was 20,000.",
    ],
)
def test_a_death_that_only_dates_something_takes_no_number_away(said):
    reading = read_sentence(said)
    assert reading.measure is not None
    assert reading.amount is not None
    assert reading.deaths is None


def test_deaths_are_named_by_noun_and_by_verb():
    assert names_deaths("how many deaths were there")
    assert names_deaths("who died")
    assert not names_deaths("how many left")
