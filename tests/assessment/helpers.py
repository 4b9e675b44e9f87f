"""A quota as somebody reports it, and as a claim of a small record has it."""

from __future__ import annotations

from legation.base.dates import parse_date

QUOTA = {
    "measure": "quota", "whose": "officials", "span": "year", "wording": "about", "low": 30_000.0, "high": 30_000.0,
    "unit": "USD", "place": "China", "period": parse_date("2019"),
}  # fmt: skip
HELD = {
    "wording": '"about"', "low": "30000", "high": "30000", "unit": '"USD per year"', "measure": '"quota"',
    "whose": '"officials"', "span": '"year"', "place": '"China"', "period": '"2019"', "upstream": '"trader"',
}  # fmt: skip
