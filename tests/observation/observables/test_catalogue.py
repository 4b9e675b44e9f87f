"""The list of observables: each is named, explained, and says in which resolution it is published."""

from __future__ import annotations

import inspect
from itertools import groupby
from operator import itemgetter

import pytest

from legation.evidence.vocabulary import vocabulary
from legation.mechanisms import WEEK
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import FLOW, FOUNDING, LEVEL, PEAK, PLACE_AND_PERIOD, SPREAD, YEAR, YEAR_AND_REGION


@pytest.mark.parametrize("observable", OBSERVABLES, ids=lambda observable: observable.name)
def test_an_observable_has_a_name_of_the_ledger_and_needs_a_part_of_the_model(observable):
    assert observable.name in vocabulary().terms["observable"]
    assert observable.needs in (*WEEK, FOUNDING)
    assert observable.kind in (FLOW, LEVEL, PEAK, SPREAD)
    assert observable.sentence.endswith(".")
    assert 0 < observable.vague_beyond < 1 or observable.vague_beyond > 1
    assert observable.resolution in (PLACE_AND_PERIOD, YEAR_AND_REGION, YEAR)


def test_tables_show_observables_by_topic_and_within_a_file_in_the_order_in_which_they_are_written():
    words = vocabulary()
    topics = [words.topics.index(words.topic_of("observable", observable.name)) for observable in OBSERVABLES]
    assert topics == sorted(topics)
    files = [[code for _, code in group] for _, group in groupby(map(_written, OBSERVABLES), key=itemgetter(0))]
    assert len(files) == len({file for file, _ in map(_written, OBSERVABLES)})
    assert all(lines == sorted(lines) for lines in files)
    assert OBSERVABLES[0].name == "trade_index"


def _written(observable):
    """The file and line of the function that measures it."""
    code = inspect.unwrap(observable.rule).__code__
    return code.co_filename, code.co_firstlineno


BY_REGION = {
    "flights", "flights_overland", "captured_share", "detained", "forced_returns_officials", "arrivals_officials",
    "wish_share", "prepared_share", "not_sent_back_share", "flights_minders", "managers_punished",
    "arrangers_detained", "flights_reported", "attempts_per_thousand",
}  # fmt: skip
WORLDWIDE = {
    "flights_in_busiest_week", "route_price_index", "arrivals_counted", "clampdowns", "levies_called",
    "reunion_agencies", "reunions", "reunion_income_usd_per_agency", "investor_orders", "events_reported",
    "events_ever_reported_share",
}  # fmt: skip


def test_no_sum_that_brokers_are_paid_leaves():
    assert not [
        name for name, observable in BY_NAME.items() if "broker" in observable.sentence and "USD" in observable.unit
    ]
    assert BY_NAME["route_price_index"].resolution == YEAR


def test_flight_and_what_follows_it_stands_alone_by_year_and_region_at_the_finest():
    assert {name for name, observable in BY_NAME.items() if observable.resolution == YEAR_AND_REGION} == BY_REGION
    assert {name for name, observable in BY_NAME.items() if observable.resolution == YEAR} == WORLDWIDE
    made_by = ("intent", "flight", "pursuit", "arrivals")
    assert all(observable.resolution != PLACE_AND_PERIOD for observable in OBSERVABLES if observable.needs in made_by)
