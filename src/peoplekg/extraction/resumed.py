"""Nouns taken up again by a pronoun: "the affair with X and the one with Y", "his first marriage, that to Y"."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from peoplekg.extraction.constituents import parts_of
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.pack import Pack


def behind_that_one(np: NounPhrase, pack: Pack) -> bool:
    """Whether a phrase hangs on "quello", "the one": ``np`` is what follows its preposition."""
    assert np.sentence is not None
    lowers = np.sentence.lowers
    return np.start > 1 and np.prep is not None and lowers[np.start - 2] in pack.cue("that_one")


def resume(clause: Clause, pack: Pack, heads: Container[str]) -> Iterator[tuple[NounPhrase, NounPhrase]]:
    """The noun phrases that a clause's pronouns stand for, each with the noun that is taken up again.

    ``heads`` are the nouns (as written or as lemmas) that may be meant. Where the pronoun only says more of the noun
    right before it ("his first marriage, that to Y"), the noun gets what hangs on it and nothing is yielded.
    """
    resumed = [np for np in clause.obliques if np.is_human and behind_that_one(np, pack)]
    if not resumed:
        return
    nouns = [n for np in clause.noun_phrases() for n in parts_of(np) if not n.members and _named(n, heads)]
    for np in resumed:
        place = np.start - 2
        noun = max((n for n in nouns if n.end <= place), key=lambda n: n.head, default=None)
        if noun is None or any(p == np.prep and c.end > place for p, c in noun.complements):
            continue
        assert np.prep is not None
        if clause.sentence.lowers[noun.end : place] == [","]:
            noun.complements.append((np.prep, np))
        else:
            own = [(p, c) for p, c in noun.complements if c is noun.possessor]
            yield replace(noun, start=place, end=place + 1, complements=own, core_end=place + 1), noun


def _named(noun: NounPhrase, heads: Container[str]) -> bool:
    if noun.mention is not None or noun.pronoun is not None or noun.sentence is None:
        return False
    token = noun.sentence.tokens[noun.head]
    words = " ".join(noun.noun.words) if noun.noun is not None else ""
    return token.lower in heads or token.lemma in heads or words in heads
