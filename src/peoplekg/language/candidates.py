"""Finds what may be a name in a sentence: titles of works, known names and the parts of capitalised runs."""

from __future__ import annotations

import itertools

from peoplekg.language import names
from peoplekg.language.entities import HUMAN_SENSES, ORGANIZATION, OTHER, PLACE, WORK, Candidate, fold
from peoplekg.language.pack import Pack
from peoplekg.language.runs import may_be_name, run_end, segments
from peoplekg.language.surroundings import (
    begins,
    belongs_to_job,
    is_thing,
    is_title_case,
    known_name,
    prep_before,
    text_of,
)
from peoplekg.language.titles import unmarked_title
from peoplekg.language.tokens import Sentence, Token
from peoplekg.language.works import (
    after_title,
    articled_title,
    first_of_list,
    listed_after,
    next_title,
    quoted_title,
    title_with_colon,
    work_at,
)


def words_of_full_names(sentences: list[Sentence], pack: Pack) -> frozenset[str]:
    """The words of names of two and more words, so that "Stone" at the beginning of a sentence is known for a name."""
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        if is_title_case(tokens, pack):
            continue
        for i in range(len(tokens) - 1):
            a, b = tokens[i], tokens[i + 1]
            if a.is_word and b.is_word and a.is_capital and b.is_capital and names.is_given(a.lower):
                found.add(b.lower)
                if names.given_gender(a.lower, pack.code) in ("m", "f") and not begins(tokens, i):
                    found.add(a.lower)  # "Pam Reed", and then "Pam is …"
    return frozenset(found)


def find_candidates(sentence: Sentence, pack: Pack, busy: set[int], known_words: frozenset[str]) -> list[Candidate]:
    """The names of a sentence in their order; ``busy`` tokens belong to dates and are none."""
    tokens = sentence.tokens
    title_case = is_title_case(tokens, pack)
    dated, busy = busy, busy | _inside_nouns(sentence, pack)
    found: list[Candidate] = []
    i = 0
    while i < len(tokens):
        if i not in dated and not _may_open_name(tokens[i], pack):
            i += 1
            continue
        work = (
            work_at(sentence, i, pack)
            or next_title(sentence, i, found, pack)
            or quoted_title(sentence, i, pack)
            or articled_title(sentence, i, pack)
        )
        if work:
            if work.kind == WORK and work.listing < 0:
                work = first_of_list(sentence, work, listed_after(tokens, work.start, pack), pack)
            found.append(work)
            i = work.end
            continue
        title = 0 if title_case or i in busy else unmarked_title(tokens, i, pack, after_title(sentence, i, found, pack))
        if title:
            found.append(Candidate(sentence, i, title, tuple(fold(t.text) for t in tokens[i:title]), kind=WORK))
            i = title
            continue
        programme = _known_across_date(tokens, i) if i in dated else 0
        if programme:
            found.append(Candidate(sentence, i, programme, tuple(fold(t.text) for t in tokens[i:programme])))
            i = programme
            continue
        if i in busy or not may_be_name(tokens, i, pack, title_case, known_words):
            i += 1
            continue
        known = known_name(tokens, i, pack)
        if known:
            words = tuple(fold(t.text) for t in tokens[i:known])
            found.append(Candidate(sentence, i, known, words))
            i = known
            continue
        end = run_end(tokens, i, pack, busy, title_case)
        titled = title_with_colon(tokens, i, end, pack)
        if titled:
            found.append(Candidate(sentence, i, titled, tuple(fold(t.text) for t in tokens[i:titled]), kind=WORK))
            i = titled
            continue
        for start, stop, noun in segments(sentence, i, end, pack):
            words = tuple(fold(t.text) for t in tokens[start:stop])
            found.append(Candidate(sentence, start, stop, words, noun))
        i = end
    found = _join_places(found, pack)
    _link_lists(found, pack)
    return found


def _may_open_name(token: Token, pack: Pack) -> bool:
    """Whether a name or a title can begin with a token: a capital, a figure, a quotation mark or a particle."""
    return token.is_capital or token.text in '"“«‘' or token.text[0].isdigit() or token.lower in pack.particles


