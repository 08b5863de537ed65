"""The store: articles with what they claim, the merged graph of people and facts, and what follows from it.

One named graph for each article; the default graph holds the merged facts, ``…/graph/inferred`` what follows,
``…/graph/held-back`` what was kept out and why, ``…/graph/judgements`` who was judged the same or different,
``…/graph/journal`` what was done when, ``…/graph/index`` what serves to find all this.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, cast

import pyoxigraph as px

from peoplekg import graph
from peoplekg.errors import Ambiguous, BrokenRDF, NotFound, StoreError, WrongArgument
from peoplekg.model import Article, Extraction
from peoplekg.ontology import term
from peoplekg.store import finding, opening
from peoplekg.store.changes import Changes, Graph, Term
from peoplekg.store.changes import text as text_of
from peoplekg.store.stored import Stated, StoredArticle, StoredPerson, Support
from peoplekg.store.terms import (
    A_PERSON,
    APPEARS_AS,
    AUTHORITIES,
    FACT_ID,
    HELD,
    INDEX,
    INFERRED,
    JOURNAL,
    JUDGEMENTS,
    MERGED,
    RECONCILED,
    SUPPORTED_BY,
    TYPE,
)

if TYPE_CHECKING:
    from peoplekg.authority import Record
    from peoplekg.reasoning.proofs import Proof
    from peoplekg.store.reports import (
        Authority,
        Dispute,
        Engine,
        Entry,
        HeldBack,
        Judgement,
        LoadReport,
        Mismatch,
        Problem,
        Undecided,
        WithdrawReport,
    )

_ARTICLE = re.compile(re.escape(graph.BASE) + "article/[^/#]+")
Selection = Literal["asserted", "inferred", "evidence", "judgements"]

__all__ = [
    "Authority",
    "Dispute",
    "Engine",
    "Entry",
    "HeldBack",
    "Judgement",
    "LoadReport",
    "Mismatch",
    "Problem",
    "Stated",
    "Store",
    "StoredArticle",
    "StoredPerson",
    "Support",
    "Undecided",
    "WithdrawReport",
]


def __getattr__(name: str) -> object:
    """A report, whose module is imported when one is first named: questions do without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from peoplekg.store import reports

    return getattr(reports, name)


