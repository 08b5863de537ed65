"""Questions to a store: a path between two people, every canned query, the command as a process of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from pyoxigraph import NamedNode

from benchmarks.measuring import milliseconds, percentile, run, seconds
from peoplekg import queries
from peoplekg.path import find_path
from peoplekg.store import Store

_DAY = "2015-06-01"
_BARE = "import click, pyoxigraph"


@dataclass(frozen=True, slots=True)
class Answered:
    """Milliseconds: each path, the median of each canned query, a process that does nothing, and one that asks."""

    paths: tuple[float, ...]
    canned: Mapping[str, float]
    bare: float
    cold: float


def answered(path: Path, names: Sequence[str], *, paths: int = 20, people: int = 5, times: int = 5) -> Answered:
    """Asks the store in a folder about some of the people of these names who are in it."""
    with Store.open(path, read_only=True) as store:
        known = _known(store, names, max(2 * paths, people + 1))
        taken = [_path(store, one, other) for one, other in list(zip(known[::2], known[1::2], strict=False))[:paths]]
        called = [store.person(iri.value).name for iri in known]
        canned = {name: _canned(store, name, called, people) for name in queries.names()}
        with_friends = (name for name in called if queries.ask(store, "friends-of", {"person": name}).rows)
        asked = next(with_friends, called[0])
    bare, cold = _processes(path, asked, times)
    return Answered(tuple(taken), canned, bare, cold)


def slowest(found: Answered) -> tuple[str, float]:
    """The canned query that takes longest."""
    return max(found.canned.items(), key=lambda one: one[1])


def worst_path(found: Answered) -> float:
    """What 95 of a hundred paths take less than."""
    return percentile(found.paths, 95)


def _known(store: Store, names: Sequence[str], count: int) -> list[NamedNode]:
    found: list[NamedNode] = []
    for name in Random(5).sample(names, len(names)):
        people = store.people(name, limit=2)
        if len(people) == 1 and people[0].name == name:
            found.append(NamedNode(people[0].iri))
        if len(found) == count:
            break
    return found


def _path(store: Store, one: NamedNode, other: NamedNode) -> float:
    return milliseconds(partial(find_path, store, one, other), 3)


def _canned(store: Store, name: str, called: Sequence[str], people: int) -> float:
    """The median over some people, each asked twice and timed the second time."""
    query = queries.find(name)
    taken = []
    for at in range(people):
        whose = iter(called[at:])
        arguments = {one.name: next(whose) if one.kind == "person" else _DAY for one in query.parameters}
        ask = partial(queries.ask, store, query, arguments)
        ask()
        taken.append(milliseconds(ask, 1))
    return median(taken)


def _processes(path: Path, name: str, times: int) -> tuple[float, float]:
    """A Python that only imports what the command needs, and the command; each in turn, so that both meet the same."""
    commands = (["-c", _BARE], ["-m", "peoplekg", "--store", str(path), "query", "friends-of", name])
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(times + 1):
        for words, found in zip(commands, taken, strict=True):
            once = seconds(partial(run, words)) * 1e3
            if turn:  # the first time modules are compiled
                found.append(once)
    return median(taken[0]), median(taken[1])
