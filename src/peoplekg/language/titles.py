"""Titles of works without quotation marks: "wrote The Salt Road", "In Low Tide, a memoir", "Low Tide (1994)"."""

from __future__ import annotations

import itertools

from peoplekg.language import names
from peoplekg.language.dictionary import is_known
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Token

_LONGEST = 9  # words of a title, and no more than that


def unmarked_title(tokens: list[Token], i: int, pack: Pack, after_title: bool) -> int:
    """One past a title that begins at token i, 0 when there is none.

    ``after_title`` says that another title stands before i, with no more than a comma or "and" between.
    """
    token = tokens[i]
    if not token.is_word or not token.is_capital or not (pack.making_verbs or pack.making_nouns):
        return 0
    led_by_article = (
        _article_title(tokens, i, pack)
        or _called_a_work(tokens, i, pack)
        or _before_its_maker(tokens, i, pack)
        or _shown_before_its_maker(tokens, i, pack)
    )
    if led_by_article:
        return led_by_article
    if behind_owner(tokens, i, pack) and not names.is_given(token.lower):
        closed = next((k for k in range(i + 1, min(i + _LONGEST, len(tokens))) if tokens[k].text in (",", ".")), 0)
        return closed if not any(_finite(t, pack) for t in tokens[i + 1 : closed]) else 0
    end = _end(tokens, i, pack)
    if _somebody_or_known(tokens, i, end, pack):
        return 0
    longer = noun_title_end(tokens, i, end, pack) if end == i + 1 and token.lower not in pack.determiners else end
    if longer > end and (_made(tokens, i, pack) or after_title or (i and _work_behind(tokens, longer, pack))):
        return longer
    whole = _made_by_somebody(tokens, i, pack)
    if whole:
        return whole
    made, led = _made(tokens, i, pack), _led(tokens, i, pack)
    dated = _year_behind(tokens, end) and (made or led or after_title)
    described = _work_behind(tokens, end, pack)
    person = names.is_given(token.lower) and token.lower not in pack.function_words
    several = end - i > 1
    named = person or (end - i == 2 and not made and names.is_surname(tokens[end - 1].lower))
    if named and several and dated and tokens[end + 2].text in "-–—":
        return 0  # "was married to X (1982–1990)"
    if dated and (several or made or after_title) and not (person and not made):
        return end
    if person and several:
        return 0
    if after_title and _listed(tokens, i, end, pack):
        return end
    described = described or _made_behind(tokens, end, pack) or _by_behind(tokens, i, end, pack)
    described = described and not _only_a_noun(tokens, i, end, pack)
    if several and token.lower in pack.determiners and _owned_by_name(tokens, i, pack):
        return end  # "Margaret Hale's The Long Road"
    if described and (several or not person) and not names.place_kind(_text(tokens[i:end])):
        return end
    if made and several and _written(tokens, i, pack):
        return end
    if made and (
        _reads_as_title(tokens, i, end, pack) if several else _ordinary(token, pack) and _ends(tokens, end, pack)
    ):
        return end
    return 0


