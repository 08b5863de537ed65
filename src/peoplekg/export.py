"""Quads to RDF files that people like to read and that are the same bytes every time.

Written here and not by a library's serializer, because those order prefixes or subjects by hash.
Every format sorts by graph, subject, predicate (type and label first) and object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Literal as OneOf
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from peoplekg.errors import WrongArgument
from peoplekg.prefixes import PREFIXES as PREFIXES

Format = OneOf["turtle", "trig", "nt", "nq", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = ("turtle", "trig", "nt", "nq", "jsonld", "rdfxml")
SUFFIXES: dict[str, Format] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "nt",
    ".nq": "nq",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
}

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_INSTANCES = PREFIXES["pkgid"]

# What Turtle allows in a local name, as far as it needs no escape.
_LETTERS = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff\uf900-\ufdcf"
_LOCAL = rf"[A-Za-z0-9_{_LETTERS}](?:[A-Za-z0-9_.{_LETTERS}-]*[A-Za-z0-9_{_LETTERS}-])?"
_INTEGER_FORM = r"[+-]?[0-9]+"
_NOT_IN_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


class _Row(NamedTuple):
    graph: Node | None
    subject: Node
    predicate: NamedNode
    object: Term


def serialize(quads: Iterable[Quad], form: Format) -> bytes:
    """The quads as one file in UTF-8; formats without graphs (turtle, nt, rdfxml) hold the triples of all graphs.

    Raises WrongArgument when RDF/XML cannot carry a text (control characters do not exist in XML).

    >>> quad = Quad(NamedNode("https://w3id.org/peoplekg/id/kim"), NamedNode(_LABEL), Literal("Kim"))
    >>> print(serialize([quad], "nt").decode(), end="")
    <https://w3id.org/peoplekg/id/kim> <http://www.w3.org/2000/01/rdf-schema#label> "Kim" .
    """
    graphs = form not in {"turtle", "nt", "rdfxml"}
    rows = sorted({_row(quad, graphs) for quad in quads}, key=_order)
    write = {"turtle": _trig, "trig": _trig, "nt": _lines, "nq": _lines, "jsonld": _jsonld, "rdfxml": _rdfxml}[form]
    return "".join(write(rows)).encode()


def _row(quad: Quad, graphs: bool) -> _Row:
    if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
        raise WrongArgument(f"a statement about a statement cannot be exported: {quad}; take it out of the store first")
    graph = quad.graph_name if graphs and not isinstance(quad.graph_name, DefaultGraph) else None
    return _Row(graph, quad.subject, quad.predicate, quad.object)


def _order(row: _Row) -> tuple[str, str, int, str, str]:
    predicate = row.predicate.value
    rank = 0 if predicate == _TYPE else 1 if predicate == _LABEL else 2
    return ("" if row.graph is None else str(row.graph), str(row.subject), rank, predicate, str(row.object))


def _lines(rows: list[_Row]) -> Iterator[str]:
    for row in rows:
        yield " ".join(str(term) for term in (row.subject, row.predicate, row.object, row.graph) if term) + " .\n"


# Turtle and TriG


def _trig(rows: list[_Row]) -> Iterator[str]:
    namespaces = _Namespaces(rows)
    yield from namespaces.declarations("@prefix {}: <{}> .\n")
    for graph, members in groupby(rows, attrgetter("graph")):
        if graph is None:
            for _, block in groupby(members, attrgetter("subject")):
                yield "\n" + _block(list(block), namespaces, "")
        else:
            yield f"\n{namespaces.short(graph)} {{\n"
            blocks = (_block(list(block), namespaces, "    ") for _, block in groupby(members, attrgetter("subject")))
            yield "\n".join(blocks) + "}\n"


def _block(rows: list[_Row], namespaces: _Namespaces, indent: str) -> str:
    """One subject with its predicates, one a line."""
    parts = []
    for predicate, members in groupby(rows, attrgetter("predicate")):
        name = "a" if predicate.value == _TYPE else namespaces.short(predicate)
        objects = [namespaces.turtle(row.object) for row in members]
        separator = ", " if sum(map(len, objects)) < 90 else f",\n{indent}        "
        parts.append(f"{name} {separator.join(objects)}")
    return f"{indent}{namespaces.turtle(rows[0].subject)} " + f" ;\n{indent}    ".join(parts) + " .\n"


class _Namespaces:
    """The prefixes that a set of rows needs: the usual ones, and one for each kind of our own instances."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        names = {value: prefix for prefix, value in PREFIXES.items()}
        self._prefix: dict[str, str] = {}
        for iri in sorted(_iris(rows)):
            base, local = _split(iri)
            if not re.fullmatch(_LOCAL, local):
                continue
            kind = base.removeprefix(_INSTANCES).rstrip("/")
            if base in names:
                self._prefix[base] = names[base]
            elif base.startswith(_INSTANCES) and re.fullmatch("[a-z]+(-[a-z]+)*", kind) and kind not in PREFIXES:
                self._prefix[base] = kind

    def declarations(self, template: str) -> Iterator[str]:
        for base, prefix in sorted(self._prefix.items(), key=lambda item: item[1]):
            yield template.format(prefix, base)

    def items(self) -> list[tuple[str, str]]:
        """(prefix, namespace), sorted."""
        return sorted((prefix, base) for base, prefix in self._prefix.items())

    def short(self, node: Node) -> str:
        if isinstance(node, BlankNode):
            return str(node)
        base, local = _split(node.value)
        return f"{self._prefix[base]}:{local}" if base in self._prefix and re.fullmatch(_LOCAL, local) else str(node)

    def turtle(self, term: Term) -> str:
        if not isinstance(term, Literal):
            return self.short(term)
        if term.datatype.value == _INTEGER and re.fullmatch(_INTEGER_FORM, term.value):
            return term.value
        plain = str(Literal(term.value))
        if term.language:
            return str(term)
        return plain if term.datatype.value == _STRING else f"{plain}^^{self.short(term.datatype)}"


