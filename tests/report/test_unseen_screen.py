"""The screen of what can't be estimated."""

from __future__ import annotations

from legation import api
from legation.report.screen import HEIGHT
from legation.report.unseen_screen import NOTHING, unseen_screen


def test_it_names_each_quantity_with_its_reason_and_claims_on_one_screen():
    answer = api.unseen()
    screen = unseen_screen(
        answer.entries, "", "", [("legation about returns", "what was reported")] * 3,
        citations=answer.citations, cite=answer.cite,
    )  # fmt: skip
    text = " ".join(screen.text().split())
    assert screen.height() <= HEIGHT and text.startswith("NOT ESTIMABLE FROM THIS RECORD 6 on the list")
    assert all(each.quantity in text and each.why in text for each in answer.entries)
    assert "No claim gives a number for it." in text


def test_where_nothing_is_listed_it_says_so():
    assert NOTHING in unseen_screen([], "quota", "", [], citations={}, cite="").text()


def test_each_sentence_has_the_citations_of_claims_that_it_rests_on_the_best_graded_first():
    answer = api.unseen()
    short, whole = (
        unseen_screen(answer.entries, "", "", [], citations=answer.citations, cite=answer.cite, whole=flag).text()
        for flag in (False, True)
    )
    words, every = "".join(short.split()), "".join(whole.split())  # however lines are broken
    spoken = [each for each in answer.entries if each.claims]
    assert words.count("Tocite:") >= len(spoken) and every.count("Tocite:") == sum(len(e.claims) for e in spoken)
    for each in spoken:
        assert answer.citations[each.claims[0].id].replace(" ", "") in words
        assert all(answer.citations[claim.id].replace(" ", "") in every for claim in each.claims)
    assert f"The sentences themselves: {answer.cite}" in short
