"""Which noun phrase a verb form agrees with, and what a noun without a name can be."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase, VerbGroup
from peoplekg.language.entities import PLACE


def fits(np: NounPhrase, group: VerbGroup) -> bool:
    """Whether a participle can belong to a noun phrase by number and gender."""
    if group.number and np.number and group.number != np.number:
        return False
    return not (group.gender and np.gender and not np.members and group.gender != np.gender)


def _last(np: NounPhrase) -> NounPhrase:
    """The phrase that a participle right behind belongs to.

    Of a list that is its last member, when that is a group or has a noun of its own.
    """
    if np.mention is None and not np.members:
        inner = next((c for _, c in reversed(np.complements) if c.end == np.end), None)
        if inner is not None:
            found = _last(inner)
            return found if found.mention is not None or found.members else np
    if np.members and (np.members[-1].members or np.members[-1].appositions):
        return np.members[-1]
    return np


def bearer_of(np: NounPhrase, group: VerbGroup) -> NounPhrase | None:
    """Whom a participle behind a phrase is said of: the phrase or the last name in it, whichever it agrees with."""
    last = _last(np)
    nouns = (*np.appositions, *(last.appositions if last is not np else ()))
    behind = [c for noun in nouns for _, c in noun.complements if c.end == np.end]
    one = last.entity is not None and not last.members
    if one and group.number == "p":  # "Paolo, padre di due gemelli avuti da …": the twins
        return next((c for c in behind if c.number == "p" or c.members), None)
    if fits(last, group):
        return last
    return next((c for c in (*(c for c in behind if c.mention is not None), np) if fits(c, group)), None)


def owner_told_of(np: NounPhrase, group: VerbGroup) -> NounPhrase | None:
    """The last person in a phrase for a thing, whom a participle fits: the grandfather of "il ricordo del nonno"."""
    found, inner = None, np
    while inner.mention is None and not inner.members:
        behind = next((c for _, c in reversed(inner.complements) if c.end == np.end), None)
        if behind is None:
            break
        inner = behind
        found = inner if inner.is_human and fits(inner, group) else found
    return found if not np.is_human or not fits(np, group) else None


def who(antecedent: NounPhrase, group: VerbGroup) -> NounPhrase:
    """Whom "who" means behind a phrase: of "A and the singer B" B, of "the nephew of C" C, where the verb agrees."""
    if antecedent.members:
        return antecedent.members[-1] if group.number != "p" else antecedent
    last = _last(antecedent)
    return last if last.mention is not None and fits(last, group) else antecedent


def is_place(np: NounPhrase) -> bool:
    return np.mention is not None and np.mention.kind == PLACE


def is_bare_tie(np: NounPhrase) -> bool:
    return np.mention is None and np.determiner == "none" and np.sense("tie") is not None


def is_bare_job(np: NounPhrase) -> bool:
    return np.mention is None and np.determiner == "none" and np.sense("occupation", "office") is not None


def says_job(behind: list[NounPhrase]) -> bool:
    """A job without a name behind the copula, and nobody named behind it who could be the subject."""
    job = behind[0]
    plain = job.mention is None and not job.members and job.determiner in ("none", "indefinite")
    return plain and job.sense("occupation", "office") is not None and all(n.mention is None for n in behind)
