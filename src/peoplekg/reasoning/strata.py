"""Orders what depends on each other: the strongly connected components of a graph, lowest first."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def strata(needs: Mapping[Node, Collection[Node]]) -> dict[Node, int]:
    """A number for each node, higher than those of all it needs unless they need each other: then all have the same.

    >>> strata({"c": ["b"], "b": ["a", "b2"], "b2": ["b"], "a": []})
    {'a': 1, 'b2': 2, 'b': 2, 'c': 3}
    """
    numbers: dict[Node, int] = {}
    entered: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: list[Node] = []
    for root in needs:
        if root in entered:
            continue
        # Tarjan's algorithm without recursion: a chain of dependencies may be deeper than Python's stack.
        work: list[tuple[Node, Iterator[Node]]] = []
        _enter(root, needs, entered, lowest, open_nodes, work)
        while work:
            node, rest = work[-1]
            for need in rest:
                if need not in entered:
                    _enter(need, needs, entered, lowest, open_nodes, work)
                    break
                if need not in numbers:
                    lowest[node] = min(lowest[node], entered[need])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == entered[node]:
                    number = len(set(numbers.values())) + 1
                    while open_nodes:
                        member = open_nodes.pop()
                        numbers[member] = number
                        if member == node:
                            break
    return numbers


def _enter(
    node: Node,
    needs: Mapping[Node, Collection[Node]],
    entered: dict[Node, int],
    lowest: dict[Node, int],
    open_nodes: list[Node],
    work: list[tuple[Node, Iterator[Node]]],
) -> None:
    entered[node] = lowest[node] = len(entered)
    open_nodes.append(node)
    work.append((node, iter(needs.get(node, ()))))
