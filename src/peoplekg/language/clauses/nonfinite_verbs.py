"""Infinitives, gerunds and participles: the clauses they open, and whom a participle is said of."""

from __future__ import annotations

from dataclasses import replace

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.clauses.agreement import bearer_of, fits, is_place, owner_told_of
from peoplekg.language.clauses.clause import Clause
from peoplekg.language.clauses.finite_verbs import coordinate_clause, is_regular, take_verb
from peoplekg.language.clauses.stack import ClauseStack


def read_nonfinite_verb(stack: ClauseStack, i: int, chunk: Chunk, group: VerbGroup) -> None:
    """Open the clause of an infinitive, a gerund or a participle, with whom it is said of."""
    previous = stack.previous(i)
    form = "infinitive" if group.tense == "infinitive" else group.tense
    parent = stack.current
    main = _main_without_verb(stack, i, group) if form == "participle" else None
    if main is not None:
        group.finite, group.tense, group.passive = True, "past", False
        stack.current = main
        take_verb(stack, group)
        return
    led = stack.previous(i, ("word", "date"))
    if (
        form == "participle"
        and led is not None
        and led.kind == "conj"
        and parent.vg is not None
        and (parent.vg.be_participle or parent.vg.perfect)
    ):
        before = parent.vg  # "è stato arrestato e condannato"
        group.finite, group.tense, group.be_participle = True, before.tense, before.be_participle
        group.reflexive = group.reflexive or before.reflexive
        group.perfect = before.perfect or (before.be_participle and group.lemma in stack.pack.be_perfect)
        group.passive = before.be_participle and group.lemma not in stack.pack.be_perfect and before.passive
        coordinate_clause(stack, chunk.start, group, led)
        return
    if previous is not None and previous.kind == "conj" and parent.kind == form and parent.vg is not None:
        clause = stack.open(form, chunk.start, parent.parent)
        clause.coordinate = parent
        clause.antecedent, clause.antecedent_role = parent.antecedent, parent.antecedent_role
    else:
        clause = stack.open(form, chunk.start, parent)
    clause.vg = group
    if form == "participle":
        near = stack.previous(i, ("punct", "date", "word"))
        whole = near.np if near is not None and near.kind == "np" else None
        if whole is not None:
            whole = _rest_of_list(whole, group, stack.clauses)
        bearer = bearer_of(whole, group) if whole is not None else None
        if whole is not None and previous is not near and _befalls_people(stack, group, "born", "kill"):
            owner = owner_told_of(whole, group)
            if owner is not None and owner.mention is None:
                clause.antecedent, clause.antecedent_role = owner, "subject"
                stack.current = clause
                return
        if whole is not None and previous is not near:
            described = _described_before(stack, whole, i)
            if described is not None and fits(described, group):
                whole = bearer = described
        if bearer is not None and previous is not near and is_place(bearer) and _befalls_people(stack, group):
            whole = bearer = _person_before(bearer, parent)
        if (
            whole is not None
            and bearer is not None
            and (
                previous is near
                or bearer.mention is not None
                or bearer.members
                or whole.members
                or stack.sentence.lowers[bearer.head] in stack.pack.cue("years_old")
                or (previous is not None and previous.kind == "date")
            )
        ):
            said = parent.subject_phrase() if _predicative(bearer, parent) else None
            clause.antecedent, clause.antecedent_role = said or bearer, "subject"
        elif led is not None and led.text == "," and (who := _said_of_the_same(stack, clause)) is not None:
            clause.antecedent, clause.antecedent_role = who, "subject"
        elif led is not None and led.text == "," and parent.vg is not None:
            clause.antecedent_role = "lost"
    stack.current = clause


def _said_of_the_same(stack: ClauseStack, clause: Clause) -> NounPhrase | None:
    """X in "X, nato nel 1971, quindi condannato a …": of a participle behind another one."""
    before = next((c for c in reversed(stack.clauses) if c is not clause), None)
    if before is None or before.kind != "participle" or clause.vg is None or before.antecedent is None:
        return None
    who = before.antecedent
    if clause.parent not in (before.parent, before):
        return None
    return who if who.mention is not None and who.is_human and fits(who, clause.vg) else None


