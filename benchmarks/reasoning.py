"""How long reasoning takes, beside other engines in the same run: ``python -m benchmarks.reasoning [SIZE …]``.

A size is a number of asserted triples. Of the other engines, owlrl runs up to 10,000 triples, reasonable up to 200,000
(when it is installed), and SPARQL rules on Oxigraph (one INSERT a rule, repeated until nothing is new) at every size.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Sequence
from statistics import median
from time import perf_counter

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from benchmarks.measuring import Cell, Table, seconds
from benchmarks.people import PKG, People
from peoplekg.reasoning import MemoryFacts, Reasoner, RuleSet, StoreFacts, compile_rules
from peoplekg.reasoning.rules import Guard, Rule, Slot, Var
from peoplekg.resources import resource

INFERRED = NamedNode("https://w3id.org/peoplekg/id/graph/inferred")
OWLRL_LIMIT = 10_000
REASONABLE_LIMIT = 200_000
"""Beyond this `reasonable` runs out of memory."""
SIZES = (1_000, 10_000)


def ontology() -> list[Triple]:
    """The project's ontology."""
    return [quad.triple for quad in parse(path=str(resource("ontology/peoplekg.ttl")), format=RdfFormat.TURTLE)]


def in_memory(rules: RuleSet, facts: list[Triple]) -> tuple[float, int]:
    """Seconds and inferred triples of a batch in memory."""
    reasoner = Reasoner(rules, MemoryFacts())
    start = perf_counter()
    delta = reasoner.add(facts)
    return perf_counter() - start, len(delta.added)


def owlrl(axioms: list[Triple], facts: list[Triple]) -> float:
    """Seconds that owlrl takes, parsing left out."""
    import rdflib
    from owlrl import OWLRL_Semantics

    graph = rdflib.Graph()
    graph.parse(serialize([*axioms, *facts], format=RdfFormat.N_TRIPLES), format="nt")
    return seconds(OWLRL_Semantics(graph, axioms=False, daxioms=False).closure)


def reasonable(axioms: list[Triple], facts: list[Triple]) -> float | None:
    """Seconds that `reasonable` takes, None where it is not installed; it knows no property chains."""
    if importlib.util.find_spec("reasonable") is None:
        return None
    import reasonable as engine

    reasoner = engine.PyReasoner()
    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        serialize([*axioms, *facts], file.name, format=RdfFormat.N_TRIPLES)
        reasoner.load_file(file.name)
        return seconds(reasoner.reason)


def sparql_rules(rules: RuleSet, facts: list[Triple]) -> tuple[float, int]:
    """Seconds and inferred triples of the same rules as SPARQL updates on Oxigraph, run until nothing is new."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in facts)
    updates = [_update(rule) for rule in rules.rules if rule.head and not rule.name.startswith("eq-")]

    def run() -> None:
        before = -1
        while before != len(store):
            before = len(store)
            for update in updates:
                store.update(update)

    taken = seconds(run)
    return taken, len(store) - len(facts)


def _update(rule: Rule) -> str:
    def slot(part: Slot) -> str:
        return f"?{part.name}" if isinstance(part, Var) else str(part)

    def test(guard: Guard) -> str:
        args = [slot(arg) for arg in guard.args]
        return f"FILTER({args[0]} != {args[1]})" if guard.name == "different" else f"FILTER(!isLiteral({args[0]}))"

    def text(atoms: object) -> str:
        return " ".join(" ".join(map(slot, atom)) + " ." for atom in atoms)  # type: ignore[attr-defined]

    return f"INSERT {{ {text([rule.head])} }} WHERE {{ {text(rule.body)} {' '.join(map(test, rule.guards))} }}"


def one_article(rules: RuleSet, people: People, facts: list[Triple], articles: int = 25) -> tuple[float, float, int]:
    """Median seconds to add and to take back an article of about 100 triples on a store on disk, and its quads."""
    batch = MemoryFacts()
    inferred = Reasoner(rules, batch).add(facts).added
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.bulk_extend(Quad(*triple) for triple in facts)
        store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, INFERRED) for triple in inferred)
        store.optimize()
        reasoner = Reasoner(rules, StoreFacts(store, INFERRED))
        adding, removing = [], []
        for _ in range(articles):
            new = [t for t in people.facts(20) if Quad(*t) not in store]
            start = perf_counter()
            delta = reasoner.add(new)
            adding.append(perf_counter() - start)
            store.extend(Quad(*triple) for triple in new)
            store.extend(Quad(triple.subject, triple.predicate, triple.object, INFERRED) for triple in delta.added)
            start = perf_counter()
            reasoner.remove(new)
            removing.append(perf_counter() - start)
        return median(adding), median(removing), len(store)


def tables(sizes: Sequence[int] = SIZES, *, owlrl_limit: int = OWLRL_LIMIT) -> list[Table]:
    """A batch beside other engines, and one article more, at each size."""
    axioms = ontology()
    rules = compile_rules(axioms, {"pkg": PKG})
    batches: list[tuple[Cell, ...]] = []
    articles: list[tuple[Cell, ...]] = []
    for size in sizes:
        people = People(max(size // 7, 10))
        facts = people.facts(size * 10 // 36)
        taken, found = in_memory(rules, facts)
        by_sparql, same = sparql_rules(rules, facts)
        if found != same:
            raise SystemExit(f"{found} triples are inferred, and {same} by the same rules in SPARQL")
        others = (
            owlrl(axioms, facts) if size <= owlrl_limit else None,
            reasonable(axioms, facts) if size <= REASONABLE_LIMIT else None,
            by_sparql,
        )
        batches.append((len(facts), found, taken, *(cell for one in others for cell in _beside(one, taken))))
        added, removed, quads = one_article(rules, people, facts)
        articles.append((quads, added * 1e3, removed * 1e3))
    columns = ["triples", "inferred", "seconds"]
    for name in ("owlrl", "reasonable", "SPARQL"):
        columns += [f"{name} s", f"{name} ratio"]
    return [
        Table("Reasoning over all", tuple(columns), tuple(batches), (_OTHERS,)),
        Table("Reasoning over one article more", ("quads on disk", "ms to add", "ms to take back"), tuple(articles)),
    ]


_OTHERS = (
    "In memory. SPARQL: the same rules as updates on Oxigraph, repeated until nothing is new, which infer "
    "the same triples; `reasonable` knows no property chains and infers less."
)


def _beside(other: float | None, ours: float) -> tuple[Cell, Cell]:
    return ("–", "–") if other is None else (other, other / ours)


if __name__ == "__main__":
    for table in tables([int(size) for size in sys.argv[1:]] or SIZES):
        print(table.text())
