"""The page of a topic: timeline, agreement, conflict, and every claim. No network, no script."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from legation.evidence.ledger import Ledger
from legation.evidence.sources import NO_ADDRESS
from legation.evidence.topics import Topic
from legation.report import topic_screen
from legation.report.templates import filled
from legation.report.timeline_chart import timeline
from legation.report.topic_answer import answer_sections


def topic_html(ledger: Ledger, topic: Topic, voice: Sequence[str]) -> str:
    """The page as text of one HTML file. If a claim is not public, the page says so at its top."""
    return filled(
        "topic.html",
        topic=topic,
        as_of=ledger.as_of,
        svg=Markup,  # marks the chart's text as already escaped
        timeline=timeline(topic),
        summary=topic_screen.summary(topic),
        sections=answer_sections(topic, voice),
        rows=[
            {
                "id": mention.claim.id,
                "grade": ledger.grade(mention.claim.id),
                "when": str(mention.claim.period or ""),
                "where": mention.claim.place,
                "says": mention.claim.paraphrase,
                "standing": ledger.information(mention.claim.id).words,
                "outlet": mention.outlet,
                "published": ledger.sources[mention.claim.source].date_words,
                "link": ledger.sources[mention.claim.source].link,
                "address": "" if ledger.sources[mention.claim.source].addresses else NO_ADDRESS,
            }
            for mention in topic.mentions
        ],
    )
