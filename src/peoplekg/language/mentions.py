"""Who and what is named: finds the runs of capitalised words and types each name over the whole document.

A name is typed once for the document, from all the places it stands in: given names and surnames, titles,
occupations and kinship nouns beside it, ages, verbs that only people do; and, against that, known organizations,
places, events and works. Scores are votes: a person needs three and more than any other type.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import simplemma

from peoplekg.language import names
from peoplekg.language.dates import calendar
from peoplekg.language.namesakes import People, bare, same_person
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.titles import behind_owner, one_word_more, sentence_case_end, unmarked_title
from peoplekg.language.tokens import Sentence, Token
from peoplekg.model import Gender

PERSON, ORGANIZATION, PLACE, EVENT, WORK, OTHER = "person", "organization", "place", "event", "work", "other"
_THRESHOLD = 3.0
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_PEOPLE_ONLY = {"marry", "divorce", "born", "die", "convict", "date", "pardon"}
_FOUNDED = {"company", "film studio", "record label", "bank"}
"""What is often called after its founder, so that the bare surname may mean either."""
_HUMAN_SENSES = {"occupation", "office", "tie", "person", "group"}


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody (or something) that the document names; ``name`` is the fullest form."""

    name: str
    words: tuple[str, ...]
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    block: int = -1
    """The paragraph in which somebody has last been named."""

    @property
    def gender(self) -> Gender | None:
        """The gender that the evidence speaks for, None when it does not agree."""
        m, f = self.genders["m"], self.genders["f"]
        if m == f:
            return None
        return "m" if m > f else "f"


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of tokens of one sentence that names an entity."""

    sentence: int
    start: int
    end: int
    kind: str
    words: tuple[str, ...]
    entity: Entity | None = None
    noun: Noun | None = None
    listing: int = -1


class Votes(dict[str, float]):
    """How much speaks for each kind of name; nothing speaks for a kind that was never voted for."""

    def __missing__(self, kind: str) -> float:
        return 0.0


@dataclass(slots=True, eq=False)
class _Candidate:
    sentence: Sentence
    start: int
    end: int
    words: tuple[str, ...]
    preceding: Noun | None = None
    votes: Votes = field(default_factory=Votes)
    kind: str = OTHER
    listed_with: list[_Candidate] = field(default_factory=list)
    quoted: bool = False
    listing: int = -1
    alias: bool = False
    """Another name of somebody, whose words it has then."""


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def find_mentions(
    sentences: list[Sentence], pack: Pack, busy: dict[int, set[int]]
) -> tuple[list[Entity], list[Mention]]:
    """The named people of a document and all mentions of people and other names.

    ``busy`` gives, for a sentence's index, the tokens that belong to dates and are no names.
    """
    candidates: list[_Candidate] = []
    known = _words_of_full_names(sentences, pack)
    for sentence in sentences:
        candidates += _candidates(sentence, pack, busy.get(sentence.index, set()), known)
    for candidate in candidates:
        _vote(candidate, pack)
    _share_votes(candidates, pack)
    _name_aliases(candidates, pack)
    people = _people(candidates, pack)
    used: Counter[tuple[str, ...]] = Counter()
    for words, times in Counter(c.words for c in candidates if len(c.words) > 1).items():
        for entity in people.same(words)[:1]:
            used[entity.words] += times
    mentions = _mentions(candidates, people, used, pack)
    return people.all, mentions


# ---- candidates


def _words_of_full_names(sentences: list[Sentence], pack: Pack) -> frozenset[str]:
    """The words of names of two and more words, so that "Stone" at the beginning of a sentence is known for a name."""
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        if _is_title_case(tokens, pack):
            continue
        for i in range(len(tokens) - 1):
            a, b = tokens[i], tokens[i + 1]
            if a.is_word and b.is_word and a.is_capital and b.is_capital and names.is_given(a.lower):
                found.add(b.lower)
                if names.given_gender(a.lower, pack.code) in ("m", "f") and not _begins(tokens, i):
                    found.add(a.lower)  # "Pam Reed", and then "Pam is …"
    return frozenset(found)


def _candidates(sentence: Sentence, pack: Pack, busy: set[int], known_words: frozenset[str]) -> list[_Candidate]:
    tokens = sentence.tokens
    title_case = _is_title_case(tokens, pack)
    dated, busy = busy, busy | _inside_nouns(sentence, pack)
    found: list[_Candidate] = []
    i = 0
    while i < len(tokens):
        work = (
            _work_at(sentence, i, pack)
            or _next_title(sentence, i, found, pack)
            or _quoted_title(sentence, i, pack)
            or _articled_title(sentence, i, pack)
        )
        if work:
            if work.kind == WORK and work.listing < 0:
                work = _first_of_list(sentence, work, _listed_after(tokens, work.start, pack), pack)
            found.append(work)
            i = work.end
            continue
        title = (
            0 if title_case or i in busy else unmarked_title(tokens, i, pack, _after_title(sentence, i, found, pack))
        )
        if title:
            found.append(_Candidate(sentence, i, title, tuple(fold(t.text) for t in tokens[i:title]), kind=WORK))
            i = title
            continue
        programme = _known_across_date(tokens, i) if i in dated else 0
        if programme:
            found.append(_Candidate(sentence, i, programme, tuple(fold(t.text) for t in tokens[i:programme])))
            i = programme
            continue
        if i in busy or not _may_be_name(tokens, i, pack, title_case, known_words):
            i += 1
            continue
        known = _known_name(tokens, i, pack)
        if known:
            words = tuple(fold(t.text) for t in tokens[i:known])
            found.append(_Candidate(sentence, i, known, words))
            i = known
            continue
        end = _run_end(tokens, i, pack, busy, title_case)
        titled = _title_with_colon(tokens, i, end, pack)
        if titled:
            found.append(_Candidate(sentence, i, titled, tuple(fold(t.text) for t in tokens[i:titled]), kind=WORK))
            i = titled
            continue
        for start, stop, noun in _segments(sentence, i, end, pack):
            words = tuple(fold(t.text) for t in tokens[start:stop])
            found.append(_Candidate(sentence, start, stop, words, noun))
        i = end
    found = _join_places(found, pack)
    _link_lists(found, pack)
    return found


def _join_places(found: list[_Candidate], pack: Pack) -> list[_Candidate]:
    """ "Santuario della Madonna del Divino Amore": a place word and the name behind its preposition are one name."""
    joined: list[_Candidate] = []
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
                joined[-1] = _Candidate(c.sentence, head.start, c.end, words)
                joined[-1].votes[PLACE] += 6
                continue
        joined.append(c)
    return joined


def _title_with_colon(tokens: list[Token], i: int, end: int, pack: Pack) -> int:
    """The end of a title with a subtitle ("Donald J. Trump: A President Like No Other") inside a sentence, else 0."""
    if (
        i == 0
        or end + 2 >= len(tokens)
        or tokens[end].text != ":"
        or not tokens[i - 1].is_word
        or tokens[i - 1].is_capital
    ):
        return 0
    if tokens[i - 1].lemma not in pack.verb_lemmas and tokens[i - 1].lower not in pack.function_words:
        return 0
    if names.is_given(tokens[i].lower) and names.is_given(tokens[end + 1].lower):
        return 0  # "two children by Anna Smith: John and Mary"
    stop = end + 1
    while (
        stop < len(tokens)
        and tokens[stop].is_word
        and (tokens[stop].is_capital or tokens[stop].lower in pack.title_words)
    ):
        stop += 1
    return stop if stop - end > 2 else 0


def _known_across_date(tokens: list[Token], i: int) -> int:
    """The end of a known name that begins with a word of a date ("Domenica In", "Sunday Times"), else 0."""
    for end in range(min(i + 4, len(tokens)), i + 1, -1):
        if all(t.is_capital for t in tokens[i:end]) and names.known_organization(_text(tokens[i:end])):
            return end
    return 0


def _known_name(tokens: list[Token], i: int, pack: Pack) -> int:
    """The end of a known name with small words in it ("Corriere della Sera"), 0 when none begins at i."""
    for end in range(min(i + 6, len(tokens)), i + 2, -1):
        small = any(not t.is_capital or t.lower in pack.function_words for t in tokens[i:end])
        if not small:
            continue
        text = _text(tokens[i:end])
        if not tokens[end - 1].is_capital:
            if names.known_organization(text) == "programme":
                return end  # "Ballando con le stelle"
            continue
        if names.known_organization(text) or names.known_event(text) or names.place_kind(text):
            return end
    if i > 1 and tokens[i].is_capital and not _next_capital(tokens, i) and tokens[i - 1].text.islower():
        return i + 1 if names.known_organization(f"{tokens[i - 1].text} {tokens[i].text}") else 0  # "the Guardian"
    return 0


def _text(tokens: list[Token]) -> str:
    text = ""
    for k, token in enumerate(tokens):
        text += token.text if k == 0 or tokens[k - 1].end == token.start else " " + token.text
    return text


def _inside_nouns(sentence: Sentence, pack: Pack) -> set[int]:
    """The tokens of long nouns for people ("ministro degli Esteri", "Secretary of State"): no names begin there."""
    taken: set[int] = set()
    for i in range(len(sentence.lowers)):
        for length, noun in pack.nouns.match(sentence.lowers, i):
            if length > 1 and noun.sense in _HUMAN_SENSES | {"organization", "event"}:
                taken.update(range(i, i + length))
                break
    return taken


def _is_title_case(tokens: list[Token], pack: Pack) -> bool:
    """An English headline style: nearly all content words have capitals, and no full stop ends it."""
    if tokens[-1].text == ".":
        return False
    content = [t for t in tokens if t.is_word and t.lower not in pack.function_words and len(t.text) > 3]
    return len(content) >= 4 and sum(t.is_capital for t in content) > 0.8 * len(content)


def _begins(tokens: list[Token], i: int) -> bool:
    """Whether token i stands where any word would have a capital."""
    return i == 0 or tokens[i - 1].text in '«“"‘:•–—-(|¿¡' or tokens[i - 1].text in {".", "!", "?", "...", "…"}


def _may_be_name(tokens: list[Token], i: int, pack: Pack, title_case: bool, known: frozenset[str]) -> bool:
    token = tokens[i]
    if token.is_word and not token.is_capital and _titled_particle(tokens, i, pack):
        return True
    if not token.is_word or not token.is_capital:
        return False
    if _birthplace(tokens, i, pack):
        return False
    lower = token.lower
    if (
        lower in pack.function_words
        and not _function_word_in_name(tokens, i, pack)
        and not (names.is_given(lower) and _next_capital(tokens, i) and not _begins(tokens, i))
        and not _first_name_in_list(tokens, i, pack)
    ):
        return False
    if lower in pack.demonyms:
        noun = _noun_before(tokens, i, pack)
        if noun is not None and _close_relative(noun):
            return True  # "their son, Finn"
        if lower in known:
            return True  # "lo stesso Giuliani" where "Rudolph Giuliani" is named
        if not (_next_capital(tokens, i) and names.is_given(lower)):
            return False
        if pack.title_at(tokens, i + 1) or _human_noun([t.lower for t in tokens[i + 1 : i + 5]], 0, pack):
            return False
    if _begins(tokens, i) and lower in pack.auxiliaries:
        return False
    if i + 1 < len(tokens) and tokens[i + 1].lower in pack.cue("years_old"):
        return False  # "Sessantatré anni, X …"
    if i and tokens[i - 1].text in ":–—-" and token.lower not in pack.function_words:
        noun = _noun_before(tokens, i, pack)
        if noun is not None and noun.number == "p" and noun.data.get("kind") in ("parent", "sibling"):
            return True  # "two children – Rob and Jo"
    if _children_before(tokens, i, pack) and names.is_given(lower):
        return True
    acts = i + 1 < len(tokens) and tokens[i + 1].lemma in pack.verb_lemmas and not tokens[i + 1].is_capital
    if acts and names.place_kind(token.text) and _begins(tokens, i) and not title_case:
        return True  # "Florida executed X"
    if _begins(tokens, i) or title_case:
        if lower in known and not _next_capital(tokens, i) and lower not in pack.function_words:
            return True
        who = i + 2 < len(tokens) and tokens[i + 1].text == "," and tokens[i + 2].lower in pack.cue("who")
        if who or _age_follows(tokens, i + 1, pack):
            return lower not in pack.function_words
        if _next_capital(tokens, i) and (names.is_given(lower) or not _ordinary(token, pack)):
            return True
        if names.is_given(lower) and not names.is_ambiguous(lower):
            return True
        a_name = names.is_given(lower) or names.is_surname(lower)
        if a_name and (_relative_follows(tokens, i + 1, pack) or _people_verb(tokens, i + 1, pack)):
            return True
        if title_case:
            return not _ordinary(token, pack)
        if _known_before_holder(tokens, i, pack) or _shares_surname(tokens, i, pack):
            return True
        return not _ordinary(token, pack) or (_next_capital(tokens, i) and _noun_here(tokens, i, pack))
    return True


def _titled_particle(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "il sindaco de Magistris", "Chancellor von Papen": a surname that begins with a small word, behind an office."""
    lower = tokens[i].lower
    if lower not in pack.particles or lower in pack.function_words or not _next_capital(tokens, i) or not i:
        return False
    lowers = [t.lower for t in tokens[max(0, i - 3) : i]]
    return any(
        length == len(lowers) - k and noun.sense in ("office", "occupation")
        for k in range(len(lowers))
        for length, noun in pack.nouns.match(lowers, k)
    )


