"""What speaks for a fact and what against it: independent sources, denials, and what cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import pyoxigraph as px

from peoplekg import edtf, history, naming
from peoplekg.graph import BASE, LABEL
from peoplekg.model import Claim
from peoplekg.ontology import schema
from peoplekg.store import facts
from peoplekg.store.changes import Changes, Term, text
from peoplekg.store.held import held_back, stated
from peoplekg.store.reports import Dispute, HeldBack, Stated, Support
from peoplekg.store.terms import DENIED_KEY, FACT_ID, INDEX, MERGED, TYPE

_DENIED = (("en", "one article states what another denies"), ("it", "un articolo afferma ciò che un altro nega"))

_WORDS_OF_COPY = 8
_SHARED_IN_COPY = 0.7


def support(changes: Changes, fact: px.NamedNode) -> Support:
    """What speaks for a fact of the merged graph and what against it."""
    stating = _stated(changes, facts.support(changes, fact))
    denied = _denials(changes, fact, stating)
    return Support(fact.value, stating, denied, independent(stating), independent(denied))


def independent(claims: Iterable[Stated]) -> int:
    """How many articles say so of their own: those that share a sentence count once, as one report that was copied.

    Two sentences are one when, but for case and signs, they are the same, or when the shorter has at least
    ``_WORDS_OF_COPY`` words and ``_SHARED_IN_COPY`` of its runs of three words stand in the longer one too: agency
    copy is cut and its ends are changed, while two who write for themselves hardly hit on the same runs.
    """
    sentences: dict[str, set[str]] = {}
    for one in claims:
        sentences.setdefault(one.article, set()).add(naming.fold(one.sourced.claim.evidence.quote))
    groups: list[set[str]] = []
    for said in sentences.values():
        shared = [group for group in groups if any(is_copy(one, other) for one in said for other in group)]
        groups = [group for group in groups if group not in shared]
        groups.append(said.union(*shared))
    return len(groups)


def is_copy(one: str, other: str) -> bool:
    """Whether two folded sentences have one origin; see ``independent``.

    >>> is_copy("ann lee and bo park are friends since 2009", "ann lee and bo park are friends since 2009 he said")
    True
    >>> is_copy("ann lee and bo park are friends", "ann lee and bo park are not friends")
    False
    """
    if one == other:
        return True
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if len(shorter) < _WORDS_OF_COPY:
        return False
    runs = _runs(shorter)
    return len(runs & _runs(longer)) >= _SHARED_IN_COPY * len(runs)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def _stated(changes: Changes, claims: Iterable[px.NamedNode]) -> tuple[Stated, ...]:
    return tuple(one for one in (stated(changes, claim) for claim in claims) if one is not None)


def _denials(changes: Changes, fact: px.NamedNode, stating: tuple[Stated, ...]) -> tuple[Stated, ...]:
    keys = [text(quad.object) for quad in changes.match(fact, FACT_ID, None, MERGED)]
    nodes = {quad.subject for key in keys for quad in changes.match(None, DENIED_KEY, px.Literal(key), INDEX)}
    found = _stated(changes, sorted((node for node in nodes if isinstance(node, px.NamedNode)), key=str))
    return tuple(
        denial for denial in found if any(_of_one_time(denial.sourced.claim, one.sourced.claim) for one in stating)
    )


def _of_one_time(denied: Claim, affirmed: Claim) -> bool:
    """Whether a denial speaks of what is affirmed: not of a tie being over, nor of another time."""
    if denied.status != affirmed.status:
        return False
    one, other = _days(denied), _days(affirmed)
    return one is None or other is None or one.overlaps(other)


def _days(claim: Claim) -> edtf.Days | None:
    if claim.start or claim.end:
        return edtf.days(f"{claim.start or '..'}/{claim.end or '..'}")
    return edtf.days(claim.date) if claim.date else None


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
                first, second = (_stated(changes, facts.support(changes, fact)) for fact in (one, other))
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
