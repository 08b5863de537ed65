"""The store as its users meet it: opening, loading, finding people, what is held back, what speaks for a fact."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as px
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import aged, article, born, contents, event, inferred, parent, role, tie

from peoplekg.errors import Ambiguous, BrokenRDF, NotFound, StoreError, WrongArgument
from peoplekg.export import serialize
from peoplekg.model import Claim, Evidence, Extraction, Person
from peoplekg.ontology import term
from peoplekg.store import Store
from peoplekg.store.changes import Changes

ANN, BO, CY = "Ann Lee", "Bo Park", "Cy Young"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


class TestOpening:
    def test_what_is_loaded_is_there_when_opened_again(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "store") as store:
            store.load(article("a", tie("friend", ANN, BO)))
            before = contents(store)
        with Store.open(tmp_path / "store") as store:
            assert contents(store) == before

    def test_the_environment_says_where(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PEOPLEKG_STORE", str(tmp_path / "here"))
        with Store.open() as store:
            assert store.path == tmp_path / "here"
            assert (tmp_path / "here").is_dir()

    def test_without_a_word_it_is_in_the_users_data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PEOPLEKG_STORE", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        monkeypatch.setenv("HOME", str(tmp_path))
        with Store.open() as store:
            assert store.path is not None
            assert store.path.is_relative_to(tmp_path)

    def test_a_file_is_no_store(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError, match="is a file, not a store"):
            Store.open(tmp_path / "file")
        with pytest.raises(StoreError, match="is a file"):
            Store.open(tmp_path / "file" / "store")

    def test_a_folder_of_other_things_is_no_store_and_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("x")
        with pytest.raises(StoreError, match=r"thesis\.txt"):
            Store.open(tmp_path)
        assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]

    def test_a_store_of_a_newer_version_is_not_touched(self, tmp_path: Path) -> None:
        Store.open(tmp_path / "s").close()
        (tmp_path / "s" / "peoplekg-store").write_text("99\n")
        with pytest.raises(StoreError, match="newer version"):
            Store.open(tmp_path / "s")
        (tmp_path / "s" / "peoplekg-store").write_text("what\n")
        with pytest.raises(StoreError, match="damaged"):
            Store.open(tmp_path / "s")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(StoreError, match="cannot be written"):
            Store.open(tmp_path / "s")

    def test_a_second_process_is_told_to_wait_and_may_read(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "s") as store:
            store.load(article("a", people=(ANN,)))
            second = (
                "from peoplekg.store import Store\nfrom peoplekg.errors import StoreError\nimport sys\n"
                "try:\n    Store.open(sys.argv[1])\nexcept StoreError as error:\n    print(error)\n"
                "print(Store.open(sys.argv[1], read_only=True).find_person('lee').name)"
            )
            said = subprocess.run(
                [sys.executable, "-c", second, str(tmp_path / "s")], capture_output=True, text=True, check=True
            ).stdout
        assert "in use by another process" in said
        assert said.endswith("Ann Lee\n")

    def test_to_read_where_nothing_is_makes_nothing(self, tmp_path: Path) -> None:
        assert Store.open(tmp_path / "s", read_only=True).stats()["quads"] == 0
        assert not (tmp_path / "s").exists()

    def test_a_load_that_is_killed_is_there_wholly_or_not_at_all(self, tmp_path: Path) -> None:
        loading = (
            "import sys\nfrom written import *\nstore = Store.open(sys.argv[1])\n"
            "for n in range(100000):\n"
            "    claims = tie('friend', f'Ann Lee{n}', 'Bo Park'), role('Bo Park', 'actor', f'O{n}')\n"
            "    store.load(article(f'a-{n}', *claims))\n"
            "    print(n, flush=True)\n"
        )
        paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        done = -1
        for _ in range(2):
            process = subprocess.Popen(
                [sys.executable, "-c", loading, str(tmp_path / "s")],
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": paths},
            )
            assert process.stdout is not None
            for _ in range(3):
                done = max(done, int(process.stdout.readline()))
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
        with Store.open(tmp_path / "s") as store:
            there = [store.article(one.id) for one in store.articles()]
            assert len(there) > done
            whole = Store.open(":memory:")
            for one in there:
                whole.load(one)
            assert contents(whole) == contents(store)

    def test_opening_imports_nothing_slow(self) -> None:
        slow = "rdflib", "pyshacl", "trafilatura", "owlrl"
        code = f"import sys, peoplekg.store; print([m for m in {slow!r} if m in sys.modules])"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


class TestLoading:
    def test_the_report_says_what_came(self, store: Store) -> None:
        report = store.load(article("a", tie("friend", ANN, BO), tie("spouse", ANN, CY, polarity="denied")))
        assert (report.outcome, report.claims, report.facts) == ("new", 2, 1)
        assert report.people_new == (ANN, BO, CY)
        again = store.load(article("b", role(ANN, "actor")))
        assert (again.people_matched, again.people_new) == ((ANN,), ())

    def test_the_same_article_again_changes_nothing(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        before = set(store.quads)
        assert store.load(article("a", tie("friend", ANN, BO))).outcome == "unchanged"
        assert set(store.quads) == before

    def test_a_changed_article_takes_the_place_of_the_old_one(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        assert store.load(article("a", tie("friend", ANN, CY))).outcome == "replaced"
        assert [one.name for one in store.people()] == [ANN, CY]
        assert ("Ann_Lee", "friendOf", "Cy_Young") in inferred(store)

    def test_a_store_knows_an_article_before_it_is_read(self, store: Store) -> None:
        one = article("a", tie("friend", ANN, BO))
        assert not store.has_same(one.article)
        store.load(one)
        assert store.has_same(one.article)
        assert not store.has_same(article("a", tie("friend", ANN, BO), published="2020").article)

    def test_one_fact_of_two_articles_is_one_with_two_supports(self, store: Store) -> None:
        for name in ("a", "b"):
            store.load(article(name, tie("spouse", ANN, BO)))
        assert store.stats()["facts"] == 1
        store.withdraw("a")
        assert ("Ann_Lee", "spouseOf", "Bo_Park") in inferred(store)

    def test_what_is_denied_or_possible_derives_nothing(self, store: Store) -> None:
        store.load(
            article("a", tie("spouse", ANN, BO, polarity="denied"), tie("friend", ANN, BO, certainty="possible"))
        )
        assert inferred(store) == set()
        assert store.stats()["facts"] == 0

    def test_the_reference_engines_give_the_same_store(self, store: Store) -> None:
        said = article(
            "a", tie("spouse", ANN, BO), parent(BO, CY), event("meeting", ANN, CY, date="2018"), born(ANN, "1980")
        )
        store.load(said)
        other = Store.open(":memory:")
        other.load(said, engine="reference")
        assert contents(other) == contents(store)

    def test_articles_come_back_as_they_were(self, store: Store) -> None:
        one = article("a", aged(ANN, 42), people=(Person(ANN, ("Ann",), "f"),))
        store.load(one)
        assert store.article("a") == one
        assert store.articles()[0].published == "2023-11-03"
        with pytest.raises(NotFound, match="articles"):
            store.article("b")

    def test_the_journal_tells_what_was_done(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1699000000")
        store.load(article("a", people=(ANN, BO)))
        store.load(article("a", people=(ANN, CY)))
        store.judge_same(ANN, CY)
        store.withdraw("a")
        assert [(one.done, one.when) for one in store.log()] == [
            (done, "2023-11-03T08:26:40Z") for done in ("loaded", "replaced", "judged same", "withdrawn")
        ]
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        with pytest.raises(WrongArgument, match="SOURCE_DATE_EPOCH"):
            store.load(article("b", people=(ANN,)))

    def test_a_dry_run_says_what_would_go_and_takes_nothing(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        store.load(article("b", role(ANN, "actor")))
        before = set(store.quads)
        report = store.withdraw("b", dry_run=True)
        assert (len(report.facts), report.people) == (1, ())
        assert store.withdraw("a", dry_run=True).people == (BO,)
        assert set(store.quads) == before

    def test_withdrawing_everything_leaves_an_empty_store(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO), born(ANN, "1980")))
        store.withdraw("a")
        assert contents(store) == set()


class TestFinding:
    @pytest.fixture
    def full(self, store: Store) -> Store:
        known = Person("Renée Élise Noir", ("Renée",), "f")
        store.load(article("a", people=(known, ANN, "Bo Lee", "William Gates", "Ursula von der Leyen")))
        return store

    @pytest.mark.parametrize(
        "typed", ["Renée Élise Noir", "renee elise noir", "RENÉE NOIR", "noir", "Renee", "noir renee"]
    )
    def test_by_what_people_type(self, full: Store, typed: str) -> None:
        assert full.find_person(typed).name == "Renée Élise Noir"

    def test_a_middle_name_too_many_is_no_matter(self, full: Store) -> None:
        assert full.find_person("Ann Mary Lee").name == ANN

    def test_by_iri(self, full: Store) -> None:
        assert full.find_person(full.find_person("noir").iri).name == "Renée Élise Noir"

    def test_several_are_listed(self, full: Store) -> None:
        with pytest.raises(Ambiguous, match="Ann Lee, Bo Lee"):
            full.find_person("lee")

    def test_nobody_gets_the_nearest(self, full: Store) -> None:
        with pytest.raises(NotFound, match="Renée Élise Noir"):
            full.find_person("Rene Elis Noire")
        with pytest.raises(NotFound):
            full.find_person("")

    def test_namesakes_are_told_apart_in_the_list(self, store: Store) -> None:
        for year in ("1950", "1980"):
            store.load(article(year, born(ANN, year)))
        with pytest.raises(Ambiguous, match="Ann_Lee/1950>, Ann Lee <"):
            store.find_person(ANN)

    def test_the_beginning_of_a_word_will_do_for_a_list(self, full: Store) -> None:
        assert [one.name for one in full.people("le")] == [ANN, "Bo Lee", "Ursula von der Leyen"]
        assert [one.name for one in full.people("bo le")] == ["Bo Lee"]


class TestHeldBack:
    def test_a_contradiction_loses_its_newest_claim_with_both_sentences(self, store: Store) -> None:
        store.load(article("new", parent(BO, ANN), role(ANN, "actor"), published="2022"))
        store.load(article("old", parent(ANN, BO), published="2020"))
        (held,) = store.held_back()
        assert held.claim.article.endswith("/new")
        assert [one.article.rpartition("/")[2] for one in held.against] == ["old"]
        assert set(held.words) == {"en", "it"}
        assert ("Ann_Lee", "parentOf", "Bo_Park") in inferred(store)
        assert store.stats()["facts"] == 2

    def test_it_comes_back_when_its_cause_is_withdrawn(self, store: Store) -> None:
        store.load(article("old", parent(ANN, BO), published="2020"))
        report = store.load(article("new", parent(BO, ANN), published="2022"))
        assert len(report.held_back) == 1
        store.withdraw("old")
        assert store.held_back() == []
        assert ("Bo_Park", "parentOf", "Ann_Lee") in inferred(store)

    def test_nobody_is_their_own_parent(self, store: Store) -> None:
        report = store.load(article("a", parent(ANN, ANN), tie("friend", ANN, BO)))
        assert len(report.held_back) == 1
        assert ("Ann_Lee", "friendOf", "Bo_Park") in inferred(store)


class TestSupport:
    def test_the_same_sentence_counts_once(self, store: Store) -> None:
        for name in ("a", "b"):
            store.load(article(name, tie("friend", ANN, BO)))
        store.load(article("c", tie("friend", BO, ANN)))
        (fact,) = (quad.subject for quad in store.quads.quads_for_pattern(None, _KEY, None, px.DefaultGraph()))
        support = store.support(fact.value)
        assert (len(support.stating), support.sources, support.denying) == (3, 2, 0)

    def test_a_denial_is_a_dispute(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        store.load(article("b", tie("friend", BO, ANN, polarity="denied")))
        (dispute,) = store.disputes()
        assert [one.article.rpartition("/")[2] for one in (*dispute.stands, *dispute.against)] == ["a", "b"]

    def test_a_tie_that_ended_is_history_and_no_dispute(self, store: Store) -> None:
        store.load(article("a", tie("spouse", ANN, BO, start="2010", end="2014")))
        store.load(article("b", tie("spouse", ANN, BO, polarity="denied", start="2018")))
        assert store.disputes() == []

    def test_what_is_held_back_is_disputed(self, store: Store) -> None:
        store.load(article("a", parent(ANN, BO), published="2020"))
        store.load(article("b", parent(BO, ANN), published="2021"))
        (dispute,) = store.disputes()
        assert dispute.fact is not None
        assert len(dispute.stands) == len(dispute.against) == 1

    def test_an_inference_leads_back_to_its_facts(self, store: Store) -> None:
        store.load(article("a", parent(ANN, BO)))
        store.load(article("b", parent(BO, CY)))
        iri = {name: px.NamedNode(store.find_person(name).iri) for name in (ANN, CY)}
        grandparent = px.NamedNode("https://w3id.org/peoplekg/ontology#grandparentOf")
        triple = px.Triple(iri[ANN], grandparent, iri[CY])
        assert len(store.facts_behind(triple)) == 2
        assert store.explain(triple)[0].conclusion == triple
        assert store.explain(px.Triple(iri[CY], grandparent, iri[ANN])) == ()


_KEY = px.NamedNode("https://w3id.org/peoplekg/ontology#key")


class TestWhole:
    def test_every_quote_is_where_it_says(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        assert store.verify() == []

    def test_a_quote_that_is_not_is_named(self, store: Store) -> None:
        one = article("a", people=(ANN,))
        wrong = Claim("role", {"person": ANN}, {"title": "actor"}, Evidence(0, 4, "That", "p"))
        store.load(Extraction(one.article, one.people, (wrong,)))
        (mismatch,) = store.verify()
        assert (mismatch.article, mismatch.quote, mismatch.found) == ("a", "That", "The ")

    @pytest.mark.parametrize(
        ("form", "suffix"), [("trig", "trig"), ("turtle", "ttl"), ("nq", "nq"), ("jsonld", "jsonld")]
    )
    def test_an_export_taken_back_is_the_same_store(self, store: Store, tmp_path: Path, form: str, suffix: str) -> None:
        store.load(article("a", parent(ANN, BO), people=("Ann Moss",)))
        store.load(article("b", parent(BO, ANN), tie("friend", ANN, CY, polarity="denied")))
        store.judge_same("Ann Lee", "Ann Moss")
        path = tmp_path / f"all.{suffix}"
        path.write_bytes(serialize(store.export(), form))  # type: ignore[arg-type]
        other = Store.open(":memory:")
        assert [one.outcome for one in other.import_rdf(path)] == ["new", "new"]
        assert contents(other) == contents(store)
        assert other.verify() == []

    def test_a_file_without_articles_cannot_be_taken_in(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "x.ttl").write_text("<http://a> <http://b> <http://c> .")
        with pytest.raises(BrokenRDF, match="no article"):
            list(store.import_rdf(tmp_path / "x.ttl"))

    def test_one_persons_export_speaks_of_that_person(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        store.load(article("b", tie("friend", BO, CY)))
        about = {str(quad) for quad in store.export("asserted", "evidence", person=store.find_person(ANN).iri)}
        assert any("Bo_Park" in line for line in about)
        assert not any("Cy_Young" in line for line in about)

    def test_a_query_sees_what_is_inferred(self, store: Store) -> None:
        store.load(article("a", tie("friend", ANN, BO)))
        rows = store.query("SELECT ?who ?p { ?who pkg:friendOf ?p }", {"p": px.NamedNode(store.find_person(BO).iri)})
        assert [str(row["who"]) for row in rows] == [f"<{store.find_person(ANN).iri}>"]  # type: ignore[union-attr, index]
        with pytest.raises(WrongArgument, match="SPARQL"):
            store.query("SELECT nonsense")


class TestChanges:
    quads = st.builds(
        lambda s, o, g: px.Quad(
            px.NamedNode(f"http://s/{s}"), px.NamedNode("http://p"), px.Literal(o), px.NamedNode(f"http://g/{g}")
        ),
        st.integers(0, 2),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
        st.integers(0, 1),
    )

    @given(st.lists(quads), st.lists(quads), st.lists(quads))
    def test_what_can_be_read_before_the_commit_is_there_after_it(
        self, first: list[px.Quad], added: list[px.Quad], removed: list[px.Quad]
    ) -> None:
        base = px.Store()
        base.extend(first)
        changes = Changes(base)
        changes.add_all(added)
        changes.remove_all(removed)
        expected = (set(first) | set(added)) - set(removed)
        assert set(changes.match()) == expected
        assert all(changes.has(quad) for quad in expected)
        assert set(base) == set(first)
        changes.commit()
        assert set(base) == expected


class TestCopies:
    """Agency copy is one source, however it is cut."""

    SENTENCE = "Ann Lee and Bo Park, who studied in Bologna, have been close friends since the spring of 2009"

    def sources(self, *sentences: str) -> int:
        with Store.open(":memory:") as store:
            for number, sentence in enumerate(sentences):
                said = article(f"a{number}", tie("friend", ANN, BO))
                (claim,) = said.claims
                text = f"{sentence}\n"
                evidence = Evidence(0, len(sentence), sentence, "test.friend")
                store.load(
                    dataclasses.replace(
                        said,
                        article=dataclasses.replace(said.article, text=text, blocks=()),
                        claims=(dataclasses.replace(claim, evidence=evidence),),
                    )
                )
            (fact,) = {quad.subject for quad in store.quads.quads_for_pattern(None, term("key"), None)}
            return store.support(fact.value).sources  # type: ignore[union-attr]

    def test_the_same_sentence_with_another_end(self) -> None:
        assert self.sources(f"{self.SENTENCE}.", f"{self.SENTENCE}, their publicist said on Monday.") == 1

    def test_a_copy_of_a_copy(self) -> None:
        assert self.sources(f"{self.SENTENCE}.", f"{self.SENTENCE.upper()}!", f"{self.SENTENCE}, says Ann.") == 1

    def test_two_who_write_for_themselves(self) -> None:
        other = "It was in the spring of 2009 that Bo Park, then a student, became a close friend of Ann Lee."
        assert self.sources(f"{self.SENTENCE}.", other) == 2


def test_an_article_is_named_by_its_file(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "news.txt"
    path.write_text("x", encoding="utf-8")
    said = article("news-0a1b2c3d", tie("friend", ANN, BO))
    store.load(dataclasses.replace(said, article=dataclasses.replace(said.article, source=str(path))))
    assert store.article("news").article.id == store.article(str(path)).article.id == "news-0a1b2c3d"
    again = article("news-99999999", tie("friend", ANN, CY))
    store.load(dataclasses.replace(again, article=dataclasses.replace(again.article, source="/elsewhere/news.txt")))
    with pytest.raises(Ambiguous, match="may be 2 articles"):
        store.withdraw("news")
