"""The scores on gold articles: rule by rule on small ones, and as a whole against the scorer that defines them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from peoplekg.cli import main
from peoplekg.errors import PeopleKGError
from peoplekg.evaluation import GROUPS, Evaluation, Score, read_gold
from peoplekg.extraction import as_json, extract
from peoplekg.reading import read_file

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
SCORER = GOLD / "score.py"

PEOPLE = {"Ada Byron": ["Byron", "Countess Ada"], "Ben Cole": ["Cole"], "Cher": ["cher"], "Ann Cole": ["Cole"]}

Fact = dict[str, Any]


def scored(gold: list[Fact], found: list[Fact], people: dict[str, list[str]] | None = None) -> Evaluation:
    """One article with these facts in the gold and these extracted."""
    result = Evaluation()
    result.add({"id": "a", "people": PEOPLE, "facts": gold}, {"people": people or {}, "facts": found})
    return result


def hits(gold: Fact, found: Fact) -> int:
    return scored([gold], [found]).group("all").hits


def friends(one: str, other: str, **more: Any) -> Fact:
    return {"kind": "friend", "persons": [one, other], **more}


def test_nothing_against_nothing_is_nothing() -> None:
    score = Score()
    assert (score.precision, score.recall, score.f1, score.recall_easy, score.qualifiers) == (0, 0, 0, None, None)


def test_precision_recall_and_f1() -> None:
    gold = [friends("Ada Byron", "Ben Cole"), friends("Ada Byron", "Cher", hard=True), friends("Ben Cole", "Cher")]
    found = [friends("Ben Cole", "Ada Byron"), friends("Ada Byron", "Nobody Else")]
    figures = scored(gold, found).as_dict()["relations"]
    assert figures == {
        "gold": 3, "predicted": 2, "precision": 0.5, "recall": 0.333, "f1": 0.4,
        "recall_easy": 0.5, "qualifiers": 1.0, "leaks": 0,
    }  # fmt: skip


def test_scores_of_articles_add_up() -> None:
    result = scored([friends("Ada Byron", "Cher")], [])
    result.add({"id": "b", "people": PEOPLE, "facts": []}, {"facts": [friends("Ada Byron", "Cher")]})
    assert result.articles == 2
    assert (result.group("friend").gold, result.group("friend").predicted, result.group("friend").hits) == (1, 1, 0)


@pytest.mark.parametrize(
    ("name", "is_ada"),
    [
        ("Ada Byron", True),
        ("ADA BYRÓN", True),
        ("countess Ada", True),
        ("Byron", False),
        ("Ada", False),
        ("Ada Byron Cole", False),
    ],
)
def test_a_person_goes_by_the_full_name_or_a_form_of_several_words(name: str, is_ada: bool) -> None:
    assert hits(friends("Ada Byron", "Cher"), friends(name, "cher")) == is_ada


def test_the_people_found_are_scored_by_name() -> None:
    result = scored([], [], {"Countess Ada": [], "Ada Byron": [], "Cole": [], "Cher": []})
    people = result.group("people")
    assert (people.gold, people.predicted, people.hits) == (4, 4, 2)
    assert [mistake.in_words() for mistake in result.mistakes] == [
        "a: missed person Ben Cole",
        "a: missed person Ann Cole",
        "a: wrong person Cole",
    ]


def test_a_form_that_two_people_share_names_neither() -> None:
    people = {"Ada Byron": ["Lady B."], "Ann Boyle": ["Lady B."]}
    result = Evaluation()
    result.add({"id": "a", "people": people, "facts": []}, {"people": {"Lady B": []}})
    assert result.group("people").hits == 0


AGREEMENT: list[tuple[Fact, Fact, bool]] = [
    ({"kind": "parent", "parent": "Ada Byron", "child": "Cher"}, {"parent": "Ada Byron", "child": "Cher"}, True),
    ({"kind": "parent", "parent": "Ada Byron", "child": "Cher"}, {"parent": "Cher", "child": "Ada Byron"}, False),
    ({"kind": "kin", "person": "Cher", "of": "Ada Byron", "kind_of": "cousin"}, {"kind_of": "cousin"}, True),
    ({"kind": "kin", "person": "Cher", "of": "Ada Byron", "kind_of": "cousin"}, {"kind_of": "other"}, False),
    ({"kind": "role", "person": "Cher", "title": "film director"}, {"title": "Director"}, True),
    ({"kind": "role", "person": "Cher", "title": "director"}, {"title": "actor"}, False),
    ({"kind": "role", "person": "Cher", "title": "president", "organization": "the Acme Group"},
     {"organization": "Acme"}, True),
    ({"kind": "role", "person": "Cher", "title": "president", "organization": "Acme"}, {"organization": None}, True),
    ({"kind": "role", "person": "Cher", "title": "president", "organization": "Acme"}, {"organization": "Bell"}, False),
    ({"kind": "age", "person": "Cher", "years": 42}, {"years": 42}, True),
    ({"kind": "age", "person": "Cher", "years": 42}, {"years": 43}, False),
    ({"kind": "born", "person": "Cher", "date": "1981-10"}, {"date": "1981-10-30"}, True),
    ({"kind": "born", "person": "Cher", "date": "1981-10"}, {"date": "1981-11"}, False),
    ({"kind": "born", "person": "Cher", "date": "1981"}, {"date": None}, False),
    ({"kind": "born", "person": "Cher", "place": "Rome"}, {"place": "Rome, Italy"}, True),
    ({"kind": "died", "person": "Cher", "date": "1999"}, {"date": "2001"}, True),
    ({"kind": "conviction", "person": "Cher", "offence": "fraud"}, {"offence": None}, True),
    ({"kind": "authored", "person": "Cher", "work": "Breaking History"}, {"work": "breaking history"}, True),
    ({"kind": "authored", "person": "Cher", "work": "Breaking History"}, {"work": "Making History"}, False),
    ({"kind": "clemency", "type": "pardon", "grantor": "Ada Byron", "beneficiary": "Cher"}, {}, True),
    ({"kind": "clemency", "type": "pardon", "grantor": None, "beneficiary": "Cher"}, {"grantor": "Ada Byron"}, True),
    ({"kind": "clemency", "type": "pardon", "grantor": "Ada Byron", "beneficiary": "Cher"}, {"grantor": None}, False),
    ({"kind": "clemency", "type": "pardon", "beneficiary": "Cher"}, {"type": "commutation"}, False),
    ({"kind": "event", "type": "meeting", "participants": ["Ada Byron", "Cher"]}, {"type": "dinner"}, True),
    ({"kind": "event", "type": "meeting", "participants": ["Ada Byron", "Cher"]}, {"type": "trial"}, False),
    ({"kind": "event", "type": "party", "participants": ["Ada Byron", "Cher"]}, {"participants": ["Cher"]}, True),
    ({"kind": "event", "type": "party", "participants": ["Ada Byron", "Cher", "Ben Cole"]},
     {"participants": ["Cher"]}, False),
    ({"kind": "event", "type": "party", "participants": ["Cher"], "date": "2018-05"}, {"date": "2018~"}, True),
    ({"kind": "event", "type": "party", "participants": ["Cher"], "date": "2018-05"}, {"date": "2019"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("gold", "changes", "agree"), AGREEMENT, ids=str)
def test_facts_agree_in_what_tells_them_apart(gold: Fact, changes: Fact, agree: bool) -> None:
    assert hits(gold, gold | changes) == agree


@pytest.mark.parametrize("hedge", [{"polarity": "denied"}, {"certainty": "possible"}], ids=str)
def test_a_plain_fact_in_place_of_a_denied_or_possible_one_leaks(hedge: Fact) -> None:
    result = scored([friends("Ada Byron", "Cher", **hedge)], [friends("Ada Byron", "Cher")])
    score = result.group("friend")
    assert (score.hits, score.leaks, score.predicted) == (0, 1, 1)
    assert [mistake.outcome for mistake in result.mistakes if isinstance(mistake.what, dict)] == [
        "leak", "missed", "wrong",
    ]  # fmt: skip


def test_a_hedged_fact_in_place_of_a_plain_one_is_wrong_but_no_leak() -> None:
    result = scored([friends("Ada Byron", "Cher")], [friends("Ada Byron", "Cher", certainty="possible")])
    assert (result.group("friend").hits, result.group("friend").leaks) == (0, 0)


def test_what_is_reported_is_plain() -> None:
    assert hits(friends("Ada Byron", "Cher"), friends("Ada Byron", "Cher", certainty="reported")) == 1


@pytest.mark.parametrize(
    ("said", "found", "agree"),
    [
        ({}, {}, True),
        ({"status": "former"}, {}, False),
        ({}, {"certainty": "reported"}, False),
        ({"start": "2013~"}, {"start": "2013-05"}, True),
        ({"start": "2013"}, {}, False),
        ({}, {"end": "2014"}, False),
    ],
)
def test_qualifiers_are_judged_apart(said: Fact, found: Fact, agree: bool) -> None:
    score = scored([friends("Ada Byron", "Cher", **said)], [friends("Ada Byron", "Cher", **found)]).group("all")
    assert (score.hits, score.qualified) == (1, agree)


def test_of_two_that_agree_the_better_qualified_is_taken() -> None:
    first, better = friends("Ada Byron", "Cher"), friends("Ada Byron", "Cher", status="former")
    result = scored([better], [first, better])
    assert result.group("all").qualified == 1
    assert [mistake.what for mistake in result.mistakes if mistake.outcome == "wrong"] == [first]


def test_each_extracted_fact_counts_once() -> None:
    fact = friends("Ada Byron", "Cher")
    assert scored([fact, fact], [fact]).group("all").hits == 1


# The command


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["evaluate", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    text = "Anna Rossi's big day\n2024-03-01\n\nThe actress Anna Rossi, 34, married the singer Marco Bianchi in 2019.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    write(tmp_path, {"kind": "spouse", "persons": ["Anna Rossi", "Marco Bianchi"], "start": "2019"},
          {"kind": "age", "person": "Anna Rossi", "years": 35})  # fmt: skip
    return tmp_path


def write(folder: Path, *facts: Fact) -> None:
    people = {"Anna Rossi": ["Rossi"], "Marco Bianchi": []}
    text = json.dumps({"id": "a", "language": "en", "people": people, "facts": facts})
    (folder / "a.json").write_text(text, encoding="utf-8")


def test_the_table_shows_the_groups_that_have_anything(gold: Path) -> None:
    rows = {line.split()[0]: line.split()[1:] for line in run(gold).stdout.splitlines()}
    assert rows["people"] == ["2", "2", "1.000", "1.000", "1.000", "0"]
    assert rows["spouse"][:4] == ["1", "1", "1.000", "1.000"]
    assert rows["age"][:4] == ["1", "1", "0.000", "0.000"]
    assert "rival" not in rows


def test_errors_are_listed_on_request(gold: Path) -> None:
    lines = run(gold, "--errors").stdout.splitlines()
    assert any(line.startswith("a: missed") and '"years": 35' in line for line in lines)
    assert any(line.startswith("a: wrong") and '"years": 34' in line for line in lines)
    assert "a: " not in run(gold).stdout


def test_json_gives_every_figure(gold: Path) -> None:
    figures = json.loads(run(gold, "--json").stdout)
    assert figures["articles"] == 1
    assert set(figures) == {"articles", *GROUPS}
    assert figures["spouse"]["f1"] == 1.0
    assert json.loads(run(gold, "--json", "--errors").stdout)["errors"]


def test_a_text_that_is_not_there_counts_as_nothing_found_and_is_told(gold: Path) -> None:
    (gold / "b.json").write_text((gold / "a.json").read_text(encoding="utf-8"), encoding="utf-8")
    result = run(gold, "--json")
    assert (result.exit_code, json.loads(result.stdout)["spouse"]["recall"]) == (10, 0.5)
    assert "b.txt" in result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "a.json"),
        ("[]", "`facts`"),
        ('{"people": {"A": "B"}, "facts": []}', "list"),
        ('{"people": {}, "facts": [{"kind": "frend", "persons": []}]}', "'frend'"),
        ('{"people": {}, "facts": [{"kind": "parent", "parent": "A"}]}', "child"),
    ],
)
def test_a_gold_file_that_is_none_is_named(gold: Path, text: str, told: str) -> None:
    (gold / "a.json").write_text(text, encoding="utf-8")
    result = run(gold)
    assert result.exit_code == 3
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_without_gold_says_what_belongs_in_it(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, "ID.json" in result.stderr) == (3, True)
    assert run(tmp_path / "none").exit_code == 2


# The scorer that defines the figures


@pytest.mark.skipif(not SCORER.exists(), reason="the gold articles' own scorer is not beside the checkout")
@pytest.mark.parametrize("source", ["extracted", "distorted"])
@pytest.mark.parametrize("folder", ["it", "en", "wikinews-it", "wikinews-en", "tests/gold"])
def test_the_figures_are_those_of_the_gold_articles_own_scorer(folder: str, source: str, tmp_path: Path) -> None:
    where = ROOT / folder if folder.startswith("tests/") else GOLD / folder
    ours = Evaluation()
    for path, gold in read_gold(where):
        found = extracted(path.with_suffix(".txt")) if source == "extracted" else distorted(gold)
        ours.add(gold, found)
        predicted = tmp_path / path.relative_to(where)
        predicted.parent.mkdir(parents=True, exist_ok=True)
        predicted.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    assert ours.as_dict() == scorer(where, tmp_path)
    assert ours.articles > 5


def extracted(text: Path) -> Fact:
    try:
        return as_json(extract(read_file(text)))
    except PeopleKGError:
        return {}


def distorted(gold: Fact) -> Fact:
    """The gold with every kind of mistake in it, some right and some hard to tell from right."""
    forms = [form for others in gold["people"].values() for form in others]
    people = {name: [] for number, name in enumerate([*gold["people"], *forms]) if number % 4}
    facts = []
    for number, fact in enumerate(gold["facts"]):
        told = dict(fact)
        for argument in list(told) if number % 5 == 1 else []:
            if isinstance(told[argument], list):
                told[argument] = [*told[argument][::-1], *gold["people"]][:2]
            elif told[argument] in gold["people"]:
                told[argument] = gold["people"][told[argument]][0] if gold["people"][told[argument]] else "Somebody"
        for argument in ("date", "start", "title", "organization", "work", "place") if number % 3 == 1 else ():
            if told.get(argument):
                told[argument] = told[argument][: len(told[argument]) // 2 + 1]
        if number % 7 == 2:
            told |= {"polarity": "affirmed", "certainty": "stated"}
        if number % 7 == 4:
            told |= {"certainty": "possible"}
        if number % 6 == 3 and "type" in told:
            told["type"] = {"meeting": "dinner", "party": "birthday", "gala": "award"}.get(told["type"], "trial")
        facts += [told] * (0 if number % 11 == 5 else 2 if number % 11 == 7 else 1)
    return {"people": people, "facts": facts}


@pytest.mark.skipif(not SCORER.exists(), reason="the gold articles' own scorer is not beside the checkout")
def test_the_command_prints_the_figures_of_the_gold_articles_own_scorer(gold: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    printed = CliRunner().invoke(main, ["extract", str(gold / "a.txt"), "--format", "json"]).stdout
    (predicted / "a.json").write_text(printed, encoding="utf-8")
    wanted = tmp_path / "gold"
    wanted.mkdir()
    for name in ("a.txt", "a.json"):
        (gold / name).rename(wanted / name)
    assert json.loads(run(wanted, "--json").stdout) == scorer(wanted, predicted)


def scorer(gold: Path, predicted: Path) -> Any:
    command = [sys.executable, str(SCORER), str(gold), str(predicted), "--json"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout)
