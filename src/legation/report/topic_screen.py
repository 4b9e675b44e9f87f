"""A topic on one screen: reports on a time axis by outlet, what agrees, what conflicts, and what one outlet carries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from legation.base.number_text import how_many
from legation.evidence.grades import INFORMATION_GRADES, OUTLET_GRADES, SOURCE_GRADES
from legation.evidence.mentions import Accord, Dispute, Mention, states
from legation.evidence.outlet_weights import AGREEMENT, AMOUNTS, CONFLICT, Weight
from legation.evidence.topics import EVENT_LINES, Course, Topic, YearSpan
from legation.report.lines import cells, first_words, padded, shortened
from legation.report.screen import HEIGHT, Screen

MOST_OUTLETS = 6  # lines of the axis
MOST_SHOWN = (3, 2, 1)  # of everything that can be many, until it fits on a screen
WEIGHT_ROOM = 255  # cells of what hangs on outlets: three lines
MOST_OWN = 5  # claims of the user's
MOST_SAID = 7  # numbers of one measure over time
LONGEST = 174  # cells of a text: two lines
ONE_LINE = 86
NAME = 18  # cells of an outlet's name
VALUE_MARK, MARK, EVENT_MARK = "●", "○", "▏"


def topic_screen(
    topic: Topic,
    voice: Sequence[str],
    steps: Iterable[tuple[str, str]],
    *,
    written: Iterable[tuple[str, str]] = (),
    whole: bool = False,
) -> Screen:
    """The screen of a topic.

    voice   what the model has to say, in sentences
    steps   commands to go on with, each with its purpose
    written files that were written, each with what it holds
    whole   show everything and not only what fits on a screen
    """
    listed = list(steps)
    if whole:
        return _screen(topic, voice, listed, None)
    screens = [_screen(topic, voice, listed, most) for most in MOST_SHOWN]
    screens += [_screen(topic, voice, listed, 1, room=room) for room in (WEIGHT_ROOM, LONGEST)]
    chosen = next((screen for screen in screens if screen.height() <= HEIGHT), screens[-1])
    # What was written to files stands below the screen and takes nothing from it.
    for file, purpose in written:
        chosen.step(file, purpose, label="Written")
    return chosen


def _screen(
    topic: Topic,
    voice: Sequence[str],
    steps: Sequence[tuple[str, str]],
    most: int | None,
    *,
    room: int | None = None,
) -> Screen:
    """The screen with at most so many of everything that can be many; None for all.

    room  cells of a text where room is short: then the line on conflicts only counts the claims that differ from others
          of other times, and what is said elsewhere is left out; None where it is not
    """
    counts_changes, room = room is not None, room or WEIGHT_ROOM
    screen = Screen(topic.words.upper() + _years(topic.columns), summary(topic))
    if topic.handling:
        screen.warning(topic.handling)
    screen.gap()
    if topic.own:
        said = [f"{_said_line(own).rstrip('.')}. {topic.own_standing[own.claim.id]}" for own in topic.own]
        more = [f"and {len(said) - MOST_OWN} more"] if most and len(said) > MOST_OWN else []
        screen.row("Yours", *(_short(line, most) for line in said[: MOST_OWN if most else None]), *more)
        screen.gap()
    screen.chart(_axis(topic, MOST_OUTLETS if most else len({mention.outlet for mention in topic.mentions})))
    screen.gap()
    counted = extent_lines(topic)
    if counted:
        screen.row("Least-most", *(line if most is None else first_words(line, room) for line in counted[:most]))
    # Where room is short, the least and the most say more than a course of which most is cut.
    for course in () if counts_changes and counted else topic.courses[:most]:
        screen.row("Over time", _short(course_line(course, whole=most is None), most))
    screen.row("Agree", *_on_fewer_lines(_agreement(topic, most), counts_changes))
    conflicts = _conflict(
        topic, most if counts_changes else most and most + 1
    )  # A reader misses one of these more than any other line.
    if topic.changes and counts_changes:
        conflicts[-1] += f"; {how_many(len(topic.changes), 'pair')} of other times (--all)"
    screen.row("Conflict", *_on_fewer_lines(conflicts, counts_changes))
    if topic.changes and not counts_changes:
        screen.row("Changed", *_first([change_line(change) for change in topic.changes], most))
    others = [mention for mention in topic.leading if not mention.is_own]
    screen.row("Said", *(_short(_said_line(mention), most) for mention in others[:most]))
    screen.row("Model", *voice)  # whole, as it may be quoted
    if topic.weight:
        screen.row("Hangs on", *weight_lines(topic, most and room))
    if origins := origin_lines(topic, whole=most is None):
        screen.row("Origins", *origins)
    for label, lines in (("Apart", apart_lines(topic)), ("Grades", grade_lines(topic))):
        if lines:
            screen.row(
                label, *(first_words(line, ONE_LINE) if counts_changes else _short(line, most) for line in lines)
            )
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _agreement(topic: Topic, most: int | None) -> list[str]:
    """What agrees and is not contested. What is contested stands once, as a side of its conflict."""
    lines = [accord_line(accord) for accord in topic.accords if not accord.is_contested]
    contested = len(topic.accords) - len(lines)
    if not lines:
        if not contested:
            return ["No two origins say the same."]
        named = "; ".join(
            f"{states(accord.mentions[0].claim)} ({', '.join(mention.claim.id for mention in accord.mentions)})"
            for accord in topic.accords
        )
        return [f"Wherever two origins agree, another contradicts them: {named}."]
    return _first(lines, most)


def _conflict(topic: Topic, most: int | None) -> list[str]:
    return _first(
        [dispute_line(dispute, LONGEST if most else None) for dispute in topic.disputes], most, is_whole=True
    ) or ["No two origins contradict one another."]


def _first(lines: Sequence[str], most: int | None, *, is_whole: bool = False) -> list[str]:
    """The first of some lines, and how many more there are."""
    rest = [f"and {len(lines) - most} more"] if most and len(lines) > most else []
    return [line if is_whole else _short(line, most) for line in lines[:most]] + rest


def _on_fewer_lines(lines: Sequence[str], wanted: bool) -> list[str]:
    """The same lines; where that is wanted, how many more there are stands behind the last of them."""
    *others, last = lines
    return [*others[:-1], f"{others[-1]}; {last}"] if wanted and others and last.startswith("and ") else [*lines]


def _short(text: str, most: int | None) -> str:
    return text if most is None else first_words(text, LONGEST)


def origin_lines(topic: Topic, *, whole: bool) -> list[str]:
    """What the number of origins means, and with `whole` each of them: through whom it came, and how many claims."""
    named = [each for each in topic.listed_origins if each.is_known]
    unnamed = len(topic.listed_origins) - len(named)
    lines = []
    if unnamed:
        said = f"{len(named)} named; {how_many(unnamed, 'report')}"
        verb = "names none, and may be" if unnamed == 1 else "name none, and each may be"
        lines.append(f"{said} {verb} one of these or one more" + ("" if whole else " (--all)"))
    if whole:
        for each in topic.listed_origins:
            words = each.words if each.is_known else "names no origin"
            words = f" ({words})" if words else ""
            lines.append(
                f"{each.name}{words}, through {' and '.join(each.outlets)}: "
                f"{how_many(len(each.claims), 'claim')} ({', '.join(each.claims)})"
            )
    return lines


def apart_lines(topic: Topic) -> list[str]:
    """The claims that are counted nowhere, and why."""
    lines = []
    if topic.derived:
        names = ", ".join(mention.claim.id for mention in topic.derived)
        lines.append(f"Worked out by the compilers, reported by nobody: {names}")
    if topic.passing:
        names = ", ".join(mention.claim.id for mention in topic.passing)
        verb = "mentions the word" if len(topic.passing) == 1 else "mention the word"
        lines.append(f"{how_many(len(topic.passing), 'claim')} only {verb}: {names}")
    return lines


def grade_lines(topic: Topic) -> list[str]:
    """What the first grade on the screen says."""
    if not topic.mentions:
        return []
    codes = topic.leading[0].grade
    source, outlet, digit = codes[0], codes[2], int(codes[4])
    words = (
        f"source {source} ({SOURCE_GRADES[source].partition(':')[0]})",
        f"outlet {outlet} ({_CLAUSE.split(OUTLET_GRADES[outlet])[0]})",
        f"{digit}: {_CLAUSE.split(INFORMATION_GRADES[digit])[0]}",
    )
    return [f"{codes}: {', '.join(words)}"]


_CLAUSE = re.compile(r",|;| or ")


def summary(topic: Topic) -> str:
    """How many claims, reports, origins, outlets and conflicts there are."""
    outlets = {mention.outlet for mention in topic.mentions}
    return " · ".join(
        (
            how_many(len(topic.mentions), "claim"),
            how_many(topic.reports, "report"),
            _origins_words(topic),
            how_many(len(outlets), "outlet"),
            how_many(len(topic.disputes), "conflict") if topic.disputes else "no conflict",
        )
    )


def _origins_words(topic: Topic) -> str:
    """How many origins there are: from what is known to the most that there may be, where some reports name none."""
    if topic.origins == topic.origins_at_most:
        return how_many(topic.origins, "origin")
    return f"{topic.origins}-{topic.origins_at_most} origins"


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
    stating = next((mention for mention in mentions if mention.marks), None)
    more = f" +{len(mentions) - 1}" if len(mentions) > 1 else ""
    if stating is None:
        return MARK + more
    text = f"{VALUE_MARK} {stating.marks}"
    plus = "+" if more else ""  # rather the value whole than how many more there are
    return next((text + end for end in (more, plus, "") if cells(text + end) <= room), shortened(text, room))


def extent_lines(topic: Topic) -> list[str]:
    """For each measure the least and the most that was said of it, by span, with who said it and the grade."""
    by_measure: dict[str, list[str]] = {}
    for each in topic.extents:
        ends = [f"{mention.short} ({mention.teller} {mention.when}, {mention.grade})"
                for mention in {end.claim.id: end for end in (each.least, each.most)}.values()]  # fmt: skip
        unit = f" {each.unit}" if not each.unit.startswith("percent") else ""
        span = f" {each.span}" if each.span and " per " not in each.unit else ""
        by_measure.setdefault(each.states, []).append(f"{' to '.join(ends)}{unit}{span}")
    return [f"{what}: {'; '.join(parts)}" for what, parts in by_measure.items()]


def course_line(course: Course, *, whole: bool) -> str:
    """What was said of one measure over time, in a line; `whole` leaves nothing out.

    Else the least and the most stay, and of the others the best graded, as far as two lines hold them.
    """
    span = f", {course.span}" if course.span else ""
    head = f"{course.states}{span} ({course.unit}): "

    def line(kept: Collection[Mention]) -> str:
        parts = [f"{mention.short} {mention.when} {mention.teller} {mention.grade}" for mention in course.mentions
                 if mention in kept]  # fmt: skip
        left = len(course.mentions) - len(parts)
        return head + " · ".join([*parts, *([f"{left} more"] if left else [])])

    if whole:
        return line(course.mentions)
    kept: list[Mention] = []
    for mention in course.weightiest:
        if len(kept) == MOST_SAID or (kept and cells(line([*kept, mention])) > LONGEST):
            break
        kept.append(mention)
    return line(kept)


def accord_line(accord: Accord) -> str:
    """Claims that say the same, in a line."""
    values = ", ".join(dict.fromkeys(mention.short for mention in accord.mentions if mention.short))
    origins, outlets = how_many(accord.origins, "origin"), how_many(accord.outlets, "outlet")
    names = "; ".join(_reference(mention) for mention in accord.mentions)
    return f"{states(accord.mentions[0].claim)}: {values}: {origins}, {outlets} ({names})"


def dispute_line(dispute: Dispute, room: int | None = None) -> str:
    """Two sides that can't both be true; where there is room, with the reason."""
    sides = [_side(side) for side in dispute.sides]
    line = f"{states(dispute.first[0].claim)}: {sides[0]} against {sides[1]}"
    whole = f"{line}; {dispute.because}"
    return whole if room is None or cells(whole) <= room else line


