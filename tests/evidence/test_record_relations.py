"""What the claims of the record say of one another, each pair read in its two texts before it was written here.

The pairs hold the record's measures to their purpose: two claims may agree or conflict only if a careful reader of both
would say so. What was merely said nearby is not related at all.
"""

from __future__ import annotations

from functools import cache

import pytest

from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.propositions import Relation

SAME, FITS, CONFLICT, APART = Relation.SAME, Relation.FITS, Relation.CONFLICT, Relation.APART

VOICES = [  # of one article: they say the same, and that is one origin
    ("nk-2022-surv-07", "nk-2022-surv-08", "two voices: the host's service is asked to hand over whom it catches"),
    ("nk-2018-reun-06", "nk-2018-reun-11", "two voices: money is taken from those who are called traitors"),
]
AGREE = [
    ("nk-2019-intv-19", "nk-2019-mss-13", "an officer and a trader: who misses the quota goes home"),
    ("nk-2019-intv-01", "nk-2019-mss-12", "an officer and a trader: sanctions leave less business"),
    (
        "nk-2019-intv-07",
        "pf-b-11-daily",
        "an officer and a Chinese source: officers make less in trade than before",
    ),
    ("nk-2022-surv-03", "pf-j-01", "once a week in ordinary times, and every Saturday in 2011"),
    ("pf-c-02", "pf-c-03-daily-nk", "branches and Daily NK: four state banks open no accounts"),
    ("pf-c-03-daily-nk", "pf-c-03-deposits", "Daily NK and Kyodo: no new accounts in Yanji"),
    ("pf-c-08-russia-2017", "pf-e-08-russia", "30,023 by Russia's count, 30,000 by a US estimate"),
    ("pf-d-02-25-april", "pf-d-02-29-april", "both have no trains from May to September"),
]
DISAGREE = [
    ("nk-2015-recall-05", "nk-2015-recall-05-ministry", "called home out of season, or examined abroad"),
    ("nk-2015-recall-03", "nk-2015-recall-03-shenyang", "because of flights, or of held missionaries"),
    ("pf-f-08", "pf-f-08-tokyo", "about seven, or three in all, in the same province and month"),
    ("pf-f-01-2013", "pf-f-01-slip", "8 by the service, 18 by a slip of the press"),
    ("pf-f-09-willing", "pf-f-09-abducted", "two governments on the same thirteen"),
    ("pf-c-02-icbc", "pf-c-03-chosun-icbc", "the bank had stopped, or went on"),
    ("pf-c-06-workers", "pf-c-07-stock", "20,000 or 5,000 to 7,000 workers in one city"),
    ("pf-c-11-renewed", "pf-c-11-asiapress", "permits are renewed again, or are still hard to renew"),
    ("pf-c-12", "pf-c-12-month", "a week, or a month at a time"),
    ("pf-c-14-replacements", "pf-e-18-let-in", "nobody new is let in, or two hundred came"),
    ("pf-d-02-25-april", "pf-d-02-running", "stopped on the 25th, or ran until the 29th"),
    ("pf-a-10", "pf-a-10-ministry", "1,043 by a slip of the press, 583 by the ministry"),
]
MEET = [
    ("nk-2019-mss-01", "pf-f-08", "the three of one city are among the seven: no confirmation, no denial"),
    ("nk-2015-recall-15", "nk-2015-recall-16", "fifteen of a year are among the seventy"),
    ("pf-f-01-2014", "pf-f-01-sum", "eighteen are among the forty-six"),
    ("pf-e-08", "pf-e-08-china", "half of the workers are among all"),
    ("pf-e-07", "pf-e-08", "up to 150,000 leaves room for almost 100,000"),
    ("pf-e-10-ap", "pf-e-13", "those of three provinces are among those of China"),
    ("pf-e-16", "pf-e-16-october", "those of one month are among those of two"),
    ("pf-d-04", "pf-d-05", "one day's returns are among the first wave's"),
    ("pf-b-02-2020", "pf-b-05", "one month's trade is part of the year's"),
]
NOTHING = [
    ("nk-2019-mss-14", "pf-g-15", "a death is not confirmed by the sum of a target"),
    ("nk-2022-surv-16", "pf-g-15", "several deaths in 2022 are not one of 2021"),
    ("nk-2022-surv-11", "pf-i-11", "that bribes no longer help is not that 70 % are arrested"),
    ("nk-2022-surv-11-patrols", "pf-i-11", "nor are more patrols"),
    ("nk-2019-mss-02", "nk-2019-mss-01", "that more leave than usual is no number"),
    ("nk-2015-recall-10", "pf-f-01-2015", "who flees has not arrived"),
    ("nk-2019-mss-16", "nk-2019-mss-01", "officials elsewhere are not state security in Shenyang"),
    ("nk-2015-recall-04", "pf-j-07", "a yearly business review is no ideological one"),
    ("nk-2015-recall-06", "nk-2019-mss-04", "an order to return is no clampdown"),
    ("nk-2018-reun-01", "nk-2018-reun-09", "to be pressed to do it is not to do it"),
    ("nk-2018-reun-10", "pf-h-06", "the authorities' fee is not the agents' cut"),
    ("nk-2018-reun-10", "pf-h-03", "nor what brokers keep"),
    ("nk-2019-intv-12", "pf-e-19", "officials by a fifth, all North Koreans by half"),
    ("nk-2019-intv-14", "nk-2019-intv-15", "to be asked for money, and to hide"),
    ("nk-2019-intv-10", "pf-j-06", "accounts watched by the host, and traced by one's own state"),
    ("nk-2019-intv-17", "pf-g-12", "a rise says nothing of a level"),
    ("nk-2019-mss-14", "pf-g-12", "a firm's target is not a person's"),
    ("nk-2019-mss-13", "pf-g-13", "who misses the quota goes home; how many meet it"),
    ("nk-2022-surv-13", "pf-g-09", "dread in 2022, relief in 2016"),
    ("nk-2022-surv-09", "nk-2019-mss-02", "hard to leave, and more who leave, in other years"),
    ("nk-2022-surv-02", "nk-2022-surv-15", "to break under dues, and to be in debt"),
    ("nk-2022-surv-14", "pf-b-02-2022", "all but suspended is no sum"),
    ("pf-c-09", "pf-c-10", "to be sent home is not to become fewer"),
    ("pf-e-02", "nk-2015-recall-08", "resident personnel bound no count of labourers"),
    ("pf-e-15", "pf-e-03-workers", "those to be replaced are not all who are there"),
    ("pf-c-07", "pf-c-08", "one plant's returns are no city's"),
    ("pf-b-04-2022", "pf-b-02-2022", "with estimated crude oil, and by customs"),
    ("pf-f-01", "pf-f-01-2013", "a sum is no second voice for its parts"),
]
RELATED_PAIRS = {SAME: AGREE, CONFLICT: DISAGREE, FITS: MEET, APART: NOTHING}

