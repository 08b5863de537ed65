"""Single quotation marks: which apostrophes of a text open and close a quotation ('Il mostro', ‘la signora’)."""

from __future__ import annotations

import re

from peoplekg.language.dictionary import is_known
from peoplekg.language.pack import Pack

_OPENER = re.compile(r"(?<![^\s(\[{—–/-])(?:‘(?=\S)|['’](?=[^\W_]))")
_CLOSER = re.compile(r"(?<=[^\s(\[{—–])['’](?![^\W_])")
_DOUBLE = re.compile(r'["“”«»„]')
_LONGEST = 300
"""Characters that a quotation has at most; beyond that an apostrophe without its fellow is more likely."""


def single_quotes(text: str, start: int, end: int, pack: Pack) -> dict[int, str]:
    """The places in text[start:end] of single quotation marks, each with the double one that it stands for.

    No mark is an apostrophe for a missing letter ("the '80s", "il '68"), one that stands for an accent ("e'"), an
    elision or the genitive of a plural, nor anything inside double marks, where no further quotation begins.
    """
    marks: dict[int, str] = {}
    position = start
    while (opened := _OPENER.search(text, position, end)) is not None:
        closed = _closing(text, opened, end, pack)
        position = opened.end()
        if closed and not _within_double(text, start, opened.start()):
            marks[opened.start()], marks[closed] = "“", "”"
            position = closed + 1
    return marks


def _closing(text: str, opened: re.Match[str], end: int, pack: Pack) -> int:
    """Where the mark stands that closes a quotation, 0 when there is none."""
    curly = opened.group() == "‘"
    for mark in _CLOSER.finditer(text, opened.end() + 1, min(end, opened.end() + _LONGEST)):
        inside = text[opened.end() : mark.start()]
        if _DOUBLE.search(inside) or (curly and mark.group() != "’"):
            return 0
        word = re.split(r"[\s'’]", inside)[-1].casefold() + "'"
        ends_word = word[-2:-1].isalnum()
        if ends_word and not curly and (_accented(word, pack) or word[:-1] in pack.elisions):
            continue
        if ends_word and pack.genitive and word.endswith("s'") and _CLOSER.search(text, mark.end(), end):
            following = text[mark.end() : mark.end() + 2]
            if following[:1] == " " and following[1:].isalpha():
                continue  # 'The Smiths' first album'
        small = inside[:1].islower()
        if not curly and small and (" " not in inside or re.search(r"[.!?]\s", inside)):
            return 0  # "'em … dogs'"; one small word in such marks is of no weight
        return mark.start() if not inside[:1].isdigit() or curly else 0
    return 0


def _accented(word: str, pack: Pack) -> bool:
    """Whether the apostrophe behind a word is an accent: "citta'", but not "mostro'", a word without it too."""
    meant = pack.respelled(word)
    return meant != word and (len(word) < 4 or not is_known(word[:-1], pack.code))


def _within_double(text: str, start: int, position: int) -> bool:
    """Whether a double quotation is open at a position."""
    straight = opened = False
    for mark in _DOUBLE.finditer(text, start, position):
        if mark.group() == '"':
            straight = not straight
        elif not straight:
            opened = mark.group() in "“«„"
    return straight or opened
