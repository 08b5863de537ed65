"""Proofs: why a triple holds, down to what was asserted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count, islice, product
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from peoplekg.reasoning.evaluation import Premises
from peoplekg.reasoning.facts import Fact
from peoplekg.reasoning.rules import Rule

if TYPE_CHECKING:
    from peoplekg.reasoning.engine import Reasoner
    from peoplekg.reasoning.view import View

# Of a triple that follows in very many ways, so many ways are looked at, and the first so many by text are used.
_WAYS_READ = 256
_WAYS_USED = 24
# How many triples one explanation may look behind.
_TRIPLES_READ = 2000

ASSERTED = "asserted"
ONTOLOGY = "ontology"


@dataclass(frozen=True)
class Proof:
    """A conclusion, the rule and axiom that give it, and the proofs of its premises.

    ``rule`` is "asserted" for a triple that the data state and "ontology" for one that the ontology states or implies
    on its own; both have no premises.
    """

    conclusion: Triple
    rule: str
    axiom: str = ""
    premises: tuple[Proof, ...] = ()

    @cached_property
    def leaves(self) -> frozenset[Triple]:
        """The asserted triples (and the ontology's own) that the proof rests on."""
        if not self.premises:
            return frozenset({self.conclusion})
        return frozenset().union(*(premise.leaves for premise in self.premises))

    @cached_property
    def size(self) -> int:
        """How many steps the proof has, assertions included."""
        return 1 + sum(premise.size for premise in self.premises)

    @cached_property
    def conclusions(self) -> frozenset[Triple]:
        """Every triple that stands in the proof."""
        return frozenset({self.conclusion}).union(*(premise.conclusions for premise in self.premises))

    @cached_property
    def order(self) -> tuple[int, str]:
        """Shorter proofs first, equal ones by their text."""
        return self.size, self.text

    @cached_property
    def text(self) -> str:
        """The proof as one line."""
        inner = ", ".join(premise.text for premise in self.premises)
        return f"{self.conclusion} by {self.rule} {self.axiom}({inner})"

    def steps(self, depth: int = 0) -> Iterator[tuple[int, Proof]]:
        """The steps from the conclusion down, each with its depth, for printing as an indented list."""
        yield depth, self
        for premise in self.premises:
            yield from premise.steps(depth + 1)


@dataclass(frozen=True)
class _Step:
    """One way to get a fact."""

    conclusion: Fact
    rule: Rule
    premises: Premises


def proofs_of(reasoner: Reasoner, view: View, goal: Fact, wanted: int) -> tuple[Proof, ...]:
    """The shortest proofs of a fact: what lies behind it is collected first, then proofs are built from below.

    Proofs come off a heap by size, so each fact gets its shortest ones first and none can rest on itself.
    """
    relation = reasoner.bound.relation(goal[1], goal[2])
    if wanted < 1 or not view.has(relation, goal[0], goal[2]):
        return ()
    leaves, steps = _behind(reasoner, view, goal)
    known: dict[Fact, list[Proof]] = {}
    uses: dict[Fact, list[_Step]] = {}
    for step in steps:
        for premise in dict.fromkeys(step.premises):
            uses.setdefault(premise, []).append(step)
    ticket = count()
    heap: list[tuple[tuple[int, str], int, Fact, Proof]] = []
    for fact, proof in leaves.items():
        heappush(heap, (proof.order, next(ticket), fact, proof))
    # One spare proof for each: a proof that turns out to rest on too much must not push out a better one.
    enough = wanted + 1
    while heap:
        _, _, fact, proof = heappop(heap)
        mine = known.setdefault(fact, [])
        if len(mine) >= enough or any(other.leaves <= proof.leaves for other in mine):
            continue
        mine.append(proof)
        if fact == goal and len(mine) >= enough:
            break
        for step in uses.get(fact, ()):
            for made in _combined(reasoner, step, fact, proof, known):
                heappush(heap, (made.order, next(ticket), step.conclusion, made))
    found = known.get(goal, [])
    minimal = [p for p in found if not p.premises or not any(q.leaves < p.leaves for q in found)]
    return tuple(minimal[:wanted])


def _behind(reasoner: Reasoner, view: View, goal: Fact) -> tuple[dict[Fact, Proof], list[_Step]]:
    """Everything a proof of the goal may be made of: the asserted facts, and the steps between."""
    leaves: dict[Fact, Proof] = {}
    steps: list[_Step] = []
    seen = {goal: None}
    waiting = [goal]
    for fact in waiting:
        relation = reasoner.bound.relation(fact[1], fact[2])
        if view.own is not None and view.own.has(relation, fact[0], fact[2]):
            leaves[fact] = Proof(reasoner.triple(fact), ONTOLOGY)
            continue
        if view.source.asserted(relation, fact[0], fact[2]):
            leaves[fact] = Proof(reasoner.triple(fact), ASSERTED)
            if fact != goal:
                continue
        if len(seen) > _TRIPLES_READ:
            continue
        for rule, premises in _ways(reasoner, view, fact):
            steps.append(_Step(fact, rule, premises))
            for premise in premises:
                if premise not in seen:
                    seen[premise] = None
                    waiting.append(premise)
    return leaves, steps


def _ways(reasoner: Reasoner, view: View, fact: Fact) -> list[tuple[Rule, Premises]]:
    def text(way: tuple[Rule, Premises]) -> tuple[str, ...]:
        rule, premises = way
        return rule.name, rule.axiom, *(str(reasoner.triple(premise)) for premise in premises)

    ways = dict.fromkeys(islice(reasoner.bound.derivations(view, fact), _WAYS_READ))
    return sorted(ways, key=lambda way: (len(way[1]), *text(way)))[:_WAYS_USED]


def _combined(
    reasoner: Reasoner, step: _Step, fact: Fact, proof: Proof, known: dict[Fact, list[Proof]]
) -> Iterator[Proof]:
    """The proofs that a step makes of this proof of one premise and the known ones of the others."""
    choices = [[proof] if premise == fact else known.get(premise, []) for premise in step.premises]
    conclusion = reasoner.triple(step.conclusion)
    for premises in product(*choices):
        if not any(conclusion in premise.conclusions for premise in premises):
            yield Proof(conclusion, step.rule.name, step.rule.axiom, premises)
