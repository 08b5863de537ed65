"""How long one article takes to validate, with pyshifty, pyshacl and pyrudof: ``python -m benchmarks.validation``.

The article is one of 400 words as the store has it after loading: its claims with their evidence, and its facts. Once
it is as it is, once with a part of its triples taken away, so that much is broken. The first two must find the same;
of pyrudof, which is run where it is installed, it is counted what it finds otherwise.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterable
from functools import cache, partial
from itertools import islice
from random import Random
from typing import Any

from pyoxigraph import RdfFormat, Triple, serialize

from benchmarks.archive import Archive
from benchmarks.corpus import articles
from benchmarks.measuring import Cell, Table, command, milliseconds
from peoplekg.extraction import extract
from peoplekg.model import Extraction
from peoplekg.store import Store
from peoplekg.validation import Engine, Result, shapes_text, validate

ENGINES: tuple[Engine, ...] = ("pyshifty", "pyshacl")
_COLD = (
    "import sys; from pathlib import Path; from peoplekg.validation import validate_file; "
    "validate_file(Path(sys.argv[1]), engine=sys.argv[2])"
)


def triples_of(*extractions: Extraction) -> list[Triple]:
    """What a store holds of articles: claims, evidence, people and facts."""
    with Store.open(":memory:") as store:
        for extraction in extractions:
            store.load(extraction)
        return list(dict.fromkeys(quad.triple for quad in store.export("asserted", "evidence")))


def spoilt(triples: list[Triple], seed: int = 1) -> list[Triple]:
    """The triples without every tenth or so."""
    random = Random(seed)
    return [triple for triple in triples if random.random() > 0.1]


Found = frozenset[tuple[str, str, str]]
"""Focus node, shape and kind of constraint of each result."""


@cache
def _rudof() -> Any:
    """pyrudof with the shapes read; None where it is not installed."""
    if importlib.util.find_spec("pyrudof") is None:
        return None
    import pyrudof

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_shacl(shapes_text(), pyrudof.ShaclFormat.Turtle)
    return engine


def by_rudof(triples: list[Triple]) -> Found:
    """What pyrudof finds."""
    import pyrudof

    document = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    _rudof().reset_data()  # else what was read before stays
    _rudof().read_data(document.decode(), pyrudof.RDFFormat.NTriples)
    report = _rudof().validate_shacl()
    return frozenset(
        (one.focus_node, one.source_shape, one.constraint_component.rpartition("#")[2]) for one in report.violations
    )


def _found(results: Iterable[Result]) -> Found:
    return frozenset((one.focus.value, one.shape.value, one.component) for one in results)


def _beside(triples: list[Triple], results: list[Result], ours: float, times: int) -> tuple[Cell, Cell, Cell]:
    """Of pyrudof: milliseconds, the ratio, and how many results it has too many or too few."""
    if _rudof() is None:
        return "–", "–", "–"
    taken = milliseconds(partial(by_rudof, triples), times)
    return taken, taken / ours, len(by_rudof(triples) ^ _found(results))


def warm(times: int = 15, made: int = 50) -> Table:
    """Milliseconds for one article, engines and shapes being ready."""
    chosen = [extract(article) for article in articles(400, 2)]
    data = {f"real article, {one.article.language}": triples_of(one) for one in chosen}
    data |= {f"{name}, spoilt": spoilt(triples) for name, triples in dict(data).items()}
    data[f"{made} made articles"] = triples_of(*islice(Archive(10 * made).articles(), made))
    rows: list[tuple[Cell, ...]] = []
    for name, triples in data.items():
        few = 1 if "made" in name else times
        results = {engine: validate(triples, engine=engine) for engine in ENGINES}
        if results["pyshifty"] != results["pyshacl"]:
            raise SystemExit(f"{name}: the engines do not find the same")
        taken = [milliseconds(partial(validate, triples, engine=engine), few) for engine in ENGINES]
        rudof = _beside(triples, results["pyshacl"], taken[0], few)
        rows.append((name, len(triples), len(results["pyshacl"]), *taken, taken[1] / taken[0], *rudof))
    ours = ("data", "triples", "results", "pyshifty ms", "pyshacl ms", "ratio")
    columns = (*ours, "pyrudof ms", "pyrudof ratio", "found otherwise by pyrudof")
    note = (
        f"Warm, median of {times} runs (of one, for the made ones), reading and reporting included; pyshifty and "
        "pyshacl give the same results."
    )
    return Table("Validation", columns, tuple(rows), (note,))


def cold(times: int = 3) -> Table:
    """Seconds for one article in a process of its own, with all imports."""
    rows: list[tuple[str, float, float]] = []
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        serialize(triples_of(extract(articles(400, 1)[0])), file.name, format=RdfFormat.N_TRIPLES)
        for engine in ENGINES:
            taken, _ = command(["-c", _COLD, file.name, engine], times)
            rows.append((engine, taken, taken / rows[0][1] if rows else 1.0))
    return Table("Validation, cold process", ("engine", "seconds", "ratio"), tuple(rows))


def tables(times: int = 15, made: int = 50) -> list[Table]:
    """All of it."""
    return [warm(times, made), cold(min(times, 3))]


if __name__ == "__main__":
    for table in tables():
        print(table.text())
