"""`legation unseen`, and `legation about` with words that ask for it."""

from __future__ import annotations

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_about_not_estimable_is_the_same_list(capsys):
    asked, said = run(capsys, "unseen"), run(capsys, "about", "not", "estimable")
    assert asked.code == said.code == 0 and asked.out == said.out
    assert "How many were captured. Nobody counts people in transit." in asked.words
    of = run(capsys, "about", "forced returns not estimable", "--json").data
    assert of["words"] == "forced returns" and of["not_estimable"]


def test_files_and_filters_of_a_topic_are_refused_there(capsys, tmp_path):
    ran = run(capsys, "about", "not estimable", "--html", tmp_path / "x.html", "--outlet", "rfa")
    assert ran.code == 2 and "--html" in ran.err and "--outlet" in ran.err and "legation unseen" in ran.err
    assert not (tmp_path / "x.html").exists()


def test_claims_that_are_not_public_are_marked(capsys, tmp_path):
    place = folder(tmp_path, claim(measure='"flights"', whose='"officials"', handling='"embargoed"'))
    assert "NOT PUBLIC" in run(capsys, "unseen", "--folder", place).out.upper()
