"""What published facts of the record say of one another: pairs, with the answer that a careful reader gives.

The answers come from the reports, each with its reason in words. A pair that is missing here is not therefore
unrelated.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.propositions import Relation, Standing

SAME, FITS, CONFLICT, APART = Relation.SAME, Relation.FITS, Relation.CONFLICT, Relation.APART


@cache
def record() -> Ledger:
    return load_ledger()


def between(first: str, second: str) -> Relation:
    record().claim(first), record().claim(second)  # Both are there.
    nothing = Standing(APART, "")
    there = record().relations.get(first, {}).get(second, nothing)
    back = record().relations.get(second, {}).get(first, nothing)
    assert there.relation is back.relation
    return there.relation


# Two reports of the same thing, and how the reader knows.
ALIKE = {
    ("pf-j-01", "nk-2022-surv-03"): "study once a week in 2011; sessions once a week as a rule, from 2011 on",
    ("pf-j-04-before", "nk-2022-surv-03"): "once a week until the order of 2021; once a week as a rule",
    ("pf-g-21", "pf-g-21-daily-nk"): "the state takes 70-80 % of workers' pay; 70 % on average",
    ("pf-g-21-pay", "pf-g-21-daily-nk-pay"): "USD 300-400 of gross pay a month; 300",
    ("pf-g-22", "pf-g-22-asahi"): "RMB 700-1,000 a month for a worker in Jilin; 600-700 in the border region",
    ("pf-g-22-pay", "pf-g-22-asahi-pay"): "an employer pays RMB 2,500-2,800 a month for a worker; 2,500",
    ("pf-i-05-aug-29", "pf-i-05-jnk-aug-29"): "two groups count 80 and about 90 people returned on one day",
    ("pf-i-04", "pf-i-04-rfa"): "50 returned on 14 July 2021, and the report that the first of them cites",
    ("pf-i-14-whole", "pf-i-14-washington-post"): "the whole way in 2016: almost KRW 15m, USD 12,000",
    ("pf-j-15", "nk-2015-recall-15"): "about 70 executed by July 2015, both by the same service",
}
# Two reports that can't both be true as they are worded.
AGAINST = {
    ("pf-g-11", "pf-g-11-daily-nk"): "one levy for one occasion: USD 3,000 or more, about 300",
    (
        "pf-g-13-recall",
        "nk-2019-mss-13",
    ): "missing the quota is no ground for recall any longer; who misses it goes home",
    ("pf-g-13-recall", "nk-2019-intv-19"): "missing the quota is no ground for recall any longer; it brings return",
    ("pf-g-02", "pf-g-03"): "each official abroad owed USD 30,000-50,000 in 2011; EUR 50,000, which is about 70,000",
    ("pf-i-04", "pf-i-04-denied"): "50 returned on 14 July 2021; a rumour",
    ("pf-i-04-rfa", "pf-i-04-denied"): "50 returned on 14 July 2021; a rumour",
    ("pf-i-14-2015", "pf-i-15-2015"): "into China in 2015: KRW 7-8m, which is USD 6,000-7,000; USD 10,000",
    ("pf-k-03", "pf-k-03-chosun"): "all restaurants bring USD 10m a year; 40m",
    ("pf-k-05-2022-seoul", "pf-k-05-2022-chainalysis"): "stolen over networks in 2022: USD 630m; 1.7bn",
    ("pf-k-05-2022-seoul", "pf-k-05-2022-security-firm"): "stolen over networks in 2022: USD 630m; more than 1bn",
}
# Other values mostly of other times: what was usual in many years, and what held in a small part of them.
CHANGED = {
    ("pf-j-04", "nk-2022-surv-03"): "at least twice a week by an order of March 2021; once a week as a rule, 2011-2021",
}
# Of the same thing, but one bounds or holds the other: neither the same nor otherwise.
BESIDE = {
    (
        "pf-i-05-oct-9",
        "pf-i-05-jnk-oct-9",
    ): "more than 500 and about 600 returned on one night: a bound",
    ("pf-i-05-jnk", "pf-i-07-since-2020"): "2,600 returned in six weeks of 2023; more than 670 in four years with them",
    ("pf-i-05-jnk-before-games", "pf-i-07-since-2020"): "2,000 returned in a month; more than 670 in four years",
    ("pf-i-05-jnk-oct-9", "pf-i-08"): "a night is part of five years",
    ("pf-i-07", "pf-i-08-since-2024"): "a day is part of two years",
    ("pf-i-08-workers", "pf-i-08-since-2024"): "workers are part of all who were returned",
    ("pf-i-01", "pf-i-01-activists"): "one place of return is part of China",
    ("pf-i-06", "pf-i-06-ngo"): "more than 2,000 held, and 600 to 2,000, meet at their ends",
    ("pf-k-05-2022-chainalysis", "pf-k-05"): "what was stolen in a year is part of what was stolen in seven",
    ("pf-j-15-early-2015", "pf-j-15"): "executions of four months are part of those of four years",
    ("pf-j-15", "pf-j-15-more-than-90"): "about 70 and more than 90 lie within what such counts err by",
    ("pf-g-21-kept", "pf-g-21-left"): "two bounds: less than USD 100 a month, at most 150",
}
# Near one another, and yet not of the same thing.
UNRELATED = {
    ("pf-g-01", "pf-g-02"): "what traders sent home is not what they were told to pay",
    ("pf-g-02", "pf-g-02-workers"): "officials and workers",
    ("pf-g-05", "pf-g-12"): "2015 and 2019",
    ("pf-g-06", "pf-g-11"): "a levy on a firm and one on a person",
    ("pf-g-06", "pf-g-06-kept"): "what was asked for is not what kept the rights",
    ("pf-g-05-fear", "pf-g-13-fear"): "fear of recall at the end of 2015, and none by 2019",
    ("pf-g-13", "nk-2019-mss-13"): "how many meet the quota says nothing of what follows for those who don't",
    ("pf-g-14", "pf-g-14-couple"): "one person and a couple",
    ("pf-g-15-death", "nk-2022-surv-16"): "a death of early 2021 and deaths of 2022",
    ("pf-g-21-left", "pf-g-25-pay"): "workers in factories and staff of restaurants",
    ("pf-g-23", "pf-k-10"): "what one specialist hands over and what all of them bring",
    ("pf-h-06", "nk-2018-reun-10"): "a bribe in one province in February, a fee for a service in another in April",
    ("pf-h-03", "pf-h-06"): "what brokers keep and what agents take",
    ("pf-h-11", "pf-h-11-2018"): "2018 and 2023",
    ("pf-i-11", "nk-2022-surv-11"): "a share, and that it rose",
    ("pf-i-12", "pf-i-12-papers"): "a way overland and one with papers and a flight",
    ("pf-i-13", "pf-i-13-border"): "two parts of one way",
    ("pf-i-05", "pf-i-05-jnk"): "a sum of three claims says nothing of its own",
    ("pf-j-02", "pf-j-08"): "workers who watch one another, and a minder at each site",
    ("pf-j-03", "pf-j-14"): "agents who stay to watch, and inspectors who come and go",
    ("pf-j-06", "pf-j-19"): "North Korean and Chinese services, years apart",
    ("pf-j-07-before", "nk-2015-recall-04"): "ideological review and the yearly business review",
    ("pf-j-10", "nk-2022-surv-07"): "services that trace together, and a request to hand over",
    ("pf-j-10-phones", "pf-j-09"): "telephones that are tracked and telephones that are inspected",
    ("pf-j-12-linked", "nk-2015-recall-14"): "staff in China and those linked at home",
    ("pf-j-01-reports", "pf-j-02-reports"): "officials and workers",
    ("pf-k-01", "pf-k-02"): "2012 and 2019",
    ("pf-k-06", "pf-k-06-2015"): "wages of 2012 and everything paid in 2015",
    ("pf-g-25", "pf-k-03-chosun"): "one restaurant and all of them",
}


@pytest.mark.parametrize("pair", ALIKE, ids="+".join)
def test_two_reports_of_the_same_thing_say_the_same(pair):
    assert between(*pair) is SAME, ALIKE[pair]


@pytest.mark.parametrize("pair", AGAINST, ids="+".join)
def test_two_reports_that_can_not_both_be_true_are_in_conflict(pair):
    assert between(*pair) is CONFLICT, AGAINST[pair]


@pytest.mark.parametrize("pair", CHANGED, ids="+".join)
def test_what_was_usual_in_many_years_is_not_contradicted_by_a_month(pair):
    assert between(*pair) is Relation.CHANGED
    assert pair[1] in record().changed_from(pair[0]) and record().information(pair[0]).conflicting == 0


@pytest.mark.parametrize("pair", BESIDE, ids="+".join)
def test_a_part_or_a_bound_neither_agrees_nor_contradicts(pair):
    assert between(*pair) is FITS, BESIDE[pair]


@pytest.mark.parametrize("pair", UNRELATED, ids="+".join)
def test_what_is_only_near_is_not_related(pair):
    assert between(*pair) is APART, UNRELATED[pair]


def test_a_return_that_two_groups_counted_has_two_origins_and_one_that_is_cited_has_one():
    assert record().information("pf-i-05-aug-29").words == "two origins say the same"
    assert record().information("pf-i-05-oct-9").words == "one origin"
    assert record().information("pf-i-04-rfa").words == "contested: one origin, one says otherwise"
    assert record().information("pf-i-07").words == "one origin"


RETURNS = {
    "pf-i-04": "2021-07-14",
    "pf-i-05-aug-29": "2023-08-29",
    "pf-i-05-sept-18": "2023-09-18",
    "pf-i-05-oct-9": "2023-10-09",
    "pf-i-07": "2024-04-26",
}


@pytest.mark.parametrize(("name", "day"), RETURNS.items())
def test_each_return_that_a_report_dates_has_its_day(name, day):
    told = record().claim(name)
    assert (told.measure, told.span, str(told.period)) == ("forced_returns", "day", day)


def test_what_the_compilers_worked_out_names_what_it_is_worked_out_from():
    for name in ("pf-k-08", "pf-i-05", "pf-i-13-whole"):
        assert record().claim(name).derived_from, name
        assert name not in record().relations, name


def test_the_sums_of_one_count_add_up():
    """A total that is worked out is the sum of its parts."""
    total = record().claim("pf-i-05")
    parts = [record().claim(name) for name in total.derived_from]
    assert total.low == sum(part.low for part in parts)
    # One of the parts is a bound from below, so the sum is one.
    assert (total.wording, total.high) == ("at_least", None)
    assert [part.id for part in parts if part.wording == "at_least"] == ["pf-i-05-oct-9"]
    way = record().claim("pf-i-13-whole")
    assert way.low == sum(record().claim(name).low for name in way.derived_from)


def test_every_share_of_a_report_that_fell_apart_keeps_the_origin_of_the_report():
    """Parts of one speaker's report are not two origins."""
    for pair in (("pf-g-13", "pf-g-13-recall"), ("pf-k-05", "pf-k-05-2023"), ("pf-g-14", "pf-g-14-couple")):
        assert len(record().origins(pair)) == 1, pair


