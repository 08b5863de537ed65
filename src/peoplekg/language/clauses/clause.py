"""The clause, as the extraction reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from peoplekg.language.chunks import NounPhrase, VerbGroup
from peoplekg.language.dates import Date
from peoplekg.language.tokens import Sentence

NONFINITE = {"infinitive", "gerund", "participle"}
"""The kinds of clauses whose verb is not finite."""

BREAKS = {";", ":", "—", "–", "•", "|"}
"""The marks that may divide a sentence into main clauses."""


@dataclass(slots=True, eq=False)
class Clause:
    """One clause; ``kind`` is main, that, if, sub, rel, infinitive, gerund, participle, quote or aside."""

    sentence: Sentence
    kind: str
    start: int
    end: int = 0
    opener: str = ""
    parent: Clause | None = None
    coordinate: Clause | None = None
    vg: VerbGroup | None = None
    subject: NounPhrase | None = None
    antecedent: NounPhrase | None = None
    antecedent_role: str = ""
    before: list[NounPhrase] = field(default_factory=list)
    objects: list[NounPhrase] = field(default_factory=list)
    obliques: list[NounPhrase] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    quote: int = 0
    says: bool = False
    """Whether it is an aside that says who says so: "X, her lawyer said, …"."""
    impersonal: bool = False
    """Whether its left-out subject is nobody that was named."""

    def noun_phrases(self) -> list[NounPhrase]:
        """The noun phrases of the clause itself, in no particular order."""
        apart = [self.subject] if self.subject is not None and self.subject not in self.before else []
        return [*self.before, *apart, *self.objects, *self.obliques]

    def subject_phrase(self) -> NounPhrase | None:
        """The subject said here or taken over from the clause this one hangs on; None when it is dropped."""
        if self.subject is not None:
            return self.subject
        if self.antecedent_role == "subject":
            return self.antecedent
        if self.antecedent_role == "lost":
            return None
        if self.coordinate is not None:
            return self.coordinate.subject_phrase()
        if self.kind in ("infinitive", "gerund", "participle") and self.parent is not None and self.vg is not None:
            headline = (
                self.parent.vg is None
                and self.kind == "infinitive"
                and self.sentence.kind == "headline"
                and self.parent.before
            )
            if self.parent.kind == "sub" and self.parent.vg is None and self.parent.parent is not None:
                return self.parent.parent.subject_phrase()  # "A and B met while filming X"
            return self.parent.before[-1] if headline else self.parent.subject_phrase()
        return None

    def finite(self) -> Clause:
        """The nearest clause upward with a finite verb, itself included."""
        clause: Clause = self
        while clause.kind in NONFINITE and clause.parent is not None:
            clause = clause.parent
        return clause

    def ancestors(self) -> Iterator[Clause]:
        """The clauses this one is embedded in, from the inside out."""
        clause = self.parent
        while clause is not None:
            yield clause
            clause = clause.parent


def behind_quotation(clause: Clause) -> bool:
    """ "«…», sospira il giocatore": the verb right behind a quotation is said of whoever comes next."""
    assert clause.vg is not None
    tokens = clause.sentence.tokens
    behind = clause.vg.start
    while behind > 0 and tokens[behind - 1].text == ",":
        behind -= 1
    return behind > 0 and bool(tokens[behind - 1].quote) and not tokens[clause.vg.start].quote
