"""`legation evidence template`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import run


def test_a_workbook_is_written_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "claims.xlsx"
    ran = run(capsys, "evidence", "template", file)
    assert ran.code == 0 and "legation evidence import" in ran.out and file.stat().st_size > 5_000
    assert run(capsys, "evidence", "template", file).code == 2
    assert run(capsys, "evidence", "template", file, "--force").code == 0


@pytest.mark.parametrize("name", ["claims.csv", "no-folder/claims.xlsx"])
def test_a_name_that_will_not_do_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    assert run(capsys, "evidence", "template", tmp_path / name).code == 2
