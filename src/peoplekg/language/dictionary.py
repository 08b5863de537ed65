"""The dictionaries of word forms, as simplemma has them: what the dictionary form of a word is, and whether it has one.

They are read in the way that takes little memory, which for a text takes half the time of the other: a look-up is
slower, but each word is looked up once.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma


@lru_cache(maxsize=200_000)
def dictionary_form(lower: str, code: str) -> str:
    """The dictionary form of a word of a language, in small letters; the word itself where there is none."""
    return simplemma.lemmatize(lower, lang=code, low_memory=True).casefold()


@lru_cache(maxsize=200_000)
def is_known(lower: str, code: str) -> bool:
    """Whether a word is in the dictionary of a language."""
    return simplemma.is_known(lower, lang=code, low_memory=True)
