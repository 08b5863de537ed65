"""The canned queries: one .rq file each, whose header says how it is asked.

A header is a run of comment lines at the top of the file::

    #+ summary: Who somebody's friends are
    #+ params:
    #+   person (person): whose friends to list
    #+ example: peoplekg query friends-of "Kim Kardashian"

A parameter is of type ``person`` (a name as people type it, bound to the person's IRI), ``date`` (EDTF, bound to a
literal) or ``text``. Values are bound as terms, never pasted into the query.

What a query selects becomes the columns of the answer, in that order, with these conventions:

- ``?fact``, ``?fact2`` … are the facts that a row rests on. They are not shown; from them come the columns
  "how surely", "sources", "sentence".
- ``?claim`` is a claim that is no fact (denied, merely possible) and shown as such.
- ``?subject ?predicate ?object`` is the inferred triple that a row shows. Its facts are those of its proof.
- an IRI in any other column is shown as the name of what it stands for; a column nobody fills is left out of tables.
- ``_`` in a variable is a space in the column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as px

from peoplekg import edtf
from peoplekg.errors import BrokenResource, WrongArgument
from peoplekg.evidence import ONTOLOGY, Articles, how_surely, name_of, select, surest_of, told_by, words_of
from peoplekg.resources import resource

if TYPE_CHECKING:
    from peoplekg.evidence import Support
    from peoplekg.graph import SourcedClaim
    from peoplekg.render import Cell
    from peoplekg.store import Store
    from peoplekg.store import Support as FactSupport

Kind = Literal["person", "date", "text"]

_HEADER = re.compile(r"#\+ ?(?P<indent> *)(?P<text>.*)")
_PARAMETER = re.compile(r"(?P<name>[a-z][a-z_]*) \((?P<kind>person|date|text)\): (?P<help>.+)")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")  # no seasons, which EDTF has as months too
_FACT = re.compile(r"fact\d*")
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_TRIPLE = ("subject", "predicate", "object")
_CLAIM = "claim"
_DAYS = {px.NamedNode(f"{ONTOLOGY}{name}"): name for name in ("earliest", "latest")}

SUPPORT_COLUMNS = ("how surely", "sources", "denied by", "inferred", "sentence")
"""The columns that every answer ends with.

