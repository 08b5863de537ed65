"""People as a user names them: by any of their names, without caring for case, accents or a middle name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, cycle, islice, product

import pyoxigraph as px

from peoplekg import naming
from peoplekg.errors import Ambiguous, NotFound
from peoplekg.graph import ALT_LABEL, LABEL
from peoplekg.store import spelling
from peoplekg.store.changes import Changes, text
from peoplekg.store.stored import StoredPerson
from peoplekg.store.terms import A_PERSON, BLOCK, EXTERNAL, GENDER, INDEX, MERGED, PAIR, PERSON_OF, TYPE, WORD

_SUGGESTIONS = 3
_LIKENESS = 60
_LISTED = 10
_PAIRS = 100
"""How many beginnings of two words are looked up before it is quicker to go through the people with one of them."""
_AT_ONCE = 100


def person(changes: Changes, iri: px.NamedNode) -> StoredPerson | None:
    """The person with this IRI, or None when there is none."""
    label = next((text(quad.object) for quad in changes.match(iri, LABEL, None, MERGED)), None)
    if label is None:
        return None
    gender = next((text(quad.object) for quad in changes.match(iri, GENDER, None, MERGED)), None)
    also = tuple(sorted(text(quad.object) for quad in changes.match(iri, ALT_LABEL, None, MERGED)))
    ids = tuple(sorted(text(quad.object) for quad in changes.match(iri, EXTERNAL, None, MERGED)))
    return StoredPerson(iri.value, label, also, gender, ids)


def find(changes: Changes, typed: str) -> StoredPerson:
    """The one person whom a typed name fits.

    The IRI itself, a full name, a name with more or fewer middle names, a nickname, or any words of a name
    (a first name, a surname) will do, tried in that order.
    Raises Ambiguous, listing the people, when it fits several, and NotFound, with the nearest names, when nobody.
    """
    if typed.startswith(("http://", "https://")):
        known = person(changes, px.NamedNode(typed)) if " " not in typed else None
        if known is not None:
            return known
    for fitting in (_by_whole_name, _by_words, _by_near_name):
        people = fitting(changes, typed)
        if len(people) == 1:
            return people[0]
        if people:
            raise Ambiguous(_listing(typed, people))
    raise NotFound(_suggestion(changes, typed))


def people(changes: Changes, typed: str = "", limit: int | None = None) -> list[StoredPerson]:
    """Everybody whom typed words can mean, those whom they fit best first; everybody if nothing is typed.

    A word may be unfinished, a nickname, without its accents, or mistyped, and words come in any order. Slips are
    only thought of where the words as they are fit nobody. With a ``limit`` so many at most, of those who fit best.
    """
    words = naming.fold(typed).split()
    if not words:
        return _sorted(changes, (quad.subject for quad in changes.match(None, TYPE, A_PERSON, MERGED)))[:limit]
    meant = [spelling.fitting(changes, word) for word in words]
    found = _with_words(changes, meant, limit)
    if not found:
        slips = [{**spelling.mistyped(changes, word), **fits} for word, fits in zip(words, meant, strict=True)]
        found = _with_words(changes, slips, limit)
    best = sorted(found, key=lambda node: (found[node], str(node)))[:limit]
    return sorted(_sorted(changes, best), key=lambda one: found[px.NamedNode(one.iri)])


def _with_words(
    changes: Changes, meant: Sequence[Mapping[str, int]], limit: int | None = None
) -> dict[px.NamedNode, int]:
    """The people who have one of the words that each typed word can be, with how badly they fit in all.

    Who fits one typed word only may be left out when a ``limit`` is reached by those who fit as well or better.
    """
    if len(meant) == 1:
        return dict(islice(_with_one(changes, meant[0]), limit))
    found: dict[px.NamedNode, int] = {}
    for node in _who_may(changes, meant):
        own = {text(quad.object) for quad in changes.match(node, WORD, None, INDEX)}
        fits = [min(words[word] for word in own & words.keys()) for words in meant if not own.isdisjoint(words)]
        if len(fits) == len(meant):
            found[node] = sum(fits)
    return found


def _with_one(changes: Changes, words: Mapping[str, int]) -> Iterator[tuple[px.NamedNode, int]]:
    """Who has one of some words, once each, those first who fit best."""
    seen: set[px.NamedNode] = set()
    for word, how in sorted(words.items(), key=lambda one: (one[1], one[0])):
        for node in _at(changes, WORD, word):
            if node not in seen:
                seen.add(node)
                yield node, how


def _who_may(changes: Changes, meant: Sequence[Mapping[str, int]]) -> dict[px.NamedNode, None]:
    """People among whom are all who have a word for each typed word: not many more, where there are many people."""
    begin = [{spelling.start(word) for word in words} for words in meant]
    first, second = min(combinations(range(len(meant)), 2), key=lambda two: len(begin[two[0]]) * len(begin[two[1]]))
    if len(begin[first]) * len(begin[second]) <= _PAIRS:
        pairs = {spelling.pair(*two) for two in product(begin[first], begin[second])}
        nodes = [node for pair in sorted(pairs) for node in _at(changes, PAIR, pair)]
        for word in sorted(meant[first].keys() & meant[second].keys()):
            nodes += _at(changes, WORD, word)  # one word of a name may be what both typed words mean
        return dict.fromkeys(nodes)
    streams = [(node for node, _ in _with_one(changes, words)) for words in meant]
    found: list[dict[px.NamedNode, None]] = [{} for _ in streams]
    for at in cycle(range(len(streams))):
        some = list(islice(streams[at], _AT_ONCE))
        found[at].update(dict.fromkeys(some))
        if len(some) < _AT_ONCE:
            return found[at]
    return {}


def _sorted(changes: Changes, nodes: Iterable[object]) -> list[StoredPerson]:
    found = (person(changes, node) for node in nodes if isinstance(node, px.NamedNode))
    return sorted((one for one in found if one is not None), key=lambda one: (naming.fold(one.name), one.iri))


def _at(changes: Changes, found_by: px.NamedNode, letters: str) -> Iterator[px.NamedNode]:
    """Whom the index has at some letters."""
    found = changes.match(None, found_by, px.Literal(letters), INDEX)
    return (quad.subject for quad in found if isinstance(quad.subject, px.NamedNode))


def _by_words(changes: Changes, typed: str) -> list[StoredPerson]:
    words = naming.fold(typed).split()
    return _sorted(changes, _with_words(changes, [{word: spelling.EXACT} for word in words])) if words else []


def _by_whole_name(changes: Changes, typed: str) -> list[StoredPerson]:
    """Who is called so in full: those who are shown under the name, else those who have it among their other names."""
    key = naming.key(typed)
    found = [one for one in _by_words(changes, typed) if key in {naming.key(name) for name in (one.name, *one.also)}]
    return [one for one in found if naming.key(one.name) == key] or found


def _by_near_name(changes: Changes, typed: str) -> list[StoredPerson]:
    name = naming.parse(typed)
    found: set[object] = set()
    for label in naming.blocks(name):
        for group in list(changes.match(None, BLOCK, px.Literal(label), INDEX)):
            if not isinstance(group.subject, px.NamedNode):
                continue
            for owner in changes.match(group.subject, PERSON_OF, None, INDEX):
                if isinstance(owner.object, px.NamedNode) and _is_near(changes, name, owner.object):
                    found.add(owner.object)
    return _sorted(changes, found)


def _is_near(changes: Changes, name: naming.Name, iri: px.NamedNode) -> bool:
    known = person(changes, iri)
    return known is not None and any(naming.nearness(name, naming.parse(other)) for other in (known.name, *known.also))


def _listing(typed: str, people: list[StoredPerson]) -> str:
    names = [f"{one.name} <{one.iri}>" if _twice(one, people) else one.name for one in people[:_LISTED]]
    more = f" and {len(people) - _LISTED} more" if len(people) > _LISTED else ""
    return f"{typed!r} may be {len(people)} people: {', '.join(names)}{more}; give a fuller name"


def _twice(one: StoredPerson, people: list[StoredPerson]) -> bool:
    return sum(other.name == one.name for other in people) > 1


def _suggestion(changes: Changes, typed: str) -> str:
    near = nearest(changes, typed)
    hint = f"the nearest names are {', '.join(near)}" if near else "`peoplekg people` lists who is there"
    return f"nobody in the store is called {typed!r}; {hint}"


def nearest(changes: Changes, typed: str) -> list[str]:
    """The names in the store that are most like a typed one, best first."""
    from rapidfuzz import fuzz, process  # imported here since only who is not found needs it

    words = naming.fold(typed).split()
    slips = [{**spelling.mistyped(changes, word), **spelling.fitting(changes, word)} for word in words]
    near = {node for word in slips for node in _with_words(changes, [word])}
    names = {one.name: naming.fold(one.name) for one in _sorted(changes, near)}
    found = process.extract(
        naming.fold(typed), dict(sorted(names.items())), scorer=fuzz.WRatio, limit=_SUGGESTIONS, score_cutoff=_LIKENESS
    )
    return [name for _, _, name in sorted(found, key=lambda hit: (-hit[1], hit[2]))]
