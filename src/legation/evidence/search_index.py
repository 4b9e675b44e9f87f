"""The search index: which claims hold which words, in SQLite's full-text search (FTS5).

Words count as equal if they have the same stem, and terms of the thesaurus if they are of one group. The index of the
shipped ledger is stored with it. Claims of a user's folders come into a copy in memory and nowhere else.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from legation.base.characters import has_east_asian, normalised
from legation.base.faults import Fault, UserError
from legation.base.patterns import late_pattern
from legation.evidence import stored_ledger
from legation.evidence.claims import Claim
from legation.evidence.handling import is_public
from legation.evidence.ledger import Ledger, load_ledger

if TYPE_CHECKING:
    from legation.evidence.thesaurus import TermGroup

# The columns of a document, each with its weight when documents are ranked: what is said counts most.
TEXTS = {"said": 10.0, "key_term": 8.0, "about": 3.0, "note": 1.0}
_OTHERS = {"outlet": 1.0, "speaker": 1.0, "names": 2.0}
COLUMNS = (*TEXTS, *_OTHERS)
_WEIGHTS = ", ".join(str(weight) for weight in (0.0, *TEXTS.values(), *_OTHERS.values()))
_TOKENIZER = "tokenize = 'porter unicode61 remove_diacritics 2'"

# Common words that narrow nothing. Written in capitals, some are the names of something: IT, US.
STOP_WORDS = frozenset(
    """a about all am an and any are as at be been between by can did do does during for from had has have how if in
    into is it its many much no not of off on or our out over per since so some such than that the their them then
    there these they this those to under until up us was we were what when where which while who whom whose why will
    with within would""".split()  # noqa: SIM905 - as a list it would fill thirty lines
)
_WORD = late_pattern(r"[^\W_]+")
_ACRONYM = late_pattern(r"\b[A-Z]{2,}\b")
_DOTTED = late_pattern(r"\b(?:[A-Z]\.){2,}")
_SEPARATED = late_pattern(r"(?<=\d),(?=\d{3}\b)")
_HYPHENED = late_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_POSSESSIVE = late_pattern(r"['’]s\b")
# Words that the stemmer would take for others: informants for information, several for severe.
_MISTAKEN = late_pattern(r"\b(informant|informer|several|busy|evening|news)s?\b", re.IGNORECASE)


class Document(NamedTuple):
    """What can be found of one thing, by column.

    names  what it is called and what stands for it, each after its kind: `measure quota`
    """

    id: str
    said: str = ""
    key_term: str = ""
    about: str = ""
    note: str = ""
    outlet: str = ""
    speaker: str = ""
    names: tuple[str, ...] = ()


class AskedGroup(NamedTuple):
    """A term that was typed, and the group that it belongs to; "" for what all of the record is about."""

    head: str
    expression: str


def plain(text: str) -> str:
    """A text as it is indexed and asked for: 3,000 as 3000, U.N. as UN, and words apart that the stemmer would join."""
    text = _POSSESSIVE.sub("", normalised(text))
    text = _MISTAKEN.sub(r"\g<1>0", text)
    text = _SEPARATED.sub("", _DOTTED.sub(lambda match: match[0].replace(".", ""), text))
    return _ACRONYM.sub(lambda match: f"acronym{match[0]}" if match[0].lower() in STOP_WORDS else match[0], text)


def words_in(text: str) -> list[str]:
    """The words of a plain text, as the tokenizer of the index cuts them."""
    return _WORD.findall(text)


def is_other_script(word: str) -> bool:
    """Whether a word is written in Hangul or in Chinese characters, which are found by their beginning."""
    return has_east_asian(word)


@cache
def name_token(name: str) -> str:
    """A name with its kind as one word that is no other's: `measure quota_met` becomes `measurequotamet0`."""
    return "".join(words_in(name.replace("_", " "))).lower() + "0"  # The digit keeps the stemmer from cutting it.


def quoted(text: str) -> str:
    """A word or phrase as the search language of FTS5 has it."""
    inner = text.replace('"', " ")
    return f'"{inner}"*' if is_other_script(inner) else f'"{inner}"'


