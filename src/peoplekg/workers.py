"""Extraction in several processes, here or on a cluster: the results come in the order of the articles, however many.

Only the extraction is shared out. Reading goes before it and writing after it, both in the calling process, which so
remains the one that writes. Worker processes are started afresh (not forked, since an open store has threads), end
with the caller however it ends, and are replaced when one dies.
"""

from __future__ import annotations

import copyreg
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol, TypeVar

from peoplekg.garbage import collect_seldom
from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, Span

_AHEAD = 8
"""How many articles for each process are read before the first of them is done with.

With so many a process has work while another reads an article ten times as long as most; with four it waited.
"""

_RESTARTS = 10

Other = TypeVar("Other")


class Pending(Protocol):
    """An extraction under way."""

    def result(self) -> Extraction:
        """Waits for it. Raises what ``extract`` raises."""


class Pool(Protocol):
    """Whoever extracts: so many articles at a time."""

    workers: int

    def submit(self, article: Article) -> Pending | None:
        """Has an article extracted; None when nobody is there any more."""

    def stop(self) -> None:
        """Lets go of what nobody asks for any more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and its extraction, which may be under way in another process."""

    article: Article
    _future: Pending | None = None

    def extraction(self) -> Extraction:
        """The extraction, waited for or made now. Raises what ``extract`` raises."""
        if self._future is not None:
            try:
                return self._future.result()
            except BrokenProcessPool:
                # A process that dies took others' articles with it; none of them may be lost.
                pass
        return _extract(self.article)


def readings(
    articles: Iterable[Article | Other],
    *,
    workers: int = 1,
    cluster: str | None = None,
    needed: Callable[[Article], bool] = lambda _: True,
) -> Iterator[Reading | Other]:
    """One reading for each article, in order; whatever else is among the articles comes out as it is, in its place.

    With one worker an article is read and extracted when it is asked for, in this process. With more, a few articles
    for each worker are read and extracted ahead; only those that are ``needed`` are, the others when their extraction
    is asked for. With the address of a Dask ``cluster`` its workers extract (see ``peoplekg.cluster``). An error in
    getting the next article is raised after all that came before it.

    >>> from peoplekg.reading import read_text
    >>> article = read_text("Emma Stone and Ryan Gosling are friends.", id="a", language="en")
    >>> [one.extraction().claims[0].kind for one in readings([article])]
    ['friend']
    """
    if workers == 1 and cluster is None:
        for one in articles:
            yield Reading(one) if isinstance(one, Article) else one
        return
    pool = _pool(workers, cluster)
    try:
        yield from _read_ahead(iter(articles), pool, needed)
    finally:
        pool.stop()


def _pool(workers: int, cluster: str | None) -> Pool:
    if cluster is None:
        return _Pool(workers)
    from peoplekg.cluster import Cluster

    return Cluster(cluster)


def _read_ahead(
    articles: Iterator[Article | Other], pool: Pool, needed: Callable[[Article], bool]
) -> Iterator[Reading | Other]:
    window: deque[Reading | Other] = deque()
    failure: Exception | None = None
    while True:
        try:
            one = next(articles)
        except StopIteration:
            break
        except Exception as error:
            failure = error
            break
        if isinstance(one, Article):
            window.append(Reading(one, pool.submit(one) if needed(one) else None))
        else:
            window.append(one)
        if len(window) >= pool.workers * _AHEAD:
            yield window.popleft()
    while window:
        yield window.popleft()
    if failure is not None:
        raise failure


class _Pool:
    """Worker processes, started again (a few times) after one of them has died."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._restarts = _RESTARTS
        self._pool = self._started()

    def submit(self, article: Article) -> Pending | None:
        """The extraction to come; None when there are no workers any more."""
        try:
            return self._pool.submit(_extract, article)
        except BrokenProcessPool:
            if self._restarts == 0:
                return None
        self._restarts -= 1
        self.stop()
        self._pool = self._started()
        return self.submit(article)

    def stop(self) -> None:
        """Ends the processes without waiting for what nobody asks for any more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_begin)


def _extract(article: Article) -> Extraction:
    from peoplekg.extraction import extract

    return extract(article)


def _in_short(one: Any) -> tuple[type, tuple[Any, ...]]:
    """What an object goes from process to process as: three times as fast as by pickle's own way with slots."""
    return type(one), tuple(getattr(one, name) for name in one.__slots__)


for _kind in (Article, Block, Claim, Evidence, Extraction, Person, Span):
    copyreg.pickle(_kind, _in_short)


def _begin() -> None:
    """What each worker does first: leave an interruption to the caller, and end when the caller is no more."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    caller = parent_process()
    if caller is not None:
        caller.join()
    os._exit(1)
