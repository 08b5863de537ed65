"""Publication dates: those a user gives, and those a text shows in a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from peoplekg.errors import WrongArgument
from peoplekg.reading.conventions import Conventions, conventions

_GIVEN = re.compile(r"(?P<y>[12]\d{3})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:[T ]\d{2}:\d{2}\S*)?)?)?")


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date as EDTF and the offsets in the line where it stands; no value when it could be one day or another."""

    start: int
    end: int
    value: str | None


def check_published(given: str | None) -> str | None:
    """A publication date as EDTF: a day, a month or a year. A time of day is cut off.

    Raises WrongArgument for anything else.

    >>> check_published("2023-11-03T10:20:00Z")
    '2023-11-03'
    """
    if given is None:
        return None
    match = _GIVEN.fullmatch(given.strip())
    value = match and _edtf(match["y"], match["m"], match["d"])
    if not value:
        raise WrongArgument(
            f'"{given}" is no publication date; write a day, a month or a year as 2023-11-03, 2023-11 or 2023'
        )
    return value


def find_dates(line: str, language: str) -> list[DateInText]:
    """The dates in a line, in order, as written in ``language``. What is no day of the calendar is left out.

    >>> [found.value for found in find_dates("venerdì 3 novembre 2023, ore 10", "it")]
    ['2023-11-03']
    """
    rules = conventions(language)
    found: list[DateInText] = []
    for match in _pattern(language).finditer(line):
        ambiguous = _is_ambiguous(match, rules)
        value = None if ambiguous else _value(match, rules)
        if value or ambiguous:
            found.append(DateInText(match.start(), match.end(), value))
    return found


def _is_ambiguous(match: re.Match[str], rules: Conventions) -> bool:
    """Whether 03/11/2023 may be a day in March as well as one in November: where both orders are usual."""
    first, second = match["num_a"], match["num_b"]
    return bool(first) and not rules.numeric and int(first) <= 12 and int(second) <= 12 and int(first) != int(second)


def _value(match: re.Match[str], rules: Conventions) -> str | None:
    part = {name: text for name, text in match.groupdict().items() if text}
    if "iso_y" in part:
        return _edtf(part["iso_y"], part["iso_m"], part["iso_d"])
    if "num_y" in part:
        first, second = int(part["num_a"]), int(part["num_b"])
        day, month = (second, first) if rules.numeric == "mdy" or second > 12 else (first, second)
        return _edtf(part["num_y"], f"{month:02}", f"{day:02}")
    for order in ("dmy", "mdy", "my"):
        if f"{order}_y" in part:
            number = rules.months[part[f"{order}_m"].casefold()]
            numeral = part.get(f"{order}_d")
            return _edtf(part[f"{order}_y"], f"{number:02}", f"{int(numeral):02}" if numeral else None)
    return None


def _edtf(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    rules = conventions(language)
    forms = [
        r"(?P<iso_y>[12]\d{3})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?",
        r"(?P<num_a>\d{1,2})(?P<num_s>[/.-])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>[12]\d{3})",
    ]
    if rules.months:
        month = "|".join(re.escape(name) for name in sorted(rules.months, key=lambda name: (-len(name), name)))
        ordinal = "".join(f"|{re.escape(mark)}" for mark in rules.ordinals)
        joiner = "|".join(re.escape(word) for word in rules.joiners)
        gap = rf"[ \u00a0.,/-]*(?:(?:{joiner})[ \u00a0]+)?" if joiner else r"[ \u00a0.,/-]*"
        year = r"[12]\d{3}"
        if "dmy" in rules.orders:
            forms.append(rf"(?P<dmy_d>\d{{1,2}})(?:{ordinal})?{gap}(?P<dmy_m>{month})\b{gap}(?P<dmy_y>{year})")
        if "mdy" in rules.orders:
            forms.append(rf"\b(?P<mdy_m>{month})\b{gap}(?P<mdy_d>\d{{1,2}})(?:{ordinal})?,?{gap}(?P<mdy_y>{year})")
        forms.append(rf"\b(?P<my_m>{month})\b{gap}(?P<my_y>{year})")
    return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)", re.IGNORECASE)
