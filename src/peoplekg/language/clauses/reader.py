"""Reads the chunks of a sentence from left to right with a stack of open clauses."""

from __future__ import annotations

from itertools import pairwise

from peoplekg.language.chunks import Chunk
from peoplekg.language.clauses.arguments import read_date, read_noun_phrase
from peoplekg.language.clauses.clause import Clause
from peoplekg.language.clauses.finite_verbs import read_finite_verb
from peoplekg.language.clauses.nonfinite_verbs import read_nonfinite_verb
from peoplekg.language.clauses.punctuation import read_mark, read_quotation_mark
from peoplekg.language.clauses.stack import ClauseStack
from peoplekg.language.clauses.subjects import find_subject
from peoplekg.language.clauses.subordination import read_relative, read_subordinator
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Sentence


def read_clauses(sentence: Sentence, chunks: list[Chunk], pack: Pack) -> list[Clause]:
    """All clauses in order of their beginning; each noun phrase and date belongs to one of them."""
    stack = ClauseStack(sentence, chunks, pack)
    for i, chunk in enumerate(chunks):
        _read_chunk(stack, i, chunk)
        stack.current.end = max(stack.current.end, chunk.end)
    for clause in stack.clauses:
        _describe_named(stack, clause)
        find_subject(stack, clause)
        if clause.vg is not None:
            clause.quote = sentence.tokens[clause.vg.start].quote
    return [c for c in stack.clauses if c.vg or c.before or c.objects or c.obliques or c.dates]


def _read_chunk(stack: ClauseStack, i: int, chunk: Chunk) -> None:
    if chunk.np is not None:
        read_noun_phrase(stack, i, chunk, chunk.np)
    elif chunk.vg is not None:
        read_verb = read_finite_verb if chunk.vg.finite else read_nonfinite_verb
        read_verb(stack, i, chunk, chunk.vg)
    elif chunk.kind == "punct":
        read_mark(stack, i, chunk)
    elif chunk.kind == "quote":
        read_quotation_mark(stack, i, chunk)
    elif chunk.kind == "sub":
        read_subordinator(stack, chunk)
    elif chunk.kind == "rel":
        read_relative(stack, i, chunk)
    elif chunk.kind == "date":
        read_date(stack, i, chunk)
    else:
        stack.current.words.append(chunk.start)


def _describe_named(stack: ClauseStack, clause: Clause) -> None:
    """ "The detective who led the inquiry, X, said …": the name behind the relative clause says who it is."""
    lowers = stack.sentence.lowers
    for np, named in pairwise(clause.before):
        if named.entity is None or named.appositions or np.mention is not None or np.determiner != "definite":
            continue
        if np.number != "s" or not np.is_human or np.pronoun is not None:
            continue
        told = any(c.kind == "rel" and c.antecedent is np and c.start - np.end <= 1 for c in stack.clauses)
        commas = lowers[named.start - 1 : named.start] + lowers[named.end : named.end + 1]
        other = np.gender is not None and named.gender is not None and np.gender != named.gender
        if told and commas == [",", ","] and not other:
            named.appositions.append(np)
