"""Base noun phrases: determiner, modifiers and head, with the complements that belong to the head."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.entities import PERSON
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.complements import attach_complements, attach_other_parent, attach_union
from peoplekg.language.phrases.determiners import article_gender, pronoun_at, read_determiners
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.heads import head_noun, may_precede_name
from peoplekg.language.phrases.words import (
    is_adjective,
    is_participle,
    is_verbal,
    nonfinite_at,
    noun_readings,
    noun_soon,
    verb_here,
)
from peoplekg.language.phrases.work_titles import quoted_title


def base_phrase(
    grammar: PhraseGrammar, i: int, possessor: NounPhrase | None, after_preposition: bool
) -> NounPhrase | None:
    """Determiner, modifiers and head; no comma inside."""
    s = grammar.s
    if i >= s.size:
        return None
    one_of = s.pack.cue_phrases("one_of").longest(s.lowers, i)
    if one_of and i not in s.in_mention:
        inner = grammar.core(i + one_of[0], possessor, True)
        if inner is None or inner.mention or not inner.nouns:
            return None
        inner.start, inner.single = i, True
        if inner.determiner == "none":
            inner.determiner = "definite"
        return inner
    pronoun = pronoun_at(s, i, possessor)
    if pronoun:
        return pronoun
    title = quoted_title(s, i)
    if title:
        return title
    j, determiner, owner, negated = read_determiners(s, i)
    if determiner != "none" and j + 1 < s.size and _only_adverb(s, j) and noun_soon(s, j + 1):
        j += 1  # "l'ormai storico litigio"
    if possessor is None:
        possessor = owner
    if possessor is not None:
        determiner = "possessive"
    if j >= s.size:
        return None
    k, nouns, modifiers = head_noun(s, j, determiner != "none" or after_preposition)
    if determiner == "none" and not after_preposition and _adverb_and_verb(s, j, k):
        return None
    apposed = (
        i > 0
        and s.lowers[i - 1] == ","
        and not is_participle(s, i)
        and s.pack.participle_of(s.lowers[i]) is None
        and not _charged(s, i)
    )
    if (
        nouns
        and determiner == "none"
        and not after_preposition
        and not apposed
        and all(n.sense == "person" for n in nouns)
        and s.lowers[k - 1] not in s.pack.cue("survivors")
        and not (
            i == 0 and nouns[0].number == "p" and not s.pack.syntax["adjectives_follow"]
        )  # "Guests at the party included …"
    ):
        return None
    if nouns:
        np = NounPhrase(
            i,
            k,
            nouns=nouns,
            possessor=possessor,
            determiner=determiner,
            modifiers=modifiers,
            head=k - 1,
            sentence=s.sentence,
            negated=negated,
            article=article_gender(s, max(0, i - 1), k - len(nouns[0].words), nouns),
        )
        _modifiers_behind(s, np)
        attach_complements(grammar, np)
        attach_other_parent(grammar, np)
        attach_union(grammar, np)
        return np
    if k in s.mention_at and modifiers and s.mention_at[k].kind == PERSON and not may_precede_name(s, list(modifiers)):
        return NounPhrase(
            i,
            k,
            possessor=possessor,
            determiner=determiner,
            modifiers=modifiers,
            head=j,
            sentence=s.sentence,
            negated=negated,
            core_end=k,
        )
    if k in s.mention_at:
        mention = s.mention_at[k]
        return NounPhrase(
            i,
            mention.end,
            mention=mention,
            possessor=possessor,
            determiner=determiner,
            modifiers=modifiers,
            head=k,
            sentence=s.sentence,
            negated=negated,
        )
    if k > j and k not in s.mention_at and (determiner != "none" or after_preposition):
        head = (
            next((h for h in range(j, k) if s.tokens[h].is_word), k - 1)
            if s.pack.syntax["adjectives_follow"]
            else k - 1
        )
        np = NounPhrase(
            i,
            k,
            possessor=possessor,
            determiner=determiner,
            modifiers=modifiers[:-1],
            head=head,
            sentence=s.sentence,
            negated=negated,
            core_end=k,
        )
        attach_complements(grammar, np)
        return np
    if owner is not None and owner.pronoun is not None and not s.pack.pro_drop_possessive(owner.pronoun):
        owner.sentence = s.sentence
        return owner
    return _bare_head(grammar, i) if j == i else None


def _adverb_and_verb(s: AnnotatedSentence, begin: int, end: int) -> bool:
    """ "X recently split from Y": no noun, since nothing but an adverb stands before it."""
    if s.pack.syntax["adjectives_follow"] or end - begin != 2 or not s.pack.is_adverb(s.lowers[begin]):
        return False
    if begin and s.tokens[begin].is_capital:
        return False  # "told Today hosts X and Y"
    word = s.tokens[end - 1]
    return word.lower in s.pack.past_forms or word.lemma in s.pack.verb_lemmas


def _bare_head(grammar: PhraseGrammar, i: int) -> NounPhrase | None:
    """ "Ergastolo per X": a noun of some pattern that opens a sentence, or a piece of it, without an article."""
    s = grammar.s
    opens = i == 0 or s.lowers[i - 1] in (":", ";", "—", "–", "«", '"', "“")
    negated = i > 0 and s.lowers[i - 1] in s.pack.cue("negative_determiners")
    if not (opens or negated) or i in s.in_mention or is_verbal(s, i):
        return None
    led = s.pack.prepositions.longest(s.lowers, i + 1) if i + 1 < s.size else None
    if led is None or not {s.lowers[i], s.tokens[i].lemma} & s.pack.noun_heads:
        return None
    np = NounPhrase(i, i + 1, head=i, sentence=s.sentence, negated=negated, core_end=i + 1)
    _modifiers_behind(s, np)
    attach_complements(grammar, np)
    return np


def _only_adverb(s: AnnotatedSentence, j: int) -> bool:
    lower = s.lowers[j]
    if noun_readings(s, j) is not None:
        return False  # "first wife"
    return lower in s.pack.cue("adverbs") and lower not in s.pack.cue("former") and j not in s.in_mention


def _charged(s: AnnotatedSentence, i: int) -> bool:
    """ "X, accused of killing Y": what is said of X, and no noun for X."""
    of = i + 2 < s.size and s.pack.is_of(s.lowers[i + 1])
    return of and s.tokens[i].lemma in s.pack.verb_lemmas and nonfinite_at(s, i + 2)


def _modifiers_behind(s: AnnotatedSentence, np: NounPhrase) -> None:
    """Adjectives behind the noun ("presidente egiziano", "figlia primogenita")."""
    if not s.pack.syntax["adjectives_follow"]:
        return
    extra: list[str] = []
    while np.end < s.size and len(extra) < 3 and np.end not in s.in_mention and np.end not in s.date_at:
        lower = s.lowers[np.end]
        if lower in s.pack.demonyms or (
            is_adjective(s, np.end)
            and (not noun_readings(s, np.end) or (np.sense(*HUMAN, "bond") and lower in s.pack.weak_nouns))
            and not verb_here(s, np.end)
            and not is_participle(s, np.end)
        ):
            extra.append(lower)
            np.end += 1
        elif np.sense("office", "occupation") and (length := _state_of_office(s, np.end)):
            extra.append(" ".join(s.lowers[np.end : np.end + length]))
            np.end += length
        else:
            break
    np.modifiers += tuple(extra)


def _state_of_office(s: AnnotatedSentence, k: int) -> int:
    """How many words at k say how an office is held ("governatore in carica dell'Illinois"), else 0."""
    tables = (s.pack.cue_phrases(name) for name in ("current", "future", "former"))
    found = [match[0] for table in tables if (match := table.longest(s.lowers, k))]
    return next((length for length in found if length > 1), 0)
