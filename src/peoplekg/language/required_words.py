"""Which words a text must have for a regular expression to match in it, so that most are never tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

DIGIT = "#"
"""Stands for any digit among the words that are required."""

_ITEM = re.compile(
    r"""
    (?P<open>\((?:\?(?:P<\w+>|:|(?P<look><?[=!])))?)
  | (?P<close>\))
  | (?P<bar>\|)
  | \{(?P<list>[a-z]\w*)\}
  | (?P<edge>\\b)
  | (?P<digit>\\d)
  | (?P<other>\[[^\]]*\]|\\[wWsSDB]|\.)
  | \\?(?P<char>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REPEAT = re.compile(r"(?P<optional>[?*]|\{0)|[+{]")


@dataclass(slots=True)
class _Item:
    """A piece of an expression: one of the groups of ``_ITEM``, how often it stands, and what is inside a group."""

    kind: str
    text: str = ""
    optional: bool = False
    repeated: bool = False
    branches: list[list[_Item]] = field(default_factory=list)


T = TypeVar("T")


class RequiredIndex(Generic[T]):
    """Things of which each has sets of words, one of each of which a text must have for it to be tried.

    >>> index = RequiredIndex([("married", [frozenset({"wed", "married"})]), ("always", [])])
    >>> index.possible({"they", "wed"}), index.possible({"they", "met"})
    (['married', 'always'], ['always'])
    """

    def __init__(self, things: Iterable[tuple[T, Iterable[frozenset[str]]]]) -> None:
        each = [(thing, tuple(dict.fromkeys(required))) for thing, required in things]
        self.all = tuple(thing for thing, _ in each)
        self._required = [required for _, required in each]
        self._always = [k for k, required in enumerate(self._required) if not required]
        self._by_word: dict[str, list[int]] = {}
        for k, required in enumerate(self._required):
            for word in _rarest(required) if required else ():
                self._by_word.setdefault(word, []).append(k)

    def __iter__(self) -> Iterator[T]:
        return iter(self.all)

    def possible(self, words: set[str]) -> list[T]:
        """Those whose words are all there, in their order."""
        found = {k for word in self._by_word.keys() & words for k in self._by_word[word]}
        ranked = sorted(found.union(self._always)) if found else self._always
        return [self.all[k] for k in ranked if not any(map(words.isdisjoint, self._required[k]))]


def required_words(pattern: str, lists: Mapping[str, Set[str]]) -> list[frozenset[str]]:
    """Sets of lower-case words of which a text must have one each, or ``pattern`` does not match in it.

    ``pattern`` is a regular expression that stands between the edges of words; ``{name}`` in it is one of the words of
    ``lists``, which stands for itself too. The answer may leave out what is required, and asks for nothing else.

    >>> months = {"month": frozenset({"may", "june"})}
    >>> [sorted(words) for words in required_words(r"(?:the )?\\d+ (?:of )?{month}|{month} in", months)]
    [['june', 'may']]
    >>> [sorted(words) for words in required_words(r"(?P<n>\\d+) years? (?:ago|before)", {})]
    [['#'], ['ago', 'before']]
    """
    branches, _ = _branches(list(_ITEM.finditer(pattern)), 0, pattern)
    return _of_branches(branches, lists, True, True)


def _branches(found: list[re.Match[str]], at: int, pattern: str) -> tuple[list[list[_Item]], int]:
    """The alternatives from an item on to the end of their group, and the number of the item behind it."""
    branches: list[list[_Item]] = [[]]
    while at < len(found):
        match = found[at]
        kind = str(match.lastgroup) if match.lastgroup != "look" else "open"
        at += 1
        if kind == "close":
            break
        if kind == "bar":
            branches.append([])
            continue
        item, end = _Item(kind, match[kind]), match.end()
        if kind == "open":
            item.branches, at = _branches(found, at, pattern)
            end = found[at - 1].end()
            if match["look"]:
                item = _Item("other")
        repeat = _REPEAT.match(pattern, end) if kind != "edge" else None
        if repeat and not (repeat[0] == "{" and pattern[end + 1].isalpha()):
            item.optional, item.repeated = repeat["optional"] is not None, True
            stop = pattern.index("}", end) + 1 if repeat[0].startswith("{") else end + 1
            while at < len(found) and found[at].start() < stop:
                at += 1
        branches[-1].append(item)
    return branches, at


def _of_branches(
    branches: list[list[_Item]], lists: Mapping[str, Set[str]], begins: bool, ends: bool
) -> list[frozenset[str]]:
    each = [list(_of_sequence(branch, lists, begins, ends)) for branch in branches]
    if len(each) == 1:
        return each[0]
    return [frozenset().union(*map(_rarest, each))] if all(each) else []


def _rarest(required: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set whose words are the longest, and so stand in the fewest texts."""
    return max(required, key=lambda words: min(map(len, words)))


def _of_sequence(
    items: list[_Item], lists: Mapping[str, Set[str]], begins: bool, ends: bool
) -> Iterator[frozenset[str]]:
    """What a sequence requires; ``begins`` and ``ends``: whether it stands at the edge of a word on either side."""
    run, whole = "", begins  # the letters since the last edge, and whether they are all of their word
    for i, item in enumerate(items):
        letter = item.kind == "char" and (item.text.isalnum() or item.text == "_")
        edge = item.kind == "edge" or (item.kind == "char" and not letter and not item.optional)
        if letter and not item.repeated:
            run += item.text
            continue
        if edge and run and whole:
            yield frozenset({run.casefold()})
        inside_word = whole and not run
        run, whole = "", edge
        if item.optional:
            continue
        following = items[i + 1] if i + 1 < len(items) else None
        closed = ends if following is None else following.kind == "edge" or _is_mark(following)
        if item.kind == "digit":
            yield frozenset({DIGIT})
        elif item.kind == "list" and item.text in lists:
            yield frozenset(lists[item.text])
        elif item.kind == "open":
            yield from _of_branches(item.branches, lists, inside_word, closed and not item.repeated)
    if run and whole and ends:
        yield frozenset({run.casefold()})


def _is_mark(item: _Item) -> bool:
    return item.kind == "char" and not item.optional and not (item.text.isalnum() or item.text == "_")
