"""How much somebody stands out at a place of a text, so that "he" or a left-out subject can be said of them.

After Lappin & Leass (1994), "An algorithm for pronominal anaphora resolution": every sentence adds the weight of the
best place somebody has in it (subject before object before a phrase inside another), and weights fade with every
sentence. The figures below were set on articles of this project.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass

from peoplekg.language.entities import Entity

SUBJECT, MEANT, ARGUMENT, INNER, LISTED = "subject", "meant", "argument", "inner", "listed"
UNSTRESSED = "unstressed"
"""Meant by a clitic: counts against a description, and says nothing of who a pronoun means."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each place, what is left of it a sentence later, and what counts for somebody besides."""

    subject: float = 3.0
    meant: float = 0.8
    argument: float = 1.2
    inner: float = 0.7
    listed: float = 0.7
    unstressed: float = 1.2
    decay: float = 0.25
    window: int = 2
    main: float = 0.1
    dominant: float = 0.45
    unknown_gender: float = 0.45
    minor: float = 0.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Somebody named or meant: in which sentence, at which token, in which place."""

    sentence: int
    position: int
    entity: Entity
    place: str


class Salience:
    """The people of a text as they come up. Note them in reading order; ask with :meth:`ranking`."""

    def __init__(self, main: Entity | None, dominant: Container[Entity] = ()) -> None:
        self.main = main
        self.dominant = dominant
        self.occurrences: list[Occurrence] = []
        self.times: Counter[Entity] = Counter()
        """In how many sentences each has come up so far, by name or otherwise."""
        self._last: dict[Entity, int] = {}

    def note(self, entity: Entity, sentence: int, position: int, place: str) -> None:
        """Remember that somebody came up at a token of a sentence."""
        self.occurrences.append(Occurrence(sentence, position, entity, place))
        if place == UNSTRESSED:
            return
        self.times[entity] += self._last.get(entity) != sentence
        self._last[entity] = sentence

    def since(self, first: int, sentence: int, position: int) -> list[Entity]:
        """Who came up from a sentence on and before a token of another, in order."""
        found: list[Entity] = []
        for seen in reversed(self.occurrences):
            if seen.sentence < first:
                break
            before = seen.sentence < sentence or (seen.sentence == sentence and seen.position < position)
            if before and seen.place != UNSTRESSED:
                found.append(seen.entity)
        return list(dict.fromkeys(reversed(found)))

    def ranking(
        self,
        sentence: int,
        position: int,
        fits: Callable[[Entity], bool],
        minor: Container[Entity] = (),
        gendered: bool = False,
        unstressed: bool = False,
    ) -> list[tuple[Entity, float]]:
        """Who fits, with their weight before a token of a sentence, the weightiest first.

        Whoever is ``minor`` (only somebody's relative) counts less, and so does whoever's gender nobody knows where it
        is asked for.
        """
        best: dict[tuple[Entity, int], float] = {}
        for seen in reversed(self.occurrences):
            distance = sentence - seen.sentence
            if distance > WEIGHTS.window:
                break
            if distance < 0 or (distance == 0 and seen.position >= position) or not fits(seen.entity):
                continue
            if seen.place == UNSTRESSED and not unstressed:
                continue
            weight: float = getattr(WEIGHTS, seen.place)
            key = seen.entity, distance
            best[key] = max(best.get(key, 0.0), weight)
        total: dict[Entity, float] = {}
        for (entity, distance), weight in best.items():
            total[entity] = total.get(entity, 0.0) + weight * WEIGHTS.decay**distance
        for entity in total:
            if entity is self.main:
                total[entity] += WEIGHTS.main
            if entity in self.dominant:
                total[entity] += WEIGHTS.dominant
            if entity in minor:
                total[entity] *= WEIGHTS.minor
            if gendered and entity.gender is None:
                total[entity] *= WEIGHTS.unknown_gender
        return sorted(total.items(), key=lambda item: (-item[1], item[0].name))
