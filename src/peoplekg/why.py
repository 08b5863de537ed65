"""Why a triple holds: proofs from the axioms by name down to the sentences."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as px

from peoplekg.errors import NotFound, WrongArgument
from peoplekg.evidence import (
    ONTOLOGY,
    Support,
    fact_in_words,
    how_surely,
    name_of,
    select,
    support_of,
    told_by,
    words_of,
)
from peoplekg.reasoning.proofs import ASSERTED, Proof
from peoplekg.resources import resource

if TYPE_CHECKING:
    from peoplekg.render import Cell
    from peoplekg.store import Store

_TYPE = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_OBJECT_PROPERTY = px.NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PROV = "http://www.w3.org/ns/prov#"
_LABEL = px.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_SAID = """
PREFIX pkg: <https://w3id.org/peoplekg/ontology#>
SELECT ?first ?second ?claim ?status
WHERE {
  ?first pkg:appearsAs ?one .
  ?second pkg:appearsAs ?other .
  GRAPH ?article { ?claim pkg:concerns ?one , ?other ; pkg:status ?status }
}
"""
_OVER = {"en": "over", "it": "finito"}
_HELD_BACK = {"en": "held back", "it": "non accolto"}
_PROOFS = "https://w3id.org/peoplekg/id/proof/"


def why(store: Store, subject: str, relation: str, object: str, *, most: int = 3) -> tuple[Proof, ...]:
    """The shortest proofs, at most ``most``, of a triple given by names; none when it does not hold.

    ``relation`` is a property of the ontology, as its name or in words ("friendOf", "friend of"). Raises NotFound or
    Ambiguous for the names, WrongArgument for an unknown relation, with the nearest ones.
    """
    return store.explain(px.Triple(_thing(store, subject), _relation(relation), _thing(store, object)), most)


@dataclass(frozen=True, slots=True)
class NoFact:
    """What an article says that is no fact: why it is none, the claim's sentence, and what stands against it."""

    reason: str
    said: Support
    against: tuple[Support, ...] = ()


def why_not(store: Store, subject: str, object: str, locale: str = "en") -> list[NoFact]:
    """What articles say of two together that is no fact now: denied, possible, over, or held back because of what.

    Raises NotFound or Ambiguous for the names.
    """
    first, second = _thing(store, subject), _thing(store, object)
    _, solutions = select(store.quads, _SAID, {"first": first, "second": second})
    held = {one.claim.iri: one for one in store.held_back()}
    over = {node.value for one in solutions if isinstance(node := one["claim"], px.NamedNode) and _is_over(one)}
    found: list[NoFact] = []
    for claim in sorted({node.value for one in solutions if isinstance(node := one["claim"], px.NamedNode)}):
        for support in told_by(store.quads, px.NamedNode(claim)):
            if claim in held:
                words = held[claim].words.get(locale) or held[claim].words["en"]
                against = [
                    one for other in held[claim].against for one in told_by(store.quads, px.NamedNode(other.iri))
                ]
                found.append(NoFact(f"{_HELD_BACK[locale]}: {words}", support, tuple(against)))
            elif support.polarity == "denied" or support.certainty == "possible":
                found.append(NoFact(how_surely([support]), support))
            elif claim in over:
                found.append(NoFact(_OVER[locale], support))
    return found


def _is_over(solution: Mapping[str, px.NamedNode | px.Literal | None]) -> bool:
    status = solution["status"]
    return status is not None and status.value == "former"


def _thing(store: Store, name: str) -> px.NamedNode:
    """Somebody by name, or an organization, a work or a place by its exact name."""
    try:
        return px.NamedNode(store.find_person(name).iri)
    except NotFound:
        for quad in store.quads.quads_for_pattern(None, _LABEL, px.Literal(name), px.DefaultGraph()):
            if isinstance(quad.subject, px.NamedNode):
                return quad.subject
        raise


def _relation(typed: str) -> px.NamedNode:
    known = {_letters(iri.value.removeprefix(ONTOLOGY)): iri for iri in _object_properties()}
    found = known.get(_letters(typed.removeprefix("pkg:").removeprefix(ONTOLOGY)))
    if found is None:
        near = get_close_matches(_letters(typed), sorted(known), n=3, cutoff=0.4)
        names = " or ".join(known[one].value.removeprefix(ONTOLOGY) for one in near)
        hint = f"did you mean {names}?" if near else "write it like friendOf, parentOf or pardonedBy"
        raise WrongArgument(f"the ontology has no relation {typed!r}; {hint}")
    return found


