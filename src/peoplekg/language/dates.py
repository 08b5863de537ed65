"""Finds the dates a sentence names and resolves them against the publication date, as EDTF with the words' precision.

A pack's dates.toml holds the expressions; nothing is ever guessed to the day: "two years ago" gives a year,
"last week" a month, "in the nineties" 199X. EDTF: https://www.loc.gov/standards/datetime/ (levels 0 and 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from peoplekg.language import names
from peoplekg.language.pack import Pack, _read, by_word
from peoplekg.language.required_words import DIGIT, RequiredIndex, required_words
from peoplekg.language.tokens import Sentence
from peoplekg.model import Span

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text; ``future`` is its reading in a clause in the future, where a year or week was chosen."""

    span: Span
    value: str | None
    future: str | None
    role: str


@dataclass(frozen=True)
class _Expression:
    """A form of a date; its regular expression is compiled when it is tried for the first time."""

    pattern: str
    fields: Mapping[str, Any]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)


class Calendar:
    """The date expressions of one language, compiled."""

    def __init__(self, pack: Pack):
        table = _read(pack.folder / "dates.toml")
        self.words: Mapping[str, Mapping[str, Any]] = table["words"]
        self.small = bool(table.get("small"))
        """Whether days and months are written small."""
        names = {
            name: "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for name, words in self.words.items()
        }
        self.names = names
        age = table["age"]
        self.age_behind = [self.compile(p) for p in age["behind"]]
        self.age_in_clause = [self.compile(p) for p in age.get("clause", ())]
        self.age_noun = [self.compile(p) for p in age["noun"]]
        self.ordinal = [self.compile(p) for p in age["ordinal"]]
        firsts = {
            name: frozenset(word[0] for w in words if (word := _WORD.findall(w.casefold())))
            for name, words in self.words.items()
        }
        self.expressions = RequiredIndex(
            (
                _Expression(rf"(?<![\w-])(?:{self._spelled_out(row['pattern'])})(?!\w)", row),
                required_words(row["pattern"], firsts),
            )
            for row in table["date"]
        )

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A regular expression from a pattern with {month} and the like."""
        return re.compile(self._spelled_out(pattern), re.IGNORECASE)

    def _spelled_out(self, pattern: str) -> str:
        pattern = pattern.replace("{apostrophe}", "['’]")
        for name, words in self.names.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{words})")
        return pattern

    def possible_in(self, text: str) -> list[_Expression]:
        """The expressions whose words a text has, in their order; no other matches in it."""
        said = set(_WORD.findall(text.casefold()))
        if _DIGIT.search(text):
            said.add(DIGIT)
        return self.expressions.possible(said)

    def is_age(self, word: str) -> bool:
        """A word that says how old somebody is ("43enne", "12-year-old")."""
        return any(regex.match(word) for regex in self.age_noun)

    def years(self, match: re.Match[str]) -> int | None:
        """The number in a match of an age expression, in digits or as the stem of a word ("dodic-enne")."""
        groups = match.groupdict()
        if groups.get("years"):
            return int(groups["years"])
        stem: int | None = self.words.get("stem", {}).get((groups.get("stem") or "").casefold())
        return stem

    @by_word
    def number(self, text: str | None) -> int | None:
        """The number that a word or digits say."""
        if not text:
            return None
        text = text.casefold().rstrip("°º")
        if text.isdigit():
            return int(text)
        elided: int | None = self.words["stem"].get(text[:-1]) if text.endswith("'") else None
        spelled: int | None = self.words["number"].get(text)
        return elided or spelled


@cache
def _calendar(code: str) -> Calendar:
    from peoplekg.language.pack import load_pack

    return Calendar(load_pack(code))


def calendar(pack: Pack) -> Calendar:
    """The compiled date expressions of a pack."""
    return _calendar(pack.code)


class DateFinder:
    """Reads the sentences of one article in order, so that "the following month" knows the month before."""

    def __init__(self, pack: Pack, published: str | None):
        self.calendar = calendar(pack)
        self.published = _day(published)
        self.last: str | None = None
        led = {*pack.definite, *pack.preposition_roles["of"]}
        self._title_lead = re.compile(r"(?:^|\s)(?:" + "|".join(map(re.escape, sorted(led))) + r")\s$", re.IGNORECASE)
        self._article = "|".join(re.escape(w) + r"\s*" for w in sorted(pack.definite)) or "(?!)"

    def find(self, sentence: Sentence, text: str) -> list[Date]:
        """The dates of a sentence, by position; they do not overlap."""
        begin, end = sentence.span.start, sentence.span.end
        taken: list[tuple[int, int, re.Match[str], Mapping[str, Any]]] = []
        for expression in self.calendar.possible_in(text[begin:end]):
            for match in expression.regex.finditer(text, begin, end):
                if all(match.end() <= s or match.start() >= e for s, e, _, _ in taken):
                    if expression.fields.get("weak") and not self._stands_alone(match, text):
                        continue
                    if self._is_name(match, text, begin):
                        continue
                    taken.append((match.start(), match.end(), match, expression.fields))
        dates: list[Date] = []
        for start, stop, match, fields in sorted(taken, key=lambda t: t[0]):
            found = self._resolve(match, fields, text, begin)
            if (
                found[2] == "date"
                and dates
                and dates[-1].role == "start"
                and self._until(text, dates[-1].span.end, stop)
            ):
                found = (found[0], found[1], "end")
            dates.append(Date(Span(start, stop), *found))
            if found[0] and found[2] != "span":
                self.last = found[0].strip("~")
        return dates

    def _until(self, text: str, begin: int, end: int) -> bool:
        """Whether nothing but "to" joins a date to the beginning before it: "dal 2015 al 2019"."""
        between = text[begin:end].casefold().split()
        return len(between) > 1 and between[0] in self.calendar.words.get("to", ())

    def _is_name(self, match: re.Match[str], text: str, begin: int) -> bool:
        """The magazine Oggi, USA Today: a word for a day with a capital that no sentence gives it."""
        found = match.group()
        if not found[0].isupper() or not found.isalpha() or text[begin : match.start()].strip(" «“\"'") == "":
            return False
        words = self.calendar.words
        before, after = text[begin : match.start()], text[match.end() : match.end() + 2]
        run = re.search(r"[A-Z]\w* $", before) or re.match(r" [A-Z]", after)
        if (
            run
            and self.calendar.small
            and any(found.casefold() in words[kind] for kind in ("month", "weekday", "season"))
        ):
            return True  # "Buona Domenica", "Venerdì Santo", where no day has a capital
        following = re.match(r" ([A-Z]\w+)", text[match.end() :])
        if found.casefold() in words["weekday"] and following and self._title_lead.search(before):
            return not names.is_given(following[1].casefold())  # "the Sunday Tribune", "the host of Saturday Kitchen"
        return all(found.casefold() not in words.get(kind, {}) for kind in ("month", "weekday", "season", "holiday"))

    def _stands_alone(self, match: re.Match[str], text: str) -> bool:
        """A bare year, no part of a sum or a title: no currency, no unit, no hyphen beside it."""
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        return not re.search(r"[$€£.,-]$", before.strip()) and not re.match(r"[.,]\d|%|-", after)

    # ---- resolution

    def _resolve(
        self, match: re.Match[str], fields: Mapping[str, Any], text: str, begin: int
    ) -> tuple[str | None, str | None, str]:
        got = {k.rstrip("23") if k not in ("decade2", "decade3") else k: v for k, v in match.groupdict().items() if v}
        before = text[max(begin, match.start() - 30) : match.start()].casefold()
        inside = match.group().casefold()
        role = fields.get("role") or self._role(before, inside)
        value, future = self._value(got, fields)
        if (
            value
            and (fields.get("approximate") or self._approximate(before))
            and "X" not in value
            and not value.endswith("~")
        ):
            value = value + "~"
            future = future and future + "~"
        return value, future, role

    def _role(self, before: str, inside: str) -> str:
        for role in ("start", "end"):
            for word in self.calendar.words[role]:
                if self._stands_before(word, before) or (
                    inside.startswith(word) and inside[len(word) : len(word) + 1].isspace()
                ):
                    return role
                around = before[-len(word) :] + inside.partition(" ")[0] + " "
                if " " in word and word in around and re.search(rf"(?<!\w){re.escape(word)}(?=\s)", around):
                    return role  # "fino" before the date and "al" in it
        return "date"

    def _approximate(self, before: str) -> bool:
        return any(self._stands_before(word, before) for word in self.calendar.words["approximate"])

    def _stands_before(self, word: str, before: str) -> bool:
        """Whether a word ends what is before a date, with no more than an article between."""
        return word in before and bool(re.search(rf"(?<!\w){re.escape(word)}\s*(?:{self._article})?$", before))

    def _value(self, got: Mapping[str, str], fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
        words = self.calendar.words
        year = int(got["year"]) if "year" in got else None
        month = words["month"].get(got["month"].casefold()) if "month" in got else None
        if "month_number" in got:
            month = int(got["month_number"])
        day = self.calendar.number(got.get("day"))
        if (month and not 1 <= month <= 24) or (day and not 1 <= day <= 31):
            return None, None
        if "season" in got:
            month = words["season"][got["season"].casefold()]
        if "holiday" in got:
            month, day = map(int, words["holiday"][got["holiday"].casefold()].split("-"))
        if "decade3" in got:
            return got["decade3"] + "X", None
        if "decade2" in got:
            return "19" + got["decade2"] + "X", None
        if "decade" in got:
            return f"{words['decade'][got['decade'].casefold()]}X", None
        if year is not None:
            value = _edtf(year, month, day)
            return value, value
        if "shift" in fields:
            return self._shifted(got, fields, month, day)
        if month is not None:
            return self._nearest(month, day, fields.get("toward"))
        if "weekday" in got and self.published and len(self.published) == 3:
            return self._weekday(words["weekday"][got["weekday"].casefold()], fields.get("toward"))
        return None, None

    def _shifted(
        self, got: Mapping[str, str], fields: Mapping[str, Any], month: int | None, day: int | None
    ) -> tuple[str | None, str | None]:
        unit = fields.get("unit") or self.calendar.words["unit"].get(got.get("unit", "").casefold())
        n = self._count(got.get("n"))
        origin = _day(self.last) if fields.get("anchor") == "last" else self.published
        if not origin or not unit or n is None:
            return None, None
        value = _shift(origin, unit, fields["shift"] * n)
        if value and month:
            value = _edtf(int(value[:4]), month, day)
        return value, value

    def _count(self, text: str | None) -> int | None:
        if text is None:
            return 1
        return self.calendar.number(text)

    def _nearest(self, month: int, day: int | None, toward: str | None) -> tuple[str | None, str | None]:
        """A month without a year: the latest one up to the publication day, and the next one after it."""
        if not self.published:
            last = self.last[:4] if self.last else ""
            value = _edtf(int(last), month, day) if last.isdigit() else None
            return value, value
        year = self.published[0]
        here = (
            self.published[1] if len(self.published) > 1 else 12,
            self.published[2] if len(self.published) > 2 else 31,
        )
        order = {21: 3, 22: 6, 23: 9, 24: 12}.get(month, month)
        later = (order, day or 0) > here
        if toward == "past" and month < 20 and (month, day or 0) == (here[0], 0):
            later = True
        if month > 20 and toward == "past" and not later and order + 2 >= here[0] - 0 and here[0] < order + 3:
            later = True  # "lo scorso autunno" in autumn is last year's
        past = _edtf(year - 1 if later else year, month, day)
        future = _edtf(year if later or (day is None and order == here[0]) else year + 1, month, day)
        if toward == "future":
            return future, future
        return past, past if toward == "past" else future

    def _weekday(self, weekday: int, toward: str | None) -> tuple[str | None, str | None]:
        assert self.published and len(self.published) == 3
        today = date(*self.published)
        back = (today.isoweekday() - weekday) % 7
        past = today - timedelta(days=back or (7 if toward == "past" else 0))
        ahead = (weekday - today.isoweekday()) % 7
        future = today + timedelta(days=ahead or 7)
        if toward == "future":
            return future.isoformat(), future.isoformat()
        return past.isoformat(), past.isoformat() if toward == "past" else future.isoformat()


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    if not month:
        return f"{year:04}"
    if day and month <= 12:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return f"{year:04}-{month:02}"


def _day(value: str | None) -> tuple[int, ...] | None:
    """The numbers of an EDTF date: (2023,), (2023, 11) or (2023, 11, 3)."""
    if not value:
        return None
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if not match:
        return None
    return tuple(int(g) for g in match.groups() if g and (int(g) <= 12 or len(g) == 4 or g == match.group(3)))


def _shift(origin: tuple[int, ...], unit: str, by: int) -> str | None:
    if unit == "year":
        return f"{origin[0] + by:04}"
    if unit == "decade":
        return f"{origin[0] + 10 * by:04}~"
    if len(origin) < 2:
        return None
    if unit == "month":
        months = origin[0] * 12 + origin[1] - 1 + by
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if len(origin) < 3:
        return None
    day = date(*origin)
    if unit == "day":
        return (day + timedelta(days=by)).isoformat()
    first, last = day + timedelta(days=7 * by - 3), day + timedelta(days=7 * by + 3)
    return f"{first.year:04}-{first.month:02}" if first.month == last.month else f"{first.year:04}"
