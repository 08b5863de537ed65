"""The complements of a noun: of whom, of what, with whom: "presidente della Repubblica", "X's daughter with Y"."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.entities import PERSON
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.appositions import attach_appositions
from peoplekg.language.phrases.determiners import read_determiners
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.juxtaposition import juxtapose, name_behind
from peoplekg.language.phrases.listed_complements import attach_aside, listed_complement, lists_its_own
from peoplekg.language.phrases.words import can_own, holder_behind, named_at
from peoplekg.language.phrases.work_titles import describe_work, is_title, with_title

_STOP_MARKS = {",", ".", ";", ":", ")", "(", "—", "–", "-", "!", "?", "»", '"', "”", "…"}


def attach_complements(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """What belongs to the noun: of whom, of what ("presidente della Repubblica", "mother of his children")."""
    s = grammar.s
    for _ in range(2):
        after = _past_date(s, np)
        if after >= s.size or after in s.date_at:
            return
        match = s.pack.prepositions.longest(s.lowers, after)
        if not match:
            return
        length, prep = match
        length += after - np.end
        of = prep in s.pack.preposition_roles["of"]
        if not of and not (np.sense("occupation", "office", "tie") and prep in s.pack.cue("post_prepositions")):
            return
        begin = np.end + length
        dative = _takes_dative(s, np, prep)
        inner = _single_complement(grammar, begin, np) if of or dative else _named_complement(grammar, begin, np)
        if inner is None:
            return
        inner.prep = prep
        np.complements.append((prep, inner))
        named = bool(inner.members) or (inner.mention is not None and not _may_be_kindness(np))
        if dative and np.possessor is None and named and inner.is_human:
            np.possessor = inner
        if (
            of
            and inner.entity is not None
            and not np.sense("tie")
            and inner.end == np.end + length + (inner.end - begin)
        ):
            attach_appositions(grammar, inner)
        if of and np.possessor is None and inner.is_human and (inner.nouns == () or inner.determiner != "none"):
            np.possessor = inner
        np.end = inner.end


def _past_date(s: AnnotatedSentence, np: NounPhrase) -> int:
    """Behind the date in "vedova dal 2001 di X", where somebody named follows."""
    if np.end not in s.date_at or not np.sense("tie"):
        return np.end
    after: int = s.date_at[np.end][1]
    match = s.pack.prepositions.longest(s.lowers, after) if after < s.size else None
    if match is None or match[1] not in s.pack.preposition_roles["of"]:
        return np.end
    first = after + match[0]
    return after if any(named_at(s, k) for k in range(first, min(first + 3, s.size))) else np.end


def _takes_dative(s: AnnotatedSentence, np: NounPhrase, prep: str) -> bool:
    """ "mother to A and B", "godfather to C"."""
    return np.sense("tie") is not None and prep in s.pack.preposition_roles["to"]


def _may_be_kindness(np: NounPhrase) -> bool:
    """ "a father to C" may be no more than kind to C."""
    tie = np.sense("tie")
    return np.determiner == "indefinite" and tie is not None and tie.data["kind"] in ("parent", "sibling")


def _single_complement(grammar: PhraseGrammar, i: int, head: NounPhrase) -> NounPhrase | None:
    s = grammar.s
    inner = grammar.core(i, None, True)
    while inner and inner.end < s.size and s.lowers[inner.end] in s.pack.genitive and can_own(s, inner):
        owned = grammar.core(inner.end + 1, inner, False)
        if owned is None:
            break
        inner = owned
    if inner and inner.mention is None and inner.sense(*HUMAN) and inner.end < s.size:
        if _names_the_head(grammar, head, inner):
            return inner
        inner = name_behind(grammar, inner)
    if inner and head.sense("tie") and _unknown_trade(s, inner):
        inner = juxtapose(s, inner, inner.end + 1)
    if inner and inner.mention is None and inner.sense("work", "organization", "place"):
        inner = with_title(s, inner)
    if inner and is_title(s, inner.mention):
        describe_work(grammar, inner)
    if inner and inner.mention and inner.mention.kind == PERSON:
        _origin(s, inner)
        if head.sense("tie") and not lists_its_own(s, head, inner):
            attach_aside(grammar, inner)
    if inner and inner.is_human and not inner.members and not lists_its_own(s, head, inner):
        return listed_complement(grammar, i, inner, head) or inner
    return inner


def _origin(s: AnnotatedSentence, np: NounPhrase) -> None:
    """ "George Sweet of Tiverton": where somebody is from belongs to the name."""
    match = s.pack.prepositions.longest(s.lowers, np.end) if np.end < s.size else None
    if match and match[1] in s.pack.preposition_roles["of"]:
        place = s.mention_at.get(np.end + match[0])
        while place is not None and place.kind != PERSON:
            np.end = place.end
            place = s.mention_at.get(np.end)


def _unknown_trade(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "the daughter of a shipowner, X, and …": a noun in no list, with the name of a parent behind it."""
    if np.mention is not None or np.nouns or np.members or np.pronoun is not None or np.end + 1 >= s.size:
        return False
    if np.determiner not in ("indefinite", "definite") or s.lowers[np.end] != "," or not named_at(s, np.end + 1):
        return False
    after = s.mention_at[np.end + 1].end
    return after < s.size and s.lowers[after] in _STOP_MARKS


