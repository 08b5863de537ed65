"""A plain text becomes an article."""

from __future__ import annotations

from collections.abc import Sequence

from peoplekg.errors import EmptyInput
from peoplekg.model import Article
from peoplekg.reading.dates import check_published
from peoplekg.reading.decoding import tidy
from peoplekg.reading.identification import choose_language
from peoplekg.reading.layout import lay_out


def read_text(
    text: str,
    *,
    id: str,
    source: str | None = None,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    languages: Sequence[str] | None = None,
    where: str | None = None,
) -> Article:
    """The article in a text: its language, headline, publication date and paragraphs.

    ``language``, ``published`` (a day, month or year) and ``title`` win over what the text shows.
    ``languages`` are the codes that may be found, by default those of the installed packs.
    ``where`` is what messages call the source, by default ``source`` or else ``id``.
    Raises EmptyInput, UnsupportedLanguage, and WrongArgument for a wrong date.

    >>> article = read_text("Zoe sposa Max\\n\\nZoe Neri ha sposato Max.", id="a", language="it", languages=["it"])
    >>> article.title, [block.span.of(article.text) for block in article.blocks]
    ('Zoe sposa Max', ['Zoe sposa Max', 'Zoe Neri ha sposato Max.'])
    """
    where = where or source or id
    given = check_published(published)
    text = tidy(text)
    if not text.strip():
        raise EmptyInput(f"{where} is empty: there is no text in it")
    code = choose_language(text, given=language, languages=languages, where=where)
    layout = lay_out(text, code, title)
    if not layout.blocks:
        raise EmptyInput(f"{where} has no article in it, only dates, buttons and the like")
    first = layout.blocks[0]
    headline = " ".join(first.span.of(text).split()) if first.kind == "headline" else None
    return Article(
        id=id,
        text=text,
        language=code,
        blocks=layout.blocks,
        title=title or headline,
        published=given or layout.published,
        source=source,
    )
