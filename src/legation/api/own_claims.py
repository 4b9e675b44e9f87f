"""A user's own findings, all of them: each beside what the record says of the same, and what the model says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.arguments import collect_faults, open_ledger, selection_of
from legation.assessment.own_findings import OwnFinding, beside_the_record
from legation.base.faults import Fault, Faults, UserError
from legation.base.files import write_file
from legation.evidence import handling
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.selection import select

if TYPE_CHECKING:
    from legation.api.record import Exported
    from legation.assessment.kept_worlds import KeptWorlds

# What people type who ask for their findings. What is left of their words narrows them. An id, such as
# own-findings-01, asks for that claim.
_ASKED_FOR = re.compile(
    r"^\s*(?:my|our|own|my own|our own)[ -](?:findings|claims|interviews|data)(?![-\w])", re.IGNORECASE
)
FORMS = "a document, as --docx own.docx"


@dataclass(frozen=True)
class OwnFindings:
    """The user's own findings beside the record and the model.

    ledger    the record with the findings in it
    findings  in the order in which the folders have them
    words     what narrowed them; may be empty
    """

    ledger: Ledger
    findings: list[OwnFinding]
    words: str = ""

    @property
    def handling(self) -> str:
        """What must stand wherever they are shown; empty if all are public."""
        return handling.note([finding.claim for finding in self.findings])

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "own_findings": [finding.as_dict() for finding in self.findings],
            **({"handling": self.handling} if self.handling else {}),
        }


def own_findings(
    words: str = "",
    *,
    folders: Iterable[Path | str],
    model: bool = False,
    on_worlds: Callable[[int], Callable[[], None]] = lambda worlds: lambda: None,
    as_of: date | str | None = None,
    **filters: Any,
) -> OwnFindings:
    """All claims of the user's folders, each beside what the record and the model say of the same.

    words      narrow them, as `about` reads words
    folders    at least one
    model      whether worlds are simulated where none are kept; kept ones are asked anyway
    on_worlds  called with their number before worlds are simulated; what it returns is called after each
    filters    as for `list_claims`
    Raises     EvidenceError; UserError without a folder, or where no claim of the folders is asked for
    """
    (ledger, day, places), selection = collect_faults(
        lambda: open_ledger(as_of, folders), lambda: selection_of(words, filters)
    )
    if not places:
        expected = "the folder that holds your findings"
        raise UserError(
            Fault("folders", "no folder", expected, "Add --folder DIR; `legation evidence import` makes one.")
        )
    record = load_ledger(as_of=day)
    chosen = {claim.id for claim in select(ledger, selection).claims}
    names = [name for name in ledger.claims if name not in record.claims and name in chosen]
    if not names:
        held = sum(name not in record.claims for name in ledger.claims)
        found = f"none of {held} claims with these words and filters" if held else "folders without a claim of yours"
        raise UserError(Fault("own findings", found, "at least one claim in a folder of yours"))
    findings = beside_the_record(ledger, record, names)
    return OwnFindings(ledger, _with_model(findings, ledger, model, on_worlds), words.strip())


def _with_model(
    findings: list[OwnFinding], ledger: Ledger, model: bool, on_worlds: Callable[[int], Callable[[], None]]
) -> list[OwnFinding]:
    """The findings with what the model says of each. Worlds are simulated once at most."""
    from legation.assessment.answers import model_says
    from legation.assessment.kept_grounds import kept_grounds

    grounds = kept_grounds()

    @lru_cache(maxsize=1)
    def worlds() -> KeptWorlds | None:
        return worlds_or_kept(model, on_worlds)

    return [
        replace(finding, model=model_says(finding.claim, finding.repeated, ledger, grounds, worlds))
        for finding in findings
    ]


def worlds_or_kept(simulate: bool, on_worlds: Callable[[int], Callable[[], None]]) -> KeptWorlds | None:
    """The kept worlds. Where there are none, they are simulated and kept if that is asked for; None if not."""
    from legation.assessment import kept_files
    from legation.assessment.kept_worlds import keep_worlds, kept_worlds

    kept = kept_worlds()
    if kept is None and simulate:
        kept = keep_worlds(load_ledger(), on_world=on_worlds(kept_files.WORLDS))
        if kept is None:
            raise UserError(Fault("model", "a cache folder that can't be written", "a place to keep the worlds",
                                  "Set LEGATION_CACHE to a folder of yours."))  # fmt: skip
    return kept


def narrowed_by(words: str) -> str | None:
    """What narrows the own findings that somebody asks for, empty for all; None if these words ask for a topic."""
    if not _ASKED_FOR.search(words):
        return None
    return " ".join(_ASKED_FOR.sub(" ", words).split())


def save_own_findings(
    answer: OwnFindings, files: Iterable[Path | str], *, include_nonpublic: bool = False, force: bool = False
) -> list[Exported]:
    """Write own findings as a document: all of them first, each with its words and what is beside it.

    include_nonpublic  must be said where any is not public, since the document holds all of them
    force              replace files that exist
    Raises             EvidenceError, UserError; then nothing was written
    """
    paths = [Path(file) for file in files]
    if not paths:
        return []
    from legation.api.record import Exported, check_file_free
    from legation.report.exporting.own_findings import own_findings_document

    faults = Faults()
    for path in paths:
        with faults.collecting():
            check_file_free(path, force=force)
        if path.suffix.lower() != ".docx":
            advice = "As a table: legation evidence export own.xlsx own-findings, with --folder."
            faults.append(Fault(path.suffix.lower()[1:], "a file of own findings", FORMS, advice))
    private = sum(not handling.is_public(finding.claim.handling) for finding in answer.findings)
    if private and not include_nonpublic:
        advice = "The document holds all of them and says on each page that it is not public."
        found = f"{private} own findings that are not public"
        faults.append(Fault("include_nonpublic", found, "--include-nonpublic beside the file", advice))
    faults.refuse()
    content = own_findings_document(answer.ledger, answer.findings)
    for path in paths:
        write_file(path, content, private=bool(answer.handling), replace=force)
    return [Exported(path, len(answer.findings), 0, answer.handling) for path in paths]
