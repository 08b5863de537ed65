"""Why a claim was found: the words that say it, the rule that read them, and the sentences where there is nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peoplekg.cli import main
from peoplekg.explaining import ExplainedClaim, Explanation, Mark, explain, marked, rule
from peoplekg.extraction import extract
from peoplekg.model import Article
from peoplekg.reading import read_file, read_text
from peoplekg.resources import resource

TEXTS = [*sorted(resource("data/samples").glob("*.txt")), *sorted(Path(__file__).parent.glob("gold/*/*.txt"))]

each_text = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)


def article(text: str, language: str) -> Article:
    return read_text(text, id="a", language=language, published="2024-03-01")


def only(found: Explanation, kind: str) -> ExplainedClaim:
    [claim] = [one for one in found.claims if one.claim.kind == kind]
    return claim


def sentence(found: Explanation, kind: str) -> str:
    claim = only(found, kind)
    return marked(found.article, claim.claim.evidence, claim.marks)


def test_a_pattern_with_a_verb() -> None:
    found = explain(article("The actress Anna Rossi married the singer Marco Bianchi in 2019.", "en"))
    assert sentence(found, "spouse") == (
        "The actress [persons: Anna Rossi] [rule: married] the singer [persons: Marco Bianchi] [start: in 2019 = 2019]."
    )
    how = only(found, "spouse").rule
    assert how.id.startswith("en.spouse.")
    assert how.text.startswith('clause = "{A')


def test_a_noun_for_a_tie_and_a_possessive() -> None:
    found = explain(article("Anna Rossi è arrivata con suo marito, Marco Bianchi.", "it"))
    assert sentence(found, "spouse") == (
        "Anna Rossi è arrivata con [persons: suo = Anna Rossi] [rule: marito], [persons: Marco Bianchi]."
    )
    assert "moglie" in only(found, "spouse").rule.text


def test_what_a_noun_stands_for_in_the_graph() -> None:
    found = explain(article("L'attrice Anna Rossi vive a Roma.", "it"))
    assert sentence(found, "role") == "L'[title: attrice = actor] [person: Anna Rossi] vive a Roma."


def test_a_subject_left_out_is_understood() -> None:
    found = explain(article("Anna Rossi vive a Roma. Ha 34 anni.", "it"))
    age = only(found, "age")
    assert marked(found.article, age.claim.evidence, age.marks) == "[rule: Ha] [years: 34] anni."
    assert age.understood == (("person", "Anna Rossi"),)


def test_words_that_mean_two_people() -> None:
    found = explain(article("Anna Rossi ran into Mark Brown. The pair fell out in 2019.", "en"))
    assert "[persons: The pair = Anna Rossi, Mark Brown] [rule: fell]" in sentence(found, "rival")


def test_a_sentence_with_two_people_and_no_claim() -> None:
    found = explain(article("Anna Rossi e Marco Bianchi sono amici. Piove su Anna Rossi e su Marco Bianchi.", "it"))
    [nothing] = found.without
    assert nothing.span.of(found.article.text) == "Piove su Anna Rossi e su Marco Bianchi."
    assert (nothing.people, nothing.repeats) == (("Anna Rossi", "Marco Bianchi"), False)


def test_a_sentence_that_says_it_again() -> None:
    found = explain(article("Anna Rossi e Marco Bianchi sono amici. Anna Rossi e Marco Bianchi sono amici!", "it"))
    assert [one.repeats for one in found.without] == [True]


def test_one_person_is_no_reason_to_expect_a_claim() -> None:
    assert explain(article("Piove su Anna Rossi.", "it")).without == ()


@each_text
def test_the_claims_are_those_of_the_extraction(path: Path) -> None:
    text = read_file(path)
    assert tuple(one.claim for one in explain(text).claims) == extract(text).claims


@each_text
def test_marks_leave_the_sentence_as_it_is_and_account_for_everybody(path: Path) -> None:
    found = explain(read_file(path))
    for one in found.claims:
        evidence = one.claim.evidence
        end = evidence.start
        for mark in sorted(one.marks):
            assert end <= mark.span.start < mark.span.end <= evidence.end
            end = mark.span.end
        assert unmarked(found.article, one.marks, marked(found.article, evidence, one.marks)) == evidence.quote
        told = [(mark.label, name) for mark in one.marks for name in mark.means.split(", ")] + list(one.understood)
        for argument, value in one.claim.people.items():
            names = (value,) if isinstance(value, str) else value or ()
            assert sum(argument == label for label, _ in told) == len(names), one


def unmarked(text: Article, marks: tuple[Mark, ...], shown: str) -> str:
    for mark in sorted(marks):
        words = mark.span.of(text.text)
        means = f" = {mark.means}" if mark.means else ""
        shown = shown.replace(f"[{mark.label}: {words}{means}]", words, 1)
    return shown


@each_text
def test_every_rule_that_fires_says_what_it_is(path: Path) -> None:
    for one in explain(read_file(path)).claims:
        assert one.rule.id == one.claim.evidence.pattern
        assert "earlier version" not in one.rule.text, one.rule.id


def test_a_rule_that_is_no_more_is_said_to_be_gone() -> None:
    assert rule("it.friend.no-such-rule").text == "a rule of an earlier version"


# The command


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["extract", "--explain", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_command_shows_sentence_rule_and_what_was_not_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Anna Rossi e Marco Bianchi sono amici. Piove su Anna Rossi e su Marco Bianchi.\n"
    path.write_text(text, encoding="utf-8")
    printed = re.sub(r"\s+", " ", run(path, "--language", "it").stdout)
    assert "friend: Anna Rossi, Marco Bianchi “[persons: Anna Rossi] e [persons: Marco Bianchi] sono" in printed
    assert "rule it.friend." in printed
    assert "people named claim Anna Rossi, Marco Bianchi none “Piove su Anna Rossi e su Marco Bianchi.”" in printed


def test_an_explanation_is_for_people(tmp_path: Path) -> None:
    result = run(TEXTS[0], "--format", "json")
    assert result.exit_code == 2
    assert "--explain" in result.stderr


def test_what_cannot_be_read_is_told_and_the_rest_explained(tmp_path: Path) -> None:
    result = run(TEXTS[0], tmp_path / "none.txt")
    assert result.exit_code == 10
    assert "[rule: " in result.stdout
    assert "none.txt" in result.stderr
