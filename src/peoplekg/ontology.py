"""What the ontology's annotations tell the program: which class and which properties a kind of claim maps to.

Read once from ontology/peoplekg.ttl; a new relation there is known here without any code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from pyoxigraph import Literal as RDFLiteral
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from peoplekg.errors import BrokenResource
from peoplekg.resources import resource

NAMESPACE = "https://w3id.org/peoplekg/ontology#"
PERSON = NamedNode(NAMESPACE + "Person")

Identifying = Literal["always", "whenGiven", "never"]

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OTHER = "other"
_LABEL, _DOMAIN, _RANGE = NamedNode(_RDFS + "label"), NamedNode(_RDFS + "domain"), NamedNode(_RDFS + "range")
_SUBCLASS = NamedNode(_RDFS + "subClassOf")
_OBJECT_PROPERTY = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
_DATATYPE_PROPERTY = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
_CLASS = NamedNode("http://www.w3.org/2002/07/owl#Class")


def term(name: str) -> NamedNode:
    """The IRI of a term of the ontology.

    >>> term("friendOf").value
    'https://w3id.org/peoplekg/ontology#friendOf'
    """
    return NamedNode(NAMESPACE + name)


@dataclass(frozen=True, slots=True)
class FactClass:
    """A class of facts. ``ancestors`` holds the class itself and what it is a subclass of, nearest first."""

    iri: NamedNode
    ancestors: tuple[NamedNode, ...]
    kind: str | None
    type_argument: str | None
    unordered: bool
    recurring: bool
    exclusive: bool
    dated_by_publication: bool
    pairwise: NamedNode | None

    @property
    def name(self) -> str:
        """The local name, e.g. ``Friendship``."""
        return self.iri.value.removeprefix(NAMESPACE)


@dataclass(frozen=True, slots=True)
class FactProperty:
    """A property that an argument of a claim fills; see pkg:claimArgument, claimPosition, claimStatus, identifying."""

    iri: NamedNode
    domain: NamedNode
    range: NamedNode
    is_object: bool
    argument: str | None
    position: int | None
    status: str | None
    identifying: Identifying

    @property
    def is_person(self) -> bool:
        """Whether its values are people."""
        return self.range == PERSON


class Schema:
    """The classes and properties that claims map to, and the labels of every term."""

    def __init__(self, triples: Store) -> None:
        self._triples = triples

    @cached_property
    def classes(self) -> Mapping[NamedNode, FactClass]:
        """The classes of facts by IRI."""
        fact = term("Fact")
        return {found.iri: found for found in map(self._class, self._instances(_CLASS)) if fact in found.ancestors}

    @cached_property
    def properties(self) -> tuple[FactProperty, ...]:
        """Every property that an argument can fill, in order of IRI."""
        found = [
            *(self._property(iri, True) for iri in self._instances(_OBJECT_PROPERTY)),
            *(self._property(iri, False) for iri in self._instances(_DATATYPE_PROPERTY)),
        ]
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.iri.value))

    @cached_property
    def by_iri(self) -> Mapping[NamedNode, FactProperty]:
        """The properties that an argument can fill, by IRI."""
        return {one.iri: one for one in self.properties}

    @cached_property
    def kinds(self) -> Mapping[str, FactClass]:
        """The class of each kind of claim."""
        return {one.kind: one for one in self.classes.values() if one.kind is not None}

    @cached_property
    def _types(self) -> Mapping[tuple[NamedNode, str], tuple[FactClass, bool]]:
        """The subclass that a value of a kind's type argument means, and whether its two people are exchanged."""
        found = {}
        for one in self.classes.values():
            for name, swapped in (("claimType", False), ("swappedType", True)):
                for value in self._objects(one.iri, term(name)):
                    found[self.kind_of(one.iri).iri, value.value] = (one, swapped)
        return found

    def class_of(self, kind: str, type_value: str | None) -> tuple[FactClass, bool]:
        """The narrowest class for a kind and a value of its type argument, and whether its two people are exchanged.

        A type that the ontology does not know counts as "other", or gives the class of the kind where there is none.
        Raises BrokenResource for an unknown kind.

        >>> schema().class_of("event", "party")[0].name
        'Party'
        """
        if kind not in self.kinds:
            raise BrokenResource(f"the ontology has no class for claims of kind {kind!r}; add one with pkg:claimKind")
        general = self.kinds[kind]
        if type_value is None:
            return general, False
        other = self._types.get((general.iri, _OTHER), (general, False))
        return self._types.get((general.iri, type_value), other)

    def kind_of(self, iri: NamedNode) -> FactClass:
        """The class with a kind that a class of facts is, or is under: pkg:Event for pkg:Party."""
        for one in self.classes[iri].ancestors:
            if one in self.classes and self.classes[one].kind is not None:
                return self.classes[one]
        raise BrokenResource(f"{iri.value} is under no class with a pkg:claimKind")

    @cache  # noqa: B019 - there is one schema in a process
    def property_for(self, iri: NamedNode, argument: str, position: int | None, status: str) -> FactProperty:
        """The property that an argument fills in facts of a class: of the narrowest domain, position and status.

        ``position`` counts the members of a list argument from one; None for a single value.
        Raises BrokenResource when the ontology has none.
        """
        ancestors = self.classes[iri].ancestors
        fitting = [
            one
            for one in self.properties
            if one.argument == argument
            and one.domain in ancestors
            and one.position in (None, position)
            and one.status in (None, status)
        ]
        if not fitting:
            which = f"{argument!r}" if position is None else f"{argument!r} number {position}"
            raise BrokenResource(
                f"the ontology has no property for the argument {which} of {iri.value}; add one with pkg:claimArgument"
            )
        return min(
            fitting,
            key=lambda one: (ancestors.index(one.domain), one.position is None, one.status is None, one.iri.value),
        )

    def exchanged(self, iri: NamedNode) -> Mapping[str, str]:
        """Each of the two person arguments of a class, and the other one it changes places with."""
        found = sorted(
            {one.argument for one in self.properties if one.domain == iri and one.is_person and one.argument}
        )
        if len(found) != 2:
            raise BrokenResource(f"{iri.value} has a pkg:swappedType and so needs exactly two person arguments")
        return {found[0]: found[1], found[1]: found[0]}

    def positional(self, iri: NamedNode) -> tuple[FactProperty, ...]:
        """The properties of a class that stand for a position whatever the argument, e.g. those of pkg:Encounter."""
        found = [one for one in self.properties if one.domain == iri and one.position is not None]
        return tuple(sorted(found, key=lambda one: one.position or 0))

    def label(self, iri: NamedNode, language: str = "en") -> str:
        """What a term is called; its local name when the ontology has no label in the language."""
        for value in self._objects(iri, _LABEL):
            if isinstance(value, RDFLiteral) and value.language == language:
                return value.value
        return iri.value.removeprefix(NAMESPACE)

    # -- reading the triples ---------------------------------------------------------------------------------------

    def _instances(self, of: NamedNode) -> Iterator[NamedNode]:
        for quad in self._triples.quads_for_pattern(None, _RDF_TYPE, of):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | RDFLiteral]:
        found = [quad.object for quad in self._triples.quads_for_pattern(subject, predicate, None)]
        return sorted((one for one in found if isinstance(one, NamedNode | RDFLiteral)), key=str)

    def _text(self, subject: NamedNode, name: str) -> str | None:
        found = self._objects(subject, term(name))
        return found[0].value if found else None

    def _node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        return next((one for one in self._objects(subject, predicate) if isinstance(one, NamedNode)), None)

    def _class(self, iri: NamedNode) -> FactClass:
        return FactClass(
            iri=iri,
            ancestors=self._ancestors(iri),
            kind=self._text(iri, "claimKind"),
            type_argument=self._text(iri, "typeArgument"),
            unordered=self._text(iri, "unordered") == "true",
            recurring=self._text(iri, "recurring") == "true",
            exclusive=self._text(iri, "exclusive") == "true",
            dated_by_publication=self._text(iri, "datedByPublication") == "true",
            pairwise=self._node(iri, term("pairwise")),
        )

    def _ancestors(self, iri: NamedNode) -> tuple[NamedNode, ...]:
        found, level = [iri], [iri]
        while level:
            above = {
                parent
                for one in level
                for parent in self._objects(one, _SUBCLASS)
                if isinstance(parent, NamedNode) and parent not in found
            }
            level = sorted(above, key=lambda one: one.value)
            found.extend(level)
        return tuple(found)

    def _property(self, iri: NamedNode, is_object: bool) -> FactProperty | None:
        domain = self._node(iri, _DOMAIN)
        values = self._node(iri, term("literalType")) or self._node(iri, _RANGE)
        argument, position = self._text(iri, "claimArgument"), self._text(iri, "claimPosition")
        if domain is None or values is None or (argument is None and position is None):
            return None
        said = self._text(iri, "identifying")
        default: Identifying = "always" if values == PERSON else "never"
        if said not in (None, "always", "whenGiven", "never"):
            raise BrokenResource(f'{iri.value}: pkg:identifying is "always", "whenGiven" or "never", not {said!r}')
        return FactProperty(
            iri=iri,
            domain=domain,
            range=values,
            is_object=is_object,
            argument=argument,
            position=int(position) if position else None,
            status=self._text(iri, "claimStatus"),
            identifying=default if said is None else said,  # type: ignore[arg-type]
        )


@cache
def schema() -> Schema:
    """The schema of the ontology that this installation has. Raises BrokenResource when it does not parse."""
    path = resource("ontology/peoplekg.ttl")
    store = Store()
    try:
        store.extend(parse(path=str(path), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise BrokenResource(f"{path}: {error}; install peoplekg again or mend the ontology") from error
    return Schema(store)
