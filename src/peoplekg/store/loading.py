"""Articles into the store and out of it again; each is one atomic write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as px

import peoplekg
from peoplekg import graph, identity
from peoplekg.errors import NotFound
from peoplekg.model import Extraction
from peoplekg.ontology import term
from peoplekg.store import facts, journal, people, register, settling
from peoplekg.store.changes import Changes, text
from peoplekg.store.held import held_back_of
from peoplekg.store.reports import Engine, LoadReport, Outcome, WithdrawReport
from peoplekg.store.terms import (
    A_PERSON,
    APPEARS,
    APPEARS_AS,
    FACT_ID,
    HELD,
    INDEX,
    INFERRED,
    KEY,
    KEY_TRAIT,
    MERGED,
    TYPE,
)


def load(store: px.Store, extraction: Extraction, *, engine: Engine = "fast") -> LoadReport:
    """Puts an article with its claims into the store, in place of an earlier version of it if there is one."""
    article = graph.article_iri(extraction.article.id)
    quads = graph.article_graph(extraction)
    changes = Changes(store)
    old = set(changes.match(None, None, None, article))
    if old == set(quads):
        return LoadReport(extraction.article.id, "unchanged", len(extraction.claims))
    touched = _take_out(changes, article)
    changes.replace(old, quads)
    touched = touched.with_more(_put_in(changes, article, extraction))
    settled = settle_people(changes, touched, engine)
    outcome: Outcome = "replaced" if old else "new"
    journal.record(changes, "loaded" if outcome == "new" else outcome, extraction.article.id, peoplekg.__version__)
    report = _load_report(changes, article, extraction, outcome, settled)
    changes.commit()
    facts.forget(store, article)
    return report


def withdraw(store: px.Store, article_id: str, *, dry_run: bool = False) -> WithdrawReport:
    """Takes an article out: what loses its last support goes, all else stays as if it had never been loaded.

    Raises NotFound when there is no such article.
    """
    article = graph.article_iri(article_id)
    changes = Changes(store)
    old = list(changes.match(None, None, None, article))
    if not old:
        raise NotFound(f"there is no article {article_id!r} in the store; `peoplekg articles` lists them")
    claims = len(_claims_in(changes, article))
    touched = _take_out(changes, article)
    changes.remove_all(old)
    changes.forget(article)
    settle_people(changes, touched)
    report = _withdraw_report(changes, article_id, dry_run, claims)
    if not dry_run:
        journal.record(changes, "withdrawn", article_id, peoplekg.__version__)
        changes.commit()
        facts.forget(store, article)
    return report


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change concerns: name groups, appearances, claims, and the people that those stood for before it."""

    keys: frozenset[str] = frozenset()
    members: frozenset[px.NamedNode] = frozenset()
    claims: frozenset[px.NamedNode] = frozenset()
    people: frozenset[px.NamedNode] = frozenset()

    def with_more(self, other: Touched) -> Touched:
        """Both together."""
        return Touched(
            self.keys | other.keys, self.members | other.members, self.claims | other.claims, self.people | other.people
        )


def _claims_in(changes: Changes, article: px.NamedNode) -> list[px.NamedNode]:
    found = changes.match(None, TYPE, term("Claim"), article)
    return [quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)]


def _take_out(changes: Changes, article: px.NamedNode) -> Touched:
    """Takes an article's people out of the index (its graph is the caller's)."""
    entries = register.article_entries(changes, article)
    members = {q.object for q in entries if q.predicate == APPEARS and isinstance(q.object, px.NamedNode)}
    before = {person for member in members if (person := people.person_of(changes, member)) is not None}
    claims = frozenset(_claims_in(changes, article))
    changes.remove_all(entries)
    return Touched(_refresh_groups(changes, entries), frozenset(members), claims, frozenset(before))


