"""A whole article: what it may claim, as a list, as a sheet, and into a folder of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.arguments import collect_faults, days, folders_of
from legation.base.faults import EvidenceError, Fault, Faults, UserError, as_written, shown
from legation.evidence.documents.document import DocumentText
from legation.evidence.documents.files import read_document
from legation.evidence.reading.articles import ProposedClaim, outlet_in, published_in, read_article
from legation.evidence.reading.drafts import draft_of, own_words, summary_of
from legation.evidence.reading.lexicon import lexicon

if TYPE_CHECKING:
    from legation.evidence.importing.proposals import AcceptedClaim

__all__ = [
    "AcceptedProposals", "ArticleRead", "ProposedClaim", "accept_proposals", "mendable_columns", "own_words",
    "proposals_from", "read", "save_proposals", "summary_of",
]  # fmt: skip


@dataclass(frozen=True)
class ArticleRead:
    """An article as it was read.

    file       where it is
    document   its text, and what the file says of itself
    published  the day from which its dates were counted; None if nobody knows it
    basis      who gives that day: you, the file or the text; empty if nobody
    outlet     the name of the outlet, as far as the file or the text gives it
    proposals  what it may claim, in the order of the text
    """

    file: Path
    document: DocumentText
    published: date | None
    basis: str
    outlet: str
    proposals: list[ProposedClaim]

    def proposal(self, number: int) -> ProposedClaim:
        """One proposal by its number. Raises UserError if there is none of that number."""
        if not 1 <= number <= len(self.proposals):
            expected = (
                f"a number from 1 to {len(self.proposals)}" if self.proposals else "nothing, as nothing was proposed"
            )
            raise UserError(Fault("proposal", str(number), expected))
        return self.proposals[number - 1]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, with the sentences."""
        return {
            "file": as_written(self.file),
            "title": self.document.title,
            "published": self.published.isoformat() if self.published else None,
            "published_by": self.basis,
            "outlet": self.outlet,
            "notes": list(self.document.notes),
            "proposals": [_as_dict(proposal) for proposal in self.proposals],
        }


def _as_dict(proposal: ProposedClaim) -> dict[str, Any]:
    reading = proposal.reading
    return {
        "number": proposal.number,
        "sentence": proposal.sentence.text,
        "from": proposal.sentence.start,
        "to": proposal.sentence.end,
        "said_again": [[sentence.start, sentence.end] for sentence in proposal.again],
        "read_as": summary_of(reading),
        "claim": draft_of(reading),
        "topic": reading.topic,
        "carried_on": list(proposal.carried),
        "missing": list(reading.missing),
        "may_also_be": [candidate.measure for candidate in reading.candidates],
        "refused": [{"mark": mark, "advice": advice} for mark, advice in reading.refused],
    }


def read(file: Path | str, *, published: date | str | None = None) -> ArticleRead:
    """What an article may claim: text, a web page, a Word document or a PDF. Nothing of it is kept or looked up.

    published  the day of publication, from which "last month" is counted; otherwise as the file or its text has it
    Raises     EvidenceError if the file can't be read, UserError for another mistake
    """
    path = Path(file)
    (day,), document = collect_faults(lambda: days(published=published), lambda: read_document(path))
    given = ((day, "you"), (document.published, "the file"), (published_in(document.text), "the text"))
    day, basis = next(((known, basis) for known, basis in given if known), (None, ""))
    named = document.outlet or outlet_in(document.text)
    outlet = lexicon().outlet_names.get(named, named)
    return ArticleRead(path, document, day, basis, outlet, read_article(document.text, day))


def save_proposals(article: ArticleRead, file: Path | str, *, source: str = "", force: bool = False) -> Path:
    """Write the proposals to a sheet in the form of the template, which `import_claims` takes. Only you can read it.

    source  the id of their source, put into each row
    force   replace a file that exists
    Raises  UserError if the name has another ending, or something is in the way
    """
    from legation.api.record import check_file_free
    from legation.base.files import write_file
    from legation.evidence.exporting.proposal_sheets import ENDINGS, proposal_sheet

    path = Path(file)
    if path.suffix.lower() not in ENDINGS:
        raise UserError(Fault("file", shown(path.name), "a name that ends in " + " or ".join(ENDINGS)))
    check_file_free(path, force=force)
    write_file(path, proposal_sheet(article.proposals, source, path.suffix.lower()), private=True, replace=force)
    return path


