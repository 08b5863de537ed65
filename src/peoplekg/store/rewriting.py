"""Queries made to fit a server: with values for variables, with prefixes, and about one graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pyoxigraph as px

_TOKEN = re.compile(
    r"""
    <[^<>"{}|^`\\\s]*>                                   # an IRI
  | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
  | \#[^\n]*                                             # a comment
  | [?$]\w+
  | \w+(?::[\w.%-]*)? | :[\w.%-]*
  | \s+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


def _tokens(query: str) -> list[str]:
    return _TOKEN.findall(query)


def bound(query: str, values: Mapping[px.Variable, px.NamedNode | px.Literal]) -> str:
    """A SELECT with terms in place of variables, which it still selects; one that counts gets them as values.

    >>> bound("SELECT ?a ?b { ?a ?p ?b }", {px.Variable("a"): px.NamedNode("http://x")})
    'SELECT (<http://x> AS ?a) ?b { <http://x> ?p ?b }'
    """
    if any(token.upper() == "GROUP" for token in _tokens(query)):
        head, _, rest = query.partition("{")
        given = (f"VALUES ?{variable.value} {{ {value} }}" for variable, value in values.items())
        return f"{head}{{ {' '.join(given)}{rest}"
    terms = {variable.value: str(value) for variable, value in values.items()}
    found: list[str] = []
    depth, begun = 0, False
    for token in _tokens(query):
        depth += (token == "{") - (token == "}")
        begun = begun or token == "{"
        term = terms.get(token[1:]) if token[:1] in "?$" else None
        if term is None or (begun and not depth):
            found.append(token)
        else:
            found.append(term if begun else f"({term} AS {token})")
    return "".join(found)


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """A query with those of the prefixes that it uses and does not declare itself."""
    tokens = [token for token in _tokens(query) if not token.isspace()]
    own = {name for before, name in pairwise(tokens) if before.upper() == "PREFIX"}
    used = {token.partition(":")[0] for token in tokens if ":" in token and token[:1] not in "<\"'#"}
    lines = (f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items() if name in used and f"{name}:" not in own)
    return "".join(lines) + query


def within(query: str, graph: px.NamedNode) -> str:
    """A query about what one graph says; what it asks of other graphs by name stays as it is.

    >>> within("ASK { ?s ?p ?o }", px.NamedNode("http://g"))
    'ASK { GRAPH <http://g> { ?s ?p ?o }}'
    """
    tokens = _tokens(query)
    groups = list(_groups(tokens))
    if not groups:
        return query
    begin, end = groups[-1]
    return "".join([*tokens[: begin + 1], f" GRAPH {graph} {{", *tokens[begin + 1 : end], "}", *tokens[end:]])


def _groups(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where the outermost groups begin and end."""
    depth = begin = 0
    for at, token in enumerate(tokens):
        if token == "{":
            begin = begin if depth else at
            depth += 1
        elif token == "}":
            depth -= 1
            if not depth:
                yield begin, at


def names_graphs(query: str) -> bool:
    """Whether a query asks something of a graph by name."""
    return any(token.upper() == "GRAPH" for token in _tokens(query))


def form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; nothing for what is no query."""
    known = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    return next((token.upper() for token in _tokens(query) if token.upper() in known), "")
