"""Small records on disk, for tests that read them as a user's would be read."""

from __future__ import annotations

import shutil
from pathlib import Path

from legation.evidence import harm
from legation.evidence.csv_tables import RECORDS
from legation.evidence.vocabulary import vocabulary

SOURCES = """format = 1

[[outlet]]
id = "paper"
name = "A Paper"
grade = "B"
graded_on = "2026-01-01"
grade_basis = "For tests."

[[source]]
id = "story"
outlet = "paper"
publisher = "A Paper"
publisher_original = "A Paper"
url_seen = "https://example.org/story"
url_kind = "copy"
published = "2019-05-06..2019-05-31"
upstream_of_record = "one anonymous person"
language_original = "ko"
language_seen = "en"
"""

FIELDS: dict[str, str] = {
    "id": '"one"',
    "source": '"story"',
    "paraphrase": '"Income fell."',
    "kind": '"trend"',
    "wording": '"none"',
    "said_by": '"a trader"',
    "source_grade": '"F"',
    "graded_on": '"2026-01-01"',
    "grade_basis": '"Anonymous."',
    "role": '"context"',
    "language": '"en"',
}


def unbuilt(kind: str) -> list[str]:
    """Names that claims may point to and that nothing in the program is yet."""
    return [name for name, term in vocabulary().terms[kind].items() if not term.built]


def claim(**changes: str | None) -> str:
    """One claim in TOML; values as TOML writes them, None leaves a field out."""
    fields = {**FIELDS, **changes}
    return "\n[[claim]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items() if value is not None)


def folder(path: Path, *claims: str, sources: str = SOURCES) -> Path:
    """A user's folder with one file of claims."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "sources.toml").write_text(sources, encoding="utf-8")
    (path / "mine.toml").write_text("format = 1\n" + "".join(claims), encoding="utf-8")
    return path


def shipped(path: Path, *claims: str, sources: str = SOURCES) -> Path:
    """A ledger as the program ships one, with these claims only."""
    folder(path, sources=sources)
    (path / "mine.toml").unlink()
    (path / "claims").mkdir()
    (path / "claims" / "all.toml").write_text("format = 1\n" + "".join(claims), encoding="utf-8")
    shutil.copy(RECORDS / "timeline.csv", path / "timeline.csv")
    return path


# A practice that a claim says there is, or denies; two such claims of different origins agree or conflict.
PRACTICE = {"measure": '"recall_for_missed_quota"', "whose": '"officials"', "place": '"China"', "period": '"2019"'}

# A claim about one person that says nothing; what a test adds is all there is to see.
BARE = {
    "persons": 1,
    "place": "",
    "precision": "year",
    "text": "",
    "unit": "",
    "low": None,
    "high": None,
    "wording": "none",
}


def details(**changes: object) -> list[str]:
    """The names of the narrowing details in such a claim."""
    return [detail.name for detail in harm.narrowing_details(**(BARE | changes))]  # type: ignore[arg-type]


def marks(text: str) -> list[str]:
    """The names of the marks of identity in a text."""
    return [mark.name for mark in harm.scan(text)]
