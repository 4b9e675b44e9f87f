"""A topic on one screen: reports on a time axis by outlet, what agrees, what conflicts, and what one outlet carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.base.number_text import counted
from legation.evidence.topics import EVENT_LINES, Accord, Course, Dispute, Mention, Topic, YearSpan, states
from legation.report.lines import cells, padded, shortened
from legation.report.screen import HEIGHT, Screen

MOST_OUTLETS = 6  # lines of the axis
MOST_SHOWN = (3, 2, 1)  # of everything that can be many, until it fits on a screen
MOST_SAID = 7  # numbers of one measure over time
LONGEST = 174  # cells of a text: two lines
NAME = 18  # cells of an outlet's name
VALUE_MARK, MARK, EVENT_MARK = "●", "○", "▏"


def topic_screen(
    topic: Topic, voice: Sequence[str], steps: Iterable[tuple[str, str]], *, whole: bool = False
) -> Screen:
    """The screen of a topic.

    voice   what the model has to say, in sentences
    steps   commands to go on with, each with its purpose
    whole   show everything and not only what fits on a screen
    """
    listed = list(steps)
    if whole:
        return _screen(topic, voice, listed, None)
    screens = (_screen(topic, voice, listed, most) for most in MOST_SHOWN)
    return next((screen for screen in screens if screen.height() <= HEIGHT), _screen(topic, voice, listed, 1))


def _screen(topic: Topic, voice: Sequence[str], steps: Sequence[tuple[str, str]], most: int | None) -> Screen:
    """The screen with at most so many of everything that can be many; None for all."""
    screen = Screen(topic.words.upper() + _years(topic.columns), summary(topic))
    if topic.handling:
        screen.warning(topic.handling)
    screen.gap()
    screen.chart(_axis(topic, MOST_OUTLETS if most else len({mention.outlet for mention in topic.mentions})))
    screen.gap()
    for course in topic.courses[:most]:
        screen.row("Over time", _short(course_line(course, whole=most is None), most))
    for label, lines, nothing in (
        ("Agree", [accord_line(accord) for accord in topic.accords], "No two origins say the same."),
        ("Conflict", [dispute_line(dispute) for dispute in topic.disputes], "No two origins contradict one another."),
    ):
        rest = [f"and {len(lines) - most} more"] if most and len(lines) > most else []
        screen.row(label, *([_short(line, most) for line in lines[:most]] or [nothing]), *rest)
    screen.row("Said", *(_short(f"{claim.id}: {claim.paraphrase}", most) for claim in topic.claims[:most]))
    if own := [mention for mention in topic.mentions if mention.is_own]:
        names = ", ".join(mention.claim.id for mention in own[: MOST_SAID if most else None])
        screen.row("Yours", f"{counted(len(own), 'claim')}: {names}{' …' if most and len(own) > MOST_SAID else ''}")
    screen.row("Model", *(_short(sentence, most) for sentence in voice))
    if topic.weight:
        screen.row("Hangs on", weight_line(topic))
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _short(text: str, most: int | None) -> str:
    return text if most is None else shortened(text, LONGEST)


def summary(topic: Topic) -> str:
    """How many claims, reports, origins, outlets and conflicts there are."""
    outlets = {mention.outlet for mention in topic.mentions}
    return " · ".join(
        (
            counted(len(topic.mentions), "claim"),
            counted(topic.reports, "report"),
            counted(topic.origins, "origin"),
            counted(len(outlets), "outlet"),
            counted(len(topic.disputes), "conflict") if topic.disputes else "no conflict",
        )
    )


def nothing_screen(words: str, advice: str, steps: Iterable[tuple[str, str]]) -> Screen:
    """The screen where the record holds nothing on the words."""
    screen = Screen(words.upper(), "nothing in the record")
    screen.gap()
    screen.paragraph(advice)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _axis(topic: Topic, most: int) -> list[str]:
    """The time axis: years, a line for each outlet, lines of dated events."""
    wide = max(9, min(14, (100 - NAME) // max(len(topic.columns), 1)))
    lines = [padded("", NAME) + "".join(padded(column.label, wide) for column in topic.columns)]
    for name, mentions in topic.outlets(most):
        marks = [_cell([m for m in mentions if column.holds(m.year)], wide - 1) for column in topic.columns]
        lines.append(padded(shortened(name, NAME - 1), NAME) + "".join(padded(mark, wide) for mark in marks))
    for label, kinds in EVENT_LINES.items():
        events = [event for event in topic.events if event.type in kinds]
        if events:
            counts = [sum(column.holds(event.day.year) for event in events) for column in topic.columns]
            line = "".join(padded(EVENT_MARK * min(count, wide - 1), wide) for count in counts)
            lines.append(padded(f"  {label}", NAME) + line)
    return [line.rstrip() for line in lines]


def _cell(mentions: Sequence[Mention], room: int) -> str:
    """What an outlet reported in some years: the value most to the point, and how many claims more."""
    if not mentions:
        return ""
    stating = next((mention for mention in mentions if mention.short), None)
    more = f" +{len(mentions) - 1}" if len(mentions) > 1 else ""
    if stating is None:
        return MARK + more
    text = f"{VALUE_MARK} {stating.short}"
    plus = "+" if more else ""  # rather the value whole than how many more there are
    return next((text + end for end in (more, plus, "") if cells(text + end) <= room), shortened(text, room))


def course_line(course: Course, *, whole: bool) -> str:
    """What was said of one measure over time, in a line; `whole` leaves nothing out."""
    said = course.mentions if whole else course.mentions[:MOST_SAID]
    parts = [f"{mention.short} {mention.when} {mention.outlet}" for mention in said]
    more = [f"{len(course.mentions) - len(said)} more"] if len(said) < len(course.mentions) else []
    return f"{course.states} ({course.unit}): " + " · ".join(parts + more)


def accord_line(accord: Accord) -> str:
    """Claims that say the same, in a line."""
    values = ", ".join(dict.fromkeys(mention.short for mention in accord.mentions if mention.short))
    names = "; ".join(_reference(mention) for mention in accord.mentions)
    origins, outlets = counted(accord.origins, "origin"), counted(accord.outlets, "outlet")
    return f"{states(accord.mentions[0].claim)}: {values}: {origins}, {outlets} ({names})"


def dispute_line(dispute: Dispute) -> str:
    """Two claims that can't both be true, side by side."""
    sides = [f"{said.short or 'says so'} ({_reference(said)})" for said in (dispute.first, dispute.second)]
    return f"{states(dispute.first.claim)}: {sides[0]} against {sides[1]}; {dispute.because}"


def _reference(mention: Mention) -> str:
    return f"{mention.outlet} {mention.when}, {mention.claim.id}"


def weight_line(topic: Topic) -> str:
    """What one outlet carries, and what is left without it."""
    weight = topic.weight
    assert weight is not None
    carries = f"{weight.outlet} carries {weight.claims} of {weight.of}."
    if weight.claims == weight.of:
        return f"{carries} Without it nothing is left."
    left = f"Without it {counted(weight.of - weight.claims, 'claim')} of {counted(weight.origins_left, 'origin')}"
    if weight.last_number is None:
        numbers = ""
    elif weight.last_number_left is None:
        numbers = ", and no number"
    elif weight.last_number_left < weight.last_number:
        numbers = f", and no number after {weight.last_number_left}"
    else:
        numbers = ""
    accords = ""
    if weight.accords:
        stand = "stands" if weight.accords_left == 1 else "stand"
        accords = f" Of {counted(weight.accords, 'agreement')} {weight.accords_left or 'none'} {stand} without it."
    return f"{carries} {left} are left{numbers}.{accords}"


def _years(columns: Sequence[YearSpan]) -> str:
    return f", {columns[0].first}-{columns[-1].last}" if columns else ""
