"""What supports a fact: the sentences that state it, where they stand, how surely and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as px

from peoplekg.errors import BrokenResource

if TYPE_CHECKING:
    from peoplekg.render import Cell
    from peoplekg.store import Stated

ONTOLOGY = "https://w3id.org/peoplekg/ontology#"
_CAPITAL = re.compile("[A-Z]")
_TYPE = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# What a fact node carries for the program's sake, or what other words say already.
_PLUMBING = frozenset(ONTOLOGY + name for name in ("key", "status", "certainty", "earliest", "latest", "attributedTo"))
_LABEL = px.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_ID, _TITLE, _SOURCE = (px.NamedNode(f"http://purl.org/dc/terms/{name}") for name in ("identifier", "title", "source"))

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


def select(
    quads: px.Store, sparql: str, bindings: Mapping[str, px.NamedNode | px.Literal]
) -> tuple[list[str], list[dict[str, px.NamedNode | px.Literal | None]]]:
    """The variables and solutions of a SELECT over the merged graph alone; ``bindings`` maps variables to terms.

    What is inferred lies in its own named graph, so that a query says itself where it wants it.
    """
    solutions = quads.query(sparql, substitutions={px.Variable(name): term for name, term in bindings.items()})
    if not isinstance(solutions, px.QuerySolutions):
        raise BrokenResource("a canned query must be a SELECT; correct the .rq file")
    names = [variable.value for variable in solutions.variables]
    return names, [{name: _term(solution[name]) for name in names} for solution in solutions]


def _term(term: object) -> px.NamedNode | px.Literal | None:
    return term if isinstance(term, px.NamedNode | px.Literal) else None


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
        """The sentence with its source, on one line: title and date, or the article's id when it has no title.

        >>> Support("c", "a-1", "Two", "2023-11-03", None, "affirmed", "stated", None, "Friends.", 0, 8).cited()
        '“Friends.” — Two, 2023-11-03'
        """
        words = " ".join(self.sentence.split())
        return f"“{words}” — {', '.join(filter(None, (self.title or self.article, self.published)))}"

    def as_dict(self) -> dict[str, Cell]:
        """All of it, for programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def support_of(quads: px.Store, fact: px.NamedNode) -> list[Support]:
    """The claims that state a fact, what is stated before what is only reported, then by date and place in the text."""
    _, found = select(quads, _CLAIMS, {"fact": fact})
    claims = [claim for solution in found if isinstance(claim := solution["claim"], px.NamedNode)]
    return sorted((one for claim in claims for one in told_by(quads, claim)), key=_order)


def told_by(quads: px.Store, claim: px.NamedNode) -> list[Support]:
    """What one claim says and where; nothing when the store does not have it."""
    _, found = select(quads, _CLAIM, {"claim": claim})
    return sorted(map(_support, found), key=_order)


class Articles:
    """What is told of articles beside their claims; each is looked up once, however many claims it has."""

    def __init__(self, quads: px.Store) -> None:
        self._quads = quads
        self._known: dict[str, tuple[str | None, ...]] = {}

    def support(self, claims: Iterable[Stated]) -> list[Support]:
        """The claims as ``support_of`` gives them, in its order."""
        return sorted(map(self._support, claims), key=_order)

    def _support(self, one: Stated) -> Support:
        claim = one.sourced.claim
        id, title, source = self._described(one.article)
        evidence = claim.evidence
        return Support(
            claim=one.iri,
            article=id or one.article,
            title=title,
            published=one.sourced.published,
            source=source,
            polarity=claim.polarity,
            certainty=claim.certainty,
            by=claim.attributed_to,
            sentence=evidence.quote,
            start=evidence.start,
            end=evidence.end,
        )

    def _described(self, article: str) -> tuple[str | None, ...]:
        if article not in self._known:
            node = px.NamedNode(article)
            found = (self._quads.quads_for_pattern(node, predicate, None, node) for predicate in (_ID, _TITLE, _SOURCE))
            self._known[article] = tuple(next((_characters(quad) for quad in quads), None) for quads in found)
        return self._known[article]


