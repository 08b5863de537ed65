"""A whole store brought into another one: as it is to a server that has none of ours, else article by article."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pyoxigraph as px

from peoplekg.errors import NotFound, StoreError
from peoplekg.store import Store, opening
from peoplekg.store.remote import RemoteQuads
from peoplekg.store.reports import LoadReport
from peoplekg.store.terms import MERGED


def bring(store: Store, path: str | os.PathLike[str] | None) -> Iterator[LoadReport]:
    """Brings everything in a store into the one at ``path`` (see ``Store.open``), and reports on each article.

    A server that has nothing of ours gets the graphs as they are, each in one request, and takes many times less than
    loading the articles there. Nobody can open what is there before all of it is; if it is interrupted, it has to be
    done again. Everywhere else the articles are loaded one by one with their claims, as from an export.
    Raises NotFound when there is no article to bring, StoreError when the server has not taken all of it.
    """
    articles = store.articles()
    if not articles:
        raise NotFound(f"there is no article in {store.path} to bring")
    address = opening.address(path)
    if address is not None:
        there = RemoteQuads(address, unfinished=True)
        if there.unfinished or not len(there):
            _copy(store.quads, there)
            yield from (LoadReport(article.id, "new", article.claims) for article in articles)
            return
    with Store.open(path) as other:
        yield from other.import_quads(list(store.export("evidence", "judgements")))


def _copy(quads: px.Store, there: RemoteQuads) -> None:
    graphs = (MERGED, *sorted(quads.named_graphs(), key=str))
    there.begin()
    for stale in set(there.named_graphs()).difference(graphs):
        there.put(stale, [])
    count = 0
    for graph in graphs:
        found = list(quads.quads_for_pattern(None, None, None, graph))
        there.put(graph, found)
        count += len(found)
    if len(there) != count:
        raise StoreError(f"{there.address} has {len(there)} of {count} quads that it was sent; bring the store again")
    there.finish()
