"""Coordinated noun phrases: "A, B and C", "A and B's wedding", "A, B and three others"."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.dates import calendar
from peoplekg.language.entities import PERSON
from peoplekg.language.owners import hint_owners, owned_together
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.appositions import attach_plural_apposition
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.juxtaposition import predicate_before_subject, turned_into
from peoplekg.language.phrases.verb_groups import verb_group
from peoplekg.language.phrases.words import has_verb_before


def coordinated_phrase(grammar: PhraseGrammar, i: int, *, after_preposition: bool = False) -> NounPhrase | None:
    """The noun phrase that begins at token i, coordination included; None when there is none."""
    s = grammar.s
    first = grammar.single(i, after_preposition=after_preposition)
    if first is None:
        return None
    if not first.is_human or (first.mention is None and first.number == "s" and turned_into(s, i)):
        return first
    if predicate_before_subject(s, first):
        return first
    if first.pronoun is not None and first.pronoun.get("pair"):
        attach_plural_apposition(grammar, first)
        return first
    members, end = [first], first.end
    while True:
        follower = grammar.list_member(end) or grammar.list_member(_past_origin(s, members[-1], end))
        follower = follower or _behind_parenthesis(grammar, end)
        companion = _companion(grammar, members[-1]) if follower is None else None
        if companion is not None:
            follower = companion, False
        if follower is None:
            return _joint_thing(grammar, members) or _with_others(grammar, members) or first
        np, closing = follower
        if after_preposition and closing and len(members) == 1 and _comma_closes(s, first):
            return first
        members.append(np)
        end = np.end
        if closing:
            owned = owned_together(members)
            if owned is not None:
                return owned
            group = NounPhrase(i, end, members=members, head=i, sentence=s.sentence)
            hint_owners(members)
            attach_plural_apposition(grammar, group)
            return group


def list_member(grammar: PhraseGrammar, i: int) -> tuple[NounPhrase, bool] | None:
    """The next member of a list behind position i, and whether it is the last ("and X")."""
    s = grammar.s
    if i >= s.size:
        return None
    lower = s.lowers[i]
    conjunction = s.pack.conjunctions.longest(s.lowers, i)
    if lower == "," and i + 1 < s.size:
        conjunction = s.pack.conjunctions.longest(s.lowers, i + 1)
        if conjunction and conjunction[1] == "and":
            np = grammar.single(i + 1 + conjunction[0])
            return (np, True) if np and np.is_human and not _leads_clause(s, np) and _same_sort(s, np) else None
        np = grammar.single(i + 1)
        if np and np.is_human and np.mention and _list_goes_on(s, np.end):
            return np, False
        return None
    if conjunction and conjunction[1] == "and":
        np = grammar.single(_behind_aside(s, i + conjunction[0]))
        if np and np.is_human and _same_sort(s, np):
            return np, True
    return None


def _list_goes_on(s: AnnotatedSentence, i: int) -> bool:
    """Whether a list of names that has reached position i ends in "and X" before the clause does."""
    for k in range(i, min(i + 40, s.size)):
        lower = s.lowers[k]
        if lower in (".", ";", ":"):
            return False
        match = s.pack.conjunctions.longest(s.lowers, k)
        if match and match[1] == "and":
            return True
        if k not in s.in_mention and lower in s.pack.auxiliaries:
            return False
    return False


def _behind_parenthesis(grammar: PhraseGrammar, i: int) -> tuple[NounPhrase, bool] | None:
    """B in "A (the actor) and his wife B": a short parenthesis does not end a list of two."""
    s = grammar.s
    if i >= s.size or s.lowers[i] != "(":
        return None
    close = next((k for k in range(i + 1, min(i + 10, s.size)) if s.lowers[k] == ")"), None)
    match = s.pack.conjunctions.longest(s.lowers, close + 1) if close is not None and close + 1 < s.size else None
    if close is None or match is None or match[1] != "and":
        return None
    return grammar.list_member(close + 1)


def _behind_aside(s: AnnotatedSentence, i: int) -> int:
    """Where a list goes on behind "and, a sorpresa,"."""
    if i < s.size and s.lowers[i] == ",":
        close = next((k for k in range(i + 2, min(i + 6, s.size)) if s.lowers[k] == ","), None)
        if close is not None and not any(k in s.in_mention for k in range(i, close)):
            return close + 1
    return i


def _same_sort(s: AnnotatedSentence, np: NounPhrase) -> bool:
    return (
        np.mention is not None
        or np.pronoun is not None
        or np.determiner in ("definite", "possessive")
        or (np.possessor is not None and not _says_what(s, np))
        or (bool(np.members) and all(n.possessor is None for n in np.appositions))
    )


def _says_what(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "sposato con X e padre di Y": a bare noun with its complement says what somebody is, and names nobody."""
    owner = np.possessor
    bare = np.determiner == "none" and np.number == "s" and s.pack.syntax["pro_drop"]
    return bare and owner is not None and owner.start > np.start and np.sense("tie") is not None


