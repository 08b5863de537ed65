"""Asking a reconciliation service who the people of a store are elsewhere.

The protocol is that of OpenRefine (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/):
the service describes itself under its address and answers a batch of names with candidates, of which it calls at most
one a match. Every answer is kept in the store, so that no name is asked twice.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pyoxigraph as px

from peoplekg import naming
from peoplekg.authority import Record, normalised
from peoplekg.errors import UnreadableInput, WrongArgument
from peoplekg.prefixes import PREFIXES
from peoplekg.store.terms import RECONCILED

if TYPE_CHECKING:
    from peoplekg.store import Store, StoredPerson

BATCH = 20
"""How many names are asked at once."""

TIMEOUT_SECONDS = 30.0
_CANDIDATES = 5
_AGENT = "peoplekg"
_SERVICE, _ASKED, _ANSWER = (px.NamedNode(PREFIXES["dcterms"] + name) for name in ("source", "title", "description"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the service offers: IRI, name, its score, and whether it is sure."""

    iri: str
    name: str
    score: float
    match: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a service says of one person: its candidates, and the one it is sure of. ``asked`` is false for a kept
    answer, ``why_not`` says why nothing was settled."""

    person: str
    candidates: tuple[Candidate, ...]
    settled: Candidate | None
    asked: bool
    why_not: str | None = None


def reconcile(
    store: Store, service: str, people: Iterable[StoredPerson], *, type_id: str | None = None, again: bool = False
) -> list[Found]:
    """Asks for these people by name, and settles who they are where the service is sure of exactly one candidate.

    What is settled becomes an authority named after the service's host; it can be withdrawn like any other.
    ``type_id`` is the service's id of the class to look in (Q5 in Wikidata's). ``again`` asks even where the store
    has an answer. Raises WrongArgument for an address that is none, UnreadableInput when the service does not answer
    as it should.
    """
    host = urlsplit(service).hostname
    if urlsplit(service).scheme not in {"http", "https"} or not host:
        raise WrongArgument(f"{service!r} is no address of a service; give one that begins with http:// or https://")
    wanted = sorted({person.name for person in people})
    kept = {} if again else {name: answer for name in wanted if (answer := _kept(store, service, name, type_id))}
    new = [name for name in wanted if name not in kept]
    if new:
        asked = dict(_ask(service, new, type_id))
        _keep(store, service, asked, type_id)
        kept.update(asked)
    times = Counter(person.name for person in store.people())
    found = [_found(name, kept[name], times[name], name in new) for name in wanted]
    _settle(store, host, found)
    return found


def _found(name: str, answer: Sequence[Candidate], people: int, asked: bool) -> Found:
    sure = [one for one in answer if one.match]
    if people > 1:
        return Found(name, tuple(answer), None, asked, f"{people} people here have this name")
    if len(sure) == 1:
        return Found(name, tuple(answer), sure[0], asked)
    return Found(name, tuple(answer), None, asked, "none is sure" if answer else "nobody is known of that name")


def _settle(store: Store, host: str, found: Iterable[Found]) -> None:
    """Adds what was found to the service's authority; an answer for somebody replaces an earlier one."""
    by_name = {record.name: record for record in store.authority(host)}
    for one in found:
        by_name.pop(one.person, None)
        if one.settled is not None:
            aliases = () if naming.key(one.settled.name) == naming.key(one.person) else (one.settled.name,)
            by_name[one.person] = Record(one.person, aliases, (one.settled.iri,))
    if by_name:
        store.load_authority(host, [by_name[name] for name in sorted(by_name)])
    elif any(known.name == host for known in store.authorities()):
        store.withdraw_authority(host)


# -- the service -----------------------------------------------------------------------------------------------------