def _characters(quad: px.Quad) -> str | None:
    return quad.object.value if isinstance(quad.object, px.Literal | px.NamedNode) else None


def _order(one: Support) -> tuple[bool, str, str, int, str]:
    return (one.certainty != "stated", one.published or "9999", one.article, one.start, one.claim)


def _support(terms: Mapping[str, px.NamedNode | px.Literal | None]) -> Support:
    texts = {name: term.value for name, term in terms.items() if term is not None}
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


def counted(sources: int, denying: int, locale: str = "en") -> str:
    """How many independent articles state something and how many deny it.

    >>> counted(3, 1), counted(1, 0)
    ('3 sources, 1 denies', '1 source')
    """
    one, many, denies, deny = _COUNTED[locale]
    words = f"{sources} {one if sources == 1 else many}"
    return f"{words}, {denying} {denies if denying == 1 else deny}" if denying else words


_COUNTED = {"en": ("source", "sources", "denies", "deny"), "it": ("fonte", "fonti", "nega", "negano")}


def surest_of(parts: Sequence[str]) -> str:
    """How surely something is known that needs several facts: as surely as the least sure of them."""
    return max(parts, key=lambda part: (part.startswith("reported"), part), default="")


def name_of(quads: px.Store, node: px.NamedNode) -> str | None:
    """The name that the merged graph has for a node, if any."""
    labels = quads.quads_for_pattern(node, _LABEL, None, px.DefaultGraph())
    return min((quad.object.value for quad in labels if isinstance(quad.object, px.Literal)), default=None)


def kind_in_words(quads: px.Store, fact: px.NamedNode, locale: str = "en") -> str:
    """A fact's class in a language, e.g. ``commutation``."""
    found = (quad.object for quad in quads.quads_for_pattern(fact, _TYPE, None, px.DefaultGraph()))
    kinds = [kind for kind in found if isinstance(kind, px.NamedNode) and kind.value.startswith(ONTOLOGY)]
    return ", ".join(words_of(kind, locale) for kind in sorted(kinds, key=str))


def fact_in_words(quads: px.Store, fact: px.NamedNode, locale: str = "en") -> str:
    """A fact on one line: its class in a language, whom and what it is about, and its other values.

    Example: ``commutation: Ian Joy, Kay Lee (2018-06)``.
    """
    names: list[str | None] = []
    values: list[tuple[int, str]] = []
    for quad in sorted(quads.quads_for_pattern(fact, None, None, px.DefaultGraph()), key=str):
        if quad.predicate == _TYPE:
            continue
        if isinstance(quad.object, px.NamedNode):
            names.append(name_of(quads, quad.object))
        elif isinstance(quad.object, px.Literal) and quad.predicate.value not in _PLUMBING:
            values.append((_RANK.get(quad.predicate, 0), _in_time(quad.predicate, quad.object.value, locale)))
    told = f"{kind_in_words(quads, fact, locale)}: {', '.join(dict.fromkeys(filter(None, names)))}"
    return f"{told} ({', '.join(dict.fromkeys(value for _, value in sorted(values, key=_rank)))})" if values else told


_RANK = {px.NamedNode(ONTOLOGY + name): rank for rank, name in enumerate(("start", "end"), 1)}


def _rank(value: tuple[int, str]) -> int:
    return value[0]


def _in_time(predicate: px.NamedNode, value: str, locale: str) -> str:
    """A value of a fact, a start or an end with the word that tells which it is."""
    from peoplekg.wording import phrase

    name = {1: "since", 2: "until"}.get(_RANK.get(predicate, 0))
    return phrase(name, locale).format(value) if name else value


def words_of(term: px.NamedNode, locale: str = "en") -> str:
    """A term of the ontology as words: those of its name, or its label in another language.

    >>> words_of(px.NamedNode("https://w3id.org/peoplekg/ontology#BirthdayCelebration"))
    'birthday celebration'
    """
    if locale != "en":  # the names of terms are English
        from peoplekg.ontology import schema

        return schema().label(term, locale)
    return _CAPITAL.sub(lambda found: f" {found[0].lower()}", term.value.removeprefix(ONTOLOGY)).strip()
