"""What is stated and denied, and what cannot hold together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pyoxigraph as px

from peoplekg import history
from peoplekg.graph import BASE, LABEL
from peoplekg.ontology import schema
from peoplekg.store import facts
from peoplekg.store.changes import Changes, Term, text
from peoplekg.store.held import held_back
from peoplekg.store.reports import Dispute, HeldBack
from peoplekg.store.support import all_stated, support
from peoplekg.store.terms import DENIED_KEY, INDEX, MERGED, TYPE

_DENIED = (("en", "one article states what another denies"), ("it", "un articolo afferma ciò che un altro nega"))


def disputes(changes: Changes) -> list[Dispute]:
    """All disputes in a fixed order: what is stated and denied, ties with two over the same time, what is held back."""
    keys = {text(quad.object) for quad in changes.match(None, DENIED_KEY, None, INDEX)}
    found = []
    for fact in sorted((node for key in keys for node in facts.fact_nodes(changes, key)), key=str):
        known = support(changes, fact)
        if known.denied_by:
            found.append(Dispute(fact.value, known.stating, known.denied_by, _DENIED))
    found.extend(_overlaps(changes))
    found.extend(_held(changes, one) for one in held_back(changes) if one.against)
    return found


def _overlaps(changes: Changes) -> Iterator[Dispute]:
    """Ties of one person with two others over the same time, where a person has one such tie at a time."""
    for kind in schema().classes.values():
        if not kind.exclusive:
            continue
        ties: dict[str, set[px.NamedNode]] = {}
        for quad in changes.match(None, TYPE, kind.iri, MERGED):
            for person in _people(changes, quad.subject):
                ties.setdefault(person, set()).add(px.NamedNode(text(quad.subject)))
        for person, facts_of_one in sorted(ties.items()):
            for one, other in combinations(sorted(facts_of_one, key=str), 2):
                if _people(changes, one) == _people(changes, other):
                    continue
                first, second = (all_stated(changes, facts.support(changes, fact)) for fact in (one, other))
                times = [history.surely(said.sourced for said in claims) for claims in (first, second)]
                if times[0] is not None and times[1] is not None and times[0].overlaps(times[1]):
                    name = next((text(q.object) for q in changes.match(px.NamedNode(person), LABEL, None, MERGED)), "")
                    words = tuple((code, _TWO[code].format(name, schema().label(kind.iri, code))) for code in _TWO)
                    yield Dispute(one.value, first, second, words)


def _people(changes: Changes, fact: Term) -> frozenset[str]:
    if not isinstance(fact, px.NamedNode):
        return frozenset()
    about = (text(quad.object) for quad in changes.match(fact, None, None, MERGED))
    return frozenset(one for one in about if one.startswith(f"{BASE}person/"))


_TWO = {
    "en": "{0} has two of the kind “{1}” over the same time",
    "it": "{0} ha due legami del tipo «{1}» nello stesso tempo",
}


def _held(changes: Changes, one: HeldBack) -> Dispute:
    nodes = sorted(
        {fact.value for other in one.against for fact in facts.facts_of_claim(changes, px.NamedNode(other.iri))}
    )
    return Dispute(nodes[0] if nodes else None, one.against, (one.claim,), tuple(sorted(one.words.items())))
