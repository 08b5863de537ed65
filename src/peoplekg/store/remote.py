"""A store behind a SPARQL server: what the rest asks of pyoxigraph's store, asked over HTTP instead.

Any server will do that has SPARQL 1.1 Query and Update; what else it holds does not matter. Whole graphs are read by
the Graph Store Protocol where the server has it (see ``graph_store``). The merged graph is a named graph there, since
servers differ in what their default graph is. What is read of a subject, or of a property and its value, is read at
once and kept until something is written or the next task begins.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

import pyoxigraph as px

from peoplekg.errors import StoreError
from peoplekg.graph import BASE
from peoplekg.store import rewriting
from peoplekg.store.changes import Graph, Subject, Term, data, in_graph
from peoplekg.store.graph_store import GraphStore
from peoplekg.store.terms import TYPE
from peoplekg.store.wire import Server

MERGED_THERE = px.NamedNode(f"{BASE}graph/merged")

_ARRIVING = px.NamedNode(f"{BASE}graph/arriving")
"""A graph that is there while a store is being brought, so that nobody takes what is there by then for all of it."""

_OURS = f'FILTER(STRSTARTS(STR(?g), "{BASE}") && ?g != {_ARRIVING})'
_AT_ONCE = 2_000
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"

Pattern = tuple[Subject | None, px.NamedNode | None, Term | None]


class RemoteQuads:
    """The quads of a server. ``address`` is where it answers queries.

    One where the bringing of a store has begun and not ended is refused, unless ``unfinished`` says that it may be so.
    Raises StoreError when there is no such server, it does not answer, or the address is not safe (see ``Server``).
    """

    merged = MERGED_THERE
    """The graph that stands for the default graph."""

    def __init__(self, address: str, *, unfinished: bool = False) -> None:
        self.address = address
        self._server = Server(address)
        self._graphs = GraphStore(self._server)
        self._asks, self._tells = _paths(self._server.path)
        self._known: dict[Pattern, list[px.Quad]] = {}
        self.unfinished = bool(self._count(_ARRIVING))
        if self.unfinished and not unfinished:
            raise StoreError(
                f"{address} has only a part of the store that is being brought there; `peoplekg import` it"
            )

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Forgets what was read, so that what others have written meanwhile is seen."""
        self._known.clear()

    def quads_for_pattern(
        self, subject: Subject | None, predicate: px.NamedNode | None, object: Term | None, graph: Graph | None = None
    ) -> Iterator[px.Quad]:
        """The quads that fit; None fits everything."""
        if subject is not None:
            found: Iterable[px.Quad] = self._kept((subject, None, None))
        elif object is not None:
            found = self._kept((None, predicate, object))
        elif predicate is None and graph is None:
            found = self
        else:
            found = self._streamed((None, predicate, None), graph)
        for quad in found:
            if (
                (predicate is None or quad.predicate == predicate)
                and (object is None or quad.object == object)
                and (graph is None or quad.graph_name == graph)
            ):
                yield quad

    def __contains__(self, quad: px.Quad) -> bool:
        return quad in self._kept((quad.subject, None, None))

    def __iter__(self) -> Iterator[px.Quad]:
        """Everything, a graph at a time, so that no more than one is kept in memory."""
        yield from self._whole(px.DefaultGraph())
        for graph in self.named_graphs():
            yield from self._whole(graph)

    def named_graphs(self) -> list[px.NamedNode]:
        """Our graphs, but the merged one, in a fixed order."""
        found = self._rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}")
        return sorted({row["g"] for row in found} - {MERGED_THERE}, key=str)

    def __len__(self) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}")
        return int(row["n"].value)

    def _kept(self, pattern: Pattern) -> list[px.Quad]:
        if pattern not in self._known:
            self._known[pattern] = list(self._read(pattern))
        return self._known[pattern]

    def _whole(self, graph: Graph) -> Iterable[px.Quad]:
        """A graph by the protocol for graphs, or by a query."""
        there = self._there(graph)
        found = self._graphs.get(there, partial(self._count, there)) if isinstance(there, px.NamedNode) else None
        return in_graph(found, graph) if found is not None else self._read((None, None, None), graph)

    def _count(self, graph: px.NamedNode) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return int(row["n"].value)

    def _streamed(self, pattern: Pattern, graph: Graph | None) -> Iterator[px.Quad]:
        """All that fits, with no more than the first asked for until more is wanted."""
        first = next(self._read(pattern, graph, " LIMIT 1"), None)
        if first is not None:
            yield first
            rest = self._whole(graph) if graph is not None and pattern[1] is None else self._read(pattern, graph)
            yield from (quad for quad in rest if quad != first)

    def _read(self, pattern: Pattern, graph: Graph | None = None, limit: str = "") -> Iterator[px.Quad]:
        slots = [str(part) if part is not None else f"?{name}" for part, name in zip(pattern, "spo", strict=True)]
        where = f"GRAPH ?g {{ {' '.join(slots)} }} {_OURS}"
        if graph is not None:
            where = f"GRAPH {self._there(graph)} {{ {' '.join(slots)} }}"
        subject, predicate, object = pattern
        for row in self._rows(f"SELECT * {{ {where} }}{limit}"):
            yield px.Quad(
                row["s"] if subject is None else subject,
                row["p"] if predicate is None else predicate,
                row["o"] if object is None else object,
                self._here(row["g"]) if graph is None else graph,
            )

    def _there(self, graph: Graph) -> Graph:
        return MERGED_THERE if isinstance(graph, px.DefaultGraph) else graph

    def _here(self, graph: px.NamedNode) -> Graph:
        return px.DefaultGraph() if graph == MERGED_THERE else graph

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[Graph] | None = None,
        substitutions: Mapping[px.Variable, px.NamedNode | px.Literal] | None = None,
    ) -> px.QuerySolutions | px.QueryBoolean | px.QueryTriples:
        """The answer to a query over some graphs together, the merged one when none is named.

        Raises SyntaxError for what the server does not understand.
        """
        text = rewriting.declared(rewriting.bound(query, substitutions or {}), prefixes or {})
        dataset: list[tuple[str, str]] = []
        if default_graph is None:
            text = rewriting.within(text, MERGED_THERE)
        else:
            dataset = [("default-graph-uri", _iri(self._there(graph))) for graph in default_graph]
            if rewriting.names_graphs(text):
                dataset += [("named-graph-uri", graph.value) for graph in (MERGED_THERE, *self.named_graphs())]
        if rewriting.form(text) in ("CONSTRUCT", "DESCRIBE"):
            return _triples(self._send(self._asks, [("query", text), *dataset], _TRIPLES))
        found = _answer(self._send(self._asks, [("query", text), *dataset], _ROWS))
        if isinstance(found, px.QuerySolutions) and rewriting.form(text) == "ASK":
            return _yes_or_no(found)
        return found

    def _rows(self, query: str) -> px.QuerySolutions:
        found = _answer(self._send(self._asks, [("query", query)], _ROWS))
        if not isinstance(found, px.QuerySolutions):
            raise StoreError(f"{self.address} does not answer as a SPARQL server does; give the address of its queries")
        return found

    # -- writing -------------------------------------------------------------------------------------------------

    def update(self, text: str) -> None:
        """Carries out a SPARQL update, which a server does as a whole or not at all."""
        self._known.clear()
        self._send(self._tells, [("update", text)], "*/*")

    def extend(self, quads: Iterable[px.Quad]) -> None:
        """Adds quads."""
        self.update(data("INSERT", quads, self.merged))

    def put(self, graph: Graph, quads: Sequence[px.Quad]) -> None:
        """Makes a graph consist of some quads, by the protocol for graphs or by updates, which is not atomic."""
        there = self._there(graph)
        assert isinstance(there, px.NamedNode)
        self._known.clear()
        if quads and self._graphs.put(there, [quad.triple for quad in quads]):
            return
        self.update(f"DROP SILENT GRAPH {there}")
        for begin in range(0, len(quads), _AT_ONCE):
            self.extend(quads[begin : begin + _AT_ONCE])

    def begin(self) -> None:
        """Notes that a store is being brought."""
        self.extend([px.Quad(_ARRIVING, TYPE, _ARRIVING, _ARRIVING)])
        list(self._whole(_ARRIVING))  # which shows whether graphs can be written by the protocol for graphs

    def finish(self) -> None:
        """Notes that all of it is there."""
        self.update(f"DROP SILENT GRAPH {_ARRIVING}")

    def flush(self) -> None:
        """Nothing: the server has everything."""

    def optimize(self) -> None:
        """Nothing: that is the server's."""

    def _send(self, path: str, form: Sequence[tuple[str, str]], accept: str) -> bytes:
        """Posts a form: a query, or an update that does no harm when it is carried out twice."""
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self._server.send("POST", path, urlencode(form).encode(), headers)
        if answer.status == 400:
            raise SyntaxError(answer.words)
        if answer.status in (401, 403):
            raise StoreError(
                f"{self.address} does not let us in ({answer.status}); set PEOPLEKG_STORE_USER and "
                "PEOPLEKG_STORE_PASSWORD, or write them into ~/.netrc"
            )
        if answer.status >= 300:
            raise StoreError(
                f"{self.address} answers {answer.status} {answer.reason}: {answer.words}; "
                "is this the address of its queries?"
            )
        most = answer.headers.get("x-sparql-maxrows", "")
        if most.isdecimal() and _rows_in(answer.body, accept) >= int(most):
            raise StoreError(
                f"{self.address} gives no more than {most} rows of an answer; raise ResultSetMaxRows in virtuoso.ini"
            )
        return answer.body


