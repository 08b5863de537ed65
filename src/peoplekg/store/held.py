"""What is held back, with the reason and the sentence."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as px

from peoplekg.store.changes import Changes, text
from peoplekg.store.reports import HeldBack
from peoplekg.store.support import stated
from peoplekg.store.terms import AGAINST, HELD, MESSAGE, RULE


def held_back(changes: Changes) -> list[HeldBack]:
    """Everything that is held back, in order of claim IRI."""
    nodes = {quad.subject for quad in changes.match(None, RULE, None, HELD)}
    return held_back_of(changes, (node for node in nodes if isinstance(node, px.NamedNode)))


def held_back_of(changes: Changes, claims: Iterable[px.NamedNode]) -> list[HeldBack]:
    """Those of the claims that are held back, in order of claim IRI."""
    found = (_one(changes, claim) for claim in sorted(claims, key=str))
    return [one for one in found if one is not None]


def _one(changes: Changes, claim: px.NamedNode) -> HeldBack | None:
    rules: set[str] = set()
    words: dict[str, str] = {}
    against = []
    for quad in sorted(changes.match(claim, None, None, HELD), key=str):
        if quad.predicate == RULE:
            rules.add(text(quad.object))
        elif quad.predicate == MESSAGE and isinstance(quad.object, px.Literal):
            language = quad.object.language or "en"
            earlier = (words[language],) if language in words else ()
            words[language] = "; ".join((*earlier, quad.object.value.rstrip(".")))
        elif quad.predicate == AGAINST and isinstance(quad.object, px.NamedNode):
            against.append(stated(changes, quad.object))
    it = stated(changes, claim)
    if not rules or it is None:
        return None
    return HeldBack(it, words, tuple(sorted(rules)), tuple(one for one in against if one is not None))
