"""Who says the same: claims by the statement that they make, so that one more is added without reading the others.

A fact depends on what is said of it, on how many say it in which words, and, where some say that it holds and others
that it did, on who said it last. That is kept for each statement, in the same write as the claims, and follows from
the claims that are not held back alone: a fact that thousands of articles state is as quick to change as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pyoxigraph as px

from peoplekg import graph
from peoplekg.store.changes import Changes, Term, text
from peoplekg.store.terms import INDEX, NEWEST, STATES, TELLS_OF, TIMES

_INTEGER = px.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(slots=True)
class Touched:
    """The keys of facts where claims or statements came or went, and which."""

    claims: dict[str, set[px.NamedNode]] = field(default_factory=dict)
    statements: dict[str, set[px.NamedNode]] = field(default_factory=dict)

    def add(self, key: str, claim: px.NamedNode, statement: px.NamedNode | None) -> None:
        """A claim came or went, and with it one voice for the statement, if it is not held back."""
        self.claims.setdefault(key, set()).add(claim)
        self.statements.setdefault(key, set()).update(() if statement is None else (statement,))

    def update(self, other: Touched) -> None:
        """Takes in what else was touched."""
        for mine, theirs in ((self.claims, other.claims), (self.statements, other.statements)):
            for key, nodes in theirs.items():
                mine.setdefault(key, set()).update(nodes)


def made_by(changes: Changes, claim: px.NamedNode) -> px.NamedNode | None:
    """The statement that a claim makes; None when it is held back or states no fact."""
    return _node(changes, claim, STATES)


def fact_of(changes: Changes, statement: px.NamedNode) -> px.NamedNode | None:
    """The fact that a statement tells of."""
    return _node(changes, statement, TELLS_OF)


def of_fact(changes: Changes, fact: px.NamedNode) -> list[px.NamedNode]:
    """The statements that tell of a fact; none when an older version of the program wrote it."""
    return list(_subjects(changes, TELLS_OF, fact))


def claims_of(changes: Changes, statement: px.NamedNode) -> Iterator[px.NamedNode]:
    """The claims that make a statement."""
    return _subjects(changes, STATES, statement)


def times(changes: Changes, statement: px.NamedNode) -> int:
    """How many claims make a statement."""
    for quad in changes.match(statement, TIMES, None, INDEX):
        return int(text(quad.object))
    return int(any(True for _ in claims_of(changes, statement)))


def example(changes: Changes, statement: px.NamedNode) -> px.NamedNode | None:
    """A claim that makes a statement, whichever is found first; None when no claim does."""
    return next(claims_of(changes, statement), None)


def age(changes: Changes, claim: px.NamedNode) -> tuple[str, str]:
    """See ``graph.age``."""
    article = px.NamedNode(claim.value.rpartition("/claim/")[0])
    published = next((text(quad.object) for quad in changes.match(article, graph.ISSUED, None, article)), "")
    return published, claim.value


def move(changes: Changes, claim: px.NamedNode, statement: px.NamedNode | None) -> None:
    """Lets a claim make this statement and no other."""
    old = made_by(changes, claim)
    if old == statement:
        return
    if old is not None:
        _count(changes, old, times(changes, old) - 1)
        changes.remove(px.Quad(claim, STATES, old, INDEX))
    if statement is not None:
        _count(changes, statement, times(changes, statement) + 1)
        changes.add(px.Quad(claim, STATES, statement, INDEX))


def _count(changes: Changes, statement: px.NamedNode, count: int) -> None:
    # What one claim alone says is most of what is said, and needs no number.
    new = [px.Quad(statement, TIMES, px.Literal(str(count), datatype=_INTEGER), INDEX)] if count > 1 else []
    changes.replace(changes.match(statement, TIMES, None, INDEX), new)


def newest(changes: Changes, statement: px.NamedNode, touched: Collection[px.NamedNode]) -> px.NamedNode:
    """The newest claim that makes a statement, kept for the next time: ``touched`` have come or gone since, or aged.

    The others are read only when there is none kept or the one that is may be older now than it was.
    """
    known = _node(changes, statement, NEWEST)
    come = (claim for claim in touched if made_by(changes, claim) == statement)
    among = claims_of(changes, statement) if known is None or known in touched else (known, *come)
    found = max(among, key=lambda claim: age(changes, claim))
    changes.replace(changes.match(statement, NEWEST, None, INDEX), [px.Quad(statement, NEWEST, found, INDEX)])
    return found


def forget_newest(changes: Changes, statement: px.NamedNode) -> None:
    """Keeps no newest claim of a statement: none is needed where all say the same of the present."""
    changes.remove_all(changes.match(statement, NEWEST, None, INDEX))


def _node(changes: Changes, subject: px.NamedNode, predicate: px.NamedNode) -> px.NamedNode | None:
    found = (quad.object for quad in changes.match(subject, predicate, None, INDEX))
    return next((node for node in found if isinstance(node, px.NamedNode)), None)


def _subjects(changes: Changes, predicate: px.NamedNode, object: Term) -> Iterator[px.NamedNode]:
    for quad in changes.match(None, predicate, object, INDEX):
        if isinstance(quad.subject, px.NamedNode):
            yield quad.subject
