"""A store behind SPARQL servers of two makes, which the tests start: the same as one here. Clear words without one."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, pairwise
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pyoxigraph as px
import pytest
from written import contents

from peoplekg import graph, queries
from peoplekg.errors import NotFound, StoreError, WrongArgument
from peoplekg.path import find_path
from peoplekg.pipeline import load_articles
from peoplekg.reading import read
from peoplekg.resources import resource
from peoplekg.store import Store
from peoplekg.store.bringing import bring
from peoplekg.store.graph_store import GraphStore
from peoplekg.store.remote import RemoteQuads
from peoplekg.store.rewriting import bound, declared, within
from peoplekg.store.wire import Server

VIRTUOSO = """
[Database]
DatabaseFile = v.db
TransactionFile = v.trx
ErrorLogFile = v.log
LockFile = v.lck
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 5000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def started(command: list[str], folder: Path, ready: str) -> subprocess.Popen[str]:
    """A server that has said that it is ready."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if ready in line:
            return process
    raise AssertionError(f"{command[0]} did not start: {''.join(said)}")


def oxigraph(folder: Path) -> tuple[subprocess.Popen[str], str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("Oxigraph's server is not installed (pip install oxigraph)")
    port = free_port()
    process = started([program, "serve", "--bind", f"127.0.0.1:{port}"], folder, "Listening for requests")
    return process, f"http://127.0.0.1:{port}/query"


def virtuoso(folder: Path, rows: int = 1_000_000) -> tuple[subprocess.Popen[str], str]:
    program, shell = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or shell is None:
        pytest.skip("Virtuoso is not installed (Debian's package virtuoso-opensource-7-bin)")
    sql, web = free_port(), free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(sql=sql, web=web, rows=rows), encoding="utf-8")
    process = started([program, "+configfile", "v.ini", "+foreground"], folder, "Server online")
    subprocess.run(
        [shell, f"127.0.0.1:{sql}", "dba", "dba", 'EXEC=GRANT SPARQL_UPDATE TO "SPARQL";'],
        check=True,
        capture_output=True,
    )
    return process, f"http://127.0.0.1:{web}/sparql"


@pytest.fixture(scope="module", params=[oxigraph, virtuoso], ids=["oxigraph", "virtuoso"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers queries."""
    process, found = request.param(tmp_path_factory.mktemp("server"))
    yield found
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def stores(address: str) -> Iterator[tuple[Store, Store]]:
    """The samples in a store behind the server, and in one here."""
    with Store.open(address) as there, Store.open(":memory:") as here:
        for store in (there, here):
            list(load_articles(store, read([str(resource("data/samples"))], on_failure=print)))
        yield there, here


def test_the_server_has_what_a_store_here_has(stores: tuple[Store, Store]) -> None:
    there, here = stores
    assert contents(there) == contents(here)
    assert there.stats() == here.stats()


def test_every_canned_query_is_answered_alike(stores: tuple[Store, Store]) -> None:
    there, here = stores
    people = [one.iri for one in here.people()][:12]
    answers = 0
    for name in queries.names():
        parameters = [one for one in queries.find(name).parameters if one.kind == "person"]
        if len(parameters) != len(queries.find(name).parameters):
            continue
        if name == "person" and there.quads.address.endswith("/sparql"):  # type: ignore[attr-defined]
            continue  # Virtuoso 7 takes an IF with a branch that has no value for its other branch
        for whom, other in pairwise(people):
            arguments = {one.name: value for one, value in zip(parameters, (whom, other), strict=False)}
            expected = queries.ask(here, name, arguments)
            assert queries.ask(there, name, arguments) == expected
            answers += len(expected.rows)
    assert answers > 20


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?name { ?someone a pkg:Person ; rdfs:label ?name } ORDER BY ?name",
        "SELECT (COUNT(DISTINCT ?article) AS ?n) { GRAPH ?article { ?article a pkg:Article } }",
        "ASK { ?fact a pkg:Marriage }",
        "CONSTRUCT { ?a pkg:friendOf ?b } WHERE { ?a pkg:friendOf ?b }",
    ],
)
def test_any_query_is_answered_alike(stores: tuple[Store, Store], query: str) -> None:
    there, here = stores
    assert queries.run(there, query) == queries.run(here, query)


