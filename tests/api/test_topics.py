"""What the record holds on a topic, asked from Python."""

from __future__ import annotations

import csv
import shlex
from importlib.metadata import version

import docx
import openpyxl
import pytest

from legation import api
from legation.assessment import kept_files
from legation.base.faults import UserError
from legation.evidence.ledger import load_ledger
from legation.report import topic_screen


@pytest.fixture
def said(monkeypatch):
    """What is said of kept worlds, as a test has it."""

    def keep(voices):
        monkeypatch.setattr(
            kept_files, "read_worlds_manifest", lambda folder: None if voices is None else {"voices": voices}
        )

    return keep


def voice(rank=None, is_echo=False, sentence="In the model."):
    return {"rank": rank, "is_echo": is_echo, "sentence": sentence}


def test_a_topic_has_what_words_and_years_find(said):
    said(None)
    answer = api.about("quotas 2019")
    assert answer.topic.claims and answer.topic.words == "quotas"
    assert all(column.first == column.last == 2019 for column in answer.topic.columns)
    assert "add --model to the command" in answer.voice[0]


def test_the_model_tells_first_what_lies_outside_and_names_echoes(said):
    said(
        {"pf-g-13": voice(1, sentence="B."), "pf-g-12": voice(is_echo=True), "nk-2019-mss-14": voice(0, sentence="A.")}
    )
    lines = api.about("quota").voice
    assert lines[:2] == ["A.", "B."] and lines[2].startswith("Built in, not learnt: pf-g-12.")


def test_a_model_that_lacks_it_says_so(said):
    said({})
    (line,) = api.about("quota").voice
    assert (
        "The model measures " in line
        and "quota, " in line
        and "_" not in line
        and line.endswith("none of these claims is compared with it.")
    )
    assert api.about("face recognition").voice == ["Nothing in the model measures what these claims state."]
    said({"pf-g-13": voice()})
    assert "Nearly anything would fit" in api.about("quota").voice[0]


def test_the_record_in_all_is_counted():
    held = api.overview()
    record = load_ledger()
    assert held["claims"] == len(record.claims) and held["reports"] <= len(record.sources)
    assert sum(topic["claims"] for topic in held["topics"]) == sum(
        1 for claim in record.claims.values() if claim.measure
    )


def test_wrong_files_are_told_all_at_once_and_none_is_written(tmp_path):
    (tmp_path / "there.html").write_text("mine")
    with pytest.raises(UserError) as refused:
        api.save_topic(api.about("quota"), [tmp_path / "there.html", tmp_path / "a.doc", tmp_path / "b.svg"])
    assert len(refused.value.faults) == 2 and not (tmp_path / "b.svg").exists()


@pytest.mark.parametrize(
    "words", ["captures and forced returns", "captures, forced returns", "captures or forced returns"]
)
def test_joined_topics_hold_what_is_about_any_of_them(said, words):
    said(None)
    both = {claim.id for claim in api.about(words).topic.claims}
    each = [{claim.id for claim in api.about(part).topic.claims} for part in ("captures", "forced returns")]
    assert both == each[0] | each[1] and len(both) > max(map(len, each))
    assert api.about(words).topic.words == "captures forced returns"
    assert {claim["id"] for claim in api.list_claims(words)["claims"]} == both  # every search reads words alike


def test_years_count_for_every_joined_topic(said):
    said(None)
    some = {claim.id for claim in api.about("captures and forced returns 2023").topic.claims}
    each = [{claim.id for claim in api.about(f"{part} 2023").topic.claims} for part in ("captures", "forced returns")]
    assert some == each[0] | each[1]


def test_a_phrase_in_quotes_is_not_taken_apart(said):
    said(None)
    assert api.about('"arrest and hand back"').topic.words != "arrest"


def test_what_the_model_says_of_a_claim_begins_with_what_the_claim_states(said):
    said({"pf-g-16": voice(0, sentence="pf-g-16: in the model 3.6 %.")})
    assert api.about("quota").voice[0] == "pf-g-16 (share of levies paid of officials): in the model 3.6 %."


