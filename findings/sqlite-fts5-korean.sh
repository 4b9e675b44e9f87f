#!/bin/sh
# SQLite 3.54.1 (apsw 3.54.1.0), FTS5: searching Korean text.
# Expected: one of the tokenizers that SQLite brings finds a Korean noun wherever it stands.
# Instead: unicode61 takes a noun and its particle for one word, and so hides "NIS" in NIS의; trigram, which splits
# without words, finds nothing of two letters, and many Korean nouns have two, such as 송금 (remittance). Neither says so.
set -eu
. "$(dirname "$0")/lib.sh"
needs apsw==3.54.1.0
cat >try.py <<'PY'
import apsw

reports = ("노동자의 송금", "NIS의 발표", "송금 중단")
for tokenizer in ("unicode61", "trigram"):
    base = apsw.Connection(":memory:")
    base.execute(f"create virtual table report using fts5(text, tokenize = '{tokenizer}')")
    base.executemany("insert into report values (?)", [(text,) for text in reports])
    for word in ("노동자", "NIS", "송금"):
        found = base.execute("select count(*) from report where text match ?", (f'"{word}"',)).fetchone()[0]
        print(f"{tokenizer}: {word} found in {found} of {sum(word in text for text in reports)}")
PY
shows python try.py
expect <<'TEXT'
unicode61: 노동자 found in 0 of 1
unicode61: NIS found in 0 of 1
unicode61: 송금 found in 2 of 2
trigram: 노동자 found in 1 of 1
trigram: NIS found in 1 of 1
trigram: 송금 found in 0 of 2
TEXT
