"""Works and other things with their titles: "his memoir, Breaking History", 'the album "Thriller"'."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.entities import PERSON, WORK, Mention
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.grammar import PhraseGrammar


def quoted_title(s: AnnotatedSentence, i: int) -> NounPhrase | None:
    """A name that fills its quotation marks ("Blue Days") is a phrase of the clause, no quotation."""
    mention = s.mention_at.get(i + 1)
    if i >= s.size or s.lowers[i] not in '«“"' or mention is None or mention.kind == PERSON:
        return None
    end = mention.end + (mention.end < s.size and s.lowers[mention.end] in (",", "."))
    if end >= s.size or s.lowers[end] not in '»”"':
        return None
    return NounPhrase(i, end + 1, mention=mention, head=i + 1, sentence=s.sentence)


def with_title(s: AnnotatedSentence, np: NounPhrase) -> NounPhrase:
    """ "his memoir, Breaking History", 'the album "Thriller"', "the magazine Vogue": a thing with its title."""
    k = _behind_subject(s, np) or np.end
    for _ in range(4):
        if k in s.mention_at:
            mention = s.mention_at[k]
            if mention.kind == PERSON or (k > np.end and mention.kind != WORK):
                return np
            end = mention.end
            if end + 1 < s.size and s.lowers[end] in ",." and s.lowers[end + 1] in '"”»':
                end += 1
            if end < s.size and s.lowers[end] in '"”»’':
                end += 1
            named = NounPhrase(
                np.start,
                end,
                mention=mention,
                determiner=np.determiner,
                head=k,
                possessor=np.possessor,
                sentence=s.sentence,
            )
            named.appositions.append(np)
            return named
        if k >= s.size:
            return np
        if k in s.date_at:
            k = s.date_at[k][1]
        elif _leads_to_title(s, k):
            k += 1
        else:
            return np
    return np


def _behind_subject(s: AnnotatedSentence, np: NounPhrase) -> int:
    """ "her book about the case, Low Tide": where the title is, behind what the work is about; 0 for nowhere."""
    if not np.sense("work") or np.possessor is None or np.end >= s.size:
        return 0
    if s.pack.prepositions.longest(s.lowers, np.end) is None:
        return 0
    for k in range(np.end + 1, min(np.end + 8, s.size - 1)):
        if s.lowers[k] == ",":
            mention = s.mention_at.get(k + 1)
            return k + 1 if mention is not None and mention.kind == WORK else 0
        if not s.tokens[k].is_word or k in s.in_mention or s.lowers[k] in s.pack.auxiliaries:
            return 0
    return 0


def _leads_to_title(s: AnnotatedSentence, k: int) -> bool:
    lower = s.lowers[k]
    return lower in ',"“«‘' or lower in s.pack.function_words or lower in s.pack.titled_words


def describe_work(grammar: PhraseGrammar, np: NounPhrase) -> None:
    """What stands behind a title: its year, and ", a memoir of her childhood"."""
    s = grammar.s
    _year_behind(s, np)
    _more_titles(s, np)
    k = np.end
    inside = k >= 2 and s.lowers[k - 1] in '"”»' and s.lowers[k - 2] == ","  # "Low Tide," a memoir
    if k >= s.size or not (s.lowers[k] == "," or inside):
        return
    noun = grammar.core(k + (s.lowers[k] == ","), None, False)
    if noun is not None and noun.mention is None and noun.sense("work") and noun.determiner != "none":
        np.appositions.append(noun)
        np.end = noun.end


def _more_titles(s: AnnotatedSentence, np: NounPhrase) -> None:
    """The rest of a list of titles: "the author of A, B and C" is one phrase."""
    while True:
        k = np.end
        while k < s.size and (s.lowers[k] == "," or s.lowers[k] in '"“«' or _joins(s, k)):
            k += 1
        following = s.mention_at.get(k)
        if k == np.end or following is None or not is_title(s, following):
            return
        np.end = following.end
        if np.end < s.size and s.lowers[np.end] == ",":
            np.end += np.end + 1 < s.size and s.lowers[np.end + 1] in '"”»'
        np.end += np.end < s.size and s.lowers[np.end] in '"”»'
        _year_behind(s, np)


def is_title(s: AnnotatedSentence, mention: Mention | None) -> bool:
    """A title of a work, or a name that stands in quotation marks like one."""
    if mention is None or mention.kind == PERSON:
        return False
    return mention.kind == WORK or (mention.start > 0 and s.lowers[mention.start - 1] in '"“«')


def _joins(s: AnnotatedSentence, k: int) -> bool:
    match = s.pack.conjunctions.longest(s.lowers, k)
    return match is not None and match[1] == "and"


def _year_behind(s: AnnotatedSentence, np: NounPhrase) -> None:
    k = np.end
    if k + 2 < s.size and s.lowers[k] == "(" and s.lowers[k + 1].isdigit() and s.lowers[k + 2] == ")":
        np.end = k + 3
