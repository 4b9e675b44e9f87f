"""A folder of the user's with claims in TOML: claims are put in and cut out whole, and the rest stays as it was typed.

Whatever is changed is read again before it replaces anything.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.base import toml as documents
from legation.base.faults import EvidenceError, Fault, UserError, as_written
from legation.base.toml import TomlFile
from legation.evidence.claims import Claim
from legation.evidence.exporting import toml_text as toml
from legation.evidence.records import FORMAT
from legation.evidence.sources import Outlet, Source

SOURCES = "sources.toml"
LINKS = ("agrees_with", "conflicts_with")


@dataclass
class Cut:
    """A file without some claims.

    gone  ids of those that were cut
    left  ids of those that could not be, with the reason
    """

    text: str
    gone: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def cut(text: str, ids: Collection[str]) -> Cut:
    """A file of claims without those, and without mention of them in what other claims agree or conflict with."""
    document = documents.parse(text.encode(), "claims")
    found = document.data.get("claim", [])
    claims = found if isinstance(found, list) else []
    result = Cut(text)
    lines: list[str | None] = list(text.replace("\r\n", "\n").split("\n"))
    kept = []
    for position, claim in enumerate(claims):
        name = claim.get("id") if isinstance(claim, dict) else None
        if name not in ids:
            kept.append(_without_links(claim, position, document, lines, ids, result))
        elif ("claim", position) in document.lines:
            start, end = _extent(document, position, lines)
            lines[start:end] = [None] * (end - start)
            result.gone.append(str(name))
        else:
            result.left[str(name)] = "it is written inside a list on one line"
            kept.append(claim)
    result.text = "\n".join(line for line in lines if line is not None)
    again = documents.parse(result.text.encode(), "claims").data.get("claim", [])
    assert again == kept, "cutting a claim changed another"
    return result


def _extent(document: TomlFile, position: int, lines: list[str | None]) -> tuple[int, int]:
    """The lines of a claim, with the comments right above it; those right above the next table stay."""
    own = ("claim", position)
    start = document.lines[own] - 1
    later = [line - 1 for path, line in document.lines.items() if path[:2] != own and line - 1 > start]
    end = min(later, default=len(lines))
    while end < len(lines) and end - 1 > start and _is_comment(lines[end - 1]):
        end -= 1
    while start and _is_comment(lines[start - 1]):
        start -= 1
    return start, end


def _is_comment(line: str | None) -> bool:
    return line is not None and line.lstrip().startswith("#")


def _without_links(
    claim: Any, position: int, document: TomlFile, lines: list[str | None], ids: Collection[str], result: Cut
) -> Any:
    """The claim without links to those ids, its lines changed alike."""
    changed = dict(claim) if isinstance(claim, dict) else claim
    for name in LINKS if isinstance(claim, dict) else ():
        others = claim.get(name, [])
        if not isinstance(others, list) or not set(others) & set(ids):
            continue
        line = document.lines.get(("claim", position, name), 0) - 1
        if line < 0 or not re.fullmatch(rf"\s*{name}\s*=\s*\[[^\]#]*\]\s*(?:#.*)?", lines[line] or ""):
            result.left.update(
                {other: f"{claim.get('id')} still names it in {name}" for other in others if other in ids}
            )
            continue
        changed[name] = [other for other in others if other not in ids]
        lines[line] = f"{name} = {json.dumps(changed[name])}"
    if isinstance(claim, dict) and claim.get("replaced_by") in ids:
        result.left[str(claim["replaced_by"])] = f"{claim.get('id')} says that it is replaced by it"
    return changed


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """Lend a copy of the folder's TOML files, inside the folder, and put what was changed in its place at the end.

    The copy is never outside: what is not public must not reach a place that others can read.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder))
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        raise EvidenceError(Fault("folder", reason, "a folder that can be written", file=as_written(folder))) from None
    try:
        for path in folder.glob("*.toml"):
            shutil.copy2(path, draft)
        before = {path.name: path.read_bytes() for path in draft.iterdir()}
        yield draft
        # Sources first: an interruption then leaves a source without claims, never a claim without its source.
        for path in sorted(draft.iterdir(), key=lambda path: path.name != SOURCES):
            if before.get(path.name) != path.read_bytes():
                os.replace(path, folder / path.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put(draft: Path, claims: Iterable[Claim], outlets: Iterable[Outlet], sources: Iterable[Source], day: str) -> str:
    """Write claims into a new file of the draft, and new sources behind those there are. Returns the file's name."""
    outlets, sources = list(outlets), list(sources)
    if outlets or sources:
        path = draft / SOURCES
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        text = old.rstrip("\n") + "\n" + toml.sources_text(outlets, sources, head=False) if old else ""
        _write(path, text or toml.sources_text(outlets, sources))
    name = free_name(draft, f"claims-{day}", ".toml")
    _write(draft / name, toml.claims_text(claims))
    return name


def take_out(draft: Path, ids: Collection[str]) -> Cut:
    """Cut claims out of all files of the draft. The text of the result is empty."""
    total = Cut("")
    for path in sorted(draft.glob("*.toml")):
        if path.name == SOURCES:
            continue
        try:
            found = cut(path.read_text(encoding="utf-8"), ids)
        except (UserError, UnicodeDecodeError):
            continue  # A file that is no TOML holds no claim; who loads the folder is told so.
        if found.gone or found.left:
            _write(path, found.text)
        total.gone += found.gone
        total.left |= {name: f"{path.name}: {why}" for name, why in found.left.items()}
        if found.gone and _is_empty(found.text):
            path.unlink()
    return total


def _is_empty(text: str) -> bool:
    return not documents.parse(text.encode(), "claims").data.get("claim")


def free_name(folder: Path, stem: str, ending: str) -> str:
    """A file's name that is not taken: with a number behind it if need be."""
    name, number = f"{stem}{ending}", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def write_receipt(folder: Path, day: str, data: dict[str, Any]) -> Path:
    """What was brought in, as JSON without a word of the claims."""
    path = folder / free_name(folder, f"receipt-{day}", ".json")
    _write(path, json.dumps({"format": FORMAT, **data}, indent=1, ensure_ascii=False) + "\n")
    return path


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o600)
