"""Workbooks of Excel 97 to 2003: what their cells show is read, and a damaged one takes no memory."""

from __future__ import annotations

import base64
import contextlib
import random
import zlib
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing import spreadsheets
from tests.evidence.importing.helpers import imported

# A workbook of Excel 97-2003: a title over five columns, headings, three findings, a total, and a hidden sheet.
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O=uHQ5dPlorb*hSrnMESP!^@y)>5<zdeNw;#Y5{)g{la;ZMHTvZo(!N_2O@jg5XK<QqY5!su%w))sqKN(Sslet<sYxLBWGI"
        "&YRt>X^hZ<7A!l<n|(9y&A0RB&HG7Sy{sG?y1jTD1+)<=CUaqw<mm*JuqQ-8?YW$+dhZaGoKOE1g+nxvB>_B)JP*n_l=D3f1-G;("
        "#DNb~4kC??lx6C3NL$zkLr5Ps2#s=2!Br|1sAa#ZnD;PW$owYveZ+hdYc4R~Kz+x=0lbWLG_7~@c%QPA+bW0)++~}0tXYj3Jd=5R"
        ">Y{M^2C&&q7|Hq4P^XpS8fdQDOv|*TT!!m%+S}XP_5J(DP)))$e9h^=7jLnT>b`z%^#Y{-HeDb5gFZwPSWF+Lr%-=M(SXy)9Tqb4"
        "2WcCh(44({d%}t*tRtC0MDQZ$WK2gYYi7RV0WB18DFgL0lX2aWEfJur&&cY1MmkN|6epyuM%JV=qO;GiO}(MMkrJyjHDLFc+}E^p"
        "+f1kItQlVf?CkAL^iWD>^t6$P>xP~*kDX{C>#juBGBX){Z8@;R>Pa0n^<FcXY$35DrFRcx60*6a6xf`$6G^>wRqNV3vvmPrZz^jf"
        "Df5q)%0r7cx#+Y_F2YN{oOm1yxL(N{K$Jr9{l@3l?cKX#hgfr(4>srctC!(J4rinV8CSr=1BDA{VvCi`&ob%~t}kX@O?~LSd{>QI"
        "*?x}uoaff%^qn<KZ(=L*>J3yM{IvUC-QdSqBh`o7#!prczl{xHDNS&k?B#O~&7xUcxh&~^%zF!WqkPZ2_P0$lq(oicbM6_x06$R5"
        ")k@|gJnu3(&ZDu7C}JbnMsi2;BI-yAN$QlOGLk20Bn4b=q=i<1tT3{S@?##49MzVm3XS0|=@hq*#0<J9Y7rEbQ9>??$|xgGrC)a#"
        "WrW&PMo}3<D}tdhM%eXS<1v;_Nz%5=^+1kCEwB!-bvb9uGEM;}Ci2?kbc|4j5s)&fjMmc3Oz?0Oc1v~Fu!fCF74FEG&^h;u<|5I>"
        "6#rinT@+39h`jO2sG?X@ee%gCpM3IZzLDUo58MlrbBUF=hM@bu&JQY+{@*0?mi8b;PnLcqZi7W{8z*L!KZ_6$9+sG)jrV_{q%Qip"
        "jec~qAN{k=U%K^){PE1#F#7kF&}_dyIU7I!@%MiMVHr)x"
    )
)


def test_an_old_workbook_is_read_as_its_cells_show_it(tmp_path: Path) -> None:
    batch = imported(tmp_path, OLD, "old.xls")
    assert batch.all_faults == []
    first, second, third = (row.claim for row in batch.rows)
    assert first and second and third
    assert (first.paraphrase, str(first.period), first.low, first.unit) == (
        "Officials paid a levy.",
        "2023-10",
        45,
        "percent",
    )
    assert (str(second.period), second.low, str(third.period)) == ("2023-11", 45, "2024-04")
    assert [row.place for row in batch.rows] == ["Findings row 3", "Findings row 4", "Findings row 5"]
    assert batch.notes == [
        "Findings!D3: merged cells; each of them taken as the value of the first.",
        "Findings: 1 row above the head left out.",
        "Findings: left out, as no finding stands there: row 6 (a total).",
        'Sheets that are not read: "Notes".',
    ]


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0" + bytes(600), b"x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EvidenceError, match="no workbook, or a damaged one"):
        imported(tmp_path, content, "a.xls")


def test_a_workbook_with_a_password_is_named_so(tmp_path: Path) -> None:
    """Office packs a locked XLSX into a file of the old kind, with this name inside."""
    locked = b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    for name in ("a.xlsx", "a.xls"):
        with pytest.raises(EvidenceError, match="found a workbook with a password"):
            imported(tmp_path, locked, name)


def test_a_workbook_that_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 5)
    assert imported(tmp_path, OLD, "old.xls").faults[0].found == "6 rows, 5 columns"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused_and_never_a_crash(
    tmp_path: Path, seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    luck, whole = random.Random(seed), bytearray(OLD)
    for _ in range(luck.randint(1, 6)):
        start = luck.randrange(len(whole))
        whole[start : start + luck.randint(1, 20)] = luck.randbytes(luck.randint(0, 20))
    with contextlib.suppress(EvidenceError):
        imported(tmp_path, bytes(whole), "a.xls")
    assert capfd.readouterr() == ("", "")
