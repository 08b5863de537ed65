"""What each name is: votes from its form and from its context, shared over the document.

Given names and surnames, titles, occupations and kinship nouns beside a name, ages and verbs that only people do
speak for a person; against that speak known organizations, places, events and works. A person needs three votes and
more than any other kind.
"""

from __future__ import annotations

import re
from collections import Counter

from peoplekg.language import names
from peoplekg.language.dates import calendar
from peoplekg.language.entities import EVENT, HUMAN_SENSES, ORGANIZATION, OTHER, PERSON, PLACE, WORK, Candidate, Votes
from peoplekg.language.namesakes import is_realm
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.surroundings import (
    PEOPLE_ONLY,
    age_follows,
    apposed_sense,
    belongs_to_job,
    child_of_union,
    children_before,
    close_relative,
    human_noun,
    is_ordinary,
    is_thing,
    noun_before,
    office_before,
    people_verb,
    prep_before,
    relative_follows,
    relative_in_front,
    relative_of,
    text_of,
)
from peoplekg.language.tokens import Token

_THRESHOLD = 3.0


def cast_votes(c: Candidate, pack: Pack) -> None:
    """Note on a candidate what its words and what stands around it say of its kind."""
    if c.kind == WORK:
        c.votes[WORK] += 6
        return
    _vote_by_form(c, pack)
    _vote_by_context(c, pack)


def _vote_by_form(c: Candidate, pack: Pack) -> None:
    tokens = c.sentence.tokens[c.start : c.end]
    text = text_of(tokens)
    votes = c.votes
    if names.known_event(text):
        votes[EVENT] += 6
    if names.known_organization(text):
        votes[ORGANIZATION] += 6
    elif len(tokens) > 1 and names.known_organization(text_of(tokens[:-1])) and _edition(tokens[-1]):
        votes[ORGANIZATION] += 6  # "Marie Claire UK"
    if any(ch.isdigit() for ch in text):
        votes[OTHER] += 3
    if is_realm(tokens[0].text, pack) and not names.is_given(tokens[0].lower):
        votes[PLACE] += 7  # "i principi di Borbone Parma"
    if text[1:2] == "-" and text[2:3].isupper():
        votes[OTHER] += 5  # "R-Ohio"
    day = calendar(pack).words["weekday"]
    if len(tokens) > 1 and (text.casefold() in pack.demonyms or any(t.lower in day for t in tokens[:2])):
        votes[OTHER] += 8  # "the Sri Lankan …", "Sunday Larder"
    if tokens[0].lower in pack.definite:
        votes[OTHER] += 3 if tokens[0].lower in pack.particles else 6
    if _inside_title(c, pack):
        votes[OTHER] += 8
    if len(tokens) > 1:
        _vote_on_parts(tokens, text, votes, pack)
    else:
        _vote_on_single(tokens[0], text, votes, pack)


def _edition(token: Token) -> bool:
    """A country or letters behind a known name."""
    place = names.place_kind(token.text) is not None or token.text.isupper()
    return place and not names.is_surname(token.lower)


def _inside_title(c: Candidate, pack: Pack) -> bool:
    """Part of a short quotation that is written like a title ("Uncle John's Band")."""
    tokens = c.sentence.tokens
    number = tokens[c.start].quote
    if not number:
        return False
    inside = [t for t in tokens if t.quote == number and (t.text[0].isalnum() or t.text in ".!?")]
    words = [t for t in inside if t.is_word]
    if len(inside) > 8 or c.end - c.start >= len(inside) or not words or not words[0].is_capital:
        return False
    if any(not t.is_capital and t.lower in pack.auxiliaries for t in words):
        return False  # somebody's words
    return sum(t.is_capital for t in words) * 2 >= len(words) and not any(t.text == "." for t in inside)


def _vote_on_single(token: Token, text: str, votes: Votes, pack: Pack) -> None:
    if names.place_kind(text):
        votes[PLACE] += 3
    if text.isupper() and len(text) > 1:
        votes[ORGANIZATION] += 2
    if token.lower in pack.organization_tail and not names.is_given(token.lower):
        votes[ORGANIZATION] += 6  # what is left of "the American Indian Movement"
    if names.is_given(token.lower):
        votes[PERSON] += 0.5 if names.is_ambiguous(token.lower, pack.code) else 2.3
    elif names.is_surname(token.lower) and not names.place_kind(text) and not is_ordinary(token, pack):
        votes[PERSON] += 0.8


