"""Cuts a text into sentences and tokens and marks what stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from peoplekg.language.pack import Noun, Pack
from peoplekg.language.single_quotes import single_quotes
from peoplekg.model import Article, Span

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)\S+                               # addresses
  | [@\#][\w.]*\w                                        # handles, tags
  | \d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)?(?:-[^\W\d_]+)*     # 15.532, 43rd, 42-year-old, 16:30
  | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?              # U.S., S.p.A.
  | [^\W\d_][\w]*(?:[-‐'’][\w]+)*['’]?                   # words, with hyphens and apostrophes inside
  | \.\.\.|…
  | [^\s\w]
    """,
    re.VERBOSE,
)
_OPEN, _CLOSE = "«“„", "»”"
_FINAL = {".", "!", "?", "…", "..."}

_Piece = tuple[str, int]  # a stretch of text and where it begins


@dataclass(slots=True, eq=False)
class Token:
    """A word or a mark. ``quote`` is the number of the quotation it stands in, 0 outside."""

    text: str
    lower: str
    start: int
    end: int
    lemma: str
    is_word: bool
    is_capital: bool
    quote: int = 0


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence: its tokens and where it stands."""

    tokens: list[Token]
    index: int
    block: int
    kind: str
    lowers: list[str]
    nouns: list[Sequence[tuple[int, Noun]]]
    """The nouns and phrases of the pack that begin with each token, with their lengths, the longest first."""
    span: Span


def tokenize(text: str, start: int, end: int, pack: Pack) -> list[Token]:
    """The tokens of text[start:end], with offsets into the whole text."""
    marks = single_quotes(text, start, end, pack)
    pieces: list[_Piece] = []
    for match in _TOKEN.finditer(text, start, end):
        word, at, last = match.group(), match.start(), match.end() - 1
        mark = marks.get(last)
        plain = word if mark is None else word[:-1]
        pieces += [(piece, at + offset) for piece, offset in _split(plain, pack)] if plain else []
        pieces += [(mark, last)] if mark is not None else []
    return [_token(piece, at, pack) for piece, at in _join_abbreviations(pieces, pack)]


def _token(text: str, at: int, pack: Pack) -> Token:
    lower = _lower(text, pack)
    is_word = text[0].isalpha()
    return Token(text, lower, at, at + len(text), pack.lemma(lower) if is_word else lower, is_word, text[0].isupper())


@lru_cache(maxsize=200_000)
def _lower(text: str, pack: Pack) -> str:
    """A token as it is looked up: in small letters, with plain apostrophes and without an abbreviation's full stop."""
    lower = text.casefold().replace("’", "'")
    if lower.endswith("-") and len(lower) > 1:
        lower = lower[:-1]
    if text.endswith(".") and len(text) > 1 and text[0].isalpha():
        lower = lower.rstrip(".")
    return pack.respelled(lower) if lower.endswith("'") else lower


def _join_abbreviations(pieces: list[_Piece], pack: Pack) -> list[_Piece]:
    """Put the full stop of an initial or an abbreviation ("J.", "Mr.") to its word."""
    joined: list[_Piece] = []
    for i, (text, at) in enumerate(pieces):
        if text == "." and joined and i + 1 < len(pieces):
            before, start = joined[-1]
            lettered = len(joined) > 1 and joined[-2][0].casefold() in pack.lettered  # "Serie A."
            initial = len(before) == 1 and before.isupper() and not lettered
            if start + len(before) == at and (initial or _abbreviation(before, pack)):
                joined[-1] = before + ".", start
                continue
        joined.append((text, at))
    return joined


def _abbreviation(word: str, pack: Pack) -> bool:
    """ "Mr", "etc"; one that the pack has with a capital only so: "Ill." but not "was ill."."""
    return word in pack.abbreviations or word.casefold() in pack.abbreviations


