"""The merged facts: which claims state which fact, and the fact's triples, recomputed for what has changed only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

import pyoxigraph as px

from peoplekg import graph
from peoplekg.graph import SourcedClaim
from peoplekg.ontology import schema, term
from peoplekg.store import statements, ties
from peoplekg.store.changes import Changes, Term, in_graph, text
from peoplekg.store.people import person_of
from peoplekg.store.statements import Touched
from peoplekg.store.terms import DENIED_KEY, FACT_ID, FACT_KEY, HELD, INDEX, MERGED, SUPPORTED_BY, TELLS_OF, TYPE

_PART_OF, _CONCERNS = term("partOf"), term("concerns")
_SAYS_NOTHING_NEW = frozenset((SUPPORTED_BY, term("certainty"), term("attributedTo")))
_TIME = "start", "end", "date", "publishedOn", "earliest", "latest"
_OF_ANY_FACT = tuple(term(name) for name in ("status", *_TIME, "certainty", "attributedTo", "partOf"))
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


def rekey(changes: Changes, claims: Iterable[px.NamedNode]) -> Touched:
    """Files claims under the key of the fact that they state now, and with all that say the same unless held back.

    Gives every key that gained or lost one.
    """
    touched = Touched()
    for node in claims:
        place, key, statement = _filed(changes, node)
        old = [quad for predicate in (FACT_KEY, DENIED_KEY) for quad in changes.match(node, predicate, None, INDEX)]
        for quad in old:
            if quad.predicate == FACT_KEY:
                touched.add(text(quad.object), node, statements.made_by(changes, node))
        changes.replace(old, [px.Quad(node, place, px.Literal(key), INDEX)] if place is not None else [])
        statements.move(changes, node, statement)
        if place == FACT_KEY:
            touched.add(key, node, statement)
    return touched


def _filed(changes: Changes, node: px.NamedNode) -> tuple[px.NamedNode | None, str, px.NamedNode | None]:
    """A claim's place in the index: under the fact that it states, or the one that it denies, and its statement."""
    claim = sourced(changes, node)
    if claim is None or not (claim.claim.is_fact or claim.claim.polarity == "denied"):
        return None, "", None
    said = graph.statement(claim, _people(changes, [claim]))
    if not claim.claim.is_fact:
        return DENIED_KEY, said.key, None
    return FACT_KEY, said.key, None if is_held(changes, node) else said.iri


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


def refresh(changes: Changes, touched: Touched) -> set[Changed]:
    """Brings the facts of the keys that were touched in step with their claims that are not held back.

    Gives the facts that came, went or say something else now; more or fewer claims that say the same are no change.
    """
    changed: set[Changed] = set()
    left: set[px.NamedNode] = set()
    moved: set[px.NamedNode] = set()
    for key in sorted(touched.claims):
        rewritten = _rewrite(changes, key, touched)
        old, new = rewritten.old, rewritten.new
        changes.replace(old, new)
        ties.follow(changes, old, new)
        changed |= _changed(set(old) ^ set(new), (*old, *new))
        for entity in sorted(rewritten.entities, key=str):
            changes.add_all(in_graph(graph.entity_triples(entity), MERGED))
        subjects = {quad.subject for quad in old}
        left.update(node for quad in old if (node := _entity(quad.object)) is not None and node not in subjects)
        moved |= touched.claims[key] | rewritten.moved
    _support(changes, moved)
    for entity in sorted(left, key=str):
        if not any(True for _ in changes.match(None, None, entity, MERGED)):
            changes.remove_all(in_graph(graph.entity_triples(entity), MERGED))
    return changed


@dataclass(slots=True)
class _Rewritten:
    """Quads of facts before and after, all but the support, and the claims that may support another node now.

    ``entities`` are those that the facts speak of now.
    """

    old: list[px.Quad] = field(default_factory=list)
    new: list[px.Quad] = field(default_factory=list)
    entities: set[px.NamedNode] = field(default_factory=set)
    moved: set[px.NamedNode] = field(default_factory=set)


def _rewrite(changes: Changes, key: str, touched: Touched) -> _Rewritten:
    """Computes the facts of a key anew, of those only of which something else is told now."""
    there = fact_nodes(changes, key)
    before = {statement: fact for fact in there for statement in statements.of_fact(changes, fact)}
    if set(there) - set(before.values()):  # an older version wrote it
        touched.update(rekey(changes, claims_of_key(changes, key)))
    known = _told(changes, {*before, *touched.statements[key]})
    groups = dict(graph.told(known.values()))
    made = _Rewritten()
    for fact in there:
        if fact not in groups:
            made.old.extend(_outline(changes, fact))
    for fact, said in groups.items():
        of_it = {one.iri for one in said}
        if of_it == {one for one, its in before.items() if its == fact} and not of_it & touched.statements[key]:
            continue
        old = _outline(changes, fact)
        outline = graph.outlined(
            key,
            fact,
            {one: statements.times(changes, one.iri) for one in said},
            _status(changes, said, touched.claims[key]),
        )
        made.old.extend(old)
        made.new.extend(in_graph(outline.triples, MERGED))
        made.entities.update(outline.entities)
        same_nodes = {quad.subject for quad in old} == set(outline.nodes)
        for one in of_it:
            if before.get(one) != fact or not same_nodes:
                made.moved.update(statements.claims_of(changes, one))
    now = {one.iri: fact for fact, said in groups.items() for one in said}
    for one in sorted({*before, *now}, key=str):
        old_place = [px.Quad(one, TELLS_OF, before[one], INDEX)] if one in before else []
        changes.replace(old_place, [px.Quad(one, TELLS_OF, now[one], INDEX)] if one in now else [])
    return made


