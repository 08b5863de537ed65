"""The analysed article: sentences with their clauses, the people named, who is meant by what."""

from __future__ import annotations

from dataclasses import dataclass, field

from peoplekg.language.asides import take_out
from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses import Clause, read_clauses
from peoplekg.language.coreference import Discourse
from peoplekg.language.dates import Date, DateFinder
from peoplekg.language.entities import PERSON, Entity, Mention
from peoplekg.language.impersonal import speaks_of_nobody
from peoplekg.language.mentions import find_mentions
from peoplekg.language.pack import Pack
from peoplekg.language.phrases import chunk_sentence
from peoplekg.language.tokens import Sentence, sentences
from peoplekg.model import Article


@dataclass(slots=True, eq=False)
class Reading:
    """One sentence as it was read."""

    sentence: Sentence
    chunks: list[Chunk]
    clauses: list[Clause]
    dates: list[Date]
    mentions: list[Mention]


@dataclass(slots=True, eq=False)
class Document:
    """All sentences of an article in reading order."""

    article: Article
    pack: Pack
    readings: list[Reading]
    people: list[Entity]
    discourse: Discourse
    speakers: dict[int, str] = field(default_factory=dict)


def analyse(article: Article, pack: Pack) -> Document:
    """Read an article: sentences, names, dates, noun phrases, clauses.

    Who is meant by pronouns is worked out later, while the claims are read in order.
    """
    parts = sentences(article, pack)
    finder = DateFinder(pack, article.published)
    dates = {s.index: finder.find(s, article.text) for s in parts}
    busy = {s.index: _covered(s, dates[s.index]) for s in parts}
    people, mentions = find_mentions(parts, pack, busy)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    readings = []
    for sentence in parts:
        here = by_sentence.get(sentence.index, [])
        taken = {i for m in here for i in range(m.start, m.end)}
        free = [d for d in dates[sentence.index] if not (_covered(sentence, [d]) & taken)]
        chunks = chunk_sentence(sentence, here, free, article.text, pack)
        plain, asides = take_out(sentence, chunks, pack)
        clauses = [*read_clauses(sentence, plain, pack), *asides]
        for clause in clauses:
            clause.impersonal = clause.impersonal or speaks_of_nobody(clause, chunks, pack)
        readings.append(Reading(sentence, chunks, clauses, free, here))
    discourse = Discourse(pack, people)
    discourse.definites.note_told(clause for reading in readings for clause in reading.clauses)
    return Document(article, pack, readings, people, discourse)


def _covered(sentence: Sentence, dates: list[Date]) -> set[int]:
    return {i for i, t in enumerate(sentence.tokens) for d in dates if t.start < d.span.end and t.end > d.span.start}


def surface(np: NounPhrase, text: str, *, name_only: bool = True) -> str:
    """The words of a noun phrase; of a name only the name."""
    assert np.sentence is not None
    tokens = np.sentence.tokens
    if name_only and np.mention is not None:
        return text[tokens[np.mention.start].start : tokens[np.mention.end - 1].end]
    return text[tokens[np.start].start : tokens[np.end - 1].end]


def is_person(np: NounPhrase) -> bool:
    """Whether a phrase names a person outright."""
    return np.mention is not None and np.mention.kind == PERSON
