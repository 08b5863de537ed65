"""The words of people's names by how they begin and how they may be mistyped, kept in step with the people.

A person has its words in the index, and for each two of them how they begin: who is asked for by two words need not
be looked for among all who share one of them. Every word has a node in the index with its first letters (up to
``_LETTERS``) and with what is left of it when one letter is dropped: two words that differ by one slip of the finger
share one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pyoxigraph as px

from peoplekg import naming
from peoplekg.graph import decode, encode
from peoplekg.store.changes import Changes
from peoplekg.store.terms import BEGINS, INDEX, NEAR, PAIR, WORD

_LETTERS = 5
_LETTERS_OF_PAIRS = 4
_SHORTEST_MISTYPED = 4
_LONG = 8
_NODE = "https://w3id.org/peoplekg/index#word/"

EXACT, BEGINNING, NICKNAME, MISTYPED = range(4)
"""How a word fits what was typed, the best first."""


def found_by(person: px.NamedNode, names: Iterable[str]) -> Iterator[px.Quad]:
    """What the index says of somebody with these names."""
    words = sorted({word for name in names for word in naming.fold(name).split()})
    for word in words:
        yield px.Quad(person, WORD, px.Literal(word), INDEX)
    for letters in {pair(*two) for two in combinations(words, 2)}:
        yield px.Quad(person, PAIR, px.Literal(letters), INDEX)


def pair(first: str, second: str) -> str:
    """How two words begin.

    >>> pair("kimberly", "kardashian") == pair("kard", "kimb")
    True
    """
    return " ".join(sorted((start(first), start(second))))


def start(word: str) -> str:
    """How a word begins.

    >>> start("kim"), start("kardashian")
    ('kim', 'kard')
    """
    return word[:_LETTERS_OF_PAIRS]


def update(changes: Changes, words: Iterable[str]) -> None:
    """Brings the entries of these words in step with whether anybody has them."""
    for word in sorted(set(words)):
        entries = _entries(word)
        if any(True for _ in changes.match(None, WORD, px.Literal(word), INDEX)):
            changes.add_all(entries)
        else:
            changes.remove_all(entries)


def _entries(word: str) -> list[px.Quad]:
    node = px.NamedNode(_NODE + encode(word))
    begins = [word[:length] for length in range(1, min(_LETTERS, len(word)) + 1)]
    near = _dropped(word) if len(word) >= _SHORTEST_MISTYPED else ()
    return [
        *(px.Quad(node, BEGINS, px.Literal(letters), INDEX) for letters in begins),
        *(px.Quad(node, NEAR, px.Literal(left), INDEX) for left in near),
    ]


def _dropped(word: str) -> list[str]:
    """A word, and what is left of it without each of its letters."""
    return sorted({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def fitting(changes: Changes, typed: str) -> Mapping[str, int]:
    """The words in the store that a typed word can be (it, one that begins so, a nickname), with how each fits."""
    found = {word: BEGINNING for word in _at(changes, BEGINS, typed[:_LETTERS]) if word.startswith(typed)}
    for other in naming.alike(typed):
        found.setdefault(other, NICKNAME)
    return {**found, typed: EXACT}


def mistyped(changes: Changes, typed: str) -> Mapping[str, int]:
    """The words in the store that a typed word, whole or unfinished, can be with a slip or two of the finger."""
    if len(typed) < _SHORTEST_MISTYPED:
        return {}
    from rapidfuzz.distance import OSA  # imported here since only who mistypes needs it

    slips = 2 if len(typed) >= _LONG else 1
    near = {word for left in _dropped(typed) for word in _at(changes, NEAR, left)}
    found = {word for word in near if OSA.distance(typed, word) <= slips}
    if not found:
        for word in _at(changes, BEGINS, typed[0]):
            cuts = (word[:length] for length in (len(typed) - 1, len(typed), len(typed) + 1) if length <= len(word))
            if any(OSA.distance(typed, cut) <= 1 for cut in cuts):
                found.add(word)
    return dict.fromkeys(sorted(found), MISTYPED)


def _at(changes: Changes, predicate: px.NamedNode, letters: str) -> Iterator[str]:
    for quad in changes.match(None, predicate, px.Literal(letters), INDEX):
        if isinstance(quad.subject, px.NamedNode):
            yield decode(quad.subject.value.removeprefix(_NODE))
