"""Looking back at what has been noted of a text: who was named where, and whom a gender fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, TypeVar

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.entities import Entity
from peoplekg.model import Gender

Referents = tuple[Entity, ...]
Noted = TypeVar("Noted", bound=tuple[Any, ...])


def people_in(np: NounPhrase) -> list[tuple[Entity, int]]:
    """All people named in a phrase, those in its complements too, with their places."""
    found: list[tuple[Entity, int]] = [(np.entity, np.start)] if np.entity is not None else []
    if np.possessor is None and not (np.members or np.appositions or np.complements):
        return found
    inner = [*np.members, *(c for n in (np, *np.appositions) for _, c in n.complements)]
    inner += [
        n.possessor
        for n in (np, *np.appositions)
        if n.possessor is not None and n.possessor.pronoun is None and n.possessor not in inner
    ]
    for part in inner:
        found += [pair for pair in people_in(part) if pair not in found]
    return found


def since(index: int, noted: Sequence[Noted]) -> Iterator[Noted]:
    """What has been noted from a sentence on, the last first. What is noted begins with its sentence's index."""
    return takewhile(lambda one: one[0] >= index, reversed(noted))


def agrees(entity: Entity, gender: Gender | None) -> bool:
    return gender is None or entity.gender is None or entity.gender == gender
