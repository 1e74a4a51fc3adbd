"""Texts to mentions: one, many, a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ._thoisu import Mention, Table
from ._thoisu import extract as _extract
from ._thoisu import extract_batch as _extract_batch
from ._thoisu import extract_rows as _extract_rows

__all__ = ["Mentions", "Tables", "extract", "extract_batch", "extract_table"]

Day = str | datetime.date | datetime.datetime


class Mentions(list[Mention]):
    """The mentions of one text of many, in its order.

    `error` says what is wrong with the text; the list is empty where it could not be read at all.
    """

    error: str | None

    def __init__(self, mentions: Iterable[Mention] = (), *, error: str | None = None) -> None:
        super().__init__(mentions)
        self.error = error

    def __repr__(self) -> str:
        return f"{super().__repr__()}" if self.error is None else f"Mentions({super().__repr__()}, error={self.error!r})"


class Tables(NamedTuple):
    """What a table of texts says: each a table in memory that pyarrow, polars, pandas and DuckDB take."""

    documents: Table
    """A row a document, at least one of each row of the input: the columns of the command line's table of documents, then `row`
    (from 0, int64) and `error` (what is wrong with the row; null where nothing is)."""
    mentions: Table
    """A row a mention: the columns of the command line's table of mentions (`id`, `kind`, `start_char`, `end_char`, `value` …)."""


def extract(
    text: str | bytes | None,
    *,
    published: Day | None = None,
    title: str | None = None,
    all_fields: bool = False,
    resolve: bool = False,
    kinds: Sequence[str] | None = None,
) -> list[Mention]:
    """The dates, regulations and numbers that a text mentions, in its order.

    Args:
        text: An article, as a string or as bytes in any encoding; HTML is known by its tags. None and blank texts have no mentions.
        published: The day from which "hôm qua" is counted. Without it such dates have the value None.
        title: The headline, where it is not part of the text.
        all_fields: Whether the mentions of the title come too, before those of the text, with `field == "title"`.
        resolve: Whether short forms get a `target`: the regulation that they mean.
        kinds: The kinds that are looked for: `date`, `regulation`, `number`, `provision`; by default all but the last.

    Returns:
        A list of mentions. `start` and `end` count characters (Unicode scalars) of the text as given: `text[m.start:m.end] == m.text`.

    Raises:
        DocumentError: The text is no document (a lone surrogate, more than 20 MB), or `published` is no day that can be read.
        TypeError: An argument has another type.

    >>> [(m.text, m.value) for m in extract("Ngày 5/5/2022 chi 1,5 tỷ đồng.")]
    [('Ngày 5/5/2022', datetime.date(2022, 5, 5)), ('1,5 tỷ đồng', Decimal('1500000000'))]
    """
    return _extract(text, published=published, title=title, all_fields=all_fields, resolve=resolve, kinds=kinds)


def extract_batch(
    texts: Iterable[str | bytes | None],
    *,
    published: Iterable[Day | None] | None = None,
    titles: Iterable[str | None] | None = None,
    all_fields: bool = False,
    resolve: bool = False,
    kinds: Sequence[str] | None = None,
    threads: int | None = None,
) -> list[Mentions]:
    """The mentions of many texts, in parallel: a list as long as `texts`, in its order.

    A text that cannot be read fails none of the others: its list is empty and has an `error`. A `published` that cannot be read leaves the
    mentions, without relative dates, and is the `error`; so is a doubt about the encoding of bytes (two encodings in one text).

    Args:
        texts: The articles; as for `extract`.
        published: A day for each text, as many.
        titles: A title for each text, as many.
        threads: How many threads; by default one a core.

    Raises:
        ValueError: `published` or `titles` has another length.
        TypeError: A text is neither `str`, `bytes` nor None.

    >>> found = extract_batch(["Có 12 đại biểu.", None, "\\ud83d"])
    >>> [len(mentions) for mentions in found], found[2].error is not None
    ([1, 0, 0], True)
    """
    return _extract_batch(
        texts, published=published, titles=titles, all_fields=all_fields, resolve=resolve, kinds=kinds, threads=threads
    )


def extract_table(
    table: Any,
    *,
    text: str = "text",
    published: str | None = "published",
    id: str | None = "id",
    title: str | None = "title",
    lead: str | None = "lead",
    url: str | None = "url",
    with_text: bool = False,
    all_fields: bool = False,
    resolve: bool = False,
    kinds: Sequence[str] | None = None,
    threads: int | None = None,
) -> Tables:
    """The mentions of a table of texts, as tables.

    Args:
        table: Whatever speaks Arrow (`__arrow_c_stream__`): of pyarrow, polars, pandas from 2.2 on, DuckDB.
        text: The column of texts (or of bytes in any encoding).
        published, id, title, lead, url: Columns of what goes with them. A column with its usual name need not be there.
        with_text: Whether documents have their normalised `text`, and mentions their places in it.
        threads: How many threads; by default one a core.

    Returns:
        The tables of documents and of mentions. Documents without an id are named by the number of their row, from 0.

    Raises:
        ValueError: A column is missing; the message names it.
        TypeError: A column has another type; the message names it. Or `table` is none.
    """
    documents, mentions = _extract_rows(
        table,
        text=text,
        published=published,
        id=id,
        title=title,
        lead=lead,
        url=url,
        with_text=with_text,
        all_fields=all_fields,
        resolve=resolve,
        kinds=kinds,
        threads=threads,
    )
    return Tables(documents, mentions)
