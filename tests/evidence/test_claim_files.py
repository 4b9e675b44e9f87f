"""Claims in files: what one must say, what may not go together, and what is said of a fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError, Fault
from legation.evidence import ledger
from legation.evidence.claims import Claim
from tests.evidence.helpers import claim, shipped


def read(tmp_path: Path, *claims: str) -> ledger.Ledger:
    return ledger.load_ledger(records=shipped(tmp_path / "records", *claims))


def faults(tmp_path: Path, *claims: str) -> Sequence[Fault]:
    with pytest.raises(EvidenceError) as caught:
        read(tmp_path, *claims)
    return list(caught.value.faults)


def the_fault(tmp_path: Path, **changes: str | None) -> Fault:
    found = faults(tmp_path, claim(**changes))
    assert len(found) == 1, [str(fault) for fault in found]
    return found[0]


def one(tmp_path: Path, **changes: str | None) -> Claim:
    return read(tmp_path, claim(**changes)).claim("one")


def test_the_smallest_claim_is_public_active_and_a_gap(tmp_path: Path) -> None:
    small = one(tmp_path)
    assert (small.handling, small.status, small.is_gap, small.observable) == ("public", "active", True, None)


def test_a_claim_without_a_source_is_refused(tmp_path: Path) -> None:
    found = faults(tmp_path, claim(source=None))
    assert ("claim[1].source", "nothing") in [(fault.field, fault.found) for fault in found]


def test_a_claim_whose_source_is_unknown_is_refused_with_the_nearest(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, source='"stori"')
    assert (fault.field, fault.advice) == ("claim[1].source", "Did you mean story?")


def test_an_unknown_field_is_refused_with_the_nearest(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, paraphrased='"x"')
    assert fault.advice == "Did you mean paraphrase?"


def test_an_unknown_word_is_refused_with_the_nearest(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, wording='"atleast"')
    assert '"atleast"' in fault.found and fault.advice == "Did you mean at_least?"


@pytest.mark.parametrize(
    ("wording", "given", "missing"),
    [
        ("exact", {"low": "3"}, "high"),
        ("about", {"high": "3"}, "low"),
        ("between", {"low": "3"}, "high"),
        ("rounded", {"low": "3"}, "high"),
        ("at_least", {"high": "3"}, "low"),
        ("at_most", {"low": "3"}, "high"),
    ],
)
def test_a_wording_asks_for_its_numbers(tmp_path: Path, wording: str, given: dict[str, str], missing: str) -> None:
    fault = the_fault(tmp_path, wording=f'"{wording}"', unit='"persons"', **given)
    assert fault.field == f"claim[1].{missing}" and wording in fault.expected


def test_a_number_needs_a_unit(tmp_path: Path) -> None:
    assert the_fault(tmp_path, wording='"at_least"', low="3").field == "claim[1].unit"


def test_low_and_high_exchanged_are_refused(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, wording='"between"', low="9", high="3", unit='"persons"')
    assert fault.advice == "Are the two exchanged?"


def test_exact_means_one_number(tmp_path: Path) -> None:
    assert "between" in the_fault(tmp_path, wording='"exact"', low="3", high="9", unit='"persons"').expected


def test_a_number_in_quotes_is_refused(tmp_path: Path) -> None:
    assert the_fault(tmp_path, wording='"at_least"', low='"3"', unit='"persons"').expected == "a number"


def test_an_ambiguous_date_is_refused_with_both_readings(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, period='"04/05/2019"')
    assert "2019-05-04 (day first) or 2019-04-05 (month first)" in fault.advice


def test_a_date_without_quotes_is_refused(tmp_path: Path) -> None:
    assert the_fault(tmp_path, period="2019-04-04").advice == "Put the date in quotes."


@pytest.mark.parametrize("role", ["fit", "check"])
def test_a_scored_claim_needs_an_observable(tmp_path: Path, role: str) -> None:
    fault = the_fault(tmp_path, role=f'"{role}"')
    assert (fault.field, fault.found) == ("claim[1].represented_by", "no observable")


@pytest.mark.parametrize("wording", ["rose", "fell"])
def test_a_scored_rise_or_fall_needs_windows(tmp_path: Path, wording: str) -> None:
    represents = '{ observable = ["flights"] }'
    fault = the_fault(tmp_path, role='"fit"', wording=f'"{wording}"', represented_by=represents)
    assert (fault.field, fault.advice) == ("claim[1].windows", 'Without windows the role is "context".')


def test_a_rise_without_windows_may_be_context(tmp_path: Path) -> None:
    assert one(tmp_path, wording='"rose"', represented_by='{ observable = ["flights"] }').windows is None


def test_windows_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, wording='"fell"', windows='{ before = "2019", after = "2013..2016" }')
    assert (fault.field, fault.advice) == ("claim[1].windows.before", "Are the two exchanged?")


def test_an_input_may_not_be_a_target(tmp_path: Path) -> None:
    represents = '{ input = ["border_open"], observable = ["flights"] }'
    fault = the_fault(tmp_path, role='"input"', represented_by=represents)
    assert "An input is not an outcome" in fault.advice


def test_an_input_says_what_it_sets(tmp_path: Path) -> None:
    assert "input or parameter" in the_fault(tmp_path, role='"input"').expected


def test_a_claim_is_represented_or_out_of_scope_not_both(tmp_path: Path) -> None:
    represents = '{ mechanism = ["trade"] }'
    fault = the_fault(tmp_path, out_of_scope='"not ours"', represented_by=represents)
    assert fault.field == "claim[1].out_of_scope"


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("mechanism", "trades", "trade"),
        ("observable", "flight", "flights"),
        ("input", "boarder_open", "border_open"),
    ],
)
def test_what_stands_for_a_claim_must_exist(tmp_path: Path, kind: str, name: str, near: str) -> None:
    fault = the_fault(tmp_path, represented_by=f'{{ {kind} = ["{name}"] }}')
    assert fault.field == f"claim[1].represented_by.{kind}" and near in fault.advice


@pytest.mark.parametrize("name", ["median_margin", "trade", "trade.", "Trade.margin", "no_such.margin", "trade.a.b"])
def test_a_parameter_is_named_by_its_mechanism(tmp_path: Path, name: str) -> None:
    fault = the_fault(tmp_path, represented_by=f'{{ parameter = ["{name}"] }}')
    assert "mechanism.parameter" in fault.expected


def test_a_place_is_an_area_of_the_model(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, place='"Dandon"')
    assert fault.advice == "Did you mean Dandong?"


def test_a_status_that_changed_has_a_date(tmp_path: Path) -> None:
    assert the_fault(tmp_path, status='"disputed"').field == "claim[1].status_date"


def test_a_superseded_claim_names_its_successor(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, status='"superseded"', status_date='"2020"')
    assert fault.field == "claim[1].replaced_by"


def test_a_shipped_claim_is_public(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, handling='"internal"')
    assert (fault.field, "internal" in fault.found) == ("claim[1].handling", False)


def test_four_narrowing_details_are_refused_with_a_coarser_wording(tmp_path: Path) -> None:
    text = '"An ore trader in Dandong left in March 2019 with his wife."'
    fault = the_fault(tmp_path, persons="2", paraphrase=text)
    assert "city or finer, month or finer, employer, trade or rank, family" in fault.found
    assert "name the province or region" in fault.advice


def test_three_narrowing_details_pass(tmp_path: Path) -> None:
    assert one(tmp_path, persons="1", paraphrase='"A trader in Dandong left in March 2019."').persons == 1


def test_the_same_details_pass_for_many(tmp_path: Path) -> None:
    text = '"Traders in Dandong left in March 2019 with their families."'
    assert one(tmp_path, persons="40", paraphrase=text).persons == 40


def test_where_persons_is_left_out_the_words_say_how_many_and_else_it_is_one(tmp_path: Path) -> None:
    text = '"Traders in Dandong left in March 2019 with their families."'
    fault = the_fault(tmp_path, paraphrase=text)
    assert fault.field == "claim[1].paraphrase" and "give persons" in fault.advice
    assert one(tmp_path / "many", paraphrase=text.replace("Traders", "Some 40 traders")).persons is None
    assert one(tmp_path / "nobody", paraphrase=text, persons="0").persons == 0


@pytest.mark.parametrize("field", ["said_by", "supports", "translation_note", "note", "key_term", "grade_basis"])
def test_a_detail_counts_in_whatever_field_it_is_written(tmp_path: Path, field: str) -> None:
    three = '"A trader left Dandong in March 2019."'
    assert "family" in the_fault(tmp_path, paraphrase=three, **{field: '"His wife left too."'}).found


def test_a_speaker_described_too_closely_is_refused_whatever_the_claim_is_about(tmp_path: Path) -> None:
    speaker = '"a trader in Dandong whose wife left in March"'
    fault = the_fault(tmp_path, persons="4000", said_by=speaker)
    assert fault.field == "claim[1].said_by" and fault.found.startswith("4 narrowing details")


def test_a_range_inside_a_month_is_as_narrow_as_a_month(tmp_path: Path) -> None:
    text = '"A trader in Dandong left with his wife."'
    fault = the_fault(tmp_path, persons="1", paraphrase=text, period='"2019-03-01..2019-03-20"')
    assert "month or finer" in fault.found


@pytest.mark.parametrize("field", ["paraphrase", "note", "said_by", "supports", "translation_note", "place_named"])
def test_a_mark_of_identity_is_refused_and_not_repeated(tmp_path: Path, field: str) -> None:
    fault = the_fault(tmp_path, **{field: '"Ask Mr Smith"'})
    assert (fault.field, fault.found) == (f"claim[1].{field}", "a name after a title")
    assert "Smith" not in str(fault)


def test_too_long_a_paraphrase_is_refused(tmp_path: Path) -> None:
    assert the_fault(tmp_path, paraphrase=f'"{"x" * 401}"').found == "401 characters"


def test_the_origin_is_the_source_where_none_is_named(tmp_path: Path) -> None:
    assert one(tmp_path).upstream == "story"


def test_shared_fields_hold_for_each_claim_that_says_nothing_else(tmp_path: Path) -> None:
    records = shipped(tmp_path / "records")
    text = 'format = 1\n[shared]\nlanguage = "ko"\nkind = "event"\n' + claim(language=None)
    (records / "claims" / "all.toml").write_text(text, encoding="utf-8")
    found = ledger.load_ledger(records=records).claim("one")
    assert (found.language, found.kind) == ("ko", "trend")


def test_a_file_of_a_later_format_is_refused(tmp_path: Path) -> None:
    records = shipped(tmp_path / "records")
    (records / "claims" / "all.toml").write_text("format = 2\n" + claim(), encoding="utf-8")
    with pytest.raises(EvidenceError, match="found 2; expected 1"):
        ledger.load_ledger(records=records)
