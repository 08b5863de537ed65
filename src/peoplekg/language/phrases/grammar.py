"""What the rules for noun phrases ask of one another: a noun phrase may stand inside another one."""

from __future__ import annotations

from typing import Protocol

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.phrases.annotated import AnnotatedSentence


class PhraseGrammar(Protocol):
    """Reads the noun phrases of one sentence; positions are those of tokens."""

    s: AnnotatedSentence

    def core(self, i: int, possessor: NounPhrase | None, after_preposition: bool) -> NounPhrase | None:
        """Determiner, modifiers and head at i, with what completes the head; None when there is no noun phrase.

        ``possessor`` is whose it is, where a genitive led to it ("X's").
        """

    def single(self, i: int, *, after_preposition: bool = False) -> NounPhrase | None:
        """The noun phrase at i with its name, its genitives and its appositions, and no coordination."""

    def list_member(self, i: int) -> tuple[NounPhrase, bool] | None:
        """The next member of a list behind position i, and whether it is the last ("and X")."""
