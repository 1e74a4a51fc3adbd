#!/usr/bin/env python3
"""From a folder of articles to a chart: the regulations that most articles cite, as an SVG picture.

    python src/python/examples/chart.py corpus --out chart.svg

It needs nothing but thoisu.
"""

import argparse
import tempfile
from html import escape
from pathlib import Path

import thoisu

ROW, LEFT, WIDTH = 26, 190, 420
"""Pixels: the height of a row, the place where bars begin, the longest bar."""


def most_cited(articles, count):
    """The records of the regulations that most articles cite, the most cited first."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        thoisu.run([articles], archive)
        records = thoisu.Registry(archive).values()
        return sorted(records, key=lambda record: (-record["documents"], record["id"]))[:count]


def chart(records):
    """A bar for each record, as long as it is cited often."""
    most = max((record["documents"] for record in records), default=1)
    rows = []
    for place, record in enumerate(records):
        top, length = 40 + place * ROW, round(WIDTH * record["documents"] / most)
        told = ", ".join(
            part for part in (record["title"], record["issuer"], record["issued"]) if part
        )
        rows.append(
            f"<g><title>{escape(told or record['id'])}</title>"
            f'<text x="{LEFT - 8}" y="{top + 16}" text-anchor="end">{escape(record["id"])}</text>'
            f'<rect x="{LEFT}" y="{top + 3}" width="{length}" height="{ROW - 8}" fill="#b5352a"/>'
            f'<text x="{LEFT + length + 6}" y="{top + 16}">{record["documents"]}</text></g>'
        )
    width, height = LEFT + WIDTH + 60, 56 + len(records) * ROW
    head = '<text x="12" y="24" font-weight="bold">Articles that cite each regulation</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="13">'
        f'<rect width="{width}" height="{height}" fill="white"/>{head}{"".join(rows)}</svg>\n'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", help="a file or folder that thoisu reads")
    parser.add_argument("--out", default="chart.svg", help="the picture (%(default)s)")
    parser.add_argument("--count", type=int, default=12, help="how many regulations (%(default)s)")
    arguments = parser.parse_args()
    records = most_cited(arguments.articles, arguments.count)
    Path(arguments.out).write_text(chart(records), encoding="utf-8")
    print(f"{len(records)} regulations in {arguments.out}")


if __name__ == "__main__":
    main()
