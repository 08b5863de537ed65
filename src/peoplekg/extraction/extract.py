"""The extraction of one article, from text to claims."""

from __future__ import annotations

from typing import Any

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.lifetimes import lifetimes
from peoplekg.extraction.match import Matcher
from peoplekg.extraction.nominal import NominalReader
from peoplekg.extraction.patterns import load_patterns
from peoplekg.extraction.qualifiers import Qualifier
from peoplekg.extraction.retractions import retract
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading, analyse
from peoplekg.language.entities import Entity
from peoplekg.language.pack import load_pack
from peoplekg.model import Article, Claim, Extraction, Person, Span


def extract(article: Article) -> Extraction:
    """The people and claims of an article, in the order of the text; the same article always gives the same result.

    Raises UnsupportedLanguage when there is no pack for ``article.language``.
    """
    document, claims = read_through(article)
    return Extraction(article, _people(document), claims.claims())


def read_through(article: Article) -> tuple[Document, ClaimList]:
    """An article read to its end: its analysed text, in which it is settled who is meant by what, and its claims.

    Raises UnsupportedLanguage when there is no pack for ``article.language``.
    """
    pack = load_pack(article.language)
    patterns = load_patterns(article.language)
    document = analyse(article, pack)
    claims = ClaimList(article, document.discourse.kinship)
    qualifier = Qualifier(document)
    nominal = NominalReader(document, claims, qualifier)
    matcher = Matcher(document, patterns, claims, qualifier)
    block = -1
    speaker: Entity | str | None = None
    introduced: Entity | None = None
    for reading in document.readings:
        if reading.sentence.block != block:
            block, speaker = reading.sentence.block, introduced
        speaker = _note_speakers(document, reading, speaker)
        document.discourse.enter_sentence(reading.clauses)
        for clause in reading.clauses:
            document.discourse.enter(clause)
            nominal.read(clause, reading)
            matcher.read(clause, reading)
        nominal.distribute(reading)
        retract(document, reading, claims, qualifier)
        nominal.ages.year_of_birth(reading)
        lifetimes(document, claims, reading)
        introduced = _introduced(document, reading)
    return document, claims


def _introduced(document: Document, reading: Reading) -> Entity | None:
    """Who says what stands in the next paragraph: whoever speaks, or is alone, in a sentence that ends with a colon."""
    if reading.sentence.lowers[-1] != ":":
        return None
    for clause in reading.clauses[::-1]:
        verb = clause.vg.lemma if clause.vg is not None else ""
        speaker = _speaker(document, clause) if "report" in document.pack.verb_classes.get(verb, ()) else None
        if speaker is not None:
            return speaker
    named = document.discourse.seen_in(reading.sentence.index)
    return named[0] if len(named) == 1 else None


def _note_speakers(document: Document, reading: Reading, before: Entity | str | None) -> Entity | str | None:
    """Find who says the quotations of a sentence; one without a verb of speech goes on with the last speaker."""
    numbers = dict.fromkeys(t.quote for t in reading.sentence.tokens if t.quote)
    if not numbers:
        return before
    source: Entity | str | None = None
    for clause in reading.clauses:
        if clause.quote or clause.vg is None or reading.sentence.tokens[clause.vg.start].quote:
            continue
        if "report" in document.pack.verb_classes.get(clause.vg.lemma, ()):
            source = _speaker(document, clause) or source
            if isinstance(source, Entity):
                document.discourse.last_speaker = (reading.sentence.index, source)
    source = source or before
    for number in numbers:
        if isinstance(source, Entity):
            document.discourse.speakers.setdefault(number, source)
        elif source:
            document.speakers.setdefault(number, source)
    return source


def _speaker(document: Document, clause: Clause) -> Entity | None:
    people = document.discourse.subject(clause)
    return people[0] if people and len(people) == 1 else None


def _people(document: Document) -> tuple[Person, ...]:
    people = []
    for entity in document.people:
        if not entity.mentions:
            continue
        forms = tuple(f for f in entity.forms if f != entity.name)
        spans = []
        for mention in entity.mentions:
            tokens = document.readings[mention.sentence].sentence.tokens
            spans.append(Span(tokens[mention.start].start, tokens[mention.end - 1].end))
        people.append(Person(entity.name, forms, entity.gender, tuple(sorted(spans))))
    return tuple(sorted(people, key=lambda p: (p.mentions[0], p.name)))


def as_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction in the gold format: ``people`` and ``facts`` with their ``evidence``, ``span`` and ``pattern``."""
    article = extraction.article
    return {
        "id": article.id,
        "language": article.language,
        "published": article.published,
        "url": article.source if article.source and article.source.startswith(("http://", "https://")) else None,
        "title": article.title,
        "people": {p.name: list(p.forms) for p in extraction.people},
        "facts": [claim_as_json(c) for c in extraction.claims],
    }


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """One claim as a fact of the gold format; qualifiers only where they are not the default."""
    fact: dict[str, Any] = {"kind": claim.kind}
    for role, value in claim.people.items():
        fact[role] = list(value) if isinstance(value, tuple) else value
    fact.update(claim.values)
    if claim.kind == "clemency":
        fact.setdefault("advocates", [])
        fact.setdefault("grantor", None)
    if claim.polarity != "affirmed":
        fact["polarity"] = claim.polarity
    if claim.certainty != "stated":
        fact["certainty"] = claim.certainty
    if claim.attributed_to:
        fact["attributed_to"] = claim.attributed_to
    if claim.status != "current":
        fact["status"] = claim.status
    for key in ("start", "end", "date"):
        value = getattr(claim, key)
        if value:
            fact[key] = value
    fact["evidence"] = claim.evidence.quote
    fact["span"] = [claim.evidence.start, claim.evidence.end]
    fact["pattern"] = claim.evidence.pattern
    return fact
