"""Extraction and indexing on Spark 4, where the archives already are; needs pyspark and pyarrow on
the driver and on the executors.

    import thoisu.spark

    found = thoisu.spark.extract(news)                 # a row a document, with its mentions and its
    error flat = thoisu.spark.mentions(found)                # a row a mention
    thoisu.spark.index(news, "/shared/index", shards=8)

Each task works on one thread. A row that cannot be read has its reason in the column `error`, and
fails no job.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    CharType,
    DataType,
    DateType,
    IntegralType,
    NullType,
    StringType,
    StructField,
    StructType,
    TimestampNTZType,
    TimestampType,
    VarcharType,
)

from ._thoisu import merge as _merge
from ._thoisu import records as _records
from ._thoisu import run_records as _run_records
from .mentions import Tables, extract_table

__all__ = ["Indexed", "Shard", "Unread", "extract", "index", "mentions"]

Columns = dict[str, str | None]

TEXTS: tuple[type[DataType], ...] = (StringType, VarcharType, CharType, NullType)
BATCH_BYTES = 8 << 20
"""Bytes of text that a task works on at a time."""
ERRORS = 100
"""Errors of each shard that `index` gives back; all are counted."""

# What a role is read from, and how a message calls that.
ROLES: dict[str, tuple[tuple[type[DataType], ...], str]] = {
    "text": ((*TEXTS, BinaryType), "texts or bytes"),
    "published": ((*TEXTS, DateType, TimestampType, TimestampNTZType), "days, times or texts"),
    "id": ((*TEXTS, IntegralType), "texts or whole numbers"),
    "title": ((*TEXTS, BinaryType), "texts or bytes"),
    "lead": ((*TEXTS, BinaryType), "texts or bytes"),
    "url": ((*TEXTS, BinaryType), "texts or bytes"),
}
NO_ROWS = pa.table({"text": pa.array([], pa.string())})
# Columns of the table of documents that say nothing here: a row has no file, and no other row is
# known.
LEFT_OUT = ("origin", "near_duplicate_of", "mentions", "row", "error")
# What a mention has from its document.
OF_DOCUMENT = ("id", "origin", "day")


def extract(
    df: DataFrame,
    text: str = "text",
    published: str | None = "published",
    *,
    id: str | None = "id",
    title: str | None = "title",
    lead: str | None = "lead",
    url: str | None = "url",
    keep: Sequence[str] = (),
    with_text: bool = False,
    all_fields: bool = False,
    resolve: bool = False,
    kinds: Sequence[str] | None = None,
    batch_bytes: int = BATCH_BYTES,
) -> DataFrame:
    """The documents of the texts of `df`, each with its mentions: a row a document, at least one of
    each row.

    Args:
        df: A row an article.
        text: The column of texts, or of bytes in any encoding.
        published, id, title, lead, url: Columns of what goes with them. One with its usual name
            need not be there.
        keep: Further columns of `df`, which stand in front as they are.
        with_text: Whether the normalised `text` comes too, and the places of mentions in it.
        all_fields, resolve, kinds: As for `thoisu.extract`.
        batch_bytes: Bytes of text that a task works on at a time, so that its memory does not grow
            with its partition.

    Returns:
        The columns of the command line's table of documents (`id`, `title`, `published`, `day` …),
        then `mentions`, an array of structs with the columns of its table of mentions (`kind`,
        `start_char`, `end_char`, `value` …), and `error`: what is wrong with the row, null where
        nothing is. A row without an id is named by its partition and its place there: `3-17`.

    Raises:
        ValueError: A column is missing, or there twice; the message names it.
        TypeError: A column has another type; the message names it. Or `df` is no DataFrame.
    """
    columns: Columns = {
        "text": text,
        "published": published,
        "id": id,
        "title": title,
        "lead": lead,
        "url": url,
    }
    given = _given(df, columns, keep)
    if not isinstance(batch_bytes, int) or batch_bytes < 1:
        raise ValueError(
            f"expected a number of bytes above 0 for `batch_bytes`, but found {batch_bytes!r}"
        )
    options = {"with_text": with_text, "all_fields": all_fields, "resolve": resolve, "kinds": kinds}
    work = _Extraction(options, tuple(keep), batch_bytes)
    own = from_arrow_schema(work.schema)
    taken = [name for name in keep if name in own.names]
    if taken:
        raise ValueError(
            f"expected names in `keep` that the result has not itself, but found `{'`, `'.join(taken)}`; rename them"
        )
    kept = [StructField(name, df.schema[name].dataType) for name in keep]
    return given.mapInArrow(partial(_extracted, work), StructType([*kept, *own.fields]))


def mentions(
    df: DataFrame, text: str = "text", published: str | None = "published", **options: Any
) -> DataFrame:
    """The mentions of the texts of `df`: a row a mention.

    Args:
        df: What `extract` gave; or a row an article, from which it is called with the further
            arguments.

    Returns:
        `id` and `day` of the document, what `extract` was told to `keep`, and the columns of the
        command line's table of mentions: `place` (from 0, in the document), `kind`, `field`,
        `start_char`, `end_char` (characters of the text as given), `text`, `value`, `low`, `high` …
    """
    found = df if _is_extracted(df) else extract(df, text, published, **options)
    own = set(_Extraction({"with_text": True}, (), BATCH_BYTES).schema.names)
    kept = [_quoted(name) for name in found.columns if name not in own]
    return found.selectExpr(*kept, "id", "day", "inline(mentions)")


class Unread(NamedTuple):
    """A row that is not in the index."""

    place: str
    """Its id where it has one, else its place in its shard."""
    reason: str


class Shard(NamedTuple):
    """The index of a partition."""

    name: str
    """Its folder, and the name of the file in the `origin` of its documents."""
    rows: int
    """Rows that the partition has."""
    kept: int
    """Rows whose documents are in the index."""
    failed: int
    """Rows that cannot be read."""
    bytes: int
    """Bytes of its files."""
    seconds: float
    """How long its task took to write it."""


class Indexed(NamedTuple):
    """What `index` did."""

    path: str
    """The folder of the index."""
    documents: int
    """Documents in it; of several shards that stay apart, the rows that are kept."""
    shards: list[Shard]
    errors: list[Unread]
    """Rows that cannot be read, the first hundred of each shard."""


def index(
    df: DataFrame,
    path: str | os.PathLike[str],
    shards: int | None = None,
    *,
    text: str = "text",
    published: str | None = "published",
    id: str | None = "id",
    title: str | None = "title",
    lead: str | None = "lead",
    url: str | None = "url",
    kinds: Sequence[str] | None = None,
    merge: bool = True,
) -> Indexed:
    """Makes an index of the texts of `df`: each partition writes one of its own, and they become
    one.

    A task works in a folder of its attempt and gives it its name in one step at the end. So a task
    that is killed and tried again, or run twice by speculation, leaves exactly one shard.

    Args:
        df: A row an article.
        path: A new or empty folder that the driver and all executors see under this name (a local
            disk, NFS; no `s3://` or `hdfs://`).
            Its last name is part of the `origin` of each document, so give indexes that you will
            merge names of their own.
        shards: How many; equal rows go to the same one. By default the partitions of `df` as they
            are.
        text, published, id, title, lead, url: As for `extract`.
        kinds: The kinds of mentions; by default all but `provision`.
        merge: Whether the shards become one index (files are linked, not copied). Else they stay in
            `path`, a folder each, for
            `thoisu.Index(first, with_=[…])`.

    Raises:
        ValueError: A column is missing, `path` is no place for an index, or there is no document in
            `df`.
        TypeError: A column has another type; the message names it. Or `df` is no DataFrame.
        ArchiveError: The shards cannot be merged.
    """
    columns: Columns = {
        "text": text,
        "published": published,
        "id": id,
        "title": title,
        "lead": lead,
        "url": url,
    }
    given = _given(df, columns, ())
    _Extraction({"kinds": kinds}, (), BATCH_BYTES).tables(NO_ROWS)
    target = Path(os.path.abspath(_local(path)))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError(
            f"{target}: expected a new or empty folder for an index, but it is there; remove it or name another"
        )
    if shards is not None:
        if isinstance(shards, bool) or not isinstance(shards, int) or shards < 1:
            raise ValueError(f"expected a number above 0 for `shards`, but found {shards!r}")
        # By content: a row that is read again, after an executor was lost, is in the same shard,
        # and at the same place.
        order = [name for name in ("id", "text") if name in given.columns]
        given = given.repartition(shards, *given.columns).sortWithinPartitions(*order)
    folder = target.with_name(f"{target.name}.shards-{uuid.uuid4().hex[:12]}") if merge else target
    folder.mkdir(parents=True, exist_ok=True)
    work = _Indexing(str(folder), target.name, tuple(kinds) if kinds is not None else None)
    try:
        rows = given.mapInArrow(partial(_indexed, work), SHARD).collect()
        written = sorted(
            (Shard(*row[: len(Shard._fields)]) for row in rows), key=lambda shard: shard.name
        )
        errors = [
            Unread(*error) for row in sorted(rows, key=lambda row: row.name) for error in row.errors
        ]
        kept = [str(folder / shard.name) for shard in written if shard.kept > 0]
        if not kept:
            told = f"; the first of {len(errors)} errors: {errors[0].reason}" if errors else ""
            raise ValueError(
                f"expected texts in the column `{text}`, but no row has a document{told}"
            )
        documents = _merge(kept, target)[0] if merge else sum(shard.kept for shard in written)
    finally:
        _removed(folder if merge else None, folder.glob(f"{ATTEMPT}*"))
    return Indexed(str(target), documents, written, errors)


def _is_extracted(df: DataFrame) -> bool:
    """Whether `extract` made it."""
    found = {field.name: field.dataType for field in _schema(df)}.get("mentions")
    return (
        isinstance(found, ArrayType)
        and isinstance(found.elementType, StructType)
        and "start_char" in found.elementType.names
    )


def _schema(df: DataFrame) -> StructType:
    if not hasattr(df, "mapInArrow") or not hasattr(df, "schema"):
        raise TypeError(f"expected a DataFrame of Spark for `df`, but found {type(df).__name__}")
    return df.schema


def _given(df: DataFrame, columns: Columns, keep: Sequence[str]) -> DataFrame:
    """The columns that are read, under the names of their roles, and those that are kept."""
    schema = _schema(df)
    if isinstance(keep, str):
        raise TypeError(f"expected a list of names for `keep`, but found one: {keep!r}")
    chosen = []
    for role, name in columns.items():
        if name is None and role != "text":
            continue
        if not isinstance(name, str):
            raise TypeError(
                f"expected the name of a column for `{role}`, but found {type(name).__name__}"
            )
        if name == role != "text" and name not in schema.names:
            continue
        field = _one(schema, name)
        types, expected = ROLES[role]
        if not isinstance(field.dataType, types):
            raise TypeError(
                f"expected {expected} in the column `{name}`, but found {field.dataType.simpleString()}"
            )
        chosen.append(F.col(_quoted(name)).alias(role))
    for place, name in enumerate(keep):
        _one(schema, name)
        chosen.append(F.col(_quoted(name)).alias(_kept(place)))
    return df.select(*chosen)


def _one(schema: StructType, name: str) -> StructField:
    found = [field for field in schema if field.name == name]
    if not found:
        raise ValueError(
            f"expected a column `{name}`, but found `{'`, `'.join(schema.names[:50])}`"
        )
    if len(found) > 1:
        raise ValueError(
            f"expected one column `{name}`, but found {len(found)}; rename or drop the others"
        )
    return found[0]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _kept(place: int) -> str:
    """The name under which a column that is kept goes to the tasks."""
    return f"keep-{place}"


def _local(path: str | os.PathLike[str]) -> str:
    """A path of the file system; `file:` may stand in front."""
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"expected str or a path for `path`, but found {type(name).__name__}")
    scheme, separator, rest = name.partition("://")
    if separator and scheme != "file":
        raise ValueError(
            f"{name}: expected a folder that all executors see as a file system, but found `{scheme}://`; mount it, or index locally"
        )
    return rest if separator else name


def _removed(folder: Path | None, attempts: Iterable[Path]) -> None:
    """Removes what attempts left, and the folder. A task that Spark is still stopping may write
    there: what is left then is in no one's way."""
    for left in [*attempts, *([folder] if folder else [])]:
        shutil.rmtree(left, ignore_errors=True)