def _told(changes: Changes, nodes: Iterable[px.NamedNode]) -> dict[px.NamedNode, graph.Statement]:
    """Statements, each read back from one of its claims; those that nobody makes any longer are left out."""
    found = {}
    for node in sorted(nodes, key=str):
        example = statements.example(changes, node)
        claim = None if example is None else sourced(changes, example)
        if claim is not None:
            found[node] = graph.statement(claim, _people(changes, [claim]))
        else:
            statements.forget_newest(changes, node)
    return found


def _status(changes: Changes, said: Sequence[graph.Statement], touched: Collection[px.NamedNode]) -> str:
    """What the newest of the claims says of whether the fact still holds."""
    if len({one.status for one in said}) == 1:
        for one in said:
            statements.forget_newest(changes, one.iri)
        return said[0].status
    newest = {one: statements.newest(changes, one.iri, touched) for one in said}
    return max(newest, key=lambda one: statements.age(changes, newest[one])).status


def _support(changes: Changes, claims: Iterable[px.NamedNode]) -> None:
    """Lets claims support the fact that they tell of, and its pairs, and nothing else."""
    nodes: dict[px.NamedNode | None, list[px.NamedNode]] = {None: []}
    for claim in sorted(claims, key=str):
        statement = statements.made_by(changes, claim)
        fact = None if statement is None else statements.fact_of(changes, statement)
        if fact is not None and fact not in nodes:
            nodes[fact] = [fact, *pairs_of(changes, fact)]
        new = [px.Quad(node, SUPPORTED_BY, claim, MERGED) for node in nodes[fact]]
        changes.replace(changes.match(None, SUPPORTED_BY, claim, MERGED), new)


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


def pairs_of(changes: Changes, fact: px.NamedNode) -> list[px.NamedNode]:
    """The pairs of people that a fact has."""
    found = changes.match(None, _PART_OF, fact, MERGED)
    return [quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)]


def _outline(changes: Changes, fact: px.NamedNode) -> list[px.Quad]:
    """The quads of a fact and its pairs but for the support, which is never read: it can be very much."""
    return [quad for node in (fact, *pairs_of(changes, fact)) for quad in described(changes, node)]


def described(changes: Changes, fact: px.NamedNode) -> list[px.Quad]:
    """The quads of a fact, or of a pair of one, but for the support."""
    kinds = [quad.object for quad in changes.match(fact, TYPE, None, MERGED)]
    predicates = {predicate: None for kind in kinds for predicate in _predicates(kind)}
    return [quad for predicate in predicates for quad in changes.match(fact, predicate, None, MERGED)]


@cache
def _predicates(kind: Term) -> tuple[px.NamedNode, ...]:
    """All that a fact of a class may have but its support."""
    domains = schema().classes[kind].ancestors if isinstance(kind, px.NamedNode) else ()
    filled = (prop.iri for prop in schema().properties if prop.domain in domains)
    return tuple(dict.fromkeys((TYPE, FACT_ID, *filled, *_OF_ANY_FACT)))


def facts_of_claim(changes: Changes, claim: px.NamedNode) -> list[px.NamedNode]:
    """The facts of the merged graph that a claim supports: one, or none while it is held back or no fact."""
    found = changes.match(None, SUPPORTED_BY, claim, MERGED)
    nodes = [quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)]
    return [node for node in nodes if any(True for _ in changes.match(node, FACT_ID, None, MERGED))]


def voice(changes: Changes, fact: px.NamedNode) -> px.Quad | None:
    """One claim's support of a fact (or one of its pairs), whichever is found first; None if the node is no fact."""
    return next(changes.match(fact, SUPPORTED_BY, None, MERGED), None)


def support(changes: Changes, fact: px.NamedNode) -> list[px.NamedNode]:
    """The claims that support a fact (or one of its pairs), in a fixed order; none if the node is no fact."""
    found = changes.match(fact, SUPPORTED_BY, None, MERGED)
    return sorted((quad.object for quad in found if isinstance(quad.object, px.NamedNode)), key=str)
