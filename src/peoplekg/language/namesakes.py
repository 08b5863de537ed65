"""Whose name some words are: which names are one person's, and who of many people bears one.

A text may name thousands; :class:`People` looks a name up among those only who share words with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from peoplekg.language import names
from peoplekg.language.pack import Pack

Words = tuple[str, ...]


class Named(Protocol):
    """Somebody with a name, in words as names are compared."""

    words: Words


Person = TypeVar("Person", bound=Named)


class People(Generic[Person]):
    """People in the order in which they were added, found by their names. Who is renamed is to be added again."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.all: list[Person] = []
        self._places: dict[Person, int] = {}
        self._by_key: dict[tuple[object, ...], dict[Person, Words]] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self.all)

    def add(self, person: Person) -> None:
        """Add somebody, or note another name of somebody who is there."""
        if person not in self._places:
            self._places[person] = len(self.all)
            self.all.append(person)
        words = bare(person.words, self.pack)
        for key in (("exact", person.words), *_outlines(words), *(("word", word) for word in self._borne(words))):
            self._by_key.setdefault(key, {})[person] = person.words

    def add_apart(self, person: Person) -> None:
        """Add somebody whom no name finds: "Lord Arden" beside a Thomas Arden."""
        self._places[person] = len(self.all)
        self.all.append(person)

    def _borne(self, words: Words) -> Words:
        """The words by which somebody is called; nobody is called "Monaco" after Alberto di Monaco."""
        for k in range(1, len(words) - 1):
            if self.pack.is_of(words[k]) and is_realm(words[k + 1], self.pack):
                return words[:k]
        return words

    def called(self, words: Words) -> list[Person]:
        """Those whose name is exactly these words."""
        return self._found([("exact", words)])

    def same(self, words: Words) -> list[Person]:
        """Those whose name the words may be in a longer or shorter form, as :func:`same_person` has it."""
        keys = [("exact", words), *_outlines(bare(words, self.pack))]
        return [person for person in self._found(keys) if same_person(person.words, words, self.pack)]

    def bearers(self, word: str) -> list[Person]:
        """Those whose first name or surname a word is."""
        return self._found([("word", word)])

    def _found(self, keys: Iterable[tuple[object, ...]]) -> list[Person]:
        found = {p for key in keys for p, words in self._by_key.get(key, {}).items() if p.words == words}
        return sorted(found, key=self._places.__getitem__) if len(found) > 1 else list(found)


def is_realm(text: str, pack: Pack) -> bool:
    """What stands behind a royal name: a country or a house ("Carolina di Monaco", "Umberto di Savoia")."""
    house = names.unaccented(text).partition("-")[0]
    houses = pack.grammar["particles"].get("houses", ())
    return any(names.unaccented(known) == house for known in houses) or names.place_kind(text) == "country"


def _outlines(words: Words) -> list[tuple[object, ...]]:
    """Parts of a name of which two names of one person share at least one."""
    if len(words) < 2:
        return [("single", words)] if words else []
    return [("ends", words[0], words[-1]), ("first", *words[:2]), ("last", *words[-2:])]


@lru_cache(maxsize=20_000)
def bare(words: Words, pack: Pack) -> Words:
    """A name without initials, nicknames in quotes and suffixes."""
    kept = tuple(w for w in words if len(w.rstrip(".")) > 1 and w not in '"“”' and w != ",")
    suffixed = kept and kept[-1].rstrip(".") in pack.suffixes
    return kept[:-1] if suffixed else kept


@lru_cache(maxsize=20_000)
def _suffix(words: Words, pack: Pack) -> str:
    last = words[-1].rstrip(".")
    return last if last in pack.suffixes else ""


def _initials(words: Words) -> str:
    """The letters of the initials inside a name: "hw" of "George H.W. Bush"."""
    parts = [part for word in words[1:-1] for part in word.split(".") if "." in word or len(word) == 1]
    return "".join(parts) if all(len(part) < 2 for part in parts) else ""


def same_person(full: Words, words: Words, pack: Pack) -> bool:
    """ "George W. Bush" and "George Bush", "Whitney Elizabeth Houston" and "Whitney Houston"."""
    if _suffix(full, pack) and _suffix(words, pack) and _suffix(full, pack) != _suffix(words, pack):
        return False
    if _initials(full) and _initials(words) and _initials(full) != _initials(words):
        return False  # "George H.W. Bush", "George W. Bush"
    a, b = bare(full, pack), bare(words, pack)
    if not a or not b:
        return full == words
    if a == b:
        return True
    if len(b) > 1 and a[0] == b[0] and a[-1] == b[-1]:
        rest = iter(a)
        return all(w in rest for w in b)
    if len(b) > 1 and a[: len(b)] == b:
        return True
    return len(b) > 1 and len(a) > len(b) and a[-len(b) :] == b
