"""The shortest chain of facts between two people, searched from both ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as px

from peoplekg.errors import WrongArgument
from peoplekg.ontology import schema, term

if TYPE_CHECKING:
    from peoplekg.store import Store

_MERGED = px.DefaultGraph()
_TYPE = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_GROUPS = {"family": frozenset({"spouse", "parent", "sibling", "kin"})}


@dataclass(frozen=True, slots=True)
class Step:
    """From one person to the next, by one fact that involves both (IRIs)."""

    start: px.NamedNode
    fact: px.NamedNode
    end: px.NamedNode


def kinds(words: Collection[str]) -> frozenset[str] | None:
    """The kinds of claims that words like "friend" or "family" mean; None (all) for no words.

    Raises WrongArgument for a word that is no kind. The kinds are those of the ontology.
    """
    known = set(schema().kinds)
    found: set[str] = set()
    for word in words:
        meant = _GROUPS.get(word, frozenset({word}))
        if not meant <= known:
            raise WrongArgument(f"there is no kind of tie {word!r}; there are {', '.join(sorted({*_GROUPS, *known}))}")
        found |= meant
    return frozenset(found) or None


def find_path(
    store: Store, first: px.NamedNode, last: px.NamedNode, *, longest: int = 6, via: frozenset[str] | None = None
) -> list[Step] | None:
    """A shortest chain of at most ``longest`` facts from one person to another; None when there is none.

    Only facts of the kinds ``via`` count (all when None). Of several shortest chains always the same one is found.
    """
    if first == last:
        return []
    network = _Network(store.quads, via)
    reached: tuple[_Reached, _Reached] = ({first: None}, {last: None})
    edges: list[list[px.NamedNode]] = [[first], [last]]
    for _ in range(longest):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        edges[side] = _widen(network, edges[side], reached[side])
        meeting = sorted((node for node in edges[side] if node in reached[1 - side]), key=str)
        if meeting:
            return _chain(meeting[0], *reached)
        if not edges[side]:
            return None
    return None


# Everybody whom one side of the search has come to, with the step that led there.
_Reached = dict[px.NamedNode, Step | None]


class _Network:
    """People and the facts between them."""

    def __init__(self, quads: px.Store, via: frozenset[str] | None) -> None:
        self._quads = quads
        self._via = via

    def neighbours(self, person: px.NamedNode) -> Mapping[px.NamedNode, px.NamedNode]:
        """Everybody who shares a fact with a person, each with one such fact, in a fixed order."""
        found: dict[px.NamedNode, px.NamedNode] = {}
        for fact in sorted({q.subject for q in self._quads.quads_for_pattern(None, None, person, _MERGED)}, key=str):
            if isinstance(fact, px.NamedNode) and self._counts(fact):
                for quad in self._quads.quads_for_pattern(fact, None, None, _MERGED):
                    other = quad.object
                    if isinstance(other, px.NamedNode) and other != person and self._is_person(other):
                        found.setdefault(other, fact)
        return dict(sorted(found.items(), key=lambda item: item[0].value))

    def _counts(self, fact: px.NamedNode) -> bool:
        for quad in self._quads.quads_for_pattern(fact, _TYPE, None, _MERGED):
            if isinstance(quad.object, px.NamedNode):
                kind = _kind(quad.object)
                return kind is not None and (self._via is None or kind in self._via)
        return False

    def _is_person(self, node: px.NamedNode) -> bool:
        return px.Quad(node, _TYPE, term("Person"), _MERGED) in self._quads


@cache
def _kind(fact_class: px.NamedNode) -> str | None:
    """The kind of claims that state facts of a class; None for what is only a part of a fact."""
    classes = schema().classes
    ancestors = classes[fact_class].ancestors if fact_class in classes else ()
    return next((classes[one].kind for one in ancestors if one in classes and classes[one].kind), None)


def _widen(network: _Network, edge: list[px.NamedNode], reached: _Reached) -> list[px.NamedNode]:
    new: list[px.NamedNode] = []
    for person in edge:
        for other, fact in network.neighbours(person).items():
            if other not in reached:
                reached[other] = Step(person, fact, other)
                new.append(other)
    return new


def _chain(meeting: px.NamedNode, forth: _Reached, back: _Reached) -> list[Step]:
    steps: list[Step] = []
    step = forth[meeting]
    while step is not None:
        steps.insert(0, step)
        step = forth[step.start]
    step = back[meeting]
    while step is not None:
        steps.append(Step(step.end, step.fact, step.start))
        step = back[step.start]
    return steps
