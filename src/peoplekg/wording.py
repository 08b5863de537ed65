"""Claims as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from peoplekg.model import Claim

LOCALES = ("en", "it")
"""The languages that reports are written in."""

_PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "from to": "{0} to {1}",
        "since": "since {0}",
        "until": "until {0}",
        "stated": "stated{0}",
        "reported": "reported{0}",
        "possible": "possible{0}",
        "denied": "denied{0}",
        "by": " by {0}",
        "former": "former",
    },
    "it": {
        "from to": "dal {0} al {1}",
        "since": "dal {0}",
        "until": "fino al {0}",
        "stated": "affermato{0}",
        "reported": "riferito{0}",
        "possible": "possibile{0}",
        "denied": "smentito{0}",
        "by": " da {0}",
        "former": "finito",
    },
}


def phrase(name: str, locale: str) -> str:
    """A phrase of reports, with places for what it is about.

    >>> phrase("since", "it").format("2009")
    'dal 2009'
    """
    return _PHRASES[locale][name]


def in_words(claim: Claim) -> str:
    """A claim on one line: its kind, whom it speaks of, the rest of what it says, and when.

    >>> from peoplekg.model import Evidence
    >>> in_words(Claim("friend", {"persons": ("Ada", "Cleo")}, {}, Evidence(0, 1, "A", "p"), start="2013~"))
    'friend: Ada, Cleo (since 2013~)'
    """
    parts = [f"{claim.kind}: {who(claim)}", *what(claim)]
    extra = ", ".join(filter(None, (when(claim), surety(claim) if surety(claim) != "stated" else "")))
    return ", ".join(filter(None, parts)) + (f" ({extra})" if extra else "")


def reported(claim: Claim, locale: str) -> str:
    """A claim on one line in the words of a report: what the ontology calls it and its parts in a language.

    >>> from peoplekg.model import Evidence
    >>> born = Claim("born", {"person": "Ada"}, {"place": "Roma"}, Evidence(0, 1, "A", "p"), date="1980")
    >>> reported(born, "it")
    'nascita: Ada, Roma (1980)'
    """
    from peoplekg.ontology import schema  # imported here since most commands do without its labels

    known = schema()
    general = known.kinds[claim.kind]
    subtype = claim.values.get(general.type_argument) if general.type_argument else None
    told, _ = known.class_of(claim.kind, None if subtype is None else str(subtype))
    parts = []
    for argument, value in claim.people.items():
        names = (value,) if isinstance(value, str) else value or ()
        if names:
            prop = known.property_for(general.iri, argument, 1 if isinstance(value, tuple) else None, claim.status)
            plain = argument in _PLAIN
            parts.append(", ".join(names) if plain else f"{known.label(prop.iri, locale)} {', '.join(names)}")
    rest = []
    for argument, said in claim.values.items():
        if said is not None and argument != general.type_argument:
            prop = known.property_for(general.iri, argument, None, claim.status)
            rest.append(f"{said} {known.label(prop.iri, locale)}" if isinstance(said, int) else said)
    sure = surety(claim, locale)
    extra = ", ".join(
        filter(None, (when(claim, locale), "" if sure == _PHRASES[locale]["stated"].format("") else sure))
    )
    words = ", ".join(filter(None, (f"{known.label(told.iri, locale)}: {'; '.join(parts)}", *rest)))
    return words + (f" ({extra})" if extra else "")


_PLAIN = frozenset(("persons", "person", "participants"))


def who(claim: Claim) -> str:
    """The people, with the argument that each fills where the kind does not say it.

    >>> from peoplekg.model import Evidence
    >>> who(Claim("parent", {"parent": "Ada", "child": "Eve"}, {}, Evidence(0, 1, "A", "p")))
    'parent Ada; child Eve'
    """
    parts = []
    for argument, value in claim.people.items():
        names = (value,) if isinstance(value, str) else value or ()
        if names:
            joined = ", ".join(names)
            parts.append(joined if argument in _PLAIN else f"{argument} {joined}")
    return "; ".join(parts)


def what(claim: Claim) -> list[str]:
    """The arguments that are no people; numbers with what they count."""
    values = [(name, value) for name, value in claim.values.items() if value is not None]
    return [f"{value} {name}" if isinstance(value, int) else value for name, value in values]


def when(claim: Claim, locale: str = "en") -> str:
    """The claim's time: a date, or from when to when."""
    phrases = _PHRASES[locale]
    if claim.start and claim.end:
        return phrases["from to"].format(claim.start, claim.end)
    if claim.date:
        return claim.date
    if claim.start:
        return phrases["since"].format(claim.start)
    return phrases["until"].format(claim.end) if claim.end else ""


def surety(claim: Claim, locale: str = "en") -> str:
    """How surely the article says it, by whom, and whether it is over."""
    phrases = _PHRASES[locale]
    voice = phrases["by"].format(claim.attributed_to) if claim.attributed_to else ""
    denied = claim.polarity == "denied"
    words = (
        phrases["denied" if denied else claim.certainty].format(voice),
        phrases["possible"].format("") if denied and claim.certainty == "possible" else "",
        phrases["former"] if claim.status == "former" else "",
    )
    return ", ".join(filter(None, words))