def _vote_on_parts(tokens: list[Token], text: str, votes: Votes, pack: Pack) -> None:
    first, last = tokens[0].lower, tokens[-1].lower.rstrip(".")
    given = names.is_given(first)
    if names.place_kind(text):
        votes[PLACE] += 6
    if first in pack.place_heads or last in pack.place_tails:
        votes[PLACE] += 3.5
    if first in pack.organization_head:
        votes[ORGANIZATION] += 3.5 if first not in pack.named_after else 8
    if last in pack.organization_tail:
        votes[ORGANIZATION] += 4
    if any(t.lower in pack.organization_inside for t in tokens):
        votes[ORGANIZATION] += 2
    if not human_noun([last], 0, pack) and is_thing(last, pack) and (len(tokens) > 2 or not given):
        votes[OTHER] += 4
    prize = tokens[0].lower if pack.syntax["adjectives_follow"] else last
    award = any(n.sense == "event" and n.key == "award" for _, n in pack.nouns.match([prize], 0))
    called = prize == first and given and (names.is_given(tokens[1].lower) or names.is_surname(last))  # "Oscar Wilde"
    if award and not called:
        votes[EVENT] += 7  # "the Daphne Prize"
    inner = [t for t in tokens[1:] if t.is_capital and len(t.text) > 2]
    strange = [t for t in inner if not names.is_given(t.lower) and not names.is_surname(t.lower)]
    ordinary = [t for t in strange if is_ordinary(t, pack)]
    if last in pack.suffixes and len(tokens) == 2 and is_ordinary(tokens[0], pack) and not given:
        votes[OTHER] += 4  # "Parte III"
    votes[OTHER] += 2.5 * len(ordinary) + 4 * sum(pack.is_foreign_word(t.lower) for t in strange if t not in ordinary)
    if not given and not names.is_given(last) and pack.is_foreign_word(first):
        votes[OTHER] += 1.5
    if not given and names.is_given(tokens[1].lower) and (pack.is_adverb(first) or first in pack.cue("title_articles")):
        votes[OTHER] += 4  # "Le Jules Verne", "Disperatamente Giulia"
    if first in pack.weak_place_heads and (not given or names.is_ambiguous(first, pack.code)):
        house = not given and len(tokens) == 2 and names.is_given(last)  # "Villa Giulia": no name ends in a first name
        house = house or (len(tokens) > 2 and tokens[1].lower in pack.cue("title_articles"))  # "Villa La Ginestra"
        votes[PLACE] += 4 if house else 2 if not given else 2.5
    if given:
        votes[PERSON] += 2 if names.is_ambiguous(first) else 3
    surname = " ".join(t.lower for t in tokens[1:])
    known = names.is_surname(last) or names.is_surname(surname) or names.is_given(last) or names.has_surname_shape(last)
    if known:
        votes[PERSON] += 1.5 if not is_ordinary(tokens[-1], pack) else 1
    elif given and not is_ordinary(tokens[-1], pack):
        votes[PERSON] += 1
    if any(len(t.text) == 2 and t.text.endswith(".") for t in tokens):
        votes[PERSON] += 2
    if last in ("jr", "sr") or any(t.text in '"“' for t in tokens):
        votes[PERSON] += 3
    if any(t.lower in pack.particles for t in tokens[1:-1]) and not ordinary:
        votes[PERSON] += 1
    if len(tokens) < 4 and not any(is_ordinary(t, pack) for t in tokens):
        votes[PERSON] += 1.5 if known else 1
    if len(tokens) == 2 and not given and not known and all(is_ordinary(t, pack) for t in tokens):
        votes[OTHER] += 2