# Conflicts within one origin: a reader sees them, and the grade counts no second voice.
ONE_ORIGIN = {("pf-f-01-2013", "pf-f-01-slip")}


# The five articles, and published facts from arrivals to flights of officials.
READ = ("nk-", "pf-a-", "pf-b-", "pf-c-", "pf-d-", "pf-e-", "pf-f-")


@cache
def record() -> Ledger:
    return load_ledger()


@cache
def read_claims() -> dict[str, Claim]:
    """The claims that were read against their texts, pair by pair."""
    return {name: claim for name, claim in record().claims.items() if name.startswith(READ)}


def between(first: str, second: str) -> Relation:
    """The relation that the ledger computed; APART where it has none."""
    assert record().claim(first) and record().claim(second)
    standing = record().relations.get(first, {}).get(second)
    return standing.relation if standing else APART


@pytest.mark.parametrize(
    ("first", "second", "expected", "reason"),
    [(*pair[:2], relation, pair[2]) for relation, pairs in RELATED_PAIRS.items() for pair in pairs],
)
def test_two_claims_say_of_one_another_what_a_careful_reader_would(
    first: str, second: str, expected: Relation, reason: str
) -> None:
    assert between(first, second) is expected, reason
    assert between(second, first) is expected, reason


@pytest.mark.parametrize(("first", "second", "reason"), AGREE)
def test_what_counts_as_corroboration_has_two_origins(first: str, second: str, reason: str) -> None:
    assert record().claim(first).origin != record().claim(second).origin, reason
    assert record().information(first).agreeing >= 2


