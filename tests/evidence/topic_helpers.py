"""A small record on quotas, of a paper and a radio, gathered into a topic."""

from __future__ import annotations

from legation.evidence import topics
from legation.evidence.ledger import load_ledger
from tests.evidence.helpers import SOURCES, claim, shipped

QUOTA = {
    "wording": '"about"', "low": "30000", "high": "30000", "unit": '"USD per year"', "measure": '"quota"',
    "whose": '"officials"', "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip
OTHER = """
[[outlet]]
id = "radio"
name = "A Radio"
grade = "C"
graded_on = "2026-01-01"
grade_basis = "For tests."

[[source]]
id = "talk"
outlet = "radio"
publisher = "A Radio"
publisher_original = "A Radio"
url_kind = "none"
published = "2020-02"
upstream_of_record = "one anonymous person"
language_original = "ko"
language_seen = "ko"
"""


def quota(name, **changes):
    return claim(**QUOTA | {"id": f'"{name}"', "upstream": f'"{name}"'} | changes)


def gathered(tmp_path, *claims, words="quotas", years=None):
    record = load_ledger(records=shipped(tmp_path, *claims, sources=SOURCES + OTHER))
    return topics.topic(record, list(record.claims.values()), words, years)
