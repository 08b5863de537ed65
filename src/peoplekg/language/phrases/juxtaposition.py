"""A noun and the name it introduces: "attrice X", "his wife, X", "the singer, actor and activist X"."""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.entities import PERSON, Mention
from peoplekg.language.phrases.ages import age_behind
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.named_groups import named_group
from peoplekg.language.phrases.verb_groups import finite_follows
from peoplekg.language.phrases.words import has_verb_before, name_behind_and, named_at
from peoplekg.model import Gender

_STOP_MARKS = {",", ".", ";", ":", ")", "(", "—", "–", "-", "!", "?", "»", '"', "”", "…"}


def name_behind(grammar: PhraseGrammar, np: NounPhrase) -> NounPhrase:
    """Join a noun with the name it introduces: "attrice X", "singer, actor and activist X", "his wife, X"."""
    s = grammar.s
    title = s.pack.title_at(s.tokens, np.end) if np.end not in s.in_mention else None
    begin = _behind_naming(s, np.end + title[0] if title else np.end)
    if begin in s.mention_at and s.mention_at[begin].kind == PERSON:
        if np.number == "p":
            return named_group(grammar, np, begin)
        entity = s.mention_at[begin].entity
        other = {"m": "f", "f": "m"}.get(np.gender or "")
        mention = s.mention_at[begin]
        close = not s.pack.syntax["adjectives_follow"] and len(mention.words) == 1  # "son Cassidy"
        if np.sense("tie") and other and entity is not None and entity.gender == other and not close:
            return np
        if other == "f" and np.sense("occupation") and len(mention.words) == 1 and _first_name_of(s, mention, "f"):
            return np
        return juxtapose(s, np, begin)
    at = np.end + (s.lowers[np.end] == ",")  # "actors, including X and Y"
    such = s.pack.cue_phrases("such_as").longest(s.lowers, at) if np.number == "p" else None
    if such and np.sense("occupation", "office", "tie"):
        begin = at + such[0]
        if begin in s.mention_at and s.mention_at[begin].kind == PERSON:
            return named_group(grammar, np, begin, some=True)
    listed = _noun_list(grammar, np)
    if listed:
        return listed
    end = _behind_together(grammar, np.end) if np.sense("tie") else np.end
    if end > np.end and named_at(s, end + 1):
        np.end = end
    mark = s.lowers[np.end]
    if mark in s.pack.definite and np.sense("tie") and np.number == "s" and not s.pack.syntax["adjectives_follow"]:
        named = _same_person_at(grammar, np.end, np)  # "her friend the designer X"
        told = named is not None and has_verb_before(s, np.start) and finite_follows(s, named.end)
        if named is not None and named.appositions and named.mention is not None and not told:
            return named
    whose = np.start > 0 and any(role == "possessive" for _, role in s.pack.relatives.match(s.lowers, np.start - 1))
    opened = (
        np.determiner in ("definite", "possessive")
        or whose
        or (np.determiner in ("indefinite", "other") and np.sense("tie") and not np.negated)
        or (
            np.determiner == "indefinite"
            and np.sense("occupation", "office", "person")
            and not turned_into(s, np.start)
        )
        or _second_relative(s, np)
    )
    if np.number == "p" and mark in (",", ":", "-", "–", "—", "(") and (opened or np.sense("tie", "group")):
        first = s.mention_at.get(np.end + 1)
        if first is None or first.kind != PERSON or predicate_before_subject(s, np):
            return np
        return named_group(grammar, np, np.end + 1)
    if mark in (",", ":") and opened and np.number != "p":
        named = _name_after_comma(grammar, np)
        if named is not None:
            return named
    return np


