"""Subjects behind their verb, found when the whole sentence is read: "ha detto Meloni", "è morto X"."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase, VerbGroup
from peoplekg.language.clauses.agreement import fits, is_bare_job, is_bare_tie, says_job
from peoplekg.language.clauses.clause import BREAKS, Clause, behind_quotation
from peoplekg.language.clauses.finite_verbs import is_dislocated
from peoplekg.language.clauses.stack import ClauseStack


def find_subject(stack: ClauseStack, clause: Clause) -> None:
    """Find subjects behind the verb ("ha detto Meloni", "è morto X")."""
    group = clause.vg
    if group is None or clause.subject is not None or clause.antecedent_role == "subject":
        return
    if not group.finite:
        if not _verbless_cleft(stack, clause, group):
            _subject_of_participle(stack, clause, group)
        return
    inverts = group.lemma in stack.pack.inverting or (group.reflexive and group.lemma in stack.pack.inverting_reflexive)
    inverts = inverts or group.lemma in stack.pack.cue("unaccusative")
    allowed = stack.pack.syntax["postverbal_subject"] or group.lemma in stack.pack.inverting
    if not allowed or (clause.coordinate is not None and not (inverts and clause.quote == 0 and clause.objects)):
        return
    behind_object = _subject_behind_object(stack, clause, group)
    if behind_object is not None and not inverts:
        clause.subject = behind_object
        clause.objects.remove(behind_object)
        return
    beside_clitic = _subject_beside_clitic(stack, clause, group)
    if beside_clitic is not None:
        clause.subject = beside_clitic
        clause.objects.remove(beside_clitic)
        return
    marked = bool(stack.pack.preposition_roles.get("object")) and not (
        clause.kind == "rel" and group.lemma in stack.pack.cue("possession_verbs")
    )  # "con quien tiene dos hijos, A y B": nobody has her, but she has them
    spoken = stack.pack.syntax["postverbal_subject"] and behind_quotation(clause)
    if not (inverts or group.passive or group.copula or marked or spoken):
        return
    behind = [np for np in clause.objects if np.start >= group.end]
    if group.copula and behind and is_bare_tie(behind[0].members[0] if behind[0].members else behind[0]):
        return  # "È sorella di X": what somebody is
    if group.copula and behind and _is_relative_of_somebody(behind[0]):
        return  # "È l'ex moglie di X, imprenditore"
    if group.copula and behind and says_job(behind):
        return  # "Ora è un'attivista"
    adjacent = len(behind) > 1 and behind[1].start - behind[0].end <= 1
    if group.passive and adjacent and is_bare_job(behind[0]) and behind[1].entity is not None:
        behind = behind[1:]  # "È stata eletta sindaca Maria"
    later = _subject_at_the_end(stack, behind)
    if later is not None:
        clause.subject = later
        clause.objects.remove(later)
        return
    if spoken and behind and behind[0].start == group.end and behind[0].determiner == "indefinite":
        clause.subject = behind[0]  # "«…», racconta una fonte"
        clause.objects.remove(behind[0])
        return
    near = 20 if group.passive or inverts or group.lemma in stack.pack.be_perfect else 5
    if behind and (behind[0].mention is not None or behind[0].is_human) and behind[0].start - group.end <= near:
        clause.subject = behind[0]
        clause.objects.remove(behind[0])


def _is_relative_of_somebody(np: NounPhrase) -> bool:
    """ "l'ex moglie di X": a relative who is not named, of somebody who is."""
    owner = np.possessor
    return np.mention is None and np.sense("tie") is not None and owner is not None and owner.mention is not None


def _subject_behind_object(stack: ClauseStack, clause: Clause, group: VerbGroup) -> NounPhrase | None:
    """ "Perse la vita il fratello Luca": a name right behind a thing that is the verb's object."""
    if not stack.pack.syntax["postverbal_subject"] or clause.before or group.copula or group.passive:
        return None
    behind = [np for np in clause.objects if np.start >= group.end]
    if group.clitics and behind and any(is_dislocated(stack, o, group) for o in clause.objects):
        first = behind[0]  # "il premio lo ha ritirato X"
        return first if first.entity is not None and first.start - group.end <= 1 else None
    if len(behind) < 2 or group.clitics or group.first_person:
        return None
    thing, somebody = behind[0], behind[1]
    near = thing.start - group.end <= 1 and somebody.start == thing.end
    bare = thing.mention is None and not thing.is_human and thing.pronoun is None and not thing.members
    named = somebody.entity is not None and group.number in (None, somebody.number)
    return somebody if near and bare and named else None


