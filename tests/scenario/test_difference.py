"""What tells two scenarios apart, in sentences."""

from legation.scenario import difference, load
from tests.scenario.helpers import BASE, AnyRecord, policy, scenario


def test_a_scenario_does_not_differ_from_itself(tmp_path):
    assert difference(scenario(tmp_path, BASE), scenario(tmp_path, BASE, "other")) == []


def test_each_difference_is_a_sentence(tmp_path):
    below = scenario(tmp_path, BASE + policy("banks", "value = 0.5\nfrom = 2017-01-01"))
    above = scenario(
        tmp_path,
        'format = 1\nextends = "small.toml"\ntitle = "Another"\nfrom = 2012-01-02\ndrop = ["banks"]\n'
        '[variants]\nalert = "clampdown"\n[switches]\nalert = false\nflight = true\n'
        '[inputs.lockdown]\nbase = 1\nassumed = "Always."\n'
        '[parameters.trade.income_lost]\ndefault = 0.4\nassumed = "Only the sign is reported."\n'
        + policy("shut", "value = 0.5\nfrom = 2020-01-01", input="lockdown"),
        "child",
    )
    assert difference(below, above) == [
        "Title: A small scenario becomes Another.",
        "First week: 2009-01-05 becomes 2012-01-02.",
        "Variant alert is new: clampdown.",
        "Switch flight is new: on.",
        "Mechanism alert is off instead of on.",
        "Parameter trade.income_lost: uniform becomes fixed at 0.4 share.",
        "Input lockdown: base 0.0 becomes 1.0.",
        "Input lockdown: assumed As before becomes Always.",
        "Policy banks is dropped: A change.",
        "Policy shut is new: A change.",
    ]


def test_the_first_counterfactual_differs_from_the_baseline_in_bank_policies_only():
    baseline, without = (load(name, known_records=AnyRecord()) for name in ("baseline", "no-bank-crackdown"))
    told = [sentence for sentence in difference(baseline, without) if not sentence.startswith(("Title", "About"))]
    assert len(told) == 5
    assert all(sentence.startswith("Policy") and "is dropped" in sentence for sentence in told)
    assert without.input_rows()["bank_access"].min() == 65_536
