"""Whose somebody or something is: "suo padre", "her sons", "his first marriage"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees, since
from peoplekg.language.prominence import most_salient, only_one

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse


def possessor_meant(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    features = np.pronoun or {}
    by_owner = discourse.pack.syntax["possessive_agrees"] == "owner"
    gender = features.get("gender") if by_owner else None
    if np.owner_hint is not None:
        hinted = discourse.referents(np.owner_hint, clause)
        if hinted and len(hinted) == 1 and agrees(hinted[0], gender):
            return hinted
        hint = np.owner_hint
        if not hinted and hint.mention is None and hint.pronoun is None and hint.number == "s" and hint.is_human:
            return None  # "inseparabile dalla sposa e sua partner": the bride's, whoever she is
    if features.get("subject"):
        subject = discourse.subject(clause)
        return subject if subject and len(subject) == 1 else None
    inside_subject = clause.subject is not None and clause.subject.start <= np.start < clause.subject.end
    around = next((p for p in clause.noun_phrases() if p.start <= np.start < p.end), None)
    opponent = quarrelling(around, clause) if around is not None else ()
    if opponent and agrees(opponent[0], gender):
        return opponent
    bearer = _described_by(discourse, np, clause)
    if around is not None and around.determiner == "none" and around.sense("tie") and around in clause.objects:
        bearer |= set(discourse.subject(clause) or ())  # "X, sposato nel 2015 e padre dei suoi figli": not X's
    parallel = _of_the_same(discourse, np, clause) if inside_subject else None
    if parallel is not None and parallel[0] not in bearer and agrees(parallel[0], gender):
        return parallel
    if not inside_subject:
        subject = discourse.subject(clause)
        if subject and len(subject) == 1 and agrees(subject[0], gender) and subject[0] not in bearer:
            return subject
        if subject and not by_owner and subject[0] not in bearer:
            return None
        unknown = clause.subject_phrase()
        if not subject and unknown is not None and unknown.mention is None and unknown.sense("tie"):
            return None  # "Il marito di X ha perso sua madre": his, whoever he is
    own = (
        set(discourse.named(clause.subject))
        if inside_subject and clause.subject is not None and not clause.subject.members
        else set()
    )
    own |= bearer
    found = only_one(discourse, clause, np.start, gender, own) or most_salient(discourse, clause, np.start, gender, own)
    if found is None and discourse.main is not None and agrees(discourse.main, gender) and discourse.main not in own:
        index = clause.sentence.index
        others = {
            e
            for s, at, e in since(index - 1, discourse.seen)
            if e is not discourse.main and (s < index or at < np.start)
        }
        if not any(agrees(e, gender) for e in others):
            return (discourse.main,)
    return found


def _of_the_same(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    """ "Her mother, X, was ill; she died in 1997. Her father, Y, …": the same woman's."""
    sentence, index, owner = discourse.last_relative
    about = clause.subject
    if about is None or clause.sentence.index - index > 1 or clause.sentence.lowers[np.start] != sentence:
        return None
    opens = np.start <= 1 and any(n.sense("tie") for n in (about, *about.appositions))
    return (owner,) if opens and owner is not None else None


def quarrelling(np: NounPhrase, clause: Clause) -> Referents:
    """X in "a legal battle of X against her sons": who is named between the noun for a quarrel and a phrase."""
    if clause.subject is not None and clause.subject.is_human:
        return ()
    phrases = list(clause.noun_phrases())
    bonds = [p for p in phrases if (noun := p.sense("bond")) is not None and noun.key == "quarrel"]
    for bond in bonds:
        parts = [c for _, c in bond.complements] + [p for p in phrases if p.start >= bond.end]
        named = [p for p in parts if np.start - p.end in (0, 1) and p.entity is not None]
        if named and named[0].entity is not None:
            return (named[0].entity,)
    return ()


def _described_by(discourse: Discourse, possessive: NounPhrase, clause: Clause) -> set[Entity]:
    """Who is said to be somebody's: in "X, his friend", "X, padre dei suoi figli" never X's own."""
    found: set[Entity] = set()
    for np in clause.noun_phrases():
        for person in (np, *np.members):
            for noun in (n for a in person.appositions for n in (a, *a.members)):
                owners = [noun.possessor, *(c.possessor for _, c in noun.complements)]
                if person.entity is not None and possessive in owners:
                    found.add(person.entity)
    predicates = [n for o in clause.objects for n in (o, *o.members)]
    if clause.vg is not None and clause.vg.copula and any(n.possessor is possessive for n in predicates):
        found |= set(discourse.subject(clause) or ())  # "X was his friend"
    return found
