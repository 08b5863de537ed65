"""Everything about one person on a page, each line with its sources, and a person's time line.

A page is made of the canned queries: a section for each, and at its end what no section has shown.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from peoplekg import queries
from peoplekg.evidence import Support, counted
from peoplekg.render import cell_width, plain

if TYPE_CHECKING:
    from peoplekg.render import Cell
    from peoplekg.store import Store

_SECTIONS = (
    ("Life", ("birthday-of", "age-of")),
    ("Family", ("family-of", "partners-of")),
    ("Friends", ("friends-of",)),
    ("Rivals", ("rivals-of",)),
    ("Colleagues", ("colleagues-of",)),
    ("Roles", ("roles-of",)),
    ("Works", ("works-of",)),
    ("Clemency received", ("pardons-of",)),
    ("Clemency granted", ("pardons-by",)),
    ("Clemency advocated", ("advocated-by",)),
    ("Events", ("events-of",)),
    ("Further", ("person",)),
)
_NOT_SAID = frozenset({*queries.SUPPORT_COLUMNS, "facts", "support", "denials", "history"})
_TELLING = frozenset({"since", "until", "with", "by", "as", "on"})
_SHORT = {"stated": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing known of a person: in words, how surely, whether it is inferred, and the claims it rests on."""

    words: str
    surely: str
    inferred: bool
    sources: int
    denying: int
    facts: tuple[str, ...]
    support: tuple[Support, ...]
    row: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person's page."""

    name: str
    also: tuple[str, ...]
    iri: str
    sections: tuple[Section, ...]

    def support(self) -> dict[tuple[str, int, int], int]:
        """The places that are quoted, by article, start and end, with a number each in the order of the page."""
        found: dict[tuple[str, int, int], int] = {}
        for section in self.sections:
            for line in section.lines:
                for one in line.support:
                    found.setdefault((one.article, one.start, one.end), len(found) + 1)
        return found


def dossier(store: Store, name: str, *, on: str | None = None) -> Dossier:
    """The page of the one person whom a name fits, as things stand or as they stood ``on`` a date.

    Raises NotFound or Ambiguous for the name, WrongArgument for the date.
    """
    person = store.find_person(name)
    shown: set[tuple[str, ...]] = set()
    sections = []
    for heading, asked in _SECTIONS:
        lines = []
        for query in asked:
            for line in _lines(store, query, person.iri, on):
                if line.facts not in shown or line.inferred:
                    lines.append(line)
                    shown.add(line.facts)
        if lines:
            sections.append(Section(heading, tuple(lines)))
    return Dossier(person.name, person.also, person.iri, tuple(sections))


def timeline(store: Store, *names: str) -> list[tuple[str, str, Line]]:
    """What has a date in the lives of these people: (date, whose, line), in the order of time; shared facts once."""
    found: dict[tuple[str, ...], tuple[str, list[str], Line]] = {}
    for name in names:
        person = store.find_person(name)
        for line in _lines(store, "person", person.iri):
            when = line.row.get("when")
            for date in when if isinstance(when, list) else [when]:
                if isinstance(date, str):
                    _, whose, _ = found.setdefault((date, *line.facts), (date, [], line))
                    whose.append(person.name)
    dated = [
        (date, ", ".join(dict.fromkeys(whose)), replace(line, words=_words(line.row, without={"when", "as"})))
        for date, whose, line in found.values()
    ]
    return sorted(dated, key=lambda one: (one[0], one[2].words, one[2].facts))


def _lines(store: Store, query: str, iri: str, on: str | None = None) -> Iterator[Line]:
    for answered in queries.ask(store, queries.find(query), {"person": iri}, on=on).rows:
        row = answered if on is None else _then(answered, f"on {on}")
        support = row["support"]
        facts = row["facts"]
        assert isinstance(support, list) and isinstance(facts, list)
        yield Line(
            _words(row),
            plain(row["how surely"]),
            row["inferred"] is not None,
            int(plain(row["sources"])),
            int(plain(row["denied by"]) or 0),
            tuple(facts),
            tuple(Support(**one) for one in support),
            {name: value for name, value in row.items() if name not in _NOT_SAID},
        )


def _then(row: Mapping[str, Cell], standing: str) -> dict[str, Cell]:
    """A row whose status is that of another day."""
    kept = {name: value for name, value in row.items() if name not in {standing, "status"}}
    return kept if row[standing] == "holds" else {**kept, "status": row[standing]}


def _words(row: Mapping[str, Cell], without: Collection[str] = ()) -> str:
    """A row in a line: its cells, with their column's name where the value alone does not tell."""
    cells = {name: value for name, value in row.items() if value is not None and name not in {*_NOT_SAID, *without}}
    told = []
    for name, value in cells.items():
        text = plain(value)
        told.append(f"{text} {name}" if isinstance(value, int) else f"{name} {text}" if name in _TELLING else text)
    return ", ".join(told)


def _marks(line: Line) -> str:
    words = [_SHORT.get(line.surely, line.surely)]
    words.append(counted(line.sources, line.denying) if line.sources > 1 or line.denying else "")
    words.append("inferred" if line.inferred else "")
    told = ", ".join(filter(None, words))
    return f" ({told})" if told else ""


