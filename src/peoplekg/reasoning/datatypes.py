"""Which literals belong to which datatype, and when two literals are different values.

Only what OWL 2 RL asks for: membership and difference. A datatype that is not known here has the literals that name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from pyoxigraph import Literal, NamedNode

from peoplekg.reasoning.vocabulary import RDF, RDFS, XSD

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+\Z", re.ASCII)
_DOUBLE = re.compile(r"([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN)\Z", re.ASCII)
_BOOLEAN = re.compile(r"(true|false|1|0)\Z")
_ZONE = r"(Z|[+-](0\d|1[0-4]):[0-5]\d)?"
_DATE = re.compile(rf"(-?\d{{4,}}-\d\d-\d\d){_ZONE}\Z", re.ASCII)
_DATE_TIME = re.compile(rf"(-?\d{{4,}}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?{_ZONE}\Z", re.ASCII)
_ZONED = re.compile(r"(Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_YEAR = re.compile(rf"-?\d{{4,}}{_ZONE}\Z", re.ASCII)
_YEAR_MONTH = re.compile(rf"-?\d{{4,}}-(0[1-9]|1[0-2]){_ZONE}\Z", re.ASCII)

# Bounds of the integer types; None is no bound.
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_STRINGS = ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")


def _real_day(text: str) -> bool:
    match = re.match(r"(-?)(\d{4,})-(\d\d)-(\d\d)", text)
    if match is None:
        return False
    # Python's calendar ends at the year 9999 and begins at 1; the same days recur every 400 years.
    year = int(match[2]) % 400 + 400
    try:
        date(year, int(match[3]), int(match[4]))
    except ValueError:
        return False
    return True


_FORMS: dict[str, Callable[[str], bool]] = {
    "decimal": lambda text: bool(_DECIMAL.match(text)),
    "double": lambda text: bool(_DOUBLE.match(text)),
    "float": lambda text: bool(_DOUBLE.match(text)),
    "boolean": lambda text: bool(_BOOLEAN.match(text)),
    "date": lambda text: bool(_DATE.match(text)) and _real_day(text),
    "dateTime": lambda text: bool(_DATE_TIME.match(text)) and _real_day(text),
    "dateTimeStamp": lambda text: bool(_DATE_TIME.match(text) and _ZONED.search(text)) and _real_day(text),
    "gYear": lambda text: bool(_YEAR.match(text)),
    "gYearMonth": lambda text: bool(_YEAR_MONTH.match(text)),
    "anyURI": lambda text: " " not in text.strip(),
    **{name: lambda text: True for name in _STRINGS},
    **{name: lambda text: bool(_INTEGER.match(text)) for name in _INTEGERS},
}

# The value spaces that cannot overlap; integers are decimals and are told apart by their bounds.
_FAMILY: dict[str, str] = {
    **{XSD + name: "decimal" for name in ("decimal", *_INTEGERS)},
    **{XSD + name: "string" for name in _STRINGS},
    **{XSD + name: name for name in ("double", "float", "boolean", "date", "gYear", "gYearMonth", "anyURI")},
    XSD + "dateTime": "dateTime",
    XSD + "dateTimeStamp": "dateTime",
    RDF + "langString": "langString",
}
_EVERY_LITERAL = RDFS + "Literal"
_PLAIN = RDF + "PlainLiteral"

KNOWN = frozenset({*(_FAMILY), _EVERY_LITERAL, _PLAIN})


def broader_datatypes(datatype: NamedNode) -> tuple[NamedNode, ...]:
    """The known datatypes that have all values of this one, itself not included.

    >>> [d.value.removeprefix(XSD) for d in broader_datatypes(NamedNode(XSD + "unsignedByte"))][:3]
    ['decimal', 'integer', 'nonNegativeInteger']
    """
    name, family = datatype.value.removeprefix(XSD), _FAMILY.get(datatype.value)
    broader: list[str] = []
    if family == "decimal" and name in _INTEGERS:
        low, high = _INTEGERS[name]
        broader = ["decimal", *(other for other, bounds in _INTEGERS.items() if _covers(bounds, low, high))]
    elif family in ("string", "dateTime"):
        broader = [family]
    return tuple(NamedNode(XSD + other) for other in broader if other != name)


def _covers(bounds: tuple[int | None, int | None], low: int | None, high: int | None) -> bool:
    above, below = bounds
    return (above is None or (low is not None and above <= low)) and (
        below is None or (high is not None and below >= high)
    )


def well_formed(literal: Literal) -> bool:
    """Whether a literal's text is one of its datatype's (true of datatypes not known here).

    >>> well_formed(Literal("2018-02-30", datatype=NamedNode(XSD + "date")))
    False
    """
    datatype = literal.datatype.value
    name = datatype.removeprefix(XSD)
    if name == datatype or name not in _FORMS:
        return True
    return _FORMS[name](literal.value) and _within(literal.value, name)


def _within(text: str, name: str) -> bool:
    low, high = _INTEGERS.get(name, (None, None))
    return (low is None or int(text) >= low) and (high is None or int(text) <= high)


def in_datatype(literal: Literal, datatype: NamedNode) -> bool:
    """Whether a literal's value surely belongs to a datatype."""
    own, wanted = literal.datatype.value, datatype.value
    if not well_formed(literal):
        return False
    if wanted == _EVERY_LITERAL or own == wanted:
        return True
    if wanted == _PLAIN:
        return _FAMILY.get(own) in ("string", "langString")
    if own not in _FAMILY or _FAMILY.get(wanted) != _FAMILY[own]:
        return False
    if _FAMILY[own] != "decimal":
        # Only the subtypes of string and dateTime are left; the broader one has all of the narrower one.
        return wanted in (XSD + "string", XSD + "dateTime")
    if wanted == XSD + "decimal":
        return True
    value = Decimal(literal.value)
    return value == value.to_integral_value() and _within(str(int(value)), wanted.removeprefix(XSD))


