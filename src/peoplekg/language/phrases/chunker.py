"""Chunks a sentence from left to right: noun phrases, verb groups and the small words between them."""

from __future__ import annotations

from collections.abc import Sequence

from peoplekg.language.chunks import HUMAN, Chunk, NounPhrase
from peoplekg.language.dates import Date, calendar
from peoplekg.language.entities import Mention
from peoplekg.language.pack import Pack
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.coordination import coordinated_phrase
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.noun_phrases import NounPhraseGrammar
from peoplekg.language.phrases.participles import adverb_before_participle
from peoplekg.language.phrases.verb_groups import base_form, finite_follows, verb_group
from peoplekg.language.phrases.words import is_honour, is_verbal, named_at, nonfinite_at, noun_readings
from peoplekg.language.phrases.work_titles import quoted_title
from peoplekg.language.tokens import Sentence


def chunk_sentence(
    sentence: Sentence, mentions: Sequence[Mention], dates: Sequence[Date], text: str, pack: Pack
) -> list[Chunk]:
    """The chunks of a sentence of the article ``text``, in order, covering all its tokens."""
    s = AnnotatedSentence(sentence, mentions, dates, text, pack)
    grammar = NounPhraseGrammar(s)
    found: list[Chunk] = []
    i = 0
    while i < s.size:
        chunk = _chunk(grammar, i, found)
        found.append(chunk)
        i = max(chunk.end, i + 1)
    return found


def _chunk(grammar: PhraseGrammar, i: int, before: list[Chunk]) -> Chunk:
    s = grammar.s
    lower = s.lowers[i]
    if i in s.date_at:
        date, end = s.date_at[i]
        return Chunk("date", i, end, date=date, text=lower)
    if i not in s.in_mention and not quoted_title(s, i):
        if lower in '«»“”"':
            return Chunk("quote", i, i + 1, text=lower)
        if not lower[0].isalnum() and lower[0] not in "'@#":
            return Chunk("punct", i, i + 1, text=lower)
        relative = _relative(s, i, before)
        if relative:
            return relative
        group = verb_group(s, i, before)
        if group:
            return Chunk("vg", i, group.end, vg=group, text=group.lemma)
        chunk = _preposition(grammar, i, before) or _connective(s, i)
        if chunk:
            return chunk
        if adverb_before_participle(s, i, before):
            return Chunk("word", i, i + 1, text=lower)
    np = None if is_honour(s, i) else coordinated_phrase(grammar, i)
    if np:
        return Chunk("np", i, np.end, np=np)
    return Chunk("word", i, i + 1, text=lower)


def _relative(s: AnnotatedSentence, i: int, before: list[Chunk]) -> Chunk | None:
    match = s.pack.relatives.longest(s.lowers, i)
    if not match:
        return None
    length, role = match
    last = before[-1] if before else None
    if last and last.kind == "punct" and last.text in (",", "-", "–", "—", "(") and len(before) > 1:
        last = before[-2]
    antecedent = last is not None and (last.kind == "np" or (last.kind == "quote"))
    if (
        not antecedent
        and last is not None
        and last.kind == "word"
        and len(before) > 1
        and before[-2].kind == "np"
        and role == "any"
    ):
        antecedent = last.end - before[-2].end <= 2 and not last.text.endswith("mente")
    if role == "any" and not antecedent and not _relative_joined(before):
        return None
    return Chunk("rel", i, i + length, text=role)


def _relative_joined(before: list[Chunk]) -> bool:
    """ "X, con cui vive e che ha sposato": behind a relative clause and "and" the same word begins another."""
    if not before or before[-1].kind != "conj" or before[-1].text not in ("and", "or"):
        return False
    for chunk in reversed(before[:-1]):
        if chunk.kind in ("sub", "quote") or (chunk.kind == "punct" and chunk.text != ","):
            return False
        if chunk.kind == "rel":
            return True
    return False


def _connective(s: AnnotatedSentence, i: int) -> Chunk | None:
    for table, kind in ((s.pack.subordinators, "sub"), (s.pack.conjunctions, "conj")):
        match = table.longest(s.lowers, i)
        if match:
            return Chunk(kind, i, i + match[0], text=match[1])
    return None


