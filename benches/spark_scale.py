#!/usr/bin/env python3
"""An index by Spark in 1, 2 and 4 shards beside one `thoisu run`: time, bytes, and whether the
answers are the same.

    ENV/bin/pip install '.[spark]' && ENV/bin/python benches/spark_scale.py NEWS.jsonl [--documents
    N]

Spark runs on this machine with a core a task (local[N]); its start and a first small job are not
counted, reading the file is.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from pyspark.sql import SparkSession

import thoisu
import thoisu.spark

QUERIES = [
    "nghi quyet trung uong",
    "quốc hội",
    "ngan sach nha nuoc",
    "luat dat dai",
    "thủ tướng chính phủ date:2020..",
    "covid",
]


def size(folder):
    """Bytes of an index."""
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())


def processor():
    """Seconds of the processor that this process and all that descend from it have had."""
    ticks, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], ticks[pid] = int(fields[1]), sum(map(int, fields[11:15]))

    def is_ours(pid):
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    return sum(ticks[pid] for pid in ticks if is_ours(pid)) / os.sysconf("SC_CLK_TCK")


def timed(work):
    """What work gives, its seconds by the clock, and those of the processor."""
    begun, before = time.perf_counter(), processor()
    given = work()
    return given, time.perf_counter() - begun, processor() - before


def answers(folder):
    """What an index says, without the names of files: the total of each query, the hits of its
    first page with their scores, all regulations."""
    index = thoisu.Index(folder)
    found = []
    for query in QUERIES:
        results = index.search(query, limit=200, facets=["year", "issuer"])
        last = results[-1].score if results else 0
        # Hits as good as the last of the page may be others of the same score.
        found.append(
            (
                results.total,
                results.facets,
                sorted((hit.id, hit.score) for hit in results if hit.score > last),
            )
        )
    return len(index), found, sorted(index.registry)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "news", help="a record a line: text, and id, title, published where they are known"
    )
    parser.add_argument(
        "--documents", type=int, default=40_000, help="how many at most (%(default)s)"
    )
    parser.add_argument(
        "--cores", type=int, default=os.cpu_count(), help="tasks at a time (%(default)s)"
    )
    arguments = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    folder = Path(tempfile.mkdtemp(prefix="thoisu-scale-"))
    try:
        news = folder / "news.jsonl"
        with (
            open(arguments.news, encoding="utf-8") as source,
            open(news, "w", encoding="utf-8") as out,
        ):
            out.writelines(itertools.islice(source, arguments.documents))
        measure(news, folder, arguments.cores)
    finally:
        shutil.rmtree(folder)


def measure(news, folder, cores):
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.showConsoleProgress", "false")
    spark = (
        builder.config("spark.driver.memory", "2g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.json(str(news))
    thoisu.spark.mentions(frame.limit(10)).count()
    print(f"{news.stat().st_size / 1e6:.0f} MB of JSON Lines, {cores} cores")
    print(f"{'what':<28} {'seconds':>8} {'CPU s':>8} {'MB':>8} {'documents':>10}  same answers")
    command = [sys.executable, "-m", "thoisu", "-q", "run", news, "--out", folder / "one"]
    command += ["--threads", str(cores)]
    _, *taken = timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    expected = answers(folder / "one")
    told("thoisu run", taken, folder / "one", expected[0], "")
    for shards in (1, 2, 4):
        out = folder / f"shards-{shards}"
        write = partial(thoisu.spark.index, frame, out, shards=shards)
        done, *taken = timed(write)
        same = "yes" if answers(out) == expected else "NO"
        told(f"Spark, {shards} shards", taken, out, done.documents, same)
        longest = max(shard.seconds for shard in done.shards)
        print(f"{'  the longest of its tasks':<28} {longest:>8.1f}", flush=True)
    spark.stop()


def told(name, taken, out, documents, same):
    seconds, of_processor = taken
    row = f"{name:<28} {seconds:>8.1f} {of_processor:>8.1f} {size(out) / 1e6:>8.1f}"
    print(f"{row} {documents:>10}  {same}", flush=True)


if __name__ == "__main__":
    main()
