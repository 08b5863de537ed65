"""Putting articles into the store, listing them, taking them out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import pyoxigraph as px

from peoplekg import wording
from peoplekg.commands.common import (
    Failures,
    article_options,
    format_option,
    opened_store,
    progress,
    read_articles,
    settings,
    show,
    store_option,
    verbosity_options,
    workers_options,
)
from peoplekg.render import plain

if TYPE_CHECKING:
    from peoplekg.model import Claim
    from peoplekg.render import Format, Row
    from peoplekg.store import Dispute, HeldBack, LoadReport, Stated, Store
    from peoplekg.store.problems import Engine

locale_option = click.option(
    "--locale", type=click.Choice(["en", "it"]), default="en", show_default=True, help="The language of the reasons."
)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--strict", is_flag=True, help="End with exit code 1 when anything is held back.")
@click.option(
    "--engine",
    type=click.Choice(["fast", "reference"]),
    default="fast",
    show_default=True,
    help="Reason and validate with ours, or with owlrl and pyshacl to check us (slow).",
)
@locale_option
@workers_options
@article_options
@store_option
@verbosity_options
def load(
    articles: Sequence[str],
    strict: bool,
    engine: str,
    locale: str,
    workers: int,
    cluster: str | None,
    language: str | None,
    published: str | None,
    title: str | None,
) -> None:
    """Load articles into the graph.

    ARTICLE is a text or HTML file, a JSON Lines file, a folder, a URL, or - for standard input. An article that is
    there already changes nothing; a changed version of it replaces the old one. Claims that break a shape or
    contradict others are held back with the reason, and the rest is loaded. A run that was stopped goes on where it
    was when it is started again.

    \b
    Examples:
      peoplekg load article.txt
      peoplekg load archive/ https://example.org/news.html
      pbpaste | peoplekg load - --title "What it says" --published 2023-11-03
    """
    from peoplekg.pipeline import load_articles

    failures = Failures()
    used = held = 0
    with opened_store() as store:
        found = read_articles(articles, language=language, published=published, title=title)
        with progress(found, "loading", beside_output=True) as bar:
            for report in load_articles(
                store, bar, engine=cast("Engine", engine), workers=workers, cluster=cluster, on_failure=failures.add
            ):
                used += 1
                held += len(report.held_back)
                _tell(report, locale)
    failures.finish(used)
    if strict and held:
        raise SystemExit(1)


def _tell(report: LoadReport, locale: str) -> None:
    if report.outcome == "unchanged":
        click.echo(f"{report.article}: unchanged, it is loaded already")
        return
    people = len(report.people_new) + len(report.people_matched)
    click.echo(
        f"{report.article}: {report.outcome}, {_count(people, 'person', 'people')} ({len(report.people_new)} new), "
        f"{_count(report.claims, 'claim')}, {_count(report.facts, 'fact')}, {report.inferred} inferred"
    )
    for one in report.held_back:
        settings().say(_wrapped(f"held back: {_reason(one, locale)}", "  "))
        settings().say(_wrapped(_quoted(one.claim.sourced.claim, locale), "    "))
        for other in one.against:
            settings().say(_wrapped(f"{AGAINST[locale]}: {_quoted(other.sourced.claim, locale)}", "    "))
    for problem in report.contradictions:
        settings().say(_wrapped(f"contradiction: {problem.words.get(locale) or problem.words['en']}", "  "))


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(plain(text), 80, initial_indent=indent, subsequent_indent=indent)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _reason(one: HeldBack, locale: str) -> str:
    return one.words.get(locale) or one.words["en"]


def _quoted(claim: Claim, locale: str) -> str:
    return f"{wording.reported(claim, locale)} — “{' '.join(claim.evidence.quote.split())}”"


_FOR = {"en": "for", "it": "a favore"}
AGAINST = {"en": "against", "it": "contro"}


@click.command("held-back")
@locale_option
@format_option()
@store_option
@verbosity_options
def held_back(locale: str, form: Format) -> None:
    """List what was kept out of the graph, and why.

    \b
    Example:
      peoplekg held-back --locale it
    """
    with opened_store(read_only=True) as store:
        rows = [_held_row(one, locale) for one in store.held_back()]
    rule = ("rule",) if form == "json" else ()
    show(rows, ("claim", "reason", *rule, "against", "sentence"), form, below=("reason", "sentence", "against"))
    if not rows:
        settings().say("Nothing is held back.")


def _held_row(one: HeldBack, locale: str) -> Row:
    claim = one.claim.sourced.claim
    return {
        "claim": wording.reported(claim, locale),
        "reason": _reason(one, locale),
        "rule": [rule.rpartition("#")[2].rpartition("/")[2] for rule in one.rules],
        "against": [f"{AGAINST[locale]}: {_quoted(other.sourced.claim, locale)}" for other in one.against],
        "sentence": f"“{' '.join(claim.evidence.quote.split())}” — {one.claim.article.rpartition('/')[2]}",
    }


@click.command()
@locale_option
@format_option()
@store_option
@verbosity_options
def disputed(locale: str, form: Format) -> None:
    """List what sources disagree on, with both sides.

    What one article states and another denies, and what cannot hold together.

    \b
    Example:
      peoplekg disputed --format markdown
    """
    from peoplekg.evidence import counted, fact_in_words
    from peoplekg.store.support import independent

    with opened_store(read_only=True) as store:
        rows: list[Row] = [
            {
                "dispute": fact_in_words(store.quads, px.NamedNode(one.fact), locale)
                if one.fact
                else wording.reported(one.stands[0].sourced.claim, locale),
                "why": dict(one.words).get(locale) or dict(one.words).get("en"),
                "sources": counted(_standing(store, one), independent(one.against), locale),
                "for": [f"{_FOR[locale]}: {side}" for side in _sides(one.stands, locale)],
                "against": [f"{AGAINST[locale]}: {side}" for side in _sides(one.against, locale)],
            }
            for one in store.disputes()
        ]
    columns = ("dispute", "sources", "why", "for", "against")
    show(rows, columns, form, below=("why", "for", "against"), empty="Nothing is disputed.")


def _standing(store: Store, one: Dispute) -> int:
    """How many independent articles state what stands, also those that the dispute does not quote."""
    from peoplekg.store.support import independent

    return max(store.support(one.fact).sources if one.fact else 0, independent(one.stands))


def _sides(claims: Iterable[Stated], locale: str) -> list[str]:
    """Claims with their sentence and article."""
    return [f"{_quoted(one.sourced.claim, locale)} ({one.article.rpartition('/')[2]})" for one in claims]


@click.command()
@format_option()
@store_option
@verbosity_options
def articles(form: Format) -> None:
    """List the articles in the graph."""
    with opened_store(read_only=True) as store:
        rows: list[Row] = [
            {
                "article": one.id,
                "published": one.published,
                "language": one.language,
                "claims": one.claims,
                "title": one.title,
                "source": one.source,
            }
            for one in store.articles()
        ]
    columns = ("article", "published", "language", "claims", "title", "source")
    show(
        rows, columns, form, below=("title", "source"), empty="No article is loaded; `peoplekg load ARTICLE` does that."
    )


@click.command()
@click.argument("article")
@click.option("--dry-run", is_flag=True, help="Only list what would go.")
@store_option
@verbosity_options
def withdraw(article: str, dry_run: bool) -> None:
    """Take an article out, with all that rests on it alone.

    ARTICLE is an id as `peoplekg articles` lists it, or its beginning without the digits, or the file. Facts that
    other articles state too stay.

    \b
    Example:
      peoplekg withdraw en-pardon-and-a-refusal --dry-run
    """
    from peoplekg.evidence import fact_in_words

    with opened_store(read_only=dry_run) as store:
        report = store.withdraw(article, dry_run=True)
        facts = [fact_in_words(store.quads, px.NamedNode(fact)) for fact in report.facts]
        if not dry_run:
            store.withdraw(article)
    verb = "would go" if dry_run else "gone"
    click.echo(
        f"{report.article}: {verb}: {_count(report.claims, 'claim')}, {_count(len(report.facts), 'fact')}, "
        f"{report.inferred} inferred, {_count(len(report.people), 'person', 'people')}"
    )
    for name in report.people:
        click.echo(f"  person: {name}")
    for fact in facts:
        click.echo(f"  fact: {fact}")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@store_option
@verbosity_options
def verify(file: Path | None) -> None:
    """Check every quote against the stored text.

    With FILE, an export with evidence, its quotes are checked against the texts in it. Exit code 1 when any differs.

    \b
    Examples:
      peoplekg verify
      peoplekg verify everything.trig
    """
    from peoplekg.store import Store

    with Store.open(":memory:") if file is not None else opened_store(read_only=True) as store:
        for _ in store.import_rdf(file) if file is not None else ():
            pass
        mismatches = store.verify()
        claims = store.stats()["claims"]
    for one in mismatches:
        click.echo(f"{one.article}: {one.claim}\n  quoted: {one.quote!r}\n  stored: {one.found!r}")
    if mismatches:
        raise SystemExit(1)
    click.echo(f"{_count(claims, 'quote')} checked, all as stored")


@click.command()
@format_option()
@store_option
@verbosity_options
def log(form: Format) -> None:
    """List what was loaded, withdrawn and judged, and when."""
    with opened_store(read_only=True) as store:
        rows: list[Row] = [
            {"number": one.number, "when": one.when, "done": one.done, "what": one.subject, "version": one.version}
            for one in store.log()
        ]
    show(rows, ("number", "when", "done", "what", "version"), form, empty="Nothing was done to this store yet.")


@click.command()
@format_option()
@store_option
@verbosity_options
def stats(form: Format) -> None:
    """Count what is in the graph."""
    with opened_store(read_only=True) as store:
        counts = store.stats()
    show([{"what": name, "number": number} for name, number in counts.items()], ("what", "number"), form)
