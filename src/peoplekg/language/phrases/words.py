"""What a single word of a sentence can be: a noun, an adjective, a verb, an adverb, an honour."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.dates import calendar
from peoplekg.language.entities import PERSON, Mention
from peoplekg.language.pack import Noun
from peoplekg.language.phrases.annotated import AnnotatedSentence


def noun_readings(s: AnnotatedSentence, k: int) -> tuple[int, tuple[Noun, ...]] | None:
    """The readings of the longest noun at k, with its length; none behind the end of the sentence."""
    if k not in s.nouns:
        s.nouns[k] = _longest_noun(s, k) if k < s.size else None
    return s.nouns[k]


def _longest_noun(s: AnnotatedSentence, k: int) -> tuple[int, tuple[Noun, ...]] | None:
    longest, nouns = 0, []
    for length, noun in s.sentence.nouns[k]:
        if any(i in s.in_mention for i in range(k, k + length)):
            continue
        if noun.sense == "tie" and (is_clergy(s, k) or (length == 1 and _said_with(s, k))):
            continue
        if length > 1 and (_names_organization(s, k, length) or _party_before(s, k)):
            continue
        if length < longest:
            break
        longest = length
        nouns.append(noun)
    return (longest, tuple(nouns)) if nouns else None


def is_clergy(s: AnnotatedSentence, k: int) -> bool:
    """ "Father Brown", "padre Pio": a title of the clergy right before a name, with nothing that owns it."""
    title = s.pack.title_at(s.tokens, k) if k < s.size else None
    if title is None or not title[1].data.get("clergy"):
        return False
    begin = k + title[0]
    named = begin in s.mention_at and s.mention_at[begin].kind == PERSON
    if s.pack.cased_titles:
        return named and s.tokens[k].is_capital and k > 0
    owned = k > 0 and (
        s.lowers[k - 1] in s.pack.determiners
        or s.lowers[k - 1] in s.pack.possessives
        or s.pack.elided_article(s.lowers[k - 1])
    )
    return named and not owned


def _said_with(s: AnnotatedSentence, k: int) -> bool:
    """ "fidanzato con X", "fidanzata da un anno con X": the participle, not the noun."""
    if not s.pack.agreement or s.pack.participle_of(s.lowers[k]) is None:
        return False
    for i in range(k + 1, min(k + 6, s.size)):
        match = s.pack.prepositions.longest(s.lowers, i)
        if match and match[1] in s.pack.preposition_roles["with"]:
            return i + match[0] < s.size and s.lowers[i + match[0]] not in (",", ".")
        if not s.tokens[i].is_word or i in s.in_mention:
            return False
    return False


def _names_organization(s: AnnotatedSentence, k: int, length: int) -> bool:
    """ "presidente della fondazione X": the noun's last word goes with the name behind it."""
    mention = s.mention_at.get(k + length)
    if mention is None or mention.kind == PERSON:
        return False
    return any(noun.sense == "organization" for _, noun in s.pack.nouns.match([s.lowers[k + length - 1]], 0))


def _party_before(s: AnnotatedSentence, k: int) -> bool:
    """The "Labour" of "the future Labour minister": a party with its capital, no field."""
    token = s.tokens[k]
    party = token.lower in s.pack.cue("party_adjectives") and token.is_capital and k > 0
    return party and k + 1 < s.size and not s.tokens[k + 1].is_capital


def noun_at(s: AnnotatedSentence, i: int) -> bool:
    """A noun at i, or behind up to two adjectives."""
    for k in range(i, min(i + 3, s.size)):
        if k in s.mention_at:
            return False
        if any(True for _ in s.pack.nouns.match(s.lowers, k)):
            return True
        if not s.tokens[k].is_word or s.lowers[k] in s.pack.function_words:
            return False
        if is_verbal(s, k) and k == i:
            return False
    return (
        i < s.size
        and s.tokens[i].is_word
        and s.lowers[i] not in s.pack.function_words
        and not is_verbal(s, i)
        and i not in s.in_mention
    )


def noun_soon(s: AnnotatedSentence, k: int) -> bool:
    for i in range(k, min(k + 3, s.size)):
        if i in s.in_mention:
            return False
        found = noun_readings(s, i)
        if found:
            return found[1][0].sense in HUMAN or found[1][0].sense in ("event", "work", "bond")
        if not s.tokens[i].is_word or s.lowers[i] in s.pack.function_words:
            return False
    return False


def named_at(s: AnnotatedSentence, i: int) -> bool:
    return i in s.mention_at and s.mention_at[i].kind == PERSON


def holder_behind(s: AnnotatedSentence, j: int) -> bool:
    """Whether the name at j only says whose office follows ("an adviser for U.S. President X")."""
    mention = s.mention_at[j]
    found = noun_readings(s, mention.end) if mention.kind != PERSON and mention.end < s.size else None
    return found is not None and found[1][0].sense in HUMAN


