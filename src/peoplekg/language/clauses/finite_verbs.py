"""Finite verbs: whose clause they are the verb of, and its subject before the verb."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.clauses.agreement import who
from peoplekg.language.clauses.clause import NONFINITE, Clause
from peoplekg.language.clauses.stack import ClauseStack


def read_finite_verb(stack: ClauseStack, i: int, chunk: Chunk, group: VerbGroup) -> None:
    """Read a finite verb: it is the open clause's, one's further out, or begins a clause of its own."""
    previous = stack.previous(i, ("date", "word"))
    while stack.current.kind in NONFINITE and stack.current.parent is not None:
        inner, outer = stack.current, stack.current.parent
        if (
            previous is not None
            and previous.kind == "np"
            and previous.np is not None
            and previous.np in inner.objects
            and not (outer.kind == "rel" and outer.vg is None and inner.kind == "infinitive")
            and not _opens_cleft(stack, inner, group)
        ):
            inner.objects.remove(previous.np)
            (outer.objects if outer.vg is not None else outer.before).append(previous.np)
        stack.current = stack.current.parent
    coordinated = previous is not None and previous.kind == "conj"
    if (
        (
            coordinated
            and stack.current.vg is not None
            and stack.current.vg.be_participle
            and group.tense == "past"
            and not group.perfect
        )
        and not stack.pack.agreement
        and is_regular(stack, group)
        and not (group.lemma in stack.pack.cue("receiving_verbs") and _object_follows(stack, i))
    ):
        group.passive, group.be_participle = stack.current.vg.passive, True  # "was arrested and sentenced"
    while (
        stack.current.vg is not None
        and not coordinated
        and stack.current.parent is not None
        and _waiting(stack.current)
    ):
        _hand_up(stack, previous)
    if stack.current.vg is None:
        take_verb(stack, group)
        return
    coordinate_clause(stack, chunk.start, group, previous)


def is_regular(stack: ClauseStack, group: VerbGroup) -> bool:
    """A past form that is the participle as well."""
    lower = stack.sentence.lowers[group.end - 1]
    return lower in stack.pack.participle_forms or lower not in stack.pack.past_forms


def _object_follows(stack: ClauseStack, i: int) -> bool:
    behind = stack.chunks[i + 1].np if i + 1 < len(stack.chunks) else None
    return behind is not None and behind.prep is None


def _opens_cleft(stack: ClauseStack, inner: Clause, group: VerbGroup) -> bool:
    """ "A celebrare le nozze è stato X": the subject of both verbs stands behind "to be"."""
    verb, parent = inner.vg, inner.parent
    if inner.kind != "infinitive" or verb is None or not verb.start or not group.copula:
        return False
    led = stack.sentence.lowers[verb.start - 1] in stack.pack.cue("cleft_markers")
    return led and parent is not None and parent.vg is None and not parent.before


def _waiting(clause: Clause) -> bool:
    """Whether a clause further out still lacks its verb."""
    return any(a.vg is None and (a.before or a.kind in ("main", "rel", "that", "sub")) for a in clause.ancestors())


def _hand_up(stack: ClauseStack, previous: Chunk | None) -> None:
    """Go on with the clause around the open one, which takes over a subject that was read as an object."""
    inner, outer = stack.current, stack.current.parent
    assert outer is not None
    takes_subject = outer.kind != "rel" and not outer.before
    if (
        previous is not None
        and previous.kind == "np"
        and previous.np is not None
        and previous.np in inner.objects
        and takes_subject
    ):
        inner.objects.remove(previous.np)
        outer.before.append(previous.np)
    stack.current = outer


def take_verb(stack: ClauseStack, group: VerbGroup) -> None:
    """Give the open clause its verb, and its subject from what stands before the verb."""
    clause = stack.current
    clause.vg = group
    if clause.before:
        clause.subject = next((np for np in reversed(clause.before) if not _parenthetical(stack, np)), None)
        if clause.subject is None and not stack.pack.syntax["pro_drop"]:
            clause.subject = clause.before[-1]
        clause.subject = _name_before_commas(stack, clause, group) or clause.subject
        if clause.subject is not None and is_dislocated(stack, clause.subject, group):
            clause.objects.append(clause.subject)
            clause.before.remove(clause.subject)
            clause.subject = next((np for np in reversed(clause.before) if not _parenthetical(stack, np)), None)
    if clause.antecedent_role == "open":
        fronted = clause.subject
        if fronted is not None and not fronted.is_human and any(c.get("case") == "object" for c in group.clitics):
            clause.subject = None  # "X, che il Giro lo ha vinto due volte": taken up by the pronoun
            clause.objects.append(fronted)
        clause.antecedent_role = "object" if clause.subject is not None else "subject"
    if clause.kind == "rel" and clause.antecedent_role == "subject" and clause.antecedent is not None:
        clause.antecedent = who(clause.antecedent, group)


def is_dislocated(stack: ClauseStack, np: NounPhrase, group: VerbGroup) -> bool:
    """ "Il Giro lo ha vinto nel 2013": a thing before the verb that the verb's clitic takes up is its object."""
    if not stack.pack.syntax["postverbal_subject"] or np.is_human or np.prep is not None or np.end != group.start:
        return False
    taken_up = [c for c in group.clitics if c.get("case") == "object" and c.get("person") is None]
    return bool(taken_up) and all(np.number in (None, c.get("number")) for c in taken_up)


