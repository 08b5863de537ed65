"""What opens a noun phrase: articles, possessives, numbers; and the pronouns that are one by themselves."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.dates import calendar
from peoplekg.language.pack import Noun
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.words import is_adjective, noun_at, noun_readings
from peoplekg.model import Gender


def read_determiners(s: AnnotatedSentence, i: int) -> tuple[int, str, NounPhrase | None, bool]:
    """Articles, possessives and quantifiers from i on: (next position, kind, owner, is it "no")."""
    determiner, owner, negated = "none", None, False
    j = i
    while j < s.size and j not in s.mention_at and j - i < 4:
        lower = s.lowers[j]
        if lower in s.pack.possessives and (lower not in s.pack.pronouns or j > i or noun_at(s, j + 1)):
            owner = NounPhrase(
                j,
                j + 1,
                pronoun={**s.pack.possessives[lower], "possessive": True},
                head=j,
                sentence=s.sentence,
            )
            determiner = "possessive"
            if j == i and _only_date(s, j + 1):
                return j + 1, determiner, owner, negated  # "pardoned her two years later"
        elif lower in s.pack.determiners:
            if determiner != "possessive":
                determiner = (
                    "definite"
                    if lower in s.pack.definite
                    else "indefinite"
                    if lower in s.pack.grammar["determiners"]["indefinite"]
                    else "other"
                )
            negated = negated or lower in s.pack.cue("negative_determiners")
        elif _counts(s, j):
            determiner = "other" if determiner == "none" else determiner
        else:
            break
        j += 1
    if j > i and determiner == "none":
        determiner = "definite"
    if determiner == "none" and _joined_article(s, i):
        determiner = "definite"
    return j, determiner, owner, negated


def _joined_article(s: AnnotatedSentence, i: int) -> bool:
    """Whether the preposition before i has its article joined to it ("del", "alla")."""
    return i > 0 and s.pack.elided_article(s.lowers[i - 1])


def _counts(s: AnnotatedSentence, j: int) -> bool:
    """A number before a noun: "dodici anni", "30 months"."""
    if j + 1 >= s.size or j in s.date_at or j + 1 in s.in_mention:
        return False
    lower, following = s.lowers[j], s.lowers[j + 1]
    led = lower in s.pack.cue("before_numbers") and calendar(s.pack).number(following) is not None
    number = lower.isdigit() or (lower not in s.pack.determiners and calendar(s.pack).number(lower) is not None)
    if not led and not (number and s.tokens[j + 1].is_word and following not in s.pack.function_words):
        return False
    noun = noun_readings(s, j)
    return noun is None or noun[0] == 1  # "primo marito"


def _only_date(s: AnnotatedSentence, i: int) -> bool:
    """Whether a date of several words stands at i, and no noun behind it that it could belong to."""
    end = s.date_at[i][1] if i in s.date_at else i
    return end > i + 1 and (end >= s.size or not noun_at(s, end))


def pronoun_at(s: AnnotatedSentence, i: int, possessor: NounPhrase | None) -> NounPhrase | None:
    match = s.pack.pronouns.longest(s.lowers, i)
    if not match or possessor is not None or i in s.in_mention:
        return None
    end = i + match[0]
    lower = s.lowers[i]
    if lower in s.pack.possessives and end < s.size and noun_at(s, end):
        return None
    if (
        match[1].get("pair")
        and end < s.size
        and (
            noun_at(s, end)
            or s.lowers[end] in s.pack.determiners
            or s.lowers[end] in s.pack.possessives
            or end in s.mention_at
        )
    ):
        return None
    if (
        match[1].get("pair")
        and end < s.size
        and s.tokens[end].is_word
        and is_adjective(s, end)
        and lower in s.pack.determiners
    ):
        return None
    return NounPhrase(i, end, pronoun=match[1], head=i, sentence=s.sentence)


def article_gender(s: AnnotatedSentence, begin: int, end: int, nouns: tuple[Noun, ...]) -> Gender | None:
    """ "la cantante": what the article says of a noun that names men and women alike."""
    if nouns[0].sense not in ("occupation", "office") or nouns[0].number != "s":
        return None
    found = (s.pack.article_genders.get(w) for w in s.lowers[begin:end])
    return next((gender for gender in found if gender), None)