class Store:
    """A knowledge graph on disk or in memory.

    >>> with Store.open(":memory:") as store:
    ...     store.stats()["articles"]
    0
    """

    def __init__(self, quads: px.Store, path: Path | None = None, *, writes: bool = False) -> None:
        self.quads = quads
        self.path = path
        self._writes = writes

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, read_only: bool = False) -> Store:
        """Opens the store at ``path``, which is made if need be; see ``opening`` for the default and the errors.

        A ``path`` that is an address (https, or http on this machine) is that of a SPARQL server; see ``remote``.
        ``read_only`` sees what is written by now, writes nothing, and may stand beside a process that writes.
        Raises StoreError.
        """
        address = opening.address(path)
        if address is not None:
            from peoplekg.store.remote import RemoteQuads

            return cls(cast(px.Store, RemoteQuads(address)))  # it answers to what is asked of a store here
        folder = opening.location(path)
        return cls(opening.open_quads(folder, read_only=read_only), folder, writes=folder is not None and not read_only)

    def close(self) -> None:
        """Makes sure that everything is on disk and lets others open the store."""
        # What is kept for the next write would keep the store open.
        if "peoplekg.store.facts" in sys.modules:
            from peoplekg.store import facts

            facts.forget_all()
        if "peoplekg.store.problems" in sys.modules:
            from peoplekg.store import problems

            problems.reasoner_over.cache_clear()
        self.flush()
        self.quads, self._writes = px.Store(), False

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- articles ------------------------------------------------------------------------------------------------

    def load(self, extraction: Extraction, *, engine: Engine = "fast") -> LoadReport:
        """Puts an article in, in place of an earlier version of it; one that is there already changes nothing."""
        from peoplekg.store import loading

        return loading.load(self.quads, extraction, engine=engine)

    def withdraw(self, article: str, *, dry_run: bool = False) -> WithdrawReport:
        """Takes an article (by id or IRI) out, with everything that only it supports. Raises NotFound."""
        from peoplekg.store import loading

        return loading.withdraw(self.quads, self._article_id(article), dry_run=dry_run)

    def has_same(self, article: Article) -> bool:
        """Whether the store has exactly this article, read by this version, so that it need not be read again."""
        node = graph.article_iri(article.id)
        wanted = set(graph.article_graph(Extraction(article, (), ())))
        stored = {
            quad
            for subject in {quad.subject for quad in wanted}
            for quad in self.quads.quads_for_pattern(subject, None, None, node)
            if quad.predicate != term("note")
        }
        return stored == wanted

    def flush(self) -> None:
        """Writes out what is in the log only, which whoever opens the store to read would have to go through."""
        if self._writes:
            self.quads.flush()

    def optimize(self) -> None:
        """Puts the store in order after many loads, so that look-ups are fast."""
        self.quads.optimize()

    def articles(self) -> list[StoredArticle]:
        """The articles, in order of id."""
        quads = self.quads.quads_for_pattern(None, TYPE, term("Article"), None)
        graphs = (quad.graph_name for quad in quads if quad.graph_name == quad.subject)
        found = [self._article(node) for node in graphs if isinstance(node, px.NamedNode)]
        return sorted(found, key=lambda article: article.id)

    def article(self, article: str) -> Extraction:
        """An article (by id or IRI) with its people and claims, as it was loaded. Raises NotFound."""
        node = graph.article_iri(self._article_id(article))
        return graph.extraction_of(self.quads.quads_for_pattern(None, None, None, node))

    def _article_id(self, article: str) -> str:
        """The id of the article that an id, an IRI, the path of its file or the one fitting file name means."""
        for node in (graph.article_iri(article), *([px.NamedNode(article)] if article.startswith(graph.BASE) else [])):
            for quad in self.quads.quads_for_pattern(node, graph.IDENTIFIER, None, node):
                return text_of(quad.object)
        path = "" if "\0" in article else str(Path(article).resolve())
        named = [one.id for one in self.articles() if path == one.source or article == one.stem]
        if len(named) == 1:
            return named[0]
        if named:
            raise Ambiguous(f"{article!r} may be {len(named)} articles: {', '.join(named)}; give the whole id")
        raise NotFound(f"there is no article {article!r} in the store; `peoplekg articles` lists them")

    def _article(self, node: px.NamedNode) -> StoredArticle:
        known: dict[px.NamedNode, str] = {}
        for quad in self.quads.quads_for_pattern(node, None, None, node):
            known[quad.predicate] = text_of(quad.object)
        claims = sum(1 for _ in self.quads.quads_for_pattern(None, TYPE, term("Claim"), node))
        return StoredArticle(
            known[graph.IDENTIFIER],
            node.value,
            known[graph.LANGUAGE],
            known.get(graph.TITLE),
            known.get(graph.ISSUED),
            known.get(graph.SOURCE),
            claims,
        )

    # -- people --------------------------------------------------------------------------------------------------

    def people(self, typed: str = "", *, limit: int | None = None) -> list[StoredPerson]:
        """The people whom typed words can mean (unfinished, mistyped, nicknames, in any order), the best first.

        Everybody, in order of name, when nothing is typed. ``limit`` is how many at most.
        """
        return finding.people(Changes(self.quads), typed, limit)

    def find_person(self, name: str) -> StoredPerson:
        """The one person whom a name as people type it fits. Raises Ambiguous or NotFound, both with candidates."""
        return finding.find(Changes(self.quads), name)

    def person(self, iri: str) -> StoredPerson:
        """The person with this IRI. Raises NotFound."""
        found = finding.person(Changes(self.quads), px.NamedNode(iri))
        if found is None:
            raise NotFound(f"there is nobody <{iri}> in the store; `peoplekg people` lists who is there")
        return found

    def judge_same(self, first: str, second: str) -> bool:
        """Makes two people (IRIs) one, for good. Says whether that is news. See ``judging.judge`` for the errors."""
        from peoplekg.store import judging

        return judging.judge(self.quads, "same", first, second)

    def judge_different(self, first: str, second: str) -> bool:
        """Keeps two people (IRIs, also of people of single articles) apart, for good. Says whether that is news."""
        from peoplekg.store import judging

        return judging.judge(self.quads, "different", first, second)

    def forget_judgement(self, first: str, second: str) -> bool:
        """Takes back what was judged of two people. Says whether there was anything."""
        from peoplekg.store import judging

        return judging.judge(self.quads, None, first, second)

    def load_authority(self, name: str, records: Iterable[Record]) -> Authority:
        """Settles who is who by people whom somebody else knows; replaces what an authority of that name said."""
        from peoplekg.store import authorities

        return authorities.load(self.quads, name, records)

    def withdraw_authority(self, name: str) -> None:
        """Takes an authority out again, with all that it settled. Raises NotFound."""
        from peoplekg.store import authorities

        authorities.withdraw(self.quads, name)

    def authority(self, name: str) -> list[Record]:
        """What the authority of that name says of whom; nothing when there is none."""
        from peoplekg.store import authorities

        return authorities.records(self.quads, name)

    def authorities(self) -> list[Authority]:
        """The authorities that were loaded."""
        from peoplekg.store import authorities

        return authorities.authorities(Changes(self.quads))

    def restore_authorities(self, quads: Iterable[px.Quad | px.Triple]) -> int:
        """Takes over the authorities among exported quads; says how many records are new."""
        from peoplekg.store import authorities

        return authorities.restore(self.quads, quads)

    def restore_judgements(self, quads: Iterable[px.Quad | px.Triple]) -> int:
        """Takes over the judgements among exported quads; says how many are new."""
        from peoplekg.store import judging

        return judging.restore(self.quads, quads)

    def judgements(self) -> list[Judgement]:
        """All judgements on who is who."""
        from peoplekg.store import judging

        return judging.judgements(Changes(self.quads))

    def undecided(self) -> list[Undecided]:
        """Pairs of people who may be one and are kept apart, with the reasons for and against."""
        from peoplekg.store import judging

        return judging.undecided(Changes(self.quads))

    # -- facts ---------------------------------------------------------------------------------------------------

    def held_back(self) -> list[HeldBack]:
        """What is kept out of the merged graph, with reasons and sentences."""
        from peoplekg.store import held

        return held.held_back(Changes(self.quads))

    def support(self, fact: str) -> Support:
        """What speaks for a fact (IRI) and what against it, with the number of independent sources on each side."""
        from peoplekg.store import support as support_module

        return support_module.support(Changes(self.quads), px.NamedNode(fact))

    def disputes(self) -> list[Dispute]:
        """What is stated and denied, and what is held back because it cannot hold beside something else."""
        from peoplekg.store import disputes as disputes_module

        return disputes_module.disputes(Changes(self.quads))

    def explain(self, triple: px.Triple, max_proofs: int = 3) -> tuple[Proof, ...]:
        """The shortest proofs of an asserted or inferred triple (see ``Reasoner.explain``); none if not so."""
        from peoplekg.store import problems

        return problems.explain(Changes(self.quads), triple, max_proofs)

    def facts_behind(self, triple: px.Triple) -> list[px.NamedNode]:
        """The facts that an asserted or inferred triple follows from (by one proof), in a fixed order."""
        from peoplekg.store import problems

        return problems.leaves(Changes(self.quads), [triple])

    def query(
        self, sparql: str, bindings: Mapping[str, px.NamedNode | px.Literal] | None = None
    ) -> px.QuerySolutions | px.QueryBoolean | px.QueryTriples:
        """The answer to a SPARQL query over the merged and inferred facts; named graphs hold the rest.

        The usual prefixes need no declaration. ``bindings`` maps variables that the query selects to terms.
        Raises WrongArgument for a text that is no SPARQL query.
        """
        from peoplekg.export import PREFIXES

        try:
            return self.quads.query(
                sparql,
                prefixes=PREFIXES,
                default_graph=[MERGED, INFERRED],
                substitutions={px.Variable(name): value for name, value in (bindings or {}).items()},
            )
        except SyntaxError as error:
            raise WrongArgument(f"this is no SPARQL query: {error}") from error
        except RuntimeError as error:
            raise WrongArgument(f"this query cannot be run: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read ({error}); another process may be writing to it") from error

    def verify(self) -> list[Mismatch]:
        """Every quote that differs from the stored text at its place; none if all is well."""
        return [mismatch for article in self.articles() for mismatch in self._verify(article)]

    def _verify(self, article: StoredArticle) -> Iterator[Mismatch]:
        from peoplekg.store.reports import Mismatch

        extraction = self.article(article.id)
        for number, claim in enumerate(extraction.claims, 1):
            evidence = claim.evidence
            there = extraction.article.text[evidence.start : evidence.end]
            if there != evidence.quote or not 0 <= evidence.start <= evidence.end:
                iri = graph.claim_iri(graph.article_iri(article.id), number)
                yield Mismatch(article.id, iri.value, evidence.quote, there)

    # -- the whole -----------------------------------------------------------------------------------------------

    def stats(self) -> dict[str, int]:
        """How much there is of what."""

        def count(predicate: px.NamedNode, value: px.NamedNode | None, where: Graph | None) -> int:
            found = self.quads.quads_for_pattern(None, predicate, value, where)
            return sum(quad.graph_name != INFERRED for quad in found)

        held_claims = {quad.subject for quad in self.quads.quads_for_pattern(None, None, None, HELD)}
        return {
            "articles": count(TYPE, term("Article"), None),
            "people": count(TYPE, A_PERSON, MERGED),
            "claims": count(TYPE, term("Claim"), None),
            "facts": count(FACT_ID, None, MERGED),
            "inferred": sum(1 for _ in self.quads.quads_for_pattern(None, None, None, INFERRED)),
            "held back": len(held_claims),
            "quads": len(self.quads),
        }

    def log(self) -> list[Entry]:
        """The journal, the oldest entry first."""
        from peoplekg.store import journal

        return journal.entries(Changes(self.quads))

    def export(self, *selections: Selection, person: str | None = None) -> Iterator[px.Quad]:
        """Quads by selection: merged facts, what follows, article graphs, judgements; all of them if none is named.

        With ``person`` (an IRI) only what speaks of that person, and the claims and articles behind it.
        """
        chosen = selections or ("asserted", "inferred", "evidence", "judgements")
        if person:
            return (quad for quad in self._of_person(px.NamedNode(person)) if self._kind(quad.graph_name) in chosen)
        graphs = (one for one in (MERGED, *self.quads.named_graphs()) if self._kind(one) in chosen)
        return (quad for one in graphs for quad in self.quads.quads_for_pattern(None, None, None, one))

    def import_rdf(self, path: Path) -> Iterator[LoadReport]:
        """Loads the articles in an exported RDF file, one by one, and takes over its judgements.

        Facts and inferences are worked out anew. Raises BrokenRDF (with the place), also when there is no article.
        """
        from peoplekg.validation import read_rdf

        quads = read_rdf(path)
        if not any(quad.predicate == TYPE and quad.object == term("Article") for quad in quads):
            raise BrokenRDF(f"{path} holds no article to load; export with --with-evidence")
        yield from self.import_quads(quads)

    def import_quads(self, quads: Sequence[px.Quad]) -> Iterator[LoadReport]:
        """Loads the articles among exported quads, one by one, and takes over their judgements."""
        by_article: dict[px.NamedNode, list[px.Quad]] = {}
        for quad in quads:
            if quad.predicate == TYPE and quad.object == term("Article") and isinstance(quad.subject, px.NamedNode):
                by_article[quad.subject] = []
        for quad in quads:
            owner = _article_of(quad.subject)
            if owner in by_article and quad.graph_name != INFERRED:
                by_article[owner].append(quad)
        for article in sorted(by_article, key=str):
            yield self.load(graph.extraction_of(by_article[article]))
        self.restore_authorities(quads)
        self.restore_judgements(quads)

    def _kind(self, graph_name: Graph) -> Selection | None:
        if graph_name == MERGED:
            return "asserted"
        kinds: dict[Graph, Selection] = {INFERRED: "inferred", JUDGEMENTS: "judgements"}
        if graph_name in (INDEX, JOURNAL, HELD, RECONCILED):
            return None
        if isinstance(graph_name, px.NamedNode) and graph_name.value.startswith(AUTHORITIES):
            return "judgements"
        return kinds.get(graph_name, "evidence")

    def _of_person(self, person: px.NamedNode) -> Iterator[px.Quad]:
        found = self.quads.quads_for_pattern
        facts = {quad.subject: None for quad in found(None, None, person, MERGED)}
        named: dict[Term, None] = {}
        articles: dict[px.NamedNode, None] = {}
        for subject in (person, *facts):
            for quad in found(subject, None, None, MERGED):
                yield quad
                if quad.predicate in (SUPPORTED_BY, APPEARS_AS):
                    articles[_article_of(quad.object)] = None
                elif quad.object != person and quad.object not in facts:
                    named[quad.object] = None
        for quad in (*found(person, None, None, INFERRED), *found(None, None, person, INFERRED)):
            yield quad
            for end in (quad.subject, quad.object):
                if end != person and end not in facts:
                    named[end] = None
        for node in named:
            if isinstance(node, px.NamedNode):
                for predicate in (TYPE, graph.LABEL):
                    yield from found(node, predicate, None, MERGED)
        for article in articles:
            yield from found(None, None, None, article)
        for quad in found(None, None, None, JUDGEMENTS):
            if person in (quad.subject, quad.object):
                yield quad


def _article_of(node: Term) -> px.NamedNode:
    """The article that a claim or an appearance belongs to, read off its IRI."""
    found = _ARTICLE.match(text_of(node))
    return px.NamedNode(found.group() if found else text_of(node))
