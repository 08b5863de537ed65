"""Whom a pronoun means: "he", "lei", "lo ha sposato"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees
from peoplekg.language.pairs import couple_of, pair_meant
from peoplekg.language.possessives import possessor_meant
from peoplekg.language.prominence import beside_verb, foremost, only_one
from peoplekg.model import Gender

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse


def pronoun_meant(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    features = np.pronoun or {}
    if features.get("neuter"):
        return None
    if features.get("person") == 1:
        speaker = discourse.speaker(clause, np)
        return (speaker,) if speaker and features.get("number") == "s" else None
    if features.get("person") == 2:
        return None
    if features.get("reflexive"):
        return discourse.subject(clause)
    if features.get("number") == "p" and np.owner_hint is not None:
        return couple_of(discourse, np.owner_hint, clause)
    if features.get("number") == "p":
        return pair_meant(discourse, np, clause, features.get("gender"))
    alone = any(np is o for o in (*clause.objects, *clause.obliques))  # "introduced her to X"
    if features.get("possessive") and not alone:
        return possessor_meant(discourse, np, clause)
    gender = features.get("gender")
    speaker = discourse.speaker(clause, np)
    avoid: set[Entity] = {speaker} if speaker else set()
    if np is clause.subject:
        avoid |= discourse.speaks(clause)
    aimed_at = np is not clause.subject and np.prep is None and np in clause.objects
    if features.get("case") == "object" or features.get("possessive") or aimed_at:
        avoid |= set(discourse.subject(clause) or ())
    avoid |= _antecedents(discourse, clause)
    around = [p for p in clause.noun_phrases() if p is not np and p.start <= np.start < p.end]
    bearers = {p.entity for p in around if p.entity is not None}
    if bearers and discourse.pack.syntax["pro_drop"] and not features.get("possessive"):
        return _contrasted(discourse, np, clause, gender, avoid | bearers)
    if _told(discourse, np, clause, gender):
        return None
    other = _partner_beside(discourse, np, clause, gender) or _other_of_pair(discourse, np, clause, gender)
    if other is not None and other not in avoid:
        return (other,)
    only = only_one(discourse, clause, np.start, gender, avoid) or _same_pronoun(discourse, np, clause)
    if only:
        return only
    if np is clause.subject and 0 < clause.sentence.index - discourse.stranger <= 1:
        return None
    return foremost(discourse, clause, np.start, gender, avoid)


def _contrasted(
    discourse: Discourse, np: NounPhrase, clause: Clause, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """Whose mother is "la mamma di lei, X": not X's, but that of the only woman, or of the woman of the couple."""
    couple = [e for pair in discourse.known_couples() for e in pair if agrees(e, gender) and e not in avoid]
    most = max((discourse.counts[e] for e in discourse.people if e.gender == gender and e not in avoid), default=0)
    if len(set(couple)) == 1 and discourse.counts[couple[0]] == most:
        return (couple[0],)
    return only_one(discourse, clause, np.start, gender, avoid)


def _partner_beside(discourse: Discourse, np: NounPhrase, clause: Clause, gender: Gender | None) -> Entity | None:
    """ "She and Reis are not married": whom the text has told of as one of a couple with him."""
    group = next((g for g in clause.noun_phrases() if any(np is m for m in g.members)), None)
    named = [m.entity for m in group.members if m.entity is not None] if group is not None else []
    if len(named) != 1:
        return None
    partners = {e for pair in discourse.couples_of(named[0]) for e in pair if e is not named[0] and agrees(e, gender)}
    return partners.pop() if len(partners) == 1 else None


