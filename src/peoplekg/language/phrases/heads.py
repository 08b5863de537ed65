"""The head of a noun phrase and the modifiers before it: "the former British prime minister"."""

from __future__ import annotations

from functools import lru_cache

from peoplekg.language.chunks import HUMAN
from peoplekg.language.dates import calendar
from peoplekg.language.entities import PERSON
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.words import is_adjective, noun_readings, noun_soon, verb_here


def head_noun(s: AnnotatedSentence, j: int, opened: bool) -> tuple[int, tuple[Noun, ...], tuple[str, ...]]:
    """The head noun from j on: (position behind it, its readings, the words before it)."""
    modifiers: list[str] = []
    k = j
    limit = j + (6 if opened else 3)
    while k < min(limit, s.size):
        if k in s.mention_at and s.mention_at[k].kind == PERSON and modifiers and not may_precede_name(s, modifiers):
            return k, (), tuple(modifiers)
        if k in s.mention_at and (s.mention_at[k].kind == PERSON or (k == j and not noun_soon(s, s.mention_at[k].end))):
            return k, (), tuple(modifiers)
        if k in s.date_at:
            break
        if k in s.in_mention:
            mention = s.mention_at.get(k)
            if mention is None:
                break
            modifiers.append(" ".join(t.text for t in s.tokens[mention.start : mention.end]))
            k = mention.end
            if not noun_soon(s, k):
                return (j, (), ()) if k > j else (k, (), ())
            continue
        if (_time_adjective(s, k) and noun_soon(s, k + 1)) or _adjective_before_person(s, k):
            modifiers.append(s.lowers[k])
            k += 1
            continue
        found = noun_readings(s, k)
        if found and found[0] == 1 and _adjective_before(s, k):
            modifiers.append(s.lowers[k])
            k += 1
            continue
        if found:
            length, nouns = found
            end = k + length
            if (
                modifiers
                and s.pack.syntax["adjectives_follow"]
                and length == 1
                and s.lowers[k] in s.pack.weak_nouns
                and not may_precede_name(s, modifiers[-1:])
            ):
                return k, (), tuple(modifiers)
            more = (
                noun_readings(s, end)
                if end < s.size and end not in s.in_mention and not s.pack.syntax["adjectives_follow"]
                else None
            )
            titled = nouns[0].sense == "tie" and _title_before_name(s, end)
            person = more and more[1][0].sense in HUMAN and not verb_here(s, end) and not titled
            occasion = nouns[0].sense == "event" and length == 1 and _occasion_behind(s, end)
            body = more and nouns[0].sense == "place" and more[1][0].sense == "organization"  # "a county jury"
            if person or occasion or body:
                modifiers.append(" ".join(s.lowers[k:end]))
                k = end
                continue
            return end, nouns, tuple(modifiers)
        lower = s.lowers[k]
        if not s.tokens[k].is_word and not lower[0].isdigit():
            break
        if opened and modifiers and _joined_adjectives(s, k):
            k += 1
            continue
        if opened and k == j and _ordinal(s, k):
            modifiers.append(lower)
            k += 1
            continue
        if lower in s.pack.function_words or lower in s.pack.auxiliaries:
            break
        if (
            not opened
            and k == j
            and not (
                lower in s.pack.demonyms
                or s.pack.birthplace(lower)
                or lower in s.pack.cue("former")
                or lower in s.pack.cue("future")
                or lower in s.pack.cue("current")
                or lower in s.pack.cue("premodifiers")
                or _premodifier(s, k)
            )
        ):
            break
        if k > j and verb_here(s, k) and not noun_soon(s, k + 1):
            break
        if k == j and _infinitive_behind(s, k):
            break
        modifiers.append(lower)
        k += 1
    if opened and modifiers:
        return _generic_end(s, j), (), tuple(modifiers)
    return j, (), ()


def _ordinal(s: AnnotatedSentence, k: int) -> bool:
    """ "in secondo grado", "al secondo mandato": behind a preposition or an article no preposition itself."""
    if s.lowers[k] not in s.pack.cue("ordinals_too") or k + 1 >= s.size or k + 1 in s.in_mention:
        return False
    return s.tokens[k + 1].is_word and s.lowers[k + 1] not in s.pack.function_words


def _infinitive_behind(s: AnnotatedSentence, k: int) -> bool:
    """ "il piano del premier di licenziare X": an infinitive right behind its preposition is no noun."""
    bare = s.pack.grammar["adverbs"].get("bare", ())
    if not k or not s.pack.syntax["adjectives_follow"] or s.lowers[k - 1] not in bare:
        return False
    token = s.tokens[k]
    return token.lemma in s.pack.verb_lemmas and s.pack.tense(token.lower, token.lemma) == "infinitive"


