"""What a third party's package says of its own parameters lies below a scenario, and speaks of nothing else."""

from __future__ import annotations

import pytest

from legation.base.faults import ScenarioError
from legation.kernel.units import Declared, Within
from legation.scenario.offers import Offer
from tests.scenario.helpers import BASE, scenario

SIZE = """format = 1

[parameters.guest.size]
title = "size"
unit = "share"
range = [0, 1]
default = 0.5
prior = { kind = "uniform" }
assumed = "Nobody has measured it."
"""
MINE = BASE.replace("[switches]", "[switches]\nguest = true")


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads a scenario where a package offers a text; `on` switches its mechanism on."""
    monkeypatch.chdir(tmp_path)
    ours = scenario(tmp_path, BASE).parameters
    known = {name: Declared(parameter.unit, Within(-1e6, 1e6)) for name, parameter in ours.items()}
    known["guest.size"] = Declared("share", Within(0, 1))

    def load(offer, text=BASE, overrides=()):
        (tmp_path / "guest.toml").write_text(offer, encoding="utf-8")
        offers = {"guest": Offer(tmp_path / "guest.toml")}
        told = {"parameters": known, "switches": ["alert", "guest"], "offers": offers}
        return scenario(tmp_path, text, overrides=overrides, **told)

    return load


def _faults(load, *asked, **more):
    with pytest.raises(ScenarioError) as refused:
        load(*asked, **more)
    return [str(fault) for fault in refused.value.faults]


def test_a_package_that_is_off_changes_nothing_in_a_scenario(load, tmp_path):
    assert load(SIZE).digest() == scenario(tmp_path, BASE).digest()


def test_switched_on_a_mechanism_has_what_its_package_says(load):
    one, two = load(SIZE, MINE), load(SIZE, overrides=["guest=on"])
    assert one.digest() == two.digest()
    assert one.parameters["guest.size"].prior.words() == "uniform"
    assert one.parameters["guest.size"].assumed == "Nobody has measured it."


def test_a_scenario_replaces_what_a_package_says_with_a_reason_of_its_own(load):
    text = MINE + '[parameters.guest.size]\ndefault = 0.25\nassumed = "Our guess."\n'
    size = load(SIZE, text).parameters["guest.size"]
    assert (size.default, size.prior, size.assumed, size.title) == (0.25, None, "Our guess.", "size")
    assert load(SIZE, overrides=["guest=on", "guest.size=0.75"]).parameters["guest.size"].default == 0.75
    (fault,) = _faults(load, SIZE, MINE + "[parameters.guest.size]\ndefault = 0.25\n")
    assert "parameters.guest.size: found no reason" in fault


def test_a_parameter_set_for_a_mechanism_that_is_off_is_refused(load):
    """It would change nothing, and nobody would be told."""
    assert _faults(load, SIZE, overrides=["guest.size=0.75"]) == [
        "setting: found guest.size, while the mechanism guest is off; expected guest=on beside it."
    ]


def test_a_package_needs_reasons_too(load):
    text = SIZE.replace('assumed = "Nobody has measured it."\n', "")
    faults = _faults(load, text, MINE)
    assert any(fault.startswith("guest.toml:3  parameters.guest.size: found no reason") for fault in faults)


def test_a_package_speaks_of_its_own_mechanism_only(load):
    text = SIZE + "[parameters.alert.x]\ndefault = 1\n[inputs.bank_access]\nbase = 1\n[switches]\nalert = false\n"
    assert [fault.partition(" found ")[0] for fault in _faults(load, text)] == [
        "guest.toml:10  parameters.alert.x:", "guest.toml:12  inputs.bank_access:", "guest.toml:14  switches:"
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["format = 2\n", "format = \n", ""])
def test_a_file_that_cannot_be_read_is_refused_by_name(load, text):
    assert all(fault.startswith("guest.toml") for fault in _faults(load, text))
