"""Makes graphs of people: a few are named everywhere, most hardly ever; families are small."""

from __future__ import annotations

from random import Random

from pyoxigraph import NamedNode, Triple

PKG = "https://w3id.org/peoplekg/ontology#"
ID = "https://w3id.org/peoplekg/id/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# Class, two properties, how often; ties of the public kind gather around the famous.
_PUBLIC = (
    ("Friendship", "firstFriend", "secondFriend", 30),
    ("Encounter", "firstMet", "secondMet", 30),
    ("Rivalry", "firstRival", "secondRival", 6),
    ("Collaboration", "firstColleague", "secondColleague", 8),
    ("Party", "participant", "participant", 8),
)
_PRIVATE = (
    ("Marriage", "firstSpouse", "secondSpouse", 6),
    ("Parenthood", "parent", "child", 8),
    ("Siblinghood", "firstSibling", "secondSibling", 4),
)


class People:
    """So many people, and facts about them, the same for the same seed."""

    def __init__(self, people: int, seed: int = 1) -> None:
        self._random = Random(seed)
        self._people = people
        self._facts = 0

    def _anybody(self) -> NamedNode:
        return NamedNode(f"{ID}person/{self._random.randrange(self._people)}")

    def _somebody_famous(self) -> NamedNode:
        # The first of a thousand people gets about a fifth of all mentions.
        return NamedNode(f"{ID}person/{int(self._people * self._random.random() ** 4)}")

    def facts(self, count: int) -> list[Triple]:
        """So many fact nodes: a type, two people, and that they are people."""
        triples: dict[Triple, None] = {}
        kinds = (*_PUBLIC, *_PRIVATE)
        for kind in self._random.choices(kinds, weights=[k[3] for k in kinds], k=count):
            self._facts += 1
            node = NamedNode(f"{ID}fact/{self._facts}")
            pick = self._somebody_famous if kind in _PUBLIC else self._anybody
            triples[Triple(node, _TYPE, NamedNode(PKG + kind[0]))] = None
            for name in kind[1:3]:
                person = pick()
                triples[Triple(node, NamedNode(PKG + name), person)] = None
                triples[Triple(person, _TYPE, NamedNode(PKG + "Person"))] = None
        return list(triples)
