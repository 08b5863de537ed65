"""What a reader of any kind of source gets: the article, and one clear word about what is none."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import threading
import tomllib
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peoplekg.errors import (
    BrokenResource,
    EmptyInput,
    PeopleKGError,
    UnreadableInput,
    UnsupportedLanguage,
    WrongArgument,
)
from peoplekg.model import Article
from peoplekg.reading import Failure, identify, name_of, read, read_file, read_html, read_jsonl, read_text, read_url
from peoplekg.reading.conventions import conventions
from peoplekg.reading.dates import check_published, find_dates
from peoplekg.reading.decoding import decode
from peoplekg.resources import resource

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.toml"))
SAMPLES = sorted(resource("data/samples").glob("*.txt"))
LANGUAGES = ("en", "es", "it")
ITALIAN = "Zoe Neri e Max Verdi\n2023-11-03\n\nLa cantante Zoe Neri ha sposato il regista Max Verdi, però in segreto.\n"

PAGE = """<!doctype html><html lang="it"><head><meta charset="{charset}">
<title>Zoe Neri sposa Max Verdi a Cefalù | Il Foglio di prova</title>
<meta property="article:published_time" content="2023-11-03T08:00:00+01:00"></head><body>
<nav><a href="/">Home</a> <a href="/gossip">Gossip</a></nav>
<article><h1>Zoe Neri sposa Max Verdi a Cefalù</h1>
<p>La cantante Zoe Neri ha sposato Max Verdi sabato a Cefalù, davanti a duecento invitati e a una folla.</p>
<p>Tra gli ospiti c'era <a href="/x">l'amica Lia Russo</a>, attrice, che alla sposa ha fatto da testimone.</p></article>
<aside><h3>Articoli correlati</h3><ul><li>Tea Galli sposa a sorpresa</li></ul></aside>
<footer>© 2023 Tutti i diritti riservati. Cookie policy</footer></body></html>"""


def parts(article: Article, kind: str) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.kind == kind]


def read_all(*sources: str | Path, **options: Any) -> tuple[list[Article], list[Failure]]:
    failures: list[Failure] = []
    articles = list(read([str(source) for source in sources], on_failure=failures.append, **options))
    return articles, failures


# Plain text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_pasted_page_is_read_as_its_article(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    article = read_text(case["text"], id=path.stem, languages=LANGUAGES)
    assert article.language == case["language"]
    assert article.published == case.get("published")
    assert parts(article, "headline") == ([case["headline"]] if "headline" in case else [])
    assert parts(article, "paragraph") == case["paragraphs"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_articles_of_their_format(path: Path) -> None:
    headline, date, _, *body = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    article = read_file(path)
    assert article.language == path.stem[:2]
    assert (article.title, article.published) == (headline, date)
    assert parts(article, "paragraph") == [line for line in body if line]


def test_a_single_sentence_is_one_paragraph() -> None:
    article = read_text("Waldegrave is the son of Geoffrey Noel Waldegrave", id="1", languages=LANGUAGES)
    assert [block.kind for block in article.blocks] == ["paragraph"]
    assert article.title is None


def test_what_the_user_says_wins() -> None:
    article = read_text(ITALIAN, id="a", language="IT", published="2020-01", title="Nozze", languages=LANGUAGES)
    assert (article.language, article.published, article.title) == ("it", "2020-01", "Nozze")


def test_a_given_title_makes_the_line_that_says_it_the_headline() -> None:
    text = "Zoe Neri sposa Max Verdi.\n\nLo ha detto lei stessa ieri sera alla radio.\n"
    assert parts(read_text(text, id="a", language="it", languages=LANGUAGES), "headline") == []
    titled = read_text(text, id="a", language="it", title="Zoe Neri sposa Max Verdi", languages=LANGUAGES)
    assert parts(titled, "headline") == ["Zoe Neri sposa Max Verdi."]


def test_a_page_without_an_article_says_so() -> None:
    with pytest.raises(EmptyInput, match="only dates, buttons"):
        read_text("Share Tweet\n3 November 2023\nAll rights reserved\n", id="a", language="en", languages=LANGUAGES)


# Dates


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("venerdì 3 novembre 2023", "it", "2023-11-03"),
        ("1° nov. 2023", "it", "2023-11-01"),
        ("03/11/2023", "it", "2023-11-03"),
        ("November 3, 2023", "it", "2023-11-03"),  # an Italian site with English dates
        ("Nov. 3rd, 2023", "en", "2023-11-03"),
        ("the 3rd of November 2023", "en", "2023-11-03"),
        ("23/11/2023", "en", "2023-11-23"),
        ("11/23/2023", "en", "2023-11-23"),
        ("11/11/2023", "en", "2023-11-11"),
        ("3 de noviembre de 2023", "es", "2023-11-03"),
        ("2023-11-03T10:20:00+01:00", "fr", "2023-11-03"),
        ("novembre 2023", "it", "2023-11"),
    ],
)
def test_a_date_is_read_as_its_language_writes_it(line: str, language: str, value: str) -> None:
    assert [found.value for found in find_dates(line, language)] == [value]


def test_a_date_that_may_be_two_days_is_not_guessed() -> None:
    assert [found.value for found in find_dates("03/11/2023", "en")] == [None]


@pytest.mark.parametrize("line", ["31 febbraio 2023", "2023-13-01", "il 3 novembre", "in the year 2023"])
def test_what_is_no_day_of_the_calendar_is_no_date(line: str) -> None:
    assert find_dates(line, "it") == []


@pytest.mark.parametrize("given_date", ["2023", "2023-11", "2023-11-03"])
def test_a_publication_date_may_be_a_day_a_month_or_a_year(given_date: str) -> None:
    assert check_published(given_date) == given_date


@pytest.mark.parametrize("wrong", ["yesterday", "", "2023-13", "2023-02-30", "3.11.2023", "23-11-03", "2023-11-03x"])
def test_a_wrong_publication_date_is_refused(wrong: str) -> None:
    with pytest.raises(WrongArgument, match="2023-11-03, 2023-11 or 2023"):
        read_text(ITALIAN, id="a", published=wrong, languages=LANGUAGES)


def test_a_wrong_publication_date_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(WrongArgument):
        read_all(tmp_path / "a.txt", tmp_path / "b.txt", published="soon")


# Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il presidente ha graziato l'ex ministro, condannato nel 2015 per corruzione.", "it"),
        ("Marta Rossi è la moglie di Luca Bianchi.", "it"),
        ("Jane Doe is the wife of John Doe.", "en"),
        ("Barack Obama pardoned Chelsea Manning.", "en"),
        ("La actriz desmintió los rumores sobre su relación con el cantante.", "es"),
        ("Le président a gracié hier l'ancien ministre, condamné en 2015 pour corruption.", "fr"),
        ("Der Bundespräsident hat den früheren Minister begnadigt.", "de"),
        ("O presidente concedeu o indulto ao antigo ministro, condenado por corrupção.", "pt"),
        ("De zangeres en de voetballer zijn zaterdag in Amsterdam getrouwd.", "nl"),
        ("Prezydent ułaskawił byłego ministra skazanego za korupcję.", "pl"),
        ("Президент помиловал бывшего министра, осуждённого за коррупцию.", "ru"),
        ("Ο πρόεδρος έδωσε χάρη στον πρώην υπουργό.", "el"),
        ("IL PRESIDENTE HA GRAZIATO L'EX MINISTRO", "it"),
    ],
)
def test_the_language_of_a_short_text_is_told(text: str, language: str) -> None:
    assert identify(text, favoured=LANGUAGES) == language


def test_a_language_without_pack_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnsupportedLanguage, match=r"German \(de\).*English \(en\), Italian \(it\)"):
        read_text("Der Bundespräsident hat den Minister begnadigt.", id="a", languages=("en", "it"))
    with pytest.raises(UnsupportedLanguage, match='"klingon"'):
        read_text(ITALIAN, id="a", language="klingon", languages=("en", "it"))


def test_the_installed_packs_are_the_default() -> None:
    assert read_text(ITALIAN, id="a").language == "it"
    with pytest.raises(UnsupportedLanguage, match=r"Italian \(it\)"):
        read_text("Der Bundespräsident hat den Minister begnadigt.", id="a")


def test_a_text_without_words_is_empty() -> None:
    with pytest.raises(EmptyInput, match="no words"):
        read_text("12 345 --- 6", id="a", languages=LANGUAGES)


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_any_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = SAMPLES[-1].read_text(encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_file(path).text == text


def test_one_damaged_letter_does_not_spoil_the_others() -> None:
    text = "È così, perché la città è più libera, però non c'è età né virtù. "
    damaged = (text * 3).encode().replace("ù".encode(), b"\xc3", 1)
    assert decode(damaged, "a.txt").count("perché") == 3


def test_line_ends_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    articles = []
    for line_end in ("\n", "\r\n", "\r"):
        path.write_bytes(ITALIAN.replace("\n", line_end).encode())
        articles.append(read_file(path))
    assert articles[0] == articles[1] == articles[2]
    assert articles[0].text == ITALIAN


def test_a_file_is_the_same_source_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "Il mio articolo.txt"
    path.write_text(ITALIAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    from_above = read_file("sub/Il mio articolo.txt")
    monkeypatch.chdir(tmp_path / "sub")
    assert read_file("Il mio articolo.txt") == from_above == read_file(path)
    assert from_above.id.startswith("il-mio-articolo-")
    assert name_of(from_above) == "Il mio articolo"


def test_files_of_one_name_are_different_articles(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "article.txt").write_text(ITALIAN, encoding="utf-8")
    articles, _ = read_all(tmp_path)
    assert len({article.id for article in articles}) == 2
    assert {name_of(article) for article in articles} == {"article"}


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", EmptyInput, "is empty"),
        (b"\xef\xbb\xbf", EmptyInput, "is empty"),
        (b" \n\r\n\t\n\xc2\xa0\n", EmptyInput, "is empty"),
        (bytes(range(256)) * 8, UnreadableInput, "not a text"),
        (b"\x01\x02\x03\x04 abc" * 50, UnreadableInput, "not a text"),
        (b"%PDF-1.7 abc", UnreadableInput, "PDF"),
        (b"PK\x03\x04abc", UnreadableInput, "Word"),
        (b"\xff\xfea\x00b", UnreadableInput, "damaged"),
        (b"2023 11 03", EmptyInput, "no words"),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, content: bytes, error: type[PeopleKGError], says: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=says) as caught:
        read_all(path)
    assert str(path) in str(caught.value)


def test_a_text_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableInput, match=r"larger than 10 MB.*JSON Lines"):
        read_file(path)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"missing\.txt cannot be read: no such file"):
        read_all("missing.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ITALIAN, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="permission denied"):
        read_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    pipe = tmp_path / "63"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(ITALIAN.encode(),))
    writer.start()
    article = read_file(pipe)
    writer.join()
    assert (article.text, article.source) == (ITALIAN, None)
    assert article.id.startswith("stdin-")


def test_json_is_asked_for_as_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"id": "1", "text": "x"}', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="JSON Lines"):
        read_file(path)


# Several sources


def test_sources_are_read_in_their_order_and_the_failures_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(ITALIAN, encoding="utf-8")
    (tmp_path / "de.txt").write_text("Der Präsident hat den Minister begnadigt.", encoding="utf-8")
    articles, failures = read_all(*(tmp_path / name for name in ("b.txt", "none.txt", "de.txt", "a.txt", "b.txt")))
    assert [name_of(article) for article in articles] == ["b", "a"]
    assert [Path(failure.source).name for failure in failures] == ["none.txt", "de.txt"]
    assert [type(failure.error) for failure in failures] == [UnreadableInput, UnsupportedLanguage]


def test_a_folder_is_read_by_name_and_its_failures_told(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z/1.txt", "b.md", "a.txt", ".hidden.txt", ".git/x.txt", "notes.csv"):
        (tmp_path / name).write_text(ITALIAN, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    articles, failures = read_all(tmp_path)
    assert [name_of(article) for article in articles] == ["a", "b", "page", "1"]
    assert [failure.source for failure in failures] == [str(tmp_path / "bad.txt")]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyInput, match=r"no articles in it.*\.txt"):
        read_all(tmp_path)


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ITALIAN, encoding="utf-8")
    articles = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], on_failure=lambda failure: None)
    first = next(articles)
    (tmp_path / "b.txt").write_text(ITALIAN, encoding="utf-8")
    assert [name_of(first), name_of(next(articles))] == ["a", "b"]


def from_stdin(data: bytes) -> list[Any]:
    """What another process reads from its standard input."""
    program = (
        "import sys, json\n"
        "from peoplekg.reading import read\n"
        "for a in read(['-', 'missing.txt'], on_failure=lambda f: print(json.dumps([f.source]))):\n"
        "    print(json.dumps([a.id, a.title, a.published, a.source, len(a.blocks)]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_standard_input_may_be_a_text_a_page_or_json_lines() -> None:
    text, missing = from_stdin(ITALIAN.encode())
    assert text[0].startswith("stdin-") and text[1:] == ["Zoe Neri e Max Verdi", "2023-11-03", None, 2]
    assert missing == ["missing.txt"]
    page, _ = from_stdin(PAGE.format(charset="utf-8").encode())
    assert page[1] == "Zoe Neri sposa Max Verdi a Cefalù"
    one, broken, two, _ = from_stdin(
        b'{"id": "1", "text": "Zoe Neri ha sposato Max Verdi."}\n'
        b'{"id": 2\n'
        b'{"id": 3, "text": "Lia Russo ama Ugo Conti."}'
    )
    assert (one[0], two[0]) == ("1", "3")
    assert broken == ["standard input:2"]


# JSON Lines


def records(*lines: str | dict[str, Any]) -> tuple[list[Article], list[tuple[int, PeopleKGError]]]:
    errors: list[tuple[int, PeopleKGError]] = []
    data = [(line if isinstance(line, str) else json.dumps(line)).encode() + b"\n" for line in lines]
    articles = read_jsonl(
        data, where="a.jsonl", on_error=lambda number, error: errors.append((number, error)), languages=LANGUAGES
    )
    return list(articles), errors


def test_a_record_may_say_everything() -> None:
    (article,), errors = records(
        {"id": "n/1", "text": "Zoe ama Max.", "title": "Amore", "published": "2023-11-03T10:00:00Z", "language": "it",
         "source": "https://example.org/1", "score": 7}
    )  # fmt: skip
    assert errors == []
    assert (article.title, article.published, article.language) == ("Amore", "2023-11-03", "it")
    assert article.source == "https://example.org/1"
    assert article.id.startswith("n-1-")  # a slash is not safe in an IRI


def test_a_record_needs_only_id_and_text() -> None:
    (article,), _ = records({"id": 7, "text": "Zoe Neri ha sposato Max Verdi.", "title": None, "published": ""})
    assert (article.id, article.title, article.published, article.source) == ("7", None, None, "a.jsonl#7")
    assert [block.kind for block in article.blocks] == ["paragraph"]


def test_ids_that_look_alike_stay_apart() -> None:
    articles, _ = records(
        *({"id": id, "text": "Zoe ama Max.", "language": "it"} for id in ("a b", "a-b", "a/b", "A-b"))
    )
    assert len({article.id for article in articles}) == 4
    assert articles[1].id == "a-b"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "line 2 is not JSON"),
        ("[1]", "line 2 is not an object"),
        ('{"id": "x"}', 'line 2 has no "text"'),
        ('{"text": "Zoe"}', 'line 2 has no "id"'),
        ('{"id": "", "text": "Zoe"}', 'line 2 has no "id"'),
        ('{"id": "x", "text": "Zoe", "title": 3}', 'line 2: "title" must be a string'),
        ('{"id": "x", "text": "Zoe ama Max.", "published": "ieri"}', "line 2: .*ieri"),
        ('{"id": "x", "text": "Zoe ama Max.", "language": "fr"}', 'line 2: .*"fr"'),
        ('{"id": "x", "text": " "}', "line 2 is empty"),
        ('{"id": "x", "text": "Der Präsident hat den Minister begnadigt."}', "line 2 is in German"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_number(line: str, says: str) -> None:
    good = {"id": "1", "text": "Zoe Neri ha sposato Max Verdi."}
    articles, errors = records(good, line, "", good | {"id": "4"})
    assert [article.id for article in articles] == ["1", "4"]
    ((number, error),) = errors
    assert number == 2
    with pytest.raises(PeopleKGError, match=f"a.jsonl, {says}"):
        raise error


def test_json_lines_of_any_size_take_little_memory() -> None:
    line = json.dumps({"id": "1", "text": "Zoe Neri ha sposato Max Verdi. " * 300, "language": "it"}).encode()
    tracemalloc.start()
    count = sum(1 for _ in read_jsonl((line for _ in range(1_000)), where="a", on_error=pytest.fail, languages=["it"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert peak < 1_000_000 < 1_000 * len(line)


def test_a_line_that_is_too_large_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = b'{"id": "1", "text": "Zoe Neri ha sposato Max Verdi."}'
    path.write_bytes(b'{"id": "0", "text": "' + b"a" * 12_000_000 + b'"}\n' + good)
    (article,), (failure,) = read_all(path)
    assert article.id == "1"
    assert failure.source == f"{path}:1"
    assert "larger than 10 MB" in str(failure.error)


def test_a_jsonl_file_among_the_sources(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('\ufeff{"id": "1", "text": "Zoe Neri ha sposato Max Verdi."}\nbroken\n', encoding="utf-8")
    (article,), (failure,) = read_all(path)
    assert (article.id, article.source) == ("1", f"{path.resolve().as_posix()}#1")
    assert failure.source == f"{path}:2"


# Pages


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_is_read_without_what_surrounds_the_article(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page"  # known for a page by its beginning, not by its name
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    article = read_file(path)
    assert article.title == "Zoe Neri sposa Max Verdi a Cefalù"
    assert article.published == "2023-11-03"
    assert parts(article, "headline") == [article.title]
    assert parts(article, "paragraph") == [
        "La cantante Zoe Neri ha sposato Max Verdi sabato a Cefalù, davanti a duecento invitati e a una folla.",
        "Tra gli ospiti c'era l'amica Lia Russo, attrice, che alla sposa ha fatto da testimone.",
    ]


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(EmptyInput, match="no article in it"):
        read_html("<!doctype html><html><body><img src='a.png'></body></html>", id="a", languages=LANGUAGES)


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGE.format(charset="utf-8").encode()
        status, content_type, body = {
            "/article.html": (200, "text/html; charset=utf-8", page),
            "/plain": (200, "text/plain; charset=iso-8859-1", ITALIAN.encode("latin-1")),
            "/moved": (302, "text/html", b""),
            "/gzip": (200, "text/html; charset=utf-8", gzip.compress(page)),
            "/film.mp4": (200, "video/mp4", b"\x00\x01"),
            "/large": (200, "text/html", b"<html>" + b" " * 10_000_001),
        }.get(self.path, (404, "text/html", b"<html>none</html>"))
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        if self.path == "/gzip":
            self.send_header("Content-Encoding", "gzip")
        if status == 302:
            self.send_header("Location", "/article.html")
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:  # the reader had enough
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_read(site: str) -> None:
    (article,), _ = read_all(f"{site}/article.html")
    assert article.title == "Zoe Neri sposa Max Verdi a Cefalù"
    assert article.source == f"{site}/article.html"
    assert article.id.startswith("article-")
    assert article.id == read_url(f"{site}/article.html#top").id
    assert read_url(f"{site}/moved").text == article.text
    assert read_url(f"{site}/gzip").text == article.text
    assert read_url(f"{site}/plain").text == ITALIAN


@pytest.mark.parametrize(
    ("path", "says"),
    [("/none", "404 Not Found"), ("/film.mp4", "video/mp4, not a page"), ("/large", "larger than 10 MB")],
)
def test_an_address_that_gives_no_page_says_what_it_gave(site: str, path: str, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read_url(site + path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://", "http://[bad"])
def test_an_address_that_cannot_be_reached_is_named(url: str) -> None:
    with pytest.raises(UnreadableInput, match="cannot be re"):
        read_url(url)


# The packs' data


@pytest.mark.parametrize("language", [path.parent.name for path in resource("data/lang").glob("*/reading.toml")])
def test_a_pack_has_its_twelve_months_and_its_words(language: str) -> None:
    rules = conventions(language)
    assert set(rules.months.values()) == set(range(1, 13))
    assert len(rules.weekdays) >= 14
    assert rules.byline_words and rules.buttons and rules.related and rules.ends


def test_a_pack_with_a_wrong_entry_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    monkeypatch.setattr("peoplekg.reading.conventions.resource", lambda name: tmp_path)
    for content, says in (
        ("[dates\n", "does not parse"),
        ("[dates]\nmonth = 1\n", '"dates.month"'),
        ("[dates.months]\nenero = 13\n", "from 1 to 12"),
        ("[boilerplate]\npatterns = ['(']\n", "is wrong"),
    ):
        (tmp_path / "xx" / "reading.toml").write_text(content, encoding="utf-8")
        conventions.cache_clear()
        with pytest.raises(BrokenResource, match=says):
            conventions("xx")
    conventions.cache_clear()


# Laws

LINES = st.sampled_from(
    [
        "Zoe Neri sposa Max Verdi",
        "La cantante Zoe Neri ha sposato il regista Max Verdi sabato a Cefalù, davanti a pochi invitati e amici.",
        "«È vero», ha detto lei. 😀",
        "3 novembre 2023",
        "di Maria Bianchi",
        "Share Tweet",
        "ARTICOLI CORRELATI",
        "Commenti",
        "LEGGI ANCHE: Tea Galli",
        "# Titolo",
        "* * *",
        "\u00a0",
        "",
        "   rientrata  ",
    ]
)
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).map("\n".join)


def attempt(text: str) -> Article | str:
    try:
        return read_text(text, id="a", language="it", languages=LANGUAGES)
    except EmptyInput as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_are_sorted_apart_trimmed_and_inside_the_text(text: str) -> None:
    article = attempt(text)
    if isinstance(article, str):
        return
    spans = [block.span for block in article.blocks]
    assert spans
    assert spans[0].start >= 0 and spans[-1].end <= len(article.text)
    assert all(before.end < after.start for before, after in pairwise(spans))
    for span in spans:
        assert span.of(article.text) == span.of(article.text).strip() != ""
    assert all(block.kind == "paragraph" for block in article.blocks[1:])


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_reading_twice_or_with_other_line_ends_is_the_same(text: str) -> None:
    assert attempt(text) == attempt(text) == attempt(text.replace("\r", "").replace("\n", "\r\n")) or "\r" in text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_decoding_gives_back_what_was_written(text: str, encoding: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(encoding), "a") == text


def test_reading_a_text_needs_no_library_for_pages() -> None:
    program = (
        "import sys\nfrom peoplekg.reading import read_text\n"
        "read_text('Zoe Neri ha sposato Max Verdi.', id='a')\n"
        "print(sorted({'trafilatura', 'lxml', 'charset_normalizer', 'urllib3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_stream_is_not_read_beyond_the_limit() -> None:
    from peoplekg.reading.decoding import MAX_BYTES, read_bytes

    stream = io.BytesIO(b"a" * (MAX_BYTES + 5_000_000))
    with pytest.raises(UnreadableInput, match="larger than"):
        read_bytes(stream.read, "a")
    assert stream.tell() <= MAX_BYTES + 2_000_000
