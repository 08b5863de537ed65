"""Lists of people that a noun is completed by: "figlia di un militare e della cantante X"."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.entities import PERSON, Mention
from peoplekg.language.phrases.ages import age_behind
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.appositions import apposed_noun
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.juxtaposition import name_behind
from peoplekg.language.phrases.named_groups import after_parenthesis
from peoplekg.language.phrases.words import name_behind_and


def listed_complement(grammar: PhraseGrammar, i: int, first: NounPhrase, head: NounPhrase) -> NounPhrase | None:
    """ "madre di Aldo, 12 anni, e Nina, 8": the list that a complement begins.

    Not in "X, moglie di Y, e Z": the commas set off what X is.
    """
    s = grammar.s
    set_off = head.start > 0 and s.lowers[head.start - 1] == "," and head.determiner == "none"
    members, end = [first], first.end
    while True:
        follower = _second_of(grammar, end) or grammar.list_member(end)
        if set_off and follower is not None and follower[1] and len(members) == 1 and s.lowers[end] == ",":
            return None
        age = age_behind(s, end) if follower is None and members[-1].mention is not None else None
        if age:
            follower = grammar.list_member(age[1])
        if follower is None or not (follower[0].mention or follower[0].pronoun or follower[0].prep):
            return None
        if age:
            members[-1].age, members[-1].end = age
        members.append(follower[0])
        end = follower[0].end
        if follower[1]:
            age = age_behind(s, end) if members[-2].age else None
            if age:
                members[-1].age, members[-1].end = age
            return NounPhrase(i, members[-1].end, members=members, head=i, sentence=s.sentence)


def _second_of(grammar: PhraseGrammar, i: int) -> tuple[NounPhrase, bool] | None:
    """ "figlia di un militare e della cantante X": the preposition said again."""
    s = grammar.s
    i += i + 1 < s.size and s.lowers[i] == ","
    match = s.pack.conjunctions.longest(s.lowers, i) if i < s.size else None
    if not match or match[1] != "and":
        return None
    k = i + match[0]
    prep = s.pack.prepositions.longest(s.lowers, k) if k < s.size else None
    if not prep or prep[1] not in s.pack.preposition_roles["of"]:
        return None
    inner = grammar.core(k + prep[0], None, True)
    if inner and inner.mention is None and inner.sense(*HUMAN) and inner.end < s.size:
        inner = name_behind(grammar, inner)
    if inner is None or not inner.is_human:
        return None
    inner.prep = prep[1]
    return inner, True


def attach_aside(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """ "the daughter of X, a banker, and Y" or "of X (1905–1995) and Y": what stands between the two parents."""
    s = grammar.s
    end = after_parenthesis(s, np.end)
    noun = apposed_noun(grammar, end + 1, np) if end < s.size and s.lowers[end] == "," else None
    age = age_behind(s, np.end)
    if noun is not None:
        end = noun.end
    elif age is not None:
        end = age[1]
    closed = end < s.size and (s.lowers[end] == "," or noun is None)
    if end > np.end and closed and (grammar.list_member(end) or _second_of(grammar, end)) is not None:
        np.end = end
        if age is not None and noun is None:
            np.age = age[0]
        if noun is not None:
            np.appositions.append(noun)


def lists_its_own(s: AnnotatedSentence, head: NounPhrase, inner: NounPhrase) -> bool:
    """ "the three children of X, A, B and C": behind the comma stand the children, not more parents."""
    tie = head.sense("tie")
    if tie is None or head.number != "p" or head.determiner == "none" or inner.mention is None:
        return False
    named = s.mention_at.get(inner.end + 1)
    if s.lowers[inner.end : inner.end + 1] != [","] or named is None or named.kind != PERSON:
        return False
    if tie.data["kind"] == "sibling" or tie.data.get("bearer") in ("child", "of"):
        return True
    return tie.data.get("bearer") in ("parent", "person") and _closed_pair(s, named)


def _closed_pair(s: AnnotatedSentence, first: Mention) -> bool:
    """ "the parents of X, A and B, were": a comma behind the second name shows whose names they are."""
    second = name_behind_and(s, first.end)
    return second is not None and second.kind == PERSON and s.lowers[second.end : second.end + 1] == [","]
