"""Real articles cut to size: from a folder ``shared/gold`` beside the checkout where there is one, else the samples."""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from benchmarks.archive import surnames
from peoplekg.extraction import extract
from peoplekg.model import Article
from peoplekg.reading import Failure, read, read_text
from peoplekg.resources import resource

_GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
_FOLDERS = ("en", "it", "wikinews-en", "wikinews-it")


def source() -> str:
    """Where the articles come from, in words."""
    return "gold articles beside the checkout" if _GOLD.is_dir() else "the samples in data/samples"


@cache
def paragraphs() -> dict[str, list[str]]:
    """The paragraphs of all articles, by language."""
    folders = [str(_GOLD / name) for name in _FOLDERS] if _GOLD.is_dir() else [str(resource("data/samples"))]
    found: dict[str, list[str]] = {}
    for article in read(folders, on_failure=_refuse):
        texts = [block.span.of(article.text) for block in article.blocks if block.kind == "paragraph"]
        found.setdefault(article.language, []).extend(texts)
    return dict(sorted(found.items()))


def articles(words: int, count: int) -> list[Article]:
    """So many articles of at least so many words, the languages in turn, each of whole paragraphs that follow."""
    streams = {language: cycle(texts) for language, texts in paragraphs().items()}
    turns = islice(cycle(streams.items()), count)
    return [
        read_text("\n\n".join(_enough(stream, words)), id=f"{language}-{number:05}", language=language)
        for number, (language, stream) in enumerate(turns)
    ]


def long_text(language: str, words: int, *, new_people: bool) -> Article:
    """One text of so many words. When the paragraphs come again, it is with the same people or with other surnames."""
    texts = paragraphs()[language]
    names = _last_names(language)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
    others = surnames()[:: max(1, len(surnames()) // 9973)]
    chosen: list[str] = []
    count = 0
    for turn, text in ((number // len(texts), text) for number, text in enumerate(cycle(texts))):
        if count >= words:
            break
        count += len(text.split())
        renamed = {name: others[(place + turn * len(names)) % len(others)] for place, name in enumerate(names)}
        chosen.append(_renamed(pattern, renamed, text) if new_people and turn else text)
    return read_text("\n\n".join(chosen), id=f"long-{language}", language=language)


@cache
def _last_names(language: str) -> list[str]:
    whole = extract(read_text("\n\n".join(paragraphs()[language]), id="whole", language=language))
    return sorted({person.name.split()[-1] for person in whole.people if " " in person.name})


def _renamed(pattern: re.Pattern[str], names: dict[str, str], text: str) -> str:
    return pattern.sub(lambda found: names[found[0]], text)


def _enough(stream: cycle[str], words: int) -> list[str]:
    texts: list[str] = []
    count = 0
    while count < words:
        texts.append(next(stream))
        count += len(texts[-1].split())
    return texts


def _refuse(failure: Failure) -> None:
    raise failure.error
