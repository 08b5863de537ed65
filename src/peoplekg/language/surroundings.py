"""What stands around a name: nouns, offices, relatives and ages beside it, and whether a word is an ordinary one.

Nothing is decided here: finding names, voting on their kinds and linking them to people ask these questions.
"""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.dates import calendar
from peoplekg.language.dictionary import is_known
from peoplekg.language.entities import HUMAN_SENSES, Candidate
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.tokens import Token

PEOPLE_ONLY = {"marry", "divorce", "born", "die", "convict", "date", "pardon"}


def known_name(tokens: list[Token], i: int, pack: Pack) -> int:
    """The end of a known name with small words in it ("Corriere della Sera"), 0 when none begins at i."""
    for end in range(min(i + 6, len(tokens)), i + 2, -1):
        small = any(not t.is_capital or t.lower in pack.function_words for t in tokens[i:end])
        if not small:
            continue
        text = text_of(tokens[i:end])
        if not tokens[end - 1].is_capital:
            if names.known_organization(text) == "programme":
                return end  # "Ballando con le stelle"
            continue
        if names.known_organization(text) or names.known_event(text) or names.place_kind(text):
            return end
    if i > 1 and tokens[i].is_capital and not next_capital(tokens, i) and tokens[i - 1].text.islower():
        return i + 1 if names.known_organization(f"{tokens[i - 1].text} {tokens[i].text}") else 0  # "the Guardian"
    return 0


def text_of(tokens: list[Token]) -> str:
    """The tokens as they are written, with their spaces."""
    text = ""
    for k, token in enumerate(tokens):
        text += token.text if k == 0 or tokens[k - 1].end == token.start else " " + token.text
    return text


def is_title_case(tokens: list[Token], pack: Pack) -> bool:
    """An English headline style: nearly all content words have capitals, and no full stop ends it."""
    if tokens[-1].text == ".":
        return False
    content = [t for t in tokens if t.is_word and t.lower not in pack.function_words and len(t.text) > 3]
    return len(content) >= 4 and sum(t.is_capital for t in content) > 0.8 * len(content)


def begins(tokens: list[Token], i: int) -> bool:
    """Whether token i stands where any word would have a capital."""
    return i == 0 or tokens[i - 1].text in '«“"‘:•–—-(|¿¡' or tokens[i - 1].text in {".", "!", "?", "...", "…"}