def _vote_by_context(c: Candidate, pack: Pack) -> None:
    tokens, lowers, votes = c.sentence.tokens, c.sentence.lowers, c.votes
    many = c.end - c.start > 1
    if _plays(c, pack):
        votes[OTHER] += 12 if c.preceding is not None and c.preceding.sense == "title" else 8
    if not many and belongs_to_job(c, pack):
        votes[OTHER] += 1.5
    if not many and (lowers[c.start] in pack.function_words or pack.relatives.longest(lowers, c.start)):
        votes[OTHER] += 5  # the weekly "Chi"
    named_thing = lowers[c.start] if many else lowers[c.start - 1] if c.start else ""
    if named_thing in pack.cue("named_things"):
        votes[OTHER] += 8  # "il ciclone Harry", "Hurricane Harry"
    following = tokens[c.end] if c.end < len(tokens) else None
    if following is not None and following.is_capital and following.lower in pack.cue("foreign_pronouns"):
        votes[OTHER] += 5  # "Cry Me a River"
    noun = c.preceding or noun_before(tokens, c.start, pack)
    head = c.start - len(noun.words) - 1 if noun and noun.sense in ("title", "office") else -1
    if head >= 0 and lowers[head] in pack.place_heads:
        votes[PLACE] += 14  # "in viale Regina Giovanna"
    if noun and not pack.cue("former").issuperset(noun.words):
        if noun.sense == "title":
            votes[PERSON] += 4
        elif _family_name(c, noun):
            votes[OTHER] += 5
        elif noun.sense == "group" and "bearer" not in noun.data:
            votes[OTHER] += 2
        elif noun.sense in HUMAN_SENSES and _ends_in_organization(c, noun, many, pack):
            votes[ORGANIZATION] += 4
        elif noun.sense in HUMAN_SENSES:
            votes[PERSON] += 6.5 if not many and close_relative(noun) else 3  # "her daughter Sky"
            if noun.number == "p":
                _vote_for_the_list(c)
        elif noun.sense == "organization":
            votes[ORGANIZATION] += 2.5 if many or lowers[c.start - 1] == "," else 4
            if not many and lowers[c.start - 1] == noun.words[-1]:
                _vote_for_the_firm(c)
        elif noun.sense == "place":
            votes[PLACE] += 2.5
        elif noun.sense == "event":
            votes[EVENT] += 2
    if noun is None and names.is_given(lowers[c.start]) and children_before(tokens, c.start, pack):
        votes[PERSON] += 2.5
        _vote_for_the_list(c)
    if noun is None and child_of_union(tokens, c.start, pack):
        votes[PERSON] += 3
        _vote_for_the_list(c)
    if noun is None and many and office_before(tokens, c.start, pack):
        votes[PERSON] += 3
    before = lowers[c.start - 1] if c.start else ""
    if before == "," and noun is None and not many and relative_in_front(tokens, c.start - 1, pack):
        votes[PERSON] += 3
    if before in pack.auxiliaries and noun is None:
        said_of = noun_before(tokens, c.start - 1, pack)
        if said_of is not None and (said_of.sense == "tie" or "bearer" in said_of.data):
            votes[PERSON] += 3  # "their children are X and Y"
    if before in pack.definite and noun is None:
        votes[OTHER] += 2 if many else 1
    if before in pack.determiners and before not in pack.definite:
        votes[OTHER] += 1.5
    elif any(n in pack.preposition_roles["place"] for _, n in prep_before(lowers, c.start, pack)):
        votes[PLACE] += 0.7
    if not many and not pack.elided_article(before) and before not in pack.determiners and _first_name_alone(c, pack):
        votes[PERSON] += 0.7
    if before == "," and c.start > 1 and lowers[c.start - 2] in pack.pronouns:
        votes[PERSON] += 1.5
    if not many and names.is_given(lowers[c.start]) and _child_had(c, pack):
        votes[PERSON] += 3
    after = lowers[c.end] if c.end < len(lowers) else ""
    if age_follows(tokens, c.end, pack) and not (c.start and pack.is_of(lowers[c.start - 1])):
        votes[PERSON] += 3
    if many and after == "," and people_verb(tokens, c.end + 1, pack):
        votes[PERSON] += 2  # "X, nato nel 1971"
    if after in (",", "(") and not (votes[PLACE] and not many):
        apposed = apposed_sense(lowers, c.end + 1, pack)
        if apposed in HUMAN_SENSES:
            sure = after == "," and lowers[min(c.end + 1, len(lowers) - 1)] in pack.definite
            votes[PERSON] += 3 if sure and not is_ordinary(tokens[c.start], pack) else 2.5
        elif apposed == "organization":
            votes[ORGANIZATION] += 2.5
    if re.fullmatch(r"\((?:19|20)\d\d\)", "".join(t.text for t in tokens[c.end : c.end + 3])):
        votes[WORK] += 3  # "Titanic (1997)"
    if after == "/" and tokens[c.end + 1 : c.end + 2] and tokens[c.end + 1].is_capital:
        votes[OTHER] += 8 if _agency(tokens, c.end + 1) else 0  # "Aldo Bini/AP" took the picture
    verb = tokens[c.end].lemma if c.end < len(tokens) else ""
    if after in pack.auxiliaries and c.end + 1 < len(tokens):
        verb = tokens[c.end + 1].lemma
    classes = pack.verb_classes.get(verb, frozenset())
    if classes & PEOPLE_ONLY:
        votes[PERSON] += 2.5
    elif "human" in classes:
        votes[PERSON] += 1.5
    if after == "," and c.end + 1 < len(tokens) and _befell_somebody(tokens[c.end + 1], pack):
        votes[PERSON] += 2.5  # "X, nato nel 1971,"
    if relative_follows(tokens, c.end, pack):
        votes[PERSON] += 3
    elif after in pack.auxiliaries:
        votes[PERSON] += {"tie": 3, "occupation": 2}.get(apposed_sense(lowers, c.end + 1, pack) or "", 0)
    if relative_of(lowers, c.start, pack) and not (votes[PLACE] >= 1 and not many):
        votes[PERSON] += 3
    who = pack.cue("who")
    if after in who or (after == "," and c.end + 1 < len(lowers) and lowers[c.end + 1] in who):
        votes[PERSON] += 2
    if after in pack.genitive:
        votes[PERSON] += 0.3


