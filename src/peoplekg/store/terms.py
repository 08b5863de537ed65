"""The graphs of a store and the terms of its index, in one place and quick to import."""

from __future__ import annotations

import pyoxigraph as px

from peoplekg.graph import BASE, person_iri
from peoplekg.ontology import PERSON, term
from peoplekg.prefixes import PREFIXES

A_PERSON = PERSON
TYPE = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FACT_ID, SUPPORTED_BY, APPEARS_AS, GENDER = term("key"), term("supportedBy"), term("appearsAs"), term("gender")

MERGED = px.DefaultGraph()
INFERRED = px.NamedNode(f"{BASE}graph/inferred")
HELD = px.NamedNode(f"{BASE}graph/held-back")
JUDGEMENTS = px.NamedNode(f"{BASE}graph/judgements")
RECONCILED = px.NamedNode(f"{BASE}graph/reconciled")
AUTHORITIES = f"{BASE}authority/"
JOURNAL = px.NamedNode(f"{BASE}graph/journal")
INDEX = px.NamedNode(f"{BASE}graph/index")

SAME = px.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
DIFFERENT = px.NamedNode("http://www.w3.org/2002/07/owl#differentFrom")
MESSAGE = px.NamedNode("http://www.w3.org/ns/shacl#resultMessage")

# Of authorities: their records.
PREFERRED, ALIAS, EXTERNAL, IN_SCHEME = (
    px.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel", "exactMatch", "inScheme")
)
AUTHORITY_BORN, AUTHORITY_DIED = (px.NamedNode(PREFIXES["schema"] + name) for name in ("birthDate", "deathDate"))


def _index(name: str) -> px.NamedNode:
    return px.NamedNode(f"https://w3id.org/peoplekg/index#{name}")


# Of people: an article's appearances, their name keys and traits, and who they are.
APPEARS, APART, KEY, BLOCK, WORD, PERSON_OF = map(_index, ("appears", "apart", "key", "block", "word", "person"))
TRAIT, KEY_TRAIT = _index("trait"), _index("keyTrait")
LINKED, DATED, NAMED = map(_index, ("linked", "dated", "named"))
AUTHORITY_KEY = _index("authorityKey")
# Of people: the first letters of any two words of their names.
PAIR = _index("pair")
# Of words of names: their first letters, and what is left of them when a letter is dropped.
BEGINS, NEAR = _index("begins"), _index("near")
# Of claims: the fact that they state or deny, and why they are held back.
FACT_KEY, DENIED_KEY, HELD_FOR, RULE, AGAINST = map(_index, ("factKey", "deniedKey", "heldFor", "rule", "against"))
# Of facts: each two people whom they tie, with the kind; of people: to whom they are tied, by a property for each kind.
TIES = _index("ties")
TIED = "https://w3id.org/peoplekg/index#tied/"
# Of the journal: a part of the index that is complete, as it is not in stores that an earlier version filled.
KEPT = _index("kept")

# Of claims that support a fact: the statement that they make. Of statements: the fact that they tell of, how many
# claims make them where it is more than one, and the newest of these where others say something else of the present.
STATES, TELLS_OF, TIMES, NEWEST = map(_index, ("states", "tellsOf", "times", "newest"))


def group_node(key: str) -> px.NamedNode:
    """The node that stands for everybody with this name key: the IRI of the person they are, if they are one."""
    return person_iri(key.title())
