"""What is read of a sentence so far: its clauses, and which of them is open."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses.clause import Clause
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Sentence


class ClauseStack:
    """The clauses of one sentence while its chunks are read from left to right.

    ``current`` is the open clause, which stands in its ``ancestors``. ``resumed`` has, by the identity of a noun phrase
    behind a mark, the member of an earlier list that it goes on from.
    """

    def __init__(self, sentence: Sentence, chunks: list[Chunk], pack: Pack) -> None:
        self.sentence = sentence
        self.chunks = chunks
        self.pack = pack
        self.resumed: dict[int, NounPhrase] = {}
        self.clauses: list[Clause] = []
        self.current = self.open("main", 0)

    def open(self, kind: str, start: int, parent: Clause | None = None, opener: str = "") -> Clause:
        """A new clause from token ``start`` on; it is among the clauses, and not yet the current one."""
        quote = self.sentence.tokens[min(start, len(self.sentence.tokens) - 1)].quote
        clause = Clause(self.sentence, kind, start, start, opener, parent, quote=quote)
        self.clauses.append(clause)
        return clause

    def previous(self, i: int, skip: tuple[str, ...] = ()) -> Chunk | None:
        """The last chunk before chunk i whose kind is not to be skipped."""
        for k in range(i - 1, -1, -1):
            if self.chunks[k].kind not in skip:
                return self.chunks[k]
        return None