def _befell_somebody(token: Token, pack: Pack) -> bool:
    """A participle that is said of people only: born, convicted, pardoned."""
    classes = pack.verb_classes.get(token.lemma, frozenset())
    return bool(classes & {"born", "convict", "pardon"}) and pack.tense(token.lower, token.lemma) == "participle"


def _agency(tokens: list[Token], i: int) -> bool:
    """Whether an agency or a paper is named at i."""
    known = any(names.known_organization(text_of(tokens[i : i + size])) for size in (1, 2, 3))
    return known or (tokens[i].text.isupper() and len(tokens[i].text) > 1)


def _plays(c: Candidate, pack: Pack) -> bool:
    """A part in a film or play: "nei panni di X", "she plays X", "who play the lawyers X and Y"."""
    if c.sentence.kind == "headline":
        return False
    lowers, first = c.sentence.lowers, min([c.start, *(o.start for o in c.listed_with)])
    return any(
        first - 4 <= k + length <= first and not _parts(lowers[k + length : first], pack)
        for k in range(max(0, first - 8), first)
        for length, _ in pack.cue_phrases("plays").match(lowers, k)
    )


def _parts(words: list[str], pack: Pack) -> bool:
    """Whether words hold a comma, a verb, a conjunction or a preposition: what is behind them stands apart."""
    return any(
        not w[:1].isalpha()
        or w in pack.auxiliaries
        or pack.prepositions.longest([w], 0)
        or pack.conjunctions.longest([w], 0)
        for w in words
    )


def _family_name(c: Candidate, noun: Noun) -> bool:
    """ "la famiglia Bianchi", "i fratelli Corradi", "the Doyle family": one surname behind a noun for many."""
    pair = noun.number == "p" and noun.data.get("kind") in ("sibling", "spouse")
    many = noun.sense == "group" or (noun.sense == "tie" and pair)
    lowers = c.sentence.lowers
    beside = lowers[c.start - 1] == noun.words[-1] and lowers[c.end : c.end + 1] != [","]
    return many and beside and len(c.words) == 1 and not names.is_given(c.words[0]) and not c.listed_with


def _ends_in_organization(c: Candidate, noun: Noun, many: bool, pack: Pack) -> bool:
    """ "presidente della Fondazione X": X is the foundation's name, not the president's."""
    if len(noun.words) < 2 or c.start == 0 or c.sentence.lowers[c.start - 1] != noun.words[-1]:
        return False
    found = any(n.sense == "organization" for _, n in pack.nouns.match([noun.words[-1]], 0))
    return found and (not many or noun.words[-1] in pack.cue("named_after"))


