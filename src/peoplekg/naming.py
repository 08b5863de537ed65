"""Person names as names: what they are compared by, and how near two of them are.

No name says who somebody is; whether two people are one is decided in ``identity``, from names and from what is known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from peoplekg.errors import BrokenResource
from peoplekg.resources import resource

Nearness = Literal["close", "possible"]
"""``close``: the same name written otherwise (a middle name, a nickname). ``possible``: more must speak for it."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe", "ŋ": "n",
        "’": "", "'": "", "`": "", "ʻ": "", "ʼ": "", "′": "",
    }
)  # fmt: skip
# How somebody is told from a parent of the same name; these are written so in every language that uses them.
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_SURNAME_LIKENESS = 70
_SOUNDS = str.maketrans("wfkqzj", "vvccsy")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text as people type it when they don't care: no case, no accents, no punctuation, single spaces.

    >>> fold("Jean-Claude  D’Arcy"), fold("Erdoğan"), fold("J. Łoś")
    ('jean claude darcy', 'erdogan', 'j los')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    kept = (letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``core`` are its words without particles, ``generation`` is "jr", "ii" … or ""."""

    key: str
    core: tuple[str, ...]
    generation: str

    @property
    def bare(self) -> bool:
        """One word only: a first name, a surname or a stage name, which fits too many people to match by."""
        return len(self.core) < 2


@lru_cache(maxsize=65536)
def parse(name: str) -> Name:
    """Takes a name apart. Names with the same ``key`` are the same name.

    >>> parse("Donald J. Trump, Jr.")
    Name(key='donald j trump jr', core=('donald', 'j', 'trump'), generation='jr')
    >>> parse("Ursula von der Leyen").core
    ('ursula', 'leyen')
    """
    words = fold(name).split()
    generation = ""
    if len(words) > 2 and words[-1] in _GENERATIONS:
        generation = _GENERATIONS[words.pop()]
    core = tuple(word for index, word in enumerate(words) if not (0 < index < len(words) - 1 and word in _particles()))
    if len(core) > 2 and core[-1] in _particles():
        core = core[:-1]
    # A name of signs only has no letter to compare by; its code points serve.
    key = " ".join([*words, generation] if generation else words) or "u" + "".join(f"{ord(sign):x}" for sign in name)
    return Name(key, core or (key,), generation)


def key(name: str) -> str:
    """What names are equal by.

    >>> key("KIM KARDASHIAN") == key("Kim Kardashian")
    True
    """
    return parse(name).key


def nearness(first: Name, second: Name) -> Nearness | None:
    """How near two different names are; None when they are not the same person's by any custom.

    >>> nearness(parse("Donald Trump"), parse("Donald J. Trump"))
    'close'
    >>> nearness(parse("D. Trump"), parse("Donald Trump"))
    'possible'
    >>> nearness(parse("Donald Trump"), parse("Donald Trump Jr."))
    >>> nearness(parse("Orbán Viktor"), parse("Viktor Orbán"))
    'possible'
    """
    if first.bare or second.bare or first.generation != second.generation:
        return None
    a, b = first.core, second.core
    if a == b:
        return "close"
    given = _given_alike(a[0], b[0])
    if given and a[-1] == b[-1] and _middles_agree(a[1:-1], b[1:-1]):
        return given
    if sorted(a) == sorted(b) and (a[1:] + a[:1] == b or b[1:] + b[:1] == a):
        return "possible"
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < len(longer) and given == "close" and longer[1 : len(shorter)] == shorter[1:]:
        return "possible"
    if given == "close" and len(a) == len(b) == 2 and skeleton(a[-1]) == skeleton(b[-1]):
        from rapidfuzz import fuzz  # imported here since few names get so far, and a query does without

        return "possible" if fuzz.ratio(a[-1], b[-1]) >= _SURNAME_LIKENESS else None
    return None


def _given_alike(a: str, b: str) -> Nearness | None:
    if a == b:
        return "close"
    if (_formal(a) | {a}) & (_formal(b) | {b}):
        # Alex may be an Alexander or an Alexandra, Bill can only be a William.
        return "close" if max(len(_formal(a)), len(_formal(b))) == 1 else "possible"
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return "possible"
    return None


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether each middle name of the shorter list stands in the longer one too, in order, at least as an initial."""
    shorter, longer = sorted((a, b), key=len)
    rest = iter(longer)
    return all(
        any(one == other or (one[0] == other[0] and 1 in (len(one), len(other))) for other in rest) for one in shorter
    )


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants that a name keeps in any transliteration.

    >>> skeleton("gorbachev") == skeleton("gorbaciov") == skeleton("gorbatschow")
    True
    """
    simple = word
    for long, short in (("tsch", "c"), ("sch", "s"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("kh", "h"), ("ph", "f")):
        simple = simple.replace(long, short)
    simple = simple.translate(_SOUNDS)
    letters = [letter for letter in simple if letter not in "aeiouyh"]
    kept = [letter for index, letter in enumerate(letters) if index == 0 or letters[index - 1] != letter]
    return "".join(kept) or word


def blocks(name: Name) -> tuple[str, ...]:
    """Short labels, at least one of which any two near names share; none for a bare name.

    >>> set(blocks(parse("Bob Dylan"))) & set(blocks(parse("B. Dylan"))) != set()
    True
    """
    if name.bare:
        return ()
    initials = {given[0] for given in (name.core[0], *_formal(name.core[0]))}
    labels = {f"{initial} {skeleton(word)}" for initial in initials for word in name.core[1:]}
    labels.add(f"{name.core[-1][0]} {skeleton(name.core[0])}")
    return tuple(sorted(labels))


def _formal(given: str) -> frozenset[str]:
    """The given names that this one is short for (Bill: William)."""
    return _nicknames().get(given, frozenset())


def alike(given: str) -> frozenset[str]:
    """The folded given names that one goes by who goes by this one: what it is short for, and what is short for it.

    >>> "william" in alike("bill"), "bill" in alike("william")
    (True, True)
    """
    return _formal(given) | _short().get(given, frozenset())


@cache
def _short() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for short, names in _nicknames().items():
        for name in names:
            found.setdefault(name, set()).add(short)
    return {name: frozenset(shorts) for name, shorts in found.items()}


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("data/names/nicknames.tsv"):
        short, _, formal = line.partition("\t")
        for name in formal.replace("\t", ",").replace("|", ",").replace(";", ",").split(","):
            if fold(name):
                found.setdefault(fold(short), set()).add(fold(name))
    return {short: frozenset(names) for short, names in found.items()}


@cache
def _particles() -> frozenset[str]:
    words = (fold(line.split("\t")[0]) for line in _lines("data/names/particles.tsv"))
    # A single letter is an initial far more often than a particle.
    return frozenset(word for word in words if len(word) > 1)


def _lines(name: str) -> list[str]:
    try:
        path = resource(name)
    except BrokenResource:
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
