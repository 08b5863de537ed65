"""Titles of works: where a title begins and ends, quoted or bare, alone or in a list that a plural noun opens."""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.entities import OTHER, WORK, Candidate, fold
from peoplekg.language.pack import Pack
from peoplekg.language.surroundings import begins, is_title_case, is_verb, known_name, next_capital, text_of
from peoplekg.language.titles import behind_owner, noun_title_end, one_word_more, sentence_case_end
from peoplekg.language.tokens import Sentence, Token


def title_with_colon(tokens: list[Token], i: int, end: int, pack: Pack) -> int:
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


def next_title(sentence: Sentence, i: int, found: list[Candidate], pack: Pack) -> Candidate | None:
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
    candidate = Candidate(sentence, begin, end, words, kind=WORK, quoted=quoted)
    candidate.listing = opener
    return candidate


def quoted_title(sentence: Sentence, i: int, pack: Pack) -> Candidate | None:
    """A short quotation that is no sentence may be a title: «La notte»; what verb it stands with decides."""
    tokens = sentence.tokens
    listed = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text in '"”»)'  # «La notte», «Il giorno»
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
    if begins(tokens, i) and len(tokens) > end + 1 and tokens[end + 1].text == "," and not style:
        return None
    candidate = Candidate(sentence, i + 1, end, tuple(fold(t.text) for t in inside), quoted=True)
    candidate.votes[OTHER] += 8
    return candidate