def test_a_malformed_query_is_the_users_fault(stores: tuple[Store, Store]) -> None:
    with pytest.raises(WrongArgument):
        stores[0].query("SELECT nothing at all")


def test_people_and_paths_are_found_alike(stores: tuple[Store, Store]) -> None:
    there, here = stores
    known = here.people()
    assert there.people() == known
    assert [there.people(one.name[:4]) for one in known[:5]] == [here.people(one.name[:4]) for one in known[:5]]
    ends = [(px.NamedNode(one.iri), px.NamedNode(other.iri)) for one, other in zip(known, known[9:], strict=False)]
    assert [find_path(there, *two) for two in ends] == [find_path(here, *two) for two in ends]


def test_what_is_loaded_already_is_known_and_what_is_withdrawn_is_gone(stores: tuple[Store, Store]) -> None:
    there, here = stores
    samples = [str(path) for path in sorted(resource("data/samples").glob("*.txt"))]
    (again,) = load_articles(there, read(samples[:1], on_failure=print))
    assert again.outcome == "unchanged"
    for store in (there, here):
        store.withdraw(again.article)
    assert contents(there) == contents(here)
    for store in (there, here):
        list(load_articles(store, read(samples[:1], on_failure=print)))
    assert contents(there) == contents(here)


def test_judgements_are_kept_there(stores: tuple[Store, Store]) -> None:
    there, here = stores
    first, second = (one.iri for one in here.people()[:2])
    for store in (there, here):
        assert store.judge_same(first, second)
    assert contents(there) == contents(here)
    for store in (there, here):
        assert store.forget_judgement(first, second)
    assert contents(there) == contents(here)


def test_a_graph_comes_whole_by_the_graph_store(address: str, stores: tuple[Store, Store]) -> None:
    _, here = stores
    graphs = GraphStore(Server(address))
    some = graph.article_iri(here.articles()[0].id)
    expected = {quad.triple for quad in here.quads.quads_for_pattern(None, None, None, some)}
    assert set(graphs.get(some, lambda: len(expected)) or ()) == expected
    assert graphs.get(px.NamedNode("https://example.org/none"), lambda: 0) == []


