"""Lists of prizes: "won two Brit Awards (2004 and 2011) and an Ivor Novello" tells of one award after another."""

from __future__ import annotations

from peoplekg.extraction.things import Binding, ThingBinder
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import Date
from peoplekg.language.document import Reading
from peoplekg.language.pack import Pack


def listed_awards(binding: Binding, clause: Clause, things: ThingBinder, pack: Pack) -> list[NounPhrase]:
    """The prize that a pattern has met and those listed around it; none where it has met no prize in its words.

    >>> # "won an Oscar, a Bafta and the Booker Prize": three phrases
    """
    first = next((np for np in binding.get("#literals", ()) if things.event_type(np) == "award"), None)
    if binding.get("event") != "award" or first is None:
        return []
    lowers, joints = clause.sentence.lowers, pack.grammar["conjunctions"]["and"]
    phrases = sorted({id(np): np for np in (*clause.objects, *clause.obliques)}.values(), key=lambda np: np.start)
    found: list[NounPhrase] = []
    for np in phrases:
        if things.event_type(np) != "award":
            continue
        if found and not _joined(lowers[found[-1].end : np.start], joints):
            if any(f is first for f in found):
                break
            found = []
        found.append(np)
    return found if any(f is first for f in found) else [first]


def _joined(gap: list[str], joints: list[str]) -> bool:
    """Whether only a comma, "and", and what stands in parentheses or says which prize lies between two prizes."""
    return bool(gap) and (gap[-1] == "," or gap[-1] in joints or (len(gap) > 1 and gap[-2] in (",", *joints)))


def dates_of_each(awards: list[NounPhrase], clause: Clause, reading: Reading) -> list[list[Date]]:
    """The dates of each prize of a list: those behind it, else those told for all before the first or at the end."""
    tokens = reading.sentence.tokens
    begins = [tokens[np.end - 1].end for np in awards]
    last = tokens[min(clause.end, len(tokens)) - 1].end
    closes = reading.sentence.lowers[awards[-1].end : awards[-1].end + 1] == ["("]
    ends = [tokens[np.start].start for np in awards[1:]] + [last]
    own = [[d for d in reading.dates if a <= d.span.start < b] for a, b in zip(begins, ends, strict=True)]
    before = [d for d in clause.dates if d.span.start < tokens[awards[0].start].start]
    if not any(own[:-1]) and not closes:
        before += own[-1]  # "won an Oscar and a Bafta in 2003"
        own[-1] = []
    return [dates or before for dates in own]
