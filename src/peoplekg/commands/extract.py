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
    workers_options,
)
from peoplekg.errors import WrongArgument

if TYPE_CHECKING:
    from peoplekg.explaining import ExplainedClaim, NoClaim
    from peoplekg.model import Article, Claim, Extraction
    from peoplekg.reading import Failure
    from peoplekg.render import Row

_BELOW = ("sentence", "understood", "rule")
_COLUMNS = ("kind", "who", "what", "when", "how surely", "sentence")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@format_option("json", "jsonl", "nq", "table", default="table")
@click.option("--explain", is_flag=True, help="Show why: the words and the rule that each claim comes from.")
@workers_options
@article_options
@verbosity_options
def extract(
    articles: Sequence[str],
    form: str,
    explain: bool,
    workers: int,
    cluster: str | None,
    language: str | None,
    published: str | None,
    title: str | None,
) -> None:
    """Show what articles say, without loading them.

    ARTICLE is a text or HTML file, a JSON Lines file, a folder, a URL, or - for standard input.

    With --explain each claim stands with its sentence, in which the words for its arguments and the word that the
    rule hangs on are marked as [persons: …] and [rule: …], and with the rule as the language pack has it. Then follow
    the sentences that name several people and state no claim.

    \b
    Examples:
      peoplekg extract article.txt
      peoplekg extract article.txt --explain
      peoplekg extract article.txt --format json
      peoplekg extract archive/ --workers 2 --format jsonl > claims.jsonl
      peoplekg extract archive/ --format nq > part1.nq   # for peoplekg import, there or elsewhere
    """
    if explain and form != "table":
        raise WrongArgument("--explain is for people to read; leave out --format, or --explain")
    failures = Failures()
    found = read_articles(articles, language=language, published=published, title=title)
    with progress(found, "extracting", beside_output=True) as bar:
        used = _explain(bar, failures) if explain else _print(_extractions(bar, failures, workers, cluster), form)
    failures.finish(used)


def _extractions(
    articles: Iterable[Article | Failure], failures: Failures, workers: int, cluster: str | None
) -> Iterator[Extraction]:
    from peoplekg.workers import Reading, readings

    for one in readings(articles, workers=workers, cluster=cluster):
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
        elif form == "nq":
            click.echo(_quads(extraction), nl=False)
        else:
            _print_table(extraction, first=count == 0)
        count += 1
    return count


def _quads(extraction: Extraction) -> str:
    """The article with its claims as N-Quads, which ``peoplekg import`` takes."""
    from peoplekg.export import serialize
    from peoplekg.graph import article_graph

    return serialize(article_graph(extraction), "nq").decode()


def _print_head(article: Article, *, first: bool) -> None:
    head = ", ".join(filter(None, (article.title, article.published, article.language)))
    click.echo(("" if first else "\n") + f"{article.id}: {head}")


def _print_table(extraction: Extraction, *, first: bool) -> None:
    article = extraction.article
    _print_head(article, first=first)
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


def _explain(articles: Iterable[Article | Failure], failures: Failures) -> int:
    """Prints why each claim was found; returns how many articles there were."""
    from peoplekg import explaining
    from peoplekg.model import Article

    count = 0
    for article in articles:
        if not isinstance(article, Article):
            failures.add(article.source, article.error)
            continue
        found = explaining.explain(article)
        _print_head(article, first=count == 0)
        claims = [_explained(article, one) for one in found.claims]
        show(claims, ("claim", *_BELOW), "table", below=_BELOW, empty=f"{article.id}: no claim found")
        without = [_unclaimed(article, one) for one in found.without]
        if without:
            click.echo()
            show(without, ("people named", "claim", "sentence"), "table", below=("sentence",))
        count += 1
    return count


def _explained(article: Article, one: ExplainedClaim) -> Row:
    from peoplekg.explaining import marked

    evidence = one.claim.evidence
    understood = ", ".join(f"{argument} = {name}" for argument, name in one.understood)
    return {
        "claim": wording.in_words(one.claim),
        "sentence": f"“{marked(article, evidence, one.marks)}” [{evidence.start}–{evidence.end}]",
        "understood": f"understood: {understood}" if understood else None,
        "rule": f"rule {one.rule.id}: {one.rule.text}",
    }


def _unclaimed(article: Article, one: NoClaim) -> Row:
    return {
        "people named": ", ".join(one.people),
        "claim": "none that is new" if one.repeats else "none",
        "sentence": f"“{one.span.of(article.text)}” [{one.span.start}–{one.span.end}]",
    }
