"""Who stands out at a place of a text: the most salient, the only one of a gender, whom a passage is about."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from peoplekg.language.clauses import Clause
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees, people_in, since
from peoplekg.model import Gender

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse

LEAST, RATIO = 0.14, 2.1
"""How salient somebody must be to be meant, and how many times as salient as the next."""


def most_salient(
    discourse: Discourse, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """The one person who stands out before a position: subjects first, then whoever was named last."""
    governing = _governing(discourse, clause, position, gender, avoid)
    if governing:
        return governing
    ranked = discourse.salience.ranking(
        clause.sentence.index,
        position,
        lambda e: e not in avoid and agrees(e, gender),
        {e for e in discourse.secondary if clause.sentence.index > e.mentions[0].sentence},
        gender is not None,
    )
    if not ranked or ranked[0][1] < LEAST:
        return None
    best, score = ranked[0]
    if gender and best.gender is None and len([e for e, _ in ranked if e.gender is None or e.gender == gender]) > 1:
        return None
    if len(ranked) > 1 and score < RATIO * ranked[1][1]:
        return None
    return (best,)


def foremost(
    discourse: Discourse, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """The one person who stands out before a position, else the one of that gender whom the passage is about."""
    return most_salient(discourse, clause, position, gender, avoid) or _agreeing_topic(discourse, clause, gender, avoid)


def _governing(
    discourse: Discourse, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """ "X denied that he …", "X, who before he …": the subject of a clause around, if nobody else comes between."""
    index = clause.sentence.index
    fitting = {e for e in discourse.seen_in(index, position) if e not in avoid and agrees(e, gender)}
    if len(fitting) != 1:
        return None
    for other in clause.ancestors():
        phrase = other.subject_phrase()
        if phrase is not None and phrase.end <= position and set(discourse.named(phrase)) == fitting:
            return tuple(fitting)
    return None


def only_one(
    discourse: Discourse, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """ "she" in a text that has spoken of one woman so far."""
    if gender is None:
        return None
    index = clause.sentence.index
    here = discourse.seen_in(index, position)
    before = (e for e, first in discourse.first_seen.items() if first < index or e in here)
    fitting = list(islice((e for e in before if agrees(e, gender)), 2))
    if len(fitting) != 1:
        return None
    entity = fitting[0]
    if entity in avoid or entity.gender is None or discourse.times[entity] < 2:
        return None
    return (entity,)


def topic(discourse: Discourse, clause: Clause, avoid: set[Entity], ratio: float = 1.4) -> Referents | None:
    """The person whom the text is about at this place: named clearly more often than anybody else near."""
    index = clause.sentence.index
    here = {e for np in clause.noun_phrases() for e, _ in people_in(np)}
    recent = since(index - 4, discourse.seen)
    read = [e for s, at, e in recent if s < index or (s == index and at < clause.start)]
    near = set(read) - avoid - (here if clause.vg is not None else set())
    if discourse.main is not None and discourse.first_seen.get(discourse.main, index) < index:
        near |= {discourse.main} - avoid - (here if clause.vg is not None else set())
    if not near:
        return None
    first = discourse.seen[0][2] if discourse.seen else None
    weight = {e: discourse.times[e] + discourse.times_subject[e] / 2 + (e is first) for e in near}
    ranked = sorted(near, key=lambda e: (-weight[e], e.name))
    if len(ranked) > 1 and weight[ranked[0]] < ratio * weight[ranked[1]]:
        return None
    return (ranked[0],) if weight[ranked[0]] > 1 or len(ranked) == 1 else None


def _agreeing_topic(
    discourse: Discourse, clause: Clause, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """Whom the passage is about, if of that gender."""
    found = topic(discourse, clause, avoid, 2.0)
    if not found or found[0].gender is None or not agrees(found[0], gender):
        return None
    if discourse.pack.syntax["pro_drop"]:
        return found
    index = clause.sentence.index
    recent = {e for _, e in since(index - 1, discourse.subjects) if e not in avoid and agrees(e, gender)}
    return found if recent <= set(found) else None


def beside_verb(discourse: Discourse, clause: Clause) -> set[Entity]:
    """ "Con X era rimasto dodici anni": whom a clause names or has meant beside its verb is not its subject."""
    phrases = [p for np in clause.noun_phrases() for p in (np, *np.members)]
    return {e for np in phrases for e in (*discourse.named(np), *(np.referents or ()))}
