"""peoplekg evaluate: how well the extraction does on articles that somebody annotated."""

from __future__ import annotations

import json
from pathlib import Path

import click

from peoplekg.commands.common import Failures, show, verbosity_options

_COLUMNS = ("group", "gold", "found", "precision", "recall", "F1", "easy", "qualifiers", "leaks")


@click.command()
@click.argument("folder", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--errors", is_flag=True, help="List what was missed, wrong or leaked too.")
@verbosity_options
def evaluate(folder: Path, as_json: bool, errors: bool) -> None:
    """Score the extraction against gold articles.

    GOLD_DIR holds for each article its text, ID.txt, and what is to come out of it, ID.json, in the form that
    `peoplekg extract ID.txt --format json` prints (`span` and `pattern` are not needed).

    \b
    gold, found  how much there is in the gold, and in the extraction
    easy         the recall of facts that are not marked `"hard": true`
    qualifiers   of the facts found, the share whose polarity, certainty,
                 status and times agree too
    leaks        plain facts that the gold denies or calls merely possible

    \b
    Examples:
      peoplekg evaluate gold/
      peoplekg evaluate gold/ --errors
      peoplekg evaluate gold/ --json > figures.json
    """
    from peoplekg import evaluation

    failures = Failures()
    result = evaluation.evaluate(folder, on_failure=failures.add)
    mistakes = [mistake.in_words() for mistake in result.mistakes] if errors else []
    if as_json:
        figures = result.as_dict() | ({"errors": mistakes} if errors else {})
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        show(evaluation.table(result), _COLUMNS, "table")
        for line in mistakes:
            click.echo(line)
    failures.finish(used=result.articles - len(failures.found))
