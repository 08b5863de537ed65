"""Which parts of a pasted page are the article: its headline, its date, its paragraphs.

A text is cut into lines; lines that are buttons, counters, bylines, credits, lists of other articles and the like
are left out by the rules of the language's ``reading.toml``; lines that a fixed width has broken are put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from peoplekg.model import Block, Span
from peoplekg.reading.conventions import Conventions, conventions, fold
from peoplekg.reading.dates import find_dates

_MAX_HEADLINE = 250
_TOP_LINES = 10
_MAX_CREDIT = 60
_RESUMING = 100
_CLOSERS = "\"'»”’)]*_ "
_TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2})?\b|\b\d{1,2}\s*(?=[ap]\.?m\b)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text in order, and its publication date as EDTF where it shows one."""

    blocks: tuple[Block, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; ``after_blank`` when an empty line or the start goes before."""

    start: int
    end: int
    text: str
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stands in one line, or stood in one before its width was fixed: the numbers of its lines."""

    first: int
    last: int


class _Kind(Enum):
    NOISE = auto()
    RELATED = auto()
    END = auto()
    DATE = auto()
    BYLINE = auto()
    PROSE = auto()


def lay_out(text: str, language: str, title: str | None = None) -> Layout:
    """Finds headline, paragraphs and publication date in a text with ``\\n`` line ends.

    The first line is the headline when it equals the given ``title``, or when it is short, ends like no sentence
    and stands apart from a body that follows.

    >>> layout = lay_out("Zoe sposa Max\\n2023-11-03\\n\\nZoe ha sposato Max.\\n", "it")
    >>> [block.kind for block in layout.blocks], layout.published
    (['headline', 'paragraph'], '2023-11-03')
    """
    rules = conventions(language)
    lines = _lines(text)
    kinds, published = _classify(lines, language, rules)
    units = _join_wrapped(lines, kinds)
    kept = [unit for unit in units if kinds[unit.first] is _Kind.PROSE]
    headed = len(kept) > 1 and _is_headline(kept[0], lines, kinds, rules, title)
    headline = fold(lines[kept[0].first].text) if headed else ""
    blocks = tuple(
        Block("headline" if headed and position == 0 else "paragraph", _span(unit, lines))
        for position, unit in enumerate(kept)
        if not (headed and 0 < position < _TOP_LINES and fold(lines[unit.first].text) == headline)
    )
    return Layout(blocks, published or _dateline(lines, kinds, language))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    offset, after_blank = 0, True
    for raw in text.split("\n"):
        heading = re.match(r"\s*#{1,6} ", raw)  # Markdown
        lead = heading.end() if heading else 0
        content = raw[lead:].strip()
        if content:
            start = offset + lead + raw[lead:].index(content)
            lines.append(_Line(start, start + len(content), content, after_blank or heading is not None))
        after_blank = not content or heading is not None
        offset += len(raw) + 1
    return lines


def _classify(lines: Sequence[_Line], language: str, rules: Conventions) -> tuple[list[_Kind], str | None]:
    kinds: list[_Kind] = []
    dates: list[tuple[bool, str | None]] = []
    at_top, has_headline, leaving_out = True, False, False
    for number, line in enumerate(lines):
        kind = _kind(line.text, rules)
        near_edge = number < _TOP_LINES or number == len(lines) - 1
        if kind is _Kind.END:
            kinds.extend([_Kind.NOISE] * (len(lines) - number))
            break
        if kind is _Kind.RELATED:
            leaving_out = True
        elif leaving_out:
            leaving_out = kind is not _Kind.PROSE or not _resumes(lines, number, rules)
        if leaving_out:
            kinds.append(_Kind.NOISE)
            continue
        if kind is _Kind.PROSE and near_edge:
            shown = _date_line(line.text, language, rules, loose=at_top and kinds.count(_Kind.PROSE) in (1, 2))
            if shown:
                dates.extend(shown)
                kind = _Kind.DATE
            elif has_headline and (at_top or number == len(lines) - 1) and _is_byline(line.text, rules):
                kind = _Kind.BYLINE
        if kind is _Kind.PROSE and has_headline and _is_credit(line.text, rules):
            kind = _Kind.NOISE
        if kind is _Kind.PROSE:
            has_headline = True
            at_top = at_top and not _ends_sentence(line.text, rules)
        kinds.append(kind)
    known = [(updated, value) for updated, value in dates if value]
    first_published = next((value for updated, value in known if not updated), None)
    return kinds, first_published or next((value for _, value in known), None)


def _kind(text: str, rules: Conventions) -> _Kind:
    folded = fold(text)
    bare = re.sub(r"\s*[(\[]?\d+[)\]]?$", "", folded)
    if not re.search(r"\w", folded):
        return _Kind.NOISE
    if bare in rules.ends:
        return _Kind.END
    if bare in rules.related:
        return _Kind.RELATED
    if folded in rules.lines or bare in rules.lines:
        return _Kind.NOISE
    if len(text) <= _MAX_HEADLINE and (_starts_with(text, rules.starts) or _only_buttons(folded, rules)):
        return _Kind.NOISE
    if len(text) <= 400 and any(phrase in folded for phrase in rules.contains):
        return _Kind.NOISE
    if any(pattern.fullmatch(text) for pattern in rules.patterns):
        return _Kind.NOISE
    return _Kind.PROSE


def _only_buttons(folded: str, rules: Conventions) -> bool:
    rest = rules.button.sub(" ", folded)
    return rest != folded and not re.search(r"[^\W\d_]", rest)


def _starts_with(text: str, beginnings: Sequence[str]) -> bool:
    folded = " ".join(text.replace("’", "'").casefold().split()).lstrip(" ([>»«•*-–—_#")
    return any(
        folded.startswith(beginning)
        and not (beginning[-1].isalnum() and folded[len(beginning) : len(beginning) + 1].isalnum())
        for beginning in beginnings
    )


def _is_credit(text: str, rules: Conventions) -> bool:
    """Who took a picture; "Foto: le nozze di Zoe Neri, in esclusiva per noi le immagini …" is longer."""
    return len(text) <= _MAX_CREDIT and _starts_with(text, rules.credits)


def _resumes(lines: Sequence[_Line], number: int, rules: Conventions) -> bool:
    """Whether the article goes on after a box of other headlines.

    A real paragraph stands apart and is long; a teaser stands under its headline, or the next headline follows.
    """
    first = lines[number]
    if not first.after_blank or len(first.text) < _RESUMING or not _ends_sentence(first.text, rules):
        return False
    for following in range(number + 1, len(lines)):
        if _kind(lines[following].text, rules) is _Kind.PROSE:
            return _ends_sentence(lines[following].text, rules)
    return True


def _date_line(text: str, language: str, rules: Conventions, *, loose: bool) -> list[tuple[bool, str | None]]:
    """The dates of a line that has nothing else to say, each with whether it is that of an update.

    Beside the date there may be a time, counters, labels and who wrote it; a bare name only when ``loose``.
    """
    found = find_dates(text, language) if len(text) <= 160 else []
    if not found or any(not text[a.end : b.start].strip(" -–—") for a, b in pairwise(found)):
        return []  # "Zoe Neri (3 May 1920 - 5 June 2001)" tells of a life
    rest = text
    for shown in reversed(found):
        rest = rest[: shown.start] + " | " + rest[shown.end :]
    rest = _TIME.sub(" ", rest)
    words = _WORDS.findall(rest.replace("’", "'"))
    known = rules.date_words | rules.buttons | rules.desks | rules.months.keys()
    others = [word for word in words if word.casefold() not in known]
    if others:
        named = all(word[0].isupper() or word in rules.byline_joiners for word in others[1:]) and len(others) <= 6
        signed = _starts_with(rest.lstrip(" |"), rules.byline_words) or others[0].casefold() in rules.byline_words
        if not named or not (signed or (loose and others[0][0].isupper())):
            return []
    result: list[tuple[bool, str | None]] = []
    position = 0
    for shown in found:
        label = fold(text[position : shown.start])
        result.append((any(word in label for word in rules.updated), shown.value))
        position = shown.end
    return result


def _is_byline(text: str, rules: Conventions) -> bool:
    """ "di Maria Rossi", "By Jane Doe, Royal Editor", "Redazione": a signature, not a sentence."""
    folded = fold(text).lstrip("-– ")
    if folded in rules.desks:
        return True
    start = next((word for word in rules.byline_words if folded.startswith(word + " ")), None)
    if start is None or len(text) > 80 or (text[0].islower() and _ends_sentence(text, rules)):
        return False
    names = [word for word in _WORDS.findall(text)[len(start.split()) :] if word.casefold() not in rules.desks]
    return all(word[0].isupper() or word in rules.byline_joiners for word in names) and len(names) <= 8


def _ends_sentence(text: str, rules: Conventions) -> bool:
    bare = text.rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", ":", ";", "…")) and not bare.endswith(rules.abbreviations)


def _is_headline(
    unit: _Unit, lines: Sequence[_Line], kinds: Sequence[_Kind], rules: Conventions, title: str | None
) -> bool:
    text = " ".join(line.text for line in lines[unit.first : unit.last + 1])
    if title is not None and fold(text) == fold(title):
        return True
    if len(text) > _MAX_HEADLINE or not lines[unit.first].after_blank:
        return False
    following = unit.last + 1
    if kinds[following] in (_Kind.DATE, _Kind.BYLINE):
        return True
    bare = text.rstrip(_CLOSERS)
    if bare.endswith((".", ":", ";", ",")) and not bare.endswith(rules.abbreviations):
        return False
    apart = lines[following].after_blank or kinds[following] is not _Kind.PROSE
    run_on = not any(line.after_blank for line in lines[1:])
    return apart or (run_on and _ends_sentence(lines[following].text, rules))


def _join_wrapped(lines: Sequence[_Line], kinds: Sequence[_Kind]) -> list[_Unit]:
    """The lines, with those put together that were one line before a fixed width broke it.

    A break is one of width when the first word of the next line would not have fitted; a text is taken to be
    of fixed width when that is so of most breaks inside its paragraphs.
    """
    pairs = [
        number
        for number in range(1, len(lines))
        if not lines[number].after_blank and kinds[number] is kinds[number - 1] is _Kind.PROSE
    ]
    width = max((len(lines[near].text) for number in pairs for near in (number - 1, number)), default=0)
    broken = {
        number
        for number in pairs
        if len(lines[number - 1].text) + 1 + len(lines[number].text.split(maxsplit=1)[0]) > width
    }
    if not 50 <= width <= 120 or len(broken) < 3 or 3 * len(broken) < 2 * len(pairs):
        broken = _run_on(lines, pairs)
    starts = [number for number in range(len(lines)) if number not in broken]
    return [_Unit(start, end - 1) for start, end in pairwise([*starts, len(lines)])]


def _run_on(lines: Sequence[_Line], pairs: Sequence[int]) -> set[int]:
    """The breaks of paragraphs cut anywhere, as where a page's links were lines of their own.

    Most of the lines below the first of such a paragraph begin in the middle of a sentence, with a small letter.
    """
    runs: list[list[int]] = []
    for number in pairs:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    broken: set[int] = set()
    for run in runs:
        small = [number for number in run if lines[number].text[0].islower()]
        short = all(len(lines[number].text) <= 120 for number in (run[0] - 1, *run))
        if len(small) >= 3 and 2 * len(small) >= len(run) and short:
            broken.update(run)
    return broken


def _span(unit: _Unit, lines: Sequence[_Line]) -> Span:
    return Span(lines[unit.first].start, lines[unit.last].end)


def _dateline(lines: Sequence[_Line], kinds: Sequence[_Kind], language: str) -> str | None:
    """The date that a news agency puts before the first words: "ROMA, 3 novembre 2023 - Il presidente …"."""
    for line in [line for line, kind in zip(lines, kinds, strict=True) if kind is _Kind.PROSE][:3]:
        for found in find_dates(line.text[:80], language):
            place = line.text[: found.start].rstrip(" ,(")
            after = line.text[found.end :]
            is_place = place[:1].isupper() and len(place.split()) <= 4
            dash = re.match(r"\s*[^\w]{0,3}(?:\([^)]*\))?\s*[-–—]\s*", after)
            life = dash is not None and any(d.start == dash.end() for d in find_dates(after[:60], language))
            if is_place and dash is not None and not life:
                return found.value
    return None
