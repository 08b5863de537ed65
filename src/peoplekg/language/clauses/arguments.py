"""Noun phrases and dates as parts of the open clause."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses.agreement import is_bare_tie
from peoplekg.language.clauses.lists import join, says_preposition_again, split_other_parent, unnamed_relatives
from peoplekg.language.clauses.stack import ClauseStack


def read_noun_phrase(stack: ClauseStack, i: int, chunk: Chunk, np: NounPhrase) -> None:
    """Give a noun phrase its place in the open clause: before the verb, object or oblique."""
    clause = stack.current
    if (
        clause.kind == "rel"
        and clause.antecedent_role == "possessor"
        and not clause.before
        and np.prep is None
        and clause.vg is None
    ):
        for noun in (np, *np.appositions):
            if noun.possessor is None and (noun.nouns or clause.opener != "possessive"):
                noun.possessor = clause.antecedent
        np.prep = clause.opener.partition(":")[2] or None
    previous = stack.previous(i)
    if _says_whose(stack, i, np, previous):
        clause = stack.current = stack.open("rel", chunk.start, stack.current, "any")
        clause.antecedent, clause.antecedent_role = previous.np if previous is not None else None, "object"
    split_other_parent(stack, np, clause)
    unnamed = unnamed_relatives(stack, i, np, clause)
    if unnamed is not None:
        np.appositions.append(unnamed)
        clause.objects.remove(unnamed)
    if (
        np.prep is None
        and previous is not None
        and previous.kind == "conj"
        and previous.text == "and"
        and clause.obliques
        and np.is_human
        and not (is_bare_tie(np) and np.possessor is not None and stack.pack.syntax["pro_drop"])
    ):
        last = clause.obliques[-1]
        verb_next = i + 1 < len(stack.chunks) and stack.chunks[i + 1].kind == "vg"
        bracketed = (
            stack.sentence.lowers[last.end : last.end + 1] == ["("] and stack.sentence.lowers[previous.start - 1] == ")"
        )
        if (last.end == previous.start or bracketed) and last.is_human and not verb_next:
            clause.obliques[-1] = join(last, np)
            return
    if np.prep is not None and says_preposition_again(stack, i, np):
        return
    if np.prep is not None:
        clause.obliques.append(np)
    elif clause.vg is None:
        clause.before.append(np)
    else:
        clause.objects.append(np)


def _says_whose(stack: ClauseStack, i: int, np: NounPhrase, previous: Chunk | None) -> bool:
    """ "Low Tide, the book she wrote": a relative clause without a pronoun, behind what a title is."""
    if stack.pack.syntax["pro_drop"] or previous is None or previous.np is None or np.pronoun is None:
        return False
    titled = previous.np.mention is not None and any(n.sense("work") for n in previous.np.appositions)
    verb = i + 1 < len(stack.chunks) and stack.chunks[i + 1].kind == "vg"
    return titled and verb and np.prep is None and previous.end == np.start


def read_date(stack: ClauseStack, i: int, chunk: Chunk) -> None:
    """Date the open clause, unless the date is a year of birth."""
    previous = stack.previous(i)
    born = previous is not None and previous.end == chunk.start and previous.kind in ("np", "word")
    if born and stack.sentence.lowers[chunk.start - 1] in stack.pack.cue("year_of_birth"):
        return
    if chunk.date and not _says_what_now(stack, i, chunk):
        stack.current.dates.append(chunk.date)


def _says_what_now(stack: ClauseStack, i: int, chunk: Chunk) -> bool:
    """ "È nata Emma, oggi ministra": what somebody is today, behind a comma; the clause is not of today."""
    previous = stack.previous(i)
    set_off = previous is not None and previous.text == "," and chunk.end - chunk.start == 1
    if not set_off or stack.sentence.lowers[chunk.start] not in stack.pack.cue("nowadays"):
        return False
    behind = stack.chunks[i + 1 : i + 3]
    said = bool(behind) and (behind[0].kind == "word" or (behind[0].np is not None and behind[0].np.prep is None))
    return said and (len(behind) == 1 or behind[1].kind == "punct")
