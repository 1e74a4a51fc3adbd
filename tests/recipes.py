#!/usr/bin/env python3
"""Runs the six questions in SQL of src/report/OUTPUT.md on the tables of corpus/, each against rows that were worked out by hand.

    python3 -m venv ENV && ENV/bin/pip install duckdb && ENV/bin/python tests/recipes.py target/release/thoisu
"""

import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
SECTION = "## Six questions in SQL"
TABLES = ["documents", "mentions", "regulations", "relations"]

# The articles of corpus/ were read for these rows.
EXPECTED = [
    [
        (date(2024, 9, 1), "02/2017/NĐ-CP", 2),
        (date(2024, 9, 1), "20/2021/NĐ-CP", 2),
        (date(2024, 9, 1), "92/CĐ-TTg", 2),
        (date(2026, 3, 1), "44/2025/NĐ-CP", 3),
        (date(2026, 3, 1), "09/2026/NQ-HĐND", 2),
        (date(2026, 3, 1), "36-NQ/TW", 2),
        (date(2026, 3, 1), "512/TCHQ-GSQL", 2),
    ],
    [
        ("Thủ tướng Chính phủ", "12/2021/QĐ-TTg", 9),
        ("Tổng cục Hải quan", "512/TCHQ-GSQL", 8),
        ("Chính phủ", "44/2025/NĐ-CP", 6),
        ("Bộ Y tế", "06/CT-BYT", 4),
    ],
    [
        ("nha-nuoc/ky-hop-ngan-sach.html", "2.076.244 tỷ đồng", Decimal(2_076_244_000_000_000)),
        ("nha-nuoc/ky-hop-ngan-sach.html", "1.620.744 tỷ đồng", Decimal(1_620_744_000_000_000)),
        ("nha-nuoc/ky-hop-ngan-sach.html", "648 nghìn tỷ đồng", Decimal(648_000_000_000_000)),
    ],
    [
        ("02/2017/NĐ-CP", "20/2021/NĐ-CP", 2),
        ("02/2017/NĐ-CP", "92/CĐ-TTg", 2),
        ("176/2025/QH15", "35/2025/NĐ-CP", 2),
        ("178/2024/NĐ-CP", "202/2025/QH15", 2),
        ("178/2024/NĐ-CP", "67/2025/NĐ-CP", 2),
        ("20/2021/NĐ-CP", "92/CĐ-TTg", 2),
        ("23/2021/QĐ-TTg", "68/NQ-CP", 2),
    ],
    [(date(2026, 3, 1), 3), (None, 3)],
    [
        ("67/2025/NĐ-CP", "amends", "178/2024/NĐ-CP", None, 2),
        ("100/2019/NĐ-CP", "replaces", "46/2016/NĐ-CP", None, 1),
        ("189/2013/NĐ-CP", "amends", "59/2011/NĐ-CP", None, 1),
    ],
]


def questions():
    """The SQL of src/report/OUTPUT.md."""
    readme = (ROOT / "src/report/OUTPUT.md").read_text(encoding="utf-8")
    section = readme.split(f"\n{SECTION}\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    return re.findall(r"```sql\n(.*?)```", section, re.DOTALL)


def extract(thoisu, form, out):
    arguments = [thoisu, "-q", "extract", "corpus", "--ignore", "README.md", "--resolve", "--format", form, "--output", out]
    subprocess.run(arguments, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)


def check_schema(connection):
    """Columns are no keywords of SQL, days and amounts have their types, and the version of the schema is told."""
    keywords = "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
    reserved = {name for (name,) in connection.execute(keywords).fetchall()}
    for table in TABLES:
        described = connection.execute(f"describe from 'tables/{table}.parquet'").fetchall()
        types = {row[0]: row[1] for row in described}
        assert not reserved & set(types), f"{table}: {reserved & set(types)}"
        for name, expected in [("low", "DECIMAL(38,9)"), ("high", "DECIMAL(38,9)"), ("day", "DATE"), ("first", "DATE"), ("last", "DATE"), ("issued", "DATE")]:
            assert types.get(name, expected) == expected, f"{table}.{name}: {types[name]}"
        told = connection.execute(f"select decode(key), decode(value) from parquet_kv_metadata('tables/{table}.parquet')").fetchall()
        assert ("thoisu.schema", "1") in told and ("thoisu.table", table) in told, told


def check_join(connection):
    """Each document is there, and tells how many mentions join it by id and origin."""
    joined = """
        select count(*), count(*) filter (where d.mentions <> coalesce(m.found, 0))
        from 'tables/documents.parquet' d left join (select id, origin, count(*) as found from 'tables/mentions.parquet' group by all) m
        on d.id = m.id and d.origin = m.origin"""
    documents, wrong = connection.execute(joined).fetchone()
    assert documents > 100 and wrong == 0, (documents, wrong)


def main():
    thoisu = os.path.abspath(sys.argv[1])
    found = questions()
    assert len(found) == len(EXPECTED), f"expected {len(EXPECTED)} questions in OUTPUT.md, but found {len(found)}"
    with tempfile.TemporaryDirectory() as folder:
        for form, name in [("parquet", "tables"), ("csv", "csv")]:
            extract(thoisu, form, os.path.join(folder, name, ""))
        os.chdir(folder)
        connection = duckdb.connect()
        faults = 0
        for number, (sql, expected) in enumerate(zip(found, EXPECTED), 1):
            rows = connection.execute(sql).fetchall()
            if rows != expected:
                faults += 1
                print(f"question {number}:\n{sql}expected {expected}\nbut found {rows}\n")
        check_schema(connection)
        check_join(connection)
        for table in TABLES:
            counts = [connection.execute(f"select count(*) from '{path}'").fetchone() for path in (f"tables/{table}.parquet", f"csv/{table}.csv")]
            assert counts[0] == counts[1], f"{table}: {counts}"
    print(f"{len(found) - faults} of {len(found)} questions have the expected rows")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