class SearchIndex:
    """Documents and the thesaurus in one database."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    @classmethod
    def empty(cls) -> SearchIndex:
        """An index with the thesaurus and no documents."""
        return cls(_with_tables(stored_ledger.memory()))

    @classmethod
    def of_texts(cls, texts: Mapping[str, str]) -> SearchIndex:
        """An index of texts by name, in memory only and without the thesaurus."""
        index = cls(_with_documents(stored_ledger.memory()))
        index.add(Document(name, said=text) for name, text in texts.items())
        return index

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in."""
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        self._database.execute("BEGIN")  # Else each document is a transaction, which takes twice as long.
        self._database.executemany(f"INSERT INTO document VALUES ({marks})", map(_row, documents))
        self._database.execute("COMMIT")

    def ids(self) -> set[str]:
        """The ids of all documents."""
        return {name for (name,) in self._database.execute("SELECT id FROM document")}

    def matching(self, expression: str, before: str = "") -> list[str]:
        """The ids of the documents that match, the most to the point first.

        before  an expression: what matches it, too, comes before all others
        """
        ranked = f"SELECT id FROM document WHERE document MATCH ? ORDER BY bm25(document, {_WEIGHTS}), rowid"
        rows = self._database.execute(ranked, (expression,))
        names = [name for (name,) in rows]
        first = set(self.matching(before)) if before else set()
        return sorted(names, key=lambda name: name not in first)

    def groups(self, phrase: str) -> list[AskedGroup]:
        """The groups of the thesaurus in which a phrase of plain words is a term, or is understood when it is typed."""
        words = words_in(phrase)
        if not words:
            return []
        if is_other_script(phrase):
            return self._groups_of_other_scripts(phrase.replace(" ", ""))
        rows = self._database.execute(
            "SELECT head, expression FROM typed JOIN term_group USING (head) WHERE typed MATCH ? AND size = ? "
            "GROUP BY head ORDER BY min(typed.rowid)",
            (f'^ "{phrase}"', len(words)),
        )
        return [AskedGroup(*row) for row in rows]

    def _groups_of_other_scripts(self, word: str) -> list[AskedGroup]:
        """A term that begins with the word; else the longest that the word begins with, as in 보위부에서."""
        rows = self._database.execute("SELECT word, head, expression FROM other_script JOIN term_group USING (head)")
        known = [(term, AskedGroup(head, expression)) for term, head, expression in rows]
        chosen = [group for term, group in known if term == word]
        chosen = chosen or [group for term, group in known if len(word) > 1 and term.startswith(word)]
        if not chosen:
            begun = [term for term, _ in known if len(term) > 1 and word.startswith(term)]
            chosen = [group for term, group in known if begun and term == max(begun, key=len)]
        return list(dict.fromkeys(chosen))

    def terms_of(self, head: str) -> list[str]:
        """The terms of a group as people read them, those of narrower groups behind."""
        rows = self._database.execute("SELECT term FROM term WHERE head = ? ORDER BY rowid", (head,))
        return [term for (term,) in rows]

    def stems(self, columns: Iterable[str]) -> dict[str, str]:
        """The stems of every document, one column after another with a point between, by id."""
        columns = list(columns)
        names = dict(self._database.execute("SELECT rowid, id FROM document"))
        texts: dict[int, list[list[str]]] = {row: [[] for _ in columns] for row in names}
        for row, column, stem in self._instances("document"):
            if column in columns:
                texts[row][columns.index(column)].append(stem)
        return {name: " . ".join(" ".join(stems) for stems in texts[row]) for row, name in names.items()}

    def typed_forms(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The heads of the groups of every term as it may be typed: by its stems, and by the word of another script."""
        heads = dict(self._database.execute("SELECT rowid, head FROM typed"))
        stems: dict[int, list[str]] = {}
        for row, _, stem in self._instances("typed"):
            stems.setdefault(row, []).append(stem)
        latin: dict[str, list[str]] = {}
        for row, parts in stems.items():
            latin.setdefault(" ".join(parts), []).append(heads[row])
        others: dict[str, list[str]] = {}
        for word, head in self._database.execute("SELECT word, head FROM other_script"):
            others.setdefault(word, []).append(head)
        return latin, others

    def group_matches(self) -> dict[str, list[str]]:
        """The ids of the documents that each group of the thesaurus finds, by its head; "" finds none."""
        rows = self._database.execute("SELECT head, expression FROM term_group ORDER BY rowid").fetchall()
        return {head: self.matching(expression) if expression else [] for head, expression in rows}

    def _instances(self, table: str) -> Iterator[tuple[int, str, str]]:
        """Row, column and stem of every word of a table, in the order of the words."""
        vocabulary = f"temp.words_of_{table} USING fts5vocab(main, {table}, instance)"
        self._database.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary}")
        yield from self._database.execute(f"SELECT doc, col, term FROM temp.words_of_{table} ORDER BY doc, col, offset")

    def public_words(self) -> list[str]:
        """Every word of public documents and of the thesaurus, for advice on one that is mistyped."""
        rows = self._database.execute("SELECT word FROM word UNION SELECT lower(words) FROM typed ORDER BY 1")
        return [word for (word,) in rows]


_latest: list[tuple[Ledger, SearchIndex]] = []  # one at most
_lock = Lock()


def index_of(ledger: Ledger) -> SearchIndex:
    """The index of a ledger. That of the ledger asked for last is kept until another one is asked for."""
    with _lock:
        if not (_latest and _latest[0][0] is ledger):
            _latest[:] = [(ledger, _indexed(ledger))]
        return _latest[0][1]


def _indexed(ledger: Ledger) -> SearchIndex:
    shipped = load_ledger().claims
    # A ledger of other records has none of the shipped claims.
    joins = any(shipped.get(name) is claim for name, claim in ledger.claims.items())
    index = SearchIndex(_shipped()) if joins else SearchIndex.empty()
    known = index.ids()
    index.add(documents(ledger, [claim for claim in ledger.claims.values() if claim.id not in known]))
    return index


def _shipped() -> sqlite3.Connection:
    """The database with the index of the shipped ledger, the caller's own; made, and stored, if it is not there."""
    stored = stored_ledger.stored_database()
    if stored and stored.execute("SELECT 1 FROM sqlite_master WHERE name = 'document'").fetchone():
        return stored
    claims = load_ledger().claims.values()
    assert all(is_public(claim.handling) for claim in claims), "only what is public is stored"
    database = _with_tables(stored or stored_ledger.memory())
    SearchIndex(database).add(documents(load_ledger(), claims))
    for claim in claims:
        _add_words(database, claim)
    if stored:
        stored_ledger.store_database(database)
    return database


def documents(ledger: Ledger, claims: Iterable[Claim]) -> Iterator[Document]:
    """What can be found of claims."""
    from legation.evidence.queries import represented_by, topics_of_claim

    def without_ids(text: str) -> str:
        """A note that cites nk-2019-mss-14 does not speak of the MSS."""
        return _HYPHENED.sub(lambda match: " " if match[0] in ledger.claims else match[0], text)

    for claim in claims:
        source = ledger.sources[claim.source]
        outlet = ledger.outlets[source.outlet]
        names = [
            f"id {claim.id}", f"source {claim.source}", f"origin {claim.upstream}", f"outlet {outlet.id}",
            *represented_by(claim.represented_by), *(f"topic {topic}" for topic in topics_of_claim(claim)),
        ]  # fmt: skip
        if claim.measure:
            names.append(f"measure {claim.measure}")
        if claim.whose:
            names.append(f"whose {claim.whose}")
        yield Document(
            id=claim.id,
            said=claim.paraphrase,
            key_term=f"{claim.key_term}\n{claim.translation_note}",
            about="\n".join(
                (claim.place, claim.place_named, claim.unit, claim.measure.replace("_", " "), _called(claim))
            ),
            note=without_ids(f"{claim.note}\n{claim.supports}"),
            outlet="\n".join((outlet.name, outlet.id, source.publisher, source.publisher_original)),
            speaker=claim.said_by,
            names=tuple(names),
        )


def _row(document: Document) -> tuple[str, ...]:
    texts = (plain(getattr(document, column)) for column in COLUMNS if column != "names")
    return document.id, *texts, " ".join(map(name_token, document.names))


def _add_words(database: sqlite3.Connection, claim: Claim) -> None:
    texts = (claim.paraphrase, claim.key_term, claim.place, claim.place_named, claim.note)
    words = {word.lower() for text in texts for word in words_in(plain(text)) if not word.isdigit() and len(word) > 2}
    database.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(word,) for word in sorted(words)])