def as_text(page: Dossier, width: int = 80) -> str:
    """The page as plain text, each line followed by its sentences."""
    out = [page.name, "=" * cell_width(page.name)]
    out += textwrap.wrap(f"also called {', '.join(page.also)}", width) if page.also else []
    for section in page.sections:
        out += ["", section.heading]
        for line in section.lines:
            out += _indented(line.words + _marks(line), "  ", width)
            for sentence in dict.fromkeys(one.cited() for one in line.support):
                out += _indented(sentence, "      ", width)
    return "\n".join(out) + "\n"


def _indented(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(plain(text), width, initial_indent=indent, subsequent_indent=indent)


def as_markdown(page: Dossier) -> str:
    """The page in Markdown, with the sentences as footnotes."""
    numbers = page.support()
    out = [f"# {_escaped(page.name)}", ""]
    out += [f"Also called {_escaped(', '.join(page.also))}.", ""] if page.also else []
    notes: dict[int, str] = {}
    for section in page.sections:
        out += [f"## {section.heading}", ""]
        for line in section.lines:
            references = dict.fromkeys(numbers[one.article, one.start, one.end] for one in line.support)
            notes.update({numbers[one.article, one.start, one.end]: one.cited() for one in line.support})
            out.append(f"- {_escaped(line.words)}{_marks(line)}{''.join(f'[^{number}]' for number in references)}")
        out.append("")
    out += [f"[^{number}]: {_escaped(text)}" for number, text in sorted(notes.items())]
    return "\n".join(out) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)


def as_json(page: Dossier) -> str:
    """The page for programs."""
    return (
        json.dumps(
            {
                "name": page.name,
                "also": list(page.also),
                "iri": page.iri,
                "sections": [
                    {
                        "heading": section.heading,
                        "lines": [
                            {
                                **line.row,
                                "how surely": line.surely,
                                "sources": line.sources,
                                "denied by": line.denying,
                                "inferred": line.inferred,
                                "facts": list(line.facts),
                                "support": [one.as_dict() for one in line.support],
                            }
                            for line in section.lines
                        ],
                    }
                    for section in page.sections
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


_STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h1, h2, h3 { line-height: 1.2; } .marks { color: #666; } sup a { text-decoration: none; }
article { white-space: pre-wrap; border-top: 1px solid #ccc; margin-top: 2rem; padding-top: 1rem; }
mark { background: #fff3b0; } sup.place:target { background: #ffd24d; }
@media print { body { margin: 0; max-width: none; } article { break-before: page; } a { color: inherit; } }
"""


def as_html(store: Store, page: Dossier) -> str:
    """The page as one HTML file that needs nothing else: the facts, then the articles with the evidence marked."""
    numbers = page.support()
    name = html.escape(page.name)
    out = [
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n<h1>{name}</h1>",
    ]
    out += [f"<p>Also called {html.escape(', '.join(page.also))}.</p>"] if page.also else []
    for section in page.sections:
        out.append(f"<h2>{html.escape(section.heading)}</h2>\n<ul>")
        for line in section.lines:
            references = dict.fromkeys(numbers[one.article, one.start, one.end] for one in line.support)
            links = "".join(f'<sup><a href="#e{number}">{number}</a></sup> ' for number in references)
            marks = f'<span class="marks">{html.escape(_marks(line))}</span>'
            out.append(f"<li>{html.escape(line.words)}{marks} {links}</li>")
        out.append("</ul>")
    for article in dict.fromkeys(place[0] for place in numbers):
        out.append(
            _marked_article(store, article, {place[1:]: n for place, n in numbers.items() if place[0] == article})
        )
    return "\n".join(out) + "\n"


def _marked_article(store: Store, article: str, places: Mapping[tuple[int, int], int]) -> str:
    """An article's text in which each quoted place is marked; where places overlap, they are marked piece by piece."""
    found = store.article(article).article
    cuts = sorted({0, len(found.text), *(cut for place in places for cut in place)})
    first = dict.fromkeys(places, True)
    out = []
    for start, end in pairwise(cuts):
        text = html.escape(found.text[start:end], quote=False)
        over = sorted(place for place in places if place[0] <= start and end <= place[1])
        anchors = "".join(_anchor(places[place]) for place in over if first[place])
        first.update(dict.fromkeys(over, False))
        out.append(f"{anchors}<mark>{text}</mark>" if over else text)
    about = ", ".join(html.escape(part) for part in (found.title or found.id, found.published) if part)
    heading = f"<h3>{about}</h3>"
    return f'{heading}\n<article lang="{html.escape(found.language)}">{"".join(out)}</article>'


def _anchor(number: int) -> str:
    return f'<sup class="place" id="e{number}">{number}</sup>'


def cite(supports: Iterable[Support]) -> Iterator[str]:
    """References for what supports a fact: article, date, source, quote and the place of the quote."""
    for one in supports:
        parts = [one.title or one.article, one.published or "no date", one.source or one.article]
        voice = f" ({one.certainty}{f' by {one.by}' if one.by else ''})" if one.certainty != "stated" else ""
        place = f"{one.article}, characters {one.start}–{one.end}"
        yield f"{', '.join(parts)}: “{' '.join(one.sentence.split())}”{voice} [{place}]"
