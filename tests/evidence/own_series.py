"""Tables of months for tests: every number in them is invented."""

from __future__ import annotations

from datetime import date

from legation.evidence.own_series import OwnSeries, interpolated_months, month_starts

FIRST, LAST = date(2009, 1, 1), date(2025, 12, 1)
SHA = "ab" * 32


def own_series(
    *, without=(), fill="none", first=FIRST, last=LAST, value=lambda month: 100.0 + month.month
) -> OwnSeries:
    """An invented series; `without` are months that have no value."""
    months = {month: value(month) for month in month_starts(first, last) if month not in without}
    filled = interpolated_months(months) if fill == "interpolate" else {}
    return OwnSeries(
        months | filled, "customs.csv", SHA, "USD million", date(2026, 1, 31), fill, frozenset(filled),
        ("column value",), ("line 9 (Total)",),
    )  # fmt: skip


COMTRADE_HEAD = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,cmdCode,cmdDesc,"
    "customsCode,customsDesc,mosCode,motCode,motDesc,cifvalue,fobvalue,primaryValue,isReported,isAggregate"
)


def comtrade_row(month, value, *, reporter="CHN", flow="M", partner="PRK", mode=0, commodity="TOTAL") -> str:
    """One row of an export of UN Comtrade, with the comma at its end that its files have."""
    year, number = month if isinstance(month, tuple) else (month, 52)
    period = f"{year}{number:02d}" if isinstance(month, tuple) else str(year)
    frequency = "M" if isinstance(month, tuple) else "A"
    return (
        f'C,{frequency},{period}01,{year},{number},{period},156,{reporter},"Invented, Republic of",{flow},Flow,'
        f"408,{partner},Partner,0,W00,World,H5,{commodity},All Commodities,C00,TOTAL CPC,0,{mode},TOTAL MOT,,,{value},"
        "False,True,"
    )


def comtrade(*rows: str) -> str:
    """An export of UN Comtrade."""
    return "\n".join((COMTRADE_HEAD, *rows)) + "\n"
