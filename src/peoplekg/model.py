"""The words the whole project speaks in: frozen dataclasses that import nothing of ours.

Offsets are code points into ``Article.text``, 0-based, end exclusive.
Dates are EDTF strings ("2018-05", "2013~", "2014-23"), never datetime objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["affirmed", "denied"]
Certainty = Literal["stated", "reported", "possible"]
Status = Literal["current", "former"]
Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers.

        >>> Span(0, 3).of("Kim e Ivanka")
        'Kim'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the article that is to be read: its headline or one paragraph. What no block covers is boilerplate."""

    kind: Literal["headline", "paragraph"]
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, with what is known of it.

    ``id`` is stable for a source (file name, URL or the given id), so that a changed version replaces the old one.
    ``text`` is the whole text as stored (line ends as ``\\n``, no byte order mark); every offset refers to it.
    """

    id: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state a claim: ``quote`` equals ``article.text[start:end]``.

    ``pattern`` is the id of the rule that found it, e.g. ``it.friend.amicizia``.
    """

    start: int
    end: int
    quote: str
    pattern: str


PersonArgument = str | tuple[str, ...]
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says, true or not.

    ``people`` maps an argument to the person's fullest name in the article, or to a tuple of names
    ("persons", "participants", "advocates"); ``values`` holds the other arguments ("title", "organization",
    "type", "years", "place" …). The names of kinds and arguments are those of the ontology's annotations
    (pkg:claimKind, pkg:claimArgument).
    """

    kind: str
    people: Mapping[str, PersonArgument | None]
    values: Mapping[str, Value]
    evidence: Evidence
    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    attributed_to: str | None = None
    status: Status = "current"
    start: str | None = None
    end: str | None = None
    date: str | None = None

    @property
    def is_fact(self) -> bool:
        """Affirmed and not merely possible: it may be drawn conclusions from."""
        return self.polarity == "affirmed" and self.certainty != "possible"

    def names(self) -> tuple[str, ...]:
        """Everybody the claim speaks of, in argument order, once each."""
        found: dict[str, None] = {}
        for value in self.people.values():
            for name in (value,) if isinstance(value, str) else value or ():
                found.setdefault(name)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an article names: fullest name, the other forms used, every mention by name."""

    name: str
    forms: tuple[str, ...] = ()
    gender: Gender | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    people: tuple[Person, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = field(default=())