def _other_of_pair(discourse: Discourse, np: NounPhrase, clause: Clause, gender: Gender | None) -> Entity | None:
    """ "Lei oggi frequenta X, lui è tornato con Y": the two of a couple, set against each other."""
    if np is not clause.subject or gender is None:
        return None
    before = [
        c
        for c in discourse.clauses_now
        if c.subject is not None and c.subject.pronoun is not None and c.subject.end <= np.start and not c.quote
    ]
    opposed = [c for c in before if c.subject is not None and {c.subject.gender, gender} == {"m", "f"}]
    first = (
        discourse.referents(opposed[-1].subject, opposed[-1]) if opposed and opposed[-1].subject is not None else None
    )
    if not first or len(first) != 1:
        return None
    index = clause.sentence.index
    near = [pair for s, _, pair in discourse.pairs if s == index - 1 and first[0] in pair]
    pairs = near or discourse.couples_of(first[0])
    lately = set(discourse.salience.since(index - 3, index, 0))
    others = {e for pair in pairs for e in pair if e is not first[0] and e.gender == gender and e in lately}
    return others.pop() if len(others) == 1 else None


def _same_pronoun(discourse: Discourse, np: NounPhrase, clause: Clause) -> Referents | None:
    """ "A introduced her to B, whom she married": she is the one who was introduced."""
    features, parent = np.pronoun or {}, clause.parent
    if clause.kind != "rel" or np is not clause.subject or parent is None or features.get("number") != "s":
        return None
    same = [
        o
        for o in (*parent.objects, *parent.obliques)
        if o.pronoun is not None and o.pronoun.get("gender") == features.get("gender") and o.end <= clause.start
    ]
    return discourse.referents(same[-1], parent) if same and features.get("gender") else None


def _antecedents(discourse: Discourse, clause: Clause) -> set[Entity]:
    """ "X, with whom he …", "X, who taught him": X is not "he"."""
    return set(discourse.named(clause.antecedent)) if clause.kind == "rel" and clause.antecedent is not None else set()


def _told(discourse: Discourse, np: NounPhrase, clause: Clause, gender: Gender | None) -> bool:
    """ "X told his friend that he …": either of the two."""
    while clause.parent is not None and clause.parent.subject is np:
        clause = clause.parent
    parent = clause.parent
    if clause.kind != "that" or np is not clause.subject or parent is None or parent.vg is None:
        return False
    told = [o for o in parent.objects if o.is_human and parent.vg.end <= o.start < clause.start]
    if not told or not discourse.pack.verb_classes.get(parent.vg.lemma, frozenset()) & {"report", "tell"}:
        return False
    return any(o.gender in (None, gender) for o in told)


def clitic_meant(
    discourse: Discourse, clause: Clause, gender: Gender | None, number: str | None, avoid: set[Entity]
) -> Referents | None:
    """Whom an unstressed pronoun before the verb means."""
    if number == "p":
        return _fronted_pair(discourse, clause, avoid) or pair_meant(discourse, None, clause, gender)
    if _of_a_thing(discourse, clause, gender):
        return None
    avoid = avoid | _antecedents(discourse, clause) | beside_verb(discourse, clause)
    start = clause.vg.start if clause.vg else clause.start
    only = only_one(discourse, clause, start, gender, avoid)
    if only:
        return only
    return foremost(discourse, clause, start, gender, avoid)


def _fronted_pair(discourse: Discourse, clause: Clause, avoid: set[Entity]) -> Referents | None:
    """ "A e B, X li ha avuti da Y": those named before the verb whom the pronoun takes up."""
    lists = [np for np in clause.before if np is not clause.subject and len(np.members) > 1]
    named = discourse.named(lists[-1]) if lists else ()
    return named if named and not avoid & set(named) else None


def _of_a_thing(discourse: Discourse, clause: Clause, gender: Gender | None) -> bool:
    """ "lo ammette", "le dimissioni le ha respinte": the clitic stands for what was said or a thing."""
    group = clause.vg
    if group is None:
        return False
    classes = discourse.pack.verb_classes.get(group.lemma, frozenset())
    if gender != "f" and (group.copula or classes & {"report", "deny", "confirm", "believe"}):
        return not any("to" in (c.get("case") or ()) for c in group.clitics)
    front = (np for np in clause.before if np is not clause.subject and np.end <= group.start)
    return any(not np.is_human and np.mention is None and np.gender in (None, gender) for np in front)
