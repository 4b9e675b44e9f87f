"""Gaps: what is named and not built, what is out of scope, and what nobody has explained."""

from __future__ import annotations

from pathlib import Path

from legation.evidence import ledger
from legation.evidence.queries import KINDS
from legation.provenance.gaps import find_gaps, installed, waits_for
from tests.evidence.helpers import claim, shipped

BUILT = {kind: frozenset[str]() for kind in KINDS} | {"mechanism": frozenset({"trade"})}


def test_each_claim_without_anything_built_stands_in_one_list(tmp_path: Path) -> None:
    claims = (
        claim(represented_by='{ mechanism = ["trade", "recall"] }'),
        claim(id='"two"', represented_by='{ mechanism = ["recall"], observable = ["recalls_ordered"] }'),
        claim(id='"three"', out_of_scope='"No smuggling."'),
        claim(id='"four"'),
    )
    found = find_gaps(ledger.load_ledger(records=shipped(tmp_path, *claims)), BUILT)
    assert [(claim.id, waits) for claim, waits in found.waiting] == [
        ("two", ("observable recalls_ordered", "mechanism recall"))
    ]
    assert [claim.id for claim in found.out_of_scope] == ["three"]
    assert [claim.id for claim in found.unexplained] == ["four"]


def test_one_thing_built_is_enough(tmp_path: Path) -> None:
    found = ledger.load_ledger(records=shipped(tmp_path, claim(represented_by='{ mechanism = ["recall", "trade"] }')))
    assert waits_for(found.claim("one"), BUILT) == ()


def test_the_installed_program_has_names_of_every_kind() -> None:
    assert set(installed()) == set(KINDS) and all(installed().values())
    assert "trade" in installed()["mechanism"] and "founding.posted" in installed()["parameter"]


def test_every_claim_of_the_shipped_ledger_is_built_waiting_or_out_of_scope() -> None:
    shipped_ledger = ledger.load_ledger()
    found = find_gaps(shipped_ledger)
    assert found.unexplained == []
    assert all(claim.out_of_scope for claim in found.out_of_scope)
    assert len(found.waiting) + len(found.out_of_scope) < len(shipped_ledger.claims)
