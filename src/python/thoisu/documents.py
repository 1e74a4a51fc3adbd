"""Documents of a text or page, and what its short forms mean."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ._thoisu import resolve as _resolve
from ._thoisu import split as _split

if TYPE_CHECKING:
    from .archive import Index, Registry

__all__ = ["Block", "Document", "Resolved", "resolve", "split"]


@dataclass(frozen=True)
class Block:
    """A part of a document's text."""

    kind: str
    """`title`, `lead`, `paragraph`, `article`, `caption` or `byline`."""
    start: int
    """The first character of the document's `text`."""
    end: int
    """Behind the last character."""


@dataclass(frozen=True)
class Document:
    """An article of a text or page."""

    id: str
    """`text`, of further articles `text#2`, `text#3` …"""
    text: str
    """The normalised text."""
    blocks: list[Block]
    title: str | None = None
    lead: str | None = None
    published: str | None = None
    """The time as the page or text states it: `2021-05-20` or `2021-05-20T09:30:00+07:00`."""
    url: str | None = None
    author: str | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    regulation: dict[str, Any] | None = None
    """The regulation that the document itself is."""

    @classmethod
    def _of(cls, record: dict[str, Any]) -> Document:
        names = ("id", "text", "title", "lead", "published", "url", "author", "section", "regulation")
        blocks = [Block(block["kind"], block["start"], block["end"]) for block in record["blocks"]]
        return cls(**{name: record.get(name) for name in names}, blocks=blocks, tags=record.get("tags", []))  # type: ignore[arg-type]


def split(
    text_or_html: str | bytes, *, published: str | datetime.date | None = None, title: str | None = None
) -> list[Document]:
    """The articles of a text or a page of HTML, with their blocks.

    Args:
        text_or_html: A text, or a page (it begins with `<!doctype html>`, `<html>` or the like), or a piece of HTML.
        published, title: What is known of it beside.

    Raises:
        DocumentError: There is no article in it.

    >>> [(document.title, len(document.blocks)) for document in split("Siết kỷ luật\\n\\nHôm qua có 3 hội nghị.")]
    [('Siết kỷ luật', 2)]
    """
    lines = _split(text_or_html, published=published, title=title)
    return [Document._of(json.loads(line)) for line in lines.split("\n") if line]


@dataclass(frozen=True)
class Resolved:
    """Which regulation a short form means."""

    text: str
    """The short form."""
    value: str | None
    """What it says itself."""
    target: str | None
    """What it means; None where that stays open."""
    how: str | None
    """How that is known: `rule`, `antecedent`, `corpus` …"""
    confidence: float | None
    """How sure `corpus` is, from 0 to 1."""
    candidates: list[dict[str, Any]]
    """What it may mean, the likeliest first: `id`, `title`, `reasons`."""


def resolve(
    text: str, *, index: Index | Registry | None = None, on: str | datetime.date | None = None, limit: int = 5
) -> list[Resolved]:
    """Which regulation each short form of a text may mean, and why.

    Args:
        text: A short form or sentences.
        index: An archive whose articles tell the candidates; without it the text alone does.
        on: The day on which the text was published.
        limit: How many candidates of each at most.

    >>> [(found.text, found.target) for found in resolve("Nghị định 49/2017/NĐ-CP")]
    [('49/2017/NĐ-CP', '49/2017/NĐ-CP')]
    """
    from .archive import Index

    registry = index.registry if isinstance(index, Index) else index
    answers = json.loads(_resolve(text, registry=None if registry is None else registry._records, on=on, limit=limit))
    names = ("text", "value", "target", "how", "confidence", "candidates")
    return [Resolved(**{name: answer.get(name) for name in names}) for answer in answers]
