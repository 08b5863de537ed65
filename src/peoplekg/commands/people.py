"""Who is in the graph, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from peoplekg.commands.common import format_option, opened_store, settings, show, store_option, verbosity_options
from peoplekg.errors import WrongArgument

if TYPE_CHECKING:
    from peoplekg.render import Format, Row
    from peoplekg.store import Store


@click.command()
@click.argument("name", default="", metavar="[NAME]")
@click.option("--undecided", is_flag=True, help="Pairs who may be one person, with what speaks for it and against it.")
@format_option()
@store_option
@verbosity_options
def people(name: str, undecided: bool, form: Format) -> None:
    """List the people in the graph.

    Everybody, or those whom NAME can mean: its words may come in any order, be unfinished, lack their accents, or be
    nicknames; if that fits nobody, they may be mistyped.

    \b
    Examples:
      peoplekg people kard
      peoplekg people "kardashain kim"
      peoplekg people --undecided
    """
    with opened_store(read_only=True) as store:
        rows = _undecided(store) if undecided else _people(store, name)
    if undecided:
        columns: tuple[str, ...] = ("one", "other", "for", "against")
        show(rows, columns, form, below=("for", "against"), empty="Nobody is undecided.")
        return
    if not show(
        rows, ("name", "also called", "gender", "iri", "identifiers"), form, below=("also called", "identifiers")
    ):
        settings().say("Nobody of that name is in the graph." if name else "Nobody is in the graph yet.")
        raise SystemExit(1)


def _undecided(store: Store) -> list[Row]:
    rows: list[Row] = []
    for one in store.undecided():
        first, second = (store.person(iri).name for iri in (one.first, one.second))
        apart = first == second
        rows.append(
            {
                "one": f"{first} <{one.first}>" if apart else first,
                "other": f"{second} <{one.second}>" if apart else second,
                "for": [f"for: {reason}" for reason in one.reasons_for],
                "against": [f"against: {reason}" for reason in one.reasons_against],
            }
        )
    return rows


def _people(store: Store, name: str) -> list[Row]:
    return [
        {
            "name": one.name,
            "also called": list(one.also),
            "gender": one.gender,
            "iri": one.iri,
            "identifiers": list(one.ids),
        }
        for one in store.people(name)
    ]


@click.command()
@click.argument("person")
@click.argument("other")
@click.option("--undo", is_flag=True, help="Take back what was judged of the two.")
@store_option
@verbosity_options
def same(person: str, other: str, undo: bool) -> None:
    """Judge that two people are one.

    PERSON and OTHER are names, or IRIs as `peoplekg people` lists them. The judgement holds at once and for all
    later loads, and can be taken back.

    \b
    Example:
      peoplekg same "Donald Trump" "Donald J. Trump"
    """
    _judge("same", person, other, undo)


@click.command()
@click.argument("person")
@click.argument("other")
@click.option("--undo", is_flag=True, help="Take back what was judged of the two.")
@store_option
@verbosity_options
def different(person: str, other: str, undo: bool) -> None:
    """Judge that two people are not one.

    PERSON and OTHER are names, or IRIs; two people of articles that were taken for one are named by their IRIs in
    the articles, which end in /person/NAME.

    \b
    Example:
      peoplekg different "George Bush" "George W. Bush"
    """
    _judge("different", person, other, undo)


def _judge(verdict: str, person: str, other: str, undo: bool) -> None:
    with opened_store() as store:
        first, second = (_iri(store, name) for name in (person, other))
        if undo:
            if first == second:  # one person now because of the judgement, which was on their names
                first, second = person, other
            news = store.forget_judgement(first, second)
            click.echo("Taken back." if news else "Nothing was judged of these two.")
            return
        if first == second:
            raise WrongArgument(
                f"{person!r} and {other!r} are one person here, {store.person(first).name}; "
                "two people of articles are parted by their IRIs there"
            )
        news = (store.judge_same if verdict == "same" else store.judge_different)(first, second)
    click.echo(f"{person} and {other}: {verdict}" + ("" if news else ", as judged before"))


def _iri(store: Store, name: str) -> str:
    """An IRI stays as it is: it may be that of a person of one article, who has no entry among the people."""
    return name if name.startswith(("http://", "https://")) else store.find_person(name).iri
