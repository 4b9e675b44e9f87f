"""The thesaurus is read strictly, and what it names exists."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from legation.base.faults import EvidenceError, Fault
from legation.base.toml import parse_toml
from legation.evidence.ledger import load_ledger
from legation.evidence.thesaurus import Thesaurus, read_thesaurus, thesaurus

SMALL = """format = 1
everywhere = ["North"]

[[group]]
head = "quota"
terms = ["quota", "target"]
asked = ["plan"]
names = ["measure quota", "outlet rfa"]
narrower = ["levy"]

[[group]]
head = "levy"
terms = ["levy"]
"""


def read(text: str) -> Thesaurus:
    return read_thesaurus(parse_toml(text.encode(), "thesaurus.toml"))


def faults(text: str) -> Sequence[Fault]:
    with pytest.raises(EvidenceError) as refused:
        read(text)
    return refused.value.faults


def test_groups_hold_what_the_file_says() -> None:
    groups = read(SMALL).groups
    assert groups["quota"].terms == ("quota", "target") and groups["quota"].asked == ("plan",)
    assert [group.head for group in read(SMALL).whole("quota")] == ["quota", "levy"]
    assert read(SMALL).everywhere == ("North",)


def test_groups_that_are_narrower_than_one_another_come_to_an_end() -> None:
    circle = SMALL + 'narrower = ["quota"]\n'
    assert [group.head for group in read(circle).whole("levy")] == ["levy", "quota"]


@pytest.mark.parametrize(
    ("change", "field", "line", "advice"),
    [
        (("format = 1", "format = 2"), "format", 1, ""),
        (('everywhere = ["North"]', 'everywere = ["North"]'), "everywere", 2, "Did you mean everywhere?"),
        (('everywhere = ["North"]', 'everywhere = "North"'), "everywhere", 2, ""),
        (('head = "quota"\n', ""), "group[1].head", 4, ""),
        (('head = "levy"', 'head = "quota"'), "group[2].head", 12, ""),
        (('terms = ["quota", "target"]', 'terms = "quota"'), "group[1].terms", 6, ""),
        (('terms = ["quota", "target"]', "terms = []"), "group[1].terms", 6, ""),
        (('asked = ["plan"]', 'ask = ["plan"]'), "group[1].ask", 7, "Did you mean asked?"),
        (('"measure quota"', '"measure quotas"'), "group[1].names", 8, "Did you mean quota"),
        (('"measure quota"', '"measures quota"'), "group[1].names", 8, "Did you mean measure?"),
        (('narrower = ["levy"]', 'narrower = ["levi"]'), "group[1].narrower", 9, "Did you mean levy?"),
        (('narrower = ["levy"]', 'speaks = "yes"'), "group[1].speaks", 9, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_at_its_line(change: tuple[str, str], field: str, line: int, advice: str) -> None:
    assert change[0] in SMALL
    found = faults(SMALL.replace(*change))
    assert [(fault.field, fault.line) for fault in found][:1] == [(field, line)]
    assert found[0].advice.startswith(advice) and bool(found[0].advice) == bool(advice)


def test_all_faults_come_at_once() -> None:
    wrong = SMALL.replace("format = 1", "format = 3").replace('"levy"]', '"lev"]').replace('"measure quota"', '"quota"')
    assert len(faults(wrong)) == 3


def test_one_table_is_no_list_of_groups() -> None:
    assert faults('format = 1\n[group]\nhead = "a"\n')[0].expected == "[[group]] tables"


def test_every_outlet_and_origin_that_is_named_is_in_the_ledger() -> None:
    ledger = load_ledger()
    known = {f"outlet {name}" for name in ledger.outlets} | {f"origin {name}" for name in ledger.upstreams}
    named = {name for group in thesaurus().groups.values() for name in group.names}
    assert {name for name in named if name.startswith(("outlet ", "origin "))} <= known


def test_every_group_is_asked_for_by_its_head_and_finds_something() -> None:
    from legation.evidence.selection import Selection, select

    ledger = load_ledger()
    empty = [head for head in thesaurus().groups if not select(ledger, Selection(head)).claims]
    assert empty == []
