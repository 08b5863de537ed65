"""When somebody lived, in parentheses behind their name: "X (Ferrara, 1952)", "X (1931-2012)"."""

from __future__ import annotations

import re

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.qualifiers import Qualifiers
from peoplekg.language import names
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import PERSON, Mention

_PART = r"(?:(?P<place{n}>[^\W\d_][^,()\d–—]*?),? )?(?P<date{n}>(?:\d{{1,2}}[^\d,()–—-]+)?(?P<year{n}>1\d{{3}}|20\d\d))"
_LIFETIME = re.compile(
    r"\(" + _PART.format(n="1") + r"(?: ?[-–—] ?" + _PART.format(n="2") + r")?\)",
)
# Ages that make two years somebody's birth and death, and none that a term of office may have.
_SHORTEST, _LONGEST = 28, 112


def lifetimes(document: Document, claims: ClaimList, reading: Reading) -> None:
    """Add the birth, and the death where it is told, of whoever has a place and year or two years behind the name.

    >>> # "Ada Neri (Ferrara, 1952)": born in Ferrara in 1952; "Ada Neri (1931-2012)": born 1931, died 2012
    """
    text, tokens = document.article.text, reading.sentence.tokens
    for mention in reading.mentions:
        if mention.kind != PERSON or mention.entity is None or _in_office(document, reading, mention):
            continue
        match = _LIFETIME.match(text, tokens[mention.end - 1].end + 1)
        if match is None:
            continue
        born, died = int(match["year1"]), int(match["year2"]) if match["year2"] else None
        places = [match[f"place{n}"] for n in "12" if match[f"place{n}"]]
        if not all(names.place_kind(p) for p in places) or (died is None and not places):
            continue
        until = died if died is not None else int((document.article.published or "2100")[:4])
        if not (_SHORTEST if died is not None else 12) <= until - born <= _LONGEST:
            continue
        for kind, n in (("born", "1"), ("died", "2")):
            if match[f"date{n}"] is None:
                continue
            told = [d.value for d in reading.dates if d.value and match.start(f"date{n}") == d.span.start]
            values = {"place": match[f"place{n}"]} if match[f"place{n}"] else {}
            claims.add(
                kind,
                {"person": mention.entity},
                values,
                Qualifiers(),
                reading.sentence,
                f"{document.pack.code}.{kind}.lifetime",
                date=told[0] if told else match[f"year{n}"],
            )


def _in_office(document: Document, reading: Reading, mention: Mention) -> bool:
    """ "Pope X (1978-2005)", "the president X (1990-2020)": how long somebody was in office, not alive."""
    lowers = reading.sentence.lowers
    senses = {"office", "title"}
    before = document.pack.nouns.match(lowers, mention.start - 1) if mention.start else []
    return mention.noun is not None or any(n.sense in senses for _, n in before)