"sources" counts the articles that state it independently, "denied by" those that deny it. A row also has "facts" (the
IRIs), "support" and "denials" (each sentence with all that is known of it), and "history" (of each fact, the first
and the last day that it can have held on, and what each claim says of its state).
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of a query."""

    name: str
    kind: Kind
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A canned query: its name on the command line, what its header says, and its SPARQL text."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: columns in the order to show, a row for each finding, and how many rows a limit left out."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Cell], ...] = field(default=())
    left_out: int = 0


def names() -> list[str]:
    """The names of all canned queries, sorted."""
    return sorted(path.stem for path in resource("queries").glob("*.rq"))


def find(name: str) -> Query:
    """The query of that name. Raises WrongArgument when there is none, with the nearest names."""
    if name not in names():
        from difflib import get_close_matches

        near = get_close_matches(name, names(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`peoplekg query` lists them"
        raise WrongArgument(f"there is no query named {name!r}; {hint}")
    return read(resource("queries") / f"{name}.rq")


def read(path: Path) -> Query:
    """The query in a .rq file. Raises BrokenResource, naming the file and the line, when its header is not right."""
    text = path.read_text(encoding="utf-8")
    values: dict[str, list[str]] = {}
    parameters: list[Parameter] = []
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEADER.fullmatch(line)
        if not found:
            break
        if found["indent"] and section == "params":
            parameters.append(_parameter(path, number, found["text"]))
            continue
        section, colon, value = found["text"].partition(":")
        if not colon or section not in {"summary", "params", "example", "note"}:
            raise BrokenResource(f"{path}, line {number}: expected summary, params, example or note, then a colon")
        values.setdefault(section, []).append(value.strip())
    for needed in ("summary", "example"):
        if not values.get(needed, [""])[0]:
            raise BrokenResource(f"{path}: its header has no line '#+ {needed}: …'")
    return Query(
        path.stem, values["summary"][0], tuple(parameters), values["example"][0], text, tuple(values.get("note", ()))
    )


def _parameter(path: Path, number: int, text: str) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if not found:
        raise BrokenResource(f"{path}, line {number}: a parameter reads 'name (person|date|text): help', not {text!r}")
    kind: Kind = "person" if found["kind"] == "person" else "date" if found["kind"] == "date" else "text"
    return Parameter(found["name"], kind, found["help"])


@dataclass(slots=True)
class _Finding:
    """What a row rests on (facts, a claim, or an inferred triple), and the terms of each column, once each."""

    facts: tuple[px.NamedNode, ...]
    claim: px.NamedNode | None
    inferred: px.Triple | None
    cells: dict[str, dict[px.NamedNode | px.Literal, None]]


def ask(
    store: Store,
    query: Query | str,
    arguments: Mapping[str, str],
    *,
    on: str | None = None,
    limit: int | None = None,
) -> Answer:
    """What the graph answers to a canned query (or to the one of that name).

    ``arguments`` maps each parameter's name to what the user typed. With ``on``, a date, rows tell how things stood
    on that day (see ``peoplekg.history``) instead of now, and what had not begun or happened is left out.
    ``limit`` is how many rows at most, the first of them; evidence is read of these only.
    Raises NotFound or Ambiguous for a name that fits nobody or several people, WrongArgument for a date that is none,
    a parameter left out, or an unknown query.
    """
    if isinstance(query, str):
        query = find(query)
    lacking = [parameter.name for parameter in query.parameters if parameter.name not in arguments]
    if lacking:
        raise WrongArgument(f"the query {query.name} needs {' and '.join(lacking)}")
    bindings = {parameter.name: _bind(store, parameter, arguments[parameter.name]) for parameter in query.parameters}
    names, solutions = select(store.quads, query.text, bindings)
    facts = [name for name in names if _FACT.fullmatch(name)]
    hidden = {*bindings, *facts, *_TRIPLE, _CLAIM}
    shown = [name for name in names if name not in hidden]
    known = _Known(store)
    findings = _findings(solutions, shown, facts)
    # What stood otherwise on a day is found out from the evidence of every row.
    wanted = findings if on is not None or limit is None else findings[:limit]
    rows = [_row(known, finding) for finding in wanted]
    support = SUPPORT_COLUMNS if facts or _CLAIM in names else ()
    columns = (*(name.replace("_", " ") for name in shown), *support)
    if on is None:
        return Answer(columns, tuple(rows), len(findings) - len(rows))
    answer = _as_of(known, on, columns, rows)
    kept = answer.rows[:limit]
    return Answer(answer.columns, kept, len(answer.rows) - len(kept))


def _as_of(known: _Known, on: str, columns: tuple[str, ...], rows: Sequence[dict[str, Cell]]) -> Answer:
    """The rows as they stood on a day, which a column of that name says."""
    from peoplekg import history

    day = history.day_of(on)
    then = f"on {on}"
    kept = []
    for row in rows:
        facts = row["facts"]
        assert isinstance(facts, list)
        claims = [known.fact(px.NamedNode(str(fact))).claims for fact in facts]
        standing = history.weakest(history.standing(said, day) for said in claims)
        if standing != "not yet":
            kept.append({**row, then: standing})
    told = [name for name in columns if name != "status"]
    told.insert(told.index("how surely") if "how surely" in told else len(told), then)
    return Answer(tuple(told), tuple(kept))


def _bind(store: Store, parameter: Parameter, value: str) -> px.NamedNode | px.Literal:
    if parameter.kind == "person":
        return px.NamedNode(store.find_person(value).iri)
    if parameter.kind == "date" and (not _DATE.fullmatch(value) or edtf.days(value) is None):
        raise WrongArgument(f"{value!r} is no date for {parameter.name.upper()}; write 2023-11-03, 2023-11 or 2023")
    return px.Literal(value)


def _findings(
    solutions: Sequence[Mapping[str, px.NamedNode | px.Literal | None]], shown: Sequence[str], facts: Sequence[str]
) -> list[_Finding]:
    """Solutions with the same facts and the same first column are one finding, whose other columns hold lists."""
    findings: dict[tuple[object, ...], _Finding] = {}
    telling = (*facts, _CLAIM, *_TRIPLE, *shown[:1])
    for solution in solutions:
        finding = findings.setdefault(
            tuple(solution.get(name) for name in telling), _new_finding(solution, shown, facts)
        )
        for name in shown:
            term = solution[name]
            if term is not None:
                finding.cells[name][term] = None
    return list(findings.values())


def _new_finding(
    solution: Mapping[str, px.NamedNode | px.Literal | None], shown: Sequence[str], facts: Sequence[str]
) -> _Finding:
    subject, predicate, value = (solution.get(name) for name in _TRIPLE)
    inferred = None
    if isinstance(subject, px.NamedNode) and isinstance(predicate, px.NamedNode) and value is not None:
        inferred = px.Triple(subject, predicate, value)
    claim = solution.get(_CLAIM)
    return _Finding(
        tuple(node for name in facts if isinstance(node := solution[name], px.NamedNode)),
        claim if isinstance(claim, px.NamedNode) else None,
        inferred,
        {name: {} for name in shown},
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What claims tell of one thing: how surely, their sentences with sources, and all of it for programs."""

    surely: str
    sentences: list[str]
    support: list[dict[str, Cell]]