def _paths(path: str) -> tuple[str, str]:
    """Where a server takes queries and where updates, by the customs of the known ones.

    >>> _paths("/query"), _paths("/repositories/people"), _paths("/sparql")
    (('/query', '/update'), ('/repositories/people', '/repositories/people/statements'), ('/sparql', '/sparql'))
    """
    if path.endswith("/query"):
        return path, path.removesuffix("query") + "update"
    if "/repositories/" in path:
        return path, path.rstrip("/") + "/statements"
    return path, path


def _rows_in(said: bytes, accept: str) -> int:
    return len(json.loads(said)["results"]["bindings"]) if accept == _ROWS else said.count(b"\n")


def _iri(graph: Graph) -> str:
    return graph.value if isinstance(graph, px.NamedNode) else ""


def _answer(said: bytes) -> px.QuerySolutions | px.QueryBoolean:
    return px.parse_query_results(said, format=px.QueryResultsFormat.JSON)


def _yes_or_no(rows: px.QuerySolutions) -> px.QuerySolutions | px.QueryBoolean:
    """The answer of a server (Virtuoso) that puts yes or no into a row."""
    said = any(row[0] is not None and row[0].value in ("1", "true") for row in rows)
    return _answer(json.dumps({"head": {}, "boolean": said}).encode())


def _triples(said: bytes) -> px.QueryTriples:
    """Triples as an answer, which only a store makes."""
    store = px.Store()
    store.extend(px.parse(said, format=px.RdfFormat.N_TRIPLES))
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, px.QueryTriples)
    return found