def _name_before_commas(stack: ClauseStack, clause: Clause, group: VerbGroup) -> NounPhrase | None:
    """X in "X, lead singer of the group the Spinners, died": the last thing between the commas does nothing."""
    first, last, lowers = clause.before[0], clause.subject, stack.sentence.lowers
    if last is None or last is first or last.is_human or lowers[group.start - 1 : group.start] != [","]:
        return None
    named = first.mention is not None and first.is_human
    opened = "," in (*lowers[first.start : first.end], *lowers[first.end : first.end + 1])
    return first if named and opened else None


def _parenthetical(stack: ClauseStack, np: NounPhrase) -> bool:
    """Between commas behind another phrase: ", a Saudi national,"."""
    lowers = stack.sentence.lowers
    if np.mention is None and np.nouns and np.determiner == "none" and lowers[np.start - 1 : np.start] == [","]:
        return True
    bare = np.mention is None and np.determiner == "none" and np.number == "s" and np is not stack.current.before[0]
    if bare and stack.pack.syntax["pro_drop"] and lowers[np.end : np.end + 1] == [","]:
        return True  # "X, voce storica della radio, è morto"
    if (np.mention is not None and np.is_human) or np is stack.current.before[0]:
        return False
    return lowers[np.start - 1 : np.start] == [","] and lowers[np.end : np.end + 1] == [","]


def coordinate_clause(stack: ClauseStack, start: int, group: VerbGroup, previous: Chunk | None) -> None:
    """A second finite verb: coordinated with the one before, or with a subject that was read as an object."""
    clause = stack.current
    following = stack.open(
        clause.kind if clause.kind not in ("aside",) else "main", start, clause.parent, clause.opener
    )
    following.vg = group
    if previous is not None and previous.text == "," and clause.objects and clause.vg is not None:
        np = clause.objects[-1]
        between = stack.sentence.lowers[clause.vg.end : np.start]
        if np.end == previous.start and np.is_human and any(stack.pack.conjunctions.longest([w], 0) for w in between):
            previous = Chunk("np", np.start, np.end, np=np)  # "…, but her mother, X, had …"
    bare = _bare_complement(stack, clause, previous)
    if bare:
        following.kind, following.parent, following.opener = "that", clause, "that"
    if previous is not None and previous.kind == "np" and previous.np is not None and previous.np in clause.objects:
        clause.objects.remove(previous.np)
        subject = _split_group(stack, clause, previous.np)
        following.subject = subject
        following.before.append(subject)
        if not bare:
            following.kind = "main" if clause.kind in ("rel",) else clause.kind
    elif (
        previous is not None
        and previous.kind == "np"
        and previous.np is not None
        and previous.np in clause.obliques
        and previous.np.members
    ):
        oblique = previous.np
        subject = _split_group(stack, clause, oblique)
        if subject is oblique:
            following.coordinate = clause
        else:
            following.subject = subject
            following.before.append(subject)
    elif stack.sentence.lowers[group.start - 1] in stack.pack.cue("free_subjects"):
        following.impersonal = True  # "… and nobody knows"
    else:
        following.coordinate = clause
        following.antecedent, following.antecedent_role = (
            clause.antecedent,
            ("subject" if clause.antecedent_role == "subject" else ""),
        )
    stack.current = following


def _bare_complement(stack: ClauseStack, clause: Clause, previous: Chunk | None) -> bool:
    """ "A wishes she had married B": a clause of saying or hoping without "that"."""
    if stack.pack.syntax["pro_drop"] or clause.vg is None or previous is None or previous.np is None:
        return False
    if previous.np.start - clause.vg.end > 1 or stack.sentence.lowers[clause.vg.end] == ",":
        return False
    classes = stack.pack.verb_classes.get(clause.vg.lemma, frozenset())
    return bool(classes & {"report", "deny", "confirm", "hope", "want", "doubt", "believe"})


def _split_group(stack: ClauseStack, clause: Clause, np: NounPhrase) -> NounPhrase:
    """ "A married B and C said …": the last member of an object list is the next clause's subject."""
    if not np.members or np.appositions or stack.sentence.lowers[np.start - 1 : np.start] == [","]:
        return np
    *rest, last = np.members
    if len(rest) == 1:
        rest[0].prep = np.prep
        target = clause.obliques if np.prep else clause.objects
        if np in target:
            target.remove(np)
        target.append(rest[0])
        return last
    return np