def _preposition(grammar: PhraseGrammar, i: int, before: list[Chunk]) -> Chunk | None:
    s = grammar.s
    match = s.pack.prepositions.longest(s.lowers, i)
    if not match:
        return None
    length, prep = match
    if length > 1 and s.lowers[i + length - 1] in s.pack.cue("infinitive_markers"):
        told = before and before[-1].vg is not None and before[-1].vg.copula
        if told and i + length < s.size and base_form(s, i + length):
            return Chunk("word", i, i + length - 1, text=prep)  # "is due to marry"
    if i + length < s.size and s.lowers[i + length - 1] not in s.pack.determiners:
        relative = s.pack.relatives.longest(s.lowers, i + length)
        if relative and relative[0] == 1 and _owns_what_follows(s, i + length):
            return Chunk("rel", i, i + length + 1, text="possessive:" + prep)
        if relative and (
            relative[1] in ("oblique", "subject")
            or (relative[1] == "any" and s.lowers[i + length] in s.pack.cue("oblique_relatives"))
        ):
            return Chunk("rel", i, i + length + relative[0], text="oblique:" + prep)
    dated = next((k for k in range(i + 1, i + length + 1) if k in s.date_at), 0)
    if dated:  # "fino" of "fino al 2019"
        return Chunk("word", i, dated, text=prep)
    compound = prep in s.pack.preposition_roles["with"] and _compound_name(s, i + length)
    if nonfinite_at(s, i + length) and not compound:
        return Chunk("word", i, i + length, text=prep)
    if _age_before_verb(s, i + length):
        return Chunk("date", i, i + length + 1, text=prep)
    np = coordinated_phrase(grammar, i + length, after_preposition=True)
    if np is None:
        return Chunk("word", i, i + length, text=prep)
    waiting = any(c.np is not None and c.np.prep is None and not _how_long(s, c.np) for c in before) and not any(
        c.kind == "vg" for c in before
    )
    set_off = np.name_after_comma or "," in s.lowers[np.start : np.end]
    behind = np.end + (set_off and s.lowers[np.end : np.end + 1] == [","])  # "as his son, X, married"
    waiting = waiting and not _clause_within(s, before[-1], behind)
    if prep in s.pack.cue("clause_prepositions") and not waiting and finite_follows(s, behind):
        if before and before[-1].np is not None and _how_long(s, before[-1].np):
            before[-1] = Chunk("word", before[-1].start, before[-1].end, text=s.lowers[before[-1].np.head])
        return Chunk("sub", i, i + length, text="other")
    np.prep = prep
    return Chunk("np", i, np.end, np=np)


def _how_long(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "Two years after they met, X and Y …": a length of time is nobody who does something."""
    return np.mention is None and s.lowers[np.head] in s.pack.cue("time_units")


def _clause_within(s: AnnotatedSentence, last: Chunk, behind: int) -> bool:
    """ "X, a widow since her husband died in 2018, is …": what is set off behind a name holds a clause of its own.

    ``last`` is the chunk before the preposition, ``behind`` where the verb of the inner clause would stand.
    """
    if last.np is None or "," not in s.lowers[last.np.start : last.np.end] or not finite_follows(s, behind):
        return False
    stops = (k for k in range(behind, s.size - 1) if s.lowers[k] == ",")
    return any(finite_follows(s, k + 1) for k in stops)


def _owns_what_follows(s: AnnotatedSentence, k: int) -> bool:
    """ "dalla cui unione": with an article the relative is a possessive, and one is joined to the preposition."""
    articles = s.pack.definite if s.pack.elided_article(s.lowers[k - 1]) else ()
    forms = (s.pack.relatives.longest([article, s.lowers[k]], 0) for article in articles)
    return any(form == (2, "possessive") for form in forms)


def _compound_name(s: AnnotatedSentence, i: int) -> bool:
    """ "with shipping heir X": the word goes with the noun before the name."""
    found = noun_readings(s, i + 1) if i + 1 < s.size and not s.pack.syntax["adjectives_follow"] else None
    return found is not None and found[1][0].sense in HUMAN and named_at(s, i + 1 + found[0])


def _age_before_verb(s: AnnotatedSentence, k: int) -> bool:
    """ "who at 18 becomes king": a number of years by itself, with the verb behind it."""
    if k + 1 >= s.size or s.lowers[k - 1] not in s.pack.cue("age_markers") or k in s.in_mention:
        return False
    years = calendar(s.pack).number(s.lowers[k])
    return years is not None and 0 < years < 120 and k + 1 not in s.in_mention and is_verbal(s, k + 1)
