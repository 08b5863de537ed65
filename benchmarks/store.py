"""One more article, and a question by name, in stores of growing size: ``python -m benchmarks.store [QUADS …]``.

One store on disk grows by made articles about made people, of whom a few are in most articles. At each size the same
articles are loaded and withdrawn again, once about people picked evenly and once about the most famous (the hubs), and
the friends of somebody are asked for by name; rdflib's Dataset, holding the same quads in memory and (where oxrdflib is
installed) in Oxigraph, answers the same question up to ``RDFLIB_LIMIT`` quads. Other questions are in ``questions``.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from pyoxigraph import Literal, RdfFormat, serialize

from benchmarks.archive import Archive
from benchmarks.measuring import Cell, Table, milliseconds, percentile, seconds
from benchmarks.questions import Answered, answered, slowest, worst_path
from peoplekg import queries
from peoplekg.model import Extraction
from peoplekg.ontology import term
from peoplekg.store import Store
from peoplekg.store.terms import TYPE

SIZES = (10_000, 100_000, 1_000_000)
RDFLIB_LIMIT = 2_000_000
PEOPLE = 20_000
PROBES = 20
HUBS = 10
_FLUSH = 200

_FRIENDS = """
PREFIX pkg: <https://w3id.org/peoplekg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name WHERE {
  ?person rdfs:label ?asked .
  { ?fact pkg:firstFriend ?person ; pkg:secondFriend ?friend }
  UNION { ?fact pkg:secondFriend ?person ; pkg:firstFriend ?friend }
  ?friend rdfs:label ?name
}
"""
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Point:
    """What was measured at one size, in milliseconds. Of rdflib and oxrdflib: the time to ask and that to load."""

    articles: int
    quads: int
    even: tuple[float, ...]
    hubs: tuple[float, ...]
    withdrawing: tuple[float, ...]
    friends: int
    answer: float
    sparql: float
    others: Mapping[str, tuple[float, float]]
    questions: Answered


def grown(
    sizes: Sequence[int],
    *,
    people: int = PEOPLE,
    probes: int = PROBES,
    rdflib_limit: int = RDFLIB_LIMIT,
    kept: Path | None = None,
) -> Iterator[Point]:
    """Measures at each size in turn. ``probes`` is how many articles of each sort are tried.

    The stores are made in the folder ``kept``, if one is given, and those that are there already are taken as they are.
    """
    archive = Archive(people)
    evenly = Archive(people, seed=2, label="even", evenly=True)
    famous = Archive(people, seed=3, label="hub")
    even = [evenly.article() for _ in range(probes)]
    hubs = [famous.article(about=famous.names[number % HUBS]) for number in range(probes)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = kept or Path(temporary)
        stores = {size: folder / str(size) for size in sizes}
        counts = _built(folder / "growing", stores, archive)
        for size, path in stores.items():
            with Store.open(path) as store:
                for extraction in (even[0], hubs[0]):
                    _load_and_withdraw(store, extraction)
                loading = [[_load_and_withdraw(store, extraction) for extraction in chosen] for chosen in (even, hubs)]
                quads, asked = len(store.quads), _asking(store, archive, rdflib_limit)
            yield Point(
                counts[size],
                quads,
                tuple(taken for taken, _ in loading[0]),
                tuple(taken for taken, _ in loading[1]),
                tuple(taken for one in loading for _, taken in one),
                *asked,
                answered(path, archive.names, paths=probes),
            )


def _built(growing: Path, stores: Mapping[int, Path], archive: Archive) -> dict[int, int]:
    """Grows a store and puts what it is at each size aside; says how many articles each has.

    All are built before any is measured, so that what the machine does meanwhile is the same for all.
    """
    for size, path in stores.items():
        if path.exists():
            continue
        with Store.open(growing) as store:
            archive.skip(_articles(store))
            _fill(store, archive, size)
            store.optimize()
            Store.open(path).close()
            shutil.rmtree(path / "quads")
            store.quads.backup(str(path / "quads"))
    counts: dict[int, int] = {}
    for size, path in stores.items():
        with Store.open(path, read_only=True) as store:
            counts[size] = _articles(store)
    return counts


def _articles(store: Store) -> int:
    found = store.quads.quads_for_pattern(None, TYPE, term("Article"), None)
    return sum(quad.graph_name == quad.subject for quad in found)


def _fill(store: Store, archive: Archive, size: int) -> None:
    """Loads articles until the store has so many quads."""
    count = 0
    # Counting the quads reads them all, so it is done rarely: an article is about 500.
    while (missing := size - len(store.quads)) > 0:
        for extraction in islice(archive.articles(), max(1, missing // 600)):
            store.load(extraction)
            count += 1
            if count % _FLUSH == 0:
                store.flush()  # as the loading of many articles does


def _load_and_withdraw(store: Store, extraction: Extraction) -> tuple[float, float]:
    loading = seconds(lambda: store.load(extraction))
    withdrawing = seconds(lambda: store.withdraw(extraction.article.id))
    return loading * 1e3, withdrawing * 1e3


def _asking(
    store: Store, archive: Archive, rdflib_limit: int, times: int = 5
) -> tuple[int, float, float, dict[str, tuple[float, float]]]:
    """How many friends a few people have together, and the median times to ask for one's by name."""
    anybody = Random(4).sample(archive.names, len(archive.names))
    asked = list(islice((name for name in anybody if _friends(store, name)), 10))
    expected = {name: _friends(store, name) for name in asked}
    answer, sparql = (
        median(milliseconds(partial(ask, name), times) for name in asked)
        for ask in (lambda name: queries.ask(store, "friends-of", {"person": name}), partial(_friends, store))
    )
    for name in asked:
        rows = queries.ask(store, "friends-of", {"person": name}).rows
        if {row["friend"] for row in rows} != expected[name]:
            raise SystemExit(f"the canned query has other friends of {name} than SPARQL")
    count = sum(map(len, expected.values()))
    if len(store.quads) > rdflib_limit:
        return count, answer, sparql, {}
    return count, answer, sparql, {name: _by_rdflib(store, kind, expected) for name, kind in _rdflib_stores().items()}


