"""From the axioms of an ontology to rules.

Class expressions are unfolded into the rules themselves, so that no anonymous class ever shows up among the
inferred triples. What OWL 2 RL has no rule for is refused by name: an axiom is compiled completely or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, count
from typing import NoReturn

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from peoplekg.reasoning import vocabulary as v
from peoplekg.reasoning.datatypes import KNOWN
from peoplekg.reasoning.errors import ReasoningError
from peoplekg.reasoning.rules import Atom, Guard, Rule, RuleSet, Slot, Term, Var

_X, _Y, _Z = Var("x"), Var("y"), Var("z")
_P, _Q = Var("p"), Var("q")

# Equality and negative assertions read data only, so they hold for every ontology.
_GENERAL = (
    Rule("eq-sym", "", (Atom(_X, v.SAME_AS, _Y),), Atom(_Y, v.SAME_AS, _X), (Guard("not-literal", (_Y,)),)),
    Rule("eq-trans", "", (Atom(_X, v.SAME_AS, _Y), Atom(_Y, v.SAME_AS, _Z)), Atom(_X, v.SAME_AS, _Z)),
    Rule("eq-rep-s", "", (Atom(_X, v.SAME_AS, _Y), Atom(_X, _P, _Z)), Atom(_Y, _P, _Z), (Guard("not-literal", (_Y,)),)),
    Rule("eq-rep-p", "", (Atom(_P, v.SAME_AS, _Q), Atom(_X, _P, _Z)), Atom(_X, _Q, _Z), (Guard("named", (_Q,)),)),
    Rule("eq-rep-o", "", (Atom(_X, v.SAME_AS, _Y), Atom(_Z, _P, _X)), Atom(_Z, _P, _Y)),
    Rule("eq-diff1", "", (Atom(_X, v.SAME_AS, _Y), Atom(_X, v.DIFFERENT_FROM, _Y)), None),
    Rule("different-from-itself", "", (Atom(_X, v.DIFFERENT_FROM, _X),), None),
    Rule(
        "differentFrom-symmetric",
        "",
        (Atom(_X, v.DIFFERENT_FROM, _Y),),
        Atom(_Y, v.DIFFERENT_FROM, _X),
        (Guard("not-literal", (_Y,)),),
    ),
    Rule("cls-nothing2", "", (Atom(_X, v.TYPE, v.NOTHING),), None),
    *(
        Rule(
            name,
            "",
            (
                Atom(_Z, v.SOURCE_INDIVIDUAL, _X),
                Atom(_Z, v.ASSERTION_PROPERTY, _P),
                Atom(_Z, target, _Y),
                Atom(_X, _P, _Y),
            ),
            None,
        )
        for name, target in (("prp-npa1", v.TARGET_INDIVIDUAL), ("prp-npa2", v.TARGET_VALUE))
    ),
)


def is_axiom(triple: Triple) -> bool:
    """Whether a triple states an axiom, so that it belongs in the ontology and not among the data."""
    if triple.predicate in v.AXIOM_PREDICATES:
        return True
    return triple.predicate == v.TYPE and (triple.object in v.AXIOM_TYPES or triple.object in v.DECLARATIONS)


def compile_rules(ontology: Iterable[Triple], prefixes: Mapping[str, str] | None = None) -> RuleSet:
    """Compiles the axioms of an ontology into rules.

    ``ontology`` is all its triples, those of imported ontologies included; ``prefixes`` (prefix -> namespace) shorten
    the names in messages and proofs. Annotations and declarations (peoplekg.reasoning.vocabulary lists them) make no
    rules. Statements about individuals become the rule set's facts.
    Raises ReasoningError for an axiom outside OWL 2 RL, naming it, and for a broken list or expression.

    >>> from pyoxigraph import parse, RdfFormat
    >>> turtle = '<urn:Dog> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:Animal> .'
    >>> rules = compile_rules(q.triple for q in parse(turtle, format=RdfFormat.TURTLE))
    >>> [rule.axiom for rule in rules.rules if rule.name == "cax-sco"]
    ['urn:Dog rdfs:subClassOf urn:Animal']
    """
    compiler = _Compiler(_Graph(ontology, {**v.PREFIXES, **(prefixes or {})}))
    return compiler.run()


@dataclass(slots=True)
class _Graph:
    """The ontology by subject, with readable names for its terms."""

    triples: Iterable[Triple]
    prefixes: Mapping[str, str]
    by_subject: dict[Term, dict[NamedNode, list[Term]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.triples = list(dict.fromkeys(self.triples))
        for s, p, o in self.triples:
            self.by_subject.setdefault(s, {}).setdefault(p, []).append(o)

    def get(self, node: Term, predicate: NamedNode) -> list[Term]:
        return self.by_subject.get(node, {}).get(predicate, [])

    def one(self, node: Term, predicate: NamedNode) -> Term | None:
        values = self.get(node, predicate)
        if len(values) > 1:
            raise ReasoningError(
                f"{self.text(node)} has {len(values)} values of {self.name(predicate)}; an expression has one of each"
            )
        return values[0] if values else None

    def has_type(self, node: Term, kind: NamedNode) -> bool:
        return kind in self.get(node, v.TYPE)

    def items(self, head: Term) -> list[Term]:
        found: list[Term] = []
        seen: set[Term] = set()
        while head != v.NIL:
            first, rest = self.one(head, v.FIRST), self.one(head, v.REST)
            if first is None or rest is None or head in seen:
                raise ReasoningError(
                    f"the list at {self.name(head)} is broken; give each cell one rdf:first and rdf:rest"
                )
            seen.add(head)
            found.append(first)
            head = rest
        return found

    def name(self, term: Term) -> str:
        if isinstance(term, BlankNode):
            return "_:anonymous"
        if not isinstance(term, NamedNode):
            return str(term)
        matches = [(len(base), prefix) for prefix, base in self.prefixes.items() if term.value.startswith(base)]
        if not matches:
            return term.value
        length, prefix = max(matches)
        return f"{prefix}:{term.value[length:]}"

    def text(self, term: Term, inside: frozenset[Term] = frozenset()) -> str:
        """A class or property expression in the manner of the Manchester syntax."""
        about = self.by_subject.get(term, {})
        if not isinstance(term, BlankNode) or not about or term in inside:
            return self.name(term)
        deeper = inside | {term}

        def parts(predicate: NamedNode) -> list[str]:
            return [self.text(item, deeper) for item in self.items(about[predicate][0])]

        if v.owl("inverseOf") in about:
            return f"inverse {self.text(about[v.owl('inverseOf')][0], deeper)}"
        for predicate, word in ((v.owl("intersectionOf"), " and "), (v.owl("unionOf"), " or ")):
            if predicate in about:
                return f"({word.join(parts(predicate))})"
        if v.owl("oneOf") in about:
            return "{" + " ".join(parts(v.owl("oneOf"))) + "}"
        if v.owl("complementOf") in about:
            return f"not {self.text(about[v.owl('complementOf')][0], deeper)}"
        if v.owl("onProperty") in about:
            rest = (
                f"{self.name(p)} {self.text(o, deeper)}"
                for p, values in sorted(about.items(), key=str)
                for o in values
                if p not in (v.TYPE, v.owl("onProperty"))
            )
            return f"({self.text(about[v.owl('onProperty')][0], deeper)} {', '.join(rest)})"
        return "an expression with " + ", ".join(sorted(self.name(p) for p in about))


@dataclass(frozen=True, slots=True)
class _Condition:
    """One way in which a class expression is met: patterns, guards, and variables that must be certain terms."""

    atoms: tuple[Atom, ...] = ()
    guards: tuple[Guard, ...] = ()
    where: tuple[tuple[Var, Term], ...] = ()

    def __add__(self, other: _Condition) -> _Condition:
        return _Condition(self.atoms + other.atoms, self.guards + other.guards, self.where + other.where)


@dataclass(slots=True)
class _Compiler:
    graph: _Graph
    rules: dict[Rule, None] = field(default_factory=lambda: dict.fromkeys(_GENERAL))
    facts: dict[Triple, None] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=lambda: count(1))
    axiom: str = ""

    def run(self) -> RuleSet:
        self._check_imports()
        for s, p, o in self.graph.triples:
            self._triple(s, p, o)
        self._anonymous_types()
        return RuleSet(tuple(self.rules), tuple(self.facts))

    def _check_imports(self) -> None:
        for s, p, o in self.graph.triples:
            if p == v.owl("imports") and not self.graph.has_type(o, v.owl("Ontology")):
                raise ReasoningError(
                    f"{self.graph.name(s)} imports {self.graph.name(o)}, which was not given; add its triples"
                )

    # What each kind of axiom triple compiles to

    def _triple(self, s: Term, p: NamedNode, o: Term) -> None:
        self.axiom = f"{self.graph.text(s)} {self.graph.name(p)} {self._object_text(p, o)}"
        if p == v.TYPE:
            self._typed(s, o)
        elif p.value.startswith((v.OWL, v.RDFS)) or p in (v.FIRST, v.REST):
            self._vocabulary_triple(s, p, o)
        elif not self._is_annotation(p):
            self.facts[Triple(self._individual(s), p, o)] = None

    def _object_text(self, p: NamedNode, o: Term) -> str:
        if p in _LISTS:
            return "(" + " ".join(self.graph.text(item) for item in self.graph.items(o)) + ")"
        return self.graph.text(o)

    def _is_annotation(self, p: NamedNode) -> bool:
        return self.graph.has_type(p, v.owl("AnnotationProperty")) or p.value.startswith(v.ANNOTATION_NAMESPACES)

    def _individual(self, term: Term) -> NamedNode | BlankNode:
        if not isinstance(term, NamedNode | BlankNode):
            raise ReasoningError(f"{term} stands as a subject in {self.axiom}; only names may")
        return term

    def _typed(self, s: Term, kind: Term) -> None:
        if kind in v.DECLARATIONS or kind in _READ_WITH_MEMBERS:
            return
        if kind in v.AXIOM_TYPES:
            self._property_type(s, kind)
        elif isinstance(kind, NamedNode) and kind.value.startswith(v.OWL) and kind not in _DATA_TYPES:
            self._refuse("it is no OWL 2 RL axiom that is known here")
        else:
            assert isinstance(kind, NamedNode | BlankNode)
            self.facts[Triple(self._individual(s), v.TYPE, kind)] = None

    def _vocabulary_triple(self, s: Term, p: NamedNode, o: Term) -> None:
        match p.value.removeprefix(v.OWL).removeprefix(v.RDFS):
            case "subClassOf":
                self._subclass("cax-sco", s, o)
            case "equivalentClass":
                self._subclass("cax-eqc1", s, o)
                self._subclass("cax-eqc2", o, s)
            case "intersectionOf" | "unionOf" | "oneOf" | "complementOf" if isinstance(s, NamedNode):
                self._defined_class(s, p, o)
            case "disjointWith":
                self._disjoint_classes("cax-dw", s, o)
            case "domain":
                self._implied("prp-dom", o, _X, _Condition((self._edge(s, _X, _Y),)))
            case "range":
                self._implied("prp-rng", o, _Y, _Condition((self._edge(s, _X, _Y),)))
            case "subPropertyOf":
                self._subproperty("prp-spo1", s, o)
            case "equivalentProperty":
                self._subproperty("prp-eqp1", s, o)
                self._subproperty("prp-eqp2", o, s)
            case "inverseOf" if isinstance(s, NamedNode):
                self._add("prp-inv1", (self._edge(s, _X, _Y),), self._edge(o, _Y, _X))
                self._add("prp-inv2", (self._edge(o, _X, _Y),), self._edge(s, _Y, _X))
            case "propertyChainAxiom":
                self._chain(s, self.graph.items(o))
            case "propertyDisjointWith":
                self._add("prp-pdw", (self._edge(s, _X, _Y), self._edge(o, _X, _Y)), None)
            case "hasKey":
                self._key(s, self.graph.items(o))
            case "members" | "distinctMembers":
                self._members(s, self.graph.items(o))
            case (
                "sameAs"
                | "differentFrom"
                | "sourceIndividual"
                | "assertionProperty"
                | "targetIndividual"
                | "targetValue"
            ):
                self.facts[Triple(self._individual(s), p, o)] = None
            case _ if p in _READ_WITH_EXPRESSION and isinstance(s, NamedNode) and p != v.owl("imports"):
                self._refuse("only anonymous classes are described so; use owl:equivalentClass or rdfs:subClassOf")
            case _ if p in v.ANNOTATIONS or p in _READ_WITH_EXPRESSION:
                pass  # annotations say nothing, and expressions are read where an axiom uses them
            case _:
                self._refuse("OWL 2 RL has no rule for it")

    def _property_type(self, p: Term, kind: Term) -> None:
        forward, backward = self._edge(p, _X, _Y), self._edge(p, _Y, _X)
        assert isinstance(kind, NamedNode)
        match kind.value.removeprefix(v.OWL):
            case "SymmetricProperty":
                self._add("prp-symp", (forward,), backward)
            case "TransitiveProperty":
                self._add("prp-trp", (forward, self._edge(p, _Y, _Z)), self._edge(p, _X, _Z))
            case "FunctionalProperty":
                self._at_most_one("prp-fp", (forward, self._edge(p, _X, _Z)), _Y, _Z)
                self._different("prp-fp", p, _X, _Y)
            case "InverseFunctionalProperty":
                self._at_most_one("prp-ifp", (forward, self._edge(p, _Z, _Y)), _X, _Z)
                self._different("prp-ifp", p, _Y, _X)
            case "IrreflexiveProperty":
                self._add("prp-irp", (self._edge(p, _X, _X),), None)
            case "AsymmetricProperty":
                self._add("prp-asyp", (forward, backward), None)
            case _:
                self._refuse("OWL 2 RL has no reflexive properties")

    def _members(self, s: Term, members: Sequence[Term]) -> None:
        pairs = list(combinations(members, 2))
        if self.graph.has_type(s, v.owl("AllDifferent")):
            for one, other in pairs:
                self.facts[Triple(self._individual(one), v.DIFFERENT_FROM, other)] = None
        elif self.graph.has_type(s, v.owl("AllDisjointClasses")):
            for one, other in pairs:
                self._disjoint_classes("cax-adc", one, other)
        elif self.graph.has_type(s, v.owl("AllDisjointProperties")):
            for one, other in pairs:
                self._add("prp-adp", (self._edge(one, _X, _Y), self._edge(other, _X, _Y)), None)
        else:
            self._refuse("it is of none of owl:AllDifferent, owl:AllDisjointClasses, owl:AllDisjointProperties")

    def _subclass(self, name: str, narrow: Term, broad: Term) -> None:
        for condition in self._met(narrow, _X):
            self._implied(name, broad, _X, condition)

    def _defined_class(self, s: NamedNode, p: NamedNode, o: Term) -> None:
        """A named class that is its own expression: equivalent to it."""
        inside = BlankNode()
        self.graph.by_subject[inside] = {p: [o]}
        self._subclass({"intersectionOf": "cls-int1"}.get(p.value.removeprefix(v.OWL), "cls-uni"), inside, s)
        self._subclass("cls-int2" if p == v.owl("intersectionOf") else "cls-com", s, inside)

    def _disjoint_classes(self, name: str, one: Term, other: Term) -> None:
        for first in self._met(one, _X):
            for second in self._met(other, _X):
                self._emit(name, first + second, None)

    def _subproperty(self, name: str, narrow: Term, broad: Term) -> None:
        self._add(name, (self._edge(narrow, _X, _Y),), self._edge(broad, _X, _Y))

    def _chain(self, s: Term, steps: Sequence[Term]) -> None:
        nodes = [Var(f"x{i}") for i in range(len(steps) + 1)]
        body = tuple(self._edge(step, nodes[i], nodes[i + 1]) for i, step in enumerate(steps))
        if not body:
            self._refuse("a chain needs a property")
        self._add("prp-spo2", body, self._edge(s, nodes[0], nodes[-1]))

    def _key(self, s: Term, properties: Sequence[Term]) -> None:
        if not properties:
            self._refuse("a key needs a property")
        shared = tuple(
            edge
            for i, p in enumerate(properties)
            for edge in (self._edge(p, _X, Var(f"k{i}")), self._edge(p, _Y, Var(f"k{i}")))
        )
        for first in self._met(s, _X):
            for second in self._met(s, _Y):
                keyed = first + second + _Condition(shared, (Guard("different", (_X, _Y)),))
                self._emit("prp-key", keyed, Atom(_X, v.SAME_AS, _Y))

    def _at_most_one(
        self, name: str, body: tuple[Atom, ...], one: Var, other: Var, condition: _Condition = _Condition()
    ) -> None:
        """Both are the same; two literals cannot be made the same, so different values contradict each other."""
        apart = Guard("different", (one, other))
        things = tuple(Guard("not-literal", (var,)) for var in (one, other))
        self._emit(name, condition + _Condition(body, (apart, *things)), Atom(one, v.SAME_AS, other))
        self._emit(name, condition + _Condition(body, (Guard("values-differ", (one, other)),)), None)

    def _different(self, name: str, p: Term, shared: Var, own: Var) -> None:
        """What has a functional property with different values is itself different (the same rule read backwards)."""
        other_shared, other_own = Var(shared.name + "2"), Var(own.name + "2")

        def edge(a: Var, b: Var) -> Atom:
            return self._edge(p, a, b) if shared == _X else self._edge(p, b, a)

        body = (Atom(own, v.DIFFERENT_FROM, other_own), edge(shared, own), edge(other_shared, other_own))
        self._add(f"{name}-different", body, Atom(shared, v.DIFFERENT_FROM, other_shared))

    def _anonymous_types(self) -> None:
        """An individual may be said to be of an anonymous class: then what that class implies follows."""
        kinds = dict.fromkeys(t.object for t in self.facts if t.predicate == v.TYPE)
        for kind in kinds:
            if not isinstance(kind, NamedNode | BlankNode) or not self._is_expression(kind):
                continue
            self.axiom = f"an individual is of the class {self.graph.text(kind)}"
            self._implied("cls", kind, _X, _Condition((Atom(_X, v.TYPE, kind),)))

    # Class expressions

    def _edge(self, prop: Term, s: Slot, o: Slot) -> Atom:
        """The pattern of a property expression between two things."""
        if not isinstance(prop, NamedNode | BlankNode):
            self._refuse("only a name or an inverse is a property")
        if isinstance(prop, BlankNode):
            inverse = self.graph.one(prop, v.owl("inverseOf"))
            if inverse is None:
                self._refuse("an anonymous property must be the inverse of another")
            return self._edge(inverse, o, s)
        if prop.value in _UNIVERSAL_PROPERTIES:
            self._refuse("OWL 2 RL has no universal and no empty property")
        return Atom(s, prop, o)

    def _met(self, expression: Term, var: Var) -> list[_Condition]:
        """The ways in which ``var`` is seen to be of a class (the subclass side of an axiom)."""
        if not isinstance(expression, NamedNode | BlankNode):
            self._refuse("only a name or an expression is a class")
        if not self._is_expression(expression):
            return [self._is_a(expression, var)]
        kind, filler = self._operator(expression)
        match kind:
            case "intersectionOf":
                ways = [_Condition()]
                for part in self.graph.items(filler):
                    ways = [way + more for way in ways for more in self._met(part, var)]
                return ways
            case "unionOf":
                return [way for part in self.graph.items(filler) for way in self._met(part, var)]
            case "oneOf":
                return [_Condition(where=((var, item),)) for item in self.graph.items(filler)]
            case "someValuesFrom":
                value = self._variable()
                edge = _Condition((self._on(expression, var, value),))
                return [edge] if filler == v.THING else [edge + way for way in self._met(filler, value)]
            case "hasValue":
                return [_Condition((self._on(expression, var, filler),))]
            case _:
                self._refuse(f"OWL 2 RL allows no {kind} on the side of the subclass")

    def _is_a(self, named: NamedNode | BlankNode, var: Var) -> _Condition:
        if named == v.THING:
            self._refuse("OWL 2 RL allows no owl:Thing on the side of the subclass")
        if self._is_datatype(named):
            return _Condition(guards=(Guard("in-datatype", (var, named)),))
        return _Condition((Atom(var, v.TYPE, named),))

    def _implied(self, name: str, expression: Term, var: Var, condition: _Condition) -> None:
        """The rules that say what follows from being of a class (the superclass side of an axiom)."""
        if not isinstance(expression, NamedNode | BlankNode):
            self._refuse("only a name or an expression is a class")
        if not self._is_expression(expression):
            self._named_conclusion(name, expression, var, condition)
            return
        kind, filler = self._operator(expression)
        match kind:
            case "intersectionOf":
                for part in self.graph.items(filler):
                    self._implied(name, part, var, condition)
            case "unionOf" if len(self.graph.items(filler)) == 1:
                self._implied(name, self.graph.items(filler)[0], var, condition)
            case "complementOf":
                for way in self._met(filler, var):
                    self._emit("cls-com", condition + way, None)
            case "allValuesFrom":
                value = self._variable()
                self._implied(name, filler, value, condition + _Condition((self._on(expression, var, value),)))
            case "hasValue":
                self._emit("cls-hv1", condition, self._on(expression, var, filler))
            case "maxCardinality" | "maxQualifiedCardinality":
                self._at_most(expression, kind, filler, var, condition)
            case _:
                self._refuse(f"OWL 2 RL allows no {kind} on the side of the superclass")

    def _named_conclusion(self, name: str, kind: NamedNode | BlankNode, var: Var, condition: _Condition) -> None:
        if kind == v.THING:
            return
        if kind == v.NOTHING:
            self._emit("cls-nothing2", condition, None)
        elif self._is_datatype(kind):
            self._emit("dt-not-type", condition + _Condition(guards=(Guard("outside-datatype", (var, kind)),)), None)
        else:
            self._emit(name, condition, Atom(var, v.TYPE, kind))

    def _at_most(self, expression: Term, kind: str, number: Term, var: Var, condition: _Condition) -> None:
        if not isinstance(number, Literal) or number.value.strip().lstrip("0+") not in ("", "1"):
            self._refuse("OWL 2 RL allows no cardinality above 1")
        one, other = self._variable(), self._variable()
        first, second = [_Condition()], [_Condition()]
        short = "cls-maxc"
        if kind == "maxQualifiedCardinality":
            short = "cls-maxqc"
            filler = self.graph.one(expression, v.owl("onClass")) or self.graph.one(expression, v.owl("onDataRange"))
            if filler is None:
                self._refuse("a qualified cardinality needs owl:onClass or owl:onDataRange")
            if filler != v.THING:
                first, second = self._met(filler, one), self._met(filler, other)
        if number.value.strip().lstrip("0+") == "":
            for way in first:
                self._emit(f"{short}1", condition + _Condition((self._on(expression, var, one),)) + way, None)
            return
        edges = (self._on(expression, var, one), self._on(expression, var, other))
        for way in first:
            for more in second:
                self._at_most_one(
                    f"{short}2" if short == "cls-maxc" else f"{short}3", edges, one, other, condition + way + more
                )

    def _is_expression(self, node: NamedNode | BlankNode) -> bool:
        return isinstance(node, BlankNode) and not self._is_plain(node)

    def _is_plain(self, node: BlankNode) -> bool:
        """A blank node that is declared a class and says nothing else of itself is a class without a name."""
        about = self.graph.by_subject.get(node, {})
        return v.TYPE in about and _READ_WITH_EXPRESSION.isdisjoint(about)

    def _is_datatype(self, node: NamedNode | BlankNode) -> bool:
        return node.value in KNOWN or self.graph.has_type(node, v.rdfs("Datatype"))

    def _operator(self, expression: Term) -> tuple[str, Term]:
        about = self.graph.by_subject.get(expression, {})
        found = [(p, o) for p, values in about.items() if p in v.OPERATORS for o in values]
        if self.graph.has_type(expression, v.rdfs("Datatype")):
            self._refuse("OWL 2 RL has no datatype expressions; say it in a shape")
        if len(found) != 1:
            self._refuse(f"{self.graph.text(expression)} must say exactly one thing of its members")
        return found[0][0].value.removeprefix(v.OWL), found[0][1]

    def _on(self, restriction: Term, s: Slot, o: Slot) -> Atom:
        prop = self.graph.one(restriction, v.owl("onProperty"))
        if prop is None:
            self._refuse("a restriction needs owl:onProperty")
        return self._edge(prop, s, o)

    def _variable(self) -> Var:
        return Var(f"v{next(self.fresh)}")

    # Rules

    def _add(self, name: str, body: tuple[Atom, ...], head: Atom | None) -> None:
        self._emit(name, _Condition(body), head)

    def _emit(self, name: str, condition: _Condition, head: Atom | None) -> None:
        bindings: dict[Var, Slot] = {}
        for var, term in condition.where:
            if bindings.setdefault(var, term) != term:
                return  # two different names for one thing: left to owl:sameAs, which replaces them in the data
        body = tuple(dict.fromkeys(atom.replace(bindings) for atom in condition.atoms))
        guards = tuple(
            Guard(g.name, tuple(bindings.get(a, a) if isinstance(a, Var) else a for a in g.args))
            for g in condition.guards
        )
        head = head.replace(bindings) if head else None
        if head in body or (head and isinstance(head.s, Literal)):
            return
        if body:
            self.rules[Rule(name, self.axiom, body, head, self._sound_guards(body, head, guards))] = None
        elif head is None or any(head.variables()) or guards:
            self._refuse("it says something of everything there is")
        else:
            s, p, o = head
            assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode) and not isinstance(o, Var)
            self.facts[Triple(s, p, o)] = None

    def _sound_guards(self, body: tuple[Atom, ...], head: Atom | None, guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        """A subject must not be a literal: guard a variable that the body knows only as an object."""
        if head is None or not isinstance(head.s, Var) or any(atom.s == head.s for atom in body):
            return guards
        guard = Guard("not-literal", (head.s,))
        return guards if guard in guards else (*guards, guard)

    def _refuse(self, why: str) -> NoReturn:
        raise ReasoningError(f'The axiom "{self.axiom}" cannot be compiled into rules: {why}')


# These describe an anonymous class or property, and are read where an axiom uses it.
_READ_WITH_EXPRESSION = v.OPERATORS | {
    v.FIRST,
    v.REST,
    *(v.owl(name) for name in ["onProperty", "onClass", "onDataRange", "withRestrictions", "inverseOf", "imports"]),
}
_READ_WITH_MEMBERS = frozenset(v.owl(name) for name in ["AllDifferent", "AllDisjointClasses", "AllDisjointProperties"])
_LISTS = frozenset(
    v.owl(name)
    for name in ["propertyChainAxiom", "hasKey", "members", "distinctMembers", "intersectionOf", "unionOf", "oneOf"]
)
_UNIVERSAL_PROPERTIES = frozenset(
    v.OWL + name for name in ["topObjectProperty", "bottomObjectProperty", "topDataProperty", "bottomDataProperty"]
)
_DATA_TYPES = frozenset({v.THING, v.NOTHING, v.NEGATIVE_ASSERTION})
