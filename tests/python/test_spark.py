"""Spark in small: a driver, two executors of one core, their Python workers; some of them are
killed in mid-task."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

import thoisu

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java; Spark needs it, version 17 or later", allow_module_level=True)

from pyspark.cloudpickle import register_pickle_by_value  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import thoisu.spark  # noqa: E402

# Workers cannot import the tests.
register_pickle_by_value(sys.modules[__name__])

SCHEMA = "id string, title string, text string, published string"
QUERIES = [
    "nghi quyet",
    "quyết định",
    "ủy ban nhân dân",
    'type:"nghi quyet"',
    "ngan sach date:2020..",
    '"hội nghị"',
]
PATIENCE = 100.0
"""Seconds after which a test gives up on what must happen."""


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("thoisu")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        # Small batches, so that a task has some before it has all.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Invented news as the command line reads it."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    lines_of("synth", "--documents", "240", "--out", path)
    return path


def lines_of(*arguments):
    command = [sys.executable, "-m", "thoisu", "-q", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("{")]


def printed(path, *options):
    """The mentions that the command line finds in a file."""
    documents = [json.loads(line) for line in lines_of("extract", path, *options)]
    return sorted(
        (document["id"], mention["kind"], mention["start"], mention["end"], mention["value"] or "")
        for document in documents
        for mention in document["mentions"]
    )


def found(mentions):
    rows = mentions.select("id", "kind", "start_char", "end_char", "value").collect()
    return sorted((row.id, row.kind, row.start_char, row.end_char, row.value or "") for row in rows)


def frame(spark, path, partitions=4):
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [
        (record["id"], record.get("title"), record["text"], record.get("published"))
        for record in records
    ]
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions, "id")


def answers(folder):
    """What an index says to the queries, and of regulations, without the places of its files."""
    index = thoisu.Index(folder)
    hits = [
        sorted(
            (hit.id, round(hit.score, 4), hit.snippet) for hit in index.search(query, limit=1000)
        )
        for query in QUERIES
    ]
    facets = [index.search(query, facets=["issuer", "year"]).facets for query in QUERIES]
    return len(index), hits, facets, sorted(index.registry)


def until(happened):
    """Waits until something has happened, and gives what it is."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        seen = happened()
        if seen:
            return seen
        time.sleep(0.01)
    raise AssertionError("nothing happened")


class Held:
    """Gives ten batches of each task at once, the others when a gate is open; says who it is."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __call__(self, batches):
        folder = Path(self.folder)
        (folder / f"source-{os.getpid()}").touch()
        for place, batch in enumerate(batches):
            # What is sent before is enough for the buffers on the way.
            if place == 10:
                until((folder / "gate").exists)
            yield batch


def ancestors(pid):
    """A process and what it descends from."""
    while pid > 1:
        yield pid
        stat = Path(f"/proc/{pid}/stat").read_text()
        pid = int(stat.rsplit(")", 1)[1].split()[1])


def workers():
    """The Python workers of this test's executors."""
    pids = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            line = list(ancestors(int(folder.name)))
        except (OSError, ValueError):
            continue
        is_worker = any(b"pyspark" in part and b"daemon" in part for part in command)
        if is_worker and os.getpid() in line:
            pids.append(int(folder.name))
    return pids


def test_mentions_equal_the_command_line(spark, news):
    expected = printed(news)
    assert len(expected) > 1000
    assert found(thoisu.spark.mentions(frame(spark, news))) == expected
    extracted = thoisu.spark.extract(frame(spark, news), resolve=True, batch_bytes=1)
    assert found(thoisu.spark.mentions(extracted)) == printed(news, "--resolve")


