"""Marks that open and close clauses: commas, dashes, parentheses, quotation marks."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk
from peoplekg.language.clauses.clause import BREAKS, Clause
from peoplekg.language.clauses.lists import lists_children, lists_relatives, resumes_list
from peoplekg.language.clauses.stack import ClauseStack


def read_mark(stack: ClauseStack, i: int, chunk: Chunk) -> None:
    """Open or close clauses at a mark."""
    inside = any(c.kind == "aside" for c in (stack.current, *stack.current.ancestors()))
    if _paired_dash(stack, i, chunk):
        _parenthesis(stack, chunk, opening=not inside)
        return
    if chunk.text == ";" and resumes_list(stack, i):
        return
    if chunk.text in BREAKS and (inside or lists_relatives(stack, i) or lists_children(stack, i)):
        return
    if chunk.text in BREAKS:
        if _divides(stack, i, chunk):
            stack.current = stack.open("main", chunk.end)
    elif chunk.text in ("(", ")"):
        _parenthesis(stack, chunk, opening=chunk.text == "(")
    elif chunk.text == ",":
        _comma(stack, i)


def _divides(stack: ClauseStack, i: int, chunk: Chunk) -> bool:
    """Whether a main clause ends at a mark; at a colon where no quotation follows, and each side has its say."""
    if chunk.text != ":":
        return True
    clause, rest = stack.current, stack.chunks[i + 1 :]
    if not rest or rest[0].kind == "quote":
        return False
    return clause.vg is not None or (bool(clause.before or clause.obliques) and any(c.kind == "vg" for c in rest))


def _parenthesis(stack: ClauseStack, chunk: Chunk, *, opening: bool) -> None:
    if opening:
        stack.current = stack.open("aside", chunk.end, stack.current)
        return
    aside = next((c for c in (stack.current, *stack.current.ancestors()) if c.kind == "aside"), None)
    if aside is not None and aside.parent is not None:
        stack.current = aside.parent


def _paired_dash(stack: ClauseStack, i: int, chunk: Chunk) -> bool:
    """ "X – who was engaged to Y – said": two dashes and no more are a parenthesis where a relative follows."""
    if chunk.text not in ("-", "–", "—"):
        return False
    pair = [k for k, c in enumerate(stack.chunks) if c.kind == "punct" and c.text == chunk.text]
    return len(pair) == 2 and i in pair and stack.chunks[pair[0] + 1].kind == "rel"


def _comma(stack: ClauseStack, i: int) -> None:
    clause = stack.current
    following = stack.chunks[i + 1].np if i + 1 < len(stack.chunks) else None
    if _fronted(clause) and following is not None and following.prep is not None:
        return  # "Born in Rome, to X and Y, Z was …"
    before = stack.chunks[i - 1].np if i else None
    apposed = before is not None and before.name_after_comma and before in clause.objects
    if apposed and following is not None and following.prep is not None:
        return  # "who has a daughter, X, with Y"
    while clause.vg is not None and clause.parent is not None and _closable(clause):
        clause = clause.parent
    stack.current = clause


def _fronted(clause: Clause) -> bool:
    """A participle that opens the sentence, before its subject."""
    parent = clause.parent
    opens = clause.kind == "participle" and clause.vg is not None and clause.vg.start == 0
    return opens and parent is not None and parent.vg is None and not parent.before and not parent.obliques


def _closable(clause: Clause) -> bool:
    if clause.kind in ("rel", "participle", "gerund"):
        return True
    if clause.kind == "infinitive":
        return clause.parent is not None and (clause.parent.vg is None or clause.parent.kind in ("rel", "sub", "if"))
    return clause.kind in ("sub", "if", "that") and clause.parent is not None and clause.parent.vg is None


def read_quotation_mark(stack: ClauseStack, i: int, chunk: Chunk) -> None:
    """Open the clause of a quotation, or go back to the one it is part of."""
    opening = stack.sentence.tokens[chunk.start].quote and (
        chunk.end < len(stack.sentence.tokens)
        and stack.sentence.tokens[chunk.end].quote == stack.sentence.tokens[chunk.start].quote
        and not any(
            c.kind == "quote" and stack.sentence.tokens[c.start].quote == stack.sentence.tokens[chunk.start].quote
            for c in stack.chunks[:i]
        )
    )
    if opening:
        if _is_short(stack, chunk):
            return
        stack.current = stack.open("quote", chunk.end, stack.current)
    else:
        quoted = next((c for c in (stack.current, *stack.current.ancestors()) if c.kind == "quote"), None)
        if quoted is not None and quoted.parent is not None:
            stack.current = quoted.parent


def _is_short(stack: ClauseStack, chunk: Chunk) -> bool:
    """A word or two in quotation marks, no speech: "odd couple"."""
    tokens = stack.sentence.tokens
    number = tokens[chunk.start].quote
    inside = [t for t in tokens[chunk.end :] if t.quote == number]
    return (
        len(inside) <= 4 and not any(t.text in ".!?," for t in inside[:-1]) and not inside[0].is_capital
        if inside
        else True
    )
