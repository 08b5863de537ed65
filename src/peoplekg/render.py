"""Rows to text: table, CSV, JSON or Markdown.

A table is made for people: it fits the given width, cells wrap, and long texts (the sentence that states a fact)
stand under their row. The other formats are made for programs and keep every value whole.
"""

from __future__ import annotations

import io
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Format = Literal["table", "csv", "json", "markdown"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "markdown")

Cell = str | int | float | bool | None | Sequence[object] | Mapping[str, object]
Row = Mapping[str, Cell]

_GAP = "  "
_NARROWEST = 6


def render(
    rows: Iterable[Row],
    columns: Sequence[str],
    form: Format = "table",
    *,
    below: Sequence[str] = (),
    width: int = 80,
    colour: bool = False,
) -> str:
    """``rows`` as one text that ends with a line end (or is empty when a table has no rows).

    ``columns`` are the keys of a row in the order shown; those in ``below`` are wrapped under their row in a table,
    one paragraph for each item when the value is a list. ``width`` is counted in terminal cells.

    >>> print(render([{"friend": "Ivanka Trump", "since": "2013~"}], ["friend", "since"]), end="")
    friend        since
    Ivanka Trump  2013~
    """
    if form == "json":
        import json  # imported here, as csv is, since each form does without the other

        objects = [{name: row.get(name) for name in columns} for row in rows]
        return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(rows, columns)
    if form == "markdown":
        return _markdown(rows, columns)
    return _table(list(rows), columns, below, width, colour)


def plain(value: object) -> str:
    """A value as one line of text: nothing as "", yes and no as words, lists joined with "; ".

    Control characters are dropped: a quoted text must not be able to steer the terminal.

    >>> plain(["a\\nb", None, 3])
    'a b; 3'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {plain(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(plain(item) for item in value if item is not None)
    line = " ".join(str(value).split())
    return "".join(c for c in line if unicodedata.category(c) not in {"Cc", "Cf"} or c in "\u200c\u200d")


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _markdown(rows: Iterable[Row], columns: Sequence[str]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |\n"

    head = line(columns) + line("---" for _ in columns)
    return head + "".join(line(plain(row.get(name)) for name in columns) for row in rows)


def _table(rows: list[Row], columns: Sequence[str], below: Sequence[str], width: int, colour: bool) -> str:
    if not rows:
        return ""
    across = [name for name in columns if name not in below and any(plain(row.get(name)) for row in rows)]
    cells = [[plain(row.get(name)) for name in across] for row in rows]
    widths = _fit(list(zip(across, *cells, strict=True)), width)
    lines = list(_line(across, widths, "\x1b[1m" if colour else ""))
    for row, texts in zip(rows, cells, strict=True):
        lines += _line(texts, widths, "")
        for name in below:
            value = row.get(name)
            items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            for text in filter(None, map(plain, items)):
                lines += _shade(_wrap(text, width - 4), "    ", colour)
    return "".join(line + "\n" for line in lines)


def _line(texts: Sequence[str], widths: Sequence[int], style: str) -> Iterable[str]:
    columns = [_wrap(text, width) or [""] for text, width in zip(texts, widths, strict=True)]
    for height in range(max(map(len, columns), default=0)):
        parts = [column[height] if height < len(column) else "" for column in columns]
        text = _GAP.join(_pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
        yield f"{style}{text}\x1b[0m" if style else text


def _shade(lines: Iterable[str], indent: str, colour: bool) -> list[str]:
    return [f"{indent}\x1b[2m{line}\x1b[0m" if colour else indent + line for line in lines]


def _fit(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Takes from the widest columns until a row fits: first where only spaces break, then within words."""
    widths = [max(map(cell_width, column)) for column in columns]
    words = [max(cell_width(word) for text in column for word in text.split() or [""]) for column in columns]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - total
    for least in (words, [_NARROWEST] * len(widths)):
        while excess > 0:
            slack = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
            if not any(slack):
                break
            widths[slack.index(max(slack))] -= 1
            excess -= 1
    return widths


def cell_width(text: str) -> int:
    """How many terminal cells a text takes: two for a wide East Asian character, none for a combining mark."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))


def _wrap(text: str, width: int) -> list[str]:
    if cell_width(text) == len(text):
        return textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False)
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cell_width(word) > width:
            cut = next(n for n in range(1, len(word) + 1) if cell_width(word[: n + 1]) > width)
            lines += [line] if line else []
            lines.append(word[:cut])
            line, word = "", word[cut:]
        joined = f"{line} {word}" if line else word
        if cell_width(joined) > width:
            lines.append(line)
            joined = word
        line = joined
    return [*lines, line] if line else lines
