"""Whose the members of a list are: "X and his wife Y", "A and B's son"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.entities import PERSON


def hint_owners(members: list[NounPhrase]) -> None:
    """ "X and his wife Y": a possessive inside a list looks first at the members before it."""
    for k, member in enumerate(members[1:], 1):
        for noun in (member, *member.appositions):
            owner = noun.possessor
            if owner is not None and owner.pronoun is not None:
                before = members[k - 1]
                same = next((p for p in _possessors(before) if _same_owner(p.pronoun, owner.pronoun)), None)
                if _couple_of_their_own(before, noun):
                    same = None
                owner.owner_hint = same.owner_hint if same is not None else before


def _couple_of_their_own(before: NounPhrase, noun: NounPhrase) -> bool:
    """ "his friend X and his wife Y": the friend's wife, where his own would stand first."""
    own = noun.sense("tie")
    ties = [tie for n in before.appositions if (tie := n.sense("tie")) is not None]
    loved = own is not None and own.data.get("kind") in ("spouse", "partner")
    fits = own is None or not own.gender or before.gender != own.gender
    return loved and fits and any(tie.data.get("kind") in ("friend", "colleague", "rival") for tie in ties)


def owned_together(members: list[NounPhrase]) -> NounPhrase | None:
    """ "A and B's son, X": the son of both, where somebody's wife or husband would be of one of them only."""
    *rest, last = members
    nouns = [n for n in (last, *last.appositions) if n.possessor is not None]
    owner = nouns[0].possessor if nouns else None
    tie = nouns[0].sense("tie", "group", "event", "bond") if nouns else None
    if owner is None or owner.mention is None or owner.end > last.head or tie is None:
        return None
    if owner.start != rest[-1].end + 1 or any(m.mention is None or m.mention.kind != PERSON for m in rest):
        return None
    couple = tie.sense == "tie" and tie.data.get("kind") in ("spouse", "partner")
    if couple or any(m.sense("tie") for np in rest for m in np.appositions):
        return None
    both = NounPhrase(rest[0].start, owner.end, members=[*rest, owner], head=rest[0].head, sentence=last.sentence)
    for noun in nouns:
        if noun.possessor is owner:
            noun.possessor = both
    last.start = rest[0].start
    return last


def _possessors(np: NounPhrase) -> list[NounPhrase]:
    return [n.possessor for n in (np, *np.appositions) if n.possessor is not None]


def _same_owner(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None) -> bool:
    """ "her partner Y and her children": both hers, and not Y's."""
    return a is not None and b is not None and (a.get("number"), a.get("gender")) == (b.get("number"), b.get("gender"))
