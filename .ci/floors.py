"""Extracts the gold articles, scores them and holds the figures against the floors.

    floors.py GOLD_FOLDER PEOPLEKG FLOORS.toml

GOLD_FOLDER holds score.py and a folder of articles for each table in FLOORS.toml, and knowledgenet/ with passages and a
score.py of its own. Prints every table of scores; exits 1 when a figure lies under its floor, naming it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

Scores = dict[str, dict[str, float | None]]

_PASSAGES = re.compile(r"(?P<group>\w+) +pairs.* P (?P<precision>[\d.]+) +R (?P<recall>[\d.]+) +F1 (?P<f1>[\d.]+)")


def main(gold: Path, program: str, floors: Path) -> int:
    below: list[str] = []
    for folder, groups in tomllib.loads(floors.read_text(encoding="utf-8")).items():
        print(f"\n{folder}")
        scores = passages(gold / folder, program) if folder == "knowledgenet" else articles(gold, folder, program)
        below += under(scores, groups, folder)
    print("\n".join(below) or "\nall floors are kept")
    return 1 if below else 0


def under(scores: Scores, groups: dict[str, dict[str, float]], folder: str) -> Iterator[str]:
    """The figures that are worse than they may be."""
    for group, limits in groups.items():
        for figure, limit in limits.items():
            reached = scores[group][figure] or 0
            if reached > limit if figure == "leaks" else reached < limit:
                yield f"{folder}: {figure} of {group} is {reached}, the floor is {limit}"


def articles(gold: Path, folder: str, program: str) -> Scores:
    """The scores of one folder of articles."""
    texts = sorted((gold / folder).glob("*.txt"))
    with tempfile.TemporaryDirectory() as predicted:
        for text, line in zip(texts, extracted(program, *texts).splitlines(), strict=True):
            (Path(predicted) / f"{text.stem}.json").write_text(line, encoding="utf-8")
        command = [sys.executable, str(gold / "score.py"), str(gold / folder), predicted]
        print(output(command))
        scores: Scores = json.loads(output([*command, "--json"]))
    return scores


def passages(folder: Path, program: str) -> Scores:
    """The scores of the passages."""
    source = folder / "passages.jsonl"
    with tempfile.TemporaryDirectory() as temporary:
        predicted = Path(temporary) / "predicted.jsonl"
        predicted.write_text(extracted(program, source), encoding="utf-8")
        printed = output([sys.executable, str(folder / "score.py"), str(source), str(predicted)])
    print(printed)
    return {
        found["group"]: {name: float(found[name]) for name in ("precision", "recall", "f1")}
        for found in _PASSAGES.finditer(printed)
    }


def extracted(program: str, *sources: Path) -> str:
    """What the program extracts, an article a line."""
    return output([program, "--quiet", "extract", "--format", "jsonl", *map(str, sources)])


def output(command: list[str]) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
