"""The grammar of noun phrases, put together from its constructions."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.phrases import base_phrases, coordination, single_phrases
from peoplekg.language.phrases.annotated import AnnotatedSentence


class NounPhraseGrammar:
    """The ``PhraseGrammar`` of one sentence."""

    def __init__(self, s: AnnotatedSentence) -> None:
        self.s = s

    def core(self, i: int, possessor: NounPhrase | None, after_preposition: bool) -> NounPhrase | None:
        return base_phrases.base_phrase(self, i, possessor, after_preposition)

    def single(self, i: int, *, after_preposition: bool = False) -> NounPhrase | None:
        return single_phrases.single_phrase(self, i, after_preposition=after_preposition)

    def list_member(self, i: int) -> tuple[NounPhrase, bool] | None:
        return coordination.list_member(self, i)
