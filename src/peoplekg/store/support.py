"""What speaks for a fact and what against it: independent sources and denials."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as px

from peoplekg import edtf, naming
from peoplekg.model import Claim
from peoplekg.store import facts
from peoplekg.store.changes import Changes, text
from peoplekg.store.stored import Stated, Support
from peoplekg.store.terms import DENIED_KEY, FACT_ID, INDEX, MERGED

_WORDS_OF_COPY = 8
_SHARED_IN_COPY = 0.7


def stated(changes: Changes, claim: px.NamedNode) -> Stated | None:
    """A claim of the store, or None when it is not there."""
    found = facts.sourced(changes, claim)
    return None if found is None else Stated(claim.value, found.article.value, found)


def support(changes: Changes, fact: px.NamedNode) -> Support:
    """What speaks for a fact of the merged graph and what against it."""
    stating = all_stated(changes, facts.support(changes, fact))
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


def all_stated(changes: Changes, claims: Iterable[px.NamedNode]) -> tuple[Stated, ...]:
    """Those of the claims that the store has, in the same order."""
    return tuple(one for one in (stated(changes, claim) for claim in claims) if one is not None)


def _denials(changes: Changes, fact: px.NamedNode, stating: tuple[Stated, ...]) -> tuple[Stated, ...]:
    keys = [text(quad.object) for quad in changes.match(fact, FACT_ID, None, MERGED)]
    nodes = {quad.subject for key in keys for quad in changes.match(None, DENIED_KEY, px.Literal(key), INDEX)}
    found = all_stated(changes, sorted((node for node in nodes if isinstance(node, px.NamedNode)), key=str))
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
