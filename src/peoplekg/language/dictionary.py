"""The dictionaries of word forms, as simplemma has them: what the dictionary form of a word is, and whether it has one.

Simplemma reads a dictionary in two ways, with the same answers: packed, in half the time, or unpacked, where a look-up
takes a twentieth. One article is over before the second pays; a process that goes on reading changes to it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count

import simplemma

_FEW = 1_000
"""How many words are looked up before a dictionary is unpacked: those of some five articles."""

_looked_up = count()


@lru_cache(maxsize=200_000)
def dictionary_form(lower: str, code: str) -> str:
    """The dictionary form of a word of a language, in small letters; the word itself where there is none."""
    return simplemma.lemmatize(lower, lang=code, low_memory=_stays_packed()).casefold()


@lru_cache(maxsize=200_000)
def is_known(lower: str, code: str) -> bool:
    """Whether a word is in the dictionary of a language."""
    return simplemma.is_known(lower, lang=code, low_memory=_stays_packed())


def _stays_packed() -> bool:
    return next(_looked_up) < _FEW
