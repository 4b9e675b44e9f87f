"""The prior predictive page shows the claims that a fit would use, and never one that is held back."""

import re
from pathlib import Path

from docs.prior_predictive import page
from legation import api
from legation.evidence import ledger

PAGE = Path(__file__).parents[2] / "docs" / "prior-predictive.md"


def _claims(text):
    return set(re.findall(r"^\| ([a-z0-9-]+): ", text, re.M))


def test_every_fit_claim_that_is_measured_is_on_the_page_and_no_other():
    claims = ledger.load_ledger().claims.values()
    assert _claims(PAGE.read_text(encoding="utf-8")) == {
        claim.id for claim in claims if claim.role == "fit" and claim.observable
    }


def test_a_row_says_what_was_reported_what_the_priors_give_and_whom_to_suspect_where_it_lies_outside():
    result = api.run("baseline", worlds=2)
    text = page(result)
    assert _claims(text) == {row.claim for row in result.rows if row.role == "fit"}
    assert result.run_id in text
    for line in text.splitlines():
        if line.startswith("| ") and "**outside the model's range**" in line:
            assert line.split("|")[-2].strip()
