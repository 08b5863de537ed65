"""Why a claim was read out of a sentence, and where two people are named and nothing was: for whoever doubts a fact.

A claim is shown with its sentence, in which the words that fill its arguments are marked, and with the rule that found
it as the language pack has it. What the sentence leaves to be understood (a subject left out) is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from peoplekg.extraction.extract import read_through
from peoplekg.extraction.patterns import Pattern, load_patterns
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import calendar
from peoplekg.language.document import Document, Reading
from peoplekg.language.pack import Noun, Pack, load_pack
from peoplekg.language.tokens import Token
from peoplekg.model import Article, Claim, Evidence, Span
from peoplekg.resources import read_toml

RULE = "rule"
"""The label of the word that the rule hangs on, beside those of the claim's arguments."""

_SHOWN_FORMS = 8

# The rules that every language shares. What they look for stands in the packs.
_BUILT_IN: Mapping[str, str] = {
    "age.beside": "a number of years right behind a name",
    "age.adjective": "a word for an age beside a name or a noun that stands for somebody",
    "age.noun": "a noun phrase for somebody of that age",
    "age.before": "a number of years before the verb or the name it is said of",
    "age.front": "a number of years at the head of a sentence",
    "age.clause": "a number of years in a phrase about the subject",
    "born.native": "an adjective or a noun for where somebody comes from",
    "born.year": "a year of birth right behind a name",
    "died.late": "an adjective for somebody who is dead",
    "died.lost": "a word for the death of a relative, beside the name",
    "parent.twins": "a noun for twins beside their names",
    "sibling.together": "a plural noun for children or brothers and sisters beside their names",
    "role.title": "a title before a name",
    "role.office": "an office that is said of somebody, or stands beside the name (occupations.toml)",
    "role.occupation": "an occupation that is said of somebody, or stands beside the name (occupations.toml)",
    "role.anaphor": "an occupation as the noun for somebody named before (occupations.toml)",
    "authored.list": "a list of titles behind a noun for somebody's works (works.toml)",
    "authored.possessive": "a noun for somebody's work beside its title (works.toml)",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of the article that fill an argument of a claim (``label``), or that its rule hangs on (``RULE``).

    ``means`` is what they stand for, where they do not say it themselves: a person's name, a date.
    """

    span: Span
    label: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that found a claim: its id and what it says, as the language pack has it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim with what its sentence says of it. ``understood`` holds arguments (and names) that it leaves unsaid."""

    claim: Claim
    marks: tuple[Mark, ...]
    understood: tuple[tuple[str, str], ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class NoClaim:
    """A sentence that names several people and is the evidence of no claim.

    ``repeats`` says that it only states again what another sentence is the evidence of.
    """

    span: Span
    people: tuple[str, ...]
    repeats: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """All claims of an article and all sentences with two people and none, both in the order of the text."""

    article: Article
    claims: tuple[ExplainedClaim, ...]
    without: tuple[NoClaim, ...]


def explain(article: Article) -> Explanation:
    """Reads an article and says why each claim was found. Raises UnsupportedLanguage when there is no pack for it.

    >>> from peoplekg.reading import read_text
    >>> article = read_text("Emma Stone and Ryan Gosling are friends.", id="a", language="en")
    >>> [found] = explain(article).claims
    >>> marked(article, found.claim.evidence, found.marks)
    '[persons: Emma Stone] and [persons: Ryan Gosling] are [rule: friends].'
    """
    document, found = read_through(article)
    claims = found.claims()
    explained = tuple(_explained(claim, document) for claim in claims)
    return Explanation(article, explained, tuple(_without(claims, document, found.sentences)))


def marked(article: Article, span: Span | Evidence, marks: Iterable[Mark]) -> str:
    """The text of a span with the marks in it as ``[label: words]``, and ``[label: words = meaning]``."""
    parts, at = [], span.start
    for mark in sorted(marks):
        words = mark.span.of(article.text)
        means = f" = {mark.means}" if mark.means else ""
        parts += [article.text[at : mark.span.start], f"[{mark.label}: {words}{means}]"]
        at = mark.span.end
    return "".join([*parts, article.text[at : span.end]])


# -- rules -----------------------------------------------------------------------------------------------------------


def rule(pattern: str) -> Rule:
    """The rule with an id such as a claim's evidence carries.

    >>> rule("it.role.title").text
    'a title before a name'
    """
    code, _, name = pattern.partition(".")
    texts = _rule_texts(code)
    aged = texts.get(pattern.removesuffix(".born")) if pattern.endswith(".born") else None
    text = texts.get(pattern) or _BUILT_IN.get(name) or (aged and f"{aged} (the day of birth)")
    return Rule(pattern, text or "a rule of an earlier version")


@cache
def _rule_texts(code: str) -> Mapping[str, str]:
    """What the patterns of a pack and its nouns for ties say, by the id of the rule."""
    folder = load_pack(code).folder
    texts: dict[str, str] = {}
    ties = read_toml(folder / "ties.toml")
    for section in ("tie", "group"):
        for entry in ties.get(section, ()):
            if "kind" in entry:
                texts[f"{code}.{entry['kind']}.{entry['id']}"] = f"a noun for the tie (ties.toml): {_forms(entry)}"
    for path in sorted((folder / "patterns").glob("*.toml")):
        for row in read_toml(path).get("pattern", ()):
            form = "clause" if "clause" in row else "noun"
            options = (f"{key} = {_toml(value)}" for key, value in row.items() if key not in ("id", "claim", form))
            texts[f"{code}.{path.stem}.{row['id']}"] = "; ".join([f'{form} = "{row[form]}"', *options])
    return texts


def _forms(entry: Mapping[str, Any]) -> str:
    lists = (entry.get(key, ()) for key in ("m", "f", "mp", "fp", "forms"))
    forms = list(dict.fromkeys(form for one in lists for form in ([one] if isinstance(one, str) else one)))
    return ", ".join(forms[:_SHOWN_FORMS] + ["…"] * (len(forms) > _SHOWN_FORMS))


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


@cache
def _patterns(code: str) -> Mapping[str, Pattern]:
    patterns = load_patterns(code)
    tables = (patterns.clauses, patterns.nouns, patterns.event_nouns)
    return {one.id: one for table in tables for found in table.values() for one in found}


# -- claims ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Tokens of a reading, and the clause that they belong to.

    ``by_name`` says that they name somebody outright, ``shared`` that they mean several people.
    """

    reading: Reading
    start: int
    end: int
    clause: Clause | None = None
    by_name: bool = False
    shared: bool = False

    @property
    def span(self) -> Span:
        tokens = self.reading.sentence.tokens
        return Span(tokens[self.start].start, tokens[self.end - 1].end)


def _explained(claim: Claim, document: Document) -> ExplainedClaim:
    evidence = claim.evidence
    readings = [
        reading
        for reading in document.readings
        if evidence.start <= reading.sentence.span.start and reading.sentence.span.end <= evidence.end
    ]
    named = [occurrence for reading in readings for occurrence in _people(reading)]
    trigger = _best(_triggers(claim, readings, document.pack.code), claim, named)
    marks: list[Mark] = []
    understood: list[tuple[str, str]] = []
    for argument, name in _arguments(claim):
        place = _nearest([place for place, whom in named if whom == name], trigger)
        if place is None or not _add(marks, Mark(place.span, argument, "" if place.by_name else name)):
            understood.append((argument, name))
    people = [mark.span for mark in marks]
    for reading in readings:
        for mark in (*_values(claim, reading, document, people), *_times(claim, reading)):
            _add(marks, mark)
    if trigger is not None:
        _add(marks, Mark(trigger.span, RULE))
    return ExplainedClaim(claim, tuple(sorted(marks)), tuple(understood), rule(evidence.pattern))


def _arguments(claim: Claim) -> Iterator[tuple[str, str]]:
    for argument, value in claim.people.items():
        for name in (value,) if isinstance(value, str) else value or ():
            yield argument, name


def _add(marks: list[Mark], mark: Mark) -> bool:
    """Adds a mark, unless some of its words are marked already; words that mean two people ("the pair") mean both."""
    for k, other in enumerate(marks):
        if (mark.span, mark.label) == (other.span, other.label) and mark.means and other.means:
            marks[k] = Mark(mark.span, mark.label, f"{other.means}, {mark.means}")
            return True
        if mark.span.start < other.span.end and other.span.start < mark.span.end:
            return False
    marks.append(mark)
    return True


def _people(reading: Reading) -> Iterator[tuple[_Place, str]]:
    """The words of a sentence that mean somebody, with whom."""
    for clause in reading.clauses:
        for phrase in _phrases(clause.noun_phrases()):
            if phrase.sentence is not reading.sentence:
                continue
            if phrase.mention is not None and phrase.mention.entity is not None:
                mention = phrase.mention
                yield _Place(reading, mention.start, mention.end, clause, by_name=True), phrase.mention.entity.name
            elif phrase.mention is None and not phrase.members:
                meant = phrase.referents or ()
                end = max(phrase.end, phrase.head + 1) if phrase.pronoun is not None else phrase.head + 1
                for entity in meant:
                    yield _Place(reading, phrase.head, end, clause, shared=len(meant) > 1), entity.name
    for mention in reading.mentions:
        if mention.entity is not None:
            yield _Place(reading, mention.start, mention.end, by_name=True), mention.entity.name


def _phrases(phrases: Iterable[NounPhrase]) -> Iterator[NounPhrase]:
    """Noun phrases with all those inside them."""
    for phrase in phrases:
        yield phrase
        own = [phrase.possessor] if phrase.possessor is not None else []
        inside = [*phrase.members, *phrase.appositions, *own, *(other for _, other in phrase.complements)]
        yield from _phrases({id(other): other for other in inside}.values())


def _triggers(claim: Claim, readings: Iterable[Reading], code: str) -> Iterator[_Place]:
    """The verbs or nouns that the claim's rule may have hung on."""
    pattern = _patterns(code).get(claim.evidence.pattern)
    key = claim.evidence.pattern.split(".", 2)[-1]
    for reading in readings:
        for clause in reading.clauses:
            if pattern is not None and pattern.form == "clause":
                if clause.vg is not None and clause.vg.lemma in pattern.heads:
                    yield _Place(reading, clause.vg.start, clause.vg.end, clause)
                continue
            for phrase in _phrases(clause.noun_phrases()):
                if phrase.sentence is not reading.sentence or phrase.pronoun is not None:
                    continue
                if _hangs_on(phrase, pattern) if pattern is not None else _is_tie(phrase, key):
                    yield _Place(reading, phrase.head, phrase.head + 1, clause)


def _hangs_on(phrase: NounPhrase, pattern: Pattern) -> bool:
    assert phrase.sentence is not None
    head = phrase.sentence.tokens[phrase.head]
    words = {head.lower, head.lemma} | {" ".join(noun.words) for noun in phrase.nouns}
    events = {f"@{noun.key}" for noun in phrase.nouns if noun.sense == "event"}
    return bool(pattern.heads & (words | events)) or (bool(events) and "@event" in pattern.heads)


def _is_tie(phrase: NounPhrase, key: str) -> bool:
    return any(noun.key == key and noun.sense in ("tie", "group") for noun in phrase.nouns)


def _best(triggers: Iterable[_Place], claim: Claim, named: Iterable[tuple[_Place, str]]) -> _Place | None:
    """Of several words that the rule fits, the one in whose clause most of the claim's people are."""
    people = set(claim.names())
    by_clause: dict[int, set[str]] = {}
    for place, name in named:
        by_clause.setdefault(id(place.clause), set()).add(name)
    return max(triggers, key=lambda one: len(people & by_clause.get(id(one.clause), set())), default=None)


def _nearest(places: list[_Place], trigger: _Place | None) -> _Place | None:
    """Of several words that mean somebody, those in the rule's clause and near the word that it hangs on."""

    def distance(one: _Place) -> tuple[bool, ...]:
        far = trigger is not None and one.clause is not trigger.clause
        return far, one.shared, trigger is None and not one.by_name

    def steps(one: _Place) -> int:
        return abs(one.start - trigger.start) if trigger is not None else one.start

    return min(places, key=lambda one: (distance(one), steps(one)), default=None)


def _values(claim: Claim, reading: Reading, document: Document, people: list[Span]) -> Iterator[Mark]:
    """The words for the arguments that are no people, as far as they stand in the sentence."""

    def far(span: Span) -> int:
        return min((max(span.start - one.end, one.start - span.end) for one in people), default=span.start)

    tokens, text = reading.sentence.tokens, document.article.text
    begins, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for argument, value in claim.values.items():
        if isinstance(value, int):
            yield from (Mark(Span(t.start, t.end), argument) for t in tokens if _is_number(t, value, document.pack))
        elif value:
            at = text.find(value, tokens[0].start, tokens[-1].end)
            if at in begins and at + len(value) in ends:
                yield Mark(Span(at, at + len(value)), argument)
            else:
                spans = _spans_of_noun(value, reading)
                yield from (Mark(span, argument, value) for span in sorted(spans, key=far)[:1])


def _is_number(token: Token, value: int, pack: Pack) -> bool:
    """A number in figures or words, or inside a word for an age ("43rd", "dodicenne")."""
    dates = calendar(pack)
    if dates.number(token.lower) == value:
        return True
    matches = (regex.match(token.lower) for regex in dates.age_noun)
    return any(match is not None and dates.years(match) == value for match in matches)


def _spans_of_noun(value: str, reading: Reading) -> Iterator[Span]:
    """The nouns of a sentence that the pack translates to a value: an office, a kind of occasion or work."""
    lowers, tokens = reading.sentence.lowers, reading.sentence.tokens
    senses = ("title", "office", "occupation", "event", "work")
    for words in {noun.words: None for noun in _nouns(reading) if noun.key == value and noun.sense in senses}:
        for k in range(len(lowers) - len(words) + 1):
            if tuple(lowers[k : k + len(words)]) == words:
                yield Span(tokens[k].start, tokens[k + len(words) - 1].end)


def _nouns(reading: Reading) -> Iterator[Noun]:
    for mention in reading.mentions:
        if mention.noun is not None:
            yield mention.noun
    for clause in reading.clauses:
        for phrase in _phrases(clause.noun_phrases()):
            yield from phrase.nouns


def _times(claim: Claim, reading: Reading) -> Iterator[Mark]:
    for argument in ("date", "start", "end"):
        value = getattr(claim, argument)
        for one in reading.dates if value else ():
            if value in (one.value, one.future):
                yield Mark(one.span, argument, value)
                break


# -- sentences without a claim ---------------------------------------------------------------------------------------


def _without(claims: Iterable[Claim], document: Document, stating: set[int]) -> Iterator[NoClaim]:
    evidence = [Span(claim.evidence.start, claim.evidence.end) for claim in claims]
    for reading in document.readings:
        span = reading.sentence.span
        people = tuple(dict.fromkeys(mention.entity.name for mention in reading.mentions if mention.entity is not None))
        if len(people) > 1 and not any(one.start <= span.start and span.end <= one.end for one in evidence):
            yield NoClaim(span, people, reading.sentence.index in stating)
