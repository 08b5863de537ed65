"""Every example of every language pack comes out as it is written down, and nothing of its kind beside it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from peoplekg.extraction import as_json, extract
from peoplekg.reading import read_text
from peoplekg.resources import resource

DEFAULTS = {"polarity": "affirmed", "certainty": "stated", "status": "current"}
DIRECTED_EVENTS = {"post", "funeral"}  # the author, the one who died: first among the participants


def example_files() -> list[Path]:
    return sorted(resource("data/lang").glob("*/examples/*.toml"))


def examples(path: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["example"])


def found_in(example: dict[str, Any], language: str) -> list[dict[str, Any]]:
    article = read_text(
        example["text"], id="example", source=None, language=language, published=example.get("published"), title=None
    )
    facts = as_json(extract(article))["facts"]
    return [{k: v for k, v in fact.items() if k not in ("evidence", "span", "pattern")} for fact in facts]


def value_of(fact: dict[str, Any], key: str) -> Any:
    value = fact.get(key, DEFAULTS.get(key))
    if key in ("persons", "advocates") and value:
        return sorted(value)
    if key == "participants" and value:
        return (value[0] if fact.get("type") in DIRECTED_EVENTS else None, sorted(value))
    return value


def states(fact: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Whether a fact says all that is expected of it; it may say more, but never a weaker or denied thing."""
    return all(value_of(fact, key) == value_of(expected, key) for key in {*expected, *DEFAULTS})


@pytest.mark.parametrize("path", example_files(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_examples_come_out_and_nothing_of_their_kind_beside_them(path: Path) -> None:
    language, kind = path.parts[-3], path.stem
    failures = []
    for example in examples(path):
        left = found_in(example, language)
        for wanted in example["facts"]:
            match = next((fact for fact in left if states(fact, wanted)), None)
            if match is None:
                failures.append(f"missing {wanted} in: {example['text']}")
            else:
                left.remove(match)
        failures += [f"unexpected {fact} in: {example['text']}" for fact in left if fact["kind"] == kind]
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("path", example_files(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_each_kind_has_examples_of_both_sorts(path: Path) -> None:
    rows = examples(path)
    assert len(rows) >= 8, f"{path} has only {len(rows)} examples"
    assert len({row["text"] for row in rows}) == len(rows), f"{path} has an example twice"
    negative = [row for row in rows if not row["facts"] or any(_guarded(fact) for fact in row["facts"])]
    assert negative, f"{path} has no negative example"


@pytest.mark.parametrize(
    "folder", sorted(resource("data/lang").glob("*/patterns")), ids=lambda folder: folder.parent.name
)
def test_each_kind_with_patterns_has_examples(folder: Path) -> None:
    kinds = {path.stem for path in folder.glob("*.toml")}
    assert kinds - {path.stem for path in (folder.parent / "examples").glob("*.toml")} == set()


def _guarded(fact: dict[str, Any]) -> bool:
    return any(value_of(fact, key) != default for key, default in DEFAULTS.items())
