from __future__ import annotations

from dataclasses import replace

from legation.assessment.verdicts import INFORMATIVE, INSIDE, NARROW
from legation.report import first_page
from legation.report.charts import reported_words
from legation.report.findings import Findings, gather_findings


def test_the_answer_has_three_sentences_and_their_counts_add_up(result):
    found = gather_findings(result)
    sentences = first_page.answer(found)
    assert len(sentences) == 3
    assert all(sentence.endswith(".") and ". " not in sentence for sentence in sentences)
    assert f"of {len(found.compared)} reports set beside the model" in sentences[0]
    assert "confidence is low" in sentences[1]


def test_no_word_for_likelihood_is_used_while_nothing_is_fitted(result):
    text = " ".join(first_page.answer(gather_findings(result))).lower()
    assert not [word for word in ("likely", "almost certain", "almost no chance", "roughly even") if word in text]


def test_an_answer_without_comparisons_is_still_three_sentences():
    assert len(first_page.answer(Findings([], [], []))) == 3


def test_at_most_three_figures_each_with_a_reported_value(result):
    names = ("trade_income", "margin_month_rmb", "posted_officials", "trade_index", "trade_income")
    target = next(row.target for row in result.rows if row.target and row.target.said)
    inside = {"lies": INSIDE, "width": NARROW, "grounds": INFORMATIVE, "low": 10.0, "median": 20.0, "high": 30.0}
    rows = [replace(row, observable=name, reported=(20.0, 20.0), target=target, **inside)
            for row, name in zip(result.rows, names, strict=False)]  # fmt: skip
    figures = first_page.figures(result, Findings(rows, [], []))
    assert len(figures) == 3
    assert all(figure.marks and "reported" in figure.svg for figure in figures)
    assert len({figure.title for figure in figures}) == len(figures)


def test_a_run_in_which_no_value_is_compared_has_no_figures(result):
    compared = gather_findings(result).compared
    assert first_page.figures(result, Findings([row for row in compared if not row.reported], [], [])) == []


def test_the_reported_value_is_shown_without_its_tolerance(result):
    row = next(row for row in result.rows if row.target and row.target.wording.name == "about" and row.target.said)
    low, high = row.target.said
    wide = replace(
        row,
        lies=INSIDE,
        width=NARROW,
        grounds=INFORMATIVE,
        low=low,
        median=low,
        high=high,
        reported=(low / 2, high * 2),
    )
    (figure,) = first_page.figures(result, Findings([wide], [], []))
    ((_, _, words),) = figure.marks
    assert words == first_page.reported_with_time(row.target, (low, high))
    assert words.startswith(reported_words((low, high), row.unit)) and row.target.place in words


def test_it_rests_on_five_claims_the_most_cited_first(result):
    found = first_page.rests_on(result)
    uses = [count for _, count in found]
    assert len(found) == 5
    assert uses == sorted(uses, reverse=True)


def test_deaths_are_the_first_that_is_not_estimable(result):
    first = first_page.not_estimable(gather_findings(result), result.ledger)[0]
    assert first["what"] == "Deaths by suicide."
    words = [first["what"], first["why"], *(said for _, said in first["said"])]
    assert not any(letter.isdigit() for letter in "".join(words))


def test_without_a_command_the_scenario_of_the_folder_repeats_the_run(result):
    assert first_page.command(result) == "legation run baseline --worlds 8"
    assert first_page.command(replace(result, command="")) == "legation run scenario.toml --worlds 8 --seed 1"


def test_a_claim_counts_once_for_each_mechanism_or_input_that_rests_on_it(result):
    """Six weights of places rest on the same report; they are one reason to believe it matters."""
    posted = result.scenario.parameters["founding.posted"].model_copy(update={"records": ("pf-e-02",)})
    parameters = dict.fromkeys(("founding.one", "founding.two", "posts.one"), posted)
    here = {"input": "levy_time", "records": ("pf-e-02",)}
    typed = [policy for policy in result.scenario.policies if not policy.parameter]
    policies = [policy.model_copy(update=here) for policy in typed[:2]]
    made = replace(result, scenario=replace(result.scenario, parameters=parameters, inputs={}, policies=policies))
    assert [(claim.id, uses) for claim, uses in first_page.rests_on(made)] == [("pf-e-02", 3)]


def test_what_becomes_of_those_who_leave_is_not_estimable_and_no_range_is_an_estimate(result):
    entries = first_page.not_estimable(gather_findings(result), result.ledger)
    heads = " ".join(entry["what"] for entry in entries)
    assert all(word in heads for word in ("captured", "detained", "handed over", "deters", "left their posts"))
    assert all(entry["why"].startswith("Not estimable from this record. ") for entry in entries)
    assert "They are not estimates" in entries[1]["why"]
