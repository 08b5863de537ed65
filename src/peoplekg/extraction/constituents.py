"""The noun phrases within noun phrases."""

from __future__ import annotations

from collections.abc import Iterator

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.pack import Noun


def parts_of(np: NounPhrase) -> Iterator[NounPhrase]:
    """A phrase with the phrases inside it: members, possessors, complements, appositions' complements."""
    yield np
    for member in np.members:
        yield from parts_of(member)
    if np.possessor is not None and np.possessor.pronoun is None:
        yield from parts_of(np.possessor)
    for noun in (np, *np.appositions):
        for _, complement in noun.complements:
            if complement is not np.possessor:
                yield from parts_of(complement)
        if (
            noun is not np
            and noun.possessor is not None
            and noun.possessor.pronoun is None
            and all(noun.possessor is not c for _, c in noun.complements)
        ):
            yield from parts_of(noun.possessor)


def mutual_tie(noun: NounPhrase) -> Noun | None:
    """The reading of a plural noun in which its bearers are all in the tie: "cugini", not "figli"."""
    return next((n for n in noun.nouns if n.sense in ("tie", "group") and "bearer" not in n.data), None)
