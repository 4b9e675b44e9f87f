"""`legation about own findings`: all of them, each beside the record and the model, on a screen and in a document."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import docx
import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder

QUOTA = {
    "paraphrase": '"Each had to pay about 30,000 dollars."', "measure": '"quota"', "whose": '"officials"',
    "wording": '"about"', "low": "30000", "high": "30000", "unit": '"USD per person per year"', "span": '"year"',
    "place": '"China"', "period": '"2019"',
}  # fmt: skip
RECALL = {
    "id": '"two"', "paraphrase": '"Nobody who missed it went home."', "measure": '"recall_for_missed_quota"',
    "whose": '"officials"', "place": '"China"', "period": '"2019"', "denies": "true",
}  # fmt: skip
BARE = {"id": '"three"', "paraphrase": '"The food at the plant became worse."'}


@pytest.fixture(autouse=True)
def _mine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    folder(Path("mine"), claim(**QUOTA), claim(**RECALL), claim(**BARE))


def about(capsys, *words):
    return run(capsys, "about", "own", "findings", "--folder", "mine", *words)


def test_one_document_holds_all_of_them_first_with_their_words_beside_the_record_and_the_model(capsys):
    assert about(capsys, "--docx", "own.docx", "--include-nonpublic").code == 0
    made = docx.Document("own.docx")
    lines = [part.text for part in made.paragraphs]
    heads = [part.text for part in made.paragraphs if part.style.name == "Heading 1"]
    assert heads == ["one", "two", "three", "References"]
    note = "NOT PUBLIC: holds 3 embargoed claims. Do not pass on."
    assert lines[1] == note and made.sections[0].header.paragraphs[0].text == note
    for words in ("Each had to pay about 30,000 dollars. [1]", "Nobody who missed it went home. [1]"):
        assert words in lines
    first, second, third = (lines[lines.index(name) : lines.index(end)] for name, end in pairwise(heads))
    same = first[first.index("Says the same") + 1]
    assert same.startswith("The yearly target of a trade officer in China was about USD 30,000.")
    assert "(Radio Free Asia, 2019, F/B-" in same and same.endswith("The numbers are alike.")
    assert first[first.index("The model") + 1].startswith("The model has nothing of its own to say: pf-g-12")
    assert second[second.index("Contradicts it") + 1].startswith("Missing the quota brings a reprimand")
    assert third[third.index("The model") + 1] == "Nothing in the model measures it."
    numbers = {line.partition("\t")[0] for line in lines[lines.index("References") + 1 :]}
    assert f"[{same.partition(') [')[2].partition(']')[0]}]" in numbers


def test_the_screen_has_the_words_of_each_and_fits(capsys):
    ran = about(capsys)
    assert len(ran.out.splitlines()) <= 40 and "3 findings" in ran.out
    for words in (
        "Each had to pay",
        "Nobody who missed it",
        "The food at the plant",
        "Contradicts it: Missing the quota",
    ):
        assert words in ran.out
    assert "legation about own findings --folder mine --model --docx own.docx --include-nonpublic" in ran.out


def test_machines_get_the_same(capsys):
    data = about(capsys, "--json").data
    kinds = {each["id"]: {beside["kind"] for beside in each["beside"]} for each in data["own_findings"]}
    assert "Says the same" in kinds["one"] and "Contradicts it" in kinds["two"] and data["handling"]


def test_further_words_narrow_them(capsys):
    assert [each["id"] for each in about(capsys, "food", "--json").data["own_findings"]] == ["three"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--docx", "o.docx"], "--include-nonpublic: found 3 own findings that are not public"),
        (["--xlsx", "o.xlsx", "--include-nonpublic"], "legation evidence export own.xlsx own-findings"),
        (["xyzzy"], "none of 3 claims with these words"),
    ],
)
def test_what_can_not_be_given_is_refused_and_nothing_is_written(capsys, words, says):
    ran = about(capsys, *words)
    assert ran.code == 2 and says in ran.err and [path.name for path in Path().iterdir()] == ["mine"]


def test_without_a_folder_it_says_what_is_missing(capsys):
    ran = run(capsys, "about", "my", "findings")
    assert ran.code == 2 and "--folder: found no folder" in ran.err


def test_a_topic_without_claims_is_written_to_no_file(capsys):
    ran = run(capsys, "about", "xyzzy", "--docx", "z.docx")
    assert ran.code == 2 and "a file would be empty" in ran.err and not Path("z.docx").exists()