def test_a_server_without_a_graph_store_gives_the_same(
    address: str, stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEOPLEKG_STORE_GRAPHS", address + "/nowhere")
    with Store.open(address) as there:
        assert contents(there) == contents(stores[1])


def test_the_graph_store_of_another_server_gets_no_password(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEOPLEKG_STORE_GRAPHS", "https://example.org/graphs")
    with pytest.raises(StoreError, match="not on the server"):
        Store.open(address)


def test_a_part_of_a_graph_is_never_taken_for_the_whole(tmp_path: Path) -> None:
    process, address = virtuoso(tmp_path, rows=1_500)
    try:
        node = graph.article_iri("a")
        with Store.open(address) as store:
            for begin in (0, 1_000):
                numbers = (px.Literal(str(number)) for number in range(begin, begin + 1_000))
                store.quads.extend(px.Quad(node, graph.LABEL, number, node) for number in numbers)
            with pytest.raises(StoreError, match="ResultSetMaxRows"):
                list(store.export("evidence"))
            store.quads.update(f"DELETE {{ GRAPH {node} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}")
            assert list(store.export("evidence")) == []
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def guarded(address: str) -> Iterator[str]:
    """The same server behind one that lets in Ada only, and is busy every other time."""
    wanted = f"Basic {b64encode(b'ada:secret').decode()}"
    turns = cycle((503, 200))

    class Guard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status = 401 if self.headers["Authorization"] != wanted else next(turns)
            if status == 200:
                passed = {name: self.headers[name] for name in ("Accept", "Content-Type") if self.headers[name]}
                answer = Server(address).send(self.command, self.path, body or None, passed)
                status, body = answer.status, answer.body
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    guard = ThreadingHTTPServer(("127.0.0.1", 0), Guard)
    Thread(target=guard.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{guard.server_port}{urlsplit(address).path}"
    guard.shutdown()
    guard.server_close()


def test_who_has_no_credentials_is_not_let_in(guarded: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(StoreError, match="PEOPLEKG_STORE_USER"):
        Store.open(guarded)


@pytest.mark.parametrize("where", ["environment", "netrc"])
def test_credentials_open_the_door_also_where_the_server_is_busy_at_first(
    guarded: str, stores: tuple[Store, Store], where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    if where == "netrc":
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret\n", encoding="utf-8")
        (tmp_path / ".netrc").chmod(0o600)
    else:
        monkeypatch.setenv("PEOPLEKG_STORE_USER", "ada")
        monkeypatch.setenv("PEOPLEKG_STORE_PASSWORD", "secret")
    with Store.open(guarded) as there:
        assert set(there.export("asserted")) == set(stores[1].export("asserted"))


@pytest.mark.parametrize("server", [oxigraph, virtuoso])
def test_a_store_is_brought_to_a_server_as_it_is(
    server: Callable[[Path], tuple[subprocess.Popen[str], str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, address = server(tmp_path)
    try:
        with Store.open(tmp_path / "store") as here:
            samples = list(read([str(resource("data/samples"))], on_failure=print))
            list(load_articles(here, samples[:-1]))
            half_brought(address)
            with pytest.raises(StoreError, match="only a part"):
                Store.open(address)
            reports = list(bring(here, address))
            assert [report.article for report in reports] == [article.id for article in here.articles()]
            with Store.open(address) as there:
                assert (contents(there), there.log()) == (contents(here), here.log())
                for store in (here, there):
                    list(load_articles(store, samples[-1:]))
                assert contents(there) == contents(here)
            assert {report.outcome for report in bring(here, address)} == {"unchanged"}
            # Without the protocol for graphs.
            half_brought(address)
            monkeypatch.setenv("PEOPLEKG_STORE_GRAPHS", address + "/nowhere")
            list(bring(here, address))
            with Store.open(address) as there:
                assert (contents(there), there.log()) == (contents(here), here.log())
    finally:
        process.kill()
        process.communicate()


def half_brought(address: str) -> None:
    """Begins to bring another store and stops on the way."""
    there = RemoteQuads(address)
    there.begin()
    node = graph.article_iri("another")
    there.put(node, [px.Quad(node, graph.LABEL, px.Literal("Half of it"), node)])


def test_a_store_that_has_articles_gets_those_of_another_one_by_one(tmp_path: Path) -> None:
    samples = list(read([str(resource("data/samples"))], on_failure=print))
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "all") as whole:
        list(load_articles(one, samples[:4]))
        list(load_articles(whole, samples))
        first, second = (person.iri for person in one.people()[:2])
        for store in (one, whole):
            store.judge_different(first, second)
        with Store.open(tmp_path / "two") as two:
            list(load_articles(two, samples[3:]))
        outcomes = [report.outcome for report in bring(one, tmp_path / "two")]
        assert sorted(outcomes) == ["new", "new", "new", "unchanged"]
        with Store.open(tmp_path / "two") as two:
            assert contents(two) == contents(whole)


def test_an_empty_store_is_not_brought(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as empty, pytest.raises(NotFound, match="no article"):
        list(bring(empty, tmp_path / "other"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:9/query", "does not answer"),
        ("http://example.org/query", "not encrypted"),
        ("https://ada:secret@example.org/query", "holds no password"),
    ],
)
def test_without_a_server_the_user_is_told(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Store.open(address)


def test_what_looks_like_a_variable_in_a_text_is_none() -> None:
    one = px.NamedNode("http://x")
    query = "SELECT ?a { ?a ?b '?a' , \"{?a\" . # ?a }\n} ORDER BY ?a"
    assert bound(query, {px.Variable("a"): one}) == (
        "SELECT (<http://x> AS ?a) { <http://x> ?b '?a' , \"{?a\" . # ?a }\n} ORDER BY ?a"
    )


def test_only_prefixes_that_are_used_and_not_declared_are_put_before_a_query() -> None:
    query = "PREFIX a: <http://a#> ASK { a:x b:y 'c:z' }"
    known = dict.fromkeys("abc", "http://known#")
    assert declared(query, known) == "PREFIX b: <http://known#>\n" + query


def test_a_graph_is_asked_within_the_where_of_a_construct() -> None:
    query = within("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c { ?c ?d ?e } }", px.NamedNode("http://g"))
    assert query == "CONSTRUCT { ?a ?b ?c } WHERE { GRAPH <http://g> { ?a ?b ?c { ?c ?d ?e } }}"
