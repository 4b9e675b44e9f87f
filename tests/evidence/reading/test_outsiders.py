"""Outsiders: who is none of those whom the record is about, and that nobody of the record is taken for one."""

from __future__ import annotations

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.reading.sentences import read_sentence


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Officials of the Cuban embassy in Hanoi were asked for money.", "Officials of the Cuban embassy"),
        ("Diplomats at a French consulate were recalled in 2020.", "Diplomats at a French consulate"),
        ("Chinese tourists in Dandong were asked to pay 500 dollars in 2019.", "Chinese tourists"),
        ("In 2019 two hundred Chinese students fled from Dandong.", "Chinese students"),
        ("In Dandong, Russian workers fled in 2021.", "Russian workers"),
        ("South Korean officials in Seoul fled in 2019.", "South Korean officials"),
        ("Cuban diplomats fled from Hanoi in 2020.", "Cuban diplomats"),
        ("Bakers in Paris are told to pay a levy before a holiday.", "Bakers"),
        ("In 2022 many teachers had to pay a levy.", "teachers"),
    ],
)  # fmt: skip
def test_a_sentence_about_others_names_them(said, who):
    outsiders = read_sentence(said).outsiders
    assert outsiders is not None and outsiders.value == outsiders.words(said) == who


@pytest.mark.parametrize(
    "said",
    [
        "Chinese police caught ten officials in Dandong in 2020.",
        "Chinese traders said North Korean officials pay 3,000 dollars.",
        "Workers at a Chinese factory in Dandong fled in 2021.",
        "A good tie with a Chinese trader gave trade officials a secure income.",
        "Chinese traders lost money as trade with North Korea fell.",
        "Chinese banks refuse to open accounts.",
        "Members were told to pay a levy before a holiday.",
        "Trade officials in Paris are told to pay a levy.",
        "Orders to return came in 2015.",
    ],
)
def test_a_sentence_that_has_persons_of_the_record_is_about_them(said):
    assert read_sentence(said).outsiders is None


def test_no_claim_of_the_record_is_about_outsiders():
    read = {claim.id: read_sentence(claim.paraphrase).outsiders for claim in load_ledger().claims.values()}
    assert {name: outsiders.value for name, outsiders in read.items() if outsiders} == {}
