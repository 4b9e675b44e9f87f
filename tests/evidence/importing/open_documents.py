"""OpenDocument spreadsheets as office programs write them, made from rows of values."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Shown:
    """A value with what a cell shows of it, and further attributes of the cell."""

    value: Any
    text: str
    attributes: str = ""
    kind: str = ""


def open_document(*sheets: tuple[str, Sequence[Sequence[Any]]], styles: str = "", below: str = "") -> bytes:
    """An ODS file with these sheets. Each ends, as LibreOffice's do, in a million empty rows.

    styles  XML of automatic styles
    below   XML that stands behind the rows of each sheet
    """
    tables = "".join(
        f'<table:table table:name="{escape(title)}">{"".join(map(_row, rows))}{below}'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for title, rows in sheets
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"content.xml": content})


def packed(parts: dict[str, str]) -> bytes:
    """An OpenDocument file with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def _row(values: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, values))}</table:table-row>"


def _cell(value: Any) -> str:
    if value == "" or value is None:
        return "<table:table-cell/>"
    shown = value if isinstance(value, Shown) else Shown(value, str(value))
    match shown.value:
        case date() as day:
            typed = f'office:value-type="date" office:date-value="{day.isoformat()}"'
        case int() | float() as number:
            typed = f'office:value-type="{shown.kind or "float"}" office:value="{number}"'
        case _:
            typed = f'office:value-type="{shown.kind or "string"}"'
    return f"<table:table-cell {typed} {shown.attributes}><text:p>{escape(shown.text)}</text:p></table:table-cell>"
