"""A topic on one screen: reports on a time axis by outlet, what agrees, what conflicts, and what one outlet carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.base.number_text import how_many
from legation.evidence.mentions import Accord, Dispute, Mention, states
from legation.evidence.outlet_weights import Conclusion, Weight
from legation.evidence.topics import EVENT_LINES, Course, Topic, YearSpan
from legation.report.lines import cells, padded, shortened
from legation.report.screen import HEIGHT, Screen

MOST_OUTLETS = 6  # lines of the axis
MOST_SHOWN = (3, 2, 1)  # of everything that can be many, until it fits on a screen
# Of what hangs on one outlet: conclusions of each kind, and measures without amounts, until it fits in two lines. With
# 0 the measures are only counted, and with less they are left to `--all`.
MOST_WITHOUT = ((3, 3), (3, 1), (3, 0), (2, 1), (2, 0), (1, 1), (1, 0), (2, -1), (1, -1))
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
    screen.row("Said", *(_short(_said_line(mention), most) for mention in topic.mentions[:most]))
    if own := [mention for mention in topic.mentions if mention.is_own]:
        names = ", ".join(mention.claim.id for mention in own[: MOST_SAID if most else None])
        screen.row("Yours", f"{how_many(len(own), 'claim')}: {names}{' …' if most and len(own) > MOST_SAID else ''}")
    screen.row("Model", *(_short(sentence, most) for sentence in voice))
    if topic.weight:
        screen.row("Hangs on", weight_line(topic, most and LONGEST))
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
            how_many(len(topic.mentions), "claim"),
            how_many(topic.reports, "report"),
            how_many(topic.origins, "origin"),
            how_many(len(outlets), "outlet"),
            how_many(len(topic.disputes), "conflict") if topic.disputes else "no conflict",
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
    parts = [f"{mention.short} {mention.when} {mention.outlet} {mention.grade}" for mention in said]
    more = [f"{len(course.mentions) - len(said)} more"] if len(said) < len(course.mentions) else []
    return f"{course.states} ({course.unit}): " + " · ".join(parts + more)


def accord_line(accord: Accord) -> str:
    """Claims that say the same, in a line."""
    values = ", ".join(dict.fromkeys(mention.short for mention in accord.mentions if mention.short))
    names = "; ".join(_reference(mention) for mention in accord.mentions)
    origins, outlets = how_many(accord.origins, "origin"), how_many(accord.outlets, "outlet")
    return f"{states(accord.mentions[0].claim)}: {values}: {origins}, {outlets} ({names})"


def dispute_line(dispute: Dispute) -> str:
    """Two claims that can't both be true, side by side."""
    sides = [f"{said.short or 'says so'} ({_reference(said)})" for said in (dispute.first, dispute.second)]
    return f"{states(dispute.first.claim)}: {sides[0]} against {sides[1]}; {dispute.because}"


def _reference(mention: Mention) -> str:
    return f"{mention.outlet} {mention.when}, {mention.claim.id}, {mention.grade}"


def _said_line(mention: Mention) -> str:
    return f"{mention.claim.id} ({mention.grade}): {mention.claim.paraphrase}"


def weight_line(topic: Topic, room: int | None = None) -> str:
    """What no longer stands without the outlet that carries most, and what is left.

    room  cells that it may fill; None for all of it
    """
    assert topic.weight is not None
    whole = _weight_line(topic.weight, None, None)
    if room is None or cells(whole) <= room:
        return whole
    lines = [_weight_line(topic.weight, *most, is_short=True) for most in MOST_WITHOUT]
    return next((line for line in lines if cells(line) <= room), shortened(lines[-1], room))


def _weight_line(weight: Weight, most: int | None, most_amounts: int | None, *, is_short: bool = False) -> str:
    """The same with at most so many conclusions of each kind, and so many measures without amounts; None for all.

    is_short  leave out how many origins are left, and that a measure is of officials, whom most are of
    """
    if weight.claims == weight.of:
        return f"Without {weight.outlet} nothing is left."
    left = f"{weight.of - weight.claims} of {how_many(weight.of, 'claim')}"
    left += "" if is_short else f", {how_many(weight.origins_left, 'origin')}"
    left += " is left" if weight.of - weight.claims == 1 else " are left"
    parts = [late] if (late := _late_amounts(weight)) else []
    for label, conclusions in (("agreement", weight.no_accord), ("conflict", weight.no_dispute)):
        if conclusions:
            parts.append(f"no {label} on {_listed([_words(each) for each in conclusions], most, ', ')}")
    if (weight.accords or weight.disputes) and not (weight.no_accord or weight.no_dispute):
        parts.append("what agrees or conflicts still does")
    lost = _lost_amounts(weight)
    if lost and most_amounts != -1:
        measures = _listed(lost, most_amounts, ", ") if most_amounts != 0 else how_many(len(lost), "measure")
        parts.append(f"no amount of {measures}")
    says = "; ".join(parts)
    says = says.replace(" of officials", "") if is_short else says
    return f"Without {weight.outlet} {left}{'; ' if parts else ''}{says}."


def _late_amounts(weight: Weight) -> str:
    """The amounts of any measure of which none is left; empty if as late ones are."""
    if weight.last_number is None or weight.last_number == weight.last_number_left:
        return ""
    return "nothing on amounts" + (f" after {weight.last_number_left}" if weight.last_number_left else "")


def _lost_amounts(weight: Weight) -> list[str]:
    """The measures of which amounts are lost, but for those that are lost with all late ones."""
    until = weight.last_number_left or 0
    return [
        amount.states + (f" after {amount.left}" if amount.left else "")
        for amount in weight.amounts
        if until and (amount.left or 0) < until
    ]


def _words(conclusion: Conclusion) -> str:
    """What is agreed or contested, with its values and years: `levy of officials (300 / 3k, 2018-2022)`."""
    said = f"{' / '.join(conclusion.values)}, " if conclusion.values else ""
    return f"{conclusion.states} ({said}{conclusion.when})"


def _listed(texts: Sequence[str], most: int | None, mark: str) -> str:
    more = f" and {len(texts) - most} more" if most and len(texts) > most else ""
    return mark.join(texts[:most]) + more


def _years(columns: Sequence[YearSpan]) -> str:
    return f", {columns[0].first}-{columns[-1].last}" if columns else ""