def _subject_beside_clitic(stack: ClauseStack, clause: Clause, group: VerbGroup) -> NounPhrase | None:
    """ "Lo accompagna la moglie", "se lo portò via un cancro": the object is the pronoun, so what stands behind acts.

    Not what somebody is called or made ("lo ha nominato ministro", "l'hanno chiamata Mia").
    """
    if group.first_person or group.number == "p" or group.copula or group.passive:
        return None
    taken = [c for c in group.clitics if c.get("case") == "object"]
    classes = stack.pack.verb_classes.get(group.lemma, frozenset())
    if len(taken) != 1 or classes & {"call", "become"} or group.lemma in stack.pack.cue("bearing_verbs"):
        return None
    behind = [np for np in clause.objects if np.start >= group.end]
    if not behind or behind[0].pronoun is not None or stack.sentence.lowers[behind[0].start - 1] == ",":
        return None
    subject = behind[0]
    named = subject.mention is not None or subject.determiner in ("definite", "possessive")
    number = subject.number in (None, "s")
    return subject if named and number and subject.is_human and subject.start - group.end <= 3 else None


def _verbless_cleft(stack: ClauseStack, clause: Clause, group: VerbGroup) -> bool:
    """ "A celebrare le nozze il sindaco X": X did, where the sentence has no other verb of its own."""
    lowers = stack.sentence.lowers
    if clause.kind != "infinitive" or group.start != 1 or lowers[0] not in stack.pack.cue("cleft_markers"):
        return False
    if any(c.kind in ("main", "quote") and c.vg is not None for c in stack.clauses):
        return False
    named = [np for np in clause.objects if np.mention is not None and np.is_human and np.start >= group.end]
    told = [np for np in (*clause.objects, *clause.obliques) if np not in named]
    if len(named) != 1 or not told or any(np.start > named[0].start for np in told):
        return False
    clause.subject = named[0]
    clause.objects.remove(named[0])
    clause.kind, group.finite, group.tense = "main", True, "present"
    return True


def _subject_of_participle(stack: ClauseStack, clause: Clause, group: VerbGroup) -> None:
    """ "Morto a 90 anni X", "Assolta la ministra Y": a participle that leads in, with its subject behind it."""
    leads = clause.kind == "participle" and clause.antecedent is None and clause.coordinate is None
    if not leads or not stack.pack.syntax["postverbal_subject"] or not _opens(stack, clause):
        return
    behind = [np for np in clause.objects if np.start >= group.end]
    if not behind and clause.parent is not None and clause.parent.vg is None:
        behind = [np for np in clause.parent.before if np.start >= group.end]
    if behind and is_bare_job(behind[0]) and len(behind) == 1:
        return  # "Eletto deputato nel 2013, X …": what X was elected
    near = behind and (behind[0].start - group.end <= 3 or behind[0].is_human or behind[0].mention is not None)
    if near and fits(behind[0], group):
        clause.subject = behind[0]
        if behind[0] in clause.objects:
            clause.objects.remove(behind[0])


def _opens(stack: ClauseStack, clause: Clause) -> bool:
    """Whether a clause begins its sentence, or a piece of it behind a mark; an adverb or a date may stand first."""
    for chunk in reversed([c for c in stack.chunks if c.end <= clause.start]):
        if chunk.kind == "punct":
            return chunk.text in BREAKS or chunk.text == ","
        if chunk.kind not in ("date", "word", "quote"):
            return False
    return True


def _subject_at_the_end(stack: ClauseStack, behind: list[NounPhrase]) -> NounPhrase | None:
    """ "Smentisce ogni ambizione, invece, X": a name behind the thing and a comma."""
    if not stack.pack.syntax["postverbal_subject"] or len(behind) != 2 or behind[0].is_human:
        return None
    name = behind[1]
    comma = stack.sentence.lowers[name.start - 1] == "," and name.start - behind[0].end >= 2
    return name if comma and name.mention is not None and name.is_human else None
