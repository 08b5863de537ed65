"""peoplekg extract: what an article says, without any store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from peoplekg import wording
from peoplekg.commands.common import (
    Failures,
    article_options,
    format_option,
    progress,
    read_articles,
    settings,
    show,
    verbosity_options,
    workers_option,
)

if TYPE_CHECKING:
    from peoplekg.model import Article, Claim, Extraction
    from peoplekg.reading import Failure
    from peoplekg.render import Row

_COLUMNS = ("kind", "who", "what", "when", "how surely", "sentence")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@format_option("json", "jsonl", "table", default="table")
@workers_option
@article_options
@verbosity_options
def extract(
    articles: Sequence[str], form: str, workers: int, language: str | None, published: str | None, title: str | None
) -> None:
    """Show what articles say, without loading them.

    ARTICLE is a text or HTML file, a JSON Lines file, a folder, a URL, or - for standard input.

    \b
    Examples:
      peoplekg extract article.txt
      peoplekg extract article.txt --format json
      peoplekg extract archive/ --workers 2 --format jsonl > claims.jsonl
    """
    failures = Failures()
    found = read_articles(articles, language=language, published=published, title=title)
    with progress(found, "extracting", beside_output=True) as bar:
        used = _print(_extractions(bar, workers, failures), form)
    failures.finish(used)


def _extractions(articles: Iterable[Article | Failure], workers: int, failures: Failures) -> Iterator[Extraction]:
    from peoplekg.workers import Reading, readings

    for one in readings(articles, workers=workers):
        if not isinstance(one, Reading):
            failures.add(one.source, one.error)
            continue
        extraction = one.extraction()
        if not extraction.people:
            settings().say(f"{extraction.article.id}: nobody is named in it")
        yield extraction


def _print(extractions: Iterator[Extraction], form: str) -> int:
    """Prints as it goes where the format allows; returns how many articles there were."""
    from peoplekg.extraction import as_json

    if form == "json":
        objects = [as_json(extraction) for extraction in extractions]
        if objects:
            click.echo(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2))
        return len(objects)
    count = 0
    for extraction in extractions:
        if form == "jsonl":
            click.echo(json.dumps(as_json(extraction), ensure_ascii=False))
        else:
            _print_table(extraction, first=count == 0)
        count += 1
    return count


def _print_table(extraction: Extraction, *, first: bool) -> None:
    article = extraction.article
    head = ", ".join(filter(None, (article.title, article.published, article.language)))
    click.echo(("" if first else "\n") + f"{article.id}: {head}")
    show(
        [_row(claim) for claim in extraction.claims],
        _COLUMNS,
        "table",
        below=("sentence",),
        empty=f"{article.id}: no claim found",
    )


def _row(claim: Claim) -> Row:
    return {
        "kind": claim.kind,
        "who": wording.who(claim),
        "what": wording.what(claim),
        "when": wording.when(claim),
        "how surely": wording.surety(claim),
        "sentence": f"“{claim.evidence.quote}” [{claim.evidence.start}–{claim.evidence.end}]",
    }
