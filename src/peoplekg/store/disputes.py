"""What speaks for a fact and what against it: independent sources, denials, and what cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as px

from peoplekg import edtf, naming
from peoplekg.model import Claim
from peoplekg.store import facts
from peoplekg.store.changes import Changes, text
from peoplekg.store.held import held_back, stated
from peoplekg.store.reports import Dispute, HeldBack, Stated, Support
from peoplekg.store.terms import DENIED_KEY, FACT_ID, INDEX, MERGED

_DENIED = (("en", "one article states what another denies"), ("it", "un articolo afferma ciò che un altro nega"))


def support(changes: Changes, fact: px.NamedNode) -> Support:
    """What speaks for a fact of the merged graph and what against it."""
    stating = _stated(changes, facts.support(changes, fact))
    denied = _denials(changes, fact, stating)
    return Support(fact.value, stating, denied, independent(stating), independent(denied))


def independent(claims: Iterable[Stated]) -> int:
    """How many articles say so of their own: those that share a sentence, but for case and signs, are one."""
    sentences: dict[str, set[str]] = {}
    for one in claims:
        sentences.setdefault(one.article, set()).add(naming.fold(one.sourced.claim.evidence.quote))
    groups: list[set[str]] = []
    for said in sentences.values():
        shared = [group for group in groups if group & said]
        groups = [group for group in groups if not group & said]
        groups.append(said.union(*shared))
    return len(groups)


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
    """All disputes in a fixed order: what is stated and denied, then what is held back because of something else."""
    keys = {text(quad.object) for quad in changes.match(None, DENIED_KEY, None, INDEX)}
    found = []
    for fact in sorted((node for key in keys for node in facts.fact_nodes(changes, key)), key=str):
        known = support(changes, fact)
        if known.denied_by:
            found.append(Dispute(fact.value, known.stating, known.denied_by, _DENIED))
    found.extend(_held(changes, one) for one in held_back(changes) if one.against)
    return found


def _held(changes: Changes, one: HeldBack) -> Dispute:
    nodes = sorted(
        {fact.value for other in one.against for fact in facts.facts_of_claim(changes, px.NamedNode(other.iri))}
    )
    return Dispute(nodes[0] if nodes else None, one.against, (one.claim,), tuple(sorted(one.words.items())))
