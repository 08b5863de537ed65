"""The pieces of a chunked sentence: noun phrases, verb groups and the chunks that hold them.

They carry what the chunker found; they read no tokens themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from peoplekg.language.dates import Date
from peoplekg.language.entities import PERSON, Entity, Mention
from peoplekg.language.pack import Noun
from peoplekg.language.tokens import Sentence
from peoplekg.model import Gender

HUMAN = {"tie", "occupation", "office", "person", "group"}
"""The senses of nouns that stand for people."""


@dataclass(slots=True, eq=False)
class NounPhrase:
    """A name, a noun or a pronoun with what belongs to it; token offsets within the sentence."""

    start: int
    end: int
    mention: Mention | None = None
    nouns: tuple[Noun, ...] = ()
    pronoun: Mapping[str, Any] | None = None
    possessor: NounPhrase | None = None
    determiner: str = "none"
    modifiers: tuple[str, ...] = ()
    complements: list[tuple[str, NounPhrase]] = field(default_factory=list)
    appositions: list[NounPhrase] = field(default_factory=list)
    members: list[NounPhrase] = field(default_factory=list)
    age: int | None = None
    prep: str | None = None
    head: int = 0
    sentence: Sentence | None = None
    referents: tuple[Entity, ...] | None = None
    name_after_comma: bool = False
    negated: bool = False
    owner_hint: NounPhrase | None = None
    single: bool = False
    behind: bool = False
    core_end: int = 0
    article: Gender | None = None
    """The gender that the article shows, for nouns that have none of their own."""

    @property
    def entity(self) -> Entity | None:
        return self.mention.entity if self.mention else None

    @property
    def noun(self) -> Noun | None:
        return self.nouns[0] if self.nouns else None

    def sense(self, *senses: str) -> Noun | None:
        """The first of the noun's readings that has one of the senses."""
        for noun in self.nouns:
            if noun.sense in senses:
                return noun
        return None

    @property
    def is_human(self) -> bool:
        """A person by name, pronoun or noun."""
        if self.members:
            return all(m.is_human for m in self.members)
        if self.mention:
            return self.mention.kind == PERSON
        if self.pronoun is not None:
            return not self.pronoun.get("neuter")
        return self.sense(*HUMAN) is not None

    @property
    def number(self) -> str | None:
        if self.members:
            return "p"
        if self.mention or self.single:
            return "s"
        if self.pronoun is not None:
            return self.pronoun.get("number")
        return self.noun.number if self.noun else None

    @property
    def gender(self) -> Gender | None:
        if self.mention and self.mention.entity:
            return self.mention.entity.gender
        if self.pronoun is not None:
            return self.pronoun.get("gender")
        return self.noun.gender or self.article if self.noun else None


@dataclass(slots=True, eq=False)
class VerbGroup:
    """A verb with its auxiliaries: "has not been granted", "lo avrebbe sposato"."""

    start: int
    end: int
    lemma: str
    tense: str
    finite: bool
    negated: bool = False
    modal: str | None = None
    passive: bool = False
    reflexive: bool = False
    perfect: bool = False
    number: str | None = None
    first_person: bool = False
    gender: Gender | None = None
    clitics: tuple[Mapping[str, Any], ...] = ()
    object_agreement: tuple[Gender, str] | None = None
    """Gender and number that a participle with "have" takes from a clitic before it: "l'ha baciata"."""
    copula: bool = False
    to_infinitive: bool = False
    be_participle: bool = False
    becoming: bool = False
    present_perfect: bool = False


@dataclass(slots=True, eq=False)
class Chunk:
    """One piece of a sentence. ``kind``: np, vg, sub, rel, conj, punct, quote, date, word."""

    kind: str
    start: int
    end: int
    np: NounPhrase | None = None
    vg: VerbGroup | None = None
    text: str = ""
    date: Date | None = None