@lru_cache(maxsize=200_000)
def _split(word: str, pack: Pack) -> tuple[_Piece, ...]:
    """Split elided articles (l'amico), genitives (Trump's) and negative endings (didn't) off a word."""
    for prefix in pack.grammar["tokens"].get("prefixes", ()):
        if word.casefold().startswith(prefix + "-") and len(word) > len(prefix) + 3:
            return _cut_at(len(prefix) + 1, word, pack)
    for prefix in pack.grammar["tokens"].get("joined_prefixes", ()):
        rest = word[len(prefix) :]
        if (
            word.casefold().startswith(prefix)
            and pack.names_person(rest.casefold())
            and not pack.names_person(word.casefold())
        ):
            return (word[: len(prefix)], 0), (rest, len(prefix))
    plain = word.replace("’", "'")
    position = plain.find("'")
    if position > 0:
        head, tail = plain[:position].casefold(), plain[position + 1 :]
        if plain.casefold().endswith("n't") and pack.grammar["tokens"]["negative_suffix"]:
            cut = len(word) - 3
            return ((word[:cut], 0), (word[cut:], cut)) if cut else ((word, 0),)
        if pack.genitive and (tail.casefold() in ("s", "d", "ll", "re", "ve", "m", "")):
            return (word[:position], 0), (word[position:], position)
        if pack.genitive and plain.casefold().endswith("'s"):
            cut = len(word) - 2
            return (word[:cut], 0), (word[cut:], cut)
        in_name = head in pack.name_elisions and word[0].isupper() and tail[:1].isupper() and head != "l"
        if head in pack.elisions and not in_name:
            return _cut_at(position + 1, word, pack)
        if plain.endswith("'"):
            cut = len(word) - 1
            if head not in pack.elisions and "'" not in plain[:-1] and not pack.elisions:
                return (word[:cut], 0), (word[cut:], cut)
    return ((word, 0),)


def _cut_at(cut: int, word: str, pack: Pack) -> tuple[_Piece, ...]:
    """A word's beginning, and what the rest of it is split into."""
    rest = _split(word[cut:], pack) if word[cut:] else ()
    return (word[:cut], 0), *((piece, cut + offset) for piece, offset in rest)


def mark_quotations(tokens: list[Token], first: int) -> int:
    """Number the quotations of one block from ``first`` on; returns the next free number."""
    number, open_by = 0, ""
    following = first
    for token in tokens:
        mark = token.text
        straight = mark == '"'
        if not number and (mark in _OPEN or straight):
            number, open_by = following, mark
            following += 1
        elif number and ((mark in _CLOSE and open_by != '"') or (straight and open_by == '"')):
            token.quote = number
            number = 0
            continue
        token.quote = number
    return following


def is_first_person(tokens: list[Token], pack: Pack) -> bool:
    """Whether somebody speaks of themselves: a pronoun, possessive or auxiliary of the first person singular."""
    return any(t.lower in pack.first_person_words for t in tokens)


def sentences(article: Article, pack: Pack) -> list[Sentence]:
    """The sentences of an article's headline and paragraphs, in order.

    A paragraph in the first person behind one that ends with a colon is a quotation that has no marks.
    """
    found: list[Sentence] = []
    quotation = 1
    introduced = False
    for number, block in enumerate(article.blocks):
        tokens = tokenize(article.text, block.span.start, block.span.end, pack)
        if introduced and is_first_person(tokens, pack) and not any(t.text in _OPEN + _CLOSE + '"' for t in tokens):
            for token in tokens:
                token.quote = quotation
            quotation += 1
        else:
            quotation = mark_quotations(tokens, quotation)
        introduced = bool(tokens) and tokens[-1].text == ":"
        for part in _cut(tokens, article.text, pack):
            lowers = [t.lower for t in part]
            nouns = [pack.nouns.match(lowers, k) for k in range(len(lowers))]
            span = Span(part[0].start, part[-1].end)
            found.append(Sentence(part, len(found), number, block.kind, lowers, nouns, span))
    return found


def _cut(tokens: list[Token], text: str, pack: Pack) -> list[list[Token]]:
    parts: list[list[Token]] = []
    begin = 0
    i = 0
    while i < len(tokens):
        if _ends_sentence(tokens, i, pack):
            end = i + 1
            while end < len(tokens) and (tokens[end].text in '»”")’' and tokens[end].start == tokens[end - 1].end):
                end += 1
            if end >= len(tokens) or _may_begin(tokens[end], tokens, i, text):
                parts.append(tokens[begin:end])
                begin = end
            i = end
            continue
        i += 1
    if begin < len(tokens):
        parts.append(tokens[begin:])
    return [p for p in parts if p]


def _ends_sentence(tokens: list[Token], i: int, pack: Pack) -> bool:
    """Whether the sentence ends with token i; after "Jr." or "U.S." where a function word in capitals follows."""
    token = tokens[i]
    if token.text in _FINAL:
        return True
    if not token.text.endswith(".") or len(token.text) < 3 or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    return following.is_capital and following.lower in pack.function_words and len(following.text) > 1


def _may_begin(token: Token, tokens: list[Token], i: int, text: str) -> bool:
    if token.start == tokens[i].end:
        return False
    first = token.text[0]
    return first.isupper() or first.isdigit() or first in '«“"‘(@#—–-•¿¡' or "\n" in text[tokens[i].end : token.start]
