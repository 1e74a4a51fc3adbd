#!/usr/bin/env python3
"""Documents a second from Python, beside the command line's, on one file of JSON Lines.

    python3 -m venv ENV && ENV/bin/pip install . pyarrow && ENV/bin/python benches/python_rates.py
    NEWS.jsonl [--documents N]

Each row is the best of three, after a first go that warms what is read once: by the clock, and by
the time of the processor, which neighbours move less. The file is parsed before the clock starts,
for Python has its texts already; the command line reads the file.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import time

import pyarrow as pa

import thoisu

ROUNDS = 3


def best(work):
    """Seconds of the fastest of some rounds, by the clock and of the processor."""
    taken = []
    for _ in range(ROUNDS + 1):
        begun, before = time.perf_counter(), os.times()
        work()
        after = os.times()
        taken.append((time.perf_counter() - begun, sum(after[:4]) - sum(before[:4])))
    return [min(column) for column in zip(*taken[1:], strict=True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "news", help="a record a line: text, and title, published, id where they are known"
    )
    parser.add_argument(
        "--documents", type=int, default=40_000, help="how many at most (%(default)s)"
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=os.cpu_count(),
        help="for the rows of several threads (%(default)s)",
    )
    arguments = parser.parse_args()
    with open(arguments.news, encoding="utf-8") as file:
        lines = list(itertools.islice(file, arguments.documents))
    records = [json.loads(line) for line in lines]
    texts = [record["text"] for record in records]
    titles = [record.get("title") for record in records]
    days = [record.get("published") for record in records]
    table = pa.table({"text": texts, "title": titles, "published": pa.array(days, pa.string())})
    given = "".join(lines).encode()

    def one_by_one():
        for text, day in zip(texts, days, strict=True):
            thoisu.extract(text, published=day)

    def values():
        for mentions in thoisu.extract_batch(texts, published=days, threads=arguments.threads):
            for mention in mentions:
                (mention.kind, mention.start, mention.end, mention.value)

    def command(threads):
        line = [
            sys.executable,
            "-m",
            "thoisu",
            "-q",
            "extract",
            "-",
            "--allow-skips",
            "--threads",
            str(threads),
        ]
        return lambda: subprocess.run(line, input=given, stdout=subprocess.DEVNULL, check=True)

    def batch(threads):
        return lambda: thoisu.extract_batch(texts, published=days, threads=threads)

    def rows(threads):
        return lambda: thoisu.extract_table(table, threads=threads)

    many = arguments.threads
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(texts)} documents, {size / 1e6:.0f} MB of text")
    print(f"{'what':<44} {'threads':>7} {'documents/s':>12} {'MB/s':>6} {'documents/CPU s':>16}")
    for name, threads, work in [
        ("extract, one text at a time", 1, one_by_one),
        ("extract_batch", 1, batch(1)),
        ("extract_batch", many, batch(many)),
        ("extract_batch, and each mention's value", many, values),
        ("extract_table", 1, rows(1)),
        ("extract_table", many, rows(many)),
        ("the command line (extract -, JSON Lines)", 1, command(1)),
        ("the command line (extract -, JSON Lines)", many, command(many)),
    ]:
        seconds, of_processor = best(work)
        rates = f"{len(texts) / seconds:>12.0f} {size / 1e6 / seconds:>6.0f} {len(texts) / of_processor:>16.0f}"
        print(f"{name:<44} {threads:>7} {rates}", flush=True)


if __name__ == "__main__":
    main()
