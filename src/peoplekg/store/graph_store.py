"""Whole graphs of a server, by the SPARQL 1.1 Graph Store HTTP Protocol.

Query and Update can do all of it too, and do where a server lacks this protocol or nobody knows its address; but as
N-Triples a graph is half as many bytes as in the rows of a query, and no update has to be parsed as one text. It is
used for what no other change depends on: to read a graph, and to bring graphs to a server that has none of ours. An
article is loaded or withdrawn by one Update, since several requests would not be one atomic write.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/ (GET, PUT and DELETE with ``?graph=``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from urllib.parse import quote

import pyoxigraph as px

from peoplekg.store.wire import Server

ADDRESS = "PEOPLEKG_STORE_GRAPHS"
"""The environment variable that names the address of the graph store, where it is not one of the customary ones."""

_TRIPLES = "application/n-triples"
_SURELY_WHOLE = 1_000
"""Graphs of fewer triples are not counted once the protocol is known to work.

Virtuoso sends no more triples of a graph than its ResultSetMaxRows (10,000 as it comes), and does not say so.
"""
_PART = 50_000
"""So many triples are sent at once, which a server takes in a few seconds."""


class GraphStore:
    """The graphs of a server. What answers at a customary address is believed once it has shown a whole graph."""

    def __init__(self, server: Server) -> None:
        self._server = server
        address = os.environ.get(ADDRESS)
        self._paths = [server.path_of(address)] if address else customary(server.path)
        self._proven = False

    def get(self, graph: px.NamedNode, count: Callable[[], int]) -> list[px.Triple] | None:
        """The triples of a graph; None when this is not the way to them.

        ``count`` asks the server by other means how many there are.
        """
        while self._paths:
            answer = self._server.send("GET", self._of(graph), headers={"Accept": _TRIPLES})
            found = _triples(answer.body) if answer.status == 200 else []
            if self._proven and (found or answer.status == 404) and len(found) < _SURELY_WHOLE:
                return found
            expected = count()
            if found and len(found) == expected:
                self._proven = True
                return found
            if self._proven:
                return None
            if not expected:
                return []  # an empty graph proves nothing
            self._paths.pop(0)
        return None

    def put(self, graph: px.NamedNode, triples: Sequence[px.Triple]) -> bool:
        """Makes a graph consist of some triples, where a graph could be read. Says whether it does.

        If not, what the graph holds is not known.
        """
        return self._proven and self._sent(graph, triples)

    def _sent(self, graph: px.NamedNode, triples: Sequence[px.Triple]) -> bool:
        for begin in range(0, len(triples), _PART):
            body = px.serialize(triples[begin : begin + _PART], format=px.RdfFormat.N_TRIPLES)
            method = "POST" if begin else "PUT"
            if self._server.send(method, self._of(graph), body, {"Content-Type": _TRIPLES}).status >= 300:
                return False
        return True

    def _of(self, graph: px.NamedNode) -> str:
        return f"{self._paths[0]}?graph={quote(graph.value, safe='')}"


def customary(path: str) -> list[str]:
    """Where a server that takes queries at a path may have its graph store, by the customs of the known ones.

    >>> customary("/query"), customary("/sparql")
    (['/store', '/data'], ['/sparql-graph-crud', '/sparql/gsp/'])
    >>> customary("/people/query"), customary("/repositories/people")
    (['/people', '/people/data'], ['/repositories/people/rdf-graphs/service'])
    """
    if path == "/query":
        return ["/store", "/data"]  # Oxigraph; a server of one data set
    if path.endswith("/query"):
        return [path.removesuffix("/query"), path.removesuffix("query") + "data"]  # Stardog; Fuseki
    if "/repositories/" in path:
        return [path.rstrip("/") + "/rdf-graphs/service"]  # RDF4J, GraphDB
    if path.endswith("/sparql"):
        return [path + "-graph-crud", path + "/gsp/"]  # Virtuoso; Neptune
    return []


def _triples(said: bytes) -> list[px.Triple]:
    """The triples in what was said, each once; none if it is no N-Triples."""
    try:
        quads = dict.fromkeys(px.parse(said, format=px.RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError):
        return []
    return [quad.triple for quad in quads]