def _with_documents(database: sqlite3.Connection) -> sqlite3.Connection:
    """The database with an empty table of documents. Raises UserError if this SQLite has no full-text search."""
    try:
        database.execute(f"CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, {', '.join(COLUMNS)}, {_TOKENIZER})")
    except sqlite3.OperationalError as problem:
        if "fts5" not in str(problem).lower():
            raise
        found, expected = f"SQLite {sqlite3.sqlite_version} without FTS5", "a Python whose SQLite has full-text search"
        advice = "Lists and filters work without words. The Pythons of python.org, uv and conda have it."
        raise UserError(Fault("search", found, expected, advice)) from None
    return database


def _with_tables(database: sqlite3.Connection) -> sqlite3.Connection:
    """The database with empty tables and the thesaurus. Raises UserError if this SQLite has no full-text search."""
    _with_documents(database)
    database.execute(
        f"CREATE VIRTUAL TABLE typed USING fts5(words, size UNINDEXED, head UNINDEXED, {_TOKENIZER})"
    )  # fmt: skip
    for table in (
        "term_group (head TEXT PRIMARY KEY, expression TEXT NOT NULL)",
        "term (head TEXT NOT NULL, term TEXT NOT NULL)",
        "other_script (word TEXT NOT NULL, head TEXT NOT NULL)",
        "word (word TEXT PRIMARY KEY)",
    ):
        database.execute(f"CREATE TABLE {table}")
    _add_thesaurus(database)
    return database


