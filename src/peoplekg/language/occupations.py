"""The titles of jobs and offices by groups, and which broader word may stand for which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from peoplekg.resources import read_toml, resource


@cache
def narrower_titles() -> dict[str, list[str]]:
    """The titles that a broader one may stand for ("the journalist" for an editor)."""
    narrower: dict[str, list[str]] = _titles()["narrower"]
    return narrower


def narrower_than(title: str) -> Callable[[str], bool]:
    """Whether a title says the same as another or more exactly: "culture minister" under "minister"."""
    listed = {title, *narrower_titles().get(title, ())}

    def fits(other: str) -> bool:
        return other in listed or _is_kind_of(other, title)

    return fits


def _is_kind_of(title: str, broader: str) -> bool:
    """ "finance minister", "minister of communications" under "minister", but not "deputy minister"."""
    if title.startswith(f"{broader} of "):
        return True
    return title.endswith(f" {broader}") and title.split()[0] not in titles_of("below")


@cache
def fields_of(title: str) -> frozenset[str]:
    """The fields that a title belongs to ("politics"); none where it says nothing of that."""
    words = title.split(" of ")[0].split()
    for k in range(len(words)):
        part = " ".join(words[k:])
        found = frozenset(name for name, titles in _fields()["fields"].items() if part in titles)
        if found:
            return found
    return frozenset()


def likeness(title: str, known: Iterable[str]) -> str:
    """How well somebody of whom other titles are ``known`` may be called by a ``title``.

    "field" where one of them is of the same field, "free" where nothing speaks for or against it, "near" where they
    are of fields that lie near or of one in which another title is mostly another's, else "other".
    """
    wanted = fields_of(title)
    fields = {f for other in known for f in fields_of(other)}
    if not wanted or not fields:
        return "free"
    broad = _fields()["broad"]
    wanted |= {g for f in wanted for g in broad.get(f, ())}
    fields |= {g for f in fields for g in broad.get(f, ())}
    if wanted & fields:
        return "field" if wanted & fields - set(_fields()["strict"]["fields"]) else "near"
    near = _fields()["near"]
    close = any(g in near.get(f, ()) or f in near.get(g, ()) for f in wanted for g in fields)
    return "near" if close else "other"


@cache
def _fields() -> dict[str, dict[str, list[str]]]:
    return read_toml(resource("data/occupations/fields.toml"))


@cache
def vague_titles() -> frozenset[str]:
    """Titles that point at somebody ("the star") and state no occupation."""
    return frozenset(_titles()["vague"])


def titles_of(group: str) -> frozenset[str]:
    """A group of titles that the list of titles names: "traits", "sport", "personal"."""
    return frozenset(_titles()[group])


@cache
def _titles() -> dict[str, Any]:
    return read_toml(resource("data/occupations/broader.toml"))