def test_a_bad_row_is_told(spark):
    good = "Ngày 5/5/2022, Chính phủ ban hành Nghị định 13/2023/NĐ-CP."
    rows = [
        ("good", good.encode(), "2022-05-06"),
        ("utf-16", good.encode("utf-16"), None),
        (
            "tcvn",
            "Th«ng t\xad sè 01/2020/TT-BTC ngµy 5/5/2022 cña Bé Tµi chÝnh.".encode("latin-1"),
            None,
        ),
        ("null", None, None),
        ("blank", b" \n", None),
        ("surrogate", b"Ng\xc3\xa0y 5/5/2022 \xed\xa0\x80", None),
        (
            "mixed",
            good.encode() * 3 + "Th«ng t\xad sè 01/2020/TT-BTC cña Bé Tµi chÝnh.".encode("latin-1"),
            None,
        ),
        ("no text", bytes(range(128, 256)) * 40 + b"\0\1\2", None),
        ("huge", b"Ng\xc3\xa0y 5/5/2022. " * 1_300_000, None),
        ("day", good.encode(), "the day before"),
        (None, good.encode(), None),
    ]
    df = spark.createDataFrame(rows, "id string, text binary, published string").repartition(2)
    extracted = {row.id: row for row in thoisu.spark.extract(df).collect()}
    assert len(extracted) == len(rows)
    values = [mention.value for mention in extracted["good"].mentions]
    assert values == ["2022-05-05", "13/2023/NĐ-CP"]
    for id in ("utf-16", "day"):
        assert [mention.value for mention in extracted[id].mentions] == values, id
    assert [mention.value for mention in extracted["tcvn"].mentions] == [
        "01/2020/TT-BTC",
        "2022-05-05",
    ]
    errors = {id: row.error for id, row in extracted.items() if row.error is not None}
    assert set(errors) >= {"surrogate", "mixed", "no text", "huge", "day"} and not set(errors) & {
        "good",
        "null",
        "blank",
        "utf-16",
    }, errors
    assert "published" in errors["day"]
    (unnamed,) = set(extracted) - {row[0] for row in rows}
    assert "-" in unnamed and [mention.value for mention in extracted[unnamed].mentions] == values


def test_columns_are_kept(spark):
    df = spark.createDataFrame(
        [(7, "Có 12 đại biểu.", "tòa báo")], "number long, body string, `tòa soạn.tên` string"
    )
    (row,) = thoisu.spark.extract(
        df, text="body", id="number", keep=["tòa soạn.tên"], with_text=True
    ).collect()
    assert (row["tòa soạn.tên"], row.id, row.text, row.mentions[0].low) == (
        "tòa báo",
        "7",
        "Có 12 đại biểu.",
        12,
    )
    assert (
        thoisu.spark.mentions(
            thoisu.spark.extract(df, text="body", id="number", keep=["tòa soạn.tên"])
        ).count()
        == 1
    )


@pytest.mark.parametrize(
    ("schema", "options", "error", "told"),
    [
        ("id string, body string", {}, ValueError, "`text`.*`id`, `body`"),
        ("id string, text long", {}, TypeError, "`text`.*bigint"),
        ("id array<string>, text string", {}, TypeError, "`id`"),
        ("text string, published double", {}, TypeError, "`published`.*double"),
        ("text string", {"published": "day"}, ValueError, "`day`"),
        ("text string", {"published": 5}, TypeError, "published"),
        ("text string", {"text": None}, TypeError, "text"),
        ("text string, text string", {}, ValueError, "`text`"),
        ("text string, place string", {"keep": ["plaice"]}, ValueError, "plaice"),
        ("text string, id string", {"keep": ["id"]}, ValueError, "`id`"),
        ("text string", {"kinds": ["day"]}, ValueError, "day"),
    ],
)
def test_a_wrong_column_is_told_at_once(spark, tmp_path, schema, options, error, told):
    df = spark.createDataFrame([], schema)
    for work in (thoisu.spark.extract, thoisu.spark.mentions):
        with pytest.raises(error, match=told):
            work(df, **options)
    if "keep" not in options:
        with pytest.raises(error, match=told):
            thoisu.spark.index(df, tmp_path / "out", **options)
        assert not list(tmp_path.iterdir())


