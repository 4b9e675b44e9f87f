"""A claim's citation, in one line of plain text to copy: outlet, headline, date, address, and the claim's id.

The address of a copy is text and says that it is one. What is not known is said in words: a headline is never made up
from an address, nor a day from a bracket.
"""

from __future__ import annotations

from datetime import date

from legation.base import dates
from legation.base.dates import DateRange
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.sources import NO_ADDRESS, NO_HEADLINE, Source

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEEN_AS = {"syndicated": "taken over from it", "copy": "a copy", "archive": "archived"}


def claim_citation(ledger: Ledger, claim: Claim) -> str:
    """The line that cites a claim. It says so if the claim is not public."""
    mark = "" if handling.is_public(claim.handling) else f", {claim.handling}: not public"
    return f"{source_citation(ledger.sources[claim.source])} (Legation ledger, claim {claim.id}{mark})"


def source_citation(source: Source) -> str:
    """Outlet, headline, date and address of a source, without a full stop."""
    headline = source.headline.replace('"', "'")
    title = f'"{headline}"' if headline else f"[{NO_HEADLINE}]"
    archived = f", archived at {source.archived}" if source.archived else ""
    # The day on which a finding of one's own was brought in is no date of publication.
    when = date_in_words(source.published) if source.is_published else "unpublished"
    return f"{source.publisher_original}, {title}, {when}, {address(source)}{archived}"


def address(source: Source) -> str:
    """The address that may be linked; else that of a copy, called one; else the words that none is known."""
    if source.link:
        return source.link
    if not source.url_seen:
        return NO_ADDRESS
    return f"seen at {source.publisher}, {_SEEN_AS.get(source.url_kind, source.url_kind)}: {source.url_seen}"


def date_in_words(published: DateRange) -> str:
    """`4 April 2019`, `April 2019`, `2019`, `early 2019`, or `between 4 and 8 April 2019`."""
    if published.precision == "part of year":
        return published.written
    if published.precision != "range":
        return _day(published.first, published.precision)
    first, last = (dates.parse_date(end) for end in published.written.split(".."))
    ends = [date_in_words(end) for end in (first, last)]
    if ends[0] == ends[1]:
        return ends[0]
    if first.precision == last.precision:
        # What both ends share is said once, behind the second.
        for precision, shared in (("day", "%Y-%m"), ("month", "%Y"), ("day", "%Y")):
            if first.precision == precision and first.first.strftime(shared) == last.first.strftime(shared):
                ends[0] = _day(first.first, precision, without=shared)
                break
    return f"between {ends[0]} and {ends[1]}"


def _day(day: date, precision: str, without: str = "") -> str:
    """A day, its month or its year in words, without the year or the month and year."""
    parts = [str(day.day)] if precision == "day" else []
    if precision in ("day", "month") and without != "%Y-%m":
        parts.append(MONTHS[day.month - 1])
    if not without:
        parts.append(str(day.year))
    return " ".join(parts)