def _object_properties() -> Iterator[px.NamedNode]:
    for quad in px.parse(path=str(resource("ontology/peoplekg.ttl")), format=px.RdfFormat.TURTLE):
        if quad.object == _OBJECT_PROPERTY and isinstance(quad.subject, px.NamedNode):
            yield quad.subject


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def as_text(store: Store, proof: Proof, *, bullets: bool = False) -> str:
    """A proof as an indented list, each assertion with the sentences that state it (the first time it is used).

    ``bullets`` makes it a Markdown list.
    """
    mark, lines, told = "- " if bullets else "", [], set[px.NamedNode]()
    for depth, step in proof.steps():
        indent = "  " * depth
        lines.append(f"{indent}{mark}{in_words(store, step.conclusion)}{_reason(step)}")
        subject = step.conclusion.subject
        if step.rule == ASSERTED and isinstance(subject, px.NamedNode) and subject not in told:
            told.add(subject)
            lines += [f"{indent}  {mark}{one.cited()}" for one in support_of(store.quads, subject)]
    return "\n".join(lines) + "\n"


def in_words(store: Store, triple: px.Triple) -> str:
    """A triple as a sentence of sorts: names for people and things, words for properties and classes."""
    return " ".join(_named(store, term) for term in (triple.subject, triple.predicate, triple.object))


def _named(store: Store, term: object) -> str:
    if isinstance(term, px.NamedNode):
        if term == _TYPE:
            return "is a"
        if term.value.startswith(ONTOLOGY):
            return words_of(term)
        name = name_of(store.quads, term)
        return name or f"[{fact_in_words(store.quads, term)}]"
    return term.value if isinstance(term, px.Literal) else str(term)


def _reason(step: Proof) -> str:
    if step.premises:
        return f"\u2003because of {short(step.axiom)} ({step.rule})"
    return "" if step.rule == ASSERTED else f"\u2003by the ontology ({short(step.axiom) or step.rule})"


def short(axiom: str) -> str:
    """An axiom with prefixes for the ontology's own terms."""
    return axiom.replace(ONTOLOGY, "pkg:")


def as_dict(store: Store, proof: Proof) -> dict[str, Cell]:
    """A proof as nested objects."""
    subject, predicate, value = proof.conclusion
    support = support_of(store.quads, subject) if proof.rule == ASSERTED and isinstance(subject, px.NamedNode) else []
    return {
        "triple": [
            term.value if isinstance(term, px.NamedNode | px.Literal) else str(term)
            for term in (subject, predicate, value)
        ],
        "words": in_words(store, proof.conclusion),
        "rule": proof.rule,
        "axiom": short(proof.axiom),
        "premises": [as_dict(store, premise) for premise in proof.premises],
        "support": [one.as_dict() for one in support],
    }


def as_quads(store: Store, proof: Proof) -> Iterator[px.Quad]:
    """A proof as statements (rdf:Statement), each prov:wasDerivedFrom its premises, or the claims that support it."""
    for _, step in proof.steps():
        node = _node(step)
        subject, predicate, value = step.conclusion
        yield px.Quad(node, _TYPE, px.NamedNode(_RDF + "Statement"))
        yield px.Quad(node, px.NamedNode(_RDF + "subject"), subject)
        yield px.Quad(node, px.NamedNode(_RDF + "predicate"), predicate)
        yield px.Quad(node, px.NamedNode(_RDF + "object"), value)
        if step.axiom:
            yield px.Quad(
                node, px.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"), px.Literal(short(step.axiom))
            )
        sources: list[px.NamedNode] = [_node(premise) for premise in step.premises]
        if step.rule == ASSERTED and isinstance(subject, px.NamedNode):
            sources += [px.NamedNode(one.claim) for one in support_of(store.quads, subject)]
        for source in sources:
            yield px.Quad(node, px.NamedNode(_PROV + "wasDerivedFrom"), source)


def _node(step: Proof) -> px.NamedNode:
    return px.NamedNode(_PROOFS + hashlib.sha256(step.text.encode()).hexdigest()[:16])
