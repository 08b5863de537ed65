"""From changed claims to a merged graph that is sound: what breaks a shape or contradicts is held back.

Which claims are held back depends on what is in the store, never on the order in which it came: of the facts that
cannot stand together the one first published is kept, and of the newest its newest claim goes, until all is well.
Only the people whom a change concerns are looked at, and those whom a claim held back or let in again concerns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as px

from peoplekg import graph
from peoplekg.store import facts, problems, ties
from peoplekg.store.changes import Changes, text
from peoplekg.store.facts import Changed
from peoplekg.store.problems import Inference
from peoplekg.store.reports import Engine, Problem
from peoplekg.store.terms import AGAINST, HELD, HELD_FOR, INDEX, MESSAGE, RULE

_UNDATED = "9999"
Rank = tuple[str, str, int]


@dataclass(slots=True)
class Settled:
    """What came of it: what the reasoner made of it, and the problems that no claim could be held back for."""

    made: Inference = field(default_factory=Inference)
    open_problems: list[Problem] = field(default_factory=list)


def settle(
    changes: Changes, claims: Iterable[px.NamedNode], people: Iterable[px.NamedNode], engine: Engine = "fast"
) -> Settled:
    """Brings facts, inferences and held-back claims in step, after these claims (or whom they speak of) have changed.

    ``people`` are those whom the claims spoke of before the change.
    """
    ties.complete(changes)
    claims = list(claims)
    around = set(people) | facts.people_of(changes, claims)
    was_held = {claim for claim in claims if _release(changes, claim)}
    touched = facts.rekey(changes, claims)
    changed: set[Changed] = set()
    while True:
        for claim in [claim for person in sorted(around, key=str) for claim in _held_because_of(changes, person)]:
            if _release(changes, claim):
                was_held.add(claim)
                touched.update(facts.rekey(changes, [claim]))
        changed |= facts.refresh(changes, touched)
        settled, held = _hold(changes, changed, engine)
        further = facts.people_of(changes, was_held ^ held) - around
        if not further:
            return settled
        around |= further
        was_held |= held


def _hold(changes: Changes, changed: set[Changed], engine: Engine) -> tuple[Settled, set[px.NamedNode]]:
    """Holds claims back until nothing is wrong because of these facts."""
    held: set[px.NamedNode] = set()
    while True:
        made = problems.infer(changes, engine)
        found = problems.contradictions(changes, made.contradictions)
        found.extend(problems.broken_shapes(changes, changed, engine))
        culprits = _culprits(changes, found)
        if not culprits:
            return Settled(made, [problem for problem in found if not problem.facts]), held
        for claim, reasons in culprits.items():
            _write(changes, claim, reasons)
        held.update(culprits)
        changed |= facts.refresh(changes, facts.rekey(changes, culprits))


def _culprits(changes: Changes, found: Iterable[Problem]) -> dict[px.NamedNode, list[Problem]]:
    """The claims to hold back first: of each problem the newest claim of its newest fact.

    A fact is as old as its first claim. It waits while a fact it stands against may itself have to go: so every
    fact is judged by those that stay, and the outcome is the same whatever was loaded first.
    """
    first: dict[px.NamedNode, Rank] = {}
    last: dict[px.NamedNode, px.NamedNode] = {}
    charges: dict[px.NamedNode, list[Problem]] = {}
    for problem in found:
        for fact in problem.facts:
            if fact not in first:
                claims = sorted((rank(changes, claim), claim.value) for claim in facts.support(changes, fact))
                first[fact], last[fact] = claims[0][0], px.NamedNode(claims[-1][1])
        if problem.facts:
            charges.setdefault(max(problem.facts, key=first.__getitem__), []).append(problem)
    return {
        last[fact]: sorted(problems, key=lambda one: (one.rule, *map(str, one.facts)))
        for fact, problems in charges.items()
        if not any(other in charges for problem in problems for other in problem.facts if other != fact)
    }


def rank(changes: Changes, claim: px.NamedNode) -> Rank:
    """The order of claims from old to new: by publication, undated articles last, then by article and number."""
    article, _, number = claim.value.rpartition("/claim/")
    node = px.NamedNode(article)
    published = next((text(quad.object) for quad in changes.match(node, graph.ISSUED, None, node)), _UNDATED)
    return published, article, int(number)


def _write(changes: Changes, claim: px.NamedNode, reasons: Iterable[Problem]) -> None:
    for problem in reasons:
        for language, words in problem.words.items():
            changes.add(px.Quad(claim, MESSAGE, px.Literal(words, language=language), HELD))
        changes.add(px.Quad(claim, RULE, px.Literal(problem.rule), HELD))
        for fact in problem.facts:
            first = min(facts.support(changes, fact), key=lambda one: rank(changes, one), default=claim)
            if first != claim:
                changes.add(px.Quad(claim, AGAINST, first, HELD))
    for person in facts.people_of(changes, [claim]):
        changes.add(px.Quad(claim, HELD_FOR, person, INDEX))


def _release(changes: Changes, claim: px.NamedNode) -> bool:
    """Takes a claim out of what is held back; says whether it was there."""
    held = list(changes.match(claim, None, None, HELD))
    changes.remove_all(held)
    changes.remove_all(changes.match(claim, HELD_FOR, None, INDEX))
    return bool(held)


def _held_because_of(changes: Changes, person: px.NamedNode) -> list[px.NamedNode]:
    found = changes.match(None, HELD_FOR, person, INDEX)
    return sorted((quad.subject for quad in found if isinstance(quad.subject, px.NamedNode)), key=str)
