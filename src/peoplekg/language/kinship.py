"""Who is whose mother, brother, husband by what a text has said so far, for "the mother", "l'ex marito" later on."""

from __future__ import annotations

from collections.abc import Mapping

from peoplekg.language.entities import Entity
from peoplekg.language.pack import Noun

LOVE = frozenset({"spouse", "partner"})


def role_of(tie: Noun) -> str:
    """What somebody whom a noun of a tie stands for is to the owner: "child" for "daughter", "friend" for "amica"."""
    kind, bearer = tie.data["kind"], tie.data.get("bearer")
    if kind == "parent":
        return "child" if bearer == "child" else "parent"
    if kind == "kin":
        kind_of: str = tie.data["kind_of"]
        return f"{kind_of} of" if bearer == "of" else kind_of
    return str(kind)


class Kinship:
    """The ties of a text as they are read; ask with :meth:`bearers`."""

    def __init__(self) -> None:
        self._bearers: dict[tuple[Entity, str], dict[Entity, bool]] = {}

    def note(
        self,
        kind: str,
        people: Mapping[str, Entity | tuple[Entity, ...] | None],
        kind_of: object = None,
        former: bool = False,
    ) -> None:
        """Remember a claim of a tie, from both sides: its ``kind`` and ``people`` are those of the claim."""
        pair = people.get("persons")
        if isinstance(pair, tuple) and len(pair) == 2:
            self._add(pair[0], kind, pair[1], former)
            self._add(pair[1], kind, pair[0], former)
        elif kind == "parent":
            self._both(people.get("child"), "parent", people.get("parent"), "child")
        elif kind == "kin":
            self._both(people.get("of"), str(kind_of), people.get("person"), f"{kind_of} of")

    def _both(self, owner: object, role: str, bearer: object, inverse: str) -> None:
        if isinstance(owner, Entity) and isinstance(bearer, Entity):
            self._add(owner, role, bearer, False)
            self._add(bearer, inverse, owner, False)

    def _add(self, owner: Entity, role: str, bearer: Entity, former: bool) -> None:
        if owner is not bearer:
            self._bearers.setdefault((owner, role), {})[bearer] = former

    def bearers(self, owner: Entity, role: str, former: bool | None = None) -> list[Entity]:
        """Who is that to somebody, in the order of the text.

        Brothers and sisters are also those with the same parent. A husband may be told of as a partner and the other
        way round. With ``former`` only ties that are over, or only those that are not.
        """
        roles = LOVE if role in LOVE else {role}
        found = {b: over for r in sorted(roles) for b, over in self._bearers.get((owner, r), {}).items()}
        if role == "sibling":
            for parent in self._bearers.get((owner, "parent"), {}):
                for child in self._bearers.get((parent, "child"), {}):
                    if child is not owner:
                        found.setdefault(child, False)
        return [b for b, over in found.items() if former is None or over is former]

    def owners(self, role: str) -> list[Entity]:
        """Everybody who has somebody that is so to them, in the order of the text."""
        roles = LOVE if role in LOVE else {role}
        found = [owner for owner, r in self._bearers if r in roles]
        return list(dict.fromkeys(found))

    def relatives(self, owner: Entity) -> set[Entity]:
        """Everybody of whom a tie to somebody has been read."""
        return {b for (whose, _), found in self._bearers.items() if whose is owner for b in found}