def _join_places(found: list[Candidate], pack: Pack) -> list[Candidate]:
    """ "Santuario della Madonna del Divino Amore": a place word and the name behind its preposition are one name."""
    joined: list[Candidate] = []
    for c in found:
        head = joined[-1] if joined else None
        if head is not None and c.start - head.end == 1 and len(head.words) <= 2 and c.kind != WORK:
            lower = c.sentence.lowers[head.start]
            place = any(n.sense == "place" for _, n in pack.nouns.match(c.sentence.lowers, head.start))
            between = c.sentence.lowers[head.end]
            owned = between in pack.genitive and len(c.words) == 1 and c.words[0] in pack.place_tails
            one = len(head.words) == 1
            if owned or (one and (place or lower in pack.place_heads) and pack.is_of(between)):
                words = tuple(fold(t.text) for t in c.sentence.tokens[head.start : c.end])
                joined[-1] = Candidate(c.sentence, head.start, c.end, words)
                joined[-1].votes[PLACE] += 6
                continue
        joined.append(c)
    return joined


def _known_across_date(tokens: list[Token], i: int) -> int:
    """The end of a known name that begins with a word of a date ("Domenica In", "Sunday Times"), else 0."""
    for end in range(min(i + 4, len(tokens)), i + 1, -1):
        if all(t.is_capital for t in tokens[i:end]) and names.known_organization(text_of(tokens[i:end])):
            return end
    return 0


def _inside_nouns(sentence: Sentence, pack: Pack) -> set[int]:
    """The tokens of long nouns for people ("ministro degli Esteri", "Secretary of State"): no names begin there."""
    taken: set[int] = set()
    for i, begun in enumerate(sentence.nouns):
        for length, noun in begun:
            if length > 1 and noun.sense in HUMAN_SENSES | {"organization", "event"}:
                taken.update(range(i, i + length))
                break
    return taken


def _link_lists(found: list[Candidate], pack: Pack) -> None:
    """Names joined by commas and "and" speak for each other's type."""
    joined = {
        k
        for k, (a, b) in enumerate(itertools.pairwise(found))
        if any(w in pack.grammar["conjunctions"]["and"] for w in a.sentence.lowers[a.end : b.start])
    }
    for k, (a, b) in enumerate(itertools.pairwise(found)):
        if not any(j in joined for j in range(k, k + 12)):
            continue
        between = a.sentence.lowers[a.end : b.start]
        last = b.sentence.lowers[b.end - 1]
        if (
            len(between) == 1
            and between[0] in pack.grammar["conjunctions"]["and"]
            and b.end - b.start > 1
            and not (names.is_given(b.sentence.lowers[b.start]) and names.is_surname(last))  # "A e Beppe Sala"
            and (last in pack.organization_tail or last in pack.place_tails or is_thing(last, pack))
        ):
            a.votes[OTHER] += 4  # "Baylor Scott and White Medical Center"
            b.votes[ORGANIZATION] += 4
            continue
        if b.end == b.start + 1 and belongs_to_job(b, pack):
            continue  # "the striker X and Chelsea captain Y"
        if a.end == a.start + 1 and (_complement_of_job(a, pack) or _place_told(a, pack)):
            continue  # "the mayor of Boston, X, and his wife"; "the best cook in Italy, X, and …"
        if between and all(w == "," or w in pack.grammar["conjunctions"]["and"] for w in between):
            a.listed_with.append(b)
            b.listed_with.append(a)


def _place_told(c: Candidate, pack: Pack) -> bool:
    """A known place behind "of" or a preposition of place."""
    lowers = c.sentence.lowers
    if not c.start or not names.place_kind(c.sentence.tokens[c.start].text):
        return False
    led = any(n in pack.preposition_roles["place"] for _, n in prep_before(lowers, c.start, pack))
    return led or pack.is_of(lowers[c.start - 1])


def _complement_of_job(c: Candidate, pack: Pack) -> bool:
    """Whether a name stands behind somebody's job and "of": "the mayor of Boston"."""
    lowers = c.sentence.lowers
    if c.start < 2 or not pack.is_of(lowers[c.start - 1]):
        return False
    return any(
        k + length == c.start - 1 and noun.sense in ("office", "occupation")
        for k in range(max(0, c.start - 5), c.start - 1)
        for length, noun in pack.nouns.match(lowers, k)
    )
