"""peoplekg show and timeline: what is known of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from peoplekg.commands.common import (
    format_option,
    on_option,
    opened_store,
    output_option,
    settings,
    show,
    store_option,
    verbosity_options,
    write,
)

if TYPE_CHECKING:
    from peoplekg.render import Format, Row


@click.command("show")
@click.argument("person")
@format_option("text", "markdown", "json", "html", default="text")
@on_option
@output_option
@store_option
@verbosity_options
def show_person(person: str, form: str, on: str | None, output: Path | None) -> None:
    """Show everything about one person, with sources.

    As html it is one file with the articles' text, in which the evidence is marked.

    \b
    Examples:
      peoplekg show "Kim Kardashian"
      peoplekg show kardashian --format html -o kardashian.html
      peoplekg show kardashian --on 2014
    """
    from peoplekg import dossier

    with opened_store(read_only=True) as store:
        page = dossier.dossier(store, person, on=on)
        if form == "html":
            text = dossier.as_html(store, page)
        else:
            text = {"text": dossier.as_text, "markdown": dossier.as_markdown, "json": dossier.as_json}[form](page)
    write(text.encode(), output)


@click.command()
@click.argument("people", nargs=-1, required=True, metavar="PERSON [PERSON]...")
@format_option()
@store_option
@verbosity_options
def timeline(people: tuple[str, ...], form: Format) -> None:
    """Tell what has a date, in the order of time.

    Of one person or of several; what they share is told once.

    \b
    Example:
      peoplekg timeline "Kim Kardashian" "Ivanka Trump"
    """
    from peoplekg import dossier

    with opened_store(read_only=True) as store:
        found = dossier.timeline(store, *people)
    rows: list[Row] = [
        {
            "date": date,
            "who": whose,
            "what": line.words,
            "how surely": line.surely,
            "sources": line.sources,
            "denied by": line.denying or None,
            "sentence": [one.cited() for one in line.support],
            "support": [one.as_dict() for one in line.support],
        }
        for date, whose, line in found
    ]
    columns = ("date", "who", "what", "how surely", "sources", "denied by", "sentence" if form != "json" else "support")
    if not show(rows, columns, form, below=("sentence",)):
        settings().say("Nothing with a date is known.")
        raise SystemExit(1)