def _children_before(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "three children by his first wife, X: Ann, …": a plural noun for children somewhere before the colon."""
    if i < 3 or tokens[i - 1].text != ":":
        return False
    lowers = [t.lower for t in tokens[max(0, i - 14) : i]]
    return any(
        noun.sense == "tie" and noun.number == "p" and noun.data.get("bearer") == "child"
        for j in range(len(lowers))
        for _, noun in pack.nouns.match(lowers, j)
    )


def _known_before_holder(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A known name that opens a sentence before somebody's job: "Manchester United striker X", "Tesla co-founder X"."""
    for end in range(min(i + 4, len(tokens)), i, -1):
        if all(t.is_capital and t.is_word for t in tokens[i:end]):
            text = _text(tokens[i:end])
            if names.known_organization(text) or names.place_kind(text):
                return end < len(tokens) and _human_noun([t.lower for t in tokens[end : end + 4]], 0, pack) is not None
    return False


def _shares_surname(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "Bill and Melinda Gates": a first name that opens a sentence, joined to a full name."""
    if i + 3 >= len(tokens) or tokens[i + 1].lower not in pack.grammar["conjunctions"]["and"]:
        return False
    return all(names.is_given(tokens[k].lower) for k in (i, i + 2)) and all(t.is_capital for t in tokens[i + 2 : i + 4])


def _birthplace(tokens: list[Token], i: int, pack: Pack) -> bool:
    """The words of "New York-born"."""
    for token in tokens[i : i + 3]:
        if not token.is_capital:
            return False
        if pack.birthplace(token.lower):
            return True
    return False


def _function_word_in_name(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "De Martino", "La Russa", "Al Sisi", "Il Giornale": a particle with a capital before a capital."""
    lower = tokens[i].lower
    return (
        (lower in pack.particles or lower in pack.definite)
        and _next_capital(tokens, i)
        and len(lower) > 1
        and i + 1 < len(tokens)
        and not _begins(tokens, i)
    )


def _first_name_in_list(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Mia in "i gemelli Leone e Mia", "la figlia Mia": a small word with a capital where somebody is named."""
    if not names.is_given(tokens[i].lower) or _begins(tokens, i) or tokens[i].text.isupper():
        return False
    if i > 1 and (tokens[i - 1].text == "," or tokens[i - 1].lower in pack.grammar["conjunctions"]["and"]):
        before = tokens[i - 2]
        return before.is_capital and names.is_given(before.lower) and before.lower not in pack.function_words
    noun = _noun_before(tokens, i, pack)
    return noun is not None and _close_relative(noun)


def _noun_here(tokens: list[Token], i: int, pack: Pack) -> bool:
    lowers = [t.lower for t in tokens[i : i + 6]]
    return pack.nouns.longest(lowers, 0) is not None or pack.title_at(tokens, i) is not None


def _next_capital(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].is_word and tokens[i + 1].is_capital


def _ordinary(token: Token, pack: Pack) -> bool:
    """A word of the dictionary, so that its capital at the beginning of a sentence says nothing."""
    lower = token.lower
    return (
        lower in pack.function_words
        or token.lemma in pack.verb_lemmas
        or pack.nouns.longest([lower], 0) is not None
        or lower in pack.auxiliaries
        or lower in pack.cue("adverbs")
        or simplemma.is_known(lower, lang=pack.code)
    )


def _run_end(tokens: list[Token], i: int, pack: Pack, busy: set[int], title_case: bool) -> int:
    """One past the last token of the capitalised run that begins at i."""
    j = i + 1
    while j < len(tokens) and j not in busy:
        token = tokens[j]
        if (
            token.is_word
            and token.is_capital
            and not (
                title_case
                and _ordinary(token, pack)
                and not names.is_given(token.lower)
                and not names.is_surname(token.lower)
            )
        ):
            initial = len(token.text) == 2 and token.text[1] == "."
            if token.lower in pack.function_words and not initial and not _function_word_in_name(tokens, j, pack):
                break
            j += 1
        elif token.lower in pack.particles and _next_capital(tokens, j) and _particle_fits(tokens, i, j, pack):
            j += 1
        elif (
            token.lower in pack.particles
            and not pack.conjunctions.longest([token.lower], 0)
            and j + 1 < len(tokens)
            and tokens[j + 1].lower in pack.particles
            and _next_capital(tokens, j + 1)
        ):
            j += 2
        elif token.text in '"“' and _nickname_end(tokens, j):
            j = _nickname_end(tokens, j)
        elif _joins_body(tokens, i, j, pack):
            j += 2
        elif token.lower.rstrip(".") in pack.suffixes or (
            token.text == "," and j + 1 < len(tokens) and tokens[j + 1].lower.rstrip(".") in ("jr", "sr")
        ):
            j += 1 if token.text != "," else 2
            break
        else:
            break
    return j


def _joins_body(tokens: list[Token], begin: int, j: int, pack: Pack) -> bool:
    """The "and" of "Iron and Steel Federation": what follows ends like an organization, what precedes is nobody."""
    if tokens[j].lower not in pack.grammar["conjunctions"]["and"] and tokens[j].text != "&":
        return False
    end = j + 1
    while end < len(tokens) and tokens[end].is_word and tokens[end].is_capital:
        end += 1
    size = end - j - 1
    if not 1 < size < 4 or any(names.is_given(t.lower) for t in (tokens[begin], tokens[j + 1])):
        return False
    return j - begin == 1 and tokens[end - 1].lower in pack.organization_tail


def _particle_fits(tokens: list[Token], begin: int, j: int, pack: Pack) -> bool:
    """A particle joins two parts of one name, not a noun and its owner ("Skims di Kim"): a given name precedes it."""
    lower = tokens[j].lower
    following = " ".join(t.lower for t in tokens[j : j + 3])
    if any(following.startswith(form) for form in pack.grammar["particles"].get("given", ())):
        return True
    if pack.conjunctions.longest([lower], 0):
        return False
    if lower in pack.function_words:
        elided = tokens[j].end == tokens[j + 1].start  # "Ada d'Adamo": hardly ever Adamo's
        return (
            all(names.is_given(t.lower) for t in tokens[begin:j])
            and (elided or not names.is_given(tokens[j + 1].lower))
            and not names.place_kind(tokens[j + 1].text)
        )
    return True


def _nickname_end(tokens: list[Token], j: int) -> int:
    """One past the closing mark of a quoted nickname inside a name (Lewis "Scooter" Libby), 0 when there is none."""
    for k in range(j + 2, min(j + 5, len(tokens) - 1)):
        if tokens[k].text in '"”' and tokens[k + 1].is_capital and tokens[k + 1].is_word and tokens[j + 1].is_capital:
            return k + 1
    return 0


def _segments(sentence: Sentence, start: int, end: int, pack: Pack) -> list[tuple[int, int, Noun | None]]:
    """Cut a run into names, taking titles and offices off the front: "President George W. Bush"."""
    tokens, lowers = sentence.tokens, sentence.lowers
    whole = " ".join(t.text for t in tokens[start:end])
    if _crowned(tokens, start, end, pack):
        return []
    if names.known_event(whole) or names.known_organization(whole) or (end - start > 1 and names.place_kind(whole)):
        return [(start, end, None)]
    noun: Noun | None = None
    for size in (4, 3, 2):
        if (
            start + size <= end
            and (
                names.place_kind(" ".join(t.text for t in tokens[start : start + size]))
                or " ".join(lowers[start : start + size]) in pack.demonyms
            )
            and not names.is_given(lowers[start])
        ):
            rest = _segments(sentence, start + size, end, pack) if start + size < end else []
            return [(start, start + size, None), *rest]
    body = lowers[end - 1] in pack.organization_tail and not any(names.is_given(w) for w in lowers[start:end])
    if body and end - start > 2:
        return [(start, end, None)]  # "General Services Administration"
    ending = _office_ends(sentence, start, end, pack)
    if ending:
        return _segments(sentence, start, ending, pack)
    member = _human_noun([lowers[end - 1]], 0, pack) if end - start == 2 and tokens[end - 1].text.isupper() else None
    if member is not None and member[1].sense == "office" and not names.is_given(lowers[start]):
        return [(start, end - 1, None)]  # "a Labour MP"
    split = _title_inside(sentence, start, end, pack)
    if split:
        return [*_segments(sentence, start, split, pack), *_segments(sentence, split, end, pack)]
    i = start
    while i < end:
        title = pack.title_at(tokens, i)
        match = title or _human_noun(lowers, i, pack)
        weak = (
            title is not None
            and names.is_given(tokens[i].lower)
            and title[1].data.get("weak") is not False
            and i + 2 >= end
            and not (title[1].key and names.is_given(lowers[min(i + 1, end - 1)]))
        )
        if match and i + match[0] < end and not weak and (title or not names.is_given(tokens[i].lower) or match[0] > 1):
            noun = match[1]
            i += match[0]
        elif (
            i > start
            and noun
            and tokens[i].lower in pack.particles
            and i + 1 < end
            and not _function_word_in_name(tokens, i, pack)
        ):
            i += 1
        elif (
            match
            and i + match[0] == end
            and i == start
            and (match[1].sense != "title" or _human_noun(lowers, i, pack))
            and (not names.is_given(tokens[i].lower) or (end < len(tokens) and pack.is_of(lowers[end])))
        ):
            return []  # "President", "Queen" alone: a noun with a capital
        else:
            break
    if i >= end:
        return []
    if (
        i > start
        and end - i == 1
        and _ordinary(tokens[i], pack)
        and not names.is_given(lowers[i])
        and not names.is_surname(lowers[i])
    ):
        return [(start, end, None)]  # "General Assembly"
    if end - i > 2 and tokens[end - 1].lower in pack.cue("honours") and names.is_given(lowers[i]):
        end -= 1  # "Richard Marks QC"
    cut = _inner_name(tokens, i, end, pack) or _head_behind(sentence, i, end, pack)
    if cut:
        return [(i, cut, noun), (cut, end, None)]
    return [(i, end, noun)]


def _crowned(tokens: list[Token], start: int, end: int, pack: Pack) -> bool:
    """ "the King", "the Duke": an office with its article, though it is a name as well."""
    if end - start > 1 or not start or tokens[start - 1].lower not in pack.definite:
        return False
    found = _human_noun([tokens[start].lower], 0, pack)
    return found is not None and found[1].sense in ("office", "occupation", "title")


def _office_ends(sentence: Sentence, start: int, end: int, pack: Pack) -> int:
    """Where an office begins that ends a run, behind the place it belongs to ("the former U.S. Attorney"), else 0."""
    for k in range(start + 1, end):
        found = _human_noun(sentence.lowers, k, pack)
        lead = _text(sentence.tokens[start:k])
        if found and found[1].sense in ("office", "occupation") and k + found[0] == end and names.place_kind(lead):
            return k if not names.is_given(lead) else 0
    return 0


def _title_inside(sentence: Sentence, start: int, end: int, pack: Pack) -> int:
    """Where an office stands between what it belongs to and its holder ("U.S. President Donald Trump"), else 0."""
    tokens, lowers = sentence.tokens, sentence.lowers
    for k in range(start + 1, end - 1):
        found = _human_noun(lowers, k, pack)
        if not found or found[1].sense not in ("office", "occupation") or k + found[0] >= end:
            continue
        lead = [t.lower for t in tokens[start:k]]
        if any(_human_noun([word], 0, pack) for word in lead) or pack.title_at(tokens, start):
            return 0
        known = names.known_organization(" ".join(lead)) or names.place_kind(" ".join(lead))
        somebody = names.is_given(lead[0]) or (names.is_surname(lead[0]) and names.is_surname(lowers[k]))
        holder = lowers[k + found[0]]
        named = names.is_given(holder) or names.is_surname(holder)
        return k if named and (known or not somebody) else 0
    return 0


def _head_behind(sentence: Sentence, start: int, end: int, pack: Pack) -> int:
    """Where the holder's name begins in "(presidente di) Sea Ambiente Mario Rossi", behind an office; else 0."""
    tokens, lowers = sentence.tokens, sentence.lowers
    if end - start < 3 or start < 2 or not pack.is_of(lowers[start - 1]) or names.is_given(lowers[start]):
        return 0
    office = any(
        k + length == start - 1 and noun.sense == "office"
        for k in range(max(0, start - 5), start - 1)
        for length, noun in pack.nouns.match(lowers, k)
    )
    closed = end >= len(tokens) or not (
        tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].is_capital
    )
    for k in range(start + 1, end - 1) if office and closed else ():
        named = all(t.is_capital and not _ordinary(t, pack) for t in tokens[k:end]) or names.is_surname(lowers[end - 1])
        body = k - start == 1 and lowers[start] in pack.cue("named_after")
        if names.is_given(lowers[k]) and not names.is_ambiguous(lowers[k], pack.code) and named and not body:
            return k
    return 0


def _human_noun(lowers: list[str], i: int, pack: Pack) -> tuple[int, Noun] | None:
    for length, noun in pack.nouns.match(lowers, i):
        if noun.sense in _HUMAN_SENSES:
            return length, noun
    return None


def _inner_name(tokens: list[Token], start: int, end: int, pack: Pack) -> int:
    """Where a person's name begins inside a run ("Repubblica | Giorgio Napolitano"), 0 when it begins it."""
    if end - start == 2 and _owned_relative(tokens, start, pack):
        return 0  # "his girlfriend Tiffany Chen"
    if start > 0 and tokens[start].lower in pack.named_after:
        return 0  # "the John Paul Getty Trust" the other way round: "la Fondazione Alessandro Manzoni"
    after_preposition = start > 0 and pack.prepositions.longest([tokens[start - 1].lower], 0) is not None
    if (
        end - start > 1
        and names.known_organization(" ".join(t.text for t in tokens[start : end - 1]))
        and names.is_surname(tokens[end - 1].lower)
    ):
        return end - 1
    last = tokens[end - 1].lower
    if after_preposition and end - start == 2 and names.is_given(last) and not names.is_ambiguous(last, pack.code):
        place = tokens[start]
        if (
            names.place_kind(place.text)
            and not names.is_given(place.lower)
            and not names.place_kind(tokens[end - 1].text)
        ):
            return end - 1  # "ha detto all'Eco di Ancona Ruggero"
    for k in range(start + 1, end - 1):
        given, following = tokens[k].lower, tokens[k + 1].lower
        if names.known_organization(" ".join(t.text for t in tokens[start:k])) == "social network":
            return k  # "on Twitter Ringo Starr wrote"
        if not names.is_given(given) or (names.is_ambiguous(given) and not names.is_surname(following)):
            continue
        before = tokens[start:k]
        text = " ".join(t.text for t in before)
        if after_preposition and names.place_kind(text):
            return k
        if (names.known_organization(text) or names.known_event(text)) and not names.is_given(text):
            return k
        if all(_ordinary(t, pack) and not names.is_given(t.lower) for t in before):
            return k
    return 0


def _owned_relative(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A noun for a person right before i."""
    lowers = [t.lower for t in tokens[max(0, i - 4) : i]]
    return any(
        length == back and noun.sense in _HUMAN_SENSES
        for back in range(1, len(lowers) + 1)
        for length, noun in pack.nouns.match(lowers, len(lowers) - back)
    )


def _next_title(sentence: Sentence, i: int, found: list[_Candidate], pack: Pack) -> _Candidate | None:
    """A title in a list that a plural noun opens: "i suoi brani più famosi, ricordiamo A, B (…) e C"."""
    tokens, lowers = sentence.tokens, sentence.lowers
    token = tokens[i]
    quoted = token.text in '"“«‘'
    if (
        not quoted
        and not (token.is_word and token.is_capital)
        and not (token.text[0].isdigit() and i + 1 < len(tokens) and tokens[i + 1].is_word)
    ):
        return None
    last = next((c for c in reversed(found) if c.kind == WORK and c.listing >= 0), None)
    if last is not None:
        opener = last.listing
        if not _list_gap(lowers, last.end, i, pack):
            return None
    else:
        opener = _plural_work(tokens, i, pack)
        if opener < 0:
            return None
    begin = i + 1 if quoted else i
    end = _title_end(tokens, begin, quoted, pack)
    if end <= begin or (not quoted and end - begin > 9):
        return None
    words = tuple(fold(t.text) for t in tokens[begin:end])
    candidate = _Candidate(sentence, begin, end, words, kind=WORK, quoted=quoted)
    candidate.listing = opener
    return candidate


def _quoted_title(sentence: Sentence, i: int, pack: Pack) -> _Candidate | None:
    """A short quotation that is no sentence may be a title: «La notte»; what verb it stands with decides."""
    tokens = sentence.tokens
    listed = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text in '"”»'  # «La notte», «Il giorno»
    if tokens[i].text not in '"“«' or (i and tokens[i - 1].text in (":", ",") and not listed):
        return None
    end = next((k for k in range(i + 1, min(i + 10, len(tokens))) if tokens[k].text in '"”»'), 0)
    inside = tokens[i + 1 : end]
    if inside and inside[-1].text == ",":
        inside, end = inside[:-1], end - 1
    if not inside or not inside[0].is_capital or any(t.text in ".,;:!" or t.lower in pack.auxiliaries for t in inside):
        return None
    if len(inside) == 1 and _is_said(tokens, i, pack):
        return None
    small = pack.function_words
    style = sum(t.is_capital for t in inside) > 1 and all(t.is_capital or t.lower in small for t in inside)
    if _begins(tokens, i) and len(tokens) > end + 1 and tokens[end + 1].text == "," and not style:
        return None
    candidate = _Candidate(sentence, i + 1, end, tuple(fold(t.text) for t in inside), quoted=True)
    candidate.votes[OTHER] += 8
    return candidate


def _articled_title(sentence: Sentence, i: int, pack: Pack) -> _Candidate | None:
    """ "X's The Blue House", "in A Little Night Music", "her book about it, The Blue House,": by its article."""
    tokens, lowers = sentence.tokens, sentence.lowers
    indefinite = lowers[i] in pack.grammar["determiners"]["indefinite"]
    if (
        i < 2
        or not tokens[i].is_capital
        or not (indefinite or lowers[i] in pack.definite)
        or _is_title_case(tokens, pack)
    ):
        return None
    owned = lowers[i - 1] in pack.genitive and tokens[i - 2].is_capital
    told = lowers[i - 1] == "," and _work_told_of(tokens, i - 2, pack)
    if (
        _begins(tokens, i)
        or tokens[i].quote
        or not (owned or told or indefinite)
        or (len(tokens[i].text) > 1 and tokens[i].text.isupper())
    ):
        return None
    end = i + 1
    while end < len(tokens) and (
        (tokens[end].is_capital and tokens[end].is_word)
        or (
            lowers[end] in pack.title_words
            and _capital_within(tokens, end, 3 if lowers[end] not in pack.genitive else 2)
        )
    ):
        end += 1
    text = _text(tokens[i:end])
    if end - i < 2 or not tokens[i + 1].is_capital or names.known_organization(text) or names.known_event(text):
        return None
    if told and not (end < len(tokens) and tokens[end].text in ",."):
        return None
    return _Candidate(sentence, i, end, tuple(fold(t.text) for t in tokens[i:end]), kind=WORK)


def _work_told_of(tokens: list[Token], k: int, pack: Pack) -> bool:
    """Whether the words up to k are somebody's work and what it is about: "her book about the case"."""
    for j in range(k, max(0, k - 8), -1):
        if not tokens[j].is_word or tokens[j].is_capital or _is_verb(tokens[j], pack):
            return False
        work = any(n.sense == "work" and length == 1 for length, n in pack.nouns.match([tokens[j].lower], 0))
        if work and pack.prepositions.longest([tokens[j + 1].lower], 0) is not None:
            before = tokens[j - 1].lower
            return before in pack.possessives or before in pack.genitive
    return False


def _after_title(sentence: Sentence, i: int, found: list[_Candidate], pack: Pack) -> bool:
    """Whether a title of a work stands before i, with no more than a year, a comma or "and" between."""
    last = found[-1] if found else None
    return last is not None and last.kind == WORK and _list_gap(sentence.lowers, last.end, i, pack)


def _is_said(tokens: list[Token], i: int, pack: Pack) -> bool:
    """'wrote "Congratulations" and "Gorgeous" under the picture': words, no titles."""
    k = i - 1
    while k > 0 and (
        tokens[k].text in '"“”»' or tokens[k].lower in pack.grammar["conjunctions"]["and"] or tokens[k].quote
    ):
        k -= 1
    return k >= 0 and "report" in pack.verb_classes.get(tokens[k].lemma, ())


def _list_gap(lowers: list[str], begin: int, end: int, pack: Pack) -> bool:
    """Only commas, "and", closing marks and parentheses between two titles."""
    depth = 0
    for word in lowers[begin:end]:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth == 0 and word not in ',;"”»’' and word not in pack.grammar["conjunctions"]["and"]:
            return False
    return depth == 0 and any(w in (",", ")") or w in pack.grammar["conjunctions"]["and"] for w in lowers[begin:end])


def _plural_work(tokens: list[Token], i: int, pack: Pack) -> int:
    """The place of the plural work noun that leads to position i, -1 when there is none."""
    for j in range(i - 1, max(-1, i - 9), -1):
        if (tokens[j].is_capital and tokens[j].is_word) or tokens[j].text in ".;()":
            return -1
        for length, noun in pack.nouns.match([t.lower for t in tokens[j:i]], 0):
            last = tokens[j + length - 1]
            if noun.sense == "work" and noun.words[-1] == last.lower:
                plural = last.lower != last.lemma or (j > 0 and tokens[j - 1].lower in pack.cue("plural_determiners"))
                owned = plural and any(
                    t.lower in pack.possessives or t.lower in pack.genitive for t in tokens[max(0, j - 3) : j]
                )
                between = tokens[j + length : i]
                led = any(t.text in ",:" or pack.prepositions.longest([t.lower], 0) for t in between)
                named = any(t.lower in pack.titled_words for t in between)  # "songs such as A, B and C"
                if not pack.syntax["adjectives_follow"]:  # not "her films' roles included …"
                    named = named and all(t.lower in pack.titled_words for t in between if t.is_word)
                named = named and (plural or _such_as(between, pack))
                named = named or (plural and [t.text for t in between] == [":"])
                return j if named or (owned and led) else -1
    return -1


def _first_of_list(sentence: Sentence, work: _Candidate, opener: int, pack: Pack) -> _Candidate:
    """A title behind a plural work noun: it ends at the "and" before the next."""
    work.listing = opener
    end = work.end if work.quoted or opener < 0 else min(work.end, _title_end(sentence.tokens, work.start, False, pack))
    dated = work.end < len(sentence.tokens) and sentence.tokens[work.end].text == "("  # "War and Peace (1865)"
    if end == work.end or end <= work.start or dated:
        return work
    first = _Candidate(sentence, work.start, end, work.words[: end - work.start], kind=WORK)
    first.listing = opener
    return first


def _listed_after(tokens: list[Token], i: int, pack: Pack) -> int:
    """The place of the plural work noun right before a title ("the songs A, B and C"), -1 when there is none."""
    for j in range(i - 1, max(-1, i - 6), -1):
        for length, noun in pack.nouns.match([t.lower for t in tokens[j:i]], 0):
            last, between = tokens[j + length - 1], tokens[j + length : i]
            such_as = _such_as(between, pack)
            if noun.sense == "work" and (last.lower != last.lemma or such_as):
                return j if all(t.text in ',:"“«‘' or t.lower in pack.titled_words for t in between) else -1
    return -1


def _such_as(between: list[Token], pack: Pack) -> bool:
    return bool(between) and pack.cue_phrases["such_as"].longest([t.lower for t in between], 0) is not None


def _title_end(tokens: list[Token], begin: int, quoted: bool, pack: Pack) -> int:
    """One past the last word of a title in a list: it ends at a comma, a parenthesis or "and" before a capital."""
    for k in range(begin, len(tokens)):
        text = tokens[k].text
        if quoted and text in '"”»’':
            return k
        if quoted:
            continue
        if text in ",;(:" or (text == "." and k + 1 >= len(tokens)):
            return k
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if (
            k > begin
            and tokens[k].lower in pack.grammar["conjunctions"]["and"]
            and following is not None
            and following.is_capital
            and tokens[k - 1].text != ","
        ):
            return k
        if text in ".!?" and following is not None and following.text not in ",;(":
            return k
    return len(tokens)


def _work_at(sentence: Sentence, i: int, pack: Pack) -> _Candidate | None:
    """A title that a work noun announces: "the album Who Believes in Angels?", «il film "Malizia"»."""
    tokens, lowers = sentence.tokens, sentence.lowers
    if i == 0 or not (tokens[i].text in '"“«‘' or tokens[i].is_capital):
        return None
    quoted = tokens[i].text in '"“«‘'
    if not _after_work_noun(lowers, i, pack) and not (quoted and behind_owner(tokens, i, pack)):
        return None
    if tokens[i].text in '"“«‘':
        for k in range(i + 1, min(i + 14, len(tokens))):
            if tokens[k].text in '"”»’' and k > i + 1 and tokens[i + 1].is_capital:
                k -= tokens[k - 1].text == "," and k > i + 2  # "Low Tide,"
                words = tuple(fold(t.text) for t in tokens[i + 1 : k])
                return _Candidate(sentence, i + 1, k, words, kind=WORK, quoted=True)
        return None
    owned = pack.is_of(lowers[i - 1]) and lowers[i] not in pack.function_words
    if names.is_given(lowers[i]) and _next_capital(tokens, i) and (owned or not names.is_ambiguous(lowers[i])):
        return None
    if lowers[i - 1] == ",":
        closed = _title_end(tokens, i, False, pack)
        inside = tokens[i:closed]
        if 1 < len(inside) <= 8 and not any(_is_verb(t, pack) for t in inside) and closed < len(tokens):
            return _Candidate(sentence, i, closed, tuple(fold(t.text) for t in inside), kind=WORK)
    known = _known_name(tokens, i, pack)
    if known:
        return _Candidate(sentence, i, known, tuple(fold(t.text) for t in tokens[i:known]), kind=WORK)
    end = i + 1
    if pack.syntax.get("sentence_case_titles") and lowers[i] in pack.determiners:
        end = sentence_case_end(tokens, i, pack)
    while end < len(tokens):
        token = tokens[end]
        small = token.lower in pack.title_words or token.text in "’'&"
        if small and end + 1 < len(tokens) and names.is_given(lowers[end + 1]) and _next_capital(tokens, end + 1):
            break
        if (
            (token.is_capital and token.is_word)
            or (token.text[0].isdigit() and end - i < 3)
            or (small and _capital_within(tokens, end, 3))
            or (
                tokens[i].lower in pack.definite
                and token.is_word
                and end - i < 3
                and not _is_verb(token, pack)
                and token.lower not in pack.function_words
            )
        ):
            end += 1
        else:
            break
    if end < len(tokens) and tokens[end].text in "?!" and end + 1 < len(tokens) and not tokens[end + 1].is_capital:
        end += 1
    end += one_word_more(tokens, i, end, pack)
    small_word = lowers[i] in pack.function_words or pack.is_adverb(lowers[i]) or lowers[i] in pack.cue("adverbs")
    if end == i + 1 and small_word and pack.syntax.get("sentence_case_titles"):
        end = max(end, sentence_case_end(tokens, i, pack))  # "la canzone Mai più Anna"
    return _Candidate(sentence, i, end, tuple(fold(t.text) for t in tokens[i:end]), kind=WORK)


def _is_verb(token: Token, pack: Pack) -> bool:
    """A finite verb in lower case, so that the words are a clause and no title."""
    if token.lower in pack.auxiliaries:
        return True
    return (
        not token.is_capital
        and token.lemma in pack.verb_lemmas
        and pack.tense(token.lower, token.lemma) in ("past", "imperfect", "future")
    )


def _capital_within(tokens: list[Token], i: int, limit: int) -> bool:
    for token in tokens[i + 1 : i + limit]:
        if token.is_word and token.is_capital:
            return True
        if not token.is_word:
            return False
    return False


def _after_work_noun(lowers: list[str], i: int, pack: Pack) -> bool:
    """A work noun before position i, with no more between them than a comma, a date, an article or a preposition."""
    for begin in range(i - 1, max(-1, i - 7), -1):
        for length, noun in pack.nouns.match(lowers, begin):
            if noun.sense == "work" and begin + length <= i:
                between = lowers[begin + length : i]
                return len(between) < 5 and all(
                    w in ',"“«‘' or w[0].isdigit() or w in pack.titled_words or pack.is_of(w) for w in between
                )
        if lowers[begin] in ".;:!?":
            return False
    return False


def _link_lists(found: list[_Candidate], pack: Pack) -> None:
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
            and (last in pack.organization_tail or last in pack.place_tails or _is_thing(last, pack))
        ):
            a.votes[OTHER] += 4  # "Baylor Scott and White Medical Center"
            b.votes[ORGANIZATION] += 4
            continue
        if b.end == b.start + 1 and _belongs_to_job(b, pack):
            continue  # "the striker X and Chelsea captain Y"
        if a.end == a.start + 1 and (_complement_of_job(a, pack) or _place_told(a, pack)):
            continue  # "the mayor of Boston, X, and his wife"; "the best cook in Italy, X, and …"
        if between and all(w == "," or w in pack.grammar["conjunctions"]["and"] for w in between):
            a.listed_with.append(b)
            b.listed_with.append(a)


def _place_told(c: _Candidate, pack: Pack) -> bool:
    """A known place behind "of" or a preposition of place."""
    lowers = c.sentence.lowers
    if not c.start or not names.place_kind(c.sentence.tokens[c.start].text):
        return False
    led = any(n in pack.preposition_roles["place"] for _, n in _prep_before(lowers, c.start, pack))
    return led or pack.is_of(lowers[c.start - 1])


def _complement_of_job(c: _Candidate, pack: Pack) -> bool:
    """Whether a name stands behind somebody's job and "of": "the mayor of Boston"."""
    lowers = c.sentence.lowers
    if c.start < 2 or not pack.is_of(lowers[c.start - 1]):
        return False
    return any(
        k + length == c.start - 1 and noun.sense in ("office", "occupation")
        for k in range(max(0, c.start - 5), c.start - 1)
        for length, noun in pack.nouns.match(lowers, k)
    )


def _belongs_to_job(c: _Candidate, pack: Pack) -> bool:
    """Whether a name stands before somebody's job, in a language that puts there what a job belongs to."""
    if pack.syntax["adjectives_follow"]:
        return False
    if c.end >= len(c.sentence.tokens):
        return False
    found = _human_noun(c.sentence.lowers, c.end, pack)
    human = found is not None and found[1].sense in ("office", "occupation", "person")
    behind = c.end + found[0] if found is not None and human else len(c.sentence.tokens)
    return behind < len(c.sentence.tokens) and c.sentence.tokens[behind].is_capital


# ---- votes


def _vote(c: _Candidate, pack: Pack) -> None:
    if c.kind == WORK:
        c.votes[WORK] += 6
        return
    _vote_by_form(c, pack)
    _vote_by_context(c, pack)


def _vote_by_form(c: _Candidate, pack: Pack) -> None:
    tokens = c.sentence.tokens[c.start : c.end]
    text = _text(tokens)
    votes = c.votes
    if names.known_event(text):
        votes[EVENT] += 6
    if names.known_organization(text):
        votes[ORGANIZATION] += 6
    elif len(tokens) > 1 and names.known_organization(_text(tokens[:-1])) and _edition(tokens[-1]):
        votes[ORGANIZATION] += 6  # "Marie Claire UK"
    if any(ch.isdigit() for ch in text):
        votes[OTHER] += 3
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


def _inside_title(c: _Candidate, pack: Pack) -> bool:
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
    if names.is_given(token.lower):
        votes[PERSON] += 0.5 if names.is_ambiguous(token.lower, pack.code) else 2.3
    elif names.is_surname(token.lower) and not names.place_kind(text) and not _ordinary(token, pack):
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
    if not _human_noun([last], 0, pack) and _is_thing(last, pack) and (len(tokens) > 2 or not given):
        votes[OTHER] += 4
    prize = tokens[0].lower if pack.syntax["adjectives_follow"] else last
    award = any(n.sense == "event" and n.key == "award" for _, n in pack.nouns.match([prize], 0))
    called = prize == first and given and (names.is_given(tokens[1].lower) or names.is_surname(last))  # "Oscar Wilde"
    if award and not called:
        votes[EVENT] += 7  # "the Daphne Prize"
    inner = [t for t in tokens[1:] if t.is_capital and len(t.text) > 2]
    strange = [t for t in inner if not names.is_given(t.lower) and not names.is_surname(t.lower)]
    ordinary = [t for t in strange if _ordinary(t, pack)]
    votes[OTHER] += 2.5 * len(ordinary) + 4 * sum(pack.is_foreign_word(t.lower) for t in strange if t not in ordinary)
    if not given and not names.is_given(last) and pack.is_foreign_word(first):
        votes[OTHER] += 1.5
    if not given and names.is_given(tokens[1].lower) and (pack.is_adverb(first) or first in pack.cue("title_articles")):
        votes[OTHER] += 4  # "Le Jules Verne", "Disperatamente Giulia"
    if first in pack.weak_place_heads and (not given or names.is_ambiguous(first, pack.code)):
        house = not given and len(tokens) == 2 and names.is_given(last)  # "Villa Giulia": no name ends in a first name
        votes[PLACE] += 4 if house else 2 if not given else 2.5
    if given:
        votes[PERSON] += 2 if names.is_ambiguous(first) else 3
    surname = " ".join(t.lower for t in tokens[1:])
    known = names.is_surname(last) or names.is_surname(surname) or names.is_given(last) or names.has_surname_shape(last)
    if known:
        votes[PERSON] += 1.5 if not _ordinary(tokens[-1], pack) else 1
    elif given and not _ordinary(tokens[-1], pack):
        votes[PERSON] += 1
    if any(len(t.text) == 2 and t.text.endswith(".") for t in tokens):
        votes[PERSON] += 2
    if last in ("jr", "sr") or any(t.text in '"“' for t in tokens):
        votes[PERSON] += 3
    if any(t.lower in pack.particles for t in tokens[1:-1]) and not ordinary:
        votes[PERSON] += 1
    if len(tokens) < 4 and not any(_ordinary(t, pack) for t in tokens):
        votes[PERSON] += 1.5 if known else 1
    if len(tokens) == 2 and not given and not known and all(_ordinary(t, pack) for t in tokens):
        votes[OTHER] += 2


def _is_thing(lower: str, pack: Pack) -> bool:
    return any(noun.sense in ("event", "organization", "place", "work") for _, noun in pack.nouns.match([lower], 0))


def _vote_by_context(c: _Candidate, pack: Pack) -> None:
    tokens, lowers, votes = c.sentence.tokens, c.sentence.lowers, c.votes
    many = c.end - c.start > 1
    if _plays(c, pack):
        votes[OTHER] += 8
    if not many and _belongs_to_job(c, pack):
        votes[OTHER] += 1.5
    if not many and (lowers[c.start] in pack.function_words or pack.relatives.longest(lowers, c.start)):
        votes[OTHER] += 5  # the weekly "Chi"
    following = tokens[c.end] if c.end < len(tokens) else None
    if following is not None and following.is_capital and following.lower in pack.cue("foreign_pronouns"):
        votes[OTHER] += 5  # "Cry Me a River"
    noun = c.preceding or _noun_before(tokens, c.start, pack)
    if noun and not pack.cue("former").issuperset(noun.words):
        if noun.sense == "title":
            votes[PERSON] += 4
        elif noun.sense == "group" and "bearer" not in noun.data:
            votes[OTHER] += 2
        elif noun.sense in _HUMAN_SENSES and _ends_in_organization(c, noun, many, pack):
            votes[ORGANIZATION] += 4
        elif noun.sense in _HUMAN_SENSES:
            votes[PERSON] += 6.5 if not many and _close_relative(noun) else 3  # "her daughter Sky"
            if noun.number == "p":
                _vote_for_the_list(c)
        elif noun.sense == "organization":
            votes[ORGANIZATION] += 2.5 if many or lowers[c.start - 1] == "," else 4
        elif noun.sense == "place":
            votes[PLACE] += 2.5
        elif noun.sense == "event":
            votes[EVENT] += 2
    if noun is None and names.is_given(lowers[c.start]) and _children_before(tokens, c.start, pack):
        votes[PERSON] += 2.5
        _vote_for_the_list(c)
    if noun is None and _child_of_union(tokens, c.start, pack):
        votes[PERSON] += 3
        _vote_for_the_list(c)
    if noun is None and many and _office_before(tokens, c.start, pack):
        votes[PERSON] += 3
    before = lowers[c.start - 1] if c.start else ""
    if before == "," and noun is None and not many and _relative_in_front(tokens, c.start - 1, pack):
        votes[PERSON] += 3
    if before in pack.auxiliaries and noun is None:
        said_of = _noun_before(tokens, c.start - 1, pack)
        if said_of is not None and (said_of.sense == "tie" or "bearer" in said_of.data):
            votes[PERSON] += 3  # "their children are X and Y"
    if before in pack.definite and noun is None:
        votes[OTHER] += 2 if many else 1
    if before in pack.determiners and before not in pack.definite:
        votes[OTHER] += 1.5
    elif any(n in pack.preposition_roles["place"] for _, n in _prep_before(lowers, c.start, pack)):
        votes[PLACE] += 0.7
    if not many and not pack.elided_article(before) and before not in pack.determiners and _first_name_alone(c, pack):
        votes[PERSON] += 0.7
    if before == "," and c.start > 1 and lowers[c.start - 2] in pack.pronouns:
        votes[PERSON] += 1.5
    if not many and names.is_given(lowers[c.start]) and _child_had(c, pack):
        votes[PERSON] += 3
    after = lowers[c.end] if c.end < len(lowers) else ""
    if _age_follows(tokens, c.end, pack) and not (c.start and pack.is_of(lowers[c.start - 1])):
        votes[PERSON] += 3
    if after in (",", "(") and not (votes[PLACE] and not many):
        apposed = _apposed_sense(lowers, c.end + 1, pack)
        if apposed in _HUMAN_SENSES:
            sure = after == "," and lowers[min(c.end + 1, len(lowers) - 1)] in pack.definite
            votes[PERSON] += 3 if sure and not _ordinary(tokens[c.start], pack) else 2.5
        elif apposed == "organization":
            votes[ORGANIZATION] += 2.5
    verb = tokens[c.end].lemma if c.end < len(tokens) else ""
    if after in pack.auxiliaries and c.end + 1 < len(tokens):
        verb = tokens[c.end + 1].lemma
    classes = pack.verb_classes.get(verb, frozenset())
    if classes & _PEOPLE_ONLY:
        votes[PERSON] += 2.5
    elif "human" in classes:
        votes[PERSON] += 1.5
    if _relative_follows(tokens, c.end, pack):
        votes[PERSON] += 3
    elif after in pack.auxiliaries:
        votes[PERSON] += {"tie": 3, "occupation": 2}.get(_apposed_sense(lowers, c.end + 1, pack) or "", 0)
    if _relative_of(lowers, c.start, pack) and not (votes[PLACE] >= 1 and not many):
        votes[PERSON] += 3
    who = pack.cue("who")
    if after in who or (after == "," and c.end + 1 < len(lowers) and lowers[c.end + 1] in who):
        votes[PERSON] += 2
    if after in pack.genitive:
        votes[PERSON] += 0.3


def _plays(c: _Candidate, pack: Pack) -> bool:
    """A part in a film or play: "nei panni di X", "she plays X", "who play the lawyers X and Y"."""
    table = pack.cue_phrases.get("plays")
    if table is None or c.sentence.kind == "headline":
        return False
    lowers, first = c.sentence.lowers, min([c.start, *(o.start for o in c.listed_with)])
    return any(
        first - 4 <= k + length <= first and not _parts(lowers[k + length : first], pack)
        for k in range(max(0, first - 8), first)
        for length, _ in table.match(lowers, k)
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


def _ends_in_organization(c: _Candidate, noun: Noun, many: bool, pack: Pack) -> bool:
    """ "presidente della Fondazione X": X is the foundation's name, not the president's."""
    if len(noun.words) < 2 or c.start == 0 or c.sentence.lowers[c.start - 1] != noun.words[-1]:
        return False
    found = any(n.sense == "organization" for _, n in pack.nouns.match([noun.words[-1]], 0))
    return found and (not many or noun.words[-1] in pack.cue("named_after"))


def _child_had(c: _Candidate, pack: Pack) -> bool:
    """ "X, da cui ha avuto Marco e Luca", "ha partorito Mia": a first name behind the verb is a child's."""
    tokens, lowers = c.sentence.tokens, c.sentence.lowers
    if c.start < 3:
        return False
    lemma = tokens[c.start - 1].lemma
    if lemma in pack.cue("bearing_verbs"):
        return True
    relatives = (pack.relatives.longest(lowers, k) for k in range(max(0, c.start - 6), c.start - 1))
    return lemma in pack.cue("possession_verbs") and any(r is not None and r[1] == "oblique" for r in relatives)


def _vote_for_the_list(c: _Candidate) -> None:
    """ "his children Violet, Fin and Samuel": what the plural noun says of the first holds for the rest."""
    following: _Candidate | None = c
    while following is not None:
        following = next((o for o in following.listed_with if o.start > following.start), None)
        if following is not None:
            following.votes[PERSON] += 2.5


def _first_name_alone(c: _Candidate, pack: Pack) -> bool:
    """A usual first name that is nothing else, where no place is told: "She met Peter at a pub"."""
    token = c.sentence.tokens[c.start]
    if len(token.lower) < 4 or token.text.isupper() or names.given_gender(token.lower, pack.code) not in ("m", "f"):
        return False
    if names.is_ambiguous(token.lower, pack.code) or names.place_kind(token.text) or _ordinary(token, pack):
        return False
    places = any(n in pack.preposition_roles["place"] for _, n in _prep_before(c.sentence.lowers, c.start, pack))
    return not places


def _close_relative(noun: Noun) -> bool:
    """ "son", "wife": a single word behind it names somebody, whatever else the word may name."""
    kinds = ("parent", "sibling", "spouse")
    return noun.sense == "tie" and noun.number == "s" and noun.gender is not None and noun.data.get("kind") in kinds


def _relative_in_front(tokens: list[Token], comma: int, pack: Pack) -> bool:
    """ "la figlia di X, Georgia": before the comma a close relative with the owner's name behind the noun."""
    lowers = [t.lower for t in tokens[:comma]]
    for begin in range(max(0, comma - 6), comma - 2):
        for length, noun in pack.nouns.match(lowers, begin):
            owner = tokens[begin + length + 1 : comma]
            if not _close_relative(noun) or begin + length >= comma or not pack.is_of(lowers[begin + length]):
                continue
            if owner and all(t.is_capital for t in owner) and (begin == 0 or lowers[begin - 1] in pack.definite):
                return True
    return False


def _people_verb(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A verb right behind that only people are the subject of: "Les married …"."""
    return i < len(tokens) and bool(pack.verb_classes.get(tokens[i].lemma, frozenset()) & _PEOPLE_ONLY)


def _relative_follows(tokens: list[Token], i: int, pack: Pack) -> bool:
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


def _relative_of(lowers: list[str], i: int, pack: Pack) -> bool:
    """ "wife of X", "figlio di X"."""
    to = lowers[i - 1] in pack.preposition_roles["to"]  # "mum to X and Y"
    if i < 2 or not (to or pack.is_of(lowers[i - 1])):
        return False
    return any(length == 1 and noun.sense == "tie" for length, noun in pack.nouns.match(lowers, i - 2))


def _prep_before(lowers: list[str], i: int, pack: Pack) -> list[tuple[int, str]]:
    return list(pack.prepositions.match(lowers, i - 1)) if i else []


def _noun_before(tokens: list[Token], i: int, pack: Pack) -> Noun | None:
    """The noun that ends just before position i, or before a comma there when it is a person's ("his wife, X")."""
    lowers = [t.lower for t in tokens[:i]]
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
                if named and not _close_relative(noun) and not (noun.sense == "person" and noun.gender):
                    continue
                adjective = length == 1 and noun.words[0] in pack.weak_nouns and pack.syntax["adjectives_follow"]
                if adjective and begin and _is_thing(lowers[begin - 1], pack):
                    continue  # "la trasmissione sportiva X"
                if length == back and (
                    not gap or noun.sense in ("tie", "occupation", "office", "person") or "bearer" in noun.data
                ):
                    return noun
        if not gap and stop >= 2 and lowers[stop - 1] in pack.demonyms:
            for length, noun in pack.nouns.match(lowers, stop - 2):
                if length == 1 and noun.sense in _HUMAN_SENSES:
                    return noun
        if not gap:
            for back in (2, 1):
                if stop - back >= 0:
                    title = pack.title_at(tokens, stop - back)
                    if title and title[0] == back:
                        return title[1]
    return None


def _child_of_union(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "her son from her first marriage, X": a name behind the noun for a child and the union it comes from."""
    if i < 4 or tokens[i - 1].text not in (",", ":", "("):
        return False
    lowers, union = [t.lower for t in tokens[:i]], False
    for k in range(i - 2, max(-1, i - 11), -1):
        found = [(length, noun) for length, noun in pack.nouns.match(lowers, k) if k + length < i]
        if union and any(n.sense == "tie" and n.data.get("bearer") == "child" for _, n in found):
            return True
        union = union or any(n.sense == "bond" for _, n in found)
        if not tokens[k].is_word or _is_verb(tokens[k], pack):
            return False
    return False


def _office_before(tokens: list[Token], i: int, pack: Pack) -> bool:
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


def _age_follows(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ ", 67," or ", 67 anni" or "(67)" behind a name."""
    if i + 1 >= len(tokens) or tokens[i].text not in (",", "("):
        return False
    number = tokens[i + 1].text
    years = calendar(pack).number(number)
    if years is None or (len(number) > 3 and number.isdigit()) or not 0 < years < 120:
        return False
    after = tokens[i + 2].lower if i + 2 < len(tokens) else "."
    return after in (",", ")", ".", ";", *pack.cue("years_old"))


def _apposed_sense(lowers: list[str], i: int, pack: Pack) -> str | None:
    """The sense of the first noun within four words behind the comma at i - 1."""
    for j in range(i, min(i + 4, len(lowers))):
        if lowers[j] in (",", ".", ";"):
            return None
        for _, noun in pack.nouns.match(lowers, j):
            return noun.sense
    return None


def _share_votes(candidates: list[_Candidate], pack: Pack) -> None:
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
                    other.votes[PERSON] >= 1.5 or names.is_given(first.lower) or not _ordinary(first, pack)
                ) and not other.votes[ORGANIZATION]:
                    queue.append(other)
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
        unknown = len(c.words) == 1 and (names.is_given(c.words[0]) or not _ordinary(c.sentence.tokens[c.start], pack))
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


# ---- people


def _people(candidates: list[_Candidate], pack: Pack) -> People[Entity]:
    """One entity per person: names of two and more words first, then single names that belong to nobody yet."""
    people: People[Entity] = People(pack)
    _trim(candidates)
    _complete(candidates)
    full = [c for c in candidates if c.kind == PERSON and len(c.words) > 1 and not c.alias]
    tails = {c.words[k:] for c in full for k in range(1, len(c.words))}
    for c in sorted(full, key=lambda c: (-len(c.words), c.sentence.index, c.start)):
        if not _is_alias(c, tails, pack) and not people.same(c.words):
            people.add(Entity(_surface(c), c.words, PERSON))
    _couples(candidates, people, pack)
    for c in candidates:
        if c.kind == PERSON and len(c.words) == 1 and not people.bearers(c.words[0]) and not people.called(c.words):
            people.add(Entity(_surface(c), c.words, PERSON))
    return people


def _name_aliases(candidates: list[_Candidate], pack: Pack) -> None:
    """ "Mina Sala, in arte Minù", "X (born Y)": two names of one person."""
    table = pack.cue_phrases.get("alias")
    meant: dict[tuple[str, ...], tuple[str, ...]] = {}
    for a, b in itertools.pairwise(candidates) if table is not None else ():
        if a.sentence is not b.sentence or a.kind != PERSON or b.kind in (PLACE, WORK, EVENT) or a.words == b.words:
            continue
        lowers = a.sentence.lowers
        between = [k for k in range(a.end, b.start) if lowers[k] not in ',("“«‘']
        phrase = table.longest(lowers, between[0]) if between else None  # type: ignore[union-attr]
        if phrase and len(between) == phrase[0] and between[-1] - between[0] + 1 == phrase[0]:
            meant.setdefault(b.words, a.words)
    for c in candidates:
        if c.words in meant and c.kind != WORK:
            c.words, c.kind, c.alias = meant[c.words], PERSON, True


def _complete(candidates: list[_Candidate]) -> None:
    """Where "Hudson" is somebody and no other name of somebody ends so, "Rock Hudson" is his full name."""
    alone = {c.words[0] for c in candidates if c.kind == PERSON and len(c.words) == 1}
    alone -= {c.words[-1] for c in candidates if c.kind == PERSON and len(c.words) > 1}
    for c in candidates:
        if len(c.words) == 2 and c.words[1] in alone and c.kind == OTHER and not c.votes[ORGANIZATION]:
            c.kind = PERSON


def _couples(candidates: list[_Candidate], people: People[Entity], pack: Pack) -> None:
    """ "Bill and Hillary Clinton": the first name alone has the surname of the second."""
    used = Counter(c.words for c in candidates)
    for a, b in itertools.pairwise(candidates):
        noun = a.preceding or _noun_before(a.sentence.tokens, a.start, pack)
        if used[a.words] > 1 or (noun is not None and noun.number == "s"):
            continue
        joined = (
            a.sentence is b.sentence
            and b.start - a.end == 1
            and a.sentence.lowers[a.end] in pack.grammar["conjunctions"]["and"]
        )
        if (
            not joined
            or len(a.words) != 1
            or len(b.words) != 2
            or b.kind != PERSON
            or a.votes[PLACE]
            or a.votes[ORGANIZATION]
        ):
            continue
        if not names.is_given(a.words[0]) or people.bearers(a.words[0]) or a.kind == WORK:
            continue
        if names.given_gender(b.words[1], pack.code) == "f":
            continue  # "Pablo and Ana Maria": no surname that the two share
        full = f"{_surface(a)} {b.sentence.tokens[b.end - 1].text}"
        a.kind = PERSON
        people.add(Entity(full, (a.words[0], b.words[-1]), PERSON))


def _trim(candidates: list[_Candidate]) -> None:
    """Names that hold a known name and more: "Bharat Ratna Pranab Mukherjee" ends in one, a company begins with one."""
    known = {c.words for c in candidates if c.kind == PERSON and len(c.words) > 1}
    for c in candidates:
        if c.kind != PERSON or len(c.words) < 3:
            continue
        for size in range(len(c.words) - 1, 1, -1):
            lead, tail = c.words[: len(c.words) - size], c.words[len(c.words) - size :]
            strange = (len(lead) > 1 and names.is_given(tail[0])) or not any(
                names.is_given(w) or len(w.rstrip(".")) == 1 for w in lead
            )
            if tail in known and strange:
                c.start, c.words = c.end - size, tail
                break
            rest = c.words[size:]
            if c.words[:size] in known and not any(names.is_surname(w) or w.rstrip(".") in _SUFFIXES for w in rest):
                c.kind = OTHER
                break


def _is_alias(c: _Candidate, tails: set[tuple[str, ...]], pack: Pack) -> bool:
    """ "De Martino" beside "Stefano De Martino": a surname of two words is no full name of its own."""
    return c.words[0] in pack.particles and c.words in tails


def _surface(c: _Candidate) -> str:
    return _text(c.sentence.tokens[c.start : c.end]).strip()


def _mentions(
    candidates: list[_Candidate], people: People[Entity], used: Counter[tuple[str, ...]], pack: Pack
) -> list[Mention]:
    """Every candidate as a mention, those of people with their entity."""
    told = [c for c in candidates if c.sentence.kind != "headline" and not c.sentence.tokens[c.start].quote]
    alone = {c.words[0] for c in told if len(c.words) == 1}
    first_name_only = {id(e) for e in people if len(e.words) > 1 and e.words[0] in alone}
    mentions: list[Mention] = []
    recent: dict[Entity, int] = {}
    for k, c in enumerate(candidates):
        entity: Entity | None = None
        if c.kind != WORK:
            entity = _entity_of(c, people, recent, first_name_only, used, pack)
        if entity is not None and (
            _namesake_follows(c, entity, recent, candidates[k + 1 : k + 6], pack)
            or _relative_of_that_name(c, entity, recent, people, pack)
        ):
            entity = next(iter(people.called(c.words)), None) or Entity(_surface(c), c.words, PERSON)
            people.add(entity)
        if entity is not None:
            _take_particle(c, entity, pack)
        mention = Mention(
            c.sentence.index, c.start, c.end, PERSON if entity else c.kind, c.words, entity, c.preceding, c.listing
        )
        if entity is None and c.kind == PERSON:
            mention.kind = OTHER
        mentions.append(mention)
        if entity:
            if _register(entity, mention, c, pack):
                people.add(entity)
            recent[entity] = k
    return mentions


def _take_particle(c: _Candidate, entity: Entity, pack: Pack) -> None:
    """ "d'Adamo" beside "Ada d'Adamo": the particle belongs to the surname."""
    tokens, particle = c.sentence.tokens, entity.words[-2:-1]
    if c.start == 0 or len(c.words) != 1 or len(entity.words) < 3 or c.words != entity.words[-1:]:
        return
    before = tokens[c.start - 1]
    if before.end == tokens[c.start].start and (fold(before.text),) == particle and before.lower in pack.particles:
        c.start -= 1


def _namesake_follows(
    c: _Candidate, entity: Entity, recent: dict[Entity, int], following: list[_Candidate], pack: Pack
) -> bool:
    """A bare surname before the full name in one sentence is somebody else: "Alvares is married to Claude Alvares"."""
    full = bare(entity.words, pack)
    if len(c.words) != 1 or entity in recent or c.sentence.kind == "headline" or not full or c.words[0] not in full:
        return False
    later = next(
        (o for o in following if o.sentence is c.sentence and len(o.words) > 1 and o.words == entity.words), None
    )
    if later is None:
        return False
    between = range(c.end, later.start)
    return any(
        "marry" in pack.verb_classes.get(c.sentence.tokens[j].lemma, ())
        or any(noun.sense == "tie" for _, noun in pack.nouns.match(c.sentence.lowers, j))
        for j in between
    )


def _relative_of_that_name(
    c: _Candidate, entity: Entity, recent: dict[Entity, int], people: People[Entity], pack: Pack
) -> bool:
    """Amy in "le figlie Amy e Annie", before the first word of a judge Amy Jackson: somebody else of that name.

    Not where her surname is somebody else's of the text as well, since she may be of that family.
    """
    full = bare(entity.words, pack)
    if len(c.words) != 1 or len(full) < 2 or c.words[0] not in (full[0], full[-1]) or c.sentence.kind == "headline":
        return False
    surname = c.words[0] == full[-1]  # "their sons, Sani and Musa", before a minister Atiku Musa
    if entity in recent and (len(entity.mentions) > 2 or entity.mentions[-1].sentence == c.sentence.index):
        return False
    chain, head = [c], c
    while head.listed_with and (before := next((o for o in head.listed_with if o.start < head.start), None)):
        chain.append(before)
        head = before
    relatives = chain + [o for o in c.listed_with if o.start > c.start]
    first = min(relatives, key=lambda o: o.start)
    noun = first.preceding or _noun_before(c.sentence.tokens, first.start, pack)
    related = noun is not None and noun.number == "p" and (noun.sense == "tie" or noun.sense == "group")
    listed = len(relatives) > 1 and all(len(o.words) == 1 and names.is_given(o.words[0]) for o in relatives)
    family = [e for e in people.bearers(full[-1]) if e is not entity]
    return related and listed and (surname or not family)


def _entity_of(
    c: _Candidate,
    people: People[Entity],
    recent: dict[Entity, int],
    first_name_only: set[int],
    used: Counter[tuple[str, ...]],
    pack: Pack,
) -> Entity | None:
    exact = people.called(c.words)
    if exact:
        return exact[0]
    if len(c.words) > 1:
        same = people.same(c.words)
        if c.kind == PERSON or (len(same) == 1 and c.votes[ORGANIZATION] < 3 and c.votes[PLACE] < 3):
            return same[0] if len(same) == 1 else None
        return None
    bearers = people.bearers(c.words[0])
    if _family(c, bearers, pack):
        return None
    if (c.votes[ORGANIZATION] >= 4 and not (bearers and _house_named_alike(c, pack))) or c.votes[WORK]:
        return None
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    gender = c.preceding.gender if c.preceding else None
    if gender:
        bearers = [e for e in bearers if _given_gender(e, pack) in (gender, None)] or bearers
    by_surname = [e for e in bearers if _has_surname(e, c.words[-1], pack)]
    introduced = [e for e in by_surname if e in recent]
    if len(introduced) == 1 and used[introduced[0].words] >= max(used[e.words] for e in by_surname):
        return introduced[0]
    if by_surname:
        apart = [e for e in by_surname if id(e) not in first_name_only]
        by_first_name = [e for e in by_surname if id(e) in first_name_only]
        enough = apart and all(used[e.words] <= 2 * max(used[o.words] for o in apart) for e in by_first_name)
        bearers = apart if enough else by_surname
    if len(bearers) == 1:
        return bearers[0]
    seen = [e for e in bearers if e in recent]
    if len(seen) == 1:
        return seen[0]
    counted = sorted(seen, key=lambda e: -(used[e.words] + e.forms.total()))
    if len(counted) > 1:
        first, second = (used[e.words] + e.forms.total() for e in counted[:2])
        if first >= 2 * second or counted[0].forms.total() >= 2 * counted[1].forms.total() + 1:
            return counted[0]
    return _introduced_first(c, [e for e in seen if e in by_surname], recent)


def _family(c: _Candidate, bearers: list[Entity], pack: Pack) -> bool:
    """ "i fratelli Vale", "i nonni Rossi": a plural noun before one surname means the family, nobody of it."""
    noun = c.preceding or _noun_before(c.sentence.tokens, c.start, pack)
    plural = noun is not None and noun.number == "p" and noun.sense in ("tie", "group", "person")
    if not plural or c.sentence.lowers[c.start - 1] == "," or (c.listed_with and names.is_given(c.words[0])):
        return False
    return any(e.words[-1] == c.words[0] for e in bearers if len(e.words) > 1)


def _has_surname(entity: Entity, word: str, pack: Pack) -> bool:
    """Whether a word is somebody's surname, also the first of two: "García" of "Ana García Ruiz"."""
    if entity.words[-1] == word:
        return True
    suffixed = bare(entity.words, pack)[-1:] != entity.words[-1:]
    return word in entity.words[1:-1] and not suffixed and names.given_gender(word) is None


def _house_named_alike(c: _Candidate, pack: Pack) -> bool:
    """Whether a surname speaks of an organization only because a museum or a club has it too ("Tate")."""
    known = names.known_organization(_surface(c))
    if known is None or known in _FOUNDED or c.votes[ORGANIZATION] > 6 or not names.is_surname(c.words[0]):
        return False
    before = c.sentence.lowers[c.start - 1] if c.start else ""
    return before not in pack.definite


def _introduced_first(c: _Candidate, bearers: list[Entity], recent: dict[Entity, int]) -> Entity | None:
    """Whom news style calls by the bare surname: who was named first and not less often than other bearers.

    Not where another bearer has been named later in the same paragraph.
    """
    if not bearers:
        return None
    first = min(bearers, key=lambda e: (e.mentions[0].sentence, e.mentions[0].start))
    if any(e.forms.total() > first.forms.total() for e in bearers):
        return None
    last = max(bearers, key=recent.__getitem__)
    here = last.mentions[-1].sentence == c.sentence.index or last.block == c.sentence.block
    return first if last is first or not here else None


def _given_gender(entity: Entity, pack: Pack) -> Gender | None:
    gender = names.given_gender(entity.words[0], pack.code)
    return gender if gender in ("m", "f") else None


def _register(entity: Entity, mention: Mention, c: _Candidate, pack: Pack) -> bool:
    """Note where an entity is named; whether that gave it a fuller name."""
    surface = _surface(c)
    entity.mentions.append(mention)
    entity.block = c.sentence.block
    entity.forms[surface] += 1
    fuller = len(c.words) > len(entity.words) and same_person(c.words, entity.words, pack)
    if fuller:
        entity.name, entity.words = surface, c.words
    elif c.words == entity.words and not c.alias and entity.name.isupper() and not surface.isupper():
        entity.name = surface  # "MARIO ROSSI" in a headline
    if not entity.genders:
        gender = names.given_gender(entity.words[0], pack.code)
        if gender in ("m", "f"):
            entity.genders[gender] += 1
    if c.preceding is not None and c.preceding.gender:
        entity.genders[c.preceding.gender] += 2
    return fuller
