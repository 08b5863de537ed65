"""Dates as a text gives them: the days that an EDTF string can mean.

Levels 0 and 1 of https://www.loc.gov/standards/datetime/ as far as years, months, days, seasons and intervals go.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)")
_FIRST_MONTH_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}
_WINTER = 24


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a date can mean; None where it is open."""

    first: date | None
    last: date | None

    def overlaps(self, other: Days) -> bool:
        """Whether both can mean one day."""
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def within(self, other: Days) -> bool:
        """Whether every day of this one is a day of the other."""
        starts = other.first is None or (self.first is not None and other.first <= self.first)
        ends = other.last is None or (self.last is not None and self.last <= other.last)
        return starts and ends


def days(edtf: str) -> Days | None:
    """The days that a date can mean, or None when it is no EDTF date of level 0 or 1 (or no day of the calendar).

    An approximate or uncertain date reaches one unit of its precision further on either side.

    >>> days("2018-05")
    Days(first=datetime.date(2018, 5, 1), last=datetime.date(2018, 5, 31))
    >>> days("2014-23").first, days("2013~").last
    (datetime.date(2014, 9, 1), datetime.date(2014, 12, 31))
    """
    if "/" not in edtf:
        return _single(edtf)
    first, _, last = edtf.partition("/")
    opens, closes = _end(first), _end(last)
    if opens is None or closes is None or not _not_after(opens.first, closes.last):
        return None
    return Days(opens.first, closes.last)


def _end(edtf: str) -> Days | None:
    return Days(None, None) if edtf in ("", "..") else _single(edtf)


def _single(edtf: str) -> Days | None:
    match = _DATE.fullmatch(edtf)
    if not match:
        return None
    year, month, day, qualifier = match.groups()
    try:
        found = _span(year, month, day)
        return _widened(found, month, day) if qualifier else found
    except (ValueError, OverflowError):
        return None


def _span(year: str, month: str | None, day: str | None) -> Days:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX":
        return Days(date(low, 1, 1), date(high, 12, 31))
    number = int(month)
    if number in _FIRST_MONTH_OF_SEASON and day is None:
        if number == _WINTER:  # texts call both its ends the winter of that year
            return Days(date(low, 1, 1), _last_of_month(high + 1, 2))
        opening = _FIRST_MONTH_OF_SEASON[number]
        return Days(date(low, opening, 1), _last_of_month(high, opening + 2))
    if day is None or day == "XX":
        return Days(date(low, number, 1), _last_of_month(high, number))
    return Days(date(low, number, int(day)), date(high, number, int(day)))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _widened(found: Days, month: str | None, day: str | None) -> Days:
    """A year more for a year, a month more for a month, a few days more for a day."""
    assert found.first is not None and found.last is not None
    if month is None or month == "XX":
        return Days(date(found.first.year - 1, 1, 1), date(found.last.year + 1, 12, 31))
    if day is None or day == "XX":
        before = found.first - timedelta(days=1)
        after = found.last + timedelta(days=1)
        return Days(before.replace(day=1), _last_of_month(after.year, after.month))
    return Days(found.first - timedelta(days=3), found.last + timedelta(days=3))


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