def _ask(service: str, names: Sequence[str], type_id: str | None) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    manifest = _json(service, None)
    for first in range(0, len(names), BATCH):
        batch = names[first : first + BATCH]
        asked: dict[str, dict[str, object]] = {
            f"q{number}": {"query": name, "limit": _CANDIDATES, **({"type": type_id} if type_id else {})}
            for number, name in enumerate(batch)
        }
        answer = _json(service, {"queries": json.dumps(asked, ensure_ascii=False)})
        for number, name in enumerate(batch):
            given = answer.get(f"q{number}")
            if not isinstance(given, dict) or not isinstance(given.get("result"), list):
                raise UnreadableInput(f"{service} gave no result for {name!r}; it may be no reconciliation service")
            yield name, tuple(_candidate(service, manifest, one) for one in given["result"])


def _candidate(service: str, manifest: Mapping[str, Any], said: object) -> Candidate:
    if not isinstance(said, dict) or not isinstance(said.get("id"), str):
        raise UnreadableInput(f"{service} offers a candidate without an id; it may be no reconciliation service")
    score = said.get("score")
    name = said.get("name")
    return Candidate(
        _iri(service, manifest, said["id"]),
        name if isinstance(name, str) else said["id"],
        float(score) if isinstance(score, int | float) else 0.0,
        said.get("match") is True,
    )


def _iri(service: str, manifest: Mapping[str, Any], id: str) -> str:
    """An id as an IRI: it is one already, or the manifest says how to make one of it."""
    if id.startswith(("http://", "https://")):
        return normalised(id)
    view = manifest.get("view")
    template = view.get("url") if isinstance(view, dict) else None
    space = manifest.get("identifierSpace")
    if isinstance(template, str) and "{{id}}" in template:
        made = normalised(template.replace("{{id}}", id))
    else:
        made = f"{space}{id}" if isinstance(space, str) else ""
    try:
        return px.NamedNode(made).value
    except ValueError:
        raise UnreadableInput(f"{service} does not say what address its id {id!r} has; it cannot be used") from None


def _json(service: str, form: Mapping[str, str] | None) -> dict[str, Any]:
    """What the service answers to a GET, or to a POST of a form."""
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    data = None if form is None else urlencode(form).encode()
    request = Request(service, data, {"User-Agent": _AGENT, "Accept": "application/json"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            answer = json.loads(response.read())
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnreadableInput(f"{service} does not answer: {reason}; check the address and try again") from error
    except ValueError as error:
        raise UnreadableInput(f"{service} does not answer in JSON; it may be no reconciliation service") from error
    if not isinstance(answer, dict):
        raise UnreadableInput(f"{service} does not answer as a reconciliation service does; check the address")
    return answer


# -- kept answers ----------------------------------------------------------------------------------------------------


def _node(service: str, name: str, type_id: str | None) -> px.NamedNode:
    digest = hashlib.sha256(json.dumps([service, name, type_id]).encode()).hexdigest()[:16]
    return px.NamedNode(f"{PREFIXES['pkgid']}reconciled/{digest}")


def _kept(store: Store, service: str, name: str, type_id: str | None) -> tuple[Candidate, ...] | None:
    for quad in store.quads.quads_for_pattern(_node(service, name, type_id), _ANSWER, None, RECONCILED):
        if isinstance(quad.object, px.Literal):
            return tuple(Candidate(**one) for one in json.loads(quad.object.value))
    return None


def _keep(store: Store, service: str, answers: Mapping[str, Sequence[Candidate]], type_id: str | None) -> None:
    from dataclasses import asdict

    from peoplekg.store.changes import Changes

    changes = Changes(store.quads)
    for name, answer in answers.items():
        node = _node(service, name, type_id)
        text = json.dumps([asdict(one) for one in answer], ensure_ascii=False, sort_keys=True)
        said = ((_SERVICE, service), (_ASKED, name), (_ANSWER, text))
        changes.replace(
            changes.match(node, None, None, RECONCILED),
            [px.Quad(node, predicate, px.Literal(value), RECONCILED) for predicate, value in said],
        )
    changes.commit()
