"""A new report on one screen, whatever was typed."""

from __future__ import annotations

import pytest

from legation.assessment.bottom_lines import bottom_line
from legation.assessment.reports import Brought, assess_report
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from legation.report.assessment_screen import assessment_screen
from legation.report.screen import HEIGHT

STEPS = [("legation evidence show pf-g-12", "the nearest in full")]
QUOTA = {"measure": "quota", "whose": "officials", "span": "year", "wording": "about", "low": 3e4, "high": 3e4,
         "unit": "USD", "place": "China", "period": parse_date("2019")}  # fmt: skip


def screen(said="Said.", model="Nothing in the model measures it.", is_of_subject=True, **fields):
    assessment = assess_report(load_ledger(), Brought(typed_claim(said, **fields), is_of_subject=is_of_subject), [])
    return assessment_screen(assessment, [("measure", "quota")], bottom_line(assessment, None), model, STEPS)


RETURNED = {"measure": "forced_returns", "whose": "everybody", "wording": "exact", "low": 40.0, "high": 40.0,
            "unit": "persons", "span": "day", "place": "China", "period": parse_date("2023-09-18")}  # fmt: skip


@pytest.mark.parametrize("fields", [{}, QUOTA, QUOTA | {"whose": "workers"}, RETURNED])
def test_it_fits_a_screen(fields):
    shown = screen(**fields, model="In the model " + "numbers " * 40)
    assert shown.height(100) <= HEIGHT


def test_its_parts_come_in_order_with_the_caution():
    text = screen(**QUOTA).text(100)
    places = [
        text.index(part)
        for part in ("In short", "Read as", "Nearest", "New in it", "Record", "Model", "Ask next", "Next")
    ]
    assert places == sorted(places)
    assert "It is not corroboration, and a poor fit is not a denial." in " ".join(text.split())


def test_what_nobody_reported_says_so():
    text = screen().text(100)
    assert "No claim of the record is near it." in text and "That is no denial." in text


def test_what_is_out_of_reach_has_neither_model_nor_caution():
    text = screen(is_of_subject=False).text(100)
    assert "Not what this record is about: it states no measure of it." in text
    assert not any(part in text for part in ("Model", "denial", "Record", "Ask next"))


def test_the_outlets_of_the_claims_that_matter_are_named():
    text = " ".join(screen(**QUOTA).text(100).split())
    named = "Built largely from the same outlets (4 claims matter here: Radio Free Asia 2, Good Friends 1, NKSIS 1)."
    assert named in text


def test_a_long_report_is_cut_on_the_screen():
    assert screen("word " * 2000).height(100) <= HEIGHT
