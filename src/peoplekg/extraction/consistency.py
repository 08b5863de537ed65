"""What the claims of one article make of each other: what they rule out, end, or say more exactly."""

from __future__ import annotations

from dataclasses import replace

from peoplekg.extraction.occasions import MEETINGS
from peoplekg.model import Claim, PersonArgument


def without_couples_of_kin(claims: list[Claim]) -> list[Claim]:
    """Who are parent and child, or brother and sister, are no couple: "they" were other people."""
    blood = {frozenset(c.names()) for c in claims if c.kind in ("parent", "sibling") and c.polarity == "affirmed"}
    return [c for c in claims if c.kind not in ("spouse", "partner") or frozenset(c.names()) not in blood]


def nearer_kin(claims: list[Claim]) -> list[Claim]:
    """Whose nephew or grandchild somebody is, where the noun leaves it open ("nipote") and somebody between is named.

    The brother or sister of a parent is an uncle or aunt, the parent of a parent a grandparent.
    """
    told = [c for c in claims if c.polarity == "affirmed" and c.certainty != "possible"]
    parents = {(c.people["parent"], c.people["child"]) for c in told if c.kind == "parent"}
    siblings = {frozenset(c.names()) for c in told if c.kind == "sibling"}
    found: list[Claim] = []
    for claim in claims:
        elder, younger = claim.people.get("person"), claim.people.get("of")
        if claim.kind == "kin" and claim.values.get("kind_of") in ("other", "grandparent"):
            between = {parent for parent, child in parents if child == younger}
            if any(frozenset((elder, parent)) in siblings for parent in between):
                claim = replace(claim, values={**claim.values, "kind_of": "aunt_uncle"})
            elif any((elder, parent) in parents for parent in between):
                claim = replace(claim, values={**claim.values, "kind_of": "grandparent"})
        found.append(claim)
    return found


def bereaved(claims: list[Claim]) -> list[Claim]:
    """Who has died is nobody's husband or companion any more."""
    dead = {
        c.people.get("person")
        for c in claims
        if c.kind == "died" and c.polarity == "affirmed" and c.certainty != "possible"
    }
    over = {"spouse", "partner"}
    return [
        replace(c, status="former") if c.kind in over and c.certainty != "possible" and dead & set(c.names()) else c
        for c in claims
    ]


def without_doubles(claims: list[Claim]) -> list[Claim]:
    """Drop a role or event that says less than another of the same people."""
    about: dict[tuple[str, PersonArgument | None], list[Claim]] = {}
    for claim in claims:
        for name in _shared(claim):
            about.setdefault((claim.kind, name), []).append(claim)
    kept: list[Claim] = []
    for claim in claims:
        others = min((about[claim.kind, name] for name in _shared(claim)), key=len)
        if not any(other is not claim and _says_less(claim, other) for other in others):
            kept.append(claim)
    return kept


def _shared(claim: Claim) -> tuple[PersonArgument | None, ...]:
    """Of whom a claim that says more speaks too."""
    return (claim.people.get("beneficiary"),) if claim.kind == "clemency" else claim.names()


def _says_less(claim: Claim, other: Claim) -> bool:
    if (
        claim.kind != other.kind
        or claim.polarity != other.polarity
        or (claim.certainty == "possible") != (other.certainty == "possible")
    ):
        return False
    if claim.kind == "role":
        if claim.people == other.people and claim.status == other.status and _vaguer(claim, other):
            return True
        edits = {claim.values.get("title"), other.values.get("title")} == {"director", "editor-in-chief"}
        if claim.people == other.people and edits and claim.values.get("title") == "director":
            return claim.values.get("organization") in (None, other.values.get("organization"))
        same = claim.people == other.people and claim.values.get("title") == other.values.get("title")
        same = same and claim.status == other.status
        return same and claim.values.get("organization") is None and other.values.get("organization") is not None
    if claim.kind == "authored":
        same = claim.people == other.people and claim.values.get("work") == other.values.get("work")
        return same and claim.values.get("type") is None and other.values.get("type") is not None
    if claim.kind == "event":
        a, b = set(claim.names()), set(other.names())
        same_type = claim.values.get("type") == other.values.get("type")
        told_once = a == b and claim.evidence.start == other.evidence.start and claim.date in (None, other.date)
        if told_once and claim.values.get("type") == "meeting" and other.values.get("type") in MEETINGS:
            return True  # "they were seen at dinner"
        if not same_type or not a <= b:
            return False
        if claim.values.get("type") == "award" and a == b:
            return _same_prize(claim, other) and _less_told(claim, other)
        dates = claim.date is None or claim.date == other.date
        if a < b:
            return dates
        named = claim.values.get("name") is None and other.values.get("name") is not None
        return (claim.date is None and other.date is not None) or (named and claim.date == other.date)
    if claim.kind == "clemency":
        a_type, b_type = claim.values.get("type"), other.values.get("type")
        same = a_type == b_type and claim.people.get("beneficiary") == other.people.get("beneficiary")
        return same and claim.people.get("grantor") is None and other.people.get("grantor") is not None
    return False


def _same_prize(claim: Claim, other: Claim) -> bool:
    """Whether two awards can be one: dates that agree, and names of which one has all words of the other's, or none."""
    if claim.date and other.date and not (claim.date.startswith(other.date) or other.date.startswith(claim.date)):
        return False
    one, two = (set(str(c.values.get("name") or "").casefold().split()) for c in (claim, other))
    return one <= two or two <= one


def _less_told(claim: Claim, other: Claim) -> bool:
    """Whether of two claims of one award this one has the vaguer date or name, or else stands later."""
    mine, others = (
        (len(c.date or ""), len(str(c.values.get("name") or "")), -c.evidence.start) for c in (claim, other)
    )
    return mine < others


# Words that make of a title another one, not a more exact one.
_OTHER_TITLE = {
    "vice",
    "deputy",
    "assistant",
    "acting",
    "co",
    "junior",
    "under",
    "candidate",
    "nominee",
    "elect",
    "spokesperson",
}


def _vaguer(claim: Claim, other: Claim) -> bool:
    """ "prince" beside "crown prince", "minister" beside "culture minister": the longer title says it."""
    short, long = str(claim.values.get("title")).split(), str(other.values.get("title")).split()
    more = long[: -len(short)]
    if len(long) <= len(short) or long[-len(short) :] != short or _OTHER_TITLE & {w.strip("-") for w in more}:
        return False
    organization = claim.values.get("organization")
    return organization is None or organization == other.values.get("organization")
