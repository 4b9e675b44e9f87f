"""The ledger: the shipped record is whole, and a user's folder joins it without leaking."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.evidence.ledger import Ledger
from legation.evidence.vocabulary import OUTCOMES, vocabulary
from tests.evidence.helpers import SOURCES, claim, folder, shipped

ARTICLES = {"nk-2022-surv": 19, "nk-2019-mss": 16, "nk-2018-reun": 15, "nk-2015-recall": 20, "nk-2019-intv": 28}


@cache
def record() -> Ledger:
    return ledger.load_ledger()


def test_every_claim_of_the_five_articles_is_there() -> None:
    for article, number in ARTICLES.items():
        ids = {f"{article}-{n:02d}" for n in range(1, number + 1)}
        of_article = {claim.id for claim in record().claims.values() if claim.source == article}
        assert {name[: len(article) + 3] for name in of_article} == ids <= of_article


def test_every_published_fact_is_there_and_parts_of_two_stand_apart() -> None:
    facts = {name for name in record().claims if name.startswith("pf-")}
    wholes = {name[: len("pf-a-01")] for name in facts}
    assert len(wholes) == 144 and wholes <= facts
    assert {"pf-j-04-rise", "pf-f-01", "pf-f-01-2013", "pf-f-01-2014", "pf-f-01-2015"} <= facts


def test_every_claim_is_represented_or_out_of_scope_with_a_reason() -> None:
    assert [claim.id for claim in record().claims.values() if claim.is_gap] == []


def test_gaps_are_what_nothing_stands_for() -> None:
    gaps = record().gaps()
    assert "pf-a-01" in {claim.id for claim in gaps}
    assert all(claim.out_of_scope for claim in gaps)


def test_the_first_comparisons_point_to_an_observable_with_place_and_time() -> None:
    expected = {
        "nk-2019-intv-20": "own_income_month_rmb",
        "nk-2019-intv-07": "trade_income",
        "nk-2019-mss-12": "trade_income",
        "nk-2019-intv-01": "trade_income",
        "nk-2022-surv-09": "flights",
        "nk-2015-recall-20": "arrivals_officials",
        "nk-2019-mss-16": "flights",
        "nk-2015-recall-10": "flights_in_busiest_week",
        "nk-2022-surv-16": "deaths_by_suicide",
        "nk-2022-surv-01": "alert",
        "nk-2022-surv-04": "sessions_per_week",
    }
    for name, observable in expected.items():
        found = record().claim(name)
        assert found.observable == observable, name
        assert found.places and found.period, name
        assert found.windows or found.wording not in ("rose", "fell"), name


def test_what_is_not_said_of_officials_or_their_income_is_not_compared_with_it() -> None:
    """North Koreans of all kinds, all personnel, people without work: none of them is what the model measures."""
    for name in ("nk-2019-mss-02", "nk-2019-intv-23", "pf-e-02", "pf-b-12", "pf-g-17"):
        assert record().claim(name).observable is None, name


def test_the_three_named_claims_are_coarse() -> None:
    for name in ("pf-f-10", "pf-g-15", "nk-2015-recall-11"):
        found = record().claim(name)
        assert found.period and found.period.precision in ("year", "part of year")
        assert found.place in ("north-east China", "overseas")


def test_a_rise_or_fall_with_windows_says_whose_reading_they_are() -> None:
    for found in record().claims.values():
        if found.windows:
            assert "our reading" in found.note, found.id


def test_a_number_measures_the_observable_that_its_claim_points_to() -> None:
    units = {
        "share": ("percent",),
        "usd": ("USD", "EUR"),
        "rmb": ("RMB",),
        "years": ("years",),
        "change": ("percent fall",),
        "week": ("sessions per week", "reports per week", "persons in a week"),
        "stock": ("workers", "percent fall"),
        "suicide": ("deaths",),
        "visits": ("visits per year",),
        "target": ("USD",),
        "agency": ("USD",),
        "called": ("levies per month",),
    }
    people = ("persons", "workers", "cases")
    for found in record().claims.values():
        if found.observable and found.low is not None and found.wording not in ("rose", "fell"):
            parts = found.observable.split("_")
            allowed = next((units[part] for part in reversed(parts) if part in units), people)
            assert found.unit.startswith(allowed), f"{found.id}: {found.unit} does not measure {found.observable}"


def test_no_address_stands_in_a_claim() -> None:
    for found in record().claims.values():
        assert "http" not in found.paraphrase + found.note, found.id


def test_grades_are_shown_in_one_word() -> None:
    assert record().grade("nk-2019-intv-20") == "F/B-3"
    assert record().grade("nk-2022-surv-16") == "F/B-3"


SAYS_QUOTA = {
    "wording": '"exact"', "low": "30000", "high": "30000", "unit": '"USD per year"', "measure": '"quota"',
    "whose": '"officials"', "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip


def test_agreement_within_one_origin_is_no_corroboration(tmp_path: Path) -> None:
    one = claim(**SAYS_QUOTA)
    two = claim(**SAYS_QUOTA | {"id": '"two"'})
    three = claim(**SAYS_QUOTA | {"id": '"three"', "upstream": '"another"'})
    assert ledger.load_ledger(records=shipped(tmp_path / "a", one, two)).information_grade("one") == 3
    assert ledger.load_ledger(records=shipped(tmp_path / "b", one, two, three)).information_grade("one") == 2


def test_a_link_by_hand_corroborates_nothing(tmp_path: Path) -> None:
    one = claim(**SAYS_QUOTA | {"related": '["two"]'})
    two = claim(id='"two"', upstream='"another"')
    both = ledger.load_ledger(records=shipped(tmp_path, one, two))
    assert both.information_grade("one") == 3 and both.related("two") == ("one",)
    assert both.agreements("one") == both.conflicts_of("one") == ()


def test_a_claim_worked_out_from_others_is_no_second_origin(tmp_path: Path) -> None:
    one = claim(**SAYS_QUOTA)
    sum_ = claim(**SAYS_QUOTA | {"id": '"sum"', "upstream": '"another"', "derived_from": '["one"]'})
    both = ledger.load_ledger(records=shipped(tmp_path, one, sum_))
    assert both.information_grade("one") == 3 and both.information("sum").alone == "it is worked out from other claims"


def test_what_was_retracted_neither_supports_nor_denies(tmp_path: Path) -> None:
    one = claim(**SAYS_QUOTA)
    gone = {"id": '"gone"', "upstream": '"b"', "status": '"retracted"', "status_date": '"2020"'}
    both = ledger.load_ledger(records=shipped(tmp_path, one, claim(**SAYS_QUOTA | gone)))
    assert both.information_grade("one") == 3


def test_a_conflict_holds_in_both_directions_and_counts_once(tmp_path: Path) -> None:
    one = claim(**SAYS_QUOTA)
    two = claim(**SAYS_QUOTA | {"id": '"two"', "low": "90000", "high": "90000", "upstream": '"another"'})
    both = ledger.load_ledger(records=shipped(tmp_path, one, two))
    assert both.conflicts == [("one", "two")]
    assert both.information_grade("one") == both.information_grade("two") == 4


def test_as_of_a_day_nothing_later_is_known() -> None:
    day = date(2019, 4, 8)
    early = ledger.load_ledger(as_of=day)
    assert "nk-2019-mss-01" in early.claims and "nk-2019-intv-20" not in early.claims
    assert all(early.sources[claim.source].published.last <= day for claim in early.claims.values())
    assert all(event.day <= day for event in early.timeline.values())
    assert all(one in early.claims and other in early.claims for one, other in early.conflicts)


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(EvidenceError, match="Did you mean nk-2019-intv-20"):
        record().claim("nk-2019-int-20")


def test_what_stands_for_claims_leads_back_to_them() -> None:
    back = record().represented()
    assert "nk-2019-intv-20" in back["observable own_income_month_rmb"]
    assert {claim.id for claim in record().about("flights")} == set(back["observable flights"])


def test_every_mechanism_but_the_reporting_has_a_claim() -> None:
    assert [name for name in vocabulary().names("mechanism") if f"mechanism {name}" not in record().represented()] == []


def test_outcomes_of_the_timeline_are_never_inputs() -> None:
    for event in record().timeline.values():
        assert not (event.is_input and event.type in OUTCOMES), event.id
    assert record().timeline["tl-06"].is_input and not record().timeline["tl-32"].is_input
    assert len(record().timeline) == 58


def test_a_folder_of_the_users_joins_and_is_embargoed_by_default(tmp_path: Path) -> None:
    found = ledger.load_ledger(folders=[folder(tmp_path / "mine", claim())])
    assert len(found.claims) == len(record().claims) + 1
    assert found.claim("one").handling == "embargoed"
    assert "one" not in found.public_ids()


def test_a_fault_in_an_embargoed_claim_shows_nothing_of_it(tmp_path: Path) -> None:
    secret = claim(
        paraphrase='"the hidden thing"',
        place='"hidden place"',
        period='"hidden day"',
        unit='"x"',
        source='"hidden-source"',
        kind='"hidden"',
    )
    for number, text in enumerate((secret, claim(source='"hidden-source"'), claim() + "hidden thing =\n")):
        with pytest.raises(EvidenceError) as caught:
            ledger.load_ledger(folders=[folder(tmp_path / str(number), text)])
        assert "hidden" not in str(caught.value)
        assert all(fault.line for fault in caught.value.faults)


def test_a_fault_in_a_source_of_the_users_shows_nothing_of_it(tmp_path: Path) -> None:
    hidden = SOURCES.replace("https://example.org", "ftp://hidden").replace('outlet = "paper"', 'outlet = "hidden"')
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(folders=[folder(tmp_path, claim(), sources=hidden)])
    assert len(caught.value.faults) == 2 and "hidden" not in str(caught.value)


def test_a_file_of_the_users_that_is_no_list_of_claims_shows_nothing_of_it(tmp_path: Path) -> None:
    mine = folder(tmp_path)
    (mine / "mine.toml").write_text('format = "hidden"\nclaim = ["hidden"]\n', encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(folders=[mine])
    assert len(caught.value.faults) == 2 and "hidden" not in str(caught.value)


def test_a_folder_may_not_reuse_an_id(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(folders=[folder(tmp_path / "mine", claim(id='"pf-a-01"', handling='"public"'))])
    assert [fault.field for fault in caught.value.faults] == ["claim[1].id"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="a folder with claims"):
        ledger.load_ledger(folders=[tmp_path / "nowhere"])


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    records = shipped(tmp_path / "records", claim(kind='"x"'), claim(id='"two"', role='"x"'))
    (records / "sources.toml").write_text((records / "sources.toml").read_text().replace('"copy"', '"x"'))
    (records / "timeline.csv").write_text((records / "timeline.csv").read_text().replace("un_sanction", "x", 1))
    with pytest.raises(EvidenceError) as caught:
        ledger.load_ledger(records=records)
    assert {Path(fault.file).name for fault in caught.value.faults} == {"sources.toml", "all.toml", "timeline.csv"}


def test_series_are_read_without_pydantic() -> None:
    code = "import sys; from legation.evidence import series; series.trade_months(); print('pydantic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_the_public_part_shows_nothing_of_the_rest(tmp_path: Path) -> None:
    open_ = claim(**SAYS_QUOTA | {"id": '"open"', "handling": '"public"', "related": '["secret", "pf-a-01"]'})
    mine = folder(tmp_path, open_, claim(**SAYS_QUOTA | {"id": '"secret"', "upstream": '"another"'}))
    whole = ledger.load_ledger(folders=[mine])
    public = whole.public()
    assert "secret" in whole.claims and "secret" not in public.claims
    assert public.claim("open").related == ["pf-a-01"]
    # One origin more in the whole than in the public part.
    assert whole.information("open").agreeing == public.information("open").agreeing + 1
    assert "secret" in whole.agreements("open") and "secret" not in public.agreements("open")


def test_sources_of_what_is_not_public_are_no_part_of_the_public_part(tmp_path: Path) -> None:
    whole = ledger.load_ledger(folders=[folder(tmp_path, claim())])
    assert "story" in whole.sources and "story" not in whole.public().sources


def test_two_voices_of_one_article_are_one_origin_and_still_contradict_one_another(tmp_path):
    voice = SAYS_QUOTA | {"upstream": '"story:a"'}
    same = claim(**voice | {"id": '"same"', "upstream": '"story:b"'})
    alike = ledger.load_ledger(records=shipped(tmp_path / "alike", claim(**voice), same))
    assert alike.agreements("one") == ("same",) and alike.information("one") == (1, 0, "")
    named = claim(**voice | {"id": '"same"', "upstream": '"story: a trader"'})
    assert ledger.load_ledger(records=shipped(tmp_path / "named", claim(**voice), named)).information("one") == (
        2,
        0,
        "",
    )
    whole = claim(**voice | {"id": '"same"', "upstream": '"story"'})
    assert ledger.load_ledger(records=shipped(tmp_path / "whole", claim(**voice), whole)).information("one") == (
        1,
        0,
        "",
    )
    otherwise = claim(**voice | {"id": '"not"', "low": "90000", "high": "90000", "upstream": '"story:b"'})
    apart = ledger.load_ledger(records=shipped(tmp_path / "apart", claim(**voice), otherwise))
    assert apart.information("one") == (1, 1, "")


def test_reports_of_one_outlet_that_name_no_origin_are_one_origin_at_least():
    record = ledger.load_ledger()
    unstated = [claim for claim in record.claims.values() if claim.upstream == claim.source
                and record.sources[claim.source].upstream_of_record.startswith("not stated")]  # fmt: skip
    of_radio = [claim.id for claim in unstated if record.sources[claim.source].outlet == "rfa"]
    of_paper = [claim.id for claim in unstated if record.sources[claim.source].outlet == "daily-nk"]
    assert len(of_radio) > 10 and len(record.origins_at_most(of_radio)) > 5
    assert record.origins(of_radio) == {"rfa: not known"}
    assert len(record.origins([*of_radio, *of_paper])) == 2
    # It may be the officer whom the same outlet interviewed.
    assert record.origins([*of_paper, "nk-2019-intv-01"]) == {"nk-2019-intv"}
    # An officer and a trader whom an outlet tells apart are two.
    assert len(record.origins(["nk-2019-intv-01", "nk-2019-mss-12"])) == 2
