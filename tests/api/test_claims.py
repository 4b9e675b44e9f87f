"""Claims found and shown as plain data, by one search."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from legation import api
from legation.base.faults import EvidenceError, UserError
from legation.evidence.ledger import Ledger
from tests.evidence.helpers import claim, folder


def test_claims_are_listed_and_shown_as_plain_data():
    answer = api.list_claims("sessions two days")
    assert [row["id"] for row in answer["claims"]] == ["nk-2022-surv-04"] and answer["of"] > 200
    shown = api.show_claim("nk-2022-surv-04")
    assert json.loads(json.dumps(shown)) == shown and json.loads(json.dumps(answer)) == answer
    assert list(shown)[-1] == "citation"
    with pytest.raises(EvidenceError):
        api.show_claim("nk-2022-surv-04", as_of="2020")


def test_the_first_rows_are_those_of_all():
    found = api.find_claims("quota")
    assert found.rows(3) == found.rows()[:3] == found.as_dict()["claims"][:3]
    assert found.handling == "" and "handling" not in found.as_dict()


def test_only_claims_that_are_shown_are_graded(monkeypatch):
    """Of thousands of claims in a folder a screen shows a dozen."""
    graded = []
    grade = Ledger.grade
    monkeypatch.setattr(Ledger, "grade", lambda ledger, name: graded.append(name) or grade(ledger, name))
    found = api.find_claims("China")
    assert len(found.claims) > 100 and found.handling == "" and graded == []
    assert len(found.rows(5)) == 5 == len(graded)


def test_every_question_that_takes_words_finds_the_same(tmp_path):
    words = {"since": "2015", "until": "2022", "place": "China"}
    names = [row["id"] for row in api.list_claims("quotas", **words)["claims"]]
    assert [row["name"] for row in api.list_names("claims", ["quotas"], **words)["claims"]] == names
    # A topic puts what only mentions the word behind what speaks of it.
    topic = api.about("quotas", **words)
    assert sorted(claim.id for claim in topic.topic.claims) == sorted(names)
    assert [claim.id for claim in topic.topic.claims if claim.id not in topic.passing] == [
        name for name in names if name not in topic.passing
    ]
    assert api.export_claims(tmp_path / "out.csv", "quotas", **words).claims == len(names)
    assert 'id "claim ' not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    api.export_claims(tmp_path / "out.html", "quotas", **words)
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert [name for name in names if f'<tr id="{name}"' not in page] == []
    nodes = {node["name"] for node in api.why("quotas")["found"] if node["kind"] == "claim"}
    assert nodes == {row["id"] for row in api.list_claims("quotas")["claims"]}


def test_dates_may_be_given_as_days_and_years():
    by_text = api.list_claims("quota", since="2019", until="2019-12-31")
    assert api.list_claims("quota", since=2019, until=date(2019, 12, 31)) == by_text and by_text["claims"]


def test_what_is_no_text_is_refused_and_so_is_what_is_no_filter():
    with pytest.raises(UserError) as refused:
        api.list_claims(5, place=["China"], role=None)
    assert {fault.field for fault in refused.value.faults} == {"words", "place", "role"}
    with pytest.raises(TypeError, match="plce"):
        api.list_claims("quota", plce="China")


def test_wrong_filters_come_with_the_faults_of_other_arguments():
    with pytest.raises(UserError) as refused:
        api.list_claims("quota", place=5, as_of="lately")
    assert [fault.field for fault in refused.value.faults] == ["as_of", "place"]


def test_filters_are_for_claims_alone():
    with pytest.raises(UserError, match="claims, of which alone there are filters"):
        api.list_names("observables", place="China")


def test_what_is_not_public_is_marked(tmp_path):
    answer = api.list_claims("one", outlet="a paper", folders=[folder(tmp_path, claim())])
    assert answer["handling"].startswith("NOT PUBLIC") and answer["claims"][0]["handling"] == "embargoed"
    names = api.list_names("claims", ["one"], outlet="a paper", folders=[tmp_path])
    assert names["handling"] == answer["handling"]


def test_grades_are_said_in_words():
    assert set(api.grades_in_words("F/B-3")) == set(api.grades_in_words())
    with pytest.raises(UserError):
        api.grades_in_words("Z")


def test_a_search_imports_neither_the_model_nor_what_reads_files():
    slow = "('numpy', 'polars', 'pydantic', 'jinja2', 'legation.engine', 'legation.scenario', 'legation.report')"
    code = f"import sys; from legation import api; api.list_claims; print([m for m in {slow} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
