"""How soon people are found by what is typed of their names, among many: ``python -m benchmarks.names [PEOPLE …]``.

A store on disk holds people with the words of their names, as the loading of articles leaves them; a few first names
and surnames are those of thousands. Somebody is typed unfinished, without accents, mistyped, and in full.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from pyoxigraph import Literal, Quad

from benchmarks.archive import given_names, surnames
from benchmarks.measuring import Table, milliseconds, percentile
from peoplekg import naming
from peoplekg.graph import LABEL, person_iri
from peoplekg.store import Store, spelling
from peoplekg.store.changes import Changes
from peoplekg.store.terms import A_PERSON, MERGED, TYPE

SIZES = (10_000, 100_000, 1_000_000)
ASKED = 40
LISTED = 20
_CHUNK = 5_000


def names(count: int, seed: int = 1) -> list[str]:
    """So many names of two words; the first of a thousand first names is that of about a thirtieth of all people."""
    random = Random(seed)
    given, family = given_names(), surnames()
    random.shuffle(given)
    random.shuffle(family)
    found: dict[str, None] = {}
    while len(found) < count:
        first, last = (words[int(len(words) * random.random() ** 2)] for words in (given, family))
        found[f"{first} {last}"] = None
    return list(found)


def fill(store: Store, people: Iterable[str]) -> None:
    """Puts people into an empty store, with what they are found by."""
    words: dict[str, None] = {}

    def described() -> Iterator[Quad]:
        for name in people:
            person = person_iri(naming.key(name).title())
            yield Quad(person, TYPE, A_PERSON, MERGED)
            yield Quad(person, LABEL, Literal(name), MERGED)
            words.update(dict.fromkeys(naming.fold(name).split()))
            yield from spelling.found_by(person, [name])

    store.quads.bulk_extend(described())
    listed = list(words)
    for at in range(0, len(listed), _CHUNK):
        changes = Changes(store.quads)
        spelling.update(changes, listed[at : at + _CHUNK])
        changes.commit()
    store.optimize()


def typed(name: str, random: Random) -> dict[str, str]:
    """What people type who look for somebody."""
    first, last = naming.fold(name).split()[:2]
    at = random.randrange(1, len(last) - 1)
    slip = last[:at] + last[at + 1] + last[at] + last[at + 2 :]
    return {
        "the beginning of a surname": last[:4],
        "a first name and a beginning": f"{first} {last[:3]}",
        "no accents, no capitals": f"{first} {last}",
        "two letters exchanged": f"{first} {slip}",
        "the full name": name,
    }


def tables(sizes: Sequence[int] = SIZES, asked: int = ASKED) -> list[Table]:
    """Milliseconds by what was typed, at each size."""
    rows: list[tuple[int, str, float, float]] = []
    for size in sizes:
        everybody = names(size)
        random = Random(2)
        accented = [name for name in everybody if not name.isascii()] or everybody
        chosen = random.sample(accented, min(asked, len(accented)))
        chosen = [name for name in chosen if len(naming.fold(name).split()[1]) > 4]
        with tempfile.TemporaryDirectory() as folder:
            with Store.open(Path(folder, "store")) as store:
                fill(store, everybody)
            with Store.open(Path(folder, "store"), read_only=True) as store:
                rows += ((size, *row) for row in _asked(store, chosen, random))
    columns = ("people", "typed", "median ms", "95th percentile ms")
    note = f"Over {asked} people with an accent in their name; the {LISTED} who fit best are listed."
    return [Table("People by what is typed", columns, tuple(rows), (note,))]


def _asked(store: Store, chosen: Sequence[str], random: Random) -> Iterator[tuple[str, float, float]]:
    taken: dict[str, list[float]] = {}
    for name in chosen:
        for how, words in typed(name, random).items():
            if how != "the beginning of a surname" and name not in {one.name for one in store.people(words)}:
                raise SystemExit(f"{words!r} does not find {name}")
            taken.setdefault(how, []).append(milliseconds(partial(store.people, words, limit=LISTED), 3))
    for how, times in taken.items():
        yield how, median(times), percentile(times, 95)


if __name__ == "__main__":
    for table in tables([int(size) for size in sys.argv[1:]] or SIZES):
        print(table.text())