def change_line(change: Dispute) -> str:
    """Two claims with other values mostly of other times, in a line."""
    sides = [_side(side) for side in change.sides]
    return f"{states(change.first[0].claim)}: {sides[0]}, and {sides[1]}; {change.because}, so no conflict"


def _side(side: Sequence[Mention]) -> str:
    values = ", ".join(dict.fromkeys(mention.short for mention in side if mention.short)) or "says so"
    return f"{values} ({'; '.join(_reference(mention) for mention in side)})"


def _reference(mention: Mention) -> str:
    return f"{mention.teller} {mention.when}, {mention.claim.id}, {mention.grade}"


def _said_line(mention: Mention) -> str:
    return f"{mention.claim.id} ({mention.grade}): {mention.claim.paraphrase}"


def weight_lines(topic: Topic, room: int | None = None) -> list[str]:
    """What would be gone without which outlet: amounts by measure, agreements, conflicts, and most of the claims.

    room  cells that it may fill; None for all of it
    """
    assert topic.weight is not None
    weight = topic.weight
    outlet, number = weight.counts[0]
    if number == weight.of:
        return [f"{outlet} alone: {how_many(number, 'claim')}"]
    most = f"most claims: {outlet} {number} of {weight.of}"
    if room is None:
        every = ", ".join(f"{name} {claims}" for name, claims in weight.counts)
        return [*_hanging(weight, None), f"claims: {every}"]
    # Most are of officials, so that these words can go first.
    parts = [part.replace(" of officials", "") for part in _hanging(weight, 3)]
    left_out, line = 0, "; ".join([*parts, most])
    while cells(line) > room and len(parts) > 1:
        parts.pop()
        left_out += 1
        line = "; ".join([*parts, f"{left_out} more by --all", most])
    return [first_words(line, room)]


def _hanging(weight: Weight, named: int | None) -> list[str]:
    """What hangs on each outlet, or on each of several: `amounts of quota, levy after 2018: Radio Free Asia alone`.

    named  how many measures of each at most; None for all
    """
    parts: list[str] = []
    for what, begins in ((AMOUNTS, "amounts of "), (CONFLICT, "conflict on "), (AGREEMENT, "agreement on ")):
        by_outlets: dict[tuple[str, ...], list[str]] = {}
        for each in weight.dependences:
            if each.what == what:
                after = f" after {each.after}" if each.after else ""
                by_outlets.setdefault(each.outlets, []).append(each.states + after)
        ranked = sorted(by_outlets.items(), key=lambda item: -len(item[1]))
        for position, (outlets, stated) in enumerate(ranked):
            more = f" and {len(stated) - named} more" if named and len(stated) > named else ""
            who = f"{outlets[0]} alone" if len(outlets) == 1 else f"both {' and '.join(outlets)}"
            parts.append(f"{'of ' if position else begins}{', '.join(stated[:named])}{more}: {who}")
    return parts


def _years(columns: Sequence[YearSpan]) -> str:
    return f", {columns[0].first}-{columns[-1].last}" if columns else ""
