"""The installed wheel: what it finds equals what the command line prints, and bad input is an exception that names it."""

import datetime
import doctest
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pytest

import thoisu
import thoisu.documents
import thoisu.mentions

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Hôm qua, Ban Bí thư ban hành Quy định số 11-QĐ/TW; hơn 8.890 đại biểu dự."
DAY = datetime.date(2021, 5, 20)


def lines_of(*arguments, given=None, codes=(0,)):
    command = [sys.executable, "-m", "thoisu", "-q", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode in codes, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive") / "out"
    counts = thoisu.run([ROOT / "corpus" / "dang"], folder)
    assert counts["kept"] > 0 == counts["failed"]
    return folder


def test_values_are_of_python_types():
    found = [(mention.kind, TEXT[mention.start : mention.end], mention.value) for mention in thoisu.extract(TEXT, published=DAY)]
    assert found == [
        ("date", "Hôm qua", datetime.date(2021, 5, 19)),
        ("regulation", "11-QĐ/TW", "11-QĐ/TW"),
        ("number", "8.890", Decimal("8890")),
    ]


def test_a_batch_equals_the_command_line(tmp_path):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "dang").glob("*.txt"))]
    records = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
    source = tmp_path / "texts.jsonl"
    source.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    of_line = {}
    for document in lines_of("extract", source):
        of_line.setdefault(document["source_id"], []).extend(document["mentions"])
    batch = thoisu.extract_batch(texts)
    assert len(batch) == len(texts) > 3
    for at, mentions in enumerate(batch):
        here = sorted((mention.kind, mention.start, mention.end, mention.canonical) for mention in mentions)
        there = sorted((mention["kind"], mention["start"], mention["end"], mention["value"]) for mention in of_line[str(at)])
        assert here == there


def test_a_table_gives_tables():
    table = pa.table({"id": ["a", "b"], "text": [TEXT, None], "published": ["2021-05-20", None]})
    tables = thoisu.extract_table(table)
    mentions = tables.mentions.to_arrow()
    assert mentions.column("id").to_pylist() == ["a", "a", "a"]
    assert mentions.column("value").to_pylist() == ["2021-05-19", "11-QĐ/TW", "8890"]


def test_an_index_is_searched(archive):
    index = thoisu.Index(archive)
    results = index.search("nghi quyet trung uong", limit=3, facets=["issuer"])
    assert len(index) >= results.total >= len(results) == 3
    printed = lines_of("search", archive, "nghi quyet trung uong", "--limit", "3", "--format", "jsonl")
    assert [hit.id for hit in results] == [hit["id"] for hit in printed]
    assert results.to_pandas().shape[0] == 3
    assert len(index.registry) > 0
    known = next(iter(index.registry))
    assert index.registry[known]["id"] == known


def test_short_forms_are_resolved():
    found = thoisu.extract("Nghị quyết số 57-NQ/TW ra đời. Nghị quyết 57 có 7 nhiệm vụ.", resolve=True)
    assert [mention.target for mention in found if mention.form == "partial"] == ["57-NQ/TW"]


@pytest.mark.parametrize(
    ("work", "error", "told"),
    [
        (lambda: thoisu.extract_table(pa.table({"body": ["a"]})), (TypeError, ValueError, KeyError), "text"),
        (lambda: thoisu.extract_table(pa.table({"text": [1]})), (TypeError, ValueError), "text"),
        (lambda: thoisu.extract(5), TypeError, None),
        (lambda: thoisu.extract("\ud800"), (thoisu.DocumentError, ValueError), None),
        (lambda: thoisu.Index("no such folder"), thoisu.ArchiveError, "no such folder"),
    ],
)
def test_bad_input_is_told(work, error, told):
    with pytest.raises(error, match=told):
        work()


def test_null_has_no_mentions():
    assert thoisu.extract(None) == []
    assert [list(mentions) for mentions in thoisu.extract_batch([None, TEXT], published=[None, DAY])][0] == []


def test_a_query_that_does_not_parse_is_told(archive):
    with pytest.raises(thoisu.QueryError, match="expected"):
        thoisu.Index(archive).search("(thuế")


def test_the_readme(tmp_path, monkeypatch):
    """What the README shows in Python is what happens, on the index that its first command makes."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    lines_of("run", ROOT / "corpus", "--ignore", "README.md", "--out", tmp_path / "thoisu-out", codes=(0, 2))
    monkeypatch.chdir(tmp_path)
    tried = [doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0) for block in blocks]
    assert sum(len(test.examples) for test in tried) > 3
    for test in tried:
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_chart(tmp_path):
    """The example of the package draws the regulations that most articles cite."""
    picture = tmp_path / "chart.svg"
    program = ROOT / "src" / "python" / "examples" / "chart.py"
    subprocess.run([sys.executable, program, ROOT / "corpus", "--out", picture, "--count", "3"], check=True)
    drawn = ElementTree.parse(picture).getroot()
    names = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text") if text.get("text-anchor") == "end"]
    assert names == ["12/2021/QĐ-TTg", "512/TCHQ-GSQL", "36-NQ/TW@2018"]


@pytest.mark.parametrize("module", [thoisu, thoisu.documents, thoisu.mentions])
def test_docstrings(module):
    tried = doctest.testmod(module)
    assert tried.failed == 0
