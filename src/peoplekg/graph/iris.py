"""IRIs and what is read off them. They are readable and follow from the content."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from pyoxigraph import NamedNode

from peoplekg.errors import BrokenRDF
from peoplekg.model import Span

BASE = "https://w3id.org/peoplekg/id/"


def encode(text: str) -> str:
    """Text as one readable segment of an IRI: letters and digits of any script stay, a space is ``_``.

    >>> encode("Khloé Kardashian"), encode("a/b")
    ('Khloé_Kardashian', 'a%2Fb')
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.replace(" ", "_")
    return "".join(map(_encoded, text))


def _encoded(character: str) -> str:
    if character == " ":
        return "_"
    plain = character.isalnum() if character.isascii() else unicodedata.category(character)[0] in "LN"
    return character if plain or character in "-." else "".join(f"%{byte:02X}" for byte in character.encode())


def decode(segment: str) -> str:
    """The text that ``encode`` made a segment of.

    >>> decode(encode("A_b c/%"))
    'A_b c/%'
    """
    return unquote(segment.replace("_", " "))


def article_iri(article_id: str) -> NamedNode:
    """The IRI of an article, which is also the name of its graph."""
    return NamedNode(f"{BASE}article/{_segment(article_id)}")


def _segment(text: str) -> str:
    """A segment that no IRI resolver takes for a step up the path."""
    return encode(text).replace(".", "%2E") if text.strip(".") == "" else encode(text)


def appearance_iri(article: NamedNode, name: str) -> NamedNode:
    """The person of an article whose fullest name there is ``name``."""
    return NamedNode(f"{article.value}/person/{_segment(name)}")


def claim_iri(article: NamedNode, number: int) -> NamedNode:
    """The claim of an article with the running number ``number``, from one."""
    return NamedNode(f"{article.value}/claim/{number}")


def person_iri(name: str, distinction: str = "") -> NamedNode:
    """A person of the merged graph; ``distinction`` tells namesakes apart.

    >>> person_iri("Kim Kardashian").value
    'https://w3id.org/peoplekg/id/person/Kim_Kardashian'
    """
    return NamedNode(f"{BASE}person/{_segment(name)}" + (f"/{_segment(distinction)}" if distinction else ""))


def entity_iri(class_name: str, name: str) -> NamedNode:
    """An organization, a place or a work; its class and name can be read off the IRI (see ``entity_triples``)."""
    return NamedNode(f"{BASE}{class_name.lower()}/{_segment(name)}")


def span_iri(article: NamedNode, start: int, end: int) -> NamedNode:
    """A stretch of an article's text, in code points from 0, end exclusive (RFC 5147)."""
    return NamedNode(f"{article.value}#char={start},{end}")


def span_of(iri: NamedNode) -> Span:
    """The stretch that ``span_iri`` named. Raises BrokenRDF when the IRI has none."""
    start, _, end = iri.value.rpartition("#char=")[2].partition(",")
    if not (start.isdecimal() and end.isdecimal()):
        raise BrokenRDF(f"{iri.value} should end in #char=START,END; export the article again")
    return Span(int(start), int(end))