def _iris(rows: Iterable[_Row]) -> Iterator[str]:
    for row in rows:
        for term in (row.subject, row.predicate, row.object, row.graph):
            if isinstance(term, NamedNode):
                yield term.value
            elif isinstance(term, Literal):
                yield term.datatype.value


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]


# JSON-LD


def _jsonld(rows: list[_Row]) -> Iterator[str]:
    namespaces = _Namespaces(rows)
    document: dict[str, object] = {"@context": dict(namespaces.items())}
    nodes: list[object] = []
    for graph, members in groupby(rows, attrgetter("graph")):
        inside = [_node(list(block), namespaces) for _, block in groupby(members, attrgetter("subject"))]
        nodes += inside if graph is None else [{"@id": namespaces.short(graph).strip("<>"), "@graph": inside}]
    document["@graph"] = nodes
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _node(rows: list[_Row], namespaces: _Namespaces) -> dict[str, object]:
    node: dict[str, object] = {"@id": namespaces.short(rows[0].subject).strip("<>")}
    for predicate, members in groupby(rows, attrgetter("predicate")):
        if predicate.value == _TYPE:
            node["@type"] = [_value(row.object, namespaces)["@id"] for row in members]
        else:
            node[namespaces.short(predicate).strip("<>")] = [_value(row.object, namespaces) for row in members]
    return node


def _value(term: Term, namespaces: _Namespaces) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": namespaces.short(term).strip("<>")}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": namespaces.short(term.datatype).strip("<>")}


# RDF/XML


def _rdfxml(rows: list[_Row]) -> Iterator[str]:
    bases = sorted({_xml_split(row.predicate.value)[0] for row in rows} | {PREFIXES["rdf"]})
    known = {base: prefix for prefix, base in PREFIXES.items()}
    prefixes = {base: known.get(base, f"ns{number}") for number, base in enumerate(bases, 1)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for base, prefix in sorted(prefixes.items(), key=lambda item: item[1]):
        yield f"\n    xmlns:{prefix}={_quoted(base)}"
    yield ">\n"
    for subject, members in groupby(rows, attrgetter("subject")):
        yield f"\n  <rdf:Description {_xml_node(subject, 'about')}>\n"
        for row in members:
            base, local = _xml_split(row.predicate.value)
            yield "    " + _xml_property(f"{prefixes[base]}:{local}", row.object)
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _xml_split(iri: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?)([A-Za-z_][A-Za-z0-9_-]*)", iri, re.DOTALL)
    if not found:
        raise WrongArgument(f"RDF/XML cannot write the property <{iri}>, which has no name at its end; export turtle")
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return (iri[:cut], iri[cut:]) if cut >= found.start(2) and iri[cut:] else (found[1], found[2])


def _xml_node(term: Node, attribute: str) -> str:
    if isinstance(term, BlankNode):
        return f'rdf:nodeID="{term.value}"'
    return f"rdf:{attribute}={_quoted(term.value)}"


def _xml_property(name: str, term: Term) -> str:
    if not isinstance(term, Literal):
        return f"<{name} {_xml_node(term, 'resource')}/>\n"
    foreign = re.search(_NOT_IN_XML, term.value)
    if foreign:
        raise WrongArgument(
            f"RDF/XML cannot carry the control character U+{ord(foreign[0]):04X} of {term.value[:40]!r}; export turtle"
        )
    text = _escaped(term.value).replace("\r", "&#13;")
    if term.language:
        return f'<{name} xml:lang="{term.language}">{text}</{name}>\n'
    if term.datatype.value == _STRING:
        return f"<{name}>{text}</{name}>\n"
    return f"<{name} rdf:datatype={_quoted(term.datatype.value)}>{text}</{name}>\n"


def _quoted(iri: str) -> str:
    """An IRI as an attribute's value; IRIs hold no quotes."""
    return f'"{_escaped(iri)}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
