"""Sentences made for this test, each with the reading that a person would give it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evidence.reading.readings import Reading
from legation.evidence.reading.sentences import MOST, read_sentence
from legation.evidence.vocabulary import vocabulary

DAY = date(2019, 5, 29)  # the day of publication in all of these

# Sentence -> what its reading must hold. `to` and `from` are the ends of the number.
SENTENCES: dict[str, dict[str, object]] = {
    # Money.
    "Each trade representative in Shenyang must pay USD 25,000 a year to the Party.": {
        "measure": "quota", "wording": "exact", "low": 25000, "high": 25000, "unit": "USD", "span": "year",
        "whose": "officials", "place": "Shenyang"},
    "The yearly quota of a trader in Dandong was about $40,000 in 2018.": {
        "measure": "quota", "wording": "about", "low": 40000, "unit": "USD", "span": "year", "period": "2018"},
    "Their loyalty funds were set at between 20,000 and 30,000 dollars per year.": {
        "measure": "quota", "wording": "between", "low": 20000, "high": 30000, "unit": "USD", "span": "year"},
    "The firm has to earn $1.2 million a year for the state.": {
        "measure": "firm_target", "wording": "exact", "low": 1.2e6, "unit": "USD", "span": "year"},
    "Cadres in Beijing paid a special contribution of up to US$500 for the anniversary.": {
        "measure": "levy", "wording": "at_most", "low": None, "high": 500, "unit": "USD", "place": "Beijing"},
    "For the party congress in 2021 every official had to give 8,000 yuan.": {
        "measure": "levy", "low": 8000, "unit": "RMB", "whose": "officials"},
    "Levies on waitresses came at least twice a month.": {
        "measure": "levies", "wording": "at_least", "low": 2, "high": None, "span": "month", "whose": "workers"},
    "Almost nobody met the yearly quota.": {"measure": "quota_met", "wording": "almost_nobody", "low": None},
    "Most traders could not meet their quota in 2018.": {
        "measure": "quota_met", "wording": "most", "period": "2018", "whose": "officials"},
    "About half of the traders met their annual target.": {
        "measure": "quota_met", "wording": "about_half", "low": 50, "unit": "percent"},
    "He keeps some 2,500 yuan (about 360 dollars) a month for himself.": {
        "measure": "own_income", "wording": "about", "low": 2500, "unit": "RMB", "span": "month"},
    "An interpreter makes 500,000 won a month.": {
        "measure": "own_income", "wording": "exact", "low": 500000, "unit": "KRW", "span": "month"},
    "They earn 20 yuan a month.": {"measure": "own_income", "low": 20, "unit": "RMB", "span": "month"},
    "Secretaries at the embassy get a salary of 350-500 dollars a month.": {
        "measure": "state_salary", "wording": "between", "low": 350, "high": 500, "span": "month"},
    "The state takes two thirds of the wages of workers.": {
        "measure": "state_part_of_pay", "wording": "about", "low": 200 / 3, "unit": "percent", "whose": "workers"},
    "Their margins fell from about 12% to 3% under the sanctions.": {
        "measure": "margin", "wording": "exact", "low": 3, "unit": "percent", "change": "fell"},
    "About 70 percent of the traders in Yanji had no work.": {
        "measure": "without_business", "wording": "about", "low": 70, "unit": "percent", "place": "Yanji"},
    "Brokers keep 30 percent of remittances as their fee.": {
        "measure": "remittance_fee", "low": 30, "unit": "percent"},
    "An agency made EUR 90,000 from reunions of divided families.": {
        "measure": "reunion_income", "low": 90000, "unit": "EUR"},
    "A restaurant hands over $250,000 a year.": {"measure": "restaurant_payment", "low": 250000, "span": "year"},
    "Trade between China and the DPRK was worth $2.4 billion in 2018.": {
        "measure": "trade_total", "low": 2.4e9, "unit": "USD", "period": "2018"},
    "Trade with China rose by 30 percent in 2019.": {
        "measure": "trade_growth", "change": "rose", "low": 30, "unit": "percent", "period": "2019"},
    "What they have to pay up the ladder has doubled.": {
        "measure": "quota", "wording": "rose", "low": 100, "unit": "percent"},
    "Traders can no longer open bank accounts in Dandong.": {
        "measure": "accounts_refused", "denies": False, "place": "Dandong", "whose": "officials"},
    "North Koreans can open bank accounts again.": {"measure": "accounts_refused", "denies": True},
    "Several officials could no longer pay their rent.": {"measure": "lease_lost", "denies": False},
    "Officials owe the state about 15,000 dollars each.": {"measure": "debt", "wording": "about", "low": 15000},
    # People.
    "Ten officials fled from Shenyang within one week in April 2019.": {
        "measure": "flights", "wording": "exact", "low": 10, "high": 10, "unit": "persons", "span": "week",
        "period": "2019-04", "place": "Shenyang", "whose": "officials"},
    "Some forty people were sent back from China in one day.": {
        "measure": "forced_returns", "wording": "about", "low": 40, "span": "day", "whose": "everybody"},
    "More than a dozen defectors were repatriated in the first half of 2018.": {
        "measure": "forced_returns", "wording": "at_least", "low": 12, "high": None, "period": "2018-01..2018-06",
        "whose": "residents_who_cross"},
    "Two security agents ran away from Dandong in March.": {
        "measure": "flights", "low": 2, "whose": "managers_and_minders", "period": "2019-03", "span": "month"},
    "Several workers have escaped from a plant in Jilin since January.": {
        "measure": "flights", "wording": "several", "low": None, "whose": "workers", "place": "Jilin",
        "period": "2019-01..2019-05-29"},
    "Officials who are posted in Russia have defected.": {
        "measure": "flights", "wording": "existence", "whose": "officials", "place": "elsewhere"},
    "Defections by traders have risen sharply.": {"measure": "flights", "wording": "rose", "whose": "officials"},
    "Eighteen overseas officials arrived in South Korea in 2014.": {
        "measure": "arrivals", "low": 18, "period": "2014", "span": "year", "whose": "officials"},
    "Arrivals in South Korea fell to 67 in 2022.": {"measure": "arrivals", "low": 67, "period": "2022"},
    "Nearly 20,000 North Korean workers were living in Dandong in 2017.": {
        "measure": "posted", "wording": "about", "low": 20000, "span": "any_time", "whose": "workers",
        "place": "Dandong", "period": "2017"},
    "Hundreds of workers stay in Hunchun.": {
        "measure": "posted", "wording": "between", "low": 200, "high": 1000, "place": "Jilin"},
    "There are fewer trade officials in Liaoning than before 2017.": {
        "measure": "posted", "wording": "fell", "whose": "officials", "place": "Liaoning", "compared": "2017"},
    "The number of North Koreans in Dandong has fallen by a third.": {
        "measure": "headcount_fall", "wording": "about", "low": 100 / 3, "change": "fell"},
    "A posting abroad lasts three to four years.": {
        "measure": "term", "wording": "between", "low": 3, "high": 4, "unit": "years"},
    "Around 200 new officials were sent to China in July 2018.": {
        "measure": "newcomers", "wording": "about", "low": 200, "period": "2018-07", "place": "China"},
    "At least three diplomats died by suicide in 2018.": {
        "measure": "deaths_by_suicide", "wording": "at_least", "low": 3, "period": "2018", "span": "year"},
    "Brokers charge $12,000 for one person's escape.": {"measure": "escape_price", "low": 12000, "unit": "USD"},
    "About a thousand refugees are held in detention in China.": {
        "measure": "held", "wording": "about", "low": 1000, "span": "any_time"},
    "Six in ten of those who try to leave are caught.": {"measure": "captured_share", "low": 60, "unit": "percent"},
    "Officials would flee if they could.": {"measure": "wish_to_leave", "whose": "officials"},
    "Whoever is caught near the border can bribe the guards and is released.": {"measure": "bribe_frees"},
    # Control.
    "Trade officials in Dandong attend ideological sessions every other day.": {
        "measure": "sessions", "low": 3.5, "high": 3.5, "span": "week", "place": "Dandong"},
    "Sessions are held once or twice a week.": {
        "measure": "sessions", "wording": "between", "low": 1, "high": 2, "span": "week"},
    "Study meetings take place weekly at the consulate.": {"measure": "sessions", "low": 1, "span": "week"},
    "They report to their superior every evening.": {"measure": "reports", "low": 1, "span": "day"},
    "Officials in China have to telephone their manager at set times.": {
        "measure": "whereabouts_calls", "whose": "officials", "place": "China", "wording": "none"},
    "Managers call the families of traders to verify what they say.": {"measure": "check_through_family"},
    "Managers no longer check reports by calling the family.": {"measure": "check_through_family", "denies": True},
    "Traders may not leave the district assigned to them.": {
        "measure": "bound_to_district", "denies": False, "whose": "officials"},
    "State security agents watch the traders in Beijing.": {
        "measure": "minder_reports", "whose": "officials", "place": "Beijing"},
    "Control over traders was tightened after February 2019.": {
        "measure": "control_tightness", "wording": "rose", "whose": "officials", "period": "2019-02-28..2019-05-29"},
    "About thirty trade officials were recalled last month.": {
        "measure": "recalls", "wording": "about", "low": 30, "period": "2019-04", "span": "month"},
    "Those who fail to meet the quota must go home.": {"measure": "recall_for_missed_quota"},
    "Consulates inspected the mobile phones of traders.": {"measure": "phone_inspection", "whose": "officials"},
    "The families of diplomats have to stay in Pyongyang as hostages.": {"measure": "family_held_at_home"},
    "Missions were on alert for ten days.": {"measure": "alert_days", "low": 10, "unit": "days"},
    "Around 70 senior officials have been executed since 2012.": {
        "measure": "executions", "wording": "about", "low": 70, "period": "2012..2019-05-29", "span": "period"},
    "The order reached offices in Beijing, Shenyang and Dandong.": {
        "measure": "cities_reached", "low": 3, "unit": "cities"},
    # Outside.
    "China no longer extends the visas of North Koreans.": {"measure": "visas_refused", "denies": False},
    "Residence permits are renewed for one year only.": {"measure": "permit_length", "low": 1, "unit": "years"},
    "China ordered the companies to close.": {"measure": "firms_to_close"},
    "The border was closed for three years.": {"measure": "border_closed", "low": 3, "unit": "years"},
    # Other languages and spellings.
    "단둥의 무역일군들은 연간 충성자금을 바쳐야 한다.": {"measure": "quota", "whose": "officials", "place": "Dandong"},
    "２０ officials fled.": {"measure": "flights", "low": 20},
}  # fmt: skip


def _fields(reading: Reading) -> dict[str, object]:
    fields: dict[str, object] = {name: part.value for name, part in reading.parts().items() if name != "amount"}
    for name in ("period", "compared", "published"):
        if name in fields:
            fields[name] = str(fields[name])
    return fields | {"low": reading.low, "high": reading.high, "unit": reading.unit}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_read_as_a_person_would(text):
    fields = _fields(read_sentence(text, DAY))
    wanted = SENTENCES[text]
    read = {name: fields.get(name) for name in wanted}
    assert read == {name: pytest.approx(value) if isinstance(value, float) else value for name, value in wanted.items()}


def test_a_sentence_may_state_several_things():
    reading = read_sentence(
        "Traders in Dandong pay a quota of USD 30,000 a year, and their phones were inspected.", DAY
    )
    assert reading.measure.value == "quota"
    assert [each.measure.value for each in reading.others] == ["phone_inspection"]


def test_the_second_best_measure_is_named():
    reading = read_sentence("Officials abroad must earn USD 300 a month for the state.", DAY)
    assert reading.candidates
    assert all(0 < candidate.score <= reading.score for candidate in reading.candidates)


def test_every_number_is_kept_even_one_that_fits_nothing():
    reading = read_sentence("Ten officials fled and 5,000 chairs stayed.", DAY)
    assert [part.value.low for part in reading.numbers] == [10, 5000]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("Minister Pak fled.", "a name after a title"), ("Call him at +86 138 1234 5678 now.", "a telephone number")],
)
def test_a_text_with_marks_of_identity_is_marked_as_one_that_is_refused(text, mark):
    refused = read_sentence(text, DAY).refused
    assert mark in [name for name, _ in refused]
    assert all(advice for _, advice in refused)


def test_a_place_in_the_home_country_is_named_and_no_area():
    reading = read_sentence("Officials in Pyongyang fled.", DAY)
    assert reading.place is None
    assert reading.named.value == "Pyongyang"


def test_an_absurd_text_says_what_it_lacks():
    for text in ("", "   ", "?!", "asdf qwer", "١٢٣", "\x00\x1b"):
        reading = read_sentence(text)
        assert reading.measure is None
        assert reading.missing


def test_a_long_text_is_read_in_part():
    assert len(read_sentence("word " * 5000).text) == MOST


WORDS = ["ten", "officials", "fled", "from", "to", "$", "1,000", "%", "million", "in", "May", "2019", "half", "of", "a",
         "every", "two", "days", "fell by", "rose", "Dandong", "Hanoi summit", "(", "“", "not", "USD", "RFA", "told",
         "since", "between", "and", "last month", "31 February", "1e9", "-5", "١٢", "원", "만", "İ", "’s", "n't", "\n",
         "ago", "100 years ago", "Q4 2030", "2030s", "once", "times", "per", "almost nobody", "0 out of 0"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=120),
    st.none() | st.dates(date(1950, 1, 1), date(2030, 12, 31)),
)
def test_every_text_is_read_always_alike_and_in_its_own_words(text, published):
    reading = read_sentence(text, published)
    assert reading == read_sentence(text, published)
    for each in (reading, *reading.others):
        for part in (*each.parts().values(), *each.numbers, *each.undated):
            assert part.start is None or 0 <= part.start <= part.end <= len(reading.text)
        assert each.measure is None or each.measure.value in vocabulary().measures


@pytest.mark.parametrize(
    ("said", "measure", "whose"),
    [
        ("Officials of a trade company in Dandong are asked for money before a holiday.", "levy", "officials"),
        ("Officials of a trade company in Dandong were asked for cash ahead of the Day of the Sun 2024.", "levy",
         "officials"),
        ("Trade officials in Dandong have to hand over money before a holiday.", "levy", "officials"),
        ("Officials of a trading company in Dandong were told to pay a levy.", "levy", "officials"),
        ("Trade officials were ordered to hand over 500 dollars before Chuseok 2022.", "levy", "officials"),
        ("Trading companies in Dandong were told to pay a levy of 5,000 dollars in 2019.", "firm_levy", None),
        ("On home visits officials are asked for money by ministries.", "home_visit_demands", "officials"),
        ("Five trade officials in China left their posts in 2019.", "flights", "officials"),
        ("In 2019 five trade officials posted to Shenyang left their posts.", "flights", "officials"),
        ("There were 12 deaths among trade officials in China in 2019.", None, "officials"),
        ("Five trade officials stationed in China died in 2019.", None, "officials"),
        ("There were 400 trade officials in Dandong in 2019.", "posted", "officials"),
        ("A trade representative, 52, married with two children, was recalled in 2019.", "recalls", "officials"),
    ],
)  # fmt: skip
def test_an_ordinary_report_is_read_as_what_it_says(said, measure, whose):
    reading = read_sentence(said)
    assert (reading.measure and reading.measure.value, reading.whose and reading.whose.value) == (measure, whose)


@pytest.mark.parametrize(
    "said",
    [
        "The trade representative, 52, was recalled in 2019.",
        "A manager (47) was recalled in 2019.",
        "A trade representative, 52, married with two children, was recalled in 2019.",
    ],
)
def test_an_age_or_a_number_of_children_counts_nobody(said):
    reading = read_sentence(said)
    assert (reading.low, reading.high) == (None, None)
    assert "52" not in {part.words(said) for part in reading.numbers}


def test_a_number_behind_several_persons_is_no_age():
    assert read_sentence("The trade officials, 52, were recalled in 2019.").numbers


@pytest.mark.parametrize(
    ("said", "measures"),
    [
        ("In 2021 trade officials were told by their embassy to pay 4,000 dollars each.", {"levy", "quota"}),
        ("Pyongyang asked its traders in May 2021 to give 2,000 dollars each.", {"levy", "quota"}),
        ("In 2022 each official paid 1,000 dollars.", {"levy", "quota"}),
    ],
)
def test_what_officials_are_told_to_pay_is_a_levy_or_a_quota_where_no_word_tells_which(said, measures):
    reading = read_sentence(said)
    assert set(reading.undecided) == measures
    assert reading.measure.value == reading.undecided[0]


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("In 2021 traders were ordered to hand over 2,000 dollars each for a birthday.", "levy"),
        ("In 2021 every trader paid 500 dollars for the second time this year.", "levy"),
        ("In 2021 traders had to pay 20,000 dollars a year.", "quota"),
        ("In 2021 diplomats abroad were paid 500 dollars a month.", "state_salary"),
        ("The yearly target of the firm was two million yuan.", "firm_target"),
    ],
)
def test_words_beside_the_payment_tell_what_it_is(said, measure):
    reading = read_sentence(said)
    assert (reading.measure.value, reading.undecided) == (measure, ())


def test_those_who_only_speak_and_provinces_are_no_number_of_persons():
    recalled = read_sentence("The envoy was recalled in June 2022, said three people briefed on it.")
    assert (recalled.amount, recalled.whose.value) == (None, "officials")
    posted = read_sentence("About 40,000 workers lived in the two north-eastern provinces in 2019.")
    assert [each.low for each in (posted, *posted.others)] == [40_000]


def test_what_is_sent_home_of_earnings_is_no_return_of_persons():
    reading = read_sentence(
        "In 2023 a firm in Vladivostok ordered its officials to send home 20 percent of their earnings."
    )
    assert (reading.measure.value, reading.named.value) == ("sent_home_share", "Vladivostok")
