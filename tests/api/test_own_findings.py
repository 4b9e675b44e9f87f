"""Five findings of one's own, as they lie on the desk: in with one correction at most, kept, and out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legation import api
from legation.base.faults import EvidenceError
from tests.evidence.importing.helpers import as_bytes, book
from tests.evidence.importing.open_documents import Shown, open_document

TITLE = "Field office, interviews 2024 (confidential)"
HEAD = ["No.", "What people told us", "Incident date", "City", "Amount (RMB)", "Source", "Reported", "Reporter"]
TEXTS = [
    "Trade officials had to pay a special levy before an anniversary.", "Workers at a plant got no wages for months.",
    "Officials were called home after some of them fled.", "Minders keep the passports of all managers.",
    "Officials say that they can no longer pay their rent.",
]  # fmt: skip


PLACES, AMOUNTS = ["Dandong", "Donggang", "Shenyang", "연길", "China"], [3000, "", "", "", "about 1500"]


def findings(*when: Any) -> list[list[Any]]:
    """Five rows below the head, told by three witnesses."""
    return [
        [
            at + 1,
            TEXTS[at],
            when[at],
            PLACES[at],
            AMOUNTS[at],
            f"Witness {4 + (at + 1) // 2}",
            date(2024, 5, at + 1),
            "M.K.",
        ]
        for at in range(5)
    ]


def workbook() -> bytes:
    """With a merged title, a month as a day that is shown as a month, a formula below, and a second sheet."""
    rows = [[TITLE], [], HEAD, *findings("Oct 2023", "April 2024", "2020-2023", date(2023, 11, 1), "Q3 2021")]
    rows += [["Total", "", "", "", "=SUM(E4:E8)"], [], ["Not to be passed on"]]
    made = book(("Interviews", rows), ("Contacts", [["who", "where"]]))
    made["Interviews"].merge_cells("A1:H1")
    made["Interviews"]["C7"].number_format = "mmm yyyy"
    return as_bytes(made)


def document() -> bytes:
    rows = [[Shown(TITLE, TITLE, 'table:number-columns-spanned="8"')], [], HEAD]
    rows += findings(Shown(date(2023, 10, 1), "Oct 2023"), "April 2024", "2020-2023", "Nov. 2023", "Q3 2021")
    rows.append(["Total", "", "", "", Shown(4500, "4,500", 'table:formula="of:=SUM([.E4:.E8])"')])
    return open_document(("Interviews", rows))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "made"), [("findings.xlsx", workbook), ("findings.ods", document)])
def test_they_go_in_with_one_correction_and_need_none_the_next_time(name: str, made: Callable[[], bytes]) -> None:
    Path(name).write_bytes(made())
    with pytest.raises(EvidenceError, match='such as --map said="What people told us"'):
        api.import_claims(name, "mine")
    assert not Path("mine").exists()

    read = api.import_claims(name, "mine", headings={"What people told us": "said"})
    assert [row["state"] for row in read.rows] == ["new"] * 5 and len(read.written) == 5
    assert {column["heading"]: column["field"] for column in read.columns} == {
        "No.": "", "What people told us": "what_was_said", "Incident date": "when", "City": "where",
        "Amount (RMB)": "low", "Source": "source", "Reported": "published", "Reporter": "",
    }  # fmt: skip
    assert any("(a total)" in note for note in read.notes), "nothing vanishes unsaid"

    claims = [api.show_claim(name, folders=["mine"]) for name in read.written]
    assert [claim["says"] for claim in claims] == TEXTS
    assert [claim["when"] for claim in claims] == ["2023-10", "2024-04", "2020..2023", "2023-11", "2021-07..2021-09"]
    assert [claim["where"] for claim in claims] == [
        "Dandong", "Liaoning (named: Donggang)", "Shenyang", "Yanji (named: 연길)", "China",
    ]  # fmt: skip
    assert [claim.get("value", "") for claim in claims] == ["3,000 RMB", "", "", "", "about 1,500 RMB"]
    assert {claim["handling"] for claim in claims} == {"embargoed"}
    assert [claim["upstream"] for claim in claims] == ["witness 4", "witness 5", "witness 5", "witness 6", "witness 6"]
    assert {remark["reason"] for remark in read.remarks} == {"it states no measure"}

    again = api.import_claims(name, "mine")
    assert [row["state"] for row in again.rows] == ["unchanged"] * 5 and again.written == []
    remembered = Path("mine/layouts.json").read_text(encoding="utf-8")
    assert "people" not in remembered and list(json.loads(remembered)["layouts"].values()) == [{"1": "what_was_said"}]


def test_forgetting_them_leaves_nothing_of_them() -> None:
    Path("findings.xlsx").write_bytes(workbook())
    read = api.import_claims("findings.xlsx", "mine", headings={"What people told us": "said"})
    for name in read.written:
        api.forget(name, ["mine"])
    left = b"".join(path.read_bytes() for path in Path("mine").iterdir())
    words = [*TEXTS, "witness", "Witness", "layouts", *read.written]
    assert [word for word in words if word.encode() in left] == []


def test_claims_of_ones_own_about_the_model_are_listed_where_such_claims_are() -> None:
    rows = (
        "Few would flee.,parameter flight.attempts,nk-2019-intv,mine-1\nIt rises.,mechanism alert,nk-2019-intv,mine-2\n"
    )
    Path("mine.csv").write_text(f"What happened,about,source_id,id\n{rows}", encoding="utf-8")
    api.import_claims("mine.csv", "mine")
    for name, claim in (("flight.attempts", "mine-1"), ("alert", "mine-2")):
        answer = api.why(name, folders=["mine"])
        assert claim in json.dumps(answer) and answer["handling"].startswith("NOT PUBLIC")
        listed = api.list_names("claims", [claim], folders=["mine"])
        assert [row["name"] for row in listed["claims"]] == [claim]
    unexplained = {claim.id for claim in api.gaps(folders=["mine"]).unexplained}
    assert unexplained.isdisjoint({"mine-1", "mine-2"})