def _put_in(changes: Changes, article: px.NamedNode, extraction: Extraction) -> Touched:
    """Puts an article's people into the index (its graph is the caller's)."""
    known = {
        graph.appearance_iri(article, name): (name, traits) for name, traits in identity.traits(extraction).items()
    }
    entries = list(register.appearance_quads(article, known))
    changes.add_all(entries)
    claims = frozenset(one.iri for one in graph.sourced_claims(extraction))
    return Touched(_refresh_groups(changes, entries), frozenset(known), claims)


def _refresh_groups(changes: Changes, entries: Iterable[px.Quad]) -> frozenset[str]:
    traits: dict[str, set[str]] = {}
    for entry in entries:
        if entry.predicate == KEY:
            traits.setdefault(text(entry.object), set())
        elif entry.predicate == KEY_TRAIT:
            key, _, trait = text(entry.object).partition("\t")
            traits.setdefault(key, set()).add(trait)
    for key, known in sorted(traits.items()):
        register.refresh_group(changes, key, known)
    return frozenset(traits)


def settle_people(changes: Changes, touched: Touched, engine: Engine = "fast") -> settling.Settled:
    """Who is who, then facts, then what follows, around what was touched."""
    moved = people.reassign(changes, touched.keys, [member.value for member in touched.members])
    appearances = dict.fromkeys((*sorted(touched.members, key=str), *moved.appearances))
    before = {
        person
        for appearance in appearances
        for quad in changes.match(None, APPEARS_AS, appearance, MERGED)
        if isinstance(person := quad.subject, px.NamedNode)
    }
    claims = set(touched.claims)
    for appearance in moved.appearances:
        claims.update(facts.claims_about(changes, appearance))
    people.link(changes, appearances)
    people.describe(changes, sorted({*moved.people, *touched.people, *before}, key=str))
    return settling.settle(changes, sorted(claims, key=str), touched.people | before, engine)


def _load_report(
    changes: Changes, article: px.NamedNode, extraction: Extraction, outcome: Outcome, settled: settling.Settled
) -> LoadReport:
    claims = [one.iri for one in graph.sourced_claims(extraction)]
    supported = {key for claim in claims for key in facts.facts_of_claim(changes, claim)}
    whose = {people.person_of(changes, appearance) for appearance in _appearances(changes, article)}
    names: dict[bool, list[str]] = {True: [], False: []}
    for person in sorted((one for one in whose if one is not None), key=str):
        known = px.Quad(person, TYPE, A_PERSON, MERGED) in changes.base
        names[known].append(_name(changes, person))
    newly = {quad.subject for quad in changes.added if quad.graph_name == HELD}
    return LoadReport(
        extraction.article.id,
        outcome,
        len(claims),
        len(supported),
        tuple(held_back_of(changes, {*claims, *(node for node in newly if isinstance(node, px.NamedNode))})),
        tuple(settled.open_problems),
        len(settled.made.added),
        tuple(names[True]),
        tuple(names[False]),
    )


def _appearances(changes: Changes, article: px.NamedNode) -> list[px.NamedNode]:
    found = changes.match(article, APPEARS, None, INDEX)
    return [quad.object for quad in found if isinstance(quad.object, px.NamedNode)]


def _name(changes: Changes, person: px.NamedNode) -> str:
    return next((text(quad.object) for quad in changes.match(person, graph.LABEL, None, MERGED)), person.value)


def _withdraw_report(changes: Changes, article_id: str, dry_run: bool, claims: int) -> WithdrawReport:
    removed = changes.removed
    merged = [quad for quad in removed if quad.graph_name == MERGED]
    gone = sorted({text(q.subject) for q in merged if q.predicate == FACT_ID and not _still(changes, q)})
    names = sorted(
        text(label.object)
        for quad in merged
        if quad.predicate == TYPE and quad.object == A_PERSON
        for label in changes.base.quads_for_pattern(quad.subject, graph.LABEL, None, MERGED)
    )
    inferred = sum(quad.graph_name == INFERRED for quad in removed)
    return WithdrawReport(article_id, dry_run, claims, tuple(gone), tuple(names), inferred, len(removed))


def _still(changes: Changes, quad: px.Quad) -> bool:
    return any(True for _ in changes.match(quad.subject, quad.predicate, None, MERGED))