def _occasion_behind(s: AnnotatedSentence, k: int) -> bool:
    """The debate in "the final presidential debate": "final" is no match there."""
    if s.pack.syntax["adjectives_follow"] or k >= s.size or k in s.in_mention:
        return False
    found = noun_readings(s, k)
    return found is not None and found[1][0].sense == "event" and not verb_here(s, k)


def _time_adjective(s: AnnotatedSentence, k: int) -> bool:
    """ "former"; "next", though it is a function word too ("next to")."""
    return s.lowers[k] in _time_adjectives(s.pack)


@lru_cache
def _time_adjectives(pack: Pack) -> frozenset[str]:
    return pack.cue("former") | (pack.cue("future") & pack.function_words)


def _title_before_name(s: AnnotatedSentence, k: int) -> bool:
    """ "(his brother) Prince Harry"."""
    title = s.pack.title_at(s.tokens, k) if k < s.size else None
    return title is not None and k + title[0] in s.mention_at


def _adjective_before(s: AnnotatedSentence, k: int) -> bool:
    """A word for a person that is an adjective before another noun: "lo storico litigio"."""
    lower = s.lowers[k]
    if lower not in s.pack.weak_nouns or lower not in s.pack.cue("premodifiers"):
        return False
    return k + 1 < s.size and k + 1 not in s.in_mention and noun_readings(s, k + 1) is not None


def _adjective_before_person(s: AnnotatedSentence, k: int) -> bool:
    """ "la prima moglie", "lo storico portavoce": a noun as well, but here it only qualifies the one behind it."""
    if s.lowers[k] not in s.pack.cue("premodifiers") or not s.pack.syntax["adjectives_follow"]:
        return False
    own, behind = noun_readings(s, k), noun_readings(s, k + 1) if k + 1 not in s.in_mention else None
    if own is None or behind is None or own[0] != 1 or own[1][0].sense == "tie":
        return False
    return behind[1][0].sense in HUMAN


def _premodifier(s: AnnotatedSentence, k: int) -> bool:
    return not s.pack.syntax["adjectives_follow"] and is_adjective(s, k) and noun_soon(s, k + 1)


def may_precede_name(s: AnnotatedSentence, modifiers: list[str]) -> bool:
    """Whether words can stand before a name in its phrase: in Italian only those known to ("il giovane X")."""
    if not s.pack.syntax["adjectives_follow"]:
        return not any(m.isdigit() for m in modifiers)  # "at the age of 16 X left school"
    known = (
        s.pack.cue("premodifiers"),
        s.pack.cue("former"),
        s.pack.cue("current"),
        s.pack.cue("future"),
        s.pack.cue("former_dead"),
    )
    return all(
        any(m in k for k in known) or m in s.pack.demonyms or calendar(s.pack).is_age(m) or m[:1].isupper()
        for m in modifiers
    )


def _joined_adjectives(s: AnnotatedSentence, k: int) -> bool:
    """The "and" of "a full and unconditional pardon"."""
    match = s.pack.conjunctions.longest(s.lowers, k)
    if s.pack.syntax["adjectives_follow"] or not match or match[1] != "and" or k + 2 >= s.size:
        return False
    return is_adjective(s, k - 1) and is_adjective(s, k + 1) and is_adjective(s, k + 2) and not verb_here(s, k + 1)


def _generic_end(s: AnnotatedSentence, j: int) -> int:
    """The end of a noun phrase whose noun is in no list: one word, and adjectives before it."""
    k = begin = j
    while k < s.size and k - j < 6 and s.tokens[k].is_word and k + 1 < s.size and _joined_adjectives(s, k + 1):
        k += 2
        j = k
    while k < s.size and k - j < 2 and s.lowers[k].isdigit() and k not in s.date_at:
        k += 1
    j = k
    while (
        k < s.size
        and k - j < 3
        and k not in s.date_at
        and ((is_adjective(s, k) and not (k > j and verb_here(s, k))) or _measured(s, j, k))
        and not (k > j and s.lowers[k - 1] in calendar(s.pack).words["unit"])
    ):
        k += 1
    if k == j > begin and k < s.size and not s.tokens[k].is_word:
        return k  # "At 43, she …"
    return min(max(k, j + 1), s.size)


def _measured(s: AnnotatedSentence, j: int, k: int) -> bool:
    """ "10-year" and the noun behind it, also where that word could be a verb ("sentence")."""
    here, before = s.lowers[k], s.lowers[k - 1]
    if here[0].isdigit() and "-" in here:
        return True
    measure = k > j and before[0].isdigit() and "-" in before
    return measure and k not in s.in_mention and here not in s.pack.function_words
