"""Authorities: people whom others know, from a file or from a reconciliation service, settle who is who."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from written import article, born, contents, role, tie

from peoplekg import authority
from peoplekg.cli import main
from peoplekg.errors import BrokenRDF, EmptyInput, NotFound, UnreadableInput, WrongArgument
from peoplekg.export import Format, serialize
from peoplekg.reconciling import reconcile
from peoplekg.store import Store

KIM, WEST, IVA = "Kim Lee", "Kimberly West", "Iva Ross"
Q1 = "http://www.wikidata.org/entity/Q1"

TSV = """name\taliases\twikidata\tviaf\tisni\tborn
Kim Lee\tKimberly West|K. L. West\tQ1\t7\t0000 0001 2103 2683\t1980-10-21

Iva Ross\t\thttps://www.wikidata.org/wiki/Q2\t\t\t
"""

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
@prefix wd: <http://www.wikidata.org/entity/> .
wd:Q1 skos:prefLabel "Kim Lee" ; skos:altLabel "Kimberly West", "K. L. West" ; schema:birthDate "1980-10-21" ;
    owl:sameAs <https://viaf.org/viaf/7/> , <http://isni.org/isni/0000000121032683> .
wd:Q2 skos:prefLabel "Iva Ross" .
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(store: Store) -> list[str]:
    return [one.name for one in store.people()]


@pytest.fixture
def store() -> Store:
    store = Store.open(":memory:")
    store.load(article("a", tie("friend", KIM, IVA)))
    store.load(article("b", tie("friend", WEST, IVA), published="2024-01-01"))
    return store


class TestFiles:
    def test_tsv_and_turtle_say_the_same(self, tmp_path: Path) -> None:
        tsv = authority.read(written(tmp_path, "people.tsv", TSV))
        assert tsv == authority.read(written(tmp_path, "people.ttl", TURTLE))
        assert tsv[1] == authority.Record(
            KIM,
            ("K. L. West", WEST),
            ("http://viaf.org/viaf/7", "http://www.isni.org/isni/0000000121032683", Q1),
            "1980-10-21",
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("who\tids\nKim\tQ1\n", "line 1: there is no column 'who'"),
            ("wikidata\nQ1\n", "names no column 'name'"),
            ("name\twikidata\nKim Lee\tP26\n", "line 2: 'P26' is no identifier of wikidata"),
            ("name\tborn\nKim Lee\tlong ago\n", "line 2: 'long ago' is no date"),
            ("name\tborn\nKim Lee\t1980\tQ1\n", "line 2: 3 cells for 2 columns"),
            ("name\tborn\n\t1980\n", "line 2: there is no name"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_line(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(UnreadableInput, match=message):
            authority.read(written(tmp_path, "people.tsv", text))

    def test_an_empty_file_and_a_missing_one(self, tmp_path: Path) -> None:
        with pytest.raises(EmptyInput):
            authority.read(written(tmp_path, "people.tsv", "name\twikidata\n"))
        with pytest.raises(UnreadableInput):
            authority.read(tmp_path / "nothing.tsv")
        with pytest.raises(BrokenRDF):
            authority.read(written(tmp_path, "people.ttl", "wd:Q1 a ."))


class TestIdentity:
    def test_aliases_make_one_person_and_withdrawing_takes_it_back(self, store: Store, tmp_path: Path) -> None:
        before = contents(store)
        assert names(store) == [IVA, KIM, WEST]
        loaded = store.load_authority("people", authority.read(written(tmp_path, "people.tsv", TSV)))
        assert (loaded.records, loaded.people) == (2, 2)
        assert names(store) == [IVA, KIM]
        assert store.find_person(WEST).ids[-1] == Q1
        assert store.find_person("k l west").name == KIM
        store.withdraw_authority("people")
        assert contents(store) == before
        with pytest.raises(NotFound, match="there is no authority 'people'"):
            store.withdraw_authority("people")

    def test_it_holds_for_articles_loaded_later_and_again(self, tmp_path: Path) -> None:
        late = Store.open(":memory:")
        late.load_authority("people", authority.read(written(tmp_path, "people.tsv", TSV)))
        late.load(article("a", tie("friend", KIM, IVA)))
        late.load(article("b", tie("friend", WEST, IVA)))
        assert names(late) == [IVA, KIM]
        late.withdraw("b")
        late.load(article("b", role(WEST, "actor")))
        assert names(late) == [IVA, KIM]

    def test_near_names_of_two_records_stay_apart(self) -> None:
        store = Store.open(":memory:")
        store.load(article("a", tie("friend", "Donald Moss", IVA)))
        store.load(article("b", tie("friend", "Donald J. Moss", IVA)))
        assert names(store) == ["Donald Moss", IVA]
        store.load_authority(
            "people", [authority.Record("Donald Moss", (), (Q1,)), authority.Record("Donald J. Moss", (), (Q1 + "2",))]
        )
        assert names(store) == ["Donald J. Moss", "Donald Moss", IVA]
        assert store.undecided() == []

    def test_dates_that_disagree_settle_nothing(self, store: Store) -> None:
        store.load(article("c", born(KIM, "1950-01-01")))
        store.load_authority("people", [authority.Record(KIM, (WEST,), (Q1,), "1980")])
        assert names(store) == [IVA, KIM, WEST]
        assert store.find_person(KIM).ids == ()

    def test_a_wrong_article_does_not_outweigh_one_that_agrees(self, store: Store) -> None:
        store.load(article("c", *(born(KIM, "1980-10-21") for _ in range(2)), published="2020-01-01"))
        for number in range(3):
            store.load(article(f"d{number}", born(KIM, "1980-10-21"), role(KIM, "actor", "Skims")))
        store.load(article("e", born(KIM, "1970-01-01"), role(KIM, "actor", "Skims"), tie("friend", KIM, IVA)))
        store.load_authority("people", [authority.Record(KIM, (), (Q1,), "1980-10-21")])
        assert (Q1,) in [one.ids for one in store.people("kim lee")]

    def test_namesakes_are_told_by_their_birth(self) -> None:
        store = Store.open(":memory:")
        store.load(article("a", born(KIM, "1950-01-01")))
        store.load(article("b", born(KIM, "1980-05-05")))
        store.load_authority(
            "people", [authority.Record(KIM, (), (Q1,), "1950"), authority.Record(KIM, (), (Q1 + "2",), "1980")]
        )
        assert sorted(one.ids for one in store.people()) == [(Q1,), (Q1 + "2",)]

    def test_the_user_has_the_last_word(self, store: Store) -> None:
        store.judge_different(*(store.find_person(name).iri for name in (KIM, WEST)))
        store.load_authority("people", [authority.Record(KIM, (WEST,), (Q1,))])
        assert names(store) == [IVA, KIM, WEST]

    @pytest.mark.parametrize("form", ["trig", "turtle", "nq", "jsonld"])
    def test_it_survives_an_export(self, store: Store, tmp_path: Path, form: Format) -> None:
        store.load_authority("people", authority.read(written(tmp_path, "people.tsv", TSV)))
        suffix = {"trig": ".trig", "turtle": ".ttl", "nq": ".nq", "jsonld": ".jsonld"}[form]
        path = tmp_path / f"all{suffix}"
        path.write_bytes(serialize(store.export(), form))
        other = Store.open(":memory:")
        list(other.import_rdf(path))
        assert contents(other) == contents(store)
        assert other.verify() == []

    def test_the_journal_tells_of_it(self, store: Store) -> None:
        store.load_authority("people", [authority.Record(KIM, (WEST,), (Q1,))])
        store.load_authority("people", [authority.Record(KIM, (WEST,), (Q1,))])
        store.withdraw_authority("people")
        assert [entry.done for entry in store.log()][2:] == ["authority loaded", "authority withdrawn"]


class Service:
    """A reconciliation service on loopback; it knows who is in ``known`` and counts what it was asked."""

    MANIFEST: ClassVar = {"versions": ["0.2"], "name": "Test", "identifierSpace": "http://www.wikidata.org/entity/"}

    def __init__(self, known: dict[str, list[dict[str, object]]]) -> None:
        self.asked: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(service.MANIFEST)

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                asked = json.loads(form["queries"][0])
                service.asked.extend(one["query"] for one in asked.values())
                self.answer({key: {"result": known.get(one["query"], [])} for key, one in asked.items()})

            def answer(self, said: object) -> None:
                data = json.dumps(said).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service(
        {
            KIM: [
                {"id": "Q1", "name": "Kim Lee", "score": 100, "match": True},
                {"id": "Q9", "name": "Kim Leeds", "score": 40, "match": False},
            ],
            WEST: [{"id": "Q1", "name": "Kim Lee", "score": 98, "match": True}],
            IVA: [{"id": "Q2", "name": "Iva Ross", "score": 60, "match": False}],
        }
    )
    yield running
    running.stop()


class TestReconciling:
    def test_what_the_service_is_sure_of_settles_identity(self, store: Store, service: Service) -> None:
        found = reconcile(store, service.url, store.people())
        assert [(one.person, one.settled.iri if one.settled else one.why_not) for one in found] == [
            (IVA, "none is sure"),
            (KIM, Q1),
            (WEST, Q1),
        ]
        assert names(store) == [IVA, KIM]
        assert store.find_person(KIM).ids == (Q1,)
        store.withdraw_authority("127.0.0.1")
        assert names(store) == [IVA, KIM, WEST]

    def test_no_name_is_asked_twice(self, store: Store, service: Service) -> None:
        people = store.people()
        reconcile(store, service.url, people)
        once = contents(store)
        assert sorted(service.asked) == [IVA, KIM, WEST]
        assert not any(one.asked for one in reconcile(store, service.url, people))
        assert len(service.asked) == 3
        assert contents(store) == once
        reconcile(store, service.url, people, again=True)
        assert len(service.asked) == 6

    def test_many_people_are_asked_in_batches(self, service: Service) -> None:
        store = Store.open(":memory:")
        store.load(article("a", *(role(f"Ann Lee{chr(97 + n // 26)}{chr(97 + n % 26)}", "actor") for n in range(45))))
        assert len(reconcile(store, service.url, store.people())) == 45
        assert len(service.asked) == 45

    def test_two_people_of_one_name_are_not_settled_by_it(self, service: Service) -> None:
        store = Store.open(":memory:")
        store.load(article("a", born(KIM, "1950-01-01")))
        store.load(article("b", born(KIM, "1980-05-05")))
        (found,) = reconcile(store, service.url, store.people())
        assert found.why_not == "2 people here have this name"
        assert [one.ids for one in store.people()] == [(), ()]

    def test_what_is_no_service_is_named(self, store: Store, service: Service) -> None:
        with pytest.raises(WrongArgument, match="is no address"):
            reconcile(store, "wikidata", store.people())
        service.stop()
        with pytest.raises(UnreadableInput, match="does not answer"):
            reconcile(store, service.url, store.people())

    def test_the_command(self, tmp_path: Path, store: Store, service: Service) -> None:
        with Store.open(tmp_path / "store") as kept:
            kept.load(store.article("a"))
        said = ["authority", "--reconcile", service.url, "--store", str(tmp_path / "store")]
        first = CliRunner().invoke(main, said)
        assert first.exit_code == 0, first.output
        assert Q1 in first.output.replace("\n", "")
        assert "none is sure" in first.output
        again = CliRunner().invoke(main, said)
        assert KIM not in again.output
        assert "kept answer" in again.output
