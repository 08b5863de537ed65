"""Authority files: people with their identifiers elsewhere, their aliases and dates, as TSV or as RDF."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as px

from peoplekg import edtf
from peoplekg.errors import BrokenRDF, EmptyInput, UnreadableInput
from peoplekg.prefixes import PREFIXES

_SKOS, _SCHEMA, _FOAF = PREFIXES["skos"], PREFIXES["schema"], PREFIXES["foaf"]
_PREFERRED = tuple(
    map(px.NamedNode, (_SKOS + "prefLabel", PREFIXES["rdfs"] + "label", _FOAF + "name", _SCHEMA + "name"))
)
_ALIASES = tuple(map(px.NamedNode, (_SKOS + "altLabel", _SCHEMA + "alternateName", _FOAF + "nick")))
_SAME = tuple(map(px.NamedNode, (PREFIXES["owl"] + "sameAs", _SKOS + "exactMatch", _SCHEMA + "sameAs")))
_BORN, _DIED = px.NamedNode(_SCHEMA + "birthDate"), px.NamedNode(_SCHEMA + "deathDate")

_SCHEMES = {
    "wikidata": ("http://www.wikidata.org/entity/", re.compile(r"Q[1-9]\d*")),
    "viaf": ("http://viaf.org/viaf/", re.compile(r"\d+")),
    "isni": ("http://www.isni.org/isni/", re.compile(r"\d{15}[\dX]")),
}
_COLUMNS = ("name", "aliases", *_SCHEMES, "born", "died")
_PLACES = (
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wikidata"),
    (re.compile(r"https?://(?:www\.)?viaf\.org/(?:viaf/)?(\d+)/?"), "viaf"),
    (re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/|page/)?(\d{15}[\dX])/?"), "isni"),
)


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """What an authority says of one person: a name, other names, IRIs elsewhere, EDTF dates."""

    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the chief one first, once each."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


def read(path: Path) -> list[Record]:
    """The people in an authority file, in a fixed order: TSV (``.tsv``, ``.txt``) or RDF by its extension.

    A TSV file begins with the names of its columns: ``name``, and any of ``aliases`` (parted by ``|``), ``wikidata``,
    ``viaf``, ``isni``, ``born``, ``died``. In RDF the labels, names, ``owl:sameAs`` and dates of SKOS, FOAF and
    schema.org are understood. Raises UnreadableInput with the line for what is wrong, BrokenRDF for RDF that does not
    parse, EmptyInput when nobody is in the file.
    """
    if path.suffix.lower() in {".tsv", ".txt", ".tab"}:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise UnreadableInput(f"{path}: {error.strerror or error}; give a TSV or RDF file") from error
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{path} is not UTF-8 text; save it as UTF-8") from error
        found = list(_of_tsv(text, str(path)))
    else:
        from peoplekg.validation import read_rdf

        found = list(of_rdf(read_rdf(path)))
    if not found:
        raise EmptyInput(f"{path} names nobody; a row or node needs a name")
    return sorted(set(found), key=_order)


def _order(one: Record) -> tuple[str, ...]:
    return (one.name, *one.aliases, "", *one.ids, one.born or "", one.died or "")


def _of_tsv(text: str, where: str) -> Iterator[Record]:
    lines = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [cell.strip().casefold() for cell in lines[0]] if lines else []
    unknown = [cell for cell in header if cell not in _COLUMNS]
    if "name" not in header or unknown:
        odd = f"there is no column {unknown[0]!r}" if unknown else "its first line names no column 'name'"
        raise UnreadableInput(f"{where}, line 1: {odd}; the columns are {', '.join(_COLUMNS)}, parted by tabs")
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise UnreadableInput(
                f"{where}, line {number}: {len(cells)} cells for {len(header)} columns; mend the line"
            )
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        yield _of_row(row, f"{where}, line {number}")


def _of_row(row: Mapping[str, str], where: str) -> Record:
    if not row["name"]:
        raise UnreadableInput(f"{where}: there is no name; give one or take the line out")
    for column in ("born", "died"):
        if row.get(column) and edtf.days(row[column]) is None:
            raise UnreadableInput(f"{where}: {row[column]!r} is no date; write 1980-10-21, 1980-10 or 1980")
    ids = (identifier(scheme, row[scheme], where) for scheme in _SCHEMES if row.get(scheme))
    aliases = {" ".join(alias.split()) for alias in row.get("aliases", "").split("|")} - {"", row["name"]}
    return Record(
        " ".join(row["name"].split()),
        tuple(sorted(aliases)),
        tuple(sorted(ids)),
        row.get("born") or None,
        row.get("died") or None,
    )


def identifier(scheme: str, typed: str, where: str = "") -> str:
    """The IRI of an identifier of Wikidata, VIAF or ISNI, given bare or as an address.

    >>> identifier("wikidata", "Q186304"), identifier("isni", "0000 0001 2103 2683")
    ('http://www.wikidata.org/entity/Q186304', 'http://www.isni.org/isni/0000000121032683')
    """
    base, form = _SCHEMES[scheme]
    normal = normalised(typed)
    plain = re.sub(r"[\s-]", "", normal.removeprefix(base))
    if not form.fullmatch(plain):
        raise UnreadableInput(f"{where}: {typed!r} is no identifier of {scheme}; correct it or leave it out")
    return base + plain


def normalised(iri: str) -> str:
    """One spelling for each address of Wikidata, VIAF and ISNI, so that the same person has the same IRI."""
    for form, scheme in _PLACES:
        if found := form.fullmatch(iri):
            return _SCHEMES[scheme][0] + found[1]
    return iri


def of_rdf(quads: Iterable[px.Quad | px.Triple]) -> Iterator[Record]:
    """The people among RDF statements: every node that has a name."""
    about: dict[str, list[tuple[px.NamedNode, str]]] = {}
    for quad in quads:
        if isinstance(quad.object, px.NamedNode | px.Literal) and isinstance(quad.subject, px.NamedNode | px.BlankNode):
            about.setdefault(str(quad.subject), []).append((quad.predicate, quad.object.value))
    for subject, said in sorted(about.items()):
        names = [value for wanted in _PREFERRED for value in sorted({v for p, v in said if p == wanted})]
        if not names:
            continue
        dates = {}
        for predicate in (_BORN, _DIED):
            dates[predicate] = min((value for p, value in said if p == predicate), default=None)
            if dates[predicate] is not None and edtf.days(dates[predicate] or "") is None:
                raise BrokenRDF(f"{names[0]}: {dates[predicate]!r} is no date; write 1980-10-21, 1980-10 or 1980")
        ids = {normalised(value) for p, value in said if p in _SAME}
        own = normalised(subject.strip("<>"))
        ids |= {own} if any(own.startswith(base) for base, _ in _SCHEMES.values()) or not ids else set()
        aliases = {value for p, value in said if p in _ALIASES} | set(names[1:])
        yield Record(
            names[0],
            tuple(sorted(aliases - {names[0]})),
            tuple(sorted(one for one in ids if one.startswith(("http://", "https://")))),
            dates[_BORN],
            dates[_DIED],
        )


def graph_name(name: str) -> px.NamedNode:
    """The graph of the authority of that name."""
    return px.NamedNode(f"{BASE}{quote(name, safe='')}")


BASE = PREFIXES["pkgid"] + "authority/"
