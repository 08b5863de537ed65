"""A store behind a SPARQL server: what the rest asks of pyoxigraph's store, asked over HTTP instead.

Any server will do that has SPARQL 1.1 Query and Update; what else it holds does not matter. The merged graph is a named
graph there, since servers differ in what their default graph is. What is read of a subject, or of a property and its
value, is read at once and kept until something is written or the next task begins.
"""

from __future__ import annotations

import http.client
import json
import netrc
import os
import ssl
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode, urlsplit

import pyoxigraph as px

from peoplekg.errors import StoreError
from peoplekg.graph import BASE
from peoplekg.store import rewriting
from peoplekg.store.changes import Graph, Subject, Term, data

MERGED_THERE = px.NamedNode(f"{BASE}graph/merged")

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_TIMEOUT = 60
_TRIES = 4
_WAIT = 0.2
_BUSY = (429, 502, 503, 504)
_OURS = f'FILTER(STRSTARTS(STR(?g), "{BASE}"))'
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"

Pattern = tuple[Subject | None, px.NamedNode | None, Term | None]


class RemoteQuads:
    """The quads of a server. ``address`` is where it answers queries.

    Raises StoreError when there is no such server, it does not answer, or the address is neither https nor loopback.
    """

    merged = MERGED_THERE
    """The graph that stands for the default graph."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        if parts.username or parts.password:
            raise StoreError(
                "the address of a store holds no password; set PEOPLEKG_STORE_USER and PEOPLEKG_STORE_PASSWORD, or "
                "write it into ~/.netrc"
            )
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise StoreError(f"{address} is not encrypted; use https, or http on this machine only")
        self._host, self._port = parts.hostname or "", parts.port
        self._encrypted = parts.scheme == "https"
        self._asks, self._tells = (part or "/" for part in _paths(parts.path))
        self._headers = {"User-Agent": "peoplekg", **_credentials(self._host)}
        self._connection: http.client.HTTPConnection | None = None
        self._known: dict[Pattern, list[px.Quad]] = {}
        self._rows(f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }} LIMIT 1")

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
        return self.quads_for_pattern(None, None, None)

    def __len__(self) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}")
        return int(row["n"].value)

    def _kept(self, pattern: Pattern) -> list[px.Quad]:
        if pattern not in self._known:
            self._known[pattern] = list(self._read(pattern))
        return self._known[pattern]

    def _streamed(self, pattern: Pattern, graph: Graph | None) -> Iterator[px.Quad]:
        """All that fits, with no more than the first asked for until more is wanted."""
        first = next(self._read(pattern, graph, " LIMIT 1"), None)
        if first is not None:
            yield first
            yield from (quad for quad in self._read(pattern, graph) if quad != first)

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
                named = self._rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}")
                dataset += [("named-graph-uri", row["g"].value) for row in named]
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

    def flush(self) -> None:
        """Nothing: the server has everything."""

    def optimize(self) -> None:
        """Nothing: that is the server's."""

    # -- the wire ------------------------------------------------------------------------------------------------

    def _send(self, path: str, form: Sequence[tuple[str, str]], accept: str) -> bytes:
        """Posts a form, again when the server is busy or the connection breaks: to be sent twice does no harm."""
        body = urlencode(form).encode()
        headers = {**self._headers, "Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        problem = ""
        for turn in range(_TRIES):
            if turn:
                time.sleep(_WAIT * 2**turn)
            try:
                connection = self._connected()
                connection.request("POST", path, body, headers)
                answer = connection.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self._connection, problem = None, str(error) or type(error).__name__
                continue
            if answer.status in _BUSY:
                problem = f"{answer.status} {answer.reason}"
                continue
            return self._checked(answer.status, answer.reason, said)
        raise StoreError(f"{self.address} does not answer ({problem}); is the server running, and the address right?")

    def _checked(self, status: int, reason: str, said: bytes) -> bytes:
        if status < 300:
            return said
        words = said.decode("utf-8", "replace").strip()[:300]
        if status == 400:
            raise SyntaxError(words)
        if status in (401, 403):
            raise StoreError(
                f"{self.address} does not let us in ({status}); set PEOPLEKG_STORE_USER and PEOPLEKG_STORE_PASSWORD, "
                "or write them into ~/.netrc"
            )
        raise StoreError(f"{self.address} answers {status} {reason}: {words}; is this the address of its queries?")

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            if self._encrypted:
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(
                    self._host, self._port, timeout=_TIMEOUT, context=context
                )
            else:
                self._connection = http.client.HTTPConnection(self._host, self._port, timeout=_TIMEOUT)
        return self._connection


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


def _credentials(host: str) -> dict[str, str]:
    """Who we are, from the environment, else from ~/.netrc; nobody when neither says."""
    user, password = (os.environ.get(f"PEOPLEKG_STORE_{name}", "") for name in ("USER", "PASSWORD"))
    if not user:
        try:
            known = netrc.netrc().authenticators(host)
        except (OSError, netrc.NetrcParseError):
            known = None
        if known is None:
            return {}
        user, password = known[0], known[2] or ""
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


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
