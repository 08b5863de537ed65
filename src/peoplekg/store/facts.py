"""The merged facts: which claims state which fact, and the fact's triples, recomputed for what has changed only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as px

from peoplekg import graph
from peoplekg.graph import SourcedClaim
from peoplekg.ontology import term
from peoplekg.store import ties
from peoplekg.store.changes import Changes, Term, in_graph, text
from peoplekg.store.people import person_of
from peoplekg.store.terms import DENIED_KEY, FACT_ID, FACT_KEY, HELD, INDEX, MERGED, SUPPORTED_BY, TYPE

_PART_OF, _CONCERNS = term("partOf"), term("concerns")
_SAYS_NOTHING_NEW = frozenset((SUPPORTED_BY, term("certainty"), term("attributedTo")))
_REMEMBERED = 10_000
_NOT_ENTITIES = ("person/", "article/")


def sourced(changes: Changes, claim: px.NamedNode) -> SourcedClaim | None:
    """A claim read back from its article's graph; None when it is not there."""
    article = px.NamedNode(claim.value.rpartition("/claim/")[0])
    if changes.touches(article):
        return _sourced(changes, claim, article)
    known = _read(changes.base)
    claims = known.get(article)
    if claims is None:
        if len(known) >= _REMEMBERED:
            del known[next(iter(known))]
        claims = known[article] = {}
    if claim not in claims:
        claims[claim] = _sourced(changes, claim, article)
    return claims[claim]


@lru_cache(maxsize=1)
def _read(_store: px.Store) -> dict[px.NamedNode, dict[px.NamedNode, SourcedClaim | None]]:
    """Claims as they were read back before, by article: what everybody tells of the famous is not read every time."""
    return {}


def forget(store: px.Store, article: px.NamedNode) -> None:
    """Forgets what was read back of an article, which has changed."""
    _read(store).pop(article, None)


def forget_all() -> None:
    """Forgets what was read back of every article, and lets go of the store."""
    _read.cache_clear()


def _sourced(changes: Changes, claim: px.NamedNode, article: px.NamedNode) -> SourcedClaim | None:
    about = _about(changes, article)
    if not about(claim):
        return None
    # Only this of the article's node, which has the text too.
    published = next((text(quad.object) for quad in changes.match(article, graph.ISSUED, None, article)), None)
    return SourcedClaim(claim, article, published, graph.claim_of(claim, about))


def _about(changes: Changes, article: px.NamedNode) -> graph.About:
    known: dict[px.NamedNode, Mapping[px.NamedNode, Sequence[Term]]] = {}

    def about(subject: px.NamedNode) -> Mapping[px.NamedNode, Sequence[Term]]:
        if subject not in known:
            found: dict[px.NamedNode, list[Term]] = {}
            for quad in changes.match(subject, None, None, article):
                found.setdefault(quad.predicate, []).append(quad.object)
            known[subject] = found
        return known[subject]

    return about


def claims_about(changes: Changes, appearance: px.NamedNode) -> Iterator[px.NamedNode]:
    """The claims of its article that speak of an appearance."""
    for quad in changes.match(None, _CONCERNS, appearance, None):
        if isinstance(quad.subject, px.NamedNode):
            yield quad.subject


def rekey(changes: Changes, claims: Iterable[px.NamedNode]) -> set[str]:
    """Files claims under the key of the fact that they state now; gives every key that gained or lost one."""
    touched: set[str] = set()
    for node in claims:
        old = [quad for predicate in (FACT_KEY, DENIED_KEY) for quad in changes.match(node, predicate, None, INDEX)]
        stated = sourced(changes, node)
        new = [] if stated is None else _filed(node, stated, _people(changes, [stated]))
        changes.replace(old, new)
        touched.update(text(quad.object) for quad in (*old, *new) if quad.predicate == FACT_KEY)
    return touched


def _filed(node: px.NamedNode, claim: SourcedClaim, people: Mapping[px.NamedNode, px.NamedNode]) -> list[px.Quad]:
    """A claim's place in the index: under the fact that it states, or the one that it denies."""
    if claim.claim.is_fact:
        place = FACT_KEY
    elif claim.claim.polarity == "denied":
        place = DENIED_KEY
    else:
        return []
    return [px.Quad(node, place, px.Literal(graph.fact_key(claim, people)), INDEX)]


def _people(changes: Changes, claims: Iterable[SourcedClaim]) -> dict[px.NamedNode, px.NamedNode]:
    found = {}
    for claim in claims:
        for appearance in claim.appearances():
            person = person_of(changes, appearance)
            if person is not None:
                found[appearance] = person
    return found


def people_of(changes: Changes, claims: Iterable[px.NamedNode]) -> set[px.NamedNode]:
    """The people whom claims speak of."""
    stated = [one for one in (sourced(changes, node) for node in claims) if one is not None]
    return set(_people(changes, stated).values())