def is_adjective(s: AnnotatedSentence, i: int) -> bool:
    if not s.tokens[i].is_word or s.lowers[i] in s.pack.function_words or i in s.in_mention:
        return False
    if not is_verbal(s, i):
        return True
    if s.pack.agreement or s.lowers[i] in s.pack.auxiliaries:
        return False
    return verb_form(s, i) == "base" or (verb_form(s, i) == "present" and not verb_here(s, i))


def is_adverb(s: AnnotatedSentence, k: int) -> bool:
    lower = s.lowers[k]
    return s.tokens[k].is_word and (lower in s.pack.cue("adverbs") or s.pack.is_adverb(lower)) and k not in s.in_mention


def adverb_phrase(s: AnnotatedSentence, k: int) -> int:
    """The length of an adverb of several words at k ("da poco", "di recente"); 0 when there is none."""
    match = s.pack.cue_phrases("adverb_phrases").longest(s.lowers, k)
    return match[0] if match and k not in s.in_mention else 0


def is_number(s: AnnotatedSentence, j: int) -> bool:
    """The number in "sei anni", not the verb that is written alike."""
    known = calendar(s.pack)
    if j + 1 >= s.size or known.number(s.lowers[j]) is None:
        return False
    found = noun_readings(s, j + 1)
    return s.lowers[j + 1] in known.words["unit"] or (found is not None and found[1][0].number == "p")


def verb_form(s: AnnotatedSentence, i: int) -> str:
    return s.pack.tense(s.lowers[i], s.tokens[i].lemma)


def is_verbal(s: AnnotatedSentence, i: int) -> bool:
    lower = s.lowers[i]
    return lower in s.pack.auxiliaries or (
        s.tokens[i].lemma in s.pack.verb_lemmas and not any(True for _ in s.pack.nouns.match(s.lowers, i))
    )


def verb_here(s: AnnotatedSentence, k: int) -> bool:
    """Whether the word at k, inside a possible noun phrase, is rather the verb of the clause."""
    if s.lowers[k] in s.pack.auxiliaries:
        return True
    if s.lowers[k] in s.pack.present_forms and s.pack.agreement and k + 1 in s.mention_at:
        return True  # "il pm accusa X"
    lemma = s.tokens[k].lemma
    if lemma not in s.pack.verb_lemmas:
        return False
    if not s.pack.agreement and verb_form(s, k) == "present" and _closed_behind(s, k + 1):
        return False
    return s.pack.tense(s.lowers[k], lemma) in (
        "past",
        "present",
        "imperfect",
        "future",
        "conditional",
        "gerund",
    )


def _closed_behind(s: AnnotatedSentence, k: int) -> bool:
    """At the end, a mark or a preposition: "murder charges" is no verb there."""
    if k >= s.size or not s.tokens[k].is_word:
        return True
    return s.pack.prepositions.longest(s.lowers, k) is not None and k not in s.in_mention


def is_participle(s: AnnotatedSentence, k: int) -> bool:
    lemma = s.tokens[k].lemma
    return lemma in s.pack.verb_lemmas and s.pack.tense(s.lowers[k], lemma) == "participle"


def nonfinite_at(s: AnnotatedSentence, i: int) -> bool:
    """An infinitive or gerund at i ("per chiedere", "after marrying")."""
    if i >= s.size or i in s.in_mention:
        return False
    lower, lemma = s.lowers[i], s.tokens[i].lemma
    known = lemma in s.pack.verb_lemmas or lower in s.pack.auxiliaries
    return known and s.pack.tense(lower, lemma) in ("infinitive", "gerund") and noun_readings(s, i) is None


def has_verb_before(s: AnnotatedSentence, i: int) -> bool:
    return any(
        s.lowers[k] in s.pack.auxiliaries
        or (
            k not in s.in_mention
            and s.tokens[k].lemma in s.pack.verb_lemmas
            and s.pack.tense(s.lowers[k], s.tokens[k].lemma) in ("past", "present")
        )
        for k in range(i)
    )


def is_honour(s: AnnotatedSentence, k: int) -> bool:
    """Letters behind a name ("CBE", "QC"), part of it and no phrase of their own."""
    text = s.tokens[k].text
    if not text.isupper() or not 1 < len(text) < 5:
        return False
    return any(m.end == k and m.kind == PERSON for m in s.mention_at.values())


def can_own(s: AnnotatedSentence, np: NounPhrase) -> bool:
    return s.lowers[np.end] != "'" or s.lowers[np.end - 1][-1] in "szx"


def name_behind_and(s: AnnotatedSentence, i: int) -> Mention | None:
    """The second name of a pair whose first ends at i: "B" in "A and B"."""
    match = s.pack.conjunctions.longest(s.lowers, i) if i < s.size else None
    return s.mention_at.get(i + match[0]) if match is not None and match[1] == "and" else None
