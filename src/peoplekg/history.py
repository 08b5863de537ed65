"""How a fact stood on a day: a tie or an office has a history, which its claims tell by what they say and when.

A marriage that an article of 2014 states and an article of 2018 calls over is one fact with two states, no dispute.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from peoplekg import edtf
from peoplekg.errors import WrongArgument
from peoplekg.graph import SourcedClaim
from peoplekg.ontology import schema

Standing = Literal["holds", "over", "perhaps", "not yet"]
"""``perhaps``: no source says whether it held by then. ``not yet``: it began or happened later."""

_FROM_FIRM: tuple[Standing, ...] = ("holds", "perhaps", "over", "not yet")


def day_of(typed: str) -> edtf.Days:
    """The days that a date as people type it may mean. Raises WrongArgument when it is none.

    >>> day_of("2014-06").first
    datetime.date(2014, 6, 1)
    """
    found = edtf.days(typed)
    if found is None or found.first is None or found.last is None:
        raise WrongArgument(f"{typed!r} is no date; write 2023-11-03, 2023-11 or 2023")
    return found


def standing(claims: Iterable[SourcedClaim], day: edtf.Days) -> Standing:
    """How the fact that these claims state stood on a day (or within these days).

    What can come to an end (a tie, an office) is reckoned from its start and end where a claim gives them, else from
    what the newest article of that day or before says of it. What happens once has happened from its date on; what
    has no date always holds.
    """
    claims = list(claims)
    if not claims:
        return "perhaps"
    kind = schema().kinds[claims[0].claim.kind]
    ends = any(one.status == "former" and one.domain in kind.ancestors for one in schema().properties)
    return _of_state(claims, day) if ends else _of_occurrence(claims, day)


def weakest(standings: Iterable[Standing]) -> Standing:
    """How something stood that needs several facts: as the one that stood least.

    >>> weakest(["holds", "perhaps"]), weakest([])
    ('perhaps', 'holds')
    """
    return max(standings, key=_FROM_FIRM.index, default="holds")


def _of_occurrence(claims: list[SourcedClaim], day: edtf.Days) -> Standing:
    by_publication = schema().kinds[claims[0].claim.kind].dated_by_publication
    said = (one.claim.date or one.claim.start or (one.published if by_publication else None) for one in claims)
    dates = [found for text in said if text and (found := edtf.days(text))]
    first = min((found.first for found in dates if found.first), default=None)
    return "not yet" if first is not None and _after(first, day) else "holds"


def _of_state(claims: list[SourcedClaim], day: edtf.Days) -> Standing:
    starts = [found for one in claims if one.claim.start and (found := edtf.days(one.claim.start))]
    ends = [found for one in claims if one.claim.end and (found := edtf.days(one.claim.end))]
    began = min((one.first for one in starts if one.first), default=None)
    ended = max((one.last for one in ends if one.last), default=None)
    if began is not None and _after(began, day):
        return "not yet"
    if ended is not None and day.first is not None and ended < day.first:
        return "over"
    known = sorted((when, one.claim.status) for one in claims if (when := _told(one)) is not None)
    before = [status for when, status in known if not _after(when, day)]
    after = [status for when, status in known if _after(when, day)]
    if before:
        return "over" if before[-1] == "former" and ended is None else "holds"
    if ended is not None or after[:1] == ["current"]:
        return "holds" if began is not None else "perhaps"
    return "perhaps"


def surely(claims: Iterable[SourcedClaim]) -> edtf.Days | None:
    """The first and last day that a tie held on for sure, as far as its claims tell; None when they tell of no day.

    It surely began by the end of what its start can mean, or with the first article that calls it current, and lasted
    until its end can first have been, or the last such article.
    """
    claims = list(claims)
    starts = [found.last for one in claims if one.claim.start and (found := edtf.days(one.claim.start)) and found.last]
    ends = [found.first for one in claims if one.claim.end and (found := edtf.days(one.claim.end)) and found.first]
    current = [when for one in claims if one.claim.status == "current" and (when := _told(one)) is not None]
    known = [*(starts or current), *(ends or current)]
    if not known:
        return None
    first = min(starts or current or known)
    last = min(ends) if ends else max((*current, first))
    return edtf.Days(first, last) if first <= last else None


def _after(one: date, day: edtf.Days) -> bool:
    return day.last is not None and one > day.last


def _told(one: SourcedClaim) -> date | None:
    """The day as of which a claim says how things stand: the date that it gives, else that of its article."""
    text = one.claim.date or one.published
    found = edtf.days(text) if text else None
    return None if found is None else found.last


def told(claims: Iterable[SourcedClaim]) -> list[dict[str, str | None]]:
    """What each claim says of the fact's state, the oldest first: published, status, start, end, date, claim."""
    ordered = sorted(claims, key=lambda one: (one.published or "9999", one.iri.value))
    return [
        {
            "published": one.published,
            "status": one.claim.status,
            "start": one.claim.start,
            "end": one.claim.end,
            "date": one.claim.date,
            "claim": one.iri.value,
        }
        for one in ordered
    ]