def children_before(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "three children by his first wife, X: Ann, …": a plural noun for children somewhere before the colon."""
    if i < 3 or tokens[i - 1].text != ":":
        return False
    lowers = [t.lower for t in tokens[max(0, i - 14) : i]]
    return any(
        noun.sense == "tie" and noun.number == "p" and noun.data.get("bearer") == "child"
        for j in range(len(lowers))
        for _, noun in pack.nouns.match(lowers, j)
    )


def next_capital(tokens: list[Token], i: int) -> bool:
    """Whether a word with a capital follows token i."""
    return i + 1 < len(tokens) and tokens[i + 1].is_word and tokens[i + 1].is_capital


def is_ordinary(token: Token, pack: Pack) -> bool:
    """A word of the dictionary, so that its capital at the beginning of a sentence says nothing."""
    lower = token.lower
    return (
        lower in pack.function_words
        or token.lemma in pack.verb_lemmas
        or pack.nouns.longest([lower], 0) is not None
        or lower in pack.auxiliaries
        or lower in pack.cue("adverbs")
        or is_known(lower, pack.code)
    )


def human_noun(lowers: list[str], i: int, pack: Pack) -> tuple[int, Noun] | None:
    """The length and the noun for people that begins at i, None when none does."""
    for length, noun in pack.nouns.match(lowers, i):
        if noun.sense in HUMAN_SENSES:
            return length, noun
    return None


def owned_relative(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A noun for a person right before i."""
    lowers = [t.lower for t in tokens[max(0, i - 4) : i]]
    return any(
        length == back and noun.sense in HUMAN_SENSES
        for back in range(1, len(lowers) + 1)
        for length, noun in pack.nouns.match(lowers, len(lowers) - back)
    )


def is_verb(token: Token, pack: Pack) -> bool:
    """A finite verb in lower case, so that the words are a clause and no title."""
    if token.lower in pack.auxiliaries:
        return True
    return (
        not token.is_capital
        and token.lemma in pack.verb_lemmas
        and pack.tense(token.lower, token.lemma) in ("past", "imperfect", "future")
    )


def belongs_to_job(c: Candidate, pack: Pack) -> bool:
    """Whether a name stands before somebody's job, in a language that puts there what a job belongs to."""
    if pack.syntax["adjectives_follow"]:
        return False
    if c.end >= len(c.sentence.tokens):
        return False
    found = human_noun(c.sentence.lowers, c.end, pack)
    human = found is not None and found[1].sense in ("office", "occupation", "person")
    behind = c.end + found[0] if found is not None and human else len(c.sentence.tokens)
    return behind < len(c.sentence.tokens) and c.sentence.tokens[behind].is_capital


def is_thing(lower: str, pack: Pack) -> bool:
    """Whether a word is a noun for an event, an organization, a place or a work."""
    return any(noun.sense in ("event", "organization", "place", "work") for _, noun in pack.nouns.match([lower], 0))


def close_relative(noun: Noun) -> bool:
    """ "son", "wife": a single word behind it names somebody, whatever else the word may name."""
    kinds = ("parent", "sibling", "spouse")
    return noun.sense == "tie" and noun.number == "s" and noun.gender is not None and noun.data.get("kind") in kinds


def relative_in_front(tokens: list[Token], comma: int, pack: Pack) -> bool:
    """ "la figlia di X, Georgia": before the comma a close relative with the owner's name behind the noun."""
    lowers = [t.lower for t in tokens[:comma]]
    for begin in range(max(0, comma - 6), comma - 2):
        for length, noun in pack.nouns.match(lowers, begin):
            owner = tokens[begin + length + 1 : comma]
            if not close_relative(noun) or begin + length >= comma or not pack.is_of(lowers[begin + length]):
                continue
            if owner and all(t.is_capital for t in owner) and (begin == 0 or lowers[begin - 1] in pack.definite):
                return True
    return False


def people_verb(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A verb right behind that only people are the subject of: "Les married …"."""
    return i < len(tokens) and bool(pack.verb_classes.get(tokens[i].lemma, frozenset()) & PEOPLE_ONLY)


def relative_follows(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "X's wife", "X and his wife", "X e suo figlio": only people have relatives."""
    if i >= len(tokens):
        return False
    lowers = [t.lower for t in tokens[i : i + 6]]
    if lowers[0] in pack.genitive:
        begin = 1
    elif len(lowers) > 1 and lowers[0] in pack.grammar["conjunctions"]["and"]:
        begin = 2 if lowers[1] in pack.possessives else 3 if len(lowers) > 2 and lowers[2] in pack.possessives else 0
    else:
        return False
    if not begin:
        return False
    for j in range(begin, min(begin + 3, len(lowers))):
        if any(noun.sense == "tie" for _, noun in pack.nouns.match(lowers, j)):
            return True
    return False


def relative_of(lowers: list[str], i: int, pack: Pack) -> bool:
    """ "wife of X", "figlio di X"."""
    to = lowers[i - 1] in pack.preposition_roles["to"]  # "mum to X and Y"
    if i < 2 or not (to or pack.is_of(lowers[i - 1])):
        return False
    return any(length == 1 and noun.sense == "tie" for length, noun in pack.nouns.match(lowers, i - 2))


def prep_before(lowers: list[str], i: int, pack: Pack) -> list[tuple[int, str]]:
    """The prepositions that end right before i, each with its length."""
    return list(pack.prepositions.match(lowers, i - 1)) if i else []


def noun_before(tokens: list[Token], i: int, pack: Pack) -> Noun | None:
    """The noun that ends just before position i, or before a comma there when it is a person's ("his wife, X")."""
    first = max(0, i - 9)  # no noun is looked for before it
    lowers = [t.lower for t in tokens[first:i]]
    i -= first
    for gap in (0, 1):
        stop = i - gap
        if gap and (i < 2 or lowers[i - 1] not in (",", ":", "-", "–", "—", "(")):
            break
        if gap and lowers[i - 2] in pack.cue("together"):
            stop -= 1  # "a daughter together, X"
        named = not gap and bool(lowers) and lowers[-1] in pack.cue("naming")
        stop -= named  # "a girl named X"
        for back in (4, 3, 2, 1):
            begin = stop - back
            if begin < 0:
                continue
            for length, noun in pack.nouns.match(lowers, begin):
                if (
                    length == back
                    and gap
                    and lowers[i - 1] != ","
                    and (noun.sense not in ("tie", "group") or noun.number != "p")
                ):
                    continue
                if named and not close_relative(noun) and not (noun.sense == "person" and noun.gender):
                    continue
                adjective = length == 1 and noun.words[0] in pack.weak_nouns and pack.syntax["adjectives_follow"]
                if adjective and begin and is_thing(lowers[begin - 1], pack):
                    continue  # "la trasmissione sportiva X"
                if length == back and (
                    not gap or noun.sense in ("tie", "occupation", "office", "person") or "bearer" in noun.data
                ):
                    return noun
        if not gap and stop >= 2 and lowers[stop - 1] in pack.demonyms:
            for length, noun in pack.nouns.match(lowers, stop - 2):
                if length == 1 and noun.sense in HUMAN_SENSES:
                    return noun
        if not gap:
            for back in (2, 1):
                if stop - back >= 0:
                    title = pack.title_at(tokens, first + stop - back)
                    if title and title[0] == back:
                        return title[1]
    return None


def child_of_union(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "her son from her first marriage, X": a name behind the noun for a child and the union it comes from."""
    if i < 4 or tokens[i - 1].text not in (",", ":", "("):
        return False
    lowers, union = [t.lower for t in tokens[:i]], False
    for k in range(i - 2, max(-1, i - 11), -1):
        found = [(length, noun) for length, noun in pack.nouns.match(lowers, k) if k + length < i]
        if union and any(n.sense == "tie" and n.data.get("bearer") == "child" for _, n in found):
            return True
        union = union or any(n.sense == "bond" for _, n in found)
        if not tokens[k].is_word or is_verb(tokens[k], pack):
            return False
    return False


def office_before(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "the former bishop of Gozo, X": an office with what it belongs to before the comma."""
    if i < 4 or tokens[i - 1].text != ",":
        return False
    for k in range(i - 2, max(0, i - 6), -1):
        if pack.is_of(tokens[k].lower):
            lowers = [t.lower for t in tokens[max(0, k - 3) : k]]
            return any(
                length == len(lowers) - j and noun.sense in ("office", "occupation") and noun.number == "s"
                for j in range(len(lowers))
                for length, noun in pack.nouns.match(lowers, j)
            )
        if not tokens[k].is_word or not (tokens[k].is_capital or tokens[k].lower in pack.definite):
            return False
    return False


def age_follows(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ ", 67," or ", 67 anni" or "(67)" behind a name."""
    if i + 1 >= len(tokens) or tokens[i].text not in (",", "("):
        return False
    number = tokens[i + 1].text
    years = calendar(pack).number(number)
    if years is None or (len(number) > 3 and number.isdigit()) or not 0 < years < 120:
        return False
    after = tokens[i + 2].lower if i + 2 < len(tokens) else "."
    return after in (",", ")", ".", ";", *pack.cue("years_old"))


def apposed_sense(lowers: list[str], i: int, pack: Pack) -> str | None:
    """The sense of the first noun within four words behind the comma at i - 1."""
    for j in range(i, min(i + 4, len(lowers))):
        if lowers[j] in (",", ".", ";"):
            return None
        for _, noun in pack.nouns.match(lowers, j):
            return noun.sense
    return None
