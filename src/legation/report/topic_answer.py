"""The answer on a topic in headed lines, as pages, documents and workbooks give it: the same as the screen, whole."""

from __future__ import annotations

from collections.abc import Sequence

from legation.base.number_text import how_many
from legation.evidence.topics import Topic
from legation.report import topic_screen

AnswerSections = list[tuple[str, list[str]]]


def answer_sections(topic: Topic, voice: Sequence[str]) -> AnswerSections:
    """Headings with their lines, without those that have none.

    voice  what the model has to say, in sentences
    """
    agreeing = [
        topic_screen.accord_line(accord) + ("; contested, see what conflicts" if accord.is_contested else "")
        for accord in topic.accords
    ]
    disputed = [topic_screen.dispute_line(dispute) for dispute in topic.disputes]
    sections = [
        ("Yours", [f"{name}: {standing}" for name, standing in topic.own_standing.items()]),
        ("Least and most", topic_screen.extent_lines(topic)),
        ("Over time", [topic_screen.course_line(course, whole=True) for course in topic.courses]),
        ("What agrees", agreeing or ["No two origins say the same."]),
        ("What conflicts", disputed or ["No two origins contradict one another."]),
        ("What changed", [topic_screen.change_line(change) for change in topic.changes]),
        ("What the model has to say", list(voice)),
        ("What it hangs on", topic_screen.weight_lines(topic) if topic.weight else []),
        ("Where it goes back to", topic_screen.origin_lines(topic, whole=True)),
        ("Told apart", topic_screen.apart_lines(topic)),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def counted_claims(topic: Topic) -> str:
    """How many claims a file of the topic holds, and how many of them are counted as reports of it."""
    parts = [f"{len(topic.mentions)} on the topic"]
    if topic.passing:
        parts.append(f"{len(topic.passing)} that only mention it")
    if topic.derived:
        parts.append(f"{len(topic.derived)} worked out by the compilers and reported by nobody")
    sources = len({claim.source for claim in topic.claims})
    return (
        f"{how_many(len(topic.claims), 'claim')} from {how_many(sources, 'source')}: {', '.join(parts)}. "
        f"On the topic: {topic_screen.summary(topic)}."
    )
