"""The names, types and plain values that the triples of claims and facts are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal as Literal_

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from peoplekg.model import Gender
from peoplekg.ontology import FactProperty

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DCTERMS = "http://purl.org/dc/terms/"
IDENTIFIER, TITLE = NamedNode(_DCTERMS + "identifier"), NamedNode(_DCTERMS + "title")
ISSUED, LANGUAGE = NamedNode(_DCTERMS + "issued"), NamedNode(_DCTERMS + "language")
SOURCE = NamedNode(_DCTERMS + "source")
_PROV = "http://www.w3.org/ns/prov#"
DERIVED_FROM, GENERATED_BY = NamedNode(_PROV + "wasDerivedFrom"), NamedNode(_PROV + "wasGeneratedBy")
QUOTED_FROM, ATTRIBUTED_TO = NamedNode(_PROV + "wasQuotedFrom"), NamedNode(_PROV + "wasAttributedTo")
ACTIVITY, USED = NamedNode(_PROV + "Activity"), NamedNode(_PROV + "used")
_OA = "http://www.w3.org/ns/oa#"
EXACT, START, END = NamedNode(_OA + "exact"), NamedNode(_OA + "start"), NamedNode(_OA + "end")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
_XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_INTEGER, XSD_DATE = NamedNode(_XSD + "integer"), NamedNode(_XSD + "date")

GENDERS: Mapping[Gender, str] = {"f": "female", "m": "male"}
BLOCKS: tuple[Literal_["headline"], Literal_["paragraph"]] = ("headline", "paragraph")
QUALIFIERS = ("start", "end", "date")

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
About = Callable[[NamedNode], Mapping[NamedNode, Sequence[Object]]]


def literal(prop: FactProperty, value: str | int) -> Literal:
    """A value of a property as a literal of its datatype."""
    if isinstance(value, int):
        return integer(value)
    return Literal(value, datatype=EDTF) if prop.range == EDTF else Literal(value)


def integer(value: int) -> Literal:
    """A whole number as a literal."""
    return Literal(str(value), datatype=XSD_INTEGER)


def spaced(text: str) -> str:
    """A text in Unicode's composed form, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(value: NamedNode | str | int) -> str:
    """A value without what tells no two of them apart: case and spaces."""
    return value.value if isinstance(value, NamedNode) else spaced(str(value)).casefold()
