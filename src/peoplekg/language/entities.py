"""Named things: entities, their mentions in the sentences, and the candidates they are made of."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from peoplekg.language.pack import Noun
from peoplekg.language.tokens import Sentence
from peoplekg.model import Gender

PERSON, ORGANIZATION, PLACE, EVENT, WORK, OTHER = "person", "organization", "place", "event", "work", "other"
HUMAN_SENSES = {"occupation", "office", "tie", "person", "group"}


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody (or something) that the document names; ``name`` is the fullest form."""

    name: str
    words: tuple[str, ...]
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    block: int = -1
    """The paragraph in which somebody has last been named."""

    @property
    def gender(self) -> Gender | None:
        """The gender that the evidence speaks for, None when it does not agree."""
        m, f = self.genders["m"], self.genders["f"]
        if m == f:
            return None
        return "m" if m > f else "f"


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of tokens of one sentence that names an entity."""

    sentence: int
    start: int
    end: int
    kind: str
    words: tuple[str, ...]
    entity: Entity | None = None
    noun: Noun | None = None
    listing: int = -1


class Votes(dict[str, float]):
    """How much speaks for each kind of name; nothing speaks for a kind that was never voted for."""

    def __missing__(self, kind: str) -> float:
        return 0.0


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch of tokens that may be a name, with the votes on what it is."""

    sentence: Sentence
    start: int
    end: int
    words: tuple[str, ...]
    preceding: Noun | None = None
    votes: Votes = field(default_factory=Votes)
    kind: str = OTHER
    listed_with: list[Candidate] = field(default_factory=list)
    quoted: bool = False
    listing: int = -1
    alias: bool = False
    """Another name of somebody, whose words it has then."""


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
