"""The RDF, RDFS, OWL and XSD terms that the compiler knows, and those that it may pass over.

Whatever is in none of these lists and stands where an axiom stands is refused by the compiler.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}


def rdf(name: str) -> NamedNode:
    """A term of the RDF vocabulary."""
    return NamedNode(RDF + name)


def rdfs(name: str) -> NamedNode:
    """A term of the RDF Schema vocabulary."""
    return NamedNode(RDFS + name)


def owl(name: str) -> NamedNode:
    """A term of the OWL vocabulary."""
    return NamedNode(OWL + name)


def xsd(name: str) -> NamedNode:
    """A term of XML Schema datatypes."""
    return NamedNode(XSD + name)


TYPE = rdf("type")
FIRST = rdf("first")
REST = rdf("rest")
NIL = rdf("nil")
SAME_AS = owl("sameAs")
DIFFERENT_FROM = owl("differentFrom")
THING = owl("Thing")
NOTHING = owl("Nothing")

# Types that only declare what a name is; they say nothing about individuals.
DECLARATIONS = frozenset(
    {rdfs(name) for name in ("Class", "Datatype", "ContainerMembershipProperty")}
    | {rdf(name) for name in ("Property", "List")}
    | {
        owl(name)
        for name in [
            "Class",
            "Restriction",
            "DataRange",
            "ObjectProperty",
            "DatatypeProperty",
            "AnnotationProperty",
            "OntologyProperty",
            "NamedIndividual",
            "Ontology",
            "Axiom",
            "Annotation",
            "DeprecatedClass",
            "DeprecatedProperty",
        ]
    }
)

# Annotations that the standards themselves define; an ontology declares its others as owl:AnnotationProperty.
ANNOTATIONS = frozenset(
    {rdfs(name) for name in ("label", "comment", "seeAlso", "isDefinedBy")}
    | {
        owl(name)
        for name in [
            "versionInfo",
            "versionIRI",
            "priorVersion",
            "backwardCompatibleWith",
            "incompatibleWith",
            "deprecated",
            "annotatedSource",
            "annotatedProperty",
            "annotatedTarget",
        ]
    }
)

# Documentation vocabularies whose properties are annotations even where an ontology forgets to declare them.
ANNOTATION_NAMESPACES = (
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/vocab/vann/",
    "http://www.w3.org/2004/02/skos/core#",
)

# Predicates by which a class or data range is made of others; each expression has one of them.
OPERATORS = frozenset(
    owl(name)
    for name in [
        "intersectionOf",
        "unionOf",
        "oneOf",
        "complementOf",
        "someValuesFrom",
        "allValuesFrom",
        "hasValue",
        "hasSelf",
        "cardinality",
        "minCardinality",
        "maxCardinality",
        "qualifiedCardinality",
        "minQualifiedCardinality",
        "maxQualifiedCardinality",
        "onDatatype",
        "datatypeComplementOf",
        "onProperties",
    ]
)

# Predicates that state axioms: each must compile or be refused, and none may come as data.
AXIOM_PREDICATES = frozenset(
    {rdfs(name) for name in ("subClassOf", "subPropertyOf", "domain", "range")}
    | {
        owl(name)
        for name in [
            "equivalentClass",
            "equivalentProperty",
            "disjointWith",
            "disjointUnionOf",
            "inverseOf",
            "propertyChainAxiom",
            "propertyDisjointWith",
            "hasKey",
            "onProperty",
            "onClass",
            "onDataRange",
            "withRestrictions",
            "members",
            "distinctMembers",
            "imports",
        ]
    }
    | OPERATORS
)

# Types that state axioms of the thing that has them.
AXIOM_TYPES = frozenset(
    owl(name)
    for name in [
        "SymmetricProperty",
        "TransitiveProperty",
        "FunctionalProperty",
        "InverseFunctionalProperty",
        "IrreflexiveProperty",
        "AsymmetricProperty",
        "ReflexiveProperty",
        "AllDisjointClasses",
        "AllDisjointProperties",
        "AllDifferent",
    ]
)

# The parts of a negative property assertion are data: rules read them like any other fact.
NEGATIVE_ASSERTION = owl("NegativePropertyAssertion")
SOURCE_INDIVIDUAL = owl("sourceIndividual")
ASSERTION_PROPERTY = owl("assertionProperty")
TARGET_INDIVIDUAL = owl("targetIndividual")
TARGET_VALUE = owl("targetValue")
