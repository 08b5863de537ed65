"""Subordinate and relative clauses, and what a relative pronoun refers to."""

from __future__ import annotations

from dataclasses import replace

from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses.clause import Clause
from peoplekg.language.clauses.stack import ClauseStack


def read_subordinator(stack: ClauseStack, chunk: Chunk) -> None:
    """Open the clause that a subordinator leads in: "that", "if", "while"."""
    kind = {"that": "that", "if": "if", "interrogative": "if"}.get(chunk.text, "sub")
    before = stack.sentence.tokens[chunk.start - 1] if chunk.start else None
    verb = stack.current.vg is not None and stack.current.vg.end == chunk.start  # "she claims that"
    rumoured = before is not None and not verb and {before.lemma, before.lower} & stack.pack.cue("rumour_nouns")
    opener = "rumour" if kind == "that" and rumoured else chunk.text
    clause = stack.open(kind, chunk.end, stack.current, opener)
    if stack.sentence.lowers[chunk.start] in stack.pack.cue("when"):
        _take_date_before(stack, chunk, clause)
    stack.current = clause


def _take_date_before(stack: ClauseStack, chunk: Chunk, clause: Clause) -> None:
    """ "She lived there until 2003, when X died": the day right before "when" is that of its clause."""
    i = next((k for k, c in enumerate(stack.chunks) if c is chunk), 0)
    before = stack.previous(i, ("punct",))
    if before is not None and before.date is not None and chunk.start - before.end <= 1:
        clause.dates.append(replace(before.date, role="date"))


def read_relative(stack: ClauseStack, i: int, chunk: Chunk) -> None:
    """Open the clause of a relative pronoun, with what it refers to."""
    antecedent = next((c.np for c in reversed(stack.chunks[:i]) if c.kind == "np"), None)
    if antecedent is not None and _is_complement(stack, i, antecedent, chunk):
        stack.current = stack.open("that", chunk.end, stack.current, "that")
        return
    if antecedent is not None and _is_rumour(stack, antecedent, chunk):
        clause = stack.open("that", chunk.end, stack.current, "rumour")
        stack.current = clause
        return
    again = _relative_again(stack, i)
    clause = stack.open("rel", chunk.end, again.parent if again is not None else stack.current, chunk.text)
    if again is not None:
        antecedent = again.antecedent
    whom = stack.sentence.lowers[chunk.start] in stack.pack.cue("object_relatives")
    if (
        antecedent is not None
        and antecedent.members
        and (len(antecedent.members) > 2 or whom or _singular_relative(stack, chunk))
    ):
        antecedent = antecedent.members[-1]
    if antecedent is not None and antecedent.mention is None and antecedent.sense("person") is not None:
        antecedent = _named_before(stack, i, antecedent, chunk) or antecedent
    if antecedent is not None and chunk.text.startswith("oblique:"):
        antecedent = _owner_meant(stack, antecedent, chunk) or antecedent
    if antecedent is not None and not antecedent.is_human:
        antecedent = _inner_human(antecedent) or _named_before(stack, i, antecedent, chunk) or antecedent
    clause.antecedent = antecedent
    if chunk.text.startswith("oblique:"):
        clause.antecedent_role = chunk.text
    elif stack.sentence.lowers[chunk.start] in stack.pack.cue("object_relatives"):
        clause.antecedent_role = "object"
    elif chunk.text.startswith("possessive"):
        clause.antecedent_role = "possessor"
    else:
        clause.antecedent_role = "open"
    stack.current = clause


def _relative_again(stack: ClauseStack, i: int) -> Clause | None:
    """ "the clerk who worked with A and who …": the relative clause that this one goes on."""
    previous = stack.previous(i)
    if previous is None or previous.kind != "conj":
        return None
    open_clauses = (stack.current, *stack.current.ancestors())
    return next((c for c in open_clauses if c.kind == "rel" and c.vg is not None), None)


def _named_before(stack: ClauseStack, i: int, np: NounPhrase, chunk: Chunk) -> NounPhrase | None:
    """ "X, 20 years her senior, whom she married": who is named before what stands between commas."""
    lowers = stack.sentence.lowers
    people = stack.pack.cue("who") | stack.pack.cue("object_relatives")
    if lowers[chunk.start] not in people or lowers[np.end : np.end + 1] != [","]:
        return None
    for before in [c.np for c in reversed(stack.chunks[:i]) if c.np is not None and c.np is not np][:2]:
        if before.is_human and before.mention is not None:
            return before if lowers[before.end : before.end + 1] == [","] else None
    return None


def _singular_relative(stack: ClauseStack, chunk: Chunk) -> bool:
    """ "con la quale", not "con i quali" or "con cui": an inflected relative that stands for one."""
    if chunk.end - chunk.start < 2 or not chunk.text.startswith("oblique:"):
        return False
    word = stack.sentence.tokens[chunk.end - 1]
    before = stack.sentence.lowers[chunk.end - 2]
    led = before in stack.pack.definite or stack.pack.elided_article(before)
    return led and word.lower == word.lemma


def _is_complement(stack: ClauseStack, i: int, np: NounPhrase, chunk: Chunk) -> bool:
    """ "told his friend that he …", "ha detto a Maria che …": what is said, not who."""
    group = stack.current.vg
    if (
        group is None
        or np.start < group.end
        or stack.pack.subordinators.longest(stack.sentence.lowers, chunk.start) is None
    ):
        return False
    if not stack.pack.verb_classes.get(group.lemma, frozenset()) & {"report", "deny", "confirm", "believe", "ask"}:
        return False
    if any(c.kind == "that" and c.parent is stack.current for c in stack.clauses):
        return False
    following = stack.chunks[i + 1 : i + 3]
    own_subject = (
        [c.kind for c in following] == ["np", "vg"] and following[0].np is not None and following[0].np.prep is None
    )
    apposed = not np.is_human and stack.sentence.lowers[np.start - 1 : np.start] == [","]
    return np.prep in stack.pack.preposition_roles["to"] or (own_subject and not apposed)


def _is_rumour(stack: ClauseStack, np: NounPhrase, chunk: Chunk) -> bool:
    """ "rumours that A married B", "la voce che …": what hangs on the noun is no statement."""
    if (
        np.is_human
        or np.mention is not None
        or stack.pack.subordinators.longest(stack.sentence.lowers, chunk.start) is None
    ):
        return False
    head = stack.sentence.tokens[np.head]
    return head.lemma in stack.pack.cue("rumour_nouns") or head.lower in stack.pack.cue("rumour_nouns")


def _owner_meant(stack: ClauseStack, np: NounPhrase, chunk: Chunk) -> NounPhrase | None:
    """Y in "X is the wife of Y, with whom she has a son": with whom she has it, not who she is."""
    inner = _inner_human(np)
    if np.mention is not None or not np.sense("tie") or inner is None or inner.mention is None:
        return None
    article = stack.sentence.lowers[max(chunk.start, chunk.end - 2)] if chunk.end - chunk.start > 1 else ""
    gender = stack.pack.article_genders.get(article)
    if gender is not None and np.gender is not None and gender != np.gender:
        return inner if inner.gender in (None, gender) else None
    group = stack.current.vg
    predicate = group is not None and group.copula and np.start >= group.end and np.prep is None
    return inner if predicate and inner.gender in (None, gender or inner.gender) else None


def _inner_human(np: NounPhrase) -> NounPhrase | None:
    """The person at the end of a phrase about a thing: "the unmasking of an officer, X, whose …"."""
    for _, complement in reversed(np.complements):
        if complement.end == np.end:
            return complement if complement.is_human else _inner_human(complement)
    return None