def test_what_is_no_frame_or_folder_is_told(spark, tmp_path):
    df = spark.createDataFrame([("a",)], "text string")
    with pytest.raises(TypeError, match="list"):
        thoisu.spark.extract([1])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    for path, shards, told in [
        (tmp_path / "full", 1, "full"),
        ("s3://bucket/out", 1, "s3"),
        (tmp_path / "new", 0, "shards"),
    ]:
        with pytest.raises(ValueError, match=told):
            thoisu.spark.index(df, path, shards=shards)
    with pytest.raises(ValueError, match="text"):
        thoisu.spark.index(df.where("text = 'b'"), tmp_path / "none", shards=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full"]


def test_a_worker_that_is_killed_costs_nothing(spark, news, tmp_path):
    df = frame(spark, news, 2)
    held = df.mapInArrow(Held(tmp_path), df.schema)
    killed = []

    def kill():
        sources = until(lambda: list(tmp_path.glob("source-*")))
        own = {int(path.name.split("-")[1]) for path in sources}
        # The workers that have forked: those whose parent is a daemon.
        victims = until(
            lambda: [
                pid for pid in workers() if pid not in own and list(ancestors(pid))[1] in workers()
            ]
        )
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
        (tmp_path / "gate").touch()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        assert found(thoisu.spark.mentions(held)) == printed(news)
    finally:
        (tmp_path / "gate").touch()
        killer.join()
    assert killed


def test_shards_equal_one_index(spark, news, tmp_path):
    thoisu.run([news], tmp_path / "one")
    done = thoisu.spark.index(frame(spark, news), tmp_path / "many", shards=3)
    assert done.documents == 240 == sum(shard.kept for shard in done.shards) and not done.errors
    assert len(done.shards) == 3 and sorted(path.name for path in tmp_path.iterdir()) == [
        "many",
        "one",
    ]
    assert answers(tmp_path / "many") == answers(tmp_path / "one")
    lines_of("verify", tmp_path / "many")


def test_an_executor_that_is_killed_leaves_one_shard(spark, news, tmp_path):
    thoisu.run([news], tmp_path / "one")
    df = frame(spark, news, 2)
    held, out = df.mapInArrow(Held(tmp_path), df.schema), tmp_path / "many"
    killed = []

    def kill():
        attempt = until(lambda: list(out.glob(".attempt-*")))[0]
        worker = int(attempt.name.rsplit("-", 1)[1])
        # Its daemon, and the executor that started that.
        executor = list(ancestors(worker))[2]
        assert executor != os.getpid()
        os.kill(executor, signal.SIGKILL)
        killed.append(executor)
        (tmp_path / "gate").touch()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        done = thoisu.spark.index(held, out, merge=False)
    finally:
        (tmp_path / "gate").touch()
        killer.join()
    assert killed
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith(".attempt-"))
    assert names == [shard.name for shard in done.shards] == ["many-00000", "many-00001"]
    assert thoisu.merge([out / name for name in names], tmp_path / "all") == (240, [])
    assert answers(tmp_path / "all") == answers(tmp_path / "one")


def test_a_task_that_runs_twice_leaves_one_shard(news, tmp_path, monkeypatch):
    """As by speculation, which Spark never does on one host: an attempt ends within another."""
    records = [json.loads(line) for line in news.read_text(encoding="utf-8").splitlines()]
    rows = [{"id": record["id"], "text": record["text"]} for record in records]
    batch = pa.RecordBatch.from_pylist(rows)
    work = thoisu.spark._Indexing(str(tmp_path / "out"), "out", None)
    monkeypatch.setattr(thoisu.spark.os, "getpid", iter([1, 2]).__next__)
    told = []

    def attempt(batches):
        told.append(next(thoisu.spark._indexed(work, batches)).to_pylist()[0]["kept"])

    def slow():
        yield batch.slice(0, 100)
        attempt(iter([batch]))
        yield batch.slice(100)

    attempt(slow())
    assert told == [240, 240]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["out-00000"]
    assert len(thoisu.Index(tmp_path / "out" / "out-00000")) == 240


def test_a_row_that_breaks_the_extension_costs_no_other(monkeypatch):
    def broken(table, **options):
        if any(id == "3" for id in table.column("id").to_pylist()):
            raise RuntimeError("broken")
        return thoisu.extract_table(table, **options)

    work = thoisu.spark._Extraction({}, (), 1 << 20)
    schema = work.schema
    monkeypatch.setattr(thoisu.spark, "extract_table", broken)
    monkeypatch.setattr(thoisu.spark._Extraction, "schema", schema)
    batch = pa.RecordBatch.from_pylist(
        [{"id": str(at), "text": f"Có {at} đại biểu."} for at in range(8)]
    )
    rows = pa.Table.from_batches(thoisu.spark._extracted(work, iter([batch]))).to_pylist()
    assert [row["id"] for row in rows] == [str(at) for at in range(8)]
    assert [row["error"] for row in rows if row["error"]] == ["RuntimeError: broken"]
    assert [len(row["mentions"]) for row in rows] == [1, 1, 1, 0, 1, 1, 1, 1]


def test_the_command_line_in_a_pipe(spark, news):
    lines = spark.read.text(str(news)).repartition(3).rdd.map(lambda row: row[0])
    bad = spark.sparkContext.parallelize(['{"id":"no text"}', "no record"], 1)
    command = f"{sys.executable} -m thoisu -q extract - --allow-skips --threads 1"
    piped = lines.union(bad).pipe(command, env=dict(os.environ), checkCode=True).collect()
    documents = [json.loads(line) for line in piped]
    mentions = [
        (document["id"], m["kind"], m["start"], m["end"], m["value"] or "")
        for document in documents
        for m in document["mentions"]
    ]
    assert sorted(mentions) == printed(news)
