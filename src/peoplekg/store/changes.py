"""What is about to be written: a view of the store with changes on top, and the one write that makes them true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as px

Subject = px.NamedNode | px.BlankNode | px.Triple
Term = px.NamedNode | px.BlankNode | px.Literal | px.Triple
Graph = px.NamedNode | px.BlankNode | px.DefaultGraph


def text(term: Term) -> str:
    """The IRI or the characters of a term; a triple as a term has neither and gives "".

    >>> text(px.Literal("c"))
    'c'
    """
    return "" if isinstance(term, px.Triple) else term.value


def in_graph(triples: Iterable[px.Triple], graph: Graph) -> list[px.Quad]:
    """Triples as quads of one graph."""
    return [px.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


class Changes:
    """Quads to be added to and removed from a store, readable as if they already were.

    Nothing reaches the store before ``commit``, which is one atomic write.

    >>> store = px.Store()
    >>> changes = Changes(store)
    >>> quad = px.Quad(px.NamedNode("http://a"), px.NamedNode("http://b"), px.Literal("c"))
    >>> changes.add(quad)
    >>> changes.has(quad), len(store)
    (True, 0)
    >>> changes.commit()
    >>> len(store)
    1
    """

    def __init__(self, base: px.Store) -> None:
        self.base = base
        refresh = getattr(base, "refresh", None)
        if refresh is not None:  # a server, to which others may have written
            refresh()
        self._added: dict[px.Quad, None] = {}
        self._removed: dict[px.Quad, None] = {}
        self._dropped: dict[px.NamedNode, None] = {}
        self._graphs: set[Graph] = set()
        self._by_subject: dict[object, dict[px.Quad, None]] = {}
        self._by_object: dict[object, dict[px.Quad, None]] = {}

    def add(self, quad: px.Quad) -> None:
        """Adds one quad; one that is there already is no change."""
        if quad in self._removed:
            del self._removed[quad]
        elif quad not in self._added and quad not in self.base:
            self._graphs.add(quad.graph_name)
            self._added[quad] = None
            self._by_subject.setdefault(quad.subject, {})[quad] = None
            self._by_object.setdefault(quad.object, {})[quad] = None

    def remove(self, quad: px.Quad) -> None:
        """Removes one quad; one that is not there is no change."""
        if quad in self._added:
            del self._added[quad]
            del self._by_subject[quad.subject][quad]
            del self._by_object[quad.object][quad]
        elif quad in self.base:
            self._graphs.add(quad.graph_name)
            self._removed[quad] = None

    def add_all(self, quads: Iterable[px.Quad]) -> None:
        """Adds several quads."""
        for quad in quads:
            self.add(quad)

    def remove_all(self, quads: Iterable[px.Quad]) -> None:
        """Removes several quads."""
        for quad in list(quads):
            self.remove(quad)

    def replace(self, old: Iterable[px.Quad], new: Iterable[px.Quad]) -> None:
        """Removes what is in ``old`` only and adds what is in ``new`` only."""
        before, after = set(old), set(new)
        for quad in before - after:
            self.remove(quad)
        for quad in after - before:
            self.add(quad)

    def forget(self, graph: px.NamedNode) -> None:
        """Takes the name of a graph that the changes empty off the list of graphs."""
        self._dropped[graph] = None

    def touches(self, graph: Graph) -> bool:
        """Whether a graph may be another one after the commit."""
        return graph in self._graphs

    def has(self, quad: px.Quad) -> bool:
        """Whether the quad would be there after the commit."""
        return quad in self._added or (quad in self.base and quad not in self._removed)

    def match(
        self,
        subject: Subject | None = None,
        predicate: px.NamedNode | None = None,
        object: Term | None = None,
        graph: Graph | None = None,
    ) -> Iterator[px.Quad]:
        """The quads that fit; None fits everything (a graph of None means all graphs)."""
        for quad in self.base.quads_for_pattern(subject, predicate, object, graph):
            if quad not in self._removed:
                yield quad
        for quad in self._candidates(subject, object):
            if (
                (subject is None or quad.subject == subject)
                and (predicate is None or quad.predicate == predicate)
                and (object is None or quad.object == object)
                and (graph is None or quad.graph_name == graph)
            ):
                yield quad

    def _candidates(self, subject: Subject | None, object: Term | None) -> list[px.Quad]:
        if subject is not None:
            return list(self._by_subject.get(subject, ()))
        if object is not None:
            return list(self._by_object.get(object, ()))
        return list(self._added)

    def undo(self, graph: Graph) -> None:
        """Forgets the changes to one graph."""
        for quad in [quad for quad in self._added if quad.graph_name == graph]:
            self.remove(quad)
        for quad in [quad for quad in self._removed if quad.graph_name == graph]:
            self.add(quad)

    @property
    def added(self) -> list[px.Quad]:
        """What the commit will add, in a fixed order."""
        return sorted(self._added, key=str)

    @property
    def removed(self) -> list[px.Quad]:
        """What the commit will remove, in a fixed order."""
        return sorted(self._removed, key=str)

    def __bool__(self) -> bool:
        return bool(self._added or self._removed)

    def commit(self) -> None:
        """Writes all changes at once: either all of them are in the store afterwards, or none."""
        if self._removed or self._dropped:
            drops = [f"DROP SILENT GRAPH {graph}" for graph in self._dropped]
            merged: px.NamedNode | None = getattr(self.base, "merged", None)
            # Virtuoso 7 removes only some of several literals of a datatype that it does not know, each alone it does.
            alone = [quad for quad in self._removed if merged is not None and _is_of_strange_type(quad.object)]
            removed = [[quad for quad in self._removed if quad not in alone], *([quad] for quad in alone)]
            deletes = (data("DELETE", quads, merged) for quads in removed)
            self.base.update(";\n".join((*deletes, *drops, data("INSERT", self._added, merged))))
        elif self._added:
            self.base.extend(self._added)
        self.drop()

    def drop(self) -> None:
        """Forgets all changes."""
        self._added.clear()
        self._removed.clear()
        self._dropped.clear()
        self._graphs.clear()
        self._by_subject.clear()
        self._by_object.clear()


def _is_of_strange_type(term: Term) -> bool:
    return isinstance(term, px.Literal) and not term.datatype.value.startswith("http://www.w3.org/")


def data(verb: str, quads: Iterable[px.Quad], merged: px.NamedNode | None = None) -> str:
    """A SPARQL update that writes just these quads (one update is one transaction).

    ``merged`` is the graph that stands for the default graph, where there is one.
    """

    def line(quad: px.Quad) -> str:
        graph = merged if isinstance(quad.graph_name, px.DefaultGraph) else quad.graph_name
        return f"{quad.triple} ." if graph is None else f"GRAPH {graph} {{ {quad.triple} }}"

    lines = map(line, quads)
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"