def _told(support: Sequence[Support]) -> _Told:
    return _Told(how_surely(support), [one.cited() for one in support], [one.as_dict() for one in support])


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact with the claims that state it, what they tell and what those that deny it tell, and its history."""

    claims: list[SourcedClaim]
    told: _Told
    denials: _Told
    sources: int
    denying: int
    history: dict[str, Cell]


class _Known:
    """What was looked up for one answer: rows rest on the same facts and name the same people again and again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._articles = Articles(store.quads)
        self._facts: dict[px.NamedNode, _Fact] = {}
        self._shown: dict[px.NamedNode | px.Literal, str | int] = {}

    def fact(self, node: px.NamedNode) -> _Fact:
        """A fact with its evidence."""
        if node not in self._facts:
            known = self.store.support(node.value)
            denials = [one for claim in known.denied_by for one in self._articles.support([claim])]
            self._facts[node] = _Fact(
                [one.sourced for one in known.stating],
                _told(self._articles.support(known.stating)),
                _told(denials),
                known.sources,
                known.denying,
                _history(self.store, known),
            )
        return self._facts[node]

    def shown(self, term: px.NamedNode | px.Literal) -> str | int:
        """A term as the table has it."""
        if term not in self._shown:
            self._shown[term] = _shown(self.store, term)
        return self._shown[term]


def _row(known: _Known, finding: _Finding) -> dict[str, Cell]:
    nodes = finding.facts if finding.inferred is None else known.store.facts_behind(finding.inferred)
    facts = [known.fact(node) for node in nodes]
    told = [fact.told for fact in facts]
    if finding.claim is not None:
        told.append(_told(told_by(known.store.quads, finding.claim)))
    row: dict[str, Cell] = {}
    for name, terms in finding.cells.items():
        values = [known.shown(term) for term in terms]
        row[name.replace("_", " ")] = values[0] if len(values) == 1 else values or None
    sentences = dict.fromkeys(sentence for one in told for sentence in one.sentences)
    denials = dict.fromkeys(sentence for fact in facts for sentence in fact.denials.sentences)
    row["how surely"] = surest_of([one.surely for one in told])
    # What needs several facts has as many sources as the one that has the fewest.
    row["sources"] = min((fact.sources for fact in facts), default=len(told))
    row["denied by"] = max((fact.denying for fact in facts), default=0) or None
    row["inferred"] = "inferred" if finding.inferred is not None else None
    row["sentence"] = [*sentences, *dict.fromkeys(f"denied: {sentence}" for sentence in denials)]
    row["facts"] = [node.value for node in nodes]
    row["support"] = [one for each in told for one in each.support]
    row["denials"] = [one for fact in facts for one in fact.denials.support]
    row["history"] = [fact.history for fact in facts]
    return row


def _history(store: Store, fact: FactSupport) -> dict[str, Cell]:
    """From when to when a fact can have held, and what each claim says of its state, the oldest first."""
    from peoplekg import history

    days: dict[str, Cell] = dict.fromkeys(_DAYS.values())
    for predicate, name in _DAYS.items():
        for quad in store.quads.quads_for_pattern(px.NamedNode(fact.fact), predicate, None, px.DefaultGraph()):
            if isinstance(quad.object, px.Literal):
                days[name] = quad.object.value
    return {"fact": fact.fact, **days, "told": history.told(one.sourced for one in fact.stating)}


def _shown(store: Store, term: px.NamedNode | px.Literal) -> str | int:
    """A literal as its value, a term of the ontology as its words, anything else by its name."""
    if isinstance(term, px.Literal):
        return _value(term)
    if term.value.startswith(ONTOLOGY):
        return words_of(term)
    return name_of(store.quads, term) or term.value


def run(store: Store, sparql: str) -> Answer | bytes:
    """Any SPARQL query: rows for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.

    The usual prefixes need not be declared. Raises WrongArgument for a query that is not well formed, and for an
    update: a store changes by loading, withdrawing and judging only.
    """
    try:
        answer = store.query(sparql)
    except WrongArgument as error:
        # The list of all that could stand in that place is of no help.
        raise WrongArgument(re.split(r":? expected one of ", str(error))[0]) from error
    if isinstance(answer, px.QueryBoolean):
        return Answer(("answer",), ({"answer": bool(answer)},))
    if isinstance(answer, px.QueryTriples):
        from peoplekg.export import serialize

        return serialize((px.Quad(triple.subject, triple.predicate, triple.object) for triple in answer), "turtle")
    names = tuple(variable.value for variable in answer.variables)
    return Answer(names, tuple({name: _plain(solution[name]) for name in names} for solution in answer))


def _plain(term: object) -> str | int | None:
    if isinstance(term, px.Literal):
        return _value(term)
    if isinstance(term, px.NamedNode):
        return term.value
    return None if term is None else str(term)


def _value(literal: px.Literal) -> str | int:
    return int(literal.value) if literal.datatype.value == _INTEGER else literal.value