# What follows runs in the tasks.


@dataclass(frozen=True)
class _Extraction:
    """How a task extracts."""

    options: dict[str, Any]
    keep: tuple[str, ...]
    batch_bytes: int

    def tables(self, rows: pa.Table) -> Tables:
        return extract_table(rows, **self.options, threads=1)

    @property
    def schema(self) -> pa.Schema:
        """The columns of the result, without those that are kept."""
        tables = self.tables(NO_ROWS)
        documents = [
            field for field in pa.schema(tables.documents) if field.name not in self.left_out
        ]
        of_mention = [
            field
            for field in pa.schema(tables.mentions)
            if field.name not in OF_DOCUMENT + self.places_in_text
        ]
        return pa.schema(
            [*documents, ("mentions", pa.list_(pa.struct(of_mention))), ("error", pa.string())]
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        return LEFT_OUT if self.options.get("with_text") else (*LEFT_OUT, "text")

    @property
    def places_in_text(self) -> tuple[str, ...]:
        return () if self.options.get("with_text") else ("text_start_char", "text_end_char")


def _extracted(work: _Extraction, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The documents of a task's batches."""
    schema = work.schema
    for first, part in _parts(batches, work.batch_bytes):
        yield from _documents(work, schema, _with_ids(part, first))


def _parts(batches: Iterator[pa.RecordBatch], limit: int) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Batches of so many bytes of text at most, or of one row, each with the number of its first
    row in the partition."""
    first = 0
    for batch in batches:
        start = size = 0
        for row, length in enumerate(pc.binary_length(_texts(batch)).to_pylist()):
            if row > start and size + (length or 0) > limit:
                yield first + start, batch.slice(start, row - start)
                start, size = row, 0
            size += length or 0
        if start < batch.num_rows:
            yield first + start, batch.slice(start)
        first += batch.num_rows


def _texts(batch: pa.RecordBatch) -> pa.Array:
    texts = batch.column("text")
    return texts.cast(pa.string()) if pa.types.is_null(texts.type) else texts


def _with_ids(part: pa.RecordBatch, first: int) -> pa.Table:
    """The rows, each with an id that no other has: what has none of its own is named by its
    partition and its place there."""
    table = pa.Table.from_batches([part])
    place = table.schema.get_field_index("id")
    made = pa.array(
        [f"{_partition()}-{number}" for number in range(first, first + part.num_rows)], pa.string()
    )
    if place < 0:
        return table.append_column("id", made)
    ids = table.column(place).cast(pa.string())
    is_missing = pc.or_kleene(pc.is_null(ids), pc.equal(ids, ""))
    return table.set_column(place, "id", pc.if_else(is_missing, made, ids))


def _partition() -> int:
    context = TaskContext.get()
    return context.partitionId() if context else 0


def _documents(work: _Extraction, schema: pa.Schema, rows: pa.Table) -> Iterator[pa.RecordBatch]:
    """The documents of rows. Where all of them together cannot be read, halves are tried: one row
    costs no other."""
    try:
        tables = work.tables(rows)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # A panic of the extension is no Exception.
        if rows.num_rows > 1:
            half = rows.num_rows // 2
            yield from _documents(work, schema, rows.slice(0, half))
            yield from _documents(work, schema, rows.slice(half))
        else:
            yield _of_error(work, schema, rows, f"{type(error).__name__}: {error}")
        return
    yield _nested(
        work, schema, rows, _whole(pa.table(tables.documents)), _whole(pa.table(tables.mentions))
    )


def _whole(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)


def _nested(
    work: _Extraction,
    schema: pa.Schema,
    rows: pa.Table,
    documents: pa.RecordBatch,
    found: pa.RecordBatch,
) -> pa.RecordBatch:
    """Documents with their mentions, which follow each other as the documents do, and what is kept
    of their rows."""
    counts = pc.fill_null(documents.column("mentions"), 0)
    ends = pc.cumulative_sum(counts).cast(pa.int32())
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    structs = schema.field("mentions").type.value_type
    struct = pa.StructArray.from_arrays(
        [found.column(field.name) for field in structs], fields=list(structs)
    )
    nested = pa.ListArray.from_arrays(offsets, struct, type=schema.field("mentions").type)
    columns = [documents.column(name) for name in schema.names if name not in ("mentions", "error")]
    kept = [
        _taken(rows.column(_kept(place)), documents.column("row"))
        for place in range(len(work.keep))
    ]
    return pa.RecordBatch.from_arrays(
        [*kept, *columns, nested, documents.column("error")], names=[*work.keep, *schema.names]
    )


def _taken(column: pa.ChunkedArray, rows: pa.Array) -> pa.Array:
    taken = column.take(rows)
    return taken.combine_chunks() if isinstance(taken, pa.ChunkedArray) else taken


def _of_error(work: _Extraction, schema: pa.Schema, row: pa.Table, error: str) -> pa.RecordBatch:
    """The document of a row that cannot be read."""
    id = row.column("id").combine_chunks().cast(pa.string())
    own = {
        "id": id,
        "source_id": id,
        "mentions": pa.array([[]], schema.field("mentions").type),
        "error": pa.array([error], pa.string()),
    }
    columns = [own.get(field.name, pa.nulls(1, field.type)) for field in schema]
    kept = [_taken(row.column(_kept(place)), pa.array([0])) for place in range(len(work.keep))]
    return pa.RecordBatch.from_arrays([*kept, *columns], names=[*work.keep, *schema.names])


ATTEMPT = ".attempt-"
"""What the folder of an attempt begins with."""

SHARD = "name string, rows long, kept long, failed long, bytes long, seconds double, errors array<struct<place: string, reason: string>>"


@dataclass(frozen=True)
class _Indexing:
    """How a task indexes."""

    folder: str
    name: str
    kinds: tuple[str, ...] | None


def _indexed(work: _Indexing, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Writes the index of a partition; a row that tells of it, none of a partition without rows."""
    first = next((batch for batch in batches if batch.num_rows > 0), None)
    if first is None:
        return
    context = TaskContext.get()
    task = context.taskAttemptId() if context else 0
    name = f"{work.name}-{_partition():05}"
    # The process is part of the name, so that whoever looks on knows who works there.
    attempt = (
        Path(work.folder)
        / f"{ATTEMPT}{_partition():05}-{task}-{socket.gethostname()}-{os.getpid()}"
    )
    attempt.mkdir(parents=True)
    try:
        shard = _written(work, name, attempt, itertools.chain([first], batches))
    finally:
        shutil.rmtree(attempt, ignore_errors=True)
    yield pa.RecordBatch.from_pylist([shard])


def _written(
    work: _Indexing, name: str, attempt: Path, batches: Iterator[pa.RecordBatch]
) -> dict[str, Any]:
    """Writes an index in the folder of an attempt, and gives it its name."""
    begun = time.monotonic()
    made, rows = attempt / "index", _Rows()
    counts = _run_records(f"{name}.jsonl", rows.records(batches), made, threads=1, kinds=work.kinds)
    unread = rows.unread + _skipped(made / "skipped.jsonl")
    size = sum(file.stat().st_size for file in made.rglob("*") if file.is_file())
    if counts["kept"] > 0:
        _named(made, Path(work.folder) / name)
    return {
        "name": name,
        "rows": rows.count,
        "kept": counts["kept"],
        "failed": len(unread),
        "bytes": size,
        "seconds": time.monotonic() - begun,
        "errors": [{"place": place, "reason": reason} for place, reason in unread[:ERRORS]],
    }


class _Rows:
    """The rows of a partition on their way into an index."""

    def __init__(self) -> None:
        self.count = 0
        self.unread: list[Unread] = []

    def records(self, batches: Iterator[pa.RecordBatch]) -> Iterator[bytes]:
        """The rows as JSON Lines."""
        for first, part in _parts(batches, BATCH_BYTES):
            lines, bad = _records(part)
            for row, reason in bad:
                id = part.column("id")[row].as_py() if "id" in part.schema.names else None
                self.unread.append(
                    Unread(f"row {first + row}" if id in (None, "") else str(id), reason)
                )
            self.count += part.num_rows
            yield lines


def _skipped(log: Path) -> list[Unread]:
    """The records that a run could not read."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").split("\n") if line]
    return [
        Unread(f"{line['path']}:{line['record']}", line["reason"])
        for line in lines
        if line["fate"] == "failed"
    ]


def _named(made: Path, shard: Path) -> None:
    """Gives an index its name; where another attempt was first, that one stays."""
    try:
        os.rename(made, shard)
    except OSError:
        # Which error tells of a folder that is there depends on the file system.
        if not shard.is_dir():
            raise