def predicate_before_subject(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "After they denied being a couple, X and Y were married": the names are the next clause's subject."""
    first = s.mention_at.get(np.end + 1)
    if first is None or np.mention is not None:
        return False
    copula = np.start > 0 and s.tokens[np.start - 1].lemma == s.pack.cue_lemma("be")
    if not copula or np.determiner not in ("indefinite", "none") or s.lowers[np.end] != ",":
        return False
    second = name_behind_and(s, first.end)
    return second is not None and finite_follows(s, second.end)


def _name_after_comma(grammar: PhraseGrammar, np: NounPhrase) -> NounPhrase | None:
    """ "his wife, X," or "her husband, the former ambassador X,": the name behind the comma is the same person."""
    s = grammar.s
    begin = np.end + 1
    if begin >= s.size:
        return None
    if np.start and s.tokens[np.start - 1].lemma in s.pack.cue("light_verbs") and np.sense("occupation"):
        return None  # "voleva fare l'avvocato, X"
    named = _same_person_at(grammar, begin, np)
    if named is None or named.mention is None:
        return None
    mention = named.mention
    age = age_behind(s, mention.end)
    after = age[1] if age else mention.end
    owned = (
        np.sense("tie", "occupation", "office") is not None
        and np.possessor is not None
        and np.possessor.mention is not None
        and np.prep is None
    )
    if (
        after < s.size
        and s.lowers[after] not in _STOP_MARKS
        and after not in s.date_at
        and not _closes(s, after, np)
        and not (s.pack.is_of(s.lowers[after]) and np.sense("office") and np.determiner == "definite")
        and not owned
    ):
        return None
    entity = mention.entity
    if (
        entity is not None
        and np.gender
        and entity.genders["m" if np.gender == "f" else "f"] > 1
        and (np.sense("tie") or np.gender == "f")
    ):
        return None
    named.name_after_comma = True
    return named


def _same_person_at(grammar: PhraseGrammar, begin: int, np: NounPhrase) -> NounPhrase | None:
    """The phrase of ``np`` with the name at ``begin``, which a noun or a title may lead: "the Rev. X"."""
    s = grammar.s
    if named_at(s, begin):
        return juxtapose(s, np, begin)
    led = s.pack.title_at(s.tokens, begin) if begin < s.size and begin not in s.in_mention else None
    if led is not None and named_at(s, begin + led[0]):
        return juxtapose(s, np, begin + led[0])  # "his uncle, Sir X"
    inner = grammar.core(begin, None, False)
    if inner is None:
        return None
    title = inner.mention.noun if inner.mention is not None and inner.mention.kind == PERSON else None
    if title is not None and title.sense == "title" and inner.determiner == "definite":
        return juxtapose(s, np, inner.head)
    office = np.determiner != "indefinite" and np.sense("office", "occupation", "tie") is not None
    called = office and inner.determiner == "definite" and bool(inner.modifiers)
    if called and inner.mention is not None and inner.mention.kind == PERSON:
        return juxtapose(s, np, inner.mention.start)  # "il governatore, il democratico X", "his dad, the great X"
    if inner.mention or inner.number == "p" or not inner.sense("occupation", "office", "person", "tie"):
        return None
    name_at = _behind_naming(s, inner.end) if inner.end < s.size else inner.end
    if inner.complements and inner.determiner == "definite" and s.lowers[inner.end : inner.end + 1] == [","]:
        name_at += 1  # "her brother, the former bishop of Malta, X,"
    listed = _noun_list(grammar, inner) if inner.determiner == "definite" and inner.end < s.size else None
    if listed is not None:
        listed.start, listed.determiner = np.start, np.determiner
        listed.appositions.append(np)
        return listed  # "his wife, the dancer and actress X"
    if not named_at(s, name_at) or inner.determiner == "possessive":
        return None
    named = juxtapose(s, inner, name_at)
    named.start, named.determiner = np.start, np.determiner
    named.appositions.append(np)
    return named


def _closes(s: AnnotatedSentence, i: int, np: NounPhrase) -> bool:
    """At the end of a clause-like piece a name behind a comma is an apposition too ("his wife, X and …")."""
    match = s.pack.conjunctions.longest(s.lowers, i)
    return match is not None and np.sense("tie") is not None


def _noun_list(grammar: PhraseGrammar, first: NounPhrase) -> NounPhrase | None:
    """ "singer, actor, and advocate Doris Day": nouns in a row before one name."""
    s = grammar.s
    if first.number == "p":
        return None
    nouns, end = [first], first.end
    for _ in range(4):
        k = end
        if k < s.size and s.lowers[k] == ",":
            k += 1
        match = s.pack.conjunctions.longest(s.lowers, k) if k < s.size else None
        if match and match[1] == "and":
            k += match[0]
        if k == end or k >= s.size:
            return None
        following = grammar.core(k, None, False)
        if (
            following is None
            or following.mention
            or not following.sense("occupation", "office", "tie", "person")
            or following.number == "p"
        ):
            return None
        if following.determiner not in ("none", "indefinite"):
            return None
        nouns.append(following)
        end = following.end
        behind_comma = (
            end + 1 < s.size and s.lowers[end] == "," and end + 1 in s.mention_at and first.determiner == "possessive"
        )
        if not behind_comma and first.determiner == "possessive" and end + 1 < s.size and s.lowers[end] == ",":
            named = _same_person_at(grammar, end + 1, following)  # "her friend and mentor, the director X"
            if named is not None:
                named.start = first.start
                named.appositions += nouns[:-1]
                for noun in nouns[1:]:
                    if noun.possessor is None and noun.determiner == "none":
                        noun.possessor = first.possessor
                return named
        if behind_comma and s.mention_at[end + 1].kind == PERSON:
            following = NounPhrase(
                following.start,
                end + 1,
                nouns=following.nouns,
                possessor=following.possessor,
                determiner=following.determiner,
                modifiers=following.modifiers,
                complements=following.complements,
                head=following.head,
                sentence=s.sentence,
            )
            nouns[-1] = following
            end += 1
        if end in s.mention_at:
            if s.mention_at[end].kind != PERSON:
                return None
            named = juxtapose(s, following)
            named.start = first.start
            named.appositions = nouns
            for noun in nouns[1:]:
                if noun.possessor is None and noun.determiner == "none":
                    noun.possessor = first.possessor
            return named
    return None


def juxtapose(s: AnnotatedSentence, np: NounPhrase, begin: int | None = None) -> NounPhrase:
    mention = s.mention_at[np.end if begin is None else begin]
    named = NounPhrase(
        np.start,
        mention.end,
        mention=mention,
        determiner=np.determiner,
        head=mention.start,
        sentence=s.sentence,
        prep=np.prep,
    )
    named.appositions.append(np)
    return named


def _first_name_of(s: AnnotatedSentence, mention: Mention, gender: Gender) -> bool:
    return names.given_gender(mention.words[0], s.pack.code) == gender


def turned_into(s: AnnotatedSentence, i: int) -> bool:
    """Behind a verb of becoming: the noun at i says what somebody turns into, and no name behind it is his."""
    lemma = s.tokens[i - 1].lemma if i else ""
    return lemma != s.pack.cue_lemma("be") and "become" in s.pack.verb_classes.get(lemma, ())


def _behind_naming(s: AnnotatedSentence, i: int) -> int:
    """ "a girl named X": past the word that brings in the name, else the same place."""
    named = s.lowers[i] in s.pack.cue("naming") and i not in s.in_mention
    return i + 1 if named and i + 1 in s.mention_at else i


def _behind_together(grammar: PhraseGrammar, i: int) -> int:
    """ "a daughter together, X": past the word that says whose, where a mark and a name follow."""
    s = grammar.s
    if i + 2 < s.size and s.lowers[i] in s.pack.cue("together") and s.lowers[i + 1] in (",", ":", "–", "—"):
        return i + 1
    if i + 3 < s.size and s.lowers[i] in s.pack.cue("after") and i not in s.in_mention:
        for end in range(i + 2, min(i + 5, s.size - 1)):
            if s.lowers[end] == ",":
                return end  # "her best friend since school, X,"
    return _behind_bond(grammar, i)


def _behind_bond(grammar: PhraseGrammar, i: int) -> int:
    """ "two daughters from his first marriage, X and Y": past the marriage, where a mark and a name follow."""
    s = grammar.s
    if i + 3 >= s.size or i in s.in_mention or s.pack.prepositions.longest(s.lowers, i) is None:
        return i
    bond = grammar.core(i + 1, None, True)
    bound = bond is not None and bond.mention is None and bond.sense("bond") is not None and bond.end < s.size
    return bond.end if bound and bond is not None and s.lowers[bond.end] in (",", ":") else i


def _second_relative(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "his wife, X, and daughter, Y,": the possessive of the first holds for the second."""
    if np.determiner != "none" or not np.sense("tie") or np.start < 2 or np.prep is not None:
        return False
    match = s.pack.conjunctions.longest(s.lowers, np.start - 1)
    owners = s.pack.genitive | set(s.pack.possessives)
    own = any(s.lowers[k] in owners for k in range(max(0, np.start - 9), np.start))
    return own and match is not None and match[1] == "and"
