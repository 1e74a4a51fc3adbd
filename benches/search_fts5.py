#!/usr/bin/env python3
"""SQLite FTS5 beside the engines of `cargo bench --bench search`: headlines in bodies without titles.

    python3 benches/search_fts5.py ARCHIVE.jsonl [ARCHIVE.jsonl.gz …] [--headlines 500]

Needs Python with SQLite 3.34 or later, nothing else. It reads records of `title` and `text` (or
`body`, `content`), takes every step-th headline of 8 to 20 words, and prints recall@10 and MRR@10
with marks, without, and with one tone of five missing, of two tables: one as written
(`unicode61 remove_diacritics 0`) and one folded (`remove_diacritics 2`, and đ as d).
"""

import argparse
import gzip
import json
import random
import re
import sqlite3
import unicodedata

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def records(paths):
    """Titles and texts of all records that have both."""
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                try:
                    record = json.loads(line)
                except ValueError:
                    continue
                text = next((record[key] for key in ("text", "body", "content") if record.get(key)), "")
                if isinstance(text, str) and text:
                    yield record.get("title") or "", text


def words(text):
    """The words of a text, in lower case."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def fold(text):
    """A text without marks."""
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def without_tone(word):
    """A word that lost its tone but kept its vowel."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES))


def one_of_five(query):
    """Words of which every fifth with a tone has none."""
    query, chance = list(query), random.Random(" ".join(query))
    toned = [at for at, word in enumerate(query) if without_tone(word) != word]
    for at in chance.sample(toned, -(-len(toned) // 5)):
        query[at] = without_tone(query[at])
    return query


def table(documents, change, options):
    """A table of all bodies."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE bodies USING fts5(body, tokenize = '{options}')")
    base.executemany("INSERT INTO bodies(rowid, body) VALUES (?, ?)", ((at, change(text)) for at, (_, text) in enumerate(documents)))
    return base


def cell(base, queries):
    """Recall@10 and MRR@10."""
    recall = reciprocal = 0
    for at, query in queries:
        asked = " OR ".join(f'"{word}"' for word in query)
        found = [row for (row,) in base.execute("SELECT rowid FROM bodies WHERE bodies MATCH ? ORDER BY rank LIMIT 10", (asked,))]
        if at in found:
            recall += 1
            reciprocal += 1 / (found.index(at) + 1)
    return f"{recall / len(queries):.3f} {reciprocal / len(queries):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", nargs="+")
    parser.add_argument("--headlines", type=int, default=500)
    arguments = parser.parse_args()
    documents = list(records(arguments.archive))
    headlines = [(at, words(title)) for at, (title, _) in enumerate(documents) if 8 <= len(words(title)) <= 20]
    headlines = headlines[:: max(1, len(headlines) // arguments.headlines)]
    typings = [
        ("with marks", headlines),
        ("without marks", [(at, [fold(word) for word in query]) for at, query in headlines]),
        ("one tone of five missing", [(at, one_of_five(query)) for at, query in headlines]),
    ]
    written = table(documents, str.lower, "unicode61 remove_diacritics 0")
    folded = table(documents, lambda text: fold(text.lower()), "unicode61 remove_diacritics 2")
    print(f"{len(documents)} documents, {len(headlines)} headlines: recall@10, MRR@10\n")
    print("| typed | FTS5 as written, OR | FTS5 folded, OR |\n|---|---|---|")
    for name, queries in typings:
        bare = [(at, [fold(word) for word in query]) for at, query in queries]
        print(f"| {name} | {cell(written, queries)} | {cell(folded, bare)} |")


if __name__ == "__main__":
    main()