def _leads_clause(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ ", and X said": the name begins a clause of its own."""
    return (
        np.end < s.size
        and np.end not in s.in_mention
        and verb_group(s, np.end, [Chunk("np", np.start, np.end, np=np)]) is not None
        and has_verb_before(s, np.start)
    )


def _comma_closes(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "A, avuto dalla moglie X, e B": a comma before "and" ends what was set off, where lists of two need none."""
    bare = np.mention is not None and np.end == np.mention.end and s.pack.syntax["pro_drop"]
    return bare and s.lowers[np.end : np.end + 1] == [","]


def _companion(grammar: PhraseGrammar, np: NounPhrase) -> NounPhrase | None:
    """B in "A con il marito B, l'attore C e D": who came with somebody in a list that goes on."""
    s = grammar.s
    match = s.pack.prepositions.longest(s.lowers, np.end) if np.end < s.size else None
    if not match or match[1] not in s.pack.preposition_roles["with"] or np.mention is None:
        return None
    inner = grammar.single(np.end + match[0], after_preposition=True)
    if inner is None or inner.mention is None or not any(noun.sense("tie") for noun in inner.appositions):
        return None
    return inner if grammar.list_member(inner.end) is not None else None


def _joint_thing(grammar: PhraseGrammar, owners: list[NounPhrase]) -> NounPhrase | None:
    """ "A and B's wedding": what two people have together."""
    s = grammar.s
    end = owners[-1].end
    match = s.pack.conjunctions.longest(s.lowers, end) if end < s.size else None
    if not match or match[1] != "and" or end + match[0] not in s.mention_at:
        return None
    thing = grammar.single(end + match[0])
    if thing is None or thing.mention is not None or not thing.sense("event", "bond"):
        return None
    return owned_together([*owners, thing])


def _with_others(grammar: PhraseGrammar, members: list[NounPhrase]) -> NounPhrase | None:
    """The named people of "A, B and three others"."""
    s = grammar.s
    rest = _unnamed_rest(grammar, members[-1].end) if len(members) > 1 else 0
    if not rest:
        return None
    hint_owners(members)
    return NounPhrase(members[0].start, rest, members=members, head=members[0].start, sentence=s.sentence)


def _unnamed_rest(grammar: PhraseGrammar, i: int) -> int:
    """One past ", and three others" behind names in a list, 0 when nothing of the kind stands there."""
    s = grammar.s
    k = i + (i < s.size and s.lowers[i] == ",")
    match = s.pack.conjunctions.longest(s.lowers, k) if k < s.size else None
    if match is None or match[1] != "and":
        return 0
    k += match[0]
    for end in range(k, min(k + 3, s.size)):
        if s.lowers[end] in s.pack.cue("others"):
            return end + 1
        if s.lowers[end] not in s.pack.determiners and calendar(s.pack).number(s.lowers[end]) is None:
            break
    np = grammar.single(k)
    unnamed = np is not None and np.mention is None and np.pronoun is None and np.is_human
    return np.end if np is not None and unnamed and not _leads_clause(s, np) else 0


def _past_origin(s: AnnotatedSentence, np: NounPhrase, end: int) -> int:
    """Behind "di Norvegia" in "il re Harald di Norvegia e la regina Sofia", if a list goes on there."""
    match = s.pack.prepositions.longest(s.lowers, end) if end < s.size and np.mention else None
    place = s.mention_at.get(end + match[0]) if match and match[1] in s.pack.preposition_roles["of"] else None
    return place.end if place is not None and place.kind != PERSON else s.size
