"""Vietnamese political news: dates, regulations and numbers, and search over archives.

>>> import datetime
>>> import thoisu
>>> text = "Hôm qua, Ban Bí thư ban hành Quy định số 11-QĐ/TW; hơn 8.890 đại biểu dự."
>>> for mention in thoisu.extract(text, published=datetime.date(2021, 5, 20)):
...     print(mention.kind, repr(text[mention.start:mention.end]), mention.value)
date 'Hôm qua' 2021-05-19
regulation '11-QĐ/TW' 11-QĐ/TW
number '8.890' 8890

Offsets count characters of the text as it was given, as Python's slices do. All functions leave the lock of the interpreter to others while
they work, and stop at Ctrl-C.
"""

from __future__ import annotations

from ._thoisu import Mention, Table, __version__, merge, normalize, run
from .archive import Hit, Index, Registry, Results
from .documents import Block, Document, Resolved, resolve, split
from .errors import ArchiveError, DocumentError, QueryError, ThoisuError
from .mentions import Mentions, Tables, extract, extract_batch, extract_table

__all__ = [
    "ArchiveError",
    "Block",
    "Document",
    "DocumentError",
    "Hit",
    "Index",
    "Mention",
    "Mentions",
    "QueryError",
    "Registry",
    "Resolved",
    "Results",
    "Table",
    "Tables",
    "ThoisuError",
    "__version__",
    "extract",
    "extract_batch",
    "extract_table",
    "merge",
    "normalize",
    "resolve",
    "run",
    "split",
]
