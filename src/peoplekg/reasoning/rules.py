"""What a rule is: patterns that must hold, guards, and what then follows.

A rule without a head is a constraint: where its body holds, the data contradict the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Choice
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple


class Var(NamedTuple):
    """A variable of a rule."""

    name: str


Slot = Term | Var


class Atom(NamedTuple):
    """A triple pattern."""

    s: Slot
    p: Slot
    o: Slot

    def variables(self) -> Iterator[Var]:
        """The variables in the pattern, in order, repeated ones repeatedly."""
        return (slot for slot in self if isinstance(slot, Var))

    def replace(self, bindings: dict[Var, Slot]) -> Atom:
        """The pattern with variables replaced."""
        return Atom(*(bindings.get(slot, slot) if isinstance(slot, Var) else slot for slot in self))


GuardName = Choice["different", "not-literal", "named", "values-differ", "in-datatype", "outside-datatype"]


class Guard(NamedTuple):
    """A test on what a rule's variables are bound to; the datatype tests take a literal and a datatype."""

    name: GuardName
    args: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One OWL 2 RL rule applied to one axiom.

    ``name`` is the name in the tables of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules;
    ``axiom`` is the axiom as a line of text ("authorOf rdfs:domain Person"), empty for the rules about equality.
    """

    name: str
    axiom: str
    body: tuple[Atom, ...]
    head: Atom | None
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A compiled ontology: its rules, and the facts about individuals that it states itself."""

    rules: tuple[Rule, ...]
    facts: tuple[Triple, ...] = ()