BOUNDS = {"pf-i-05": 620, "pf-i-05-oct-9": 500, "pf-i-07-since-2020": 670}


@pytest.mark.parametrize(("name", "low"), BOUNDS.items())
def test_more_than_a_number_has_no_upper_end(name, low):
    """More than 500 of one night is no 500 to 600, and what a group could confirm bounds no other group's count."""
    said = record().claim(name)
    assert (said.wording, said.low, said.high) == ("at_least", low, None)


_AMOUNT = r"\s+(?:USD |RMB |KRW |EUR )?(\d[\d,.]*)"
_BOUND_BELOW = re.compile(rf"(?<!no )(?<!hand )\b(?:more than|at least|over|no fewer than){_AMOUNT}", re.IGNORECASE)
_BOUND_ABOVE = re.compile(rf"(?<!no )\b(?:up to|at most|fewer than|no more than){_AMOUNT}", re.IGNORECASE)


@pytest.mark.parametrize("name", record().claims)
def test_a_bound_in_the_text_is_no_end_of_a_range(name):
    """Where a text has "more than" before the one number that it gives, the other end of a range would be ours."""
    said = record().claim(name)
    for pattern, near, far in ((_BOUND_BELOW, said.low, said.high), (_BOUND_ABOVE, said.high, said.low)):
        numbers = [float(number.rstrip(".,").replace(",", "")) for number in pattern.findall(said.paraphrase)]
        if said.wording in ("between", "exact", "about") and near in numbers:
            text = said.paraphrase.replace(",", "")
            assert far != near and f"{far:g}" in text, said.paraphrase


def test_a_denial_of_what_is_counted_gives_no_number():
    denial = record().claim("pf-i-04-denied")
    assert denial.denies and denial.low is None and denial.high is None
    assert record().relations["pf-i-04-denied"]["pf-i-04-rfa"].reason == "one says so, the other denies it"