def _rest_of_list(whole: NounPhrase, group: VerbGroup, clauses: list[Clause]) -> NounPhrase:
    """B and C in "A, avuto da X, B e C avuti da Y": X belongs to the participle before, the others to this one."""
    before = next((c for c in reversed(clauses) if any(np is whole for np in c.obliques)), None)
    same = before is not None and before.vg is not None and before.vg.lemma == group.lemma
    if before is None or not same or len(whole.members) < 3 or whole.prep is None or group.number != "p":
        return whole
    first, *others = whole.members
    before.obliques = [replace(first, prep=whole.prep) if np is whole else np for np in before.obliques]
    return replace(whole, start=others[0].start, members=others, prep=None)


def _main_without_verb(stack: ClauseStack, i: int, group: VerbGroup) -> Clause | None:
    """ "The couple, who have two sons, divorced …": a past behind the relative clause and no other verb."""
    previous, main = stack.previous(i), stack.current
    if stack.pack.agreement or previous is None or previous.text != "," or not is_regular(stack, group):
        return None
    if main.kind == "rel" and main.parent is not None:
        main = main.parent
    behind = any(c.kind == "rel" and c.parent is main and c.vg is not None for c in stack.clauses)
    behind = behind or _set_off(stack, main) or _told_of(stack, i, main)
    if main.vg is not None or not main.before or not behind:
        return None
    for k, later in enumerate(stack.chunks[i + 1 :], i + 1):
        if later.kind in ("sub", "rel", "quote") or later.text == ";":
            break
        if later.vg is not None and later.vg.finite:
            joined = stack.previous(k, ("word", "date"))
            return main if joined is not None and joined.kind == "conj" else None
    return main


def _told_of(stack: ClauseStack, i: int, main: Clause) -> bool:
    """ "X, 58, and Y, a lawyer, met at …": ages and nouns between commas behind who did it."""
    if not main.before or main.kind not in ("main", "sub", "that"):
        return False
    subject = main.before[-1]
    parts = subject.members or [subject]
    told = any(p.age is not None or p.appositions for p in parts) and all(p.entity is not None for p in parts)
    inside = "," in stack.sentence.lowers[subject.start : subject.end]
    return told and inside and subject.end == stack.chunks[i].start - 1


def _set_off(stack: ClauseStack, main: Clause) -> bool:
    """ "X, along with his wife, lived …": between the subject and its verb a phrase stands between two commas."""
    if stack.sentence.kind == "headline" or not main.before or main.kind != "main":
        return False
    subject = main.before[0]
    lowers = stack.sentence.lowers
    between = [np for np in main.obliques if np.start > subject.end]
    if between and between[-1].name_after_comma and lowers[between[-1].end : between[-1].end + 1] == [","]:
        return True  # "His marriage to X's daughter, Y, ended in 2005"
    opened = lowers[subject.end : subject.end + 1] == [","]
    return opened and any(lowers[np.end : np.end + 1] == [","] for np in between)


def _described_before(stack: ClauseStack, np: NounPhrase, i: int) -> NounPhrase | None:
    """X in "X, già capo della polizia ai tempi del sindaco Y, condannato …": the phrase belongs to what X was."""
    k = next((k for k, c in enumerate(stack.chunks[:i]) if c.np is np), 0)
    before = stack.chunks[k - 1].np if k and stack.chunks[k - 1].kind == "np" else None
    if before is None or np.prep is None or np.mention is not None or np.is_human or not before.appositions:
        return None
    return before if before.mention is not None and before.is_human else None


def _befalls_people(stack: ClauseStack, group: VerbGroup, *more: str) -> bool:
    """Whether only people can be what a verb's participle says ("stroncato", "condannato")."""
    classes = stack.pack.verb_classes.get(group.lemma, frozenset())
    return bool(classes & {"befalls", "die", "convict", "marry", "divorce", *more})


def _person_before(np: NounPhrase, clause: Clause) -> NounPhrase | None:
    """The subject of "X died in Rome, struck down by …": no place is struck down."""
    subject = clause.subject_phrase()
    return subject if subject is not None and subject.is_human and subject.end <= np.start else None


def _predicative(np: NounPhrase, clause: Clause) -> bool:
    """ "X is a singer born to …", "X was the second of five children born to …": X was."""
    told = clause.vg is not None and clause.vg.copula and np in clause.objects and np.mention is None
    return told and not np.members and (np.number == "s" or not np.nouns) and np.determiner != "possessive"