def _rdflib_stores() -> dict[str, str]:
    """What rdflib can keep a Dataset in."""
    found = {"rdflib": "default"}
    if importlib.util.find_spec("oxrdflib") is not None:
        found["oxrdflib"] = "Oxigraph"
    return found


def _by_rdflib(store: Store, kind: str, expected: Mapping[str, set[str]]) -> tuple[float, float]:
    """Milliseconds to ask for the friends of one person, and to load all quads."""
    import rdflib

    dataset = rdflib.Dataset(store=kind)
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        serialize(iter(store.quads), file.name, format=RdfFormat.N_QUADS)
        format = "ox-nquads" if kind == "Oxigraph" else "nquads"
        loading = seconds(lambda: dataset.parse(file.name, format=format))
    query: Any = _FRIENDS.replace("SELECT DISTINCT", f"SELECT DISTINCT ?{_ASKED}")
    if kind != "Oxigraph":
        from rdflib.plugins.sparql import prepareQuery

        query = prepareQuery(_FRIENDS)

    def ask(name: str) -> set[str]:
        found = dataset.query(query, initBindings={_ASKED: rdflib.Literal(name)})
        return {str(binding[rdflib.Variable("name")]) for binding in found.bindings}

    for name, friends in expected.items():
        if ask(name) != friends:
            raise SystemExit(f"rdflib with its store {kind} has other friends of {name}")
    return median(milliseconds(partial(ask, name), 3) for name in expected), loading * 1e3


def _friends(store: Store, name: str) -> set[str]:
    query = _FRIENDS.replace("SELECT DISTINCT", f"SELECT DISTINCT ?{_ASKED}")
    solutions = store.query(query, {_ASKED: Literal(name)})
    return {solution["name"].value for solution in solutions}  # type: ignore[union-attr]


def tables(
    sizes: Sequence[int] = SIZES, *, people: int = PEOPLE, probes: int = PROBES, kept: Path | None = None
) -> list[Table]:
    """The figures at each size, and as ratios to the smallest."""
    points = list(grown(sizes, people=people, probes=probes, kept=kept))
    first = points[0]
    loading = Table(
        "One article more",
        (
            "quads",
            "articles",
            "even: median ms",
            "ratio",
            "hubs: median ms",
            "hubs: 95th percentile ms",
            "hubs: ratio",
            "withdrawing: median ms",
        ),
        tuple(
            (
                point.quads,
                point.articles,
                median(point.even),
                median(point.even) / median(first.even),
                median(point.hubs),
                percentile(point.hubs, 95),
                percentile(point.hubs, 95) / median(first.even),
                median(point.withdrawing),
            )
            for point in points
        ),
        (
            "An article of six claims is matched, validated, reasoned over and committed, then withdrawn again; "
            f"the same {len(first.even)} articles of each sort at each size, warm. Hubs: its first claim is about one "
            f"of the {HUBS} most famous people, and the others mostly about famous people too; the ratio "
            "is that of their 95th percentile to the median of the even ones in the smallest store.",
        ),
    )
    asking = Table(
        "Friends by name",
        (
            "quads",
            "friends found",
            "peoplekg query ms",
            "SPARQL ms",
            *(column for name in ("rdflib", "oxrdflib") for column in (f"{name} ms", f"{name} to SPARQL")),
            "rdflib loading s",
            "oxrdflib loading s",
        ),
        tuple(
            (
                point.quads,
                point.friends,
                point.answer,
                point.sparql,
                *(cell for name in ("rdflib", "oxrdflib") for cell in _beside(point, name)),
                *(point.others[name][1] / 1e3 if name in point.others else "–" for name in ("rdflib", "oxrdflib")),
            )
            for point in points
        ),
        (
            "Median over up to ten people picked evenly from those who have friends. SPARQL is the same query in all "
            "stores, rdflib and oxrdflib a Dataset in memory; `peoplekg query` is the canned query with finding the "
            "person, sentences and sources. All give the same friends.",
        ),
    )
    return [loading, asking, _questions(points)]


def _beside(point: Point, name: str) -> tuple[Cell, Cell]:
    if name not in point.others:
        return "–", "–"
    taken = point.others[name][0]
    return taken, taken / point.sparql


def _questions(points: Sequence[Point]) -> Table:
    paths_columns = ("quads", "path: median ms", "path: 95th percentile ms")
    canned_columns = ("canned queries: median ms", "slowest canned query", "its ms")
    columns = (*paths_columns, *canned_columns, "cold query ms", "cold query to bare Python")
    rows: list[tuple[Cell, ...]] = []
    for point in points:
        found = point.questions
        paths = (median(found.paths), worst_path(found))
        processes = (found.cold, found.cold / found.bare)
        rows.append((point.quads, *paths, median(found.canned.values()), *slowest(found), *processes))
    note = (
        "Paths between people picked evenly; each canned query about the same few people, its median. Cold: "
        "`peoplekg query friends-of` as a process of its own, beside `python -c 'import click, pyoxigraph'`."
    )
    return Table("Questions", columns, tuple(rows), (note,))


if __name__ == "__main__":
    for table in tables([int(size) for size in sys.argv[1:]] or SIZES):
        print(table.text())