@pytest.mark.parametrize(("first", "second", "reason"), VOICES)
def test_two_voices_of_one_article_say_the_same_and_corroborate_nothing(first: str, second: str, reason: str) -> None:
    assert between(first, second) is Relation.SAME, reason
    for name in (first, second):
        assert record().information(name).words == "one origin" and record().information_grade(name) == 3


@pytest.mark.parametrize(("first", "second", "reason"), DISAGREE)
def test_what_is_contested_is_graded_so(first: str, second: str, reason: str) -> None:
    contested = record().information_grade(first) in (4, 5)
    assert contested is ((first, second) not in ONE_ORIGIN), reason


def test_no_agreement_of_two_origins_is_unread() -> None:
    """So that a claim that is added can't corroborate another unless somebody has read both."""
    read = {frozenset(pair[:2]) for pair in AGREE + VOICES} | {
        frozenset(pair)
        for pair in (("nk-2018-reun-05", "nk-2018-reun-11"),)  # the outlet's words beside the second source's
    }
    own = ("nk-", "pf-a-", "pf-b-", "pf-c-", "pf-d-", "pf-e-", "pf-f-")
    found = {
        frozenset((name, other))
        for name in record().claims
        for other in record().agreements(name)
        if name.startswith(own)
        and other.startswith(own)
        and record().claim(name).upstream != record().claim(other).upstream
    }
    assert found <= read, sorted(map(sorted, found - read))


@pytest.mark.parametrize("name", ["pf-a-03", "pf-b-02", "pf-b-04", "pf-b-09", "pf-e-11", "pf-f-01"])
def test_what_retells_others_is_no_voice_of_its_own(name: str) -> None:
    claim = record().claim(name)
    assert claim.derived_from and name not in record().relations
    assert record().information(name).alone == "it is worked out from other claims"


def test_a_sum_is_that_of_its_parts() -> None:
    total = sum(record().claim(f"pf-f-01-{year}").low or 0 for year in (2013, 2014, 2015))
    assert record().claim("pf-f-01-sum").low == total == 46
    assert sum(record().claim(f"pf-a-07-q{quarter}").low or 0 for quarter in (1, 2, 3, 4)) == 1047
    assert record().claim("pf-a-03-2019").low == 1047
    assert sum((148, 312, record().claim("pf-a-10-ministry").low or 0)) == record().claim("pf-a-10").low


def test_a_part_bears_the_id_of_its_whole() -> None:
    for name in record().claims:
        head = name[: len("pf-a-01")] if name.startswith("pf-") else name.rsplit("-", name.count("-") - 3)[0]
        assert head in record().claims, name


MAKERS_WORDS = ("seed", "this pack", "scored", "to be fitted", "`assess`", "calibration", "hazard", "variant")


def test_notes_speak_to_readers_and_not_to_the_makers() -> None:
    for name, claim in read_claims().items():
        text = f"{claim.paraphrase} {claim.note} {claim.supports} {claim.out_of_scope}".lower()
        assert not [word for word in MAKERS_WORDS if word in text], name


def test_a_term_of_the_original_says_whether_its_text_was_seen() -> None:
    for name, claim in read_claims().items():
        assert bool(claim.key_term) == bool(claim.translation_note), name
