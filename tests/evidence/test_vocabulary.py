"""The vocabulary: names that claims may point to, and that the model's names are among them."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from legation.base import toml
from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.evidence.claims import words_of
from legation.evidence.queries import topics_of_claim
from legation.evidence.vocabulary import SPANS, TERM_KINDS, WHOSE, read_vocabulary, vocabulary
from tests.evidence.helpers import claim, shipped

SMALL = """
format = 1
topics = ["Money", "Outside"]

[mechanism.trade]
topic = "Money"
sentence = "Officials trade."

[owner.founding]
topic = "Outside"
sentence = "The first population."

[observable.trade_index]
topic = "Money"
sentence = "Trade."
retells = ["input imports"]

[input.imports]
topic = "Outside"
sentence = "Imports."

[input.sanctions]
topic = "Outside"
sentence = "Sanctions."
built = false
"""


def small(*changes):
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read_vocabulary(toml.parse_toml(text.encode(), "small.toml"))


def built(kind):
    return {name for name, term in vocabulary().terms[kind].items() if term.built}


def test_what_is_built_is_what_the_program_has():
    """So a claim can point to every mechanism, input and observable that is built, unless the entry says why not."""
    from legation.engine.week import the_week
    from legation.mechanisms import WEEK
    from legation.observation.observables.catalogue import BY_NAME

    assert built("mechanism") == set(WEEK)
    assert built("observable") == set(BY_NAME)
    assert built("input") == {column.name for column in the_week().columns.inputs}
    owners = {name.partition(".")[0] for name in the_week().parameters} | {"founding"}
    assert built("owner") == owners - set(WEEK) == {"founding"}


def test_what_is_measured_has_the_sentence_of_the_program():
    from legation.observation.observables.catalogue import OBSERVABLES

    terms = vocabulary().terms["observable"]
    assert {one.name: (one.sentence, one.topic) for one in OBSERVABLES} == {
        name: (term.sentence, term.topic) for name, term in terms.items() if term.built}  # fmt: skip


def test_the_finest_resolution_of_an_observable_is_the_one_that_it_declares():
    from legation.observation.observables.catalogue import BY_NAME
    from legation.observation.scopes import PLACE_AND_PERIOD

    declared = {name: "" if of.resolution == PLACE_AND_PERIOD else of.resolution for name, of in BY_NAME.items()}
    assert {name: term.resolution for name, term in vocabulary().terms["observable"].items() if term.built} == declared


def test_a_claim_may_not_point_only_to_what_retells_its_inputs():
    assert {(kind, name): term.retells for kind in TERM_KINDS for name, term in vocabulary().terms[kind].items()
            if term.retells} == {("observable", "trade_index"): ("input imports", "input exports")}  # fmt: skip


def test_every_name_that_waits_is_named_by_a_claim_or_says_what_it_is_for():
    """A name that nothing in the program and no claim has would be a misprint."""
    pointed = ledger.load_ledger().represented()
    idle = {f"{kind} {name}" for kind in ("mechanism", "observable", "input") for name in vocabulary().names(kind)}
    idle -= set(pointed) | {f"{kind} {name}" for kind in TERM_KINDS for name in built(kind)}
    assert idle == {"observable arrivals_minders", "input rates"}


def test_names_come_in_the_order_of_the_file_without_those_that_retell():
    assert small().names("input") == ("imports", "sanctions")
    assert small().names("observable") == ()
    assert small().owners == ("trade", "founding")
    assert not small().terms["input"]["sanctions"].built


@pytest.mark.parametrize(
    "name", ["flight.attempts", "founding.posted", "observation.nis_coverage", "trade.median_margin"]
)
def test_a_parameter_is_named_by_what_owns_it(name: str) -> None:
    assert vocabulary().is_parameter(name)


@pytest.mark.parametrize(
    "name",
    ["", "h0", "flight.", ".h0", "flight.0h", "flight.H0", "weather.rain", "flight.attempts ", "flight.attempts.x"],
)
def test_other_forms_are_no_parameter(name: str) -> None:
    assert not vocabulary().is_parameter(name)


def test_a_mechanism_and_an_input_of_one_name_have_each_their_topic():
    assert vocabulary().topic_of("mechanism", "purge") == "Control"
    assert vocabulary().topic_of("input", "purge") == "Outside"


def test_a_parameter_has_the_topic_of_its_owner() -> None:
    assert vocabulary().topic_of("parameter", "flight.attempts") == "People"
    assert vocabulary().topic_of("parameter", "founding.posted") == "People"
    with pytest.raises(KeyError):
        vocabulary().topic_of("parameter", "weather.rain")


def test_a_claim_has_the_topics_of_all_that_stands_for_it(tmp_path: Path) -> None:
    stands = '{ mechanism = ["trade"], observable = ["alert"], input = ["border_open"] }'
    read = ledger.load_ledger(records=shipped(tmp_path, claim(represented_by=stands), claim(id='"two"')))
    assert topics_of_claim(read.claim("one")) == ("Control", "Money", "Outside")
    assert topics_of_claim(read.claim("two")) == ("Other",)


def test_a_claim_that_points_to_a_name_that_retells_is_told_where_to_point(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(records=shipped(tmp_path, claim(represented_by='{ observable = ["trade_index"] }')))
    (fault,) = caught.value.faults
    assert fault.field == "claim[1].represented_by.observable"
    assert fault.advice == "It retells input imports and input exports. Point to what it retells."


@pytest.mark.parametrize("name", ["purge", "shock"])
def test_a_claim_may_point_to_the_acts_of_the_centre(name: str, tmp_path: Path) -> None:
    read = ledger.load_ledger(records=shipped(tmp_path, claim(represented_by=f'{{ input = ["{name}"] }}')))
    assert read.claim("one").represented_by.input == [name]


def test_advice_is_the_nearest_name_of_the_kinds_asked_for():
    assert vocabulary().advice("flihts", ["observable"]) == "Did you mean flights?"
    assert vocabulary().advice("flihts", ["input"]) == ""


FAULTS = [
    (("format = 1", "format = true"), "format", "found True; expected 1"),
    (("format = 1\n", ""), "format", "found nothing; expected 1"),
    (('topics = ["Money", "Outside"]', 'topics = "Money"'), "topics", "expected a list of texts"),
    (("[mechanism.trade]", "[mechanisms.trade]"), "mechanisms", "found an unknown name; expected one of format,"),
    (("[mechanism.trade]", "[mechanism.Trade]"), "mechanism.Trade", "expected a name of lower-case letters"),
    (('topic = "Money"', 'topic = "Mony"'), "mechanism.trade.topic", 'found "Mony"; expected one of Money, Outside'),
    (('topic = "Money"\n', ""), "mechanism.trade.topic", "found nothing; expected one of Money"),
    (('"Officials trade."', '"Officials trade"'), "mechanism.trade.sentence", "expected a sentence with its full stop"),
    (("built = false", 'built = "no"'), "input.sanctions.built", "expected true or false"),
    (("built = false", "biult = false"), "input.sanctions.biult", "built, retells, resolution. Did you mean built"),
    (("built = false", 'resolution = "week"'), "input.sanctions.resolution", "expected one of year and region, year"),
    (('["input imports"]', '["imports"]'), "observable.trade_index.retells", "expected a name of this file after its"),
    (('["input imports"]', '"input imports"'), "observable.trade_index.retells", "expected a list of names"),
    (('[input.imports]\ntopic = "Outside"\nsentence = "Imports."', "[input]\nimports = 3"), "input.imports",
     "found 3; expected a table with topic and sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "message"), FAULTS, ids=[field for _, field, _ in FAULTS])
def test_a_mistake_in_the_file_is_told_with_its_line(change, field, message):
    with pytest.raises(EvidenceError) as caught:
        small(change)
    fault = next(fault for fault in caught.value.faults if fault.field == field)
    assert fault.file == "small.toml"
    assert message in str(fault)
    assert fault.line > 1 or "." not in field


def test_all_mistakes_in_the_file_are_told_at_once():
    with pytest.raises(EvidenceError) as caught:
        small(("format = 1", "format = 2"), ('"Officials trade."', "3"), ("built = false", "built = 0"))
    assert [fault.field for fault in caught.value.faults] == [
        "format", "mechanism.trade.sentence", "input.sanctions.built"]  # fmt: skip


def test_a_claim_may_have_every_span_and_kind_of_persons_of_the_vocabulary():
    assert words_of("span") == SPANS and words_of("whose") == WHOSE


MEASURE = """
[measure.quota]
topic = "Money"
nature = "rate"
unit = "USD"
observable = { officials = "trade_index" }
sentence = "What one person is told to pay."
"""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('nature = "rate"', 'nature = "speed"', "measure.quota.nature"),
        ('unit = "USD"\n', "", "measure.quota.unit"),
        ('topic = "Money"\nnature', 'topic = "Love"\nnature', "measure.quota.topic"),
        ('pay."', 'pay"', "measure.quota.sentence"),
        ('officials = "trade_index"', 'officials = "happiness"', "measure.quota.observable.officials"),
        ('officials = "trade_index"', 'anybody = "trade_index"', "measure.quota.observable.anybody"),
        (
            'officials = "trade_index"',
            '"officials decade" = "trade_index"',
            "measure.quota.observable.officials decade",
        ),
        ('nature = "rate"', 'nature = "practice"', "measure.quota.unit"),
        ('nature = "rate"', 'nature = "share"', "measure.quota.unit"),
        ('unit = "USD"\n', 'unit = "USD"\npersons = 3\n', "measure.quota.persons"),
        ('unit = "USD"\n', 'unit = "USD"\ncolour = 3\n', "measure.quota.colour"),
        ("[measure.quota]", "[measure.Quota]", "measure.Quota"),
    ],
)
def test_a_wrong_measure_is_refused_where_it_stands(old, new, field):
    text = SMALL + MEASURE
    assert old in text
    with pytest.raises(EvidenceError) as refused:
        read_vocabulary(toml.parse_toml(text.replace(old, new, 1).encode(), "small.toml"))
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_right_measure_is_read():
    read = read_vocabulary(toml.parse_toml((SMALL + MEASURE).encode(), "small.toml")).measures["quota"]
    assert (read.nature, read.unit, read.observables) == ("rate", "USD", {"officials": "trade_index"})


def test_a_claim_may_point_to_the_mechanism_of_an_installed_package(tmp_path: Path, monkeypatch) -> None:
    """Its name is asked for last, and nothing of it is imported."""
    point = EntryPoint("errands", "no_such_module", "legation.mechanisms")
    pointing = claim(represented_by='{ mechanism = ["errands"], parameter = ["errands.fee"] }', out_of_scope=None)
    with pytest.raises(EvidenceError) as refused:
        ledger.load_ledger(records=shipped(tmp_path / "before", pointing))
    assert [fault.field.rpartition(".")[2] for fault in refused.value.faults] == ["mechanism", "parameter"]
    monkeypatch.setattr("legation.base.registered.registered_mechanisms", lambda: (point,))
    read = ledger.load_ledger(records=shipped(tmp_path / "after", pointing))
    assert topics_of_claim(read.claim("one")) == ("Other",)
    with pytest.raises(KeyError):
        vocabulary().topic_of("mechanism", "gifts")


def test_readers_see_words_and_no_two_measures_look_alike_to_them():
    measures = vocabulary().measures.values()
    shown = [measure.reader_name for measure in measures]
    assert len(set(shown)) == len(shown)
    assert all("_" not in name and not name.endswith(".") and name.strip() == name for name in shown)
    codes = {measure.name: measure.reader_name for measure in measures}
    assert codes["firm_dues_raise"] == "raise of firms' dues"
    assert codes["home_visit_demands"] == "pressing for money on visits home"