def _child_had(c: Candidate, pack: Pack) -> bool:
    """ "X, da cui ha avuto Marco e Luca", "ha partorito Mia": a first name behind the verb is a child's."""
    tokens, lowers = c.sentence.tokens, c.sentence.lowers
    if c.start < 3:
        return False
    lemma = tokens[c.start - 1].lemma
    if lemma in pack.cue("bearing_verbs"):
        return True
    relatives = (pack.relatives.longest(lowers, k) for k in range(max(0, c.start - 6), c.start - 1))
    return lemma in pack.cue("possession_verbs") and any(r is not None and r[1] == "oblique" for r in relatives)


def _vote_for_the_list(c: Candidate) -> None:
    """ "his children Violet, Fin and Samuel": what the plural noun says of the first holds for the rest."""
    following: Candidate | None = c
    while following is not None:
        following = next((o for o in following.listed_with if o.start > following.start), None)
        if following is not None:
            following.votes[PERSON] += 2.5


def _vote_for_the_firm(c: Candidate) -> None:
    """ "the law firm Feldman, Brand and Stein": surnames joined behind the noun are one firm."""
    following: Candidate | None = c
    while following is not None:
        following = next((o for o in following.listed_with if o.start > following.start), None)
        if following is not None and len(following.words) > 1:
            return
        if following is not None:
            following.votes[ORGANIZATION] += 6


def _first_name_alone(c: Candidate, pack: Pack) -> bool:
    """A usual first name that is nothing else, where no place is told: "She met Peter at a pub"."""
    token = c.sentence.tokens[c.start]
    if len(token.lower) < 4 or token.text.isupper() or names.given_gender(token.lower, pack.code) not in ("m", "f"):
        return False
    if names.is_ambiguous(token.lower, pack.code) or names.place_kind(token.text) or is_ordinary(token, pack):
        return False
    places = any(n in pack.preposition_roles["place"] for _, n in prep_before(c.sentence.lowers, c.start, pack))
    return not places


def _place_only(c: Candidate) -> bool:
    """Whether a name of two words and more is a known place."""
    return len(c.words) > 1 and c.votes[PLACE] >= 6


def share_votes(candidates: list[Candidate], pack: Pack) -> None:
    """The same words get the same votes everywhere; names listed with a person are more likely persons."""
    queue = [
        c for c in candidates if c.votes[PERSON] >= _THRESHOLD and not c.votes[ORGANIZATION] and not c.votes[OTHER]
    ]
    while queue:
        for other in queue.pop().listed_with:
            if not other.votes["listed"]:
                other.votes["listed"] = 1
                first = other.sentence.tokens[other.start]
                if (
                    other.votes[PERSON] >= 1.5 or names.is_given(first.lower) or not is_ordinary(first, pack)
                ) and not other.votes[ORGANIZATION]:
                    queue.append(other)
    for c in candidates:
        if c.votes[PLACE] and any(_place_only(o) for o in c.listed_with):
            c.votes[PLACE] += 2  # "North Carolina, Virginia and Maine"
    by_words: dict[tuple[str, ...], Votes] = {}
    for c in candidates:
        if c.kind == WORK:
            continue
        total = by_words.setdefault(c.words, Votes())
        for kind, vote in c.votes.items():
            total[kind] = max(total[kind], vote)
    counts = Counter(c.words for c in candidates)
    for c in candidates:
        if c.kind == WORK:
            continue
        total = by_words[c.words]
        unknown = len(c.words) == 1 and (
            names.is_given(c.words[0]) or not is_ordinary(c.sentence.tokens[c.start], pack)
        )
        others = {k: total[k] for k in (ORGANIZATION, PLACE, EVENT, WORK, OTHER)}
        unknown = unknown or (len(c.words) == 2 and total[PERSON] >= 1 and not any(others.values()))
        person = (
            total[PERSON] + ((3 if unknown else 1.5) if total["listed"] else 0) + (0.5 if counts[c.words] > 2 else 0)
        )
        best = max(others, key=lambda k: others[k])
        against = others[best] + 0.5 * (sum(others.values()) - others[best])
        if person >= _THRESHOLD and person > against:
            c.kind = PERSON
        elif others[best] >= 2:
            c.kind = best
        else:
            c.kind = OTHER
