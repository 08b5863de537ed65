"""The titles of jobs and offices by groups, and which broader word may stand for which."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from peoplekg.resources import resource


@cache
def narrower_titles() -> dict[str, list[str]]:
    """The titles that a broader one may stand for ("the journalist" for an editor)."""
    narrower: dict[str, list[str]] = _titles()["narrower"]
    return narrower


@cache
def vague_titles() -> frozenset[str]:
    """Titles that point at somebody ("the star") and state no occupation."""
    return frozenset(_titles()["vague"])


def titles_of(group: str) -> frozenset[str]:
    """A group of titles that the list of titles names: "traits", "sport", "personal"."""
    return frozenset(_titles()[group])


@cache
def _titles() -> dict[str, Any]:
    return tomllib.loads(resource("data/occupations/broader.toml").read_text(encoding="utf-8"))
