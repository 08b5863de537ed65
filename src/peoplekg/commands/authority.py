"""peoplekg authority: who people are elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from peoplekg.commands.common import format_option, opened_store, settings, show, store_option, verbosity_options
from peoplekg.errors import WrongArgument

if TYPE_CHECKING:
    from peoplekg.reconciling import Found
    from peoplekg.render import Format, Row


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--name", metavar="NAME", help="What to call it; default: the file's name without its ending.")
@click.option("--withdraw", metavar="NAME", help="Take that authority out, with all that it settled.")
@click.option("--reconcile", metavar="URL", help="Ask a reconciliation service for everybody without an identifier.")
@click.option("--person", "people", metavar="PERSON", multiple=True, help="Ask the service for this person only.")
@click.option("--type", "type_id", metavar="ID", help="The service's class of people, e.g. Q5 with Wikidata.")
@click.option("--again", is_flag=True, help="Ask the service even where its answer is kept in the store.")
@format_option()
@store_option
@verbosity_options
def authority(
    file: Path | None,
    name: str | None,
    withdraw: str | None,
    reconcile: str | None,
    people: tuple[str, ...],
    type_id: str | None,
    again: bool,
    form: Format,
) -> None:
    """Settle who is who by what others know; without a file, list what was loaded.

    FILE holds people with their identifiers, aliases and dates: a TSV file whose first line names its columns (name,
    aliases parted by |, wikidata, viaf, isni, born, died), or RDF with the labels of SKOS, FOAF or schema.org and
    owl:sameAs. The names of one record are one person's, and records keep their people apart, in articles loaded
    before and later. Your own judgements count more. Loading a file again replaces what it said.

    \b
    Examples:
      peoplekg authority people.tsv
      peoplekg authority --reconcile https://wikidata.reconci.link/en/api --type Q5
      peoplekg authority --withdraw people
    """
    if sum(one is not None for one in (file, withdraw, reconcile)) > 1:
        raise WrongArgument("give a FILE, --withdraw or --reconcile, one at a time")
    if withdraw is not None:
        with opened_store() as store:
            store.withdraw_authority(withdraw)
        click.echo(f"{withdraw}: withdrawn")
    elif reconcile is not None:
        _reconcile(reconcile, people, type_id, again, form)
    elif file is not None:
        from peoplekg.authority import read

        records = read(file)
        with opened_store() as store:
            loaded = store.load_authority(name or file.stem, records)
        of_them = f"{loaded.people} {'is a person' if loaded.people == 1 else 'are people'} of the graph"
        click.echo(f"{loaded.name}: {loaded.records} record{'s' if loaded.records > 1 else ''}; {of_them}")
    else:
        with opened_store(read_only=True) as store:
            rows: list[Row] = [
                {"authority": one.name, "records": one.records, "people": one.people} for one in store.authorities()
            ]
        show(rows, ("authority", "records", "people"), form, empty="No authority is loaded.")


def _reconcile(service: str, people: tuple[str, ...], type_id: str | None, again: bool, form: Format) -> None:
    from peoplekg.reconciling import reconcile

    with opened_store() as store:
        wanted = [store.find_person(person) for person in people] or store.people()
        if not people and not again:
            wanted = [person for person in wanted if not person.ids]
        found = reconcile(store, service, wanted, type_id=type_id, again=again)
    columns = ("person", "identifier", "name there", "candidates", "remark")
    if not show([_row(one) for one in found], columns, form, below=("identifier", "candidates")):
        settings().say("Everybody in the graph has an identifier already." if not people else "Nobody was asked for.")


def _row(one: Found) -> Row:
    return {
        "person": one.person,
        "identifier": one.settled.iri if one.settled else None,
        "name there": one.settled.name if one.settled else None,
        "candidates": [f"{other.name} <{other.iri}> {other.score:g}" for other in one.candidates if not one.settled],
        "remark": "; ".join(filter(None, (one.why_not, None if one.asked else "kept answer"))) or None,
    }
