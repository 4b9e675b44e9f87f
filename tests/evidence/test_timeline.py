"""The timeline: every event is dated, and no outcome is an input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.base.faults import Faults
from legation.evidence.timeline import TIMELINE_COLUMNS, read_timeline

ROW = "tl-01,2019-04-04,day,UNSC,un_sanction,1718,Arms embargo.,input,trade,UN,https://example.org,A,A note."


def read(tmp_path: Path, *rows: str) -> tuple[dict[str, object], Faults]:
    path = tmp_path / "timeline.csv"
    path.write_text("\n".join((",".join(TIMELINE_COLUMNS), *rows)) + "\n", encoding="utf-8")
    faults = Faults()
    return dict(read_timeline(path, faults)), faults


def test_an_event_has_its_day_and_what_it_is_for(tmp_path: Path) -> None:
    events, faults = read(tmp_path, ROW)
    event = events["tl-01"]
    assert faults == []
    assert (event.day, event.type, event.relevance) == (date(2019, 4, 4), "un_sanction", "trade")  # type: ignore[attr-defined]
    assert event.is_input  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("2019-04-04", "04/05/2019"), "date"),
        (("day,", "hour,"), "date_precision"),
        (("un_sanction", "sanction"), "type"),
        (("un_sanction", "dprk_recall"), "role"),
        (("input", "inputs"), "role"),
    ],
)
def test_what_is_wrong_is_a_fault_of_its_column(tmp_path: Path, change: tuple[str, str], field: str) -> None:
    _, faults = read(tmp_path, ROW.replace(*change))
    assert [(fault.field, fault.line) for fault in faults] == [(field, 2)]


def test_an_id_stands_for_one_event(tmp_path: Path) -> None:
    assert [fault.field for fault in read(tmp_path, ROW, ROW)[1]] == ["id"]
