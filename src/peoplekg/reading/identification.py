"""Which language a text is in.

The library langdetect does the work, with the profiles of the text's alphabet only: loading those of all its
55 languages takes three times as long. The seed is fixed, so that the same text always gets the same answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from peoplekg.errors import EmptyInput, UnsupportedLanguage
from peoplekg.resources import resource

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]

_SAMPLE = 3_000
_FAVOUR = 8.0

_OTHER_ALPHABETS = frozenset(
    {"ar", "bg", "bn", "el", "fa", "gu", "he", "hi", "ja", "kn", "ko", "mk", "ml", "mr", "ne", "pa", "ru"}
    | {"ta", "te", "th", "uk", "ur", "zh-cn", "zh-tw"}
)

_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "kn": "Kannada", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
    "mr": "Marathi", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "so": "Somali",
    "sq": "Albanian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh-cn": "Chinese", "zh-tw": "Chinese",
}  # fmt: skip


@cache
def installed_languages() -> tuple[str, ...]:
    """The codes of the languages that there is a pack for, sorted: the folders of data/lang with a language.toml."""
    return tuple(sorted(path.parent.name for path in resource("data/lang").glob("*/language.toml")))


def choose_language(text: str, *, given: str | None, languages: Sequence[str] | None, where: str) -> str:
    """The code of the language to read ``text`` in: the one ``given``, else the one it is written in.

    ``languages`` are the codes to choose among, by default those installed; ``where`` names the source in messages.
    Raises UnsupportedLanguage when there is no pack for it, EmptyInput when the text has no words.

    >>> choose_language("La moglie del ministro.", given=None, languages=["en", "it"], where="a.txt")
    'it'
    """
    packs = tuple(languages) if languages is not None else installed_languages()
    if given is not None:
        code = given.strip().lower().replace("_", "-")
        chosen = code if code in packs else code.split("-")[0]
        if chosen not in packs:
            raise UnsupportedLanguage(f'there is no language pack for "{given}"; there are {_listed(packs)}')
        return chosen
    found = identify(text, favoured=packs)
    if found is None:
        raise EmptyInput(f"{where} has no words in it that tell its language")
    if found not in packs:
        raise UnsupportedLanguage(
            f"{where} is in {_NAMES.get(found, found)} ({found}), and there is no language pack for that; "
            f"there are {_listed(packs)}. If it is in one of these, say so with --language"
        )
    return found


def identify(text: str, *, favoured: Sequence[str] = ()) -> str | None:
    """The code of the language of ``text``, or None when nothing in it tells.

    The ``favoured`` languages win when a short text would fit several as well.

    >>> identify("Der Bundespräsident hat den früheren Minister begnadigt.")
    'de'
    """
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    sample = text[:_SAMPLE]
    if sample.isupper():
        sample = sample.lower()  # the library passes over words in capitals, as names
    detector = _factory(_is_latin(sample)).create()
    detector.set_prior_map({code: _FAVOUR if code in favoured else 1.0 for code in _NAMES})
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return str(found[0].lang) if found else None


@cache
def _factory(latin: bool) -> DetectorFactory:
    from langdetect import detector_factory  # type: ignore[import-untyped]

    folder = Path(detector_factory.PROFILES_DIRECTORY)
    codes = [code for code in sorted(_NAMES) if (code not in _OTHER_ALPHABETS) == latin]
    factory = detector_factory.DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(folder / code).read_text(encoding="utf-8") for code in codes])
    return factory


def _is_latin(text: str) -> bool:
    letters = [character for character in text[:1_000] if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return 2 * latin >= len(letters)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"{_NAMES.get(code, code)} ({code})" for code in codes) or "none at all: install peoplekg again"