def articled_title(sentence: Sentence, i: int, pack: Pack) -> Candidate | None:
    """ "X's The Blue House", "in A Little Night Music", "her book about it, The Blue House,": by its article."""
    tokens, lowers = sentence.tokens, sentence.lowers
    indefinite = lowers[i] in pack.grammar["determiners"]["indefinite"]
    if (
        i < 2
        or not tokens[i].is_capital
        or not (indefinite or lowers[i] in pack.definite)
        or is_title_case(tokens, pack)
    ):
        return None
    owned = lowers[i - 1] in pack.genitive and tokens[i - 2].is_capital
    told = lowers[i - 1] == "," and _work_told_of(tokens, i - 2, pack)
    if (
        begins(tokens, i)
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
    text = text_of(tokens[i:end])
    if end - i < 2 or not tokens[i + 1].is_capital or names.known_organization(text) or names.known_event(text):
        return None
    if told and not (end < len(tokens) and tokens[end].text in ",."):
        return None
    return Candidate(sentence, i, end, tuple(fold(t.text) for t in tokens[i:end]), kind=WORK)


def _work_told_of(tokens: list[Token], k: int, pack: Pack) -> bool:
    """Whether the words up to k are somebody's work and what it is about: "her book about the case"."""
    for j in range(k, max(0, k - 8), -1):
        if not tokens[j].is_word or tokens[j].is_capital or is_verb(tokens[j], pack):
            return False
        work = any(n.sense == "work" and length == 1 for length, n in pack.nouns.match([tokens[j].lower], 0))
        if work and pack.prepositions.longest([tokens[j + 1].lower], 0) is not None:
            before = tokens[j - 1].lower
            return before in pack.possessives or before in pack.genitive
    return False


def after_title(sentence: Sentence, i: int, found: list[Candidate], pack: Pack) -> bool:
    """Whether a title of a work stands before i, with no more than a year, a comma or "and" between."""
    last = found[-1] if found else None
    return last is not None and last.kind == WORK and _list_gap(sentence.lowers, last.end, i, pack)


def _is_said(tokens: list[Token], i: int, pack: Pack) -> bool:
    """'wrote "Congratulations" and "Gorgeous" under the picture': words, no titles."""
    k, before = i - 1, 0
    while k > 0 and (
        tokens[k].text in '"“”»' or tokens[k].lower in pack.grammar["conjunctions"]["and"] or tokens[k].quote
    ):
        before += tokens[k].is_word and bool(tokens[k].quote)
        k -= 1
    if before > 1:
        return False  # 'wrote "Low Tide" and "Ash"'
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
        called = "call" in pack.verb_classes.get(tokens[j].lemma, ()) and j > 0
        if called and tokens[j - 1].lower in pack.auxiliaries:
            return -1  # "compositions, and was dubbed the «King»"
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


def first_of_list(sentence: Sentence, work: Candidate, opener: int, pack: Pack) -> Candidate:
    """A title behind a plural work noun: it ends at the "and" before the next."""
    work.listing = opener
    end = work.end if work.quoted or opener < 0 else min(work.end, _title_end(sentence.tokens, work.start, False, pack))
    dated = work.end < len(sentence.tokens) and sentence.tokens[work.end].text == "("  # "War and Peace (1865)"
    if end == work.end or end <= work.start or dated:
        return work
    first = Candidate(sentence, work.start, end, work.words[: end - work.start], kind=WORK)
    first.listing = opener
    return first


def listed_after(tokens: list[Token], i: int, pack: Pack) -> int:
    """The place of the plural work noun right before a title ("the songs A, B and C"), -1 when there is none."""
    for j in range(i - 1, max(-1, i - 6), -1):
        for length, noun in pack.nouns.match([t.lower for t in tokens[j:i]], 0):
            last, between = tokens[j + length - 1], tokens[j + length : i]
            such_as = _such_as(between, pack)
            if noun.sense == "work" and (last.lower != last.lemma or such_as):
                return j if all(t.text in ',:"“«‘' or t.lower in pack.titled_words for t in between) else -1
    return -1


def _such_as(between: list[Token], pack: Pack) -> bool:
    return bool(between) and pack.cue_phrases("such_as").longest([t.lower for t in between], 0) is not None


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


def work_at(sentence: Sentence, i: int, pack: Pack) -> Candidate | None:
    """A title that a work noun announces: "the album Who Believes in Angels?", «il film "Malizia"»."""
    tokens, lowers = sentence.tokens, sentence.lowers
    if i == 0 or not (tokens[i].text in '"“«‘' or tokens[i].is_capital):
        return None
    quoted = tokens[i].text in '"“«‘'
    if not _after_work_noun(lowers, i, pack) and not (quoted and behind_owner(tokens, i, pack, quoted=True)):
        return None
    if tokens[i].text in '"“«‘':
        for k in range(i + 1, min(i + 14, len(tokens))):
            if tokens[k].text in '"”»’' and k > i + 1 and tokens[i + 1].is_capital:
                k -= tokens[k - 1].text == "," and k > i + 2  # "Low Tide,"
                words = tuple(fold(t.text) for t in tokens[i + 1 : k])
                return Candidate(sentence, i + 1, k, words, kind=WORK, quoted=True)
        return None
    owned = pack.is_of(lowers[i - 1]) and lowers[i] not in pack.function_words
    if names.is_given(lowers[i]) and next_capital(tokens, i) and (owned or not names.is_ambiguous(lowers[i])):
        return None
    if lowers[i - 1] == ",":
        closed = _title_end(tokens, i, False, pack)
        inside = tokens[i:closed]
        if 1 < len(inside) <= 8 and not any(is_verb(t, pack) for t in inside) and closed < len(tokens):
            return Candidate(sentence, i, closed, tuple(fold(t.text) for t in inside), kind=WORK)
    known = known_name(tokens, i, pack)
    if known:
        return Candidate(sentence, i, known, tuple(fold(t.text) for t in tokens[i:known]), kind=WORK)
    end = i + 1
    if pack.syntax.get("sentence_case_titles") and lowers[i] in pack.determiners:
        end = sentence_case_end(tokens, i, pack)
    while end < len(tokens):
        token = tokens[end]
        small = token.lower in pack.title_words or token.text in "’'&"
        if small and end + 1 < len(tokens) and names.is_given(lowers[end + 1]) and next_capital(tokens, end + 1):
            break
        if end > i + 1 and pack.prepositions.longest([token.lower], 0) and _known_behind(tokens, end + 1):
            break  # "shared their film The Long Field to Instagram"
        if (
            (token.is_capital and token.is_word)
            or (token.text[0].isdigit() and end - i < 3)
            or (small and _capital_within(tokens, end, 3))
            or (
                tokens[i].lower in pack.definite
                and token.is_word
                and end - i < 3
                and not is_verb(token, pack)
                and token.lower not in pack.function_words
            )
        ):
            end += 1
        else:
            break
    if end < len(tokens) and tokens[end].text in "?!" and end + 1 < len(tokens) and not tokens[end + 1].is_capital:
        end += 1
    end += one_word_more(tokens, i, end, pack)
    if end <= i + 2:
        end = noun_title_end(tokens, i, end, pack)
    small_word = lowers[i] in pack.function_words or pack.is_adverb(lowers[i]) or lowers[i] in pack.cue("adverbs")
    if end == i + 1 and small_word and pack.syntax.get("sentence_case_titles"):
        end = max(end, sentence_case_end(tokens, i, pack))  # "la canzone Mai più Anna"
    return Candidate(sentence, i, end, tuple(fold(t.text) for t in tokens[i:end]), kind=WORK)


def _known_behind(tokens: list[Token], k: int) -> bool:
    """Whether a network or another body known by its name stands at k."""
    return k < len(tokens) and tokens[k].is_capital and names.known_organization(tokens[k].text) is not None


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
