"""The subject of a clause, also where it is left out: "[Lei] ha sposato X", "asked him to marry"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause, behind_quotation
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.pairs import pair_meant
from peoplekg.language.prominence import beside_verb, foremost
from peoplekg.model import Gender

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse


def subject_meant(discourse: Discourse, clause: Clause) -> Referents | None:
    """The people who are the subject of a clause, a left-out subject resolved."""
    controlled = _controlled(discourse, clause)
    if controlled is not None:
        return discourse.referents(controlled, clause)
    phrase = clause.subject_phrase()
    if phrase is not None:
        return discourse.referents(phrase, clause)
    if clause.impersonal:
        return None
    if clause.vg is None or not clause.vg.finite:
        parent = clause.parent
        found = discourse.subject(parent) if parent is not None and parent.vg is not None else None
        return None if found and _of_another(clause, found) else found
    if not discourse.pack.syntax["pro_drop"]:
        return None
    if clause.vg.first_person:
        speaker = discourse.speaker(clause, None)
        return (speaker,) if speaker and (clause.vg.number == "s" or _in_company(clause, discourse.pack)) else None
    if clause.vg.number == "p":
        agreeing = clause.vg.gender if clause.vg.be_participle else None
        return _told_before(discourse, clause) or pair_meant(discourse, None, clause, agreeing)
    said_of = _said_of(discourse, clause) or _announced(discourse, clause)
    if said_of is not None:
        return discourse.referents(said_of, clause)
    tail = behind_quotation(clause) and "report" in discourse.pack.verb_classes.get(clause.vg.lemma, ())
    if clause.kind == "main" and not tail and clause.sentence.index - discourse.stranger <= 1:
        return None  # "The new husband runs a ward. [He] is the son of X": his, whoever he is
    gender = clause.vg.gender if clause.vg.be_participle else None
    if clause.vg.copula:
        gender = gender or next((t.gender for t in map(_tie_in, clause.objects) if t is not None), None)
    avoid = discourse.apart_by_speech(clause, None) | beside_verb(discourse, clause)
    front = _gender_in_front(discourse, clause)
    if front is not None:
        avoid |= {e for e in discourse.people if e.gender not in (None, front)}
    if tail:
        return _goes_on_speaking(discourse, clause, gender, avoid)
    if clause.kind == "rel" and clause.antecedent is not None:
        if clause.parent is not None and clause.parent.vg is not None:
            return _governing_subject(discourse, clause, gender)
        avoid |= set(discourse.named(clause.antecedent))
    return foremost(discourse, clause, clause.start, gender, avoid)


def _controlled(discourse: Discourse, clause: Clause) -> NounPhrase | None:
    """ "chiede a C di graziare B", "asked C to pardon B": the infinitive's subject is whoever is asked."""
    parent = clause.parent
    if clause.kind != "infinitive" or parent is None or parent.vg is None:
        return None
    moved = parent.vg.lemma in discourse.pack.cue("persuade_verbs")
    if not moved and not discourse.pack.verb_classes.get(parent.vg.lemma, frozenset()) & {"ask", "forbid", "allow"}:
        return None
    beside = discourse.pack.preposition_roles.get("asked", frozenset())
    to = discourse.pack.preposition_roles["to"] | discourse.pack.preposition_roles.get("object", frozenset())
    asked = [np for np in parent.obliques if np.prep in to and np.is_human and np.start < clause.start]
    asked += [np for np in parent.objects if np.is_human and np.start < clause.start]
    asked += [np for np in parent.obliques if np.prep in beside and np.is_human and np.end == clause.start]
    return asked[-1] if asked else None


def _of_another(clause: Clause, found: Referents) -> bool:
    """Whether a participle behind a comma is not said of the subject: it is left out, or of another gender."""
    if clause.antecedent_role != "lost" or clause.vg is None or clause.parent is None:
        return False
    return clause.parent.subject_phrase() is None or not all(agrees(e, clause.vg.gender) for e in found)


def _told_before(discourse: Discourse, clause: Clause) -> Referents | None:
    """ "I due lo erano già: hanno un bambino": the two of whom the clause before in the sentence tells."""
    here = (c for c in discourse.clauses_now if c.sentence is clause.sentence and c.vg is not None and c.vg.finite)
    earlier = [c for c in here if c.vg is not None and c.vg.end <= clause.start]
    phrase = earlier[-1].subject_phrase() if earlier else None
    if phrase is None or phrase.number != "p" or not phrase.is_human:
        return None
    found = discourse.referents(phrase, earlier[-1])
    return found if found and len(found) == 2 else None


def _goes_on_speaking(
    discourse: Discourse, clause: Clause, gender: Gender | None, avoid: set[Entity]
) -> Referents | None:
    """ "«…», ha aggiunto": whoever has spoken in the sentences before, unless somebody else has come up since."""
    assert clause.vg is not None
    index, (spoke, speaker) = clause.sentence.index, discourse.last_speaker
    if index - discourse.stranger <= 1 and spoke < discourse.stranger:
        return None
    found = foremost(discourse, clause, clause.start, gender, avoid)
    if speaker is None or speaker in avoid or index - spoke > 2 or not agrees(speaker, gender):
        return found
    goes_on = clause.vg.lemma in discourse.pack.cue("goes_on_speaking")
    return (speaker,) if goes_on or found is None or found == (speaker,) else None


def _gender_in_front(discourse: Discourse, clause: Clause) -> Gender | None:
    """ "Divorziata da X, ha sposato Y": the gender of a participle in front is the subject's."""
    front = (
        c
        for c in discourse.clauses_now
        if c.kind == "participle" and c.parent is clause and c.antecedent is None and c.vg is not None
    )
    return next((c.vg.gender for c in front if c.vg is not None and c.start < clause.start + 1), None)


def _governing_subject(discourse: Discourse, clause: Clause, gender: Gender | None) -> Referents | None:
    """ "si è laureata con X, con cui [lei] ha un figlio": the subject goes on in the relative clause."""
    assert clause.parent is not None and clause.antecedent is not None
    antecedent = set(discourse.named(clause.antecedent))
    found = discourse.subject(clause.parent)
    if not found or len(found) != 1 or found[0] in antecedent or not agrees(found[0], gender):
        return None
    return found


def _announced(discourse: Discourse, clause: Clause) -> NounPhrase | None:
    """ "Quanto a X, vola a Roma": whom the clause says it is about."""
    front = (np for np in clause.obliques if clause.vg is not None and np.end <= clause.vg.start)
    return next(
        (np for np in front if np.prep in discourse.pack.preposition_roles.get("about", ()) and np.is_human), None
    )


def _said_of(discourse: Discourse, clause: Clause) -> NounPhrase | None:
    """ "Di lei si diceva che avesse sposato B": she is the subject of what was said."""
    parent = clause.parent
    if clause.kind != "that" or parent is None or parent.vg is None:
        return None
    of = discourse.pack.preposition_roles["of"]
    before = [np for np in parent.obliques if np.prep in of and np.is_human and np.end <= parent.vg.start]
    return before[0] if before else None


def _tie_in(np: NounPhrase) -> Noun | None:
    return np.sense("tie") if not np.members else np.members[0].sense("tie")


def _in_company(clause: Clause, pack: Pack) -> bool:
    """ "Con X siamo amici": who speaks, and X, where nobody else is meant by "we"."""
    led = [np for np in clause.obliques if np.prep in pack.preposition_roles["with"] and np.is_human]
    named = len(led) == 1 and led[0].entity is not None
    return named and clause.vg is not None and led[0].end <= clause.vg.start and clause.kind in ("main", "quote")
