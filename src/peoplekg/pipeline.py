"""From articles to a graph: the only place that knows in which order things are done.

An article is read (``peoplekg.reading``), its claims are extracted, its people matched to those of the store, the
facts validated and reasoned over, and all of it committed in one write; the last four are ``Store.load``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from peoplekg.errors import NoPeople, PeopleKGError
from peoplekg.model import Article
from peoplekg.reading import Failure
from peoplekg.store import Engine, LoadReport, Store
from peoplekg.workers import Reading, readings

_BULK = 200
_MANY = 2000
"""After 200 articles what was written is flushed, so that the store is quick to open for reading meanwhile.

A store that got so many is put in order in the end, and after every 2,000: look-ups are several times faster then.
"""


def load_article(store: Store, article: Article, *, engine: Engine = "fast") -> LoadReport:
    """Loads one article: what it says, who is who, and what follows.

    An article that the store has already, read by this same version, is not read again and changes nothing.
    Raises NoPeople when nobody is named in it, UnsupportedLanguage when there is no pack for its language.

    >>> from peoplekg.reading import read_text
    >>> with Store.open(":memory:") as store:
    ...     text = "Emma Stone and Ryan Gosling are friends."
    ...     load_article(store, read_text(text, id="a", language="en")).outcome
    'new'
    """
    return _load(store, Reading(article), engine)


def load_articles(
    store: Store,
    articles: Iterable[Article | Failure],
    *,
    engine: Engine = "fast",
    workers: int = 1,
    cluster: str | None = None,
    on_failure: Callable[[str, PeopleKGError], None] | None = None,
) -> Iterator[LoadReport]:
    """Loads articles one by one as they come, each in one atomic write, and reports on each.

    With several ``workers`` as many processes extract claims ahead of the loading, or the workers of a Dask
    ``cluster`` at that address; result and order are the same.
    (They are started afresh, so a script that asks for them does so under ``if __name__ == "__main__":``.)
    An article that cannot be loaded goes to ``on_failure`` (its source, the error) and the rest is loaded; so does a
    failure to read that stands among the articles. Without ``on_failure`` the error is raised.
    """
    fresh = 0
    sharing = readings(articles, workers=workers, cluster=cluster, needed=lambda article: not store.has_same(article))
    for one in sharing:
        try:
            if isinstance(one, Failure):
                raise one.error
            report = _load(store, one, engine)
        except PeopleKGError as error:
            if on_failure is None:
                raise
            on_failure(_source(one), error)
            continue
        fresh += report.outcome != "unchanged"
        if report.outcome != "unchanged" and fresh % _BULK == 0:
            store.flush()
        if report.outcome != "unchanged" and fresh % _MANY == 0:
            store.optimize()
        yield report
    if fresh >= _BULK:
        store.optimize()


def _load(store: Store, reading: Reading, engine: Engine) -> LoadReport:
    article = reading.article
    if store.has_same(article):
        return LoadReport(article.id, "unchanged")
    extraction = reading.extraction()
    if not extraction.people:
        raise NoPeople(f"nobody is named in {article.source or article.id}; load an article about people")
    return store.load(extraction, engine=engine)


def _source(one: Reading | Failure) -> str:
    return one.source if isinstance(one, Failure) else one.article.source or one.article.id
