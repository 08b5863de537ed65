"""What the store has, as every question needs it: people, articles, claims, and what speaks for a fact.

Apart from the reports, since a class takes as long to make as a question to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from peoplekg.graph import SourcedClaim


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody in the merged graph: IRI, the name to show, other names, and the IRIs that authorities give."""

    iri: str
    name: str
    also: tuple[str, ...] = ()
    gender: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of the store, without its text."""

    id: str
    iri: str
    language: str
    title: str | None
    published: str | None
    source: str | None
    claims: int

    @property
    def stem(self) -> str:
        """What its file is called, without the folder and the ending; its id when it came from no file."""
        path = PurePath(self.source or "")
        return path.stem if path.is_absolute() else self.id


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with where it stands: the article's IRI and the claim itself, whose evidence holds the sentence."""

    iri: str
    article: str
    sourced: SourcedClaim


@dataclass(frozen=True, slots=True)
class Support:
    """The claims that state a fact and those that deny it.

    ``sources`` counts the articles that state it, those with the same sentence once, as that is one report, copied
    (see ``disputes.independent`` for how that is told).
    ``denying`` counts the articles that deny it in the same way.
    """

    fact: str
    stating: tuple[Stated, ...]
    denied_by: tuple[Stated, ...]
    sources: int
    denying: int
