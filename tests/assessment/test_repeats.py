from legation.assessment.repeats import ONE_PLACE, readings_of, repeat
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.propositions import Relation, Standing, proposition

APART = Standing(Relation.APART, ONE_PLACE)
FITS = Standing(Relation.FITS, "too wide")


def said(**fields):
    usual = {"measure": "levy", "whose": "officials", "low": 3000.0, "wording": "at_least", "span": "occasion",
             "unit": "USD", "place": "China", "period": parse_date("2018")}  # fmt: skip
    return typed_claim("said", **(usual | fields))


def stated(**fields):
    return proposition(said(**fields), {})


def test_the_same_bound_given_twice_says_the_same():
    assert repeat(stated(), stated(), FITS).relation is Relation.SAME


def test_another_bound_stays_as_it_was():
    assert repeat(stated(), stated(low=2500.0), FITS) == FITS


def test_a_place_that_one_leaves_out_does_not_part_the_same_number():
    assert repeat(stated(place=""), stated(), APART).relation is Relation.SAME
    assert repeat(stated(place=""), stated(low=900.0), APART) == APART


def test_other_places_and_other_times_part_the_same_number():
    for reason in ("other places", f"{ONE_PLACE}, other times"):
        apart = Standing(Relation.APART, reason)
        assert repeat(stated(), stated(), apart) == apart


def test_the_number_of_a_part_does_not_repeat_that_of_the_whole():
    assert repeat(stated(place="Dandong"), stated(), FITS) == FITS


def test_a_report_that_fits_two_measures_is_read_as_each():
    either = readings_of(said(measure="", span=""), ("levy", "quota"))
    assert [(name, claim.measure, claim.span) for name, claim in either.items()] == [
        ("levy", "levy", "occasion"), ("quota", "quota", "")]  # fmt: skip
