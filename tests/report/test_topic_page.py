"""The page of a topic: escaped, and honest about what is not public."""

from __future__ import annotations

from markupsafe import escape

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import topic
from legation.report.topic_page import topic_html
from legation.report.topic_screen import weight_lines


def test_a_page_escapes_and_says_what_is_not_public():
    record = load_ledger()
    page = topic_html(record, topic(record, list(record.claims.values())[:3], "<script>x</script>"), ["<b>"])
    assert "<script>" not in page and "&lt;b&gt;" in page
    assert "default-src 'none'" in page


def test_a_page_says_what_hangs_on_an_outlet_with_everything_that_falls():
    record = load_ledger()
    found = topic(record, [claim for claim in record.claims.values() if claim.measure in ("quota", "levy")], "dues")
    page = topic_html(record, found, [])
    lines = weight_lines(found)
    assert len(lines) > 2 and all(f"<li>{escape(line)}</li>" in page for line in lines)
