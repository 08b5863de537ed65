"""Runs of capitalised words: whether a name begins at a word, where its run ends, and how the run is cut into names."""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.namesakes import is_realm
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.surroundings import (
    age_follows,
    begins,
    children_before,
    close_relative,
    human_noun,
    is_ordinary,
    next_capital,
    noun_before,
    owned_relative,
    people_verb,
    relative_follows,
    text_of,
)
from peoplekg.language.tokens import Sentence, Token


def may_be_name(tokens: list[Token], i: int, pack: Pack, title_case: bool, known: frozenset[str]) -> bool:
    """Whether a name may begin at token i; ``known`` holds the words of the full names of the document."""
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
        and not (names.is_given(lower) and next_capital(tokens, i) and not begins(tokens, i))
        and not _first_name_in_list(tokens, i, pack)
    ):
        return False
    if lower in pack.demonyms:
        noun = noun_before(tokens, i, pack)
        if noun is not None and close_relative(noun):
            return True  # "their son, Finn"
        if lower in known:
            return True  # "lo stesso Giuliani" where "Rudolph Giuliani" is named
        if not (next_capital(tokens, i) and names.is_given(lower)):
            return False
        if pack.title_at(tokens, i + 1) or human_noun([t.lower for t in tokens[i + 1 : i + 5]], 0, pack):
            return False
    if begins(tokens, i) and (lower in pack.auxiliaries or lower in pack.cue("question_words")):
        return False
    if i + 1 < len(tokens) and tokens[i + 1].lower in pack.cue("years_old"):
        return False  # "Sessantatré anni, X …"
    if i and tokens[i - 1].text in ":–—-" and token.lower not in pack.function_words:
        noun = noun_before(tokens, i, pack)
        if noun is not None and noun.number == "p" and noun.data.get("kind") in ("parent", "sibling"):
            return True  # "two children – Rob and Jo"
    if children_before(tokens, i, pack) and names.is_given(lower):
        return True
    acts = i + 1 < len(tokens) and tokens[i + 1].lemma in pack.verb_lemmas and not tokens[i + 1].is_capital
    if acts and names.place_kind(token.text) and begins(tokens, i) and not title_case:
        return True  # "Florida executed X"
    if _initial(token) and next_capital(tokens, i) and len(tokens) > i + 2:
        return True  # "J. Howard Marlowe"
    if begins(tokens, i) or title_case:
        if lower in known and not next_capital(tokens, i) and lower not in pack.function_words:
            return True
        who = i + 2 < len(tokens) and tokens[i + 1].text == "," and tokens[i + 2].lower in pack.cue("who")
        if who or age_follows(tokens, i + 1, pack):
            return lower not in pack.function_words
        if next_capital(tokens, i) and (names.is_given(lower) or not is_ordinary(token, pack)):
            return True
        if names.is_given(lower) and not names.is_ambiguous(lower):
            return True
        a_name = names.is_given(lower) or names.is_surname(lower)
        if a_name and (relative_follows(tokens, i + 1, pack) or people_verb(tokens, i + 1, pack)):
            return True
        if title_case:
            return not is_ordinary(token, pack)
        if _known_before_holder(tokens, i, pack) or _shares_surname(tokens, i, pack):
            return True
        return not is_ordinary(token, pack) or (next_capital(tokens, i) and _noun_here(tokens, i, pack))
    return True


def _initial(token: Token) -> bool:
    return len(token.text) == 2 and token.text[1] == "."


def _titled_particle(tokens: list[Token], i: int, pack: Pack) -> bool:
    """ "il sindaco de Magistris", "Chancellor von Papen": a surname that begins with a small word, behind an office."""
    lower = tokens[i].lower
    if lower not in pack.particles or lower in pack.function_words or not next_capital(tokens, i) or not i:
        return False
    lowers = [t.lower for t in tokens[max(0, i - 3) : i]]
    return any(
        length == len(lowers) - k and noun.sense in ("office", "occupation")
        for k in range(len(lowers))
        for length, noun in pack.nouns.match(lowers, k)
    )


def _known_before_holder(tokens: list[Token], i: int, pack: Pack) -> bool:
    """A known name that opens a sentence before somebody's job: "Manchester United striker X", "Tesla co-founder X"."""
    for end in range(min(i + 4, len(tokens)), i, -1):
        if all(t.is_capital and t.is_word for t in tokens[i:end]):
            text = text_of(tokens[i:end])
            if names.known_organization(text) or names.place_kind(text):
                return end < len(tokens) and human_noun([t.lower for t in tokens[end : end + 4]], 0, pack) is not None
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
        and next_capital(tokens, i)
        and len(lower) > 1
        and i + 1 < len(tokens)
        and not begins(tokens, i)
    )