@dataclass(frozen=True)
class AcceptedProposals:
    """What became of accepted proposals: the folder, the ids of the claims in it, and the receipt."""

    into: Path
    written: list[str]
    receipt: Path
    notes: list[str]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"into": as_written(self.into), "written": self.written, "receipt": as_written(self.receipt),
                "notes": self.notes}  # fmt: skip


def accept_proposals(
    article: ArticleRead,
    accepted: Iterable[int] | Mapping[int, Mapping[str, str]],
    into: Path | str,
    *,
    source: str,
    outlet: str = "",
    folders: Iterable[Path | str] = (),
) -> AcceptedProposals:
    """Put proposals that you accept into a folder of yours, as embargoed claims with their source.

    accepted  numbers of proposals, or number -> what you mend, by column of the template: {3: {"whose": "workers"}}.
              `what_was_said` is in your own words; where it is not given, it is said in those of the vocabulary
    source    the id of the article's source; for a new one `outlet` names who published it
    folders   further folders of yours
    Raises    EvidenceError with every fault; then nothing is written
    """
    from legation.evidence.importing.batch import write_batch
    from legation.evidence.importing.proposals import ArticleSource, proposals_batch
    from legation.evidence.importing.rows import NEW
    from legation.evidence.ledger import load_ledger

    folder = Path(into)
    others = [place for place in folders_of(folders) if place.resolve() != folder.resolve()]
    ledger = load_ledger(folders=[*others, *([folder] if folder.is_dir() else [])])
    faults = Faults()
    claims = list(_accepted(article, accepted, faults))
    is_new = source not in ledger.sources
    publisher = (outlet or article.outlet) if is_new else ""
    if publisher and article.published is None:
        faults.append(Fault("published", "nothing", "the day of publication, as the source is new"))
    faults.refuse(UserError)
    about = ArticleSource(
        source, publisher, article.published, article.document.title, article.document.language or "en"
    )
    batch = proposals_batch(claims, about, as_written(article.file), ledger, date.today())
    batch.all_faults.refuse(EvidenceError)
    receipt = write_batch(batch, folder, others=others, today=date.today())
    return AcceptedProposals(folder, [row.id for row in batch.with_state(NEW)], receipt, batch.notes)


def _accepted(
    article: ArticleRead, accepted: Iterable[int] | Mapping[int, Mapping[str, str]], faults: Faults
) -> Iterable[AcceptedClaim]:
    from legation.evidence.importing.proposals import AcceptedClaim

    chosen = accepted if isinstance(accepted, Mapping) else {number: {} for number in accepted}
    for number, mended in chosen.items():
        with faults.collecting():
            proposal = article.proposal(number)
            said = mended.get("what_was_said") or own_words(proposal.reading)
            if not said:
                expected = "what was said in your own words, as no measure was read"
                raise UserError(Fault(f"proposal {number} what_was_said", "nothing", expected))
            yield AcceptedClaim(
                proposal, said, {name: text for name, text in mended.items() if name != "what_was_said"}
            )


def proposals_from(text: str, most: int) -> list[int]:
    """Numbers of proposals as they are typed: `1,3-5` or `all`.

    Raises  UserError if that is no list of numbers from 1 to `most`
    """
    if text.strip().lower() == "all":
        return list(range(1, most + 1))
    numbers: list[int] = []
    for part in re.split(r"[\s,;]+", text.strip()):
        ends = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", part)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (0, 0)
        if not 1 <= first <= last <= most:
            raise UserError(Fault("accept", shown(part), f"numbers from 1 to {most}, such as 1,3-5, or all"))
        numbers += range(first, last + 1)
    return list(dict.fromkeys(numbers))


def mendable_columns() -> tuple[str, ...]:
    """What a person may mend in a proposal: columns of the template."""
    from legation.evidence.importing.proposals import MENDABLE

    return MENDABLE
