"""Relations are the same whether all are worked out or one is asked for."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import Relation, proposition, relation
from legation.evidence.relations import Relations
from legation.evidence.series import rates_by_year


def test_relations_that_are_worked_out_one_by_one_are_those_of_all_pairs():
    claims = [claim for claim in load_ledger().claims.values() if not claim.derived_from]
    said = {claim.id: proposition(claim, rates_by_year()) for claim in claims if claim.status == "active"}
    expected = {}
    for name, this in said.items():
        for other, that in said.items():
            if name != other and (standing := relation(this, that)).relation is not Relation.APART:
                expected.setdefault(name, {})[other] = standing
    lazily = Relations(load_ledger().claims.values(), rates_by_year())
    assert lazily["nk-2019-mss-13"] == expected["nk-2019-mss-13"], "asked for by itself"
    assert dict(lazily) == expected and len(lazily) == len(expected)
    assert lazily.get("pf-c-01", {}) == {} and "nowhere" not in lazily


def test_what_is_asked_for_first_changes_nothing():
    claims, rates = list(load_ledger().claims.values()), rates_by_year()
    whole = dict(Relations(claims, rates))
    backwards = Relations(claims, rates)
    assert {name: backwards[name] for name in reversed(whole)} == whole