def text_expression(terms: Iterable[str], *, speaks: bool = False) -> str:
    """What finds any of these terms in what documents say; with `speaks` among outlets and speakers, too."""
    columns = " ".join((*TEXTS, "outlet", "speaker") if speaks else TEXTS)
    return f"{{{columns}}} : ({' OR '.join(dict.fromkeys(quoted(plain(term)) for term in terms))})"


def names_expression(names: Iterable[str]) -> str:
    """What finds any of these names, each after its kind."""
    return f"names : ({' OR '.join(dict.fromkeys(quoted(name_token(name)) for name in names))})"


def _group_expression(groups: Sequence[TermGroup]) -> str:
    texts = [text_expression(group.terms, speaks=group.speaks) for group in groups]
    names = [name for group in groups for name in group.names]
    return " OR ".join([*texts, *([names_expression(names)] if names else [])])


def _add_thesaurus(database: sqlite3.Connection) -> None:
    from legation.evidence.thesaurus import thesaurus

    words = thesaurus()
    typed = [("", word) for word in words.everywhere]
    groups, terms = [("", "")], []
    for head, group in words.groups.items():
        whole = words.whole(head)
        typed += [(head, word) for word in dict.fromkeys((head, *group.terms, *group.asked))]
        terms += [(head, term) for term in dict.fromkeys(term for part in whole for term in part.terms)]
        groups.append((head, _group_expression(whole)))
    latin = [(plain(word), len(words_in(plain(word))), head) for head, word in typed if not is_other_script(word)]
    other = [(word.replace(" ", ""), head) for head, word in typed if is_other_script(word)]
    database.executemany("INSERT INTO typed (words, size, head) VALUES (?, ?, ?)", latin)
    database.executemany("INSERT INTO other_script VALUES (?, ?)", other)
    database.executemany("INSERT INTO term_group VALUES (?, ?)", groups)
    database.executemany("INSERT INTO term VALUES (?, ?)", terms)


def _called(claim: Claim) -> str:
    """The claim's measure, by its name and as screens call it, which people type back."""
    from legation.evidence.vocabulary import vocabulary

    measure = vocabulary().measures.get(claim.measure)
    return f"{claim.measure.replace('_', ' ')}\n{measure.reader_name if measure else ''}"
