"""Own findings beside a small record: what says the same, what contradicts, and what only is near."""

from __future__ import annotations

from legation.assessment.own_findings import AGREES, NEAR, OTHERWISE, beside_the_record
from legation.evidence.ledger import load_ledger
from tests.evidence.helpers import claim, folder

SAID = {
    "measure": '"quota"', "whose": '"officials"', "wording": '"about"', "unit": '"USD per person per year"',
    "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip


def test_each_kind_is_told_apart_and_own_claims_are_marked(tmp_path):
    alike = claim(low="30000", high="30000", **SAID)
    apart = claim(id='"two"', upstream='"another"', low="90000", high="90000", **SAID)
    ledger, record = load_ledger(folders=[folder(tmp_path, alike, apart)]), load_ledger()
    first, second = beside_the_record(ledger, record, ["one", "two"])
    kinds = {each.mention.claim.id: (each.kind, each.is_own) for each in first.beside}
    assert kinds["pf-g-12"] == (AGREES, False) and kinds["two"] == (OTHERWISE, True)
    assert "pf-g-12" in [claim.id for claim in first.repeated]
    assert (OTHERWISE, True) in [(each.kind, each.is_own) for each in second.beside]
    near = [each for each in first.beside if each.kind == NEAR]
    assert near and all(each.because and not each.is_own for each in near)


def test_what_states_no_measure_has_what_is_near_its_words(tmp_path):
    bare = claim(paraphrase='"Workers occupied plants over unpaid wages."')
    ledger = load_ledger(folders=[folder(tmp_path, bare)])
    (finding,) = beside_the_record(ledger, load_ledger(), ["one"])
    assert finding.beside[0].mention.claim.id == "pf-j-20" and {each.kind for each in finding.beside} == {NEAR}
    assert finding.as_dict()["standing"].startswith("Can't be set beside others")
