"""Claims as the ontology sees them: their classes, arguments and dates, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from peoplekg.graph.iris import appearance_iri, article_iri, claim_iri
from peoplekg.graph.terms import QUALIFIERS
from peoplekg.model import Claim, Extraction, PersonArgument
from peoplekg.ontology import FactClass, schema

Canonical = Mapping[NamedNode, NamedNode]
"""The person of the merged graph for each person of an article."""


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """A claim with where it comes from: its IRI, its article's IRI and publication date."""

    iri: NamedNode
    article: NamedNode
    published: str | None
    claim: Claim

    def appearances(self) -> tuple[NamedNode, ...]:
        """Everybody the claim speaks of, as people of its article."""
        return tuple(appearance_iri(self.article, name) for name in self.claim.names())


def sourced_claims(extraction: Extraction) -> tuple[SourcedClaim, ...]:
    """The claims of an extraction with their IRIs."""
    article = article_iri(extraction.article.id)
    return tuple(
        SourcedClaim(claim_iri(article, number), article, extraction.article.published, claim)
        for number, claim in enumerate(extraction.claims, 1)
    )


def class_of(claim: Claim) -> tuple[FactClass, bool]:
    """The class of the fact that a claim would be, and whether its two people stand in the other order."""
    known = schema()
    general, _ = known.class_of(claim.kind, None)
    value = claim.values.get(general.type_argument) if general.type_argument else None
    return known.class_of(claim.kind, None if value is None else str(value))


def members_of(people: PersonArgument | None) -> Iterator[tuple[int | None, str | None]]:
    """Position and name of everybody in an argument: None for a single name, zero for an empty list."""
    if people is None or isinstance(people, str):
        yield None, people
    elif not people:
        yield 0, None
    else:
        yield from enumerate(people, 1)


def qualifiers(claim: Claim) -> Iterator[tuple[str, str]]:
    """The dates that a claim gives, by name."""
    for qualifier, value in zip(QUALIFIERS, (claim.start, claim.end, claim.date), strict=True):
        if value is not None:
            yield qualifier, value
