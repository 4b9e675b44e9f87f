"""The trade and exchange-rate series: how months are filled, and that the fill keeps to what was released."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import series
from legation.evidence.series import EXPORTS, IMPORTS, TOTAL, TradeMonth

HEAD = ",".join(series.TRADE_COLUMNS)


def month(year: int, number: int) -> TradeMonth:
    return series.trade_months()[(year - 2009) * 12 + number - 1]


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "trade.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_every_month_from_2009_to_2025_is_there_once() -> None:
    months = [row.month for row in series.trade_months()]
    assert len(months) == len(set(months)) == 17 * 12
    assert months == sorted(months)
    assert (months[0].isoformat(), months[-1].isoformat()) == ("2009-01-01", "2025-12-01")


def test_no_month_is_negative() -> None:
    assert all(row.exports_usd_million > 0 and row.imports_usd_million > 0 for row in series.trade_months())


def test_each_year_adds_up_to_the_yearly_row_used() -> None:
    months = series.trade_months()
    for (year, flow), (row_id, usd_million) in series.years_used().items():
        inside = [row for row in months if row.month.year == year]
        exports = sum(row.exports_usd_million for row in inside)
        imports = sum(row.imports_usd_million for row in inside)
        total = {EXPORTS: exports, IMPORTS: imports, TOTAL: exports + imports}[flow]
        assert total == pytest.approx(usd_million, rel=1e-9), f"{year} {flow} {row_id}"


def test_a_printed_month_stands_as_printed() -> None:
    assert month(2018, 6) == (month(2018, 6).month, 204.19, 12.97, "printed", "printed")


def test_a_back_calculated_month_is_flagged() -> None:
    assert month(2017, 1).exports_basis == "derived"


def test_total_less_one_flow_gives_the_other() -> None:
    row = month(2020, 6)
    assert row.exports_basis == "derived" and row.imports_basis == "printed"


def test_missing_months_share_what_the_year_leaves() -> None:
    row = month(2013, 5)
    assert row.exports_usd_million == pytest.approx(3633.15 / 12)
    assert (row.exports_basis, row.imports_basis) == ("prorated", "prorated")


def test_a_cumulative_total_is_used_before_the_year() -> None:
    february, april = month(2017, 2), month(2017, 4)
    first_half = [month(2017, number) for number in range(1, 7)]
    assert february.exports_usd_million == april.exports_usd_million
    assert sum(row.exports_usd_million for row in first_half) == pytest.approx(1670, rel=0.02)


def test_a_month_with_only_a_total_is_split_and_flagged() -> None:
    row = month(2022, 8)
    assert (row.exports_basis, row.imports_basis) == ("split", "split")
    assert row.exports_usd_million + row.imports_usd_million == pytest.approx(89.3, rel=0.03)


def test_the_later_release_of_a_year_is_used() -> None:
    assert series.years_used()[2012, EXPORTS] == ("tr-010", 3445.84)


def test_totals_with_estimated_crude_oil_are_never_used() -> None:
    releases = {release.row_id for release in series.trade_releases()}
    assert not releases & {"tr-022", "tr-023", "tr-048", "tr-053", "tr-055", "tr-073"}
    assert "tr-056" in releases


def test_2024_rests_on_the_combined_customs_total() -> None:
    assert series.years_used()[2024, TOTAL] == ("tr-056", 2181)


def test_arrivals_run_from_1998_to_2022_with_the_best_between_low_and_high() -> None:
    found = series.arrivals()
    assert [row.year for row in found] == list(range(1998, 2023))
    assert next(row for row in found if row.year == 2009)[1:] == (2914, 2914, 2952)


def test_there_is_one_rate_for_each_year() -> None:
    assert [rate.year for rate in series.rates()] == list(range(2009, 2026))


def test_3000_yuan_in_2019_is_about_half_a_million_won() -> None:
    rate = next(rate for rate in series.rates() if rate.year == 2019)
    assert 3000 / rate.rmb_per_usd * rate.krw_per_usd == pytest.approx(500_000, rel=0.02)


def test_all_faults_of_a_table_are_reported_at_once(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "t-1,2019-01,2019-12,annual,total,2.789,USD million,customs,0,Yonhap,u,2024,",
        't-2,2019-01,2019-12,annual,total,"2,789",USD million,customs,0,Yonhap,u,2024,',
        "t-2,2019-13,2019-12,annual,totale,5,USD million,KOTRA,0,Yonhap,u,2024,",
        "t-3,2019-01,2020-02,cumulative,total,5,USD million,customs,0,Yonhap,u,2024,",
        "t-4,2019-01,2019-02,annual,total,5,USD million,customs,0,Yonhap,u,2024,",
    )
    with pytest.raises(EvidenceError) as caught:
        series.trade_months(path)
    fields = [(fault.line, fault.field) for fault in caught.value.faults]
    assert fields == [
        (3, "value"),
        (4, "row_id"),
        (4, "period_start"),
        (4, "flow"),
        (4, "basis"),
        (5, "period_end"),
        (6, "freq"),
    ]


def test_a_table_with_another_head_says_which_columns_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("year,rmb_per_usd,basis,gbp\n2019,6.9,x,1\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"Missing: krw_per_usd, eur_per_usd\. Unknown: gbp\."):
        series.rates(path)
