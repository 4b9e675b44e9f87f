"""Ten reports of our own making, with the right answers written before any was read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from legation import api
from legation.assessment import kept_files
from legation.assessment.bottom_lines import OUT_OF_REACH
from legation.assessment.silence import FEW
from legation.base.faults import UserError
from legation.evidence.handling import is_public
from legation.evidence.ledger import load_ledger

REPORTS = tomllib.loads((Path(__file__).parent / "assessed.toml").read_text(encoding="utf-8"))["report"]


@pytest.mark.parametrize("report", REPORTS, ids=[report["name"] for report in REPORTS])
def test_a_report_is_answered_as_was_written_down_beforehand(report):
    answer = api.assess(report["text"], model=report.get("model") == "speaks")
    nearest = answer.assessment.nearest[0] if answer.assessment.nearest else None
    if "nearest" in report:
        assert nearest is not None and nearest.claim.id in report["nearest"]
        assert nearest.standing.relation.value == report["relation"]
    if report.get("new") == "":
        assert answer.assessment.new == ()
    elif "new" in report:
        assert any(report["new"] in sentence for sentence in answer.assessment.new), answer.assessment.new
    assert any(report["record"] in sentence for sentence in answer.assessment.beside), answer.assessment.beside


def test_there_are_ten_of_each_kind():
    assert len(REPORTS) == 10


@pytest.fixture
def few_worlds(monkeypatch, tmp_path_factory):
    place = Path(tmp_path_factory.getbasetemp()) / "kept"
    place.mkdir(exist_ok=True)
    monkeypatch.setattr(kept_files, "private_folder", lambda name: place)
    monkeypatch.setattr(kept_files, "WORLDS", 3)


SILENT = [report for report in REPORTS if report.get("model") == "silent"]


@pytest.mark.parametrize("report", SILENT, ids=[report["name"] for report in SILENT])
def test_the_model_is_silent_where_it_has_nothing_of_its_own_to_say(report, few_worlds):
    answer = api.assess(report["text"])
    assert answer.voice is None or answer.voice.is_silent, answer.model


def test_the_model_is_asked_once_for_worlds_and_then_answers_from_them(few_worlds):
    counted = []
    said = "In 2022 about half of the trade officials in China had been at their posts for more than three years."
    first = api.assess(said, read_as=OVERSTAYED, on_worlds=lambda worlds: lambda: counted.append(worlds))
    assert counted in ([3, 3, 3], []) and first.voice is not None and first.voice.observable == "overstayed_share"
    counted.clear()
    again = api.assess(said, read_as=OVERSTAYED, on_worlds=lambda worlds: lambda: counted.append(worlds))
    assert counted == [] and again.voice == first.voice


OVERSTAYED = {"measure": "overstayed", "whose": "officials", "span": "any_time", "wording": "about", "low": "50",
              "high": "50", "unit": "percent of officials", "place": "China", "period": "2022"}  # fmt: skip


def said_before(text):
    """The claim that is told to have the same words; empty if there is none, or if anything is called new."""
    assessment = api.assess(text, model=False).assessment
    near = assessment.nearest[0]
    return near.claim.id if "the same words" in near.standing.reason and not assessment.new else ""


def test_every_public_claim_is_recognised_by_its_own_words():
    public = [claim for claim in load_ledger().claims.values() if is_public(claim.handling)]
    for claim in public:
        answer = api.assess(claim.paraphrase, model=False)
        near = answer.assessment.nearest[0]
        assert near.claim.id == claim.id and "the same words" in near.standing.reason, claim.id
        assert answer.assessment.new == (), claim.id
        read = answer.claim
        assert (read.measure, read.whose, read.span) == (claim.measure, claim.whose, claim.span), claim.id


def test_with_its_first_clause_at_the_end_a_claim_is_still_recognised():
    moved = 0
    for claim in load_ledger().claims.values():
        clause = re.fullmatch(r"((?:In|On|By|From|At|After|Since|For) [^,.]*?\d{4}),? (.*)\.", claim.paraphrase)
        if clause and moved < 20:
            moved += 1
            assert said_before(f"{clause[2]} {clause[1].lower()[:2]}{clause[1][2:]}.") == claim.id
    assert moved == 20


@pytest.mark.parametrize(
    ("claim", "said", "also"),
    [
        ("pf-g-16-levy", "trade official", "trade representative"),
        ("pf-g-12", "yearly target", "yearly quota"),
    ],
)
def test_with_a_word_for_another_a_claim_is_still_recognised(claim, said, also):
    text = load_ledger().claims[claim].paraphrase
    assert said_before(text.replace(said, also)) == claim


def test_another_number_time_or_place_is_no_repetition():
    said = load_ledger().claims["pf-g-16-levy"].paraphrase
    for changed, into in (("3,000", "9,000"), ("June 2022", "June 2025"), ("China", "Thailand")):
        answer = api.assess(said.replace(changed, into), model=False)
        assert answer.assessment.nearest[0].claim.id == "pf-g-16-levy"
        assert "the same words" not in answer.assessment.nearest[0].standing.reason


def test_a_correction_takes_the_place_of_what_was_read():
    answer = api.assess(
        "In 2019 a levy of 500 dollars was asked in Dandong.", read_as={"whose": "workers"}, model=False
    )
    assert answer.claim.whose == "workers" and dict(answer.read_as)["whose"] == "workers"
    kept = api.assess("In 2019 a levy of 500 dollars was asked in Dandong.", model=False)
    assert kept.claim.place == "Dandong" and kept.claim.low == 500


def test_wrong_corrections_are_told_all_at_once():
    wrong = {"whose": "bankers", "period": "04/05/2019", "low": "many", "colour": "red", "measure": "quotta"}
    with pytest.raises(UserError) as refused:
        api.assess("A levy.", read_as=wrong, model=False)
    assert sorted(fault.field for fault in refused.value.faults) == ["low", "measure", "period", "read_as", "whose"]


@pytest.mark.parametrize(
    ("place", "area"), [("Kunming", "other China"), ("Harbin", "other China"), ("Hunchun street level", "Jilin")]
)
def test_a_town_as_a_correction_is_answered_with_its_area(place, area):
    with pytest.raises(UserError) as refused:
        api.assess("A levy.", read_as={"place": place}, model=False)
    assert [fault.advice for fault in refused.value.faults] == [f"It lies in {area}: write that area."]


@pytest.mark.parametrize("said", ["", "   "])
def test_nothing_is_no_report(said):
    with pytest.raises(UserError, match="expected a sentence"):
        api.assess(said)


def test_marks_of_identity_are_refused_and_not_repeated():
    with pytest.raises(UserError) as refused:
        api.assess("Comrade Kim Chol Su, telephone 010-1234-5678, left his post.", model=False)
    assert "1234" not in str(refused.value) and "Chol" not in str(refused.value)


def test_an_outlet_is_known_by_id_or_name():
    said = "In June 2019 the yearly target of a trade officer in north-east China was about 30,000 US dollars."
    near = api.assess(said, outlet="rfa", published="2019-06-03", model=False).assessment.nearest[0]
    assert (near.claim.id, near.same_origin) == ("pf-g-12", "yes")
    assert api.assess(said, model=False).assessment.nearest[0].same_origin == "can't tell"


def test_a_size_is_judged_without_a_date_and_the_date_is_asked_for():
    answer = api.assess("Last week 40,000 trade officials defected from Beijing.", model=False)
    assert any("more than were ever reported to be there at all" in line for line in answer.assessment.beside)
    assert any("higher than every one reported so far" in line for line in answer.assessment.new)
    assert answer.corrections[0] == ("legation assess … --published DAY", "so that “Last week” can be dated")


def test_of_one_private_person_nothing_is_asked_that_narrows_down_who():
    answer = api.assess("The minister's cousin has a secret account.", model=False)
    questions = " ".join(answer.assessment.questions)
    assert "one private person" in questions
    assert not any(word in questions for word in ("Where", "When was", "Of whom", "name"))
    assert not any("not reported of anybody" in line for line in answer.assessment.new)


def test_what_the_reading_lacks_is_hinted_at():
    lacking = api.assess("It was hard for trade officials in 2023.", model=False)
    assert "measure=NAME" in lacking.corrections[0][0]
    whole = api.assess("In June 2019 the yearly quota of a trade officer in China was 30,000 dollars.", model=False)
    assert whole.corrections[0][0].endswith("FIELD=VALUE")


def test_what_no_world_could_answer_needs_no_worlds(monkeypatch, tmp_path):
    monkeypatch.setattr(kept_files, "private_folder", lambda name: None)
    answer = api.assess("Several officials died by suicide in 2022.", read_as={"measure": "deaths_by_suicide"})
    assert answer.model.startswith("The model gives deaths no number")


FOREGONE = [
    "In June 2022 each trade official in China was told to give USD 3,000 by the end of July.",
    "In June 2019 the yearly quota of a trade officer in China was 30,000 dollars.",
    "In 2016 two officials were executed in Pyongyang.",
    "The weather in Pyongyang was unusually warm.",
]


@pytest.mark.parametrize("said", FOREGONE)
def test_a_foregone_answer_simulates_no_world(said, monkeypatch, tmp_path):
    monkeypatch.setattr(kept_files, "private_folder", lambda name: tmp_path)
    worlds = []
    answer = api.assess(said, on_worlds=lambda number: lambda: worlds.append(number))
    assert worlds == [] and answer.voice is not None and answer.voice.is_silent
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_foregone_answer_that_is_kept_loads_no_numpy(tmp_path):
    code = (
        "import sys; from legation import api; api.assess(sys.argv[1]); "
        "import legation.report.assessment_screen; sys.exit(2 * ('numpy' in sys.modules))"
    )
    environment = os.environ | {"LEGATION_CACHE": str(tmp_path)}
    ends = [
        subprocess.run([sys.executable, "-c", code, FOREGONE[0]], check=False, env=environment).returncode
        for _ in range(2)
    ]
    assert ends == [2, 0]  # It is worked out once.


ANNIVERSARY = (
    "Daily NK reported in October 2021 that each trade official in Shenyang had to pay 3,000 dollars for the "
    "anniversary of the party."
)
TO_JAPAN = "Ten thousand North Korean trade officials fled to Japan in one week in May 2019."
RICE = "The price of rice in Hamhung rose to 6,000 won in March 2021."


def test_the_bottom_line_says_what_an_editor_can_use():
    assert api.assess(ANNIVERSARY, model=False).bottom_line == (
        "New in the record for 2021-10. Of other times 2 origins spoke of like sums (3,000 USD: pf-g-16-levy; 3,000 "
        "USD or more: pf-g-11). Of other times 2 origins said something else (1,788 USD: pf-g-14; 300 USD: "
        "pf-g-11-daily-nk)."
    )


def test_an_outlet_that_is_named_stands_in_the_reading_and_beside_claims_of_it():
    named = api.assess(ANNIVERSARY, model=False)
    assert dict(named.read_as)["outlet"] == "Daily NK"
    assert dict(named.read_as)["period"] == "2021-10 (that of the report, as it names no other)"
    said = "In August 2019 trade officials in Dandong who missed their quota were no longer called home."
    for text, outlet in ((said, "Daily NK"), (f"{said[:-1]}, Daily NK reported.", "")):
        near = api.assess(text, outlet=outlet, model=False).assessment.nearest
        same = {each.claim.id: each.same_outlet for each in near}
        assert same == {each.claim.id: each.outlet == "Daily NK" for each in near} and any(same.values())
    assert not any(each.same_outlet for each in api.assess(said, model=False).assessment.nearest)


def test_a_place_that_the_model_has_not_is_named_and_the_number_set_beside_all_head_counts():
    answer = api.assess(TO_JAPAN, model=False)
    assert dict(answer.read_as)["place named"] == "Japan (no place of the model)"
    assert "it names Japan, which is no place of the model" in answer.assessment.beside[0]
    assert answer.assessment.questions[0] == (
        "From where did they leave: which city or province? It names Japan, which is no place of the model."
    )
    assert "more than all officials posted abroad by any report (5,600)" in answer.bottom_line
    assert any("5,600, the largest count of 3 places together: pf-e-03" in line for line in answer.assessment.beside)
    assert any("1,000 times the highest: nk-2015-recall-10" in line for line in answer.assessment.new)


def test_what_is_out_of_reach_is_said_first_and_what_was_read_is_kept():
    answer = api.assess(RICE, model=False)
    assert answer.bottom_line == "Not what this record is about: it states no measure of it."
    assert answer.assessment.nearest == () and answer.as_dict()["is_out_of_reach"] is True
    assert dict(answer.read_as) == {
        "words": "price, rose", "change": "rose", "number": "6,000 KRW", "period": "2021-03",
        "place named": "Hamhung (no place of the model)",
    }  # fmt: skip
    assert answer.steps == [("legation about", "what the record is about")]


@pytest.mark.parametrize("report", REPORTS, ids=[report["name"] for report in REPORTS])
def test_only_commands_that_find_something_are_offered(report):
    answer = api.assess(report["text"], model=False)
    for command, _ in answer.steps:
        if command.startswith("legation about "):
            assert api.about(command.removeprefix("legation about ")).topic.mentions, command
        if command.startswith("legation evidence show "):
            assert command.rpartition(" ")[2] in load_ledger().claims


def test_years_without_claims_are_not_offered():
    assert api.assess(ANNIVERSARY, model=False).about == "levy"
    assert api.assess("In June 2019 the yearly quota in China was 30,000 dollars.", model=False).about == "quota 2019"


def test_questions_follow_from_the_sentence():
    asked = [api.assess(report["text"], model=False).assessment.questions for report in REPORTS]
    assert len({question for questions in asked for question in questions}) >= 15
    assert not set.intersection(*map(set, asked))
    assert "Which anniversary, and is the sum for one or for the year?" in (
        api.assess(ANNIVERSARY, model=False).assessment.questions
    )


@pytest.mark.parametrize(
    "said",
    [
        "In 2019 five trade officials fled from Dandong.",
        "In May 2019 five trade officials fled from China.",
        "In 2019 five trade officials from Shenyang were forcibly returned.",
    ],
)
def test_a_made_up_sentence_gets_no_number_of_a_town_or_a_month(said, few_worlds):
    answer = api.assess(said)
    assert "by year and region only" in answer.model and answer.voice.is_silent
    told = answer.as_dict()["model"]
    assert [told[name] for name in ("low", "median", "high", "share")] == [None] * 4


@pytest.mark.parametrize("read_as", [{}, {"whose": "officials"}, {"place": "China", "period": "2023"},
                                     {"measure": "overstayed", "span": "any_time"}])  # fmt: skip
def test_no_correction_turns_a_described_person_into_a_number(read_as, few_worlds):
    answer = api.assess("A deputy head of a trading company in Dandong, aged 52, fled in May 2023.", read_as=read_as)
    assert answer.model == FEW and answer.voice.share is None and answer.assessment.nearest


def test_a_report_that_narrows_down_to_one_person_is_refused_and_not_repeated():
    with pytest.raises(UserError) as refused:
        api.assess("One trader of a company in Dandong fled by train in May 2023 with his wife.", model=False)
    message = str(refused.value)
    assert "5 narrowing details: city or finer, month or finer" in message and "name the year" in message
    assert not any(word in message for word in ("Dandong", "train", "wife", "2023", "company in"))
    api.assess("Traders of companies in Dandong fled by train in May 2023 with their wives.", model=False)


@pytest.mark.parametrize(
    "said",
    [
        "Officials of a trade company in Dandong are asked for money before a holiday.",
        "Officials of a trade company in Dandong were asked for cash ahead of the Day of the Sun 2024.",
        "Trade officials in Dandong have to hand over money before a holiday.",
        "Officials of a trading company in Dandong were told to pay a levy.",
    ],
)
def test_the_most_ordinary_report_is_set_beside_the_levies_of_officials(said):
    answer = api.assess(said, model=False)
    near = [each.claim for each in answer.assessment.nearest]
    assert [(claim.measure, claim.whose) for claim in near] == [("levy", "officials")] * 3


@pytest.mark.parametrize(
    "said",
    [
        "Officials of the Cuban embassy in Hanoi were asked for money before a holiday.",
        "Chinese tourists in Dandong were asked to pay 500 dollars in 2019.",
        "Bakers in Paris are told to pay a levy before a holiday.",
    ],
)
def test_a_report_of_others_is_out_of_reach_and_not_new(said):
    answer = api.assess(said)
    assert answer.assessment.is_out_of_reach and answer.bottom_line == OUT_OF_REACH and answer.voice.is_silent
    assert api.assess(said, read_as={"measure": "levy", "whose": "officials"}, model=False).claim.measure == "levy"