def _article_title(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past "La casa sul lago" inside a sentence: an article with a capital, and a small word behind it."""
    if not pack.syntax.get("sentence_case_titles") or tokens[i].lower not in pack.determiners or i == 0:
        return 0
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    inside = before.text in (",", "(") or (before.is_word and not before.is_capital)
    if not inside or after is None or not after.is_word or after.is_capital or after.lower in pack.function_words:
        return 0
    end = sentence_case_end(tokens, i, pack)
    text = _text(tokens[i:end])
    known = names.known_organization(text) or names.known_event(text) or names.place_kind(text)
    return 0 if known or end - i < 2 else end


def sentence_case_end(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past a title of which only the first word has a capital: it ends before a verb, a mark, or a name."""
    end, phrases = i + 1, 0
    while end < len(tokens) and end - i < _LONGEST:
        token, following = tokens[end], tokens[end + 1] if end + 1 < len(tokens) else None
        if not token.is_word or _finite(token, pack) or token.lower in pack.relative_words:
            break
        joins = token.lower in _and(pack) or pack.prepositions.longest([token.lower], 0) is not None
        if joins and not token.is_capital:
            phrases += 1
            if following is None or not following.is_word or following.is_capital or phrases > 2:
                break
        end += 1
    while end > i + 1 and tokens[end - 1].lower in pack.function_words:
        end -= 1
    return end


def noun_title_end(tokens: list[Token], i: int, end: int, pack: Pack) -> int:
    """One past "Vento del nord", "Cuore di una donna sola": a title whose first noun has what it is of behind it.

    ``end`` is one past the words that are known to belong to it; only a language that writes titles so has such titles.
    """
    if not pack.syntax.get("sentence_case_titles") or not _ordinary(tokens[i], pack):
        return end
    while end + 1 < len(tokens) and end - i < _LONGEST and pack.is_of(tokens[end].lower) and not tokens[end].is_capital:
        k = end + 1
        k += k + 1 < len(tokens) and tokens[k].lower in pack.determiners
        if not tokens[k].is_word or tokens[k].is_capital or _finite(tokens[k], pack):
            break
        if tokens[k].lower in pack.function_words or pack.prepositions.longest([tokens[k].lower], 0) is not None:
            break
        if pack.names_person(tokens[k].lower):
            break  # "Canestro di sabbia della giornalista …"
        end = k + 1
        end += _adjective_closes(tokens, end, pack)
    return end


def _adjective_closes(tokens: list[Token], end: int, pack: Pack) -> int:
    """1 where one more word stands before what ends a title ("Cuore di donna sola,"), else 0."""
    if end >= len(tokens) or not tokens[end].is_word or tokens[end].is_capital or _finite(tokens[end], pack):
        return 0
    token, following = tokens[end], tokens[end + 1] if end + 1 < len(tokens) else None
    if token.lower in pack.function_words or pack.prepositions.longest([token.lower], 0) is not None:
        return 0
    verb = token.lemma in pack.verb_lemmas or pack.participle_of(token.lower) or pack.is_adverb(token.lower)
    closed = following is None or not following.is_word or following.lower in _and(pack)
    return int(closed and not verb)


def _finite(token: Token, pack: Pack) -> bool:
    if token.is_capital:
        return False
    if token.lower in pack.auxiliaries:
        return True
    noun = pack.nouns.longest([token.lower], 0) is not None
    return (
        not noun
        and token.lemma in pack.verb_lemmas
        and pack.tense(token.lower, token.lemma) in ("present", "past", "imperfect", "future", "conditional")
    )


def _before_its_maker(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past "Sapore di sale" in "arrangiò Sapore di sale di Gino Paoli": no article, and somebody's full name."""
    if not pack.syntax.get("sentence_case_titles") or i == 0 or not _ordinary(tokens[i], pack):
        return 0
    before = tokens[i - 1]
    if not (before.text == "," or (before.is_word and not before.is_capital)):
        return 0
    if before.lower in pack.determiners or before.lower in pack.possessives or pack.elided_article(before.lower):
        return 0
    if any(n.sense != "work" for _, n in pack.nouns.match([t.lower for t in tokens[i : i + 4]], 0)):
        return 0
    for end in range(i + 1, min(i + 6, len(tokens) - 2)):
        given, surname = tokens[end + 1], tokens[end + 2]
        named = given.is_capital and names.is_given(given.lower) and surname.is_word and surname.is_capital
        if pack.is_of(tokens[end].lower) and named:
            if end == i + 1:
                return 0  # "per Azione di Carlo Rossi": one word alone may be anything
            lowers = [t.lower for t in tokens[i + 1 : end]]
            said = [n for k in range(len(lowers)) for _, n in pack.nouns.match(lowers, k)]
            return 0 if said or names.is_surname(tokens[i].lower) else end
        if not tokens[end].is_word or tokens[end].is_capital or _finite(tokens[end], pack):
            return 0
    return 0


def _shown_before_its_maker(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past "Reality" in "protagonista di Reality di Matteo Garrone": behind words of who plays in it or sees it."""
    if not pack.syntax.get("sentence_case_titles") or i < 2 or tokens[i].lower in pack.demonyms:
        return 0
    before = tokens[i - 1].lower
    if before in pack.determiners or before in pack.possessives or pack.elided_article(before):
        return 0  # "suona nei Velvet Motel di X"
    end = i + 1
    while end + 1 < len(tokens) and not (pack.is_of(tokens[end].lower) and names.is_given(tokens[end + 1].lower)):
        small = _small(tokens[end], pack) and tokens[end + 1].is_capital
        if not (tokens[end].is_word and (tokens[end].is_capital or small)) or end - i > _LONGEST:
            return 0
        end += 1
    if end + 2 >= len(tokens) or pack.title_at(tokens, i):
        return 0
    given, surname = tokens[end + 1], tokens[end + 2]
    if not (given.is_capital and names.is_given(given.lower) and surname.is_word and surname.is_capital):
        return 0
    text = _text(tokens[i:end])
    if names.known_organization(text) or names.known_event(text) or names.place_kind(text):
        return 0
    person = names.is_given(tokens[i].lower) and not names.is_ambiguous(tokens[i].lower)
    shown = {w for t in tokens[max(0, i - 4) : i] for w in (t.lower, t.lemma)} & pack.cue("shown_works")
    foreign = end - i > 1 and all(pack.is_foreign_word(t.lower) for t in tokens[i:end] if t.is_word)
    return end if not person and (shown or foreign) else 0


def _called_a_work(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past "La stanza vuota" in "La stanza vuota è un film di …" at the beginning of a sentence."""
    if i or not pack.syntax.get("sentence_case_titles") or tokens[0].lower not in pack.determiners:
        return 0
    end = sentence_case_end(tokens, 0, pack)
    lowers = [t.lower for t in tokens[end : end + 5]]
    copula = lowers and any(kind == "be" for kind, _ in pack.auxiliaries.get(lowers[0], ()))
    if not copula or end < 2 or len(lowers) < 3 or lowers[1] not in pack.determiners:
        return 0
    works = [n for b in (2, 3) for _, n in pack.nouns.match(lowers, b) if n.sense == "work"]
    known = any(n.sense == "work" for k in range(1, end) for _, n in pack.nouns.match([t.lower for t in tokens], k))
    return end if works and not known else 0


def behind_owner(tokens: list[Token], i: int, pack: Pack, quoted: bool = False) -> bool:
    """Whether i stands behind "il memoir di Harry, ", "a novel by A, ": a work, whose it is, and a comma.

    A title in quotation marks needs no comma.
    """
    comma = i > 0 and tokens[i - 1].text == ","
    if i < 4 or not (comma or quoted):
        return False
    last = i - 2 if comma else i - 1
    k = last
    while k > 0 and tokens[k].is_capital and tokens[k].is_word:
        k -= 1
    maker = pack.preposition_roles.get("maker", pack.preposition_roles["by"])
    led = pack.is_of(tokens[k].lower) or any(p in maker for _, p in pack.prepositions.match([tokens[k].lower], 0))
    if k == last or k < 1 or not led:
        return False
    person = any(names.is_given(t.lower) for t in tokens[k + 1 : last + 1])
    lowers = [t.lower for t in tokens[max(0, k - 3) : k]]
    ends = [b + length for b in range(len(lowers)) for length, n in pack.nouns.match(lowers, b) if n.sense == "work"]
    return person and len(lowers) in ends


def _end(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past the run of capitals from i, with the small words between them ("The Man Who Knew Too Much")."""
    end = i + 1
    while end < len(tokens) and end - i < _LONGEST:
        token = tokens[end]
        if token.is_word and token.is_capital:
            if token.lower in pack.function_words and end + 1 < len(tokens) and tokens[end - 1].lower in _and(pack):
                break  # "Low Tide and The Long Road" are two
            end += 1
        elif _small(token, pack) and end + 1 < len(tokens) and tokens[end + 1].is_capital and tokens[end + 1].is_word:
            if token.lower in _and(pack) and tokens[end + 1].lower in pack.function_words:
                break
            end += 1
        elif (
            _small(token, pack)
            and end + 2 < len(tokens)
            and _small(tokens[end + 1], pack)
            and tokens[end + 1].lower not in pack.genitive
            and tokens[end + 2].is_word
            and tokens[end + 2].is_capital
        ):
            end += 2
        else:
            break
    if end < len(tokens) and tokens[end].text in "!?" and end + 1 < len(tokens) and not tokens[end + 1].is_capital:
        end += 1
    return end + one_word_more(tokens, i, end, pack)


def one_word_more(tokens: list[Token], i: int, end: int, pack: Pack) -> int:
    """1 where "Notte blu" goes on behind its only capital, in a language that writes titles so; else 0."""
    if not pack.syntax.get("sentence_case_titles") or end != i + 1 or end >= len(tokens):
        return 0
    token, following = tokens[end], tokens[end + 1] if end + 1 < len(tokens) else None
    if not token.is_word or token.is_capital or token.lower in pack.function_words or _finite(token, pack):
        return 0
    participle = pack.tense(token.lower, token.lemma) == "participle" or pack.participle_of(token.lower)
    verb = token.lemma in pack.verb_lemmas and participle
    if verb or pack.is_adverb(token.lower) or pack.prepositions.longest([token.lower], 0):
        return 0
    lowers = [t.lower for t in tokens]
    closed = following is None or not following.is_word or following.lower in pack.function_words
    closed = closed or pack.prepositions.longest(lowers, end + 1) is not None
    return int(closed or (following is not None and (following.is_capital or following.lemma in pack.verb_lemmas)))


def _and(pack: Pack) -> list[str]:
    words: list[str] = pack.grammar["conjunctions"]["and"]
    return words


def _small(token: Token, pack: Pack) -> bool:
    contracted = token.lower in pack.grammar["tokens"]["negative_suffix"]  # "Can't"
    return token.lower in pack.title_words or token.lower in pack.genitive or token.text == "&" or contracted


def _somebody_or_known(tokens: list[Token], i: int, end: int, pack: Pack) -> bool:
    """A title of a person, an organization, a place or an occasion, so that the capitals have another reason."""
    text = _text(tokens[i:end])
    lowers = [t.lower for t in tokens[i:end]]
    if names.known_organization(text) or names.known_event(text) or names.place_kind(text):
        return True
    if pack.title_at(tokens, i) or lowers[0] in pack.demonyms:
        return True
    if i == 0 and lowers[0] in pack.function_words and lowers[0] not in pack.determiners:
        return True
    nouns = [n for k in range(len(lowers)) for _, n in pack.nouns.match(lowers, k)]
    if any(n.sense in ("office", "event") for n in nouns) and lowers[0] not in pack.determiners:
        return True
    if len(lowers) == 1 and nouns:
        return any(n.sense in ("organization", "place", "occupation", "tie") for n in nouns)
    return lowers[-1].rstrip(".") in pack.organization_tail and lowers[0] not in pack.determiners


def _made(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Behind a verb of making ("wrote", "having directed"), or "the author of"."""
    before = tokens[i - 1] if i else None
    if before is None:
        return False
    if i > 1 and (pack.is_of(before.lower) or pack.prepositions.longest([before.lower], 0)):
        return tokens[i - 2].lower in pack.making_nouns
    if before.lemma not in pack.making_verbs or before.is_capital:
        return False
    k = i - 2
    while k >= 0 and (tokens[k].lower in pack.auxiliaries or tokens[k].lower in pack.clitics):
        k -= 1
    return k < 0 or tokens[k].text not in ',"”»'  # '"It is over," wrote Smith', "«È finita», ha scritto Rossi"


def _listed(tokens: list[Token], i: int, end: int, pack: Pack) -> bool:
    """The next of a list of titles: it reads as one, and the list goes on or the sentence ends behind it."""
    behind = tokens[end].lower if end < len(tokens) else "."
    if behind not in (",", ".", ";") and behind not in _and(pack):
        return False
    return _reads_as_title(tokens, i, end, pack) if end - i > 1 else _ordinary(tokens[i], pack)


def _written(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Behind "she wrote", "he has directed": with the subject before the verb, what is behind it is the work."""
    if tokens[i - 1].lemma not in pack.writing_verbs or i < 2:
        return False
    before = tokens[i - 2]
    return before.is_word and (
        before.is_capital
        or before.lower in pack.auxiliaries
        or before.lower in pack.function_words
        or pack.is_adverb(before.lower)
    )


def _made_by_somebody(tokens: list[Token], i: int, pack: Pack) -> int:
    """One past "Mi limitavo ad amare te" in "autrice di Mi limitavo ad amare te,": all up to the mark."""
    if not pack.syntax.get("sentence_case_titles") or i < 2 or not pack.is_of(tokens[i - 1].lower):
        return 0
    if tokens[i - 2].lower not in pack.making_nouns or names.is_given(tokens[i].lower):
        return 0
    for end in range(i + 1, min(i + _LONGEST, len(tokens))):
        if not tokens[end].is_word:
            return end if end - i > 1 and tokens[end].text in ",.;:()" else 0
        if tokens[end].lower in pack.auxiliaries or (tokens[end].lower in _and(pack) and tokens[end + 1].is_capital):
            return 0
    return 0


def _led(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Behind a preposition, a possessive or a genitive."""
    if not i:
        return False
    lower = tokens[i - 1].lower
    return (
        lower in pack.possessives
        or lower in pack.genitive
        or any(length == 1 for length, _ in pack.prepositions.match([lower], 0))
    )


def _year_behind(tokens: list[Token], end: int) -> bool:
    """ "(1994)", "(2001, with A. Nother)"."""
    if end + 2 >= len(tokens) or tokens[end].text != "(":
        return False
    year = tokens[end + 1].text[:4]
    closed = tokens[end + 2].text in "),;-–—/" or not tokens[end + 1].text.isdigit()
    return year.isdigit() and len(year) == 4 and closed


def _work_behind(tokens: list[Token], end: int, pack: Pack) -> bool:
    """ ", a memoir that …", ", her 2004 novel,": the next phrase says that it is a work."""
    k = end + 1
    if k + 1 >= len(tokens) or tokens[end].text != ",":
        return False
    lowers = [t.lower for t in tokens]
    for length, noun in pack.nouns.match(lowers, k):  # ", opera prima di X"
        of = k + length < len(tokens) and pack.is_of(lowers[k + length])
        if noun.sense == "work" and noun.number != "p" and of and pack.syntax.get("sentence_case_titles"):
            return True
    if lowers[k] not in pack.determiners and lowers[k] not in pack.possessives:
        return False
    for begin in range(k + 1, min(k + 6, len(tokens))):
        if not (tokens[begin].is_word or tokens[begin].text.isdigit()) or lowers[begin] in pack.function_words:
            return False
        found = [(length, n) for length, n in pack.nouns.match(lowers, begin)]
        if found:
            length, noun = max(found, key=lambda f: f[0])
            behind = begin + length
            if any(n.sense == "work" for size, n in found if size == length):
                if behind >= len(tokens) or not tokens[behind].is_word or lowers[behind] in pack.function_words:
                    return True
                lemma = tokens[behind].lemma  # ", a drama directed by", ", the book she wrote"
                return lemma in pack.verb_lemmas and pack.tense(lowers[behind], lemma) in ("past", "participle")
            if noun.sense != "organization":
                return False
    return False


def _made_behind(tokens: list[Token], end: int, pack: Pack) -> bool:
    """ ", written and directed by", ", to be published by", ", which they had written": said of a work."""
    if end + 3 >= len(tokens) or tokens[end].text != ",":
        return False
    relative = pack.relatives.longest([tokens[end + 1].lower], 0) and tokens[end + 1].lower not in pack.cue("who")
    to_be = tokens[end + 1].lower in pack.cue("infinitive_markers") and tokens[end + 2].lower in pack.auxiliaries
    if relative or to_be:
        behind = itertools.takewhile(lambda t: t.is_word, tokens[end + 2 : end + 8])
        return any(t.lemma in pack.making_verbs and t.lower != t.lemma for t in behind)
    if tokens[end + 1].lemma not in pack.making_verbs:
        return False
    by = pack.preposition_roles["by"]
    return any(
        p in by for k in (end + 2, end + 4) if k < len(tokens) for _, p in pack.prepositions.match([tokens[k].lower], 0)
    )


def _only_a_noun(tokens: list[Token], i: int, end: int, pack: Pack) -> bool:
    """ "La canzone, scritta da X,": an article and what a work is called, no title."""
    if tokens[i].lower not in pack.determiners:
        return False
    found = pack.nouns.match([t.lower for t in tokens[i + 1 : end]], 0)
    return any(i + 1 + length == end and n.sense == "work" for length, n in found)


def _by_behind(tokens: list[Token], i: int, end: int, pack: Pack) -> bool:
    """ "Low Tide in Winter, by Tom Hale": words that read as a title, and who made it."""
    if end + 2 >= len(tokens) or tokens[end].text != "," or not _reads_as_title(tokens, i, end, pack):
        return False
    by = pack.preposition_roles["by"]
    led = any(p in by for _, p in pack.prepositions.match([tokens[end + 1].lower], 0))
    return led and tokens[end + 2].is_capital and end - i > 1


def _owned_by_name(tokens: list[Token], i: int, pack: Pack) -> bool:
    return i > 1 and tokens[i - 1].lower in pack.genitive and tokens[i - 2].is_capital


def _reads_as_title(tokens: list[Token], i: int, end: int, pack: Pack) -> bool:
    """Words of the language, or small words among them: no surname that the verb's subject would be."""
    inside = tokens[i:end]
    if any(t.lower in pack.function_words for t in inside):
        return not any(names.is_given(t.lower) and not names.is_ambiguous(t.lower) for t in inside[:1])
    return all(_ordinary(t, pack) for t in inside)


def _ordinary(token: Token, pack: Pack) -> bool:
    lower = token.lower
    if names.is_given(lower) and not names.is_ambiguous(lower):
        return False
    return is_known(lower, pack.code) or pack.nouns.longest([lower], 0) is not None


def _ends(tokens: list[Token], end: int, pack: Pack) -> bool:
    """A title of one word is followed by a mark or a small word, not by what it would be an adjective of."""
    return end >= len(tokens) or not tokens[end].is_word or tokens[end].lower in pack.function_words


def _text(tokens: list[Token]) -> str:
    return "".join(t.text if k == 0 or tokens[k - 1].end == t.start else " " + t.text for k, t in enumerate(tokens))
