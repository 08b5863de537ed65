"""What the README shows is what happens. ``python tests/test_readme.py`` writes the transcripts anew."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from peoplekg import errors
from peoplekg.cli import main
from peoplekg.resources import resource

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> Iterator[str]:
    return (found["text"] for found in _BLOCK.finditer(README.read_text(encoding="utf-8")) if found["kind"] == kind)


def commands(block: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def shell(folder: Path) -> Callable[[str], str]:
    """Runs command lines in a folder that has the samples and a store of its own, and gives all that they print."""
    (folder / "data").symlink_to(resource("data"), target_is_directory=True)
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "peoplekg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m peoplekg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))),
        "PEOPLEKG_STORE": str(folder / "store"),
        "SOURCE_DATE_EPOCH": "1700000000",
    }

    def run(line: str) -> str:
        done = subprocess.run(
            line, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return done.stdout

    return run


def transcript(block: str, run: Callable[[str], str]) -> str:
    return "".join(f"$ {line}\n{run(line)}" for line in commands(block))


def without_ids(text: str) -> str:
    """Ends of article ids tell apart files of one name in different folders, so they differ from place to place."""
    return re.sub(r"-[0-9a-f]{8}\b", "-…", text)


def test_the_transcripts_are_real(tmp_path: Path) -> None:
    run = shell(tmp_path)
    for block in blocks("console"):
        assert without_ids(transcript(block, run)) == without_ids(block), (
            "run `python tests/test_readme.py` to write the transcripts anew"
        )


def test_nothing_but_a_sentence_in_a_transcript_is_wider_than_the_page() -> None:
    for block in blocks("console"):
        for line in block.splitlines():
            whole = "“" in line or "because of" in line  # a row of CSV, a proof: not wrapped
            assert line.startswith("$ ") or whole or len(line) <= 120, line


def test_the_python_example_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(resource("data").parent)
    for number, block in enumerate(blocks("pycon")):
        parsed = doctest.DocTestParser().get_doctest(block, {}, f"README {number}", str(README), 0)
        runner = doctest.DocTestRunner()
        runner.run(parsed)
        assert runner.failures == 0


def test_every_exit_code_is_listed() -> None:
    text = README.read_text(encoding="utf-8")
    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert len(set(listed)) == len(listed)
    for error in vars(errors).values():
        if isinstance(error, type):
            assert error.exit_code in listed, error


def test_every_command_is_named() -> None:
    text = README.read_text(encoding="utf-8")
    assert [
        name for name in main.list_commands(click.Context(main)) if not re.search(rf"`(peoplekg )?{name}\b", text)
    ] == []


def rewrite() -> None:
    """Puts what the commands print now into the README."""
    with tempfile.TemporaryDirectory() as folder:
        run = shell(Path(folder))

        def fresh(found: re.Match[str]) -> str:
            if found["kind"] != "console":
                return found[0]
            return f"```console\n{transcript(found['text'], run)}```"

        README.write_text(_BLOCK.sub(fresh, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
