"""An archive that `thoisu run` made: search it, ask what it tells of regulations."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from ._thoisu import Archive as _Archive
from ._thoisu import Records as _Records

__all__ = ["Hit", "Index", "Registry", "Results"]

Path = str | os.PathLike[str]


@dataclass(frozen=True)
class Hit:
    """A document that matches."""

    id: str
    score: float
    """The relevance, comparable within one query only."""
    snippet: str
    """The passage that shows why; matched words stand between `<b>` and `</b>`, the rest is escaped as in HTML."""
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    """The newspaper: the host of the address."""
    origin: str | None = None
    """The file, and the record in it."""
    lead: str | None = None
    author: str | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    """The mentions that satisfy a condition of the query, as the command line prints them."""

    @classmethod
    def _of(cls, record: dict[str, Any]) -> Hit:
        return cls(**{known.name: record[known.name] for known in fields(cls) if known.name in record})


class Results(Sequence[Hit]):
    """A page of hits, a sequence of them."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.hits: list[Hit] = [Hit._of(hit) for hit in answer["hits"]]
        self.total: int = answer["total"]
        """How many documents match, on this page or not."""
        self.took_ms: float = answer["took_ms"]
        """Milliseconds."""
        self.facets: list[dict[str, Any]] = answer.get("facets", [])
        """What was counted over all hits."""
        self.answer = answer
        """All that the command line prints with `--format json`."""

    def __getitem__(self, at: Any) -> Any:
        return self.hits[at]

    def __len__(self) -> int:
        return len(self.hits)

    def __repr__(self) -> str:
        return f"Results({len(self)} of {self.total})"

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`: a row a hit, in their order; the columns are `rank` (from 1) and the fields of `Hit` but the mentions."""
        import pyarrow as pa

        text, number = pa.string(), pa.int64()
        names = [known.name for known in fields(Hit) if known.name != "mentions"]
        types = {"score": pa.float32(), "tags": pa.list_(text)}
        schema = pa.schema([("rank", number), *((name, types.get(name, text)) for name in names)])
        columns = {name: [getattr(hit, name) for hit in self.hits] for name in names}
        return pa.table({"rank": list(range(1, len(self) + 1)), **columns}, schema=schema)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` of the same columns."""
        return self.to_arrow().to_pandas()


class Index:
    """An archive that is open for searching; it stays as it was opened, whatever is written later.

    Args:
        dir: The folder that `thoisu run` wrote.
        with_: Further folders that are searched with it as one.

    Raises:
        ArchiveError: There is no index, one of another version, or a damaged one.
    """

    def __init__(self, dir: Path, with_: Sequence[Path] = ()) -> None:
        self._archive = _Archive([os.fspath(folder) for folder in (dir, *with_)])

    @property
    def left_out(self) -> list[str]:
        """What is left out of indexes that hold the same items, a sentence each."""
        return self._archive.left_out

    def __len__(self) -> int:
        """How many documents it has."""
        return len(self._archive)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        facets: Sequence[str] = (),
        facet_limit: int = 10,
        exact: bool = False,
    ) -> Results:
        """The documents that match; `thoisu help search` has the language of queries.

        Args:
            query: Words, with marks or without, and conditions: `thuế regulation:15-NQ/TW published:2022..`.
            limit, offset: How many hits, and how many before them are left out.
            sort: `relevance`, `published` or `published-desc`.
            facets: What is counted over all hits: `issuer`, `year` …
            exact: Whether words are only what was typed.

        Raises:
            QueryError: The query does not parse.
            ArchiveError: The index is damaged.
        """
        return Results(json.loads(self._archive.search(query, limit, offset, sort, list(facets), facet_limit, exact)))

    def documents(self, id: str) -> list[dict[str, Any]]:
        """The documents with this id, with `text` and `mentions`; several where files gave the same id."""
        found: list[dict[str, Any]] = json.loads(self._archive.documents(id))
        return found

    @cached_property
    def registry(self) -> Registry:
        """What its documents tell of regulations."""
        return Registry(self)


class Registry(Mapping[str, dict[str, Any]]):
    """What the documents of an archive tell of each regulation: a mapping from ids to records, as `thoisu regulations` prints them.

    Args:
        index: An archive, or its folder.
        with_: Further folders that are read with it as one.
    """

    def __init__(self, index: Index | Path, with_: Sequence[Path] = ()) -> None:
        opened = index if isinstance(index, Index) else Index(index, with_)
        self._records: _Records = opened._archive.registry()

    def __getitem__(self, id: str) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._records.get(id))[0]
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._records.ids())

    def __len__(self) -> int:
        return len(self._records)

    def search(self, query: str) -> list[dict[str, Any]]:
        """The records that a query asks for: words, `type:luat`, `issuer:"bo chinh tri"`, `year:2024`, `cited:>5`."""
        return [json.loads(line) for line in self._records.search(query).split("\n") if line]
