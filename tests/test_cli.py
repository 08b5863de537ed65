"""The command line as its users meet it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from stories import denial, friends, second_voice

from peoplekg import errors
from peoplekg.cli import main
from peoplekg.resources import resource
from peoplekg.store import Store

SAMPLES = resource("data/samples")
ARTICLE = (
    "Anna Rossi and Marco Bianchi\n2024-03-01\n\nThe actress Anna Rossi married the singer Marco Bianchi in 2019.\n"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles in it, for reading only."""
    path = tmp_path_factory.mktemp("told") / "store"
    with Store.open(path) as store:
        store.load(friends())
        store.load(second_voice())
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*words: str | Path, store: Path | str | None = None, stdin: str | bytes | None = None) -> Result:
    environment = {"PEOPLEKG_STORE": str(store) if store is not None else ":memory:"}
    result = CliRunner().invoke(main, [str(word) for word in words], input=stdin, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def names(store: Path) -> list[str]:
    """The people in a store."""
    return [one["name"] for one in json.loads(run("people", "-f", "json", store=store).stdout)]


def files(path: Path) -> set[str]:
    return {str(one.relative_to(path)) for one in path.rglob("*")} if path.exists() else set()


# Loading and asking


def test_the_three_lines(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    loaded = run("load", article, store=store)
    assert loaded.exit_code == 0, loaded.output
    assert re.match(r"article\S*: new, 2 people \(2 new\), ", loaded.stdout)
    assert run("query", "partners-of", "anna rossi", store=store).exit_code in {0, 1}
    graph = tmp_path / "graph.ttl"
    exported = run("export", "--format", "turtle", "-o", graph, store=store)
    assert exported.exit_code == 0
    assert exported.stdout == ""
    assert 'rdfs:label "Anna Rossi"' in graph.read_text(encoding="utf-8")


def test_loading_again_changes_nothing_and_says_so(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("load", article, store=store)
    before = run("export", "--with-evidence", "--format", "nq", store=store).stdout_bytes
    again = run("load", article, store=store)
    assert (again.exit_code, "unchanged" in again.stdout) == (0, True)
    assert run("export", "--with-evidence", "--format", "nq", store=store).stdout_bytes == before


def test_a_changed_version_replaces_the_old_one(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("load", article, store=store)
    article.write_text(ARTICLE.replace("Marco Bianchi", "Luca Verdi"), encoding="utf-8")
    assert "replaced" in run("load", article, store=store).stdout
    assert names(store) == ["Anna Rossi", "Luca Verdi"]


def test_the_store_may_be_named_before_or_after_the_command(told: Path) -> None:
    for words in (["--store", str(told), "people"], ["people", "--store", str(told)]):
        assert "Cleo Dunn" in run(*words).stdout


def test_a_table_fits_80_columns_and_has_the_sentence(told: Path) -> None:
    result = run("query", "person", "ada", store=told)
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "“A month later he commuted Kay Lee's sentence.”" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_other_formats_say_the_same(told: Path, form: str) -> None:
    text = run("query", "friends-of", "Cleo", "--format", form, store=told).stdout
    assert "Eve Zoë Fox" in text
    assert "reported by The Post" in text
    if form == "json":
        assert json.loads(text)[0]["support"][0]["sentence"]


def test_nothing_found_is_exit_code_1_and_still_valid_json(told: Path) -> None:
    result = run("query", "rivals-of", "Kay Lee", "-f", "json", store=told)
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert "Nothing is known" in result.stderr


def test_query_alone_lists_every_query_with_an_example() -> None:
    text = run("query").stdout
    for path in resource("queries").glob("*.rq"):
        assert f"\n    peoplekg query {path.stem}" in text


def test_why_goes_down_to_the_sentences(told: Path) -> None:
    text = run("why", "Hilda", "grandparent of", "Ada Bell", store=told).stdout
    assert "pkg:grandparentOf owl:propertyChainAxiom (pkg:parentOf pkg:parentOf)" in text
    assert "“Gina Bell is Ada Bell's mother.”" in text
    no = run("why", "Ada Bell", "friendOf", "Kay Lee", store=told)
    assert (no.exit_code, no.stdout) == (1, "")
    denied = run("why", "Cleo", "friendOf", "Max Orr", store=told)
    assert denied.exit_code == 1
    assert "denied: “Cleo Dunn is no friend of Max Orr.”" in denied.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_show_tells_everything_about_a_person_with_the_sentences(told: Path, form: str) -> None:
    page = run("show", "ada bell", "--format", form, store=told).stdout
    said = ("Cleo Dunn", "Hilda Ray", "Tom Vale", "Kay Lee", "Long Book", "Oval Office", "1980-10-22", "Pia Quist")
    assert [word for word in said if word not in page] == []
    flat = " ".join(page.split()).replace("&#x27;", "'")
    assert "A month later he commuted Kay Lee's sentence." in flat
    if form == "text":
        assert max(map(len, page.splitlines())) <= 80
    if form == "json":
        headings = [section["heading"] for section in json.loads(page)["sections"]]
        assert headings[:3] == ["Life", "Family", "Friends"]


def test_the_html_page_marks_the_evidence_in_the_article_and_links_to_it(told: Path) -> None:
    page = run("show", "ada bell", "--format", "html", store=told).stdout
    assert "<mark>Gina Bell is Ada Bell's mother.</mark>" in page
    for number in set(re.findall(r'href="#e(\d+)"', page)):
        assert page.count(f'id="e{number}"') == 1
    assert "http" not in re.sub(r"<article.*?</article>", "", page, flags=re.DOTALL), "it must need nothing else"


def test_timeline_of_two_people_tells_what_they_share_once(told: Path) -> None:
    rows = json.loads(run("timeline", "ada bell", "ian joy", "-f", "json", store=told).stdout)
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates)
    (meeting,) = [row for row in rows if row["what"].startswith("meeting")]
    assert (meeting["date"], meeting["who"]) == ("2018-05", "Ada Bell, Ian Joy")


def test_path_gives_each_step_with_its_sentence(told: Path) -> None:
    steps = json.loads(run("path", "Hilda", "Kay Lee", "-f", "json", store=told).stdout)
    assert [(step["from"], step["by"], step["to"]) for step in steps] == [
        ("Hilda Ray", "parenthood", "Gina Bell"),
        ("Gina Bell", "parenthood", "Ada Bell"),
        ("Ada Bell", "commutation", "Kay Lee"),
    ]
    assert steps[2]["support"][0]["sentence"] == "A month later he commuted Kay Lee's sentence."
    assert run("path", "Hilda", "Kay Lee", "--via", "family,friend", store=told).exit_code == 1
    assert run("path", "Hilda", "Kay Lee", "--max-length", "2", store=told).exit_code == 1
    assert run("path", "Hilda", "Kay Lee", "--via", "telepathy", store=told).exit_code == 2


def test_cite_gives_source_date_quote_and_place(told: Path) -> None:
    (row,) = json.loads(run("query", "pardons", "-f", "json", store=told).stdout)
    text = run("cite", row["facts"][0], store=told).stdout
    support = row["support"][0]
    assert "Friends for ever, 2023-11-03, /news/friends.txt: “A month later he commuted Kay Lee's sentence.”" in text
    assert f"characters {support['start']}–{support['end']}" in text
    assert run("cite", "friendship/0", store=told).exit_code == 1


def test_disputed_quotes_both_sides(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
        assert run("disputed", store=":memory:").stderr == "Nothing is disputed.\n"
        opened.load(denial())
    text = " ".join(run("disputed", store=store).stdout.split())
    assert "for: friendship: Ada Bell, Cleo Dunn (since 2013~) — “Ada Bell and Cleo Dunn became friends" in text
    assert "against: friendship: Ada Bell, Cleo Dunn (denied by their agent) — “Ada Bell and Cleo Dunn are not" in text
    assert "1 source, 1 denies" in text
    italian = " ".join(run("disputed", "--locale", "it", store=store).stdout.split())
    assert "un articolo afferma ciò che un altro nega" in italian
    assert "contro: amicizia: Ada Bell, Cleo Dunn (smentito da their agent)" in italian
    assert "https://" not in italian


def test_an_export_is_verified_by_itself(told: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.trig"
    run("export", "--with-evidence", "-o", file, store=told)
    assert "checked, all as stored" in run("verify", file).stdout
    text = file.read_text(encoding="utf-8")
    assert 'oa:exact "Gina Bell is Ada Bell\'s mother."' in text
    file.write_text(text.replace('oa:exact "Gina Bell is', 'oa:exact "Gina Bell was'), encoding="utf-8")
    result = run("verify", file)
    assert result.exit_code == 1
    assert 'quoted: "Gina Bell was Ada Bell\'s mother."' in result.stdout


def test_why_not_names_both_sides(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
    result = run("why", "Cleo Dunn", "friendOf", "Max Orr", store=store)
    assert result.exit_code == 1
    assert "denied: “Cleo Dunn is no friend of Max Orr.”" in result.stderr


def test_how_things_stood_on_a_day(told: Path) -> None:
    answer = run("query", "partners-of", "ada", "--on", "2011", "--format", "csv", store=told).stdout
    assert "Tom Vale,spouse,,2012,perhaps" in answer
    assert "ex" not in run("show", "ada", "--on", "2024", store=told).stdout.split()
    assert run("query", "partners-of", "ada", "--on", "soon", store=told).exit_code == 2


@pytest.mark.parametrize("more", [(), ("--on", "2024")])
def test_a_limit_gives_the_first_rows_and_says_what_it_left_out(told: Path, more: tuple[str, ...]) -> None:
    whole = run("query", "person", "ada", "--format", "json", *more, store=told)
    rows = json.loads(whole.stdout)
    assert len(rows) > 2
    short = run("query", "person", "ada", "--format", "json", "--limit", "2", *more, store=told)
    assert json.loads(short.stdout) == rows[:2]
    assert f"the first 2 of {len(rows)} rows" in short.stderr
    assert run("query", "person", "ada", "--format", "json", "--limit", len(rows), *more, store=told).stderr == ""
    assert whole.stderr == ""


def test_withdrawing_first_shows_then_does(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
        opened.load(second_voice())
    dry = run("withdraw", "second-voice", "--dry-run", store=store)
    assert "fact: friendship: Ada Bell, Eve Zoë Fox" in dry.stdout
    assert "fact: friendship: Ada Bell, Cleo Dunn" not in dry.stdout
    assert run("articles", "-f", "csv", store=store).stdout.count("\n") == 3
    assert run("withdraw", "second-voice", store=store).exit_code == 0
    assert run("articles", "-f", "csv", store=store).stdout.count("\n") == 2
    assert run("withdraw", "second-voice", store=store).exit_code == 1


def test_judgements_hold_at_once_and_can_be_taken_back(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
    assert {"Kay Lee", "Pia Quist"} <= set(names(store))
    assert run("same", "Kay Lee", "Pia Quist", store=store).exit_code == 0
    assert len({"Kay Lee", "Pia Quist"} & set(names(store))) == 1
    appearances = [f"https://w3id.org/peoplekg/id/article/friends/person/{name}" for name in ("Kay_Lee", "Pia_Quist")]
    assert run("different", *appearances, store=store).exit_code == 0
    assert {"Kay Lee", "Pia Quist"} <= set(names(store))
    assert run("different", *appearances, "--undo", store=store).exit_code == 0
    assert run("log", store=store).stdout.count("judge") >= 1


@pytest.mark.parametrize("form", ["turtle", "trig", "nt", "nq", "jsonld", "rdfxml"])
def test_exports_are_the_same_bytes_from_run_to_run(told: Path, form: str) -> None:
    first, second = (run("export", "--format", form, "--with-evidence", store=told).stdout_bytes for _ in range(2))
    assert first == second
    assert b"Eve Zo" in first


def test_an_export_with_evidence_comes_back_whole(told: Path, tmp_path: Path) -> None:
    for name in ("all.trig", "all.ttl"):
        run("export", "--with-evidence", "-o", tmp_path / name, store=told)
        store = tmp_path / f"{name}.store"
        assert run("import", tmp_path / name, store=store).exit_code == 0
        again = run("export", "--with-evidence", "--format", "nq", store=store).stdout_bytes
        assert again == run("export", "--with-evidence", "--format", "nq", store=told).stdout_bytes
        assert run("verify", store=store).exit_code == 0


def test_another_store_is_brought(told: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("import", told, store=store).exit_code == 0
    for store_there in (told, store):
        assert run("articles", "-f", "csv", store=store_there).stdout.count("\n") == 3
    exported = [run("export", "--with-evidence", "-f", "nq", store=one).stdout_bytes for one in (told, store)]
    assert exported[0] == exported[1]


def test_export_of_one_person_leaves_strangers_out(told: Path) -> None:
    text = run("export", "--person", "Kay Lee", "--asserted", store=told).stdout
    assert "Kay_Lee" in text
    assert "Tom_Vale" not in text


def test_validate(told: Path, tmp_path: Path) -> None:
    assert run("validate", store=told).exit_code == 0
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "@prefix pkg: <https://w3id.org/peoplekg/ontology#> .\n<urn:f> a pkg:Friendship ; pkg:firstFriend <urn:a> .\n",
        encoding="utf-8",
    )
    result = run("validate", broken)
    assert result.exit_code == 1
    assert "urn:f" in result.stdout
    assert "sh:conforms false" in run("validate", broken, "--format", "turtle").stdout
    assert all(row["message"] for row in json.loads(run("validate", broken, "-f", "json", "--locale", "it").stdout))


@pytest.mark.parametrize("options", [[], ["--asserted"], ["--with-evidence"], ["--person", "ada bell"]], ids=" ".join)
def test_an_export_conforms_to_the_shapes(told: Path, tmp_path: Path, options: list[str]) -> None:
    graph = tmp_path / "graph.ttl"
    run("export", *options, "-o", graph, store=told)
    result = run("validate", graph)
    assert (result.exit_code, result.stdout) == (0, "")


def test_sparql(told: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?c) AS ?n) { ?c a pkg:Commutation }"
    file = tmp_path / "question.rq"
    file.write_text(text, encoding="utf-8")
    for words, stdin in (([text], None), ([str(file)], None), (["-"], text)):
        assert json.loads(run("sparql", *words, "-f", "json", store=told, stdin=stdin).stdout) == [{"n": 1}]
    assert run("sparql", "SELECT {", store=told).exit_code == 2


# Extraction


def test_extract_formats(article: Path) -> None:
    one = json.loads(run("extract", article, "--format", "json").stdout)
    assert one["published"] == "2024-03-01"
    assert set(one["people"]) == {"Anna Rossi", "Marco Bianchi"}
    for fact in one["facts"]:
        start, end = fact["span"]
        assert ARTICLE[start:end] == fact["evidence"]
        assert fact["pattern"]
    samples = sorted(SAMPLES.glob("*.txt"))
    lines = run("extract", *samples, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["language"] for line in lines] == [path.name[:2] for path in samples]


def test_extract_writes_to_no_store(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("extract", article, store=store).exit_code == 0
    assert not store.exists()


# Bad input


def bad(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


CZECH = "Prezident včera odpoledne přijal na Pražském hradě nového ministra. " * 5
NOBODY = "The weather was fine yesterday, and it will be fine again tomorrow in the whole country."
BAD_ARTICLES = {
    "empty": (b"", errors.EmptyInput),
    "blank": (b"\n  \n\t\n", errors.EmptyInput),
    "binary": (bytes(range(256)) * 50, errors.UnreadableInput),
    "huge": (b"Anna Rossi sang. " * 3_200_000, errors.UnreadableInput),
    "czech": (CZECH.encode(), errors.UnsupportedLanguage),
    "nobody": (NOBODY.encode(), errors.NoPeople),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_gets_one_message_and_its_exit_code_and_leaves_the_store_alone(tmp_path: Path, name: str) -> None:
    content, error = BAD_ARTICLES[name]
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
    before = run("export", "--with-evidence", "--format", "nq", store=store).stdout_bytes
    result = run("load", bad(tmp_path / f"{name}.txt", content), store=store)
    assert result.exit_code == error.exit_code, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.startswith("peoplekg: ")
    assert run("export", "--with-evidence", "--format", "nq", store=store).stdout_bytes == before


def test_a_folder_with_unreadable_files_loads_the_others_and_lists_the_failures(article: Path, tmp_path: Path) -> None:
    bad(tmp_path / "binary.txt", bytes(range(256)) * 50)
    bad(tmp_path / "empty.txt", b"")
    store = tmp_path / "elsewhere" / "store"
    result = run("load", tmp_path, store=store)
    assert result.exit_code == 10
    assert "2 inputs could not be used:" in result.stderr
    assert "binary.txt" in result.stderr
    assert result.stdout.startswith("article")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["load", "missing.txt"], 3),
        (["load", "{article}", "--published", "yesterday"], 2),
        (["load", "{article}", "--language", "tlh"], 5),
        (["query", "enemies-of", "Kim"], 2),
        (["query", "events-between", "may", "2018"], 2),
        (["query", "friends-of"], 2),
        (["query", "friends-of", "Nobody Atall"], 1),
        (["withdraw", "nothing"], 1),
        (["validate", "missing.ttl"], 3),
        (["validate", "{broken}"], 7),
        (["import", "{broken}"], 7),
        (["import", "{folder}"], 8),
        (["export", "-o", "{folder}/no/such/folder.ttl"], 2),
        (["people", "--store", "{article}"], 8),
        (["load", "{article}", "--store", "{folder}"], 8),
        (["frobnicate"], 2),
    ],
)
def test_each_failure_has_its_exit_code_and_one_message(
    words: list[str], code: int, article: Path, tmp_path: Path
) -> None:
    broken = bad(tmp_path / "broken.ttl", b"@prefix x: <urn:x> .\nx:a x:b .\n")
    filled = [word.format(article=article, broken=broken, folder=tmp_path) for word in words]
    result = run(*filled)
    assert result.exit_code == code, result.output
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    if code == 7:
        assert "line 2" in result.stderr


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
    (marker,) = [path for path in store.iterdir() if path.is_file()]
    marker.write_text("999\n", encoding="utf-8")
    before = files(store)
    result = run("people", store=store)
    assert result.exit_code == 8
    assert "newer" in result.stderr
    assert files(store) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_cannot_be_written(article: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert run("load", article, store=tmp_path / "store").exit_code == 8
    finally:
        tmp_path.chmod(0o700)


def test_two_processes_at_once_get_a_clear_message(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Store.open(store) as opened:
        opened.load(friends())
        command = [sys.executable, "-m", "peoplekg", "--store", str(store), "load", str(article)]
        other = subprocess.run(command, capture_output=True, text=True)
    assert other.returncode == 8
    assert "in use" in other.stderr
    assert "Traceback" not in other.stderr


# Manners


def test_a_closed_pipe_is_no_error(told: Path) -> None:
    command = f"{sys.executable} -m peoplekg --store {told} export --format nq --with-evidence | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.startswith("<")


def test_a_question_loads_no_heavy_library(told: Path) -> None:
    script = (
        "import sys\nfrom peoplekg.cli import main\n"
        f"main(['--store', {str(told)!r}, 'query', 'friends-of', 'cleo'], standalone_mode=False)\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    reading = ("trafilatura", "simplemma", "charset_normalizer")
    for heavy in (*reading, "rdflib", "pyshacl", "owlrl", "shifty", "rapidfuzz"):
        assert f"'{heavy}'" not in done.stderr


def commands() -> Iterator[list[str]]:
    yield []
    for name in main.list_commands(click.Context(main)):
        yield [name]


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_help_teaches(words: list[str]) -> None:
    text = run(*words, "--help").stdout
    assert "Usage:" in text
    assert len(text.splitlines()[2].strip()) > 20


def complete(line: str, store: Path) -> list[str]:
    """What bash would offer for the last word of a command line."""
    environment = {
        **os.environ,
        "_PEOPLEKG_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "PEOPLEKG_STORE": str(store),
    }
    script = "from peoplekg.cli import main; main(prog_name='peoplekg')"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return [value.partition(",")[2] for value in done.stdout.split()]


def test_completion_knows_commands_queries_and_people(told: Path) -> None:
    assert complete("peoplekg tim", told) == ["timeline"]
    assert complete("peoplekg query pardons-", told) == ["pardons-by", "pardons-of", "pardons-sought"]
    assert complete("peoplekg query friends-of eve", told) == ["Eve_Zoë_Fox"]
    assert complete("peoplekg query no-such-query x", told) == []
    assert run("query", "friends-of", "Eve_Zoë_Fox", store=told).exit_code == 0


def test_completion_of_people_never_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no store", encoding="utf-8")
    assert complete("peoplekg query friends-of a", tmp_path / "file") == []


def test_quiet_says_nothing_but_data(told: Path) -> None:
    assert run("-q", "query", "rivals-of", "Kay Lee", store=told).stderr == ""
    assert run("query", "rivals-of", "Kay Lee", "-q", store=told).stderr == ""


def test_version() -> None:
    assert re.fullmatch(r"peoplekg, version \d+\.\d+\.\d+\n", run("--version").stdout)


def test_every_exit_code_has_one_meaning() -> None:
    own = [error for error in vars(errors).values() if isinstance(error, type) and error is not errors.PeopleKGError]
    codes = [error.exit_code for error in own]
    shared = {errors.NotFound, errors.Ambiguous}
    assert len(set(codes)) == len(codes) - len(shared) + 1
