"""The page of a topic: escaped, and honest about what is not public."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import topic
from legation.report.topic_page import topic_html


def test_a_page_escapes_and_says_what_is_not_public():
    record = load_ledger()
    page = topic_html(record, topic(record, list(record.claims.values())[:3], "<script>x</script>"), ["<b>"])
    assert "<script>" not in page and "&lt;b&gt;" in page
    assert "default-src 'none'" in page
