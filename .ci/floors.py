"""Extracts the gold articles, scores them and holds the figures against the floors.

    floors.py GOLD_FOLDER PEOPLEKG FLOORS.toml

GOLD_FOLDER holds score.py and a folder of articles for each table in FLOORS.toml. Prints every table of scores;
exits 1 when a figure lies under its floor, naming it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path


def main(gold: Path, program: str, floors: Path) -> int:
    wanted = tomllib.loads(floors.read_text(encoding="utf-8"))
    below: list[str] = []
    for folder, groups in wanted.items():
        scores = score(gold, folder, program)
        for group, limits in groups.items():
            for figure, limit in limits.items():
                reached = scores[group][figure] or 0
                if reached > limit if figure == "leaks" else reached < limit:
                    below.append(f"{folder}: {figure} of {group} is {reached}, the floor is {limit}")
    print("\n".join(below) or "all floors are kept")
    return 1 if below else 0


def score(gold: Path, folder: str, program: str) -> dict[str, dict[str, float | None]]:
    """The scores of one folder, printed on the way."""
    texts = sorted((gold / folder).glob("*.txt"))
    out = subprocess.run(
        [program, "--quiet", "extract", "--format", "jsonl", *map(str, texts)], capture_output=True, check=True
    ).stdout
    with tempfile.TemporaryDirectory() as predicted:
        for text, line in zip(texts, out.decode().splitlines(), strict=True):
            (Path(predicted) / f"{text.stem}.json").write_text(line, encoding="utf-8")
        command = [sys.executable, str(gold / "score.py"), str(gold / folder), predicted]
        print(f"\n{folder}", subprocess.run(command, capture_output=True, check=True, text=True).stdout, sep="\n")
        scores = subprocess.run([*command, "--json"], capture_output=True, check=True).stdout
    found: dict[str, dict[str, float | None]] = json.loads(scores)
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
