"""Claims as people read them."""

from __future__ import annotations

from peoplekg.model import Claim


def in_words(claim: Claim) -> str:
    """A claim on one line: its kind, whom it speaks of, the rest of what it says, and when.

    >>> from peoplekg.model import Evidence
    >>> in_words(Claim("friend", {"persons": ("Ada", "Cleo")}, {}, Evidence(0, 1, "A", "p"), start="2013~"))
    'friend: Ada, Cleo (since 2013~)'
    """
    parts = [f"{claim.kind}: {who(claim)}", *what(claim)]
    extra = ", ".join(filter(None, (when(claim), surety(claim) if surety(claim) != "stated" else "")))
    return ", ".join(filter(None, parts)) + (f" ({extra})" if extra else "")


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
            parts.append(joined if argument in {"persons", "person", "participants"} else f"{argument} {joined}")
    return "; ".join(parts)


def what(claim: Claim) -> list[str]:
    """The arguments that are no people; numbers with what they count."""
    values = [(name, value) for name, value in claim.values.items() if value is not None]
    return [f"{value} {name}" if isinstance(value, int) else value for name, value in values]


def when(claim: Claim) -> str:
    """The claim's time: a date, or from when to when."""
    if claim.start and claim.end:
        return f"{claim.start} to {claim.end}"
    if claim.date:
        return claim.date
    return f"since {claim.start}" if claim.start else f"until {claim.end}" if claim.end else ""


def surety(claim: Claim) -> str:
    """How surely the article says it, by whom, and whether it is over."""
    voice = f" by {claim.attributed_to}" if claim.attributed_to else ""
    words = (
        "denied" + voice if claim.polarity == "denied" else claim.certainty + voice,
        "possible" if claim.polarity == "denied" and claim.certainty == "possible" else "",
        "former" if claim.status == "former" else "",
    )
    return ", ".join(filter(None, words))