def outside_datatype(literal: Literal, datatype: NamedNode) -> bool:
    """Whether a literal surely does not belong to a datatype; of unknown datatypes nothing is sure.

    >>> outside_datatype(Literal("yesterday"), NamedNode(XSD + "date"))
    True
    """
    if not well_formed(literal):
        return True
    own, wanted = literal.datatype.value, datatype.value
    if own not in KNOWN or wanted not in KNOWN or wanted == _EVERY_LITERAL:
        return False
    if wanted == _PLAIN or _FAMILY[own] != _FAMILY[wanted]:
        return not in_datatype(literal, datatype)
    return _FAMILY[own] == "decimal" and not in_datatype(literal, datatype)


def values_differ(one: Literal, other: Literal) -> bool:
    """Whether two literals surely stand for different values.

    >>> integer = NamedNode(XSD + "integer")
    >>> values_differ(Literal("1", datatype=integer), Literal("01", datatype=integer))
    False
    """
    if one == other or not (well_formed(one) and well_formed(other)):
        return False
    families = _FAMILY.get(one.datatype.value), _FAMILY.get(other.datatype.value)
    if None in families:
        return False
    return families[0] != families[1] or _value(one) != _value(other)


def _value(literal: Literal) -> object:
    """Something that is equal for equal values; the family is known and the text well formed."""
    family, text = _FAMILY[literal.datatype.value], literal.value
    match family:
        case "decimal":
            return Fraction(text)
        case "double" | "float":
            return float(text.replace("INF", "inf"))
        case "boolean":
            return text in ("true", "1")
        case "langString":
            return text, (literal.language or "").lower()
        case "dateTime" if _DATE_TIME.match(text) and text[:1] != "-" and len(text.split("-")[0]) == 4:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=None).isoformat()
        case _:
            return text