def _names_the_head(grammar: PhraseGrammar, head: NounPhrase, inner: NounPhrase, *, bare: bool = False) -> bool:
    """ "the wife of the actor, X, …": the name behind the comma is the wife's, where its gender allows it."""
    s = grammar.s
    mention = s.mention_at.get(inner.end + 1)
    if s.lowers[inner.end] == "," and mention is None and inner.determiner == "definite" and head.sense("tie"):
        noun = grammar.core(inner.end + 1, None, False)
        if noun is not None and noun.determiner == "definite" and noun.sense("occupation", "office"):
            mention = s.mention_at.get(noun.end)
    if s.lowers[inner.end] != "," or mention is None or mention.entity is None:
        return False
    job = head.determiner == "indefinite" and head.sense("occupation", "office") is not None
    if not (job or head.determiner in ("definite", "possessive", "other")) or not head.sense(*HUMAN):
        return False
    gender = mention.entity.gender
    fits = inner.determiner == "definite" or (bare and inner.determiner == "none")
    return fits and not (gender and head.gender and gender != head.gender)


def _named_complement(grammar: PhraseGrammar, i: int, head: NounPhrase) -> NounPhrase | None:
    s = grammar.s
    j, determiner, owner, _negated = read_determiners(s, i)
    if owner is not None:
        return None
    if j in s.mention_at and not holder_behind(s, j):
        return NounPhrase(
            i,
            s.mention_at[j].end,
            mention=s.mention_at[j],
            determiner=determiner,
            head=j,
            sentence=s.sentence,
        )
    inner = grammar.core(i, None, True)
    if inner and inner.sense("office", "occupation") and inner.end in s.mention_at:
        return juxtapose(s, inner)
    if inner and inner.sense("organization", "place"):
        return with_title(s, inner) if inner.mention is None else inner
    if inner and inner.mention is None and inner.end < s.size and _names_the_head(grammar, head, inner, bare=True):
        return inner  # "a spokesman for the governor, X,", "the minister for transport, X,"
    return None


def attach_other_parent(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """ "X's daughter with Y", "his son with ex-wife Z": the other parent, no companion of the verb's."""
    s = grammar.s
    tie = np.sense("tie")
    if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or np.end >= s.size:
        return
    match = s.pack.prepositions.longest(s.lowers, np.end)
    if not match or match[1] not in s.pack.preposition_roles["with"] or s.lowers[np.end] != match[1]:
        return
    inner = grammar.single(np.end + match[0])
    if inner is None or inner.mention is None or inner.mention.kind != PERSON:
        return
    loved = any((t := n.sense("tie")) and t.data["kind"] in ("spouse", "partner") for n in inner.appositions)
    owned = np.possessor is not None and np.possessor.mention is not None
    named = inner.end < s.size and s.lowers[inner.end] == "," and named_at(s, inner.end + 1)
    if (owned or named or (loved and np.possessor is not None)) and not grammar.list_member(inner.end):
        np.complements.append((match[1], inner))
        np.end = inner.end


def attach_union(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """ "her daughters from her first marriage, X and Y", "a son by his marriage to Z, X": of what union."""
    s = grammar.s
    tie = np.sense("tie")
    if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or np.end >= s.size:
        return
    match = s.pack.prepositions.longest(s.lowers, np.end)
    union = grammar.core(np.end + match[0], None, True) if match else None
    if match is None or union is None or union.mention is not None or not union.sense("bond") or union.complements:
        return
    end = union.end
    to = s.pack.prepositions.longest(s.lowers, end) if end < s.size else None
    if to and to[1] in s.pack.preposition_roles["to"] | s.pack.preposition_roles["with"]:
        other = grammar.core(end + to[0], None, True)
        if other is None or other.mention is None or other.mention.kind != PERSON:
            return
        end = other.end
    else:
        other = None
    if end >= s.size or s.lowers[end] not in (",", ":", "(") or not named_at(s, end + 1):
        return
    union.prep = match[1]
    np.complements.append((match[1], union))
    if other is not None and to:
        union.complements.append((to[1], other))
        np.complements.append((min(s.pack.preposition_roles["with"]), other))
    np.end = union.end = end
