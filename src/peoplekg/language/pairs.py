"""Which two people "they", "i due", "their sons" and a plural verb mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees, since
from peoplekg.model import Gender

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse


def pair_meant(discourse: Discourse, np: NounPhrase | None, clause: Clause, gender: Gender | None) -> Referents | None:
    """The last two people named together; or the only two people of this sentence and the one before."""
    index = clause.sentence.index
    if np is not None and np.pronoun and np.pronoun.get("possessive"):
        subject = discourse.subject(clause)
        phrase = clause.subject_phrase()
        if phrase is not None and phrase.start > np.start and clause.vg is not None and phrase.start >= clause.vg.end:
            subject = phrase = None  # "Dalla loro unione sono nati A e B"
        if subject and len(subject) == 2:
            return subject
        relative = phrase is not None and any(n.sense("tie") for n in (phrase, *phrase.appositions))
        couples = [pair for pair in discourse.known_couples() if subject and subject[0] in pair]
        if relative and subject and len(couples) == 1:
            return couples[0]  # "La moglie Charlène è rimasta con i loro gemelli"
        if phrase is not None and len(phrase.members) == 2:
            known = tuple(e for m in phrase.members for e in discourse.referents(m, clause) or ())
            if len(known) == 1:
                return known  # "he and his wife X … their children": at least X's
        couple = _couple_before(discourse, np, clause)
        if couple:
            return couple
    joined = discourse.subject(clause.coordinate) if clause.coordinate is not None and np is clause.subject else None
    if joined and len(joined) == 2 and _agree(discourse, joined, gender):
        return joined
    position = np.start if np is not None else clause.start
    found = [
        (sentence, place, pair)
        for sentence, place, pair in reversed(list(since(index - 3, discourse.pairs)))
        if not (sentence == index and place >= position - 1)
        and not _left_behind(discourse, pair, sentence, index)
        and _agree(discourse, pair, gender)
    ]
    together = _together(discourse, index, position, gender)
    if together and not any((sentence, place) >= together[0] for sentence, place, _ in found):
        return together[1]
    here = [pair for sentence, _, pair in found if sentence == index]
    if here:
        return here[-1]
    near = discourse.seen_in(index, position)
    if len(near) == 2 and _agree(discourse, near, gender):
        return tuple(near)
    subjects = set(since(index - 3, discourse.subjects))
    acting = [
        pair
        for sentence, _, pair in found
        if (sentence, pair) in discourse.couples or all((sentence, e) in subjects for e in pair)
    ]
    if acting:
        return acting[-1]
    if found:
        return found[-1][2]
    if np is not None and np.pronoun and np.pronoun.get("possessive"):
        return None
    together = _together(discourse, index, clause.sentence.tokens[-1].start, gender)
    if together:
        return together[1]
    mutual = (
        clause.vg is not None and clause.vg.reflexive if np is None else bool(np.pronoun and np.pronoun.get("pair"))
    )
    alone = (_only_two(discourse, index, position, gender) if mutual else None) or _only_pair(
        discourse, index, position, gender
    )
    return alone or (pair_of_headline(discourse, gender) if mutual and np is not None else None)


def pair_of_headline(discourse: Discourse, gender: Gender | None) -> Referents | None:
    """The two of whom the headline tells, where the text names nobody more often: for "the two", "the couple"."""
    first = [e for e, sentence in discourse.first_seen.items() if sentence == 0]
    least = min((discourse.counts[e] for e in first), default=0)
    foremost = all(discourse.counts[e] < least for e in discourse.people if e not in first)
    if len(first) != 2 or least < 2 or not foremost or not _agree(discourse, first, gender):
        return None
    return tuple(first)


def couple_of(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    """ "his wife, Amy, and their daughter": whoever was named just before and whose spouse that is."""
    if np.members:
        return discourse.referents(np, clause)
    own = discourse.referents(np, clause)
    for noun in np.appositions:
        tie = noun.sense("tie")
        if own and tie is not None and tie.data["kind"] in ("spouse", "partner") and noun.possessor is not None:
            other = discourse.referents(noun.possessor, clause)
            if other and len(other) == 1:
                return (*other, *own)
    return None


def _couple_before(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    """The couple of a wife or husband named earlier in the clause ("his wife X, their sons …")."""
    for other in sorted(clause.noun_phrases(), key=lambda n: -n.start):
        if other.end <= np.start:
            couple = couple_of(discourse, other, clause)
            if couple and len(couple) == 2:
                return couple
    return None


def _agree(discourse: Discourse, people: Iterable[Entity], gender: Gender | None) -> bool:
    """Whether a plural of a gender may stand for some people; a masculine one may for women with a man."""
    if gender == "m" and discourse.pack.syntax["masculine_for_all"]:
        return any(agrees(e, gender) for e in people)
    return all(agrees(e, gender) for e in people)


def _only_two(discourse: Discourse, index: int, position: int, gender: Gender | None) -> Referents | None:
    """For "the two" or "si sposarono": the only two people of the sentence before, or of the two before."""
    for distance in (1, 2):
        lately = discourse.salience.since(index - distance, index, position)
        if len(lately) == 2 and _agree(discourse, lately, gender):
            return tuple(lately)
        if len(lately) > 2:
            break
    return None


def _only_pair(discourse: Discourse, index: int, position: int, gender: Gender | None) -> Referents | None:
    """The two that the text has spoken of together, if it has so spoken of no others and has not left them."""
    only: Referents = ()
    for sentence, place, pair in discourse.pairs:
        if sentence > index or (sentence == index and place >= position - 1):
            continue
        if only and set(pair) != set(only):
            return None
        only = pair
    if len(set(only)) != 2 or not _agree(discourse, only, gender):
        return None
    lately = set(discourse.seen_since(index - 3))
    foremost = max(discourse.counts[e] for e in only) == discourse.most_often
    return only if foremost or set(only) <= lately else None


def _together(
    discourse: Discourse, index: int, position: int, gender: Gender | None
) -> tuple[tuple[int, int], Referents] | None:
    """The last clause of this sentence or the one before that names two people and nobody else, with its place."""
    for sentence, start, people in reversed(discourse.clause_people[-9:]):
        if index - sentence > 1 or (sentence == index and start >= position - 1):
            continue
        if len(people) == 2 and _agree(discourse, people, gender):
            return (sentence, start), people
    return None


def _left_behind(discourse: Discourse, pair: Referents, sentence: int, index: int) -> bool:
    """Whether the text has gone on to somebody else since a sentence, before the last one."""
    between = {e for s, _, e in since(sentence + 1, discourse.seen) if s < index}
    return bool(between - set(pair))
