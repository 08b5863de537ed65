"""What is known of names before reading: given names with gender, surnames, nicknames, places, organizations, events.

The lists are plain text under ``data/names``, ``data/places``, ``data/organizations`` and ``data/events``
(``data/names/README.md`` says where they come from). Each is read once, on first use, and a look-up takes about a
microsecond afterwards. Everything here is evidence to be weighed, never proof: "Grace" is a name and a word,
"Washington" a surname and two places.

Look-ups ignore case; a name that is not listed as written is looked up again without its accents.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, cast

from peoplekg.resources import resource

NameGender = Literal["m", "f", "u"]

# Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "e", "ŧ": "t"}
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


class Table(Mapping[str, str]):
    """A sorted list of lines "entry TAB rest", read as a mapping from entry to rest.

    Fifty thousand lines are split in three milliseconds, where a dictionary of them takes twenty to fill;
    an article asks for a few hundred words only. Lines must be sorted by code point, as `sorted` does.

    >>> Table(["anna\\tf", "bill\\tm"])["bill"]
    'm'
    """

    __slots__ = ("_lines",)

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __getitem__(self, entry: str) -> str:
        found = self._find(entry)
        if found is None:
            raise KeyError(entry)
        return found

    def get(self, entry: str, default: str | None = None) -> str | None:  # type: ignore[override]
        found = self._find(entry)
        return default if found is None else found

    def _find(self, entry: str) -> str | None:
        # A tab sorts before everything that a name may hold, so the entry's line is the first that is not before it.
        at = bisect_left(self._lines, entry)
        if at == len(self._lines):
            return None
        line = self._lines[at]
        if line == entry:
            return ""
        return line[len(entry) + 1 :] if line.startswith(entry + "\t") else None

    def __iter__(self) -> Iterator[str]:
        return (line.partition("\t")[0] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def key(text: str) -> str:
    """The form in which the lists hold a name: composed, casefolded, straight apostrophes, single spaces.

    >>> key("D’Amico")
    "d'amico"
    """
    if text.isascii():
        return " ".join(text.casefold().split()) if " " in text else text.casefold()
    return _unicode_key(text)


@lru_cache(maxsize=8192)
def _unicode_key(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(_APOSTROPHES)).casefold()
    return " ".join(unicodedata.normalize("NFC", composed).split())


@lru_cache(maxsize=8192)
def unaccented(text: str) -> str:
    """The key of a text without its accents.

    >>> unaccented("Beyoncé"), unaccented("Łukasz")
    ('beyonce', 'lukasz')
    """
    apart = unicodedata.normalize("NFD", key(text))
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN_LETTERS)


@lru_cache(maxsize=32_768)
def given_gender(name: str, language: str | None = None) -> NameGender | None:
    """The gender that a given name is usual for: ``"m"``, ``"f"``, ``"u"`` (both, or not known); None for no name.

    ``language`` (a code such as ``"it"``) asks how that language reads a name that others read differently.
    That is the language of the name, which need not be the article's: an Italian article may speak of Simone Biles.
    Compound names ("Jean-Claude", "Maria Grazia") go by their first part when every part is a given name.

    >>> given_gender("Matteo"), given_gender("Andrea", "it"), given_gender("Andrea", "en"), given_gender("Pentagono")
    ('m', 'm', 'f', None)
    """
    if language is not None:
        local = _look_up(_local_genders(language), name)
        if local is not None:
            return cast(NameGender, local)
    entry = _look_up(_given(), name)
    if entry is not None:
        return cast(NameGender, entry[0])
    parts = _parts(name)
    if len(parts) < 2 or not all(is_given(part) for part in parts):
        return None
    return given_gender(parts[0], language)


@lru_cache(maxsize=32_768)
def is_given(name: str) -> bool:
    """Whether a word (or a compound of such words) is used as a given name somewhere.

    >>> is_given("donald"), is_given("Anna-Sofia"), is_given("Pentagono")
    (True, True, False)
    """
    return _listed(_given(), name)


@lru_cache(maxsize=32_768)
def is_surname(name: str) -> bool:
    """Whether a word (or a compound of such words) is listed as a surname.

    >>> is_surname("Rossi"), is_surname("Lloyd Webber"), is_surname("Attualmente")
    (True, True, False)
    """
    return _listed(_surnames(), name)


@lru_cache(maxsize=32_768)
def has_surname_shape(name: str) -> bool:
    """Whether a word that need not be listed is built like a surname: "Saakashvili", "O'Rourke", "McAllister".

    >>> has_surname_shape("Djokovic"), has_surname_shape("Table")
    (True, False)
    """
    word = unaccented(name)
    starts, ends = _surname_shapes()
    return len(word) > 5 and (word.endswith(ends) or word.startswith(starts))


def is_ambiguous(name: str, language: str | None = None) -> bool:
    """Whether a given name or surname is also an ordinary word or a place, so that alone it says little.

    With ``language`` only that language's words count, and places, which are places everywhere.

    >>> is_ambiguous("Grace", "en"), is_ambiguous("Grace", "it"), is_ambiguous("Paris", "it")
    (True, False, True)
    """
    return bool(ambiguous_as(name) if language is None else {language, "place"}.intersection(ambiguous_as(name)))


@lru_cache(maxsize=8192)
def ambiguous_as(name: str) -> tuple[str, ...]:
    """What else a name is: codes of the languages in which it is a word, and ``"place"``.

    >>> ambiguous_as("Stone")
    ('en',)
    """
    found: set[str] = set()
    given = _look_up(_given(), name)
    if given is not None:
        found.update(given[2:].split(","))
    surname = _look_up(_surnames(), name)
    if surname is not None:
        found.update(surname.split(","))
    found.discard("")
    return tuple(sorted(found))


def nickname_of(name: str) -> tuple[str, ...]:
    """The formal given names that a nickname stands for; empty when it is none.

    >>> nickname_of("Bill"), nickname_of("Beppe")
    (('william',), ('giuseppe',))
    """
    formal = _look_up(_nicknames(), name)
    return tuple(formal.split(",")) if formal else ()


@lru_cache(maxsize=32_768)
def place_kind(text: str) -> str | None:
    """The kind of a place known by that name in English, Italian, Spanish or its own language.

    "continent", "country", "region" (also states, islands, seas), "capital", "city" (100,000 people and more),
    "town" or "landmark"; None when it is not known.

    >>> place_kind("Londra"), place_kind("Stati Uniti"), place_kind("california"), place_kind("Nowhere")
    ('capital', 'country', 'region', None)
    """
    return _look_up(places(), text)


@lru_cache(maxsize=32_768)
def known_organization(text: str) -> str | None:
    """The kind of a widely known organization: "newspaper", "company", "party" …; None when it is not known.

    >>> known_organization("Corriere della Sera"), known_organization("Donald")
    ('newspaper', None)
    """
    return _look_up(organizations(), text)


@lru_cache(maxsize=32_768)
def known_event(text: str) -> str | None:
    """The kind of a widely known award, festival or recurring event; None when it is not known.

    >>> known_event("Met Gala"), known_event("Festival di Sanremo")
    ('gala', 'festival')
    """
    return _look_up(events(), text)


@cache
def places() -> Mapping[str, str]:
    """Every place name (as `key` writes it) with its kind."""
    return _table("data/places/places.tsv")


@cache
def organizations() -> Mapping[str, str]:
    """Every organization name (as `key` writes it) with its kind."""
    return _table("data/organizations/known.tsv")


@cache
def events() -> Mapping[str, str]:
    """Every event or award name (as `key` writes it) with its kind."""
    return _table("data/events/known.tsv")


@cache
def _given() -> Mapping[str, str]:
    # The value is the rest of the line: gender, tab, what else the name is.
    return _table("data/names/given.tsv")


@cache
def _surnames() -> Mapping[str, str]:
    return _table("data/names/surnames.tsv")


@cache
def _nicknames() -> Mapping[str, str]:
    return _table("data/names/nicknames.tsv")


@cache
def _local_genders(language: str) -> Mapping[str, str]:
    path = resource("data/names") / f"gender-{language}.tsv"
    return _table(f"data/names/gender-{language}.tsv") if path.exists() else Table([])


@cache
def _surname_shapes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    shapes = _table("data/names/surname-shapes.tsv")
    return (
        tuple(part for part, where in shapes.items() if where == "start"),
        tuple(part for part, where in shapes.items() if where == "end"),
    )


def _table(name: str) -> Table:
    return Table(resource(name).read_text(encoding="utf-8").splitlines())


def _look_up(table: Mapping[str, str], name: str) -> str | None:
    wanted = key(name)
    found = table.get(wanted)
    if found is None and not wanted.isascii():
        found = table.get(unaccented(wanted))
    return found


def _listed(table: Mapping[str, str], name: str) -> bool:
    if _look_up(table, name) is not None:
        return True
    parts = _parts(name)
    return len(parts) > 1 and all(_look_up(table, part) is not None for part in parts)


def _parts(name: str) -> list[str]:
    return name.replace("-", " ").split()
