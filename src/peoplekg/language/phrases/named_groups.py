"""A plural noun with the names it stands for: "their wives, Melania and Brigitte", "registi quali X e Y"."""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.entities import PERSON
from peoplekg.language.phrases.ages import age_behind
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.grammar import PhraseGrammar


def named_group(grammar: PhraseGrammar, np: NounPhrase, i: int, *, some: bool = False) -> NounPhrase:
    """ "their wives, Melania and Brigitte", "registi quali X e Y": a plural noun with the names it stands for."""
    s = grammar.s
    members: list[NounPhrase] = []
    k, closing = i, False
    while k in s.mention_at and s.mention_at[k].kind == PERSON:
        member = NounPhrase(k, s.mention_at[k].end, mention=s.mention_at[k], head=k, sentence=s.sentence)
        age = age_behind(s, member.end)
        if age:
            member.age, member.end = age
        members.append(member)
        k = after_parenthesis(s, member.end)
        match = s.pack.conjunctions.longest(s.lowers, k) if k < s.size else None
        if match and match[1] == "and":
            k, closing = k + match[0], True
        elif k < s.size and s.lowers[k] == "," and k + 1 < s.size:
            match = s.pack.conjunctions.longest(s.lowers, k + 1)
            joined = match is not None and match[1] == "and"
            if closing and not joined:
                break  # "their sons A and B, C told …"
            k, closing = k + 1 + (match[0] if match and joined else 0), joined
    members += _group_inside(grammar, np, k) if members else []
    if len(members) > 2 and _family_name(s, members[0], np):
        members = members[1:]  # "i fratelli Verdi, Carlo e Piero"
    if len(members) == 1 and not some:
        return np
    group = NounPhrase(
        np.start, members[-1].end, members=members, head=np.head, determiner=np.determiner, sentence=s.sentence
    )
    group.appositions.append(np)
    return group


def _group_inside(grammar: PhraseGrammar, np: NounPhrase, k: int) -> list[NounPhrase]:
    """ "their children, X and the twins Y and Z": a group of its own at the end of the list."""
    s = grammar.s
    if k >= s.size or k == np.end or not np.sense("tie", "group") or k in s.mention_at:
        return []
    match = s.pack.conjunctions.longest(s.lowers, k - 1)
    inner = grammar.single(k) if match is not None and match[1] == "and" else None
    mutual = inner is not None and any((t := n.sense("tie")) and t.data.get("mutual") for n in inner.appositions)
    if inner is None or not mutual or inner.determiner == "possessive" or not inner.members:
        return []
    return [inner] if all(m.entity is not None for m in inner.members) else []


def _family_name(s: AnnotatedSentence, np: NounPhrase, noun: NounPhrase) -> bool:
    """Whether a surname and a comma lead a list of the first names of relatives."""
    mention, tie = np.mention, noun.sense("tie")
    if mention is None or tie is None or len(mention.words) != 1 or s.lowers[np.end : np.end + 1] != [","]:
        return False
    word = mention.words[0]
    return tie.data["kind"] in ("sibling", "spouse") and names.is_surname(word) and not names.is_given(word)


def after_parenthesis(s: AnnotatedSentence, k: int) -> int:
    """Behind "(9)" or "(twins)" when a short parenthesis begins at k."""
    if k < s.size and s.lowers[k] == "(":
        for end in range(k + 1, min(k + 6, s.size)):
            if s.lowers[end] == ")":
                return end + 1
    return k
