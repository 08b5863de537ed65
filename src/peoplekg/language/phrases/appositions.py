"""What stands between commas behind a name: "X, 41, the actress,", "X, moglie di Y e madre di Z"."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.entities import PERSON
from peoplekg.language.phrases.ages import age_behind
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.juxtaposition import juxtapose
from peoplekg.language.phrases.verb_groups import finite_follows
from peoplekg.language.phrases.words import holder_behind, is_honour, noun_readings


def attach_appositions(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """Ages and nouns behind a name: "X, 41, the actress," "X, moglie di Y e madre di Z"."""
    s = grammar.s
    if np.end + 1 < s.size and is_honour(s, np.end) and s.lowers[np.end + 1] == ",":
        np.end += 1
    age = age_behind(s, np.end)
    if age:
        np.age, np.end = age
    for _ in range(3):
        if np.end >= s.size or s.lowers[np.end] not in (",", "(", "—", "–"):
            return
        noun = apposed_noun(grammar, np.end + 1, np)
        if noun is None:
            return
        np.appositions.append(noun)
        end = noun.end
        while True:
            match = s.pack.conjunctions.longest(s.lowers, end) if end < s.size else None
            if not match or match[1] != "and":
                break
            following = grammar.core(_past_lead_in(s, end + match[0]), None, False)
            within = any(c.end == end and c.mention is None and c.is_human for _, c in noun.complements)
            bare = following is not None and following.determiner == "none" and not following.complements
            if within and bare:
                break  # "una delle amiche del giornalista e conduttore"
            if (
                following is None
                or following.mention
                or not following.sense(*HUMAN)
                or following.number == "p"
                or following.end in s.mention_at
            ):
                break
            if following.possessor is None and following.determiner == "none":
                following.possessor = noun.possessor if noun.possessor and noun.possessor.pronoun else None
            if noun.possessor is None and not noun.complements and noun.sense("tie") and following.sense("tie"):
                noun.possessor = following.possessor  # "collega e amica di X"
            _share_complements(noun, following)
            np.appositions.append(following)
            end = following.end
        np.end = end
        age = age_behind(s, np.end) if np.age is None else None
        if age:
            np.age, np.end = age
        if np.end < s.size and s.lowers[np.end] == ")":
            np.end += 1
    if np.end < s.size and s.lowers[np.end] == ",":
        return


def apposed_noun(grammar: PhraseGrammar, i: int, np: NounPhrase) -> NounPhrase | None:
    """A noun phrase without a name at i that can say what ``np`` is."""
    s = grammar.s
    if i >= s.size:
        return None
    if i in s.mention_at and not (_genitive_at(s, s.mention_at[i].end) or holder_behind(s, i)):
        return None
    begin, i = i, _past_lead_in(s, i)
    if i >= s.size:
        return None
    noun = grammar.core(i, None, False)
    if noun is not None and noun.mention is None and noun.sense("occupation", "office", "person"):
        owner = s.mention_at.get(noun.end)  # "the singer X's father"
        if owner is not None and owner.kind == PERSON and _genitive_at(s, owner.end):
            noun = grammar.core(owner.end + 1, juxtapose(s, noun, noun.end), False)
    named = s.mention_at.get(noun.end + 1) if noun is not None else None
    if named is not None and named.kind == PERSON and noun is not None and i > begin:
        listed = noun.determiner == "definite" and s.lowers[noun.end] == ","
        noun = None if listed else noun  # "(before him X,) then the present president, Y"
    while noun and noun.end < s.size and s.lowers[noun.end] in s.pack.genitive:
        if noun.possessor is not None and noun.possessor.end == noun.end:  # "a friend of X's"
            noun.end += 1
            break
        noun = grammar.core(noun.end + 1, noun, False)
        if noun is not None and noun.mention is None:
            noun.start = i  # "formerly Alfa's chief of staff": what leads in stands before the owner
    prize = noun is not None and noun.sense("event") is not None and noun.determiner == "none"
    if noun is None or noun.mention or noun.members or not (noun.sense(*HUMAN) or prize):
        return None
    if noun.number == "p" or noun.end in s.mention_at or finite_follows(s, noun.end):
        return None
    if (
        noun.determiner == "definite"
        and noun.end < s.size
        and s.lowers[noun.end] == ","
        and noun.end + 1 in s.mention_at
        and (_conjunction_behind(s, s.mention_at[noun.end + 1].end) or _articles_differ(s, np, noun))
    ):
        return None
    gender = noun.gender
    unsure = noun.article is not None and np.entity is not None and np.entity.genders.total() < 2
    if gender and np.gender and gender != np.gender and (gender == "f" or noun.sense("tie")) and not unsure:
        return None
    if noun.sense("group") and not noun.sense("tie", "occupation", "office", "person"):
        return None
    return noun


def _articles_differ(s: AnnotatedSentence, np: NounPhrase, noun: NounPhrase) -> bool:
    """ "per la Rossi, il chitarrista di X, Y, per l'amica": the man is Y."""
    first = s.pack.article_genders.get(s.lowers[np.start]) or np.gender
    second = s.pack.article_genders.get(s.lowers[noun.start])
    return first is not None and second is not None and first != second


def attach_plural_apposition(grammar: PhraseGrammar, group: NounPhrase) -> None:
    """ "A e B, amici da una vita": a plural noun behind a pair."""
    s = grammar.s
    if group.end + 1 >= s.size or s.lowers[group.end] != "," or group.end + 1 in s.mention_at:
        return
    noun = grammar.core(group.end + 1, None, False)
    if noun is None or noun.mention or noun.number != "p" or not noun.sense("tie", "group") or noun.end in s.mention_at:
        return
    if finite_follows(s, noun.end):
        return
    noun.behind = True
    group.appositions.append(noun)
    group.end = noun.end
    match = s.pack.conjunctions.longest(s.lowers, group.end) if group.end < s.size else None
    second = grammar.core(group.end + match[0], None, False) if match and match[1] == "and" else None
    if second is None or second.mention is not None or second.number != "p" or second.determiner != "none":
        return
    if second.sense("tie", "group") and second.end not in s.mention_at:  # "ex amici e colleghi"
        second.behind, second.modifiers = True, (*noun.modifiers, *second.modifiers)
        group.appositions.append(second)
        group.end = second.end


def _share_complements(first: NounPhrase, second: NounPhrase) -> None:
    """ "the founder and president of X": of X both."""
    both = all(n.sense("office") is not None and n.sense("tie") is None for n in (first, second))
    if not both:
        return
    if not first.complements and first.possessor is None and not second.possessor:
        first.complements = list(second.complements)
    owner = first.possessor
    if owner is not None and not owner.is_human and second.possessor is None and not second.complements:
        second.possessor = owner


def _past_lead_in(s: AnnotatedSentence, i: int) -> int:
    """Behind dates, adverbs and phrases of time that lead in an apposition: "da tempo responsabile"."""
    leads = s.pack.cue_phrases("lead_in")
    for _ in range(3):
        if i >= s.size:
            break
        phrase = leads.longest(s.lowers, i) if i not in s.in_mention else None
        if i in s.date_at:
            i = s.date_at[i][1]
        elif phrase:
            i += phrase[0]
        elif i not in s.in_mention and _lead_in(s, i):
            i += 1
    return i


def _lead_in(s: AnnotatedSentence, i: int) -> bool:
    """Adverbs before an apposition: "oggi deputato", "formerly the mayor"."""
    lower = s.lowers[i]
    return s.pack.is_adverb(lower) or (lower in s.pack.cue("current") and not noun_readings(s, i))


def _genitive_at(s: AnnotatedSentence, i: int) -> bool:
    return i < s.size and s.lowers[i] in s.pack.genitive


def _conjunction_behind(s: AnnotatedSentence, i: int) -> bool:
    """Whether a list goes on at i (", and" too): a noun before it is a member with its own name."""
    i += i < s.size and s.lowers[i] == ","
    return i < s.size and s.pack.conjunctions.longest(s.lowers, i) is not None