def _first_name_in_list(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Mia in "i gemelli Leone e Mia", "la figlia Mia": a small word with a capital where somebody is named."""
    if not names.is_given(tokens[i].lower) or begins(tokens, i) or tokens[i].text.isupper():
        return False
    if i > 1 and (tokens[i - 1].text == "," or tokens[i - 1].lower in pack.grammar["conjunctions"]["and"]):
        before = tokens[i - 2]
        return before.is_capital and names.is_given(before.lower) and before.lower not in pack.function_words
    noun = noun_before(tokens, i, pack)
    return noun is not None and close_relative(noun)


def _noun_here(tokens: list[Token], i: int, pack: Pack) -> bool:
    lowers = [t.lower for t in tokens[i : i + 6]]
    return pack.nouns.longest(lowers, 0) is not None or pack.title_at(tokens, i) is not None


def run_end(tokens: list[Token], i: int, pack: Pack, busy: set[int], title_case: bool) -> int:
    """One past the last token of the capitalised run that begins at i."""
    j = i + 1
    while j < len(tokens) and j not in busy:
        token = tokens[j]
        if (
            token.is_word
            and token.is_capital
            and not (
                title_case
                and is_ordinary(token, pack)
                and not names.is_given(token.lower)
                and not names.is_surname(token.lower)
            )
        ):
            if len(token.text) == 1 and token.lower not in pack.pronouns and not next_capital(tokens, j):
                j += not title_case
                break  # "Serie A"
            if (
                token.lower in pack.function_words
                and not _initial(token)
                and not _function_word_in_name(tokens, j, pack)
            ):
                break
            j += 1
        elif token.lower in pack.particles and next_capital(tokens, j) and _particle_fits(tokens, i, j, pack):
            j += 1
        elif (
            token.lower in pack.particles
            and not pack.conjunctions.longest([token.lower], 0)
            and j + 1 < len(tokens)
            and tokens[j + 1].lower in pack.particles
            and next_capital(tokens, j + 1)
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
    if pack.is_of(lower) and is_realm(tokens[j + 1].text, pack):
        return _of_a_realm(tokens[begin:j], tokens[j + 1], pack)
    if lower in pack.function_words:
        elided = tokens[j].end == tokens[j + 1].start  # "Ada d'Adamo": hardly ever Adamo's
        return (
            all(names.is_given(t.lower) for t in tokens[begin:j])
            and (elided or not names.is_given(tokens[j + 1].lower))
            and not names.place_kind(tokens[j + 1].text)
        )
    return True


def _of_a_realm(first: list[Token], behind: Token, pack: Pack) -> bool:
    """Whether first names and numerals stand before a realm; before a house also one word that is nothing else."""
    lead = pack.title_at(first, 0) or human_noun([t.lower for t in first], 0, pack)
    if lead is not None and lead[0] < len(first):
        first = first[lead[0] :]  # "il Granduca Henri del Lussemburgo"
    if human_noun([first[0].lower], 0, pack):
        return False  # "la Regina d'Inghilterra"
    if all(names.is_given(t.lower) or t.lower.rstrip(".") in pack.suffixes for t in first):
        return True
    known = names.place_kind(first[0].text) or names.known_organization(first[0].text)
    house = names.place_kind(behind.text) != "country"
    return house and len(first) == 1 and not known and not is_ordinary(first[0], pack)


def _nickname_end(tokens: list[Token], j: int) -> int:
    """One past the closing mark of a quoted nickname inside a name (Lewis "Scooter" Libby), 0 when there is none."""
    for k in range(j + 2, min(j + 5, len(tokens) - 1)):
        if tokens[k].text in '"”' and tokens[k + 1].is_capital and tokens[k + 1].is_word and tokens[j + 1].is_capital:
            return 0 if _two_full_names(tokens, j, k + 1) else k + 1
    return 0


def _two_full_names(tokens: list[Token], j: int, after: int) -> bool:
    """ "the film by A. Brandi "North Wind" Lidia Manzi …": a full name before the marks and another behind them."""
    before = j > 1 and tokens[j - 1].is_capital and tokens[j - 2].is_capital and names.is_given(tokens[j - 2].lower)
    pair = tokens[after : after + 2]
    return before and len(pair) == 2 and pair[1].is_word and pair[1].is_capital and names.is_given(pair[0].lower)


def segments(sentence: Sentence, start: int, end: int, pack: Pack) -> list[tuple[int, int, Noun | None]]:
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
            rest = segments(sentence, start + size, end, pack) if start + size < end else []
            return [(start, start + size, None), *rest]
    body = lowers[end - 1] in pack.organization_tail and not any(names.is_given(w) for w in lowers[start:end])
    if body and end - start > 2:
        return [(start, end, None)]  # "General Services Administration"
    ending = _office_ends(sentence, start, end, pack)
    if ending:
        return segments(sentence, start, ending, pack)
    member = human_noun([lowers[end - 1]], 0, pack) if end - start == 2 and tokens[end - 1].text.isupper() else None
    if member is not None and member[1].sense == "office" and not names.is_given(lowers[start]):
        return [(start, end - 1, None)]  # "a Labour MP"
    split = _title_inside(sentence, start, end, pack)
    if split:
        return [*segments(sentence, start, split, pack), *segments(sentence, split, end, pack)]
    i = start
    while i < end:
        title = pack.title_at(tokens, i)
        match = title or human_noun(lowers, i, pack)
        weak = (
            title is not None
            and names.is_given(tokens[i].lower)
            and title[1].data.get("weak") is not False
            and i + 2 >= end
            and not (title[1].key and names.is_given(lowers[min(i + 1, end - 1)]))
        )
        named_so = match is not None and match[0] == 1 and names.is_given(lowers[i]) and i + 1 < end
        if noun is not None and match is not None and named_so and match[1].key != noun.key:
            break  # "Governor Earl Long", "Mr Dean Reed"
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
            and (match[1].sense != "title" or match[0] > 1 or human_noun(lowers, i, pack))
            and (not names.is_given(tokens[i].lower) or match[0] > 1 or (end < len(tokens) and pack.is_of(lowers[end])))
        ):
            return []  # "President", "Queen" alone: a noun with a capital
        else:
            break
    if i >= end:
        return []
    if i > start and (inner := _title_inside(sentence, i, end, pack)):
        return segments(sentence, inner, end, pack)  # "Assistant U.S. Attorney X"
    if (
        i > start
        and end - i == 1
        and is_ordinary(tokens[i], pack)
        and not names.is_given(lowers[i])
        and not names.is_surname(lowers[i])
    ):
        return [(start, end, None)]  # "General Assembly"
    behind_of = pack.cased_titles and 0 < start < i == end - 1 and pack.is_of(lowers[start - 1])
    if behind_of and noun is not None and noun.sense == "occupation" and is_ordinary(tokens[i], pack):
        return [(start, end, None)]  # "the Dean of Student Life"
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
    found = human_noun([tokens[start].lower], 0, pack)
    return found is not None and found[1].sense in ("office", "occupation", "title")


def _office_ends(sentence: Sentence, start: int, end: int, pack: Pack) -> int:
    """Where an office begins that ends a run, behind the place it belongs to ("the former U.S. Attorney"), else 0."""
    for k in range(start + 1, end):
        found = human_noun(sentence.lowers, k, pack)
        lead = text_of(sentence.tokens[start:k])
        if found and found[1].sense in ("office", "occupation") and k + found[0] == end and names.place_kind(lead):
            return k if not names.is_given(lead) else 0
    return 0


def _title_inside(sentence: Sentence, start: int, end: int, pack: Pack) -> int:
    """Where an office stands between what it belongs to and its holder ("U.S. President Donald Trump"), else 0."""
    tokens, lowers = sentence.tokens, sentence.lowers
    for k in range(start + 1, end - 1):
        found = human_noun(lowers, k, pack)
        if not found or found[1].sense not in ("office", "occupation") or k + found[0] >= end:
            continue
        lead = [t.lower for t in tokens[start:k]]
        if any(human_noun([word], 0, pack) for word in lead) or pack.title_at(tokens, start):
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
        named = all(t.is_capital and not is_ordinary(t, pack) for t in tokens[k:end]) or names.is_surname(
            lowers[end - 1]
        )
        body = k - start == 1 and lowers[start] in pack.cue("named_after")
        if names.is_given(lowers[k]) and not names.is_ambiguous(lowers[k], pack.code) and named and not body:
            return k
    return 0


def _inner_name(tokens: list[Token], start: int, end: int, pack: Pack) -> int:
    """Where a person's name begins inside a run ("Repubblica | Giorgio Napolitano"), 0 when it begins it."""
    if end - start == 2 and owned_relative(tokens, start, pack):
        return 0  # "his girlfriend Tiffany Chen"
    house = is_realm(tokens[start].text, pack) and not names.is_given(tokens[start].lower)
    if house and end - start > 1 and names.is_given(tokens[start + 1].lower):
        return start + 1  # "di casa Savoia Umberto"
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
        if all(_initial(t) for t in before):
            return 0  # "J. Howard Marlowe"
        if all(is_ordinary(t, pack) and not names.is_given(t.lower) for t in before):
            return k
    return 0
