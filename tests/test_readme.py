"""What the README shows is what happens. ``python tests/test_readme.py`` writes the transcripts anew."""

from __future__ import annotations

import doctest
import re
import tempfile
from pathlib import Path

import click
import pytest
from transcripts import ROOT, blocks, rewritten, shell, transcript

from peoplekg import errors
from peoplekg.cli import main
from peoplekg.resources import resource

README = ROOT / "README.md"


def without_ids(text: str) -> str:
    """Ends of article ids tell apart files of one name in different folders, so they differ from place to place."""
    return re.sub(r"-[0-9a-f]{8}\b", "-…", text)


def test_the_transcripts_are_real(tmp_path: Path) -> None:
    run = shell(tmp_path)
    for block in blocks(README):
        assert without_ids(transcript(block, run)) == without_ids(block), (
            "run `python tests/test_readme.py` to write the transcripts anew"
        )


def test_nothing_but_a_sentence_in_a_transcript_is_wider_than_the_page() -> None:
    for block in blocks(README):
        for line in block.splitlines():
            whole = "“" in line or "because of" in line  # a row of CSV, a proof: not wrapped
            assert line.startswith("$ ") or whole or len(line) <= 120, line


def test_the_python_example_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(resource("data").parent)
    for number, block in enumerate(blocks(README, "pycon")):
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
        README.write_text(rewritten(README, shell(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
