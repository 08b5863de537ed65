"""The people, organizations, places and works of the merged graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from peoplekg.graph.iris import BASE, decode
from peoplekg.graph.terms import ALT_LABEL, GENDERS, LABEL, RDF_TYPE
from peoplekg.model import Person
from peoplekg.ontology import term


def entity_triples(entity: NamedNode) -> list[Triple]:
    """Class and name of an organization, a place or a work, read off its IRI, so that nobody needs to own them.

    >>> from peoplekg.graph.iris import entity_iri
    >>> len(entity_triples(entity_iri("Organization", "Skims")))
    2
    """
    class_name, _, name = entity.value.removeprefix(BASE).partition("/")
    return [Triple(entity, RDF_TYPE, term(class_name.capitalize())), Triple(entity, LABEL, Literal(decode(name)))]


def person_triples(person: NamedNode, appearances: Iterable[tuple[NamedNode, Person]]) -> list[Triple]:
    """A person of the merged graph, from how articles present them: name, other forms, gender, appearances.

    The name is the one that most articles use, the longest of those; gender only when all that give one agree.
    """
    seen = sorted(appearances, key=lambda pair: pair[0].value)
    names = Counter(one.name for _, one in seen)
    name = min(names, key=lambda one: (-names[one], -len(one), one))
    forms = {form for _, one in seen for form in (one.name, *one.forms)} - {name}
    genders = {one.gender for _, one in seen if one.gender is not None}
    return [
        Triple(person, RDF_TYPE, term("Person")),
        Triple(person, LABEL, Literal(name)),
        *(Triple(person, ALT_LABEL, Literal(form)) for form in sorted(forms)),
        *(Triple(person, term("gender"), Literal(GENDERS[one])) for one in genders if len(genders) == 1),
        *(Triple(person, term("appearsAs"), node) for node, _ in seen),
    ]
