"""Turns the hand-written lists of organizations, events and nicknames into the sorted files that are read at run time.

    PYTHONPATH=src python scripts/build_known.py

The lists are in scripts/own/: organizations.txt, events.txt and nicknames.txt.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from peoplekg.language.names import key, unaccented

ROOT = Path(__file__).resolve().parent.parent
OWN = Path(__file__).resolve().parent / "own"


def main() -> None:
    write(ROOT / "data/organizations/known.tsv", known(OWN / "organizations.txt"))
    write(ROOT / "data/events/known.tsv", known(OWN / "events.txt"))
    write(ROOT / "data/names/nicknames.tsv", nicknames(OWN / "nicknames.txt"))


def known(path: Path) -> dict[str, str]:
    """Each name with the first kind it stands under, without those under [no]."""
    table: dict[str, str] = {}
    refused: set[str] = set()
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            for name in line.split(", "):
                if kind == "no":
                    refused.add(key(name))
                else:
                    table.setdefault(key(name), kind)
    table = {name: kind for name, kind in table.items() if name not in refused}
    for name in sorted(table):
        table.setdefault(unaccented(name), table[name])
    return table


def nicknames(path: Path) -> dict[str, str]:
    """Each nickname with the formal names it stands for, between commas."""
    formal: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, short = line.partition(":")
        if colon and not line.startswith("#"):
            for nickname in short.split():
                formal[key(nickname)].append(key(name))
    return {nickname: ",".join(dict.fromkeys(names)) for nickname, names in formal.items()}


def write(path: Path, table: dict[str, str]) -> None:
    lines = (f"{name}\t{value}".rstrip("\t") for name, value in sorted(table.items()))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
