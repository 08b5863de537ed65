"""From articles to a graph: the only place that knows in which order things are done.

An article is read (``peoplekg.reading``), its claims are extracted, its people matched to those of the store, the
facts validated and reasoned over, and all of it committed in one write; the last four are ``Store.load``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from peoplekg.errors import NoPeople, PeopleKGError
from peoplekg.model import Article
from peoplekg.store import Engine, LoadReport, Store

_BULK = 200
"""After so many articles the store is put in order, which makes later look-ups several times faster."""


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
    if store.has_same(article):
        return LoadReport(article.id, "unchanged")
    from peoplekg.extraction import extract

    extraction = extract(article)
    if not extraction.people:
        raise NoPeople(f"nobody is named in {article.source or article.id}; load an article about people")
    return store.load(extraction, engine=engine)


def load_articles(
    store: Store,
    articles: Iterable[Article],
    *,
    engine: Engine = "fast",
    on_failure: Callable[[str, PeopleKGError], None] | None = None,
) -> Iterator[LoadReport]:
    """Loads articles one by one as they come, each in one atomic write, and reports on each.

    An article that cannot be loaded goes to ``on_failure`` (its source, the error) and the rest is loaded;
    without ``on_failure`` the error is raised.
    """
    fresh = 0
    for article in articles:
        try:
            report = load_article(store, article, engine=engine)
        except PeopleKGError as error:
            if on_failure is None:
                raise
            on_failure(article.source or article.id, error)
            continue
        fresh += report.outcome != "unchanged"
        yield report
    if fresh >= _BULK:
        store.optimize()
