"""What each language's ``reading.toml`` says: how dates are written, and what is no part of an article.

Everything here is data of a language pack; a language without the file is read with ISO dates and no other rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from peoplekg.errors import BrokenResource
from peoplekg.resources import read_toml, resource

_SECTIONS = {
    "dates": {"months", "weekdays", "orders", "joiners", "ordinals", "numeric", "published", "updated", "filler"},
    "byline": {"words", "desks", "joiners"},
    "headline": {"abbreviations"},
    "boilerplate": {"buttons", "lines", "starts", "contains", "patterns", "related", "ends", "credits"},
}


@dataclass(frozen=True)
class Conventions:
    """The rules for one language, with those of the languages that it also heeds. All words are folded."""

    months: dict[str, int]
    weekdays: frozenset[str]
    orders: frozenset[str]
    joiners: tuple[str, ...]
    ordinals: tuple[str, ...]
    numeric: str
    updated: tuple[str, ...]
    date_words: frozenset[str]
    byline_words: tuple[str, ...]
    byline_joiners: frozenset[str]
    desks: frozenset[str]
    abbreviations: tuple[str, ...]
    buttons: frozenset[str]
    button: re.Pattern[str]
    lines: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    related: frozenset[str]
    ends: frozenset[str]
    credits: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case, straight apostrophes, single spaces, no punctuation at either end.

    >>> fold(" ARTICOLI  CORRELATI: ")
    'articoli correlati'
    """
    return " ".join(text.replace("’", "'").casefold().split()).strip(" .:;,!?…-–—|•·»«>*_#")


@cache
def conventions(language: str) -> Conventions:
    """The rules for a language. Raises BrokenResource, naming file and entry, when its file does not fit."""
    own = _load(language)
    tables = [own, *(_load(code) for code in own.get("also", []))]

    def words(section: str, key: str) -> list[str]:
        return [word for table in tables for word in table.get(section, {}).get(key, [])]

    def folded(section: str, key: str) -> list[str]:
        return list(dict.fromkeys(fold(word) for word in words(section, key)))

    def beginnings(key: str) -> Iterable[str]:
        # "Tag:" begins a list of tags, "Tag Heuer" does not: the colon stays
        return dict.fromkeys(" ".join(word.replace("’", "'").casefold().split()) for word in words("boilerplate", key))

    def single(section: str, *keys: str) -> Iterable[str]:
        return (part for key in keys for entry in folded(section, key) for part in re.findall(r"[^\W\d_]+", entry))

    months: dict[str, int] = {}
    for table in tables:
        for name, number in table.get("dates", {}).get("months", {}).items():
            months.setdefault(fold(name), number)
    return Conventions(
        months=months,
        weekdays=frozenset(folded("dates", "weekdays")),
        orders=frozenset(words("dates", "orders")),
        joiners=tuple(folded("dates", "joiners")),
        ordinals=tuple(word.casefold() for word in words("dates", "ordinals")),
        numeric=own.get("dates", {}).get("numeric", ""),
        updated=tuple(folded("dates", "updated")),
        date_words=frozenset(single("dates", "filler", "published", "updated", "weekdays", "joiners")),
        byline_words=tuple(folded("byline", "words")),
        byline_joiners=frozenset(folded("byline", "joiners")),
        desks=frozenset(folded("byline", "desks")),
        abbreviations=tuple(words("headline", "abbreviations")),
        buttons=frozenset(folded("boilerplate", "buttons")),
        button=_any_of(folded("boilerplate", "buttons")),
        lines=frozenset(folded("boilerplate", "lines")),
        starts=tuple(beginnings("starts")),
        contains=tuple(folded("boilerplate", "contains")),
        patterns=tuple(_compiled(language, pattern) for pattern in words("boilerplate", "patterns")),
        related=frozenset(folded("boilerplate", "related")),
        ends=frozenset(folded("boilerplate", "ends")),
        credits=tuple(beginnings("credits")),
    )


def _load(language: str) -> dict[str, Any]:
    path = resource("data/lang") / language / "reading.toml"
    if not path.is_file():
        return {}
    table = read_toml(path)
    for section, entries in table.items():
        if section == "also":
            continue
        unknown = set(entries) - _SECTIONS.get(section, set())
        if unknown or section not in _SECTIONS:
            name = f"{section}.{min(unknown)}" if section in _SECTIONS else section
            raise BrokenResource(f'data/lang/{language}/reading.toml has an entry "{name}" that means nothing')
    for name, number in table.get("dates", {}).get("months", {}).items():
        if not isinstance(number, int) or not 1 <= number <= 12:
            raise BrokenResource(f'data/lang/{language}/reading.toml: month "{name}" must be a number from 1 to 12')
    return table


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")


def _compiled(language: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise BrokenResource(f"data/lang/{language}/reading.toml: the pattern {pattern!r} is wrong: {error}") from None