@pytest.mark.parametrize(
    ("words", "what"), [("captures", "How many were captured: "), ("forced returns", "How many were handed over: ")]
)
def test_what_can_not_be_estimated_is_said_so_that_it_can_be_quoted(said, words, what):
    said(None)
    *_, quoted, cited = api.about(words).voice
    assert quoted.startswith(f"{what}Not estimable from this record. ") and quoted.endswith(".")
    assert cited.startswith(f"To cite: Legation {version('legation')}, ledger to ")
    assert cited.endswith(f"legation evidence export references.ris {shlex.quote(words)}")


def test_exports_of_a_topic_mark_what_only_mentions_it(tmp_path):
    answer = api.about("forced returns")
    passing = {mention.claim.id for mention in answer.topic.passing}
    assert passing
    book, paper, table = (tmp_path / name for name in ("t.xlsx", "t.docx", "t.csv"))
    written = api.save_topic(answer, [book, paper, table])
    head, *rows = openpyxl.load_workbook(book)["Claims"].iter_rows(values_only=True)
    said = {row[head.index("id")]: row[head.index("on_topic")] for row in rows}
    assert {name for name, words in said.items() if words == "only mentions it"} == passing
    assert {name for name, words in said.items() if words == "speaks of it"} == {
        mention.claim.id for mention in answer.topic.mentions
    }
    assert {said[mention.claim.id] for mention in answer.topic.derived} == {
        "worked out by the compilers, reported by nobody"
    }
    lines = [paragraph.text for paragraph in docx.Document(paper).paragraphs]
    assert lines.count("On the topic: only mentions it") == len(passing)
    table_head, *table_rows = csv.reader(table.read_text(encoding="utf-8-sig").splitlines())
    kept = {row[table_head.index("id")] for row in table_rows}
    assert kept == said.keys() - passing and "on_topic" not in table_head
    assert [file.claims for file in written] == [len(said), len(said), len(said) - len(passing)]


def test_document_and_workbook_begin_with_the_answer_and_say_how_many_claims_only_mention_it(said, tmp_path):
    said(None)
    answer = api.about("quotas 2015..2022")
    paper, book = tmp_path / "t.docx", tmp_path / "t.xlsx"
    api.save_topic(answer, [paper, book])
    lines = [paragraph.text for paragraph in docx.Document(paper).paragraphs]
    workbook = openpyxl.load_workbook(book)
    rows = [(row[0] or "", row[1]) for row in workbook["Answer"].iter_rows(values_only=True)]
    assert workbook.sheetnames == ["Answer", "Claims", "Sources"]
    counted = f"{len(answer.topic.claims)} claims from "
    parts = f": {len(answer.topic.mentions)} on the topic, {len(answer.topic.passing)} that only mention it, "
    for text in (lines[1], rows[0][1]):
        assert text.startswith(counted) and parts in text and topic_screen.summary(answer.topic) in text
    for heading in ("What agrees", "What conflicts", "What it hangs on", "What the model has to say"):
        assert heading in lines and heading in [head for head, _ in rows]
        assert lines.index(heading) < lines.index(answer.topic.mentions[0].claim.id)
    for dispute in answer.topic.disputes:
        line = topic_screen.dispute_line(dispute)
        assert line in lines and line in [text for _, text in rows]


def test_a_workbook_has_days_to_sort_by_and_is_read_back(tmp_path):
    answer = api.about("quotas 2019")
    api.save_topic(answer, [tmp_path / "t.xlsx"])
    head, *rows = openpyxl.load_workbook(tmp_path / "t.xlsx")["Claims"].iter_rows(values_only=True)
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        claim = answer.ledger.claim(cells["id"])
        published = answer.ledger.sources[claim.source].published
        assert [cells["first_day"].date(), cells["last_day"].date()] == [claim.period.first, claim.period.last]
        assert [cells["published_from"].date(), cells["published_to"].date()] == [published.first, published.last]
    read = api.import_claims(tmp_path / "t.xlsx")
    assert {row["state"] for row in read.rows} == {"unchanged"}
