import pytest

from legation.evidence.asked_words import asked_words


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("quotas between 2015 and 2022", "quotas 2015..2022"),
        ("quotas from 2015 to 2022", "quotas 2015..2022"),
        ("flights 2016 until 2018", "flights 2016..2018"),
        ("quotas from 2022 to 2015", "quotas 2015..2022"),
        ("What is known about recalls in Dandong?", "recalls in Dandong"),
        ("What do outlets say about levies from 2016 to 2019, who contradicts whom, and how many origins?",
         "levies 2016..2019"),
        ("how many forced returns", "forced returns"),
        ("quotas and levies", "quotas and levies"),
        ("quotas 2015 and 2022", "quotas 2015 and 2022"),
        ('"between 2015 and 2022"', '"between 2015 and 2022"'),
        ("what", "what"),
    ],
)  # fmt: skip
def test_a_question_asks_for_its_subject_and_years_in_words_are_a_span(typed, asked):
    assert asked_words(typed) == asked