def claims_of_key(changes: Changes, key: str) -> list[px.NamedNode]:
    """All claims filed under a key, held back or not, in a fixed order."""
    found = changes.match(None, FACT_KEY, px.Literal(key), INDEX)
    return sorted((quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)), key=str)


def is_held(changes: Changes, claim: px.NamedNode) -> bool:
    """Whether a claim is held back from the merged graph."""
    return any(True for _ in changes.match(claim, None, None, HELD))


def keys_of(changes: Changes, claims: Iterable[px.NamedNode]) -> set[str]:
    """The keys that claims are filed under."""
    return {text(quad.object) for claim in claims for quad in changes.match(claim, FACT_KEY, None, INDEX)}


def refresh(changes: Changes, keys: Iterable[str]) -> set[Changed]:
    """Computes the facts of these keys anew from all their claims that are not held back.

    Gives the facts that came, went or say something else now; more or fewer claims that say the same are no change.
    """
    left: set[px.NamedNode] = set()
    changed: set[Changed] = set()
    for key in sorted(set(keys)):
        nodes = [node for node in claims_of_key(changes, key) if not is_held(changes, node)]
        claims = [one for one in (sourced(changes, node) for node in nodes) if one is not None]
        found = graph.facts(claims, _people(changes, claims))
        old = [quad for fact in fact_nodes(changes, key) for quad in quads_of(changes, fact)]
        new = in_graph((triple for fact in found for triple in fact.triples), MERGED)
        changes.replace(old, new)
        ties.follow(changes, old, new)
        changed |= _changed(set(old) ^ set(new), (*old, *new))
        entities = {entity for fact in found for entity in fact.entities}
        for entity in entities:
            changes.add_all(in_graph(graph.entity_triples(entity), MERGED))
        subjects = {quad.subject for quad in old}
        left.update(node for quad in old if (node := _entity(quad.object)) is not None and node not in subjects)
        left -= entities
    for entity in sorted(left, key=str):
        if not any(True for _ in changes.match(None, None, entity, MERGED)):
            changes.remove_all(in_graph(graph.entity_triples(entity), MERGED))
    return changed


class Changed(NamedTuple):
    """A fact that is not what it was: its node, its class, and the people it is or was about."""

    fact: px.NamedNode
    kind: px.NamedNode
    people: frozenset[px.NamedNode]


def _changed(different: Iterable[px.Quad], all_quads: Iterable[px.Quad]) -> set[Changed]:
    subjects = {quad.subject for quad in different if quad.predicate not in _SAYS_NOTHING_NEW}
    kinds: dict[px.NamedNode, px.NamedNode] = {}
    people: dict[px.NamedNode, set[px.NamedNode]] = {}
    for quad in all_quads:
        if (
            quad.subject in subjects
            and isinstance(quad.subject, px.NamedNode)
            and isinstance(quad.object, px.NamedNode)
        ):
            if quad.predicate == TYPE:
                kinds[quad.subject] = quad.object
            elif quad.object.value.startswith(f"{graph.BASE}person/"):
                people.setdefault(quad.subject, set()).add(quad.object)
    return {Changed(fact, kind, frozenset(people.get(fact, ()))) for fact, kind in kinds.items()}


def _entity(node: Term) -> px.NamedNode | None:
    """A fact's value, if it is an organization, a place or a work."""
    if not isinstance(node, px.NamedNode) or not node.value.startswith(graph.BASE):
        return None
    return None if node.value.removeprefix(graph.BASE).startswith(_NOT_ENTITIES) else node


def fact_nodes(changes: Changes, key: str) -> list[px.NamedNode]:
    """The facts in the merged graph that have this key."""
    found = changes.match(None, FACT_ID, px.Literal(key), MERGED)
    return [quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)]


def quads_of(changes: Changes, fact: px.NamedNode) -> list[px.Quad]:
    """A fact's own quads and those of its pairs."""
    found = list(changes.match(fact, None, None, MERGED))
    for pair in changes.match(None, _PART_OF, fact, MERGED):
        if isinstance(pair.subject, px.NamedNode):
            found.extend(changes.match(pair.subject, None, None, MERGED))
    return found


def facts_of_claim(changes: Changes, claim: px.NamedNode) -> list[px.NamedNode]:
    """The facts of the merged graph that a claim supports: one, or none while it is held back or no fact."""
    found = changes.match(None, SUPPORTED_BY, claim, MERGED)
    nodes = [quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)]
    return [node for node in nodes if any(True for _ in changes.match(node, FACT_ID, None, MERGED))]


def support(changes: Changes, fact: px.NamedNode) -> list[px.NamedNode]:
    """The claims that support a fact (or one of its pairs), in a fixed order; none if the node is no fact."""
    found = changes.match(fact, SUPPORTED_BY, None, MERGED)
    return sorted((quad.object for quad in found if isinstance(quad.object, px.NamedNode)), key=str)
