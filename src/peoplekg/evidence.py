"""What supports a fact: the sentences that state it, where they stand, how surely and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as px

if TYPE_CHECKING:
    from peoplekg.render import Cell

_CLAIMS = """
SELECT ?fact ?claim WHERE { ?fact <https://w3id.org/peoplekg/ontology#supportedBy> ?claim }
"""

_CLAIM = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX pkg: <https://w3id.org/peoplekg/ontology#>
SELECT ?claim ?article ?id ?title ?published ?source ?polarity ?certainty ?by ?quote ?start ?end
WHERE {
  GRAPH ?article {
    ?claim pkg:polarity ?polarity ; pkg:certainty ?certainty ; pkg:evidence ?evidence .
    ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end .
    ?article dcterms:identifier ?id .
    OPTIONAL { ?claim pkg:attributedTo ?by }
    OPTIONAL { ?article dcterms:title ?title }
    OPTIONAL { ?article dcterms:issued ?published }
    OPTIONAL { ?article dcterms:source ?source }
  }
}
"""


class Queryable(Protocol):
    """A store that answers SPARQL, with variables bound to terms."""

    def query(
        self, sparql: str, bindings: Mapping[str, px.NamedNode | px.Literal] | None = None
    ) -> px.QuerySolutions | px.QueryBoolean | px.QueryTriples:
        """The answer to a query."""


@dataclass(frozen=True, slots=True)
class Support:
    """One claim that states a fact: its sentence, with the article and place it comes from.

    ``start`` and ``end`` are code points into the article's stored text. ``by`` is whom the article has it from.
    """

    claim: str
    article: str
    title: str | None
    published: str | None
    source: str | None
    polarity: str
    certainty: str
    by: str | None
    sentence: str
    start: int
    end: int

    def cited(self) -> str:
        """The sentence with its source, on one line.

        >>> Support("c", "a-1", "Two", "2023-11-03", None, "affirmed", "stated", None, "Friends.", 0, 8).cited()
        '“Friends.” — Two, 2023-11-03 (a-1)'
        """
        words = " ".join(self.sentence.split())
        about = ", ".join(filter(None, (self.title, self.published)))
        return f"“{words}” — {about} ({self.article})" if about else f"“{words}” — {self.article}"

    def as_dict(self) -> dict[str, Cell]:
        """All of it, for programs."""
        return asdict(self)


def support_of(store: Queryable, fact: px.NamedNode) -> list[Support]:
    """The claims that state a fact, what is stated before what is only reported, then by date and place in the text."""
    found = store.query(_CLAIMS, {"fact": fact})
    assert isinstance(found, px.QuerySolutions)
    claims = [claim for solution in found if isinstance(claim := solution["claim"], px.NamedNode)]
    return sorted((one for claim in claims for one in told_by(store, claim)), key=_order)


def told_by(store: Queryable, claim: px.NamedNode) -> list[Support]:
    """What one claim says and where; nothing when the store does not have it."""
    solutions = store.query(_CLAIM, {"claim": claim})
    assert isinstance(solutions, px.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return sorted((_support({name: solution[name] for name in names}) for solution in solutions), key=_order)


def _order(one: Support) -> tuple[bool, str, str, int, str]:
    return (one.certainty != "stated", one.published or "9999", one.article, one.start, one.claim)


def _support(terms: Mapping[str, object]) -> Support:
    texts = {name: term.value for name, term in terms.items() if isinstance(term, px.NamedNode | px.Literal)}
    return Support(
        texts["claim"],
        texts["id"],
        texts.get("title"),
        texts.get("published"),
        texts.get("source"),
        texts["polarity"],
        texts["certainty"],
        texts.get("by"),
        texts["quote"],
        int(texts["start"]),
        int(texts["end"]),
    )


def how_surely(support: Iterable[Support]) -> str:
    """In words: "stated" when an article states it itself, else by whom it is reported; what is denied or possible.

    >>> how_surely([])
    ''
    """
    claims = list(support)
    for polarity, certainty in (("affirmed", "stated"), ("affirmed", "reported")):
        fitting = [one for one in claims if (one.polarity, one.certainty) == (polarity, certainty)]
        if fitting:
            return certainty + _voices(fitting)
    words = sorted({"denied" if one.polarity == "denied" else one.certainty for one in claims})
    return " and ".join(words) + _voices(claims)


def _voices(claims: Iterable[Support]) -> str:
    voices = dict.fromkeys(one.by for one in claims if one.by and one.certainty != "stated")
    return f" by {', '.join(voices)}" if voices else ""


def surest_of(parts: Sequence[str]) -> str:
    """How surely something is known that needs several facts: as surely as the least sure of them."""
    return max(parts, key=lambda part: (part.startswith("reported"), part), default="")
