"""Who and what is named: finds the names of a document, types them and links those of people to one entity each."""

from __future__ import annotations

import itertools
from collections import Counter

from peoplekg.language import names
from peoplekg.language.candidates import find_candidates, words_of_full_names
from peoplekg.language.entities import EVENT, ORGANIZATION, OTHER, PERSON, PLACE, WORK, Candidate, Entity, Mention, fold
from peoplekg.language.kinds import cast_votes, share_votes
from peoplekg.language.namesakes import People, bare, same_person
from peoplekg.language.pack import Pack
from peoplekg.language.surroundings import noun_before, text_of
from peoplekg.language.tokens import Sentence
from peoplekg.model import Gender

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_FOUNDED = {"company", "film studio", "record label", "bank"}
"""What is often called after its founder, so that the bare surname may mean either."""


def find_mentions(
    sentences: list[Sentence], pack: Pack, busy: dict[int, set[int]]
) -> tuple[list[Entity], list[Mention]]:
    """The named people of a document and all mentions of people and other names.

    ``busy`` gives, for a sentence's index, the tokens that belong to dates and are no names.
    """
    candidates: list[Candidate] = []
    known = words_of_full_names(sentences, pack)
    for sentence in sentences:
        candidates += find_candidates(sentence, pack, busy.get(sentence.index, set()), known)
    for candidate in candidates:
        cast_votes(candidate, pack)
    _leave_out_signatures(sentences, candidates)
    share_votes(candidates, pack)
    _name_aliases(candidates, pack)
    people = _people(candidates, pack)
    used: Counter[tuple[str, ...]] = Counter()
    for words, times in Counter(c.words for c in candidates if len(c.words) > 1).items():
        for entity in people.same(words)[:1]:
            used[entity.words] += times
    mentions = _mentions(candidates, people, used, pack)
    return people.all, mentions


def _leave_out_signatures(sentences: list[Sentence], candidates: list[Candidate]) -> None:
    """A name that is all of its paragraph and of which the text has no word elsewhere signs it: nobody it tells of."""
    blocks = Counter(s.block for s in sentences)
    used = Counter(word for c in candidates for word in c.words)
    for c in candidates:
        own = sum(t.is_word for t in c.sentence.tokens[c.start : c.end])
        alone = blocks[c.sentence.block] == 1 and own == sum(t.is_word for t in c.sentence.tokens)
        if alone and c.sentence.kind != "headline" and len(c.words) > 1 and all(used[w] == 1 for w in c.words):
            c.votes[OTHER] += 20


def _people(candidates: list[Candidate], pack: Pack) -> People[Entity]:
    """One entity per person: names of two and more words first, then single names that belong to nobody yet."""
    people: People[Entity] = People(pack)
    _trim(candidates)
    _complete(candidates)
    full = [c for c in candidates if c.kind == PERSON and len(c.words) > 1 and not c.alias]
    tails = {c.words[k:] for c in full for k in range(1, len(c.words))}
    for c in sorted(full, key=lambda c: (-len(c.words), c.sentence.index, c.start)):
        if not _is_alias(c, tails, pack) and not people.same(c.words):
            people.add(Entity(_surface(c), c.words, PERSON))
    _couples(candidates, people, pack)
    for c in candidates:
        if c.kind == PERSON and len(c.words) == 1 and not people.bearers(c.words[0]) and not people.called(c.words):
            people.add(Entity(_surface(c), c.words, PERSON))
    return people


def _name_aliases(candidates: list[Candidate], pack: Pack) -> None:
    """ "Mina Sala, in arte Minù", "X (born Y)": two names of one person."""
    alias = pack.cue_phrases("alias")
    meant: dict[tuple[str, ...], tuple[str, ...]] = {}
    for a, b in itertools.pairwise(candidates):
        if a.sentence is not b.sentence or a.kind != PERSON or b.kind in (PLACE, WORK, EVENT) or a.words == b.words:
            continue
        lowers = a.sentence.lowers
        between = [k for k in range(a.end, b.start) if lowers[k] not in ',("“«‘']
        phrase = alias.longest(lowers, between[0]) if between else None
        if phrase and len(between) == phrase[0] and between[-1] - between[0] + 1 == phrase[0]:
            meant.setdefault(b.words, a.words)
    for c in candidates:
        if c.words in meant and c.kind != WORK:
            c.words, c.kind, c.alias = meant[c.words], PERSON, True


def _complete(candidates: list[Candidate]) -> None:
    """Where "Hudson" is somebody and no other name of somebody ends so, "Rock Hudson" is his full name."""
    alone = {c.words[0] for c in candidates if c.kind == PERSON and len(c.words) == 1}
    alone -= {c.words[-1] for c in candidates if c.kind == PERSON and len(c.words) > 1}
    for c in candidates:
        if len(c.words) == 2 and c.words[1] in alone and c.kind == OTHER and not c.votes[ORGANIZATION]:
            c.kind = PERSON


def _couples(candidates: list[Candidate], people: People[Entity], pack: Pack) -> None:
    """ "Bill and Hillary Clinton": the first name alone has the surname of the second."""
    used = Counter(c.words for c in candidates)
    for a, b in itertools.pairwise(candidates):
        noun = a.preceding or noun_before(a.sentence.tokens, a.start, pack)
        if used[a.words] > 1 or (noun is not None and noun.number == "s"):
            continue
        joined = (
            a.sentence is b.sentence
            and b.start - a.end == 1
            and a.sentence.lowers[a.end] in pack.grammar["conjunctions"]["and"]
        )
        if (
            not joined
            or len(a.words) != 1
            or len(b.words) != 2
            or b.kind != PERSON
            or a.votes[PLACE]
            or a.votes[ORGANIZATION]
        ):
            continue
        if not names.is_given(a.words[0]) or people.bearers(a.words[0]) or a.kind == WORK:
            continue
        if names.given_gender(b.words[1], pack.code) == "f":
            continue  # "Pablo and Ana Maria": no surname that the two share
        full = f"{_surface(a)} {b.sentence.tokens[b.end - 1].text}"
        a.kind = PERSON
        people.add(Entity(full, (a.words[0], b.words[-1]), PERSON))


def _trim(candidates: list[Candidate]) -> None:
    """Names that hold a known name and more: "Bharat Ratna Pranab Mukherjee" ends in one, a company begins with one."""
    known = {c.words for c in candidates if c.kind == PERSON and len(c.words) > 1}
    for c in candidates:
        if c.kind != PERSON or len(c.words) < 3:
            continue
        for size in range(len(c.words) - 1, 1, -1):
            lead, tail = c.words[: len(c.words) - size], c.words[len(c.words) - size :]
            strange = (len(lead) > 1 and names.is_given(tail[0])) or not any(
                names.is_given(w) or len(w.rstrip(".")) == 1 for w in lead
            )
            if tail in known and strange:
                c.start, c.words = c.end - size, tail
                break
            rest = c.words[size:]
            if c.words[:size] in known and not any(names.is_surname(w) or w.rstrip(".") in _SUFFIXES for w in rest):
                c.kind = OTHER
                break


def _is_alias(c: Candidate, tails: set[tuple[str, ...]], pack: Pack) -> bool:
    """ "De Martino" beside "Stefano De Martino": a surname of two words is no full name of its own."""
    return c.words[0] in pack.particles and c.words in tails


def _surface(c: Candidate) -> str:
    return text_of(c.sentence.tokens[c.start : c.end]).strip()


def _mentions(
    candidates: list[Candidate], people: People[Entity], used: Counter[tuple[str, ...]], pack: Pack
) -> list[Mention]:
    """Every candidate as a mention, those of people with their entity."""
    told = [c for c in candidates if c.sentence.kind != "headline" and not c.sentence.tokens[c.start].quote]
    alone = {c.words[0] for c in told if len(c.words) == 1}
    first_name_only = {id(e) for e in people if len(e.words) > 1 and e.words[0] in alone}
    mentions: list[Mention] = []
    recent: dict[Entity, int] = {}
    titled: dict[tuple[str, ...], Entity] = {}  # "Lord Arden", who is not the Arden whose father he is
    for k, c in enumerate(candidates):
        entity: Entity | None = None
        if c.kind != WORK:
            entity = _entity_of(c, people, recent, first_name_only, used, pack)
        called = tuple(t.lower for t in c.sentence.tokens[max(0, c.start - 1) : c.end])
        if called in titled:
            entity = titled[called]
        elif entity is not None and _parent_of_that_name(c, entity, pack):
            entity = titled[called] = Entity(text_of(c.sentence.tokens[c.start - 1 : c.end]).strip(), called, PERSON)
            people.add_apart(entity)
        if entity is not None and (
            _namesake_follows(c, entity, recent, candidates[k + 1 : k + 6], pack)
            or _relative_of_that_name(c, entity, recent, people, pack)
        ):
            entity = next(iter(people.called(c.words)), None) or Entity(_surface(c), c.words, PERSON)
            people.add(entity)
        if entity is not None:
            _take_particle(c, entity, pack)
        mention = Mention(
            c.sentence.index, c.start, c.end, PERSON if entity else c.kind, c.words, entity, c.preceding, c.listing
        )
        if entity is None and c.kind == PERSON:
            mention.kind = OTHER
        mentions.append(mention)
        if entity:
            if _register(entity, mention, c, pack):
                people.add(entity)
            recent[entity] = k
    return mentions


def _take_particle(c: Candidate, entity: Entity, pack: Pack) -> None:
    """ "d'Adamo" beside "Ada d'Adamo": the particle belongs to the surname."""
    tokens, particle = c.sentence.tokens, entity.words[-2:-1]
    if c.start == 0 or len(c.words) != 1 or len(entity.words) < 3 or c.words != entity.words[-1:]:
        return
    before = tokens[c.start - 1]
    if before.end == tokens[c.start].start and (fold(before.text),) == particle and before.lower in pack.particles:
        c.start -= 1


def _namesake_follows(
    c: Candidate, entity: Entity, recent: dict[Entity, int], following: list[Candidate], pack: Pack
) -> bool:
    """A bare surname before the full name in one sentence is somebody else: "Alvares is married to Claude Alvares"."""
    full = bare(entity.words, pack)
    if len(c.words) != 1 or entity in recent or c.sentence.kind == "headline" or not full or c.words[0] not in full:
        return False
    later = next(
        (o for o in following if o.sentence is c.sentence and len(o.words) > 1 and o.words == entity.words), None
    )
    if later is None:
        return False
    between = range(c.end, later.start)
    return any(
        "marry" in pack.verb_classes.get(c.sentence.tokens[j].lemma, ())
        or any(noun.sense == "tie" for _, noun in pack.nouns.match(c.sentence.lowers, j))
        for j in between
    )


def _parent_of_that_name(c: Candidate, entity: Entity, pack: Pack) -> bool:
    """Lord Arden in "Thomas Arden, the son of the former minister Lord Arden": not Thomas, whose relative he is."""
    told = entity.mentions[-1] if entity.mentions else None
    if len(c.words) != 1 or told is None or told.sentence != c.sentence.index or len(told.words) < 2:
        return False
    title = c.sentence.tokens[c.start - 1]
    if not (told.words[-1] == c.words[0] and title.is_capital and pack.title_at([title], 0)):
        return False
    between = range(told.end, c.start)
    related = any(noun.sense == "tie" for j in between for _, noun in pack.nouns.match(c.sentence.lowers, j))
    return (
        related
        and c.sentence.lowers[told.end] == ","
        and not any(c.sentence.lowers[j] in pack.auxiliaries for j in between)
    )


def _relative_of_that_name(
    c: Candidate, entity: Entity, recent: dict[Entity, int], people: People[Entity], pack: Pack
) -> bool:
    """Amy in "le figlie Amy e Annie", before the first word of a judge Amy Jackson: somebody else of that name.

    Not where her surname is somebody else's of the text as well, since she may be of that family.
    """
    full = bare(entity.words, pack)
    if len(c.words) != 1 or len(full) < 2 or c.words[0] not in (full[0], full[-1]) or c.sentence.kind == "headline":
        return False
    surname = c.words[0] == full[-1]  # "their sons, Sani and Musa", before a minister Atiku Musa
    if entity in recent and (len(entity.mentions) > 2 or entity.mentions[-1].sentence == c.sentence.index):
        return False
    chain, head = [c], c
    while head.listed_with and (before := next((o for o in head.listed_with if o.start < head.start), None)):
        chain.append(before)
        head = before
    relatives = chain + [o for o in c.listed_with if o.start > c.start]
    first = min(relatives, key=lambda o: o.start)
    noun = first.preceding or noun_before(c.sentence.tokens, first.start, pack)
    related = noun is not None and noun.number == "p" and (noun.sense == "tie" or noun.sense == "group")
    listed = len(relatives) > 1 and all(len(o.words) == 1 and names.is_given(o.words[0]) for o in relatives)
    family = [e for e in people.bearers(full[-1]) if e is not entity]
    return related and listed and (surname or not family)


def _entity_of(
    c: Candidate,
    people: People[Entity],
    recent: dict[Entity, int],
    first_name_only: set[int],
    used: Counter[tuple[str, ...]],
    pack: Pack,
) -> Entity | None:
    exact = people.called(c.words)
    if exact:
        return exact[0]
    if len(c.words) > 1:
        same = people.same(c.words)
        if c.kind == PERSON or (len(same) == 1 and c.votes[ORGANIZATION] < 3 and c.votes[PLACE] < 3):
            return same[0] if len(same) == 1 else None
        return None
    bearers = people.bearers(c.words[0])
    if _family(c, bearers, pack):
        return None
    if (c.votes[ORGANIZATION] >= 4 and not (bearers and _house_named_alike(c, pack))) or c.votes[WORK]:
        return None
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    gender = c.preceding.gender if c.preceding else None
    if gender:
        bearers = [e for e in bearers if _given_gender(e, pack) in (gender, None)] or bearers
    by_surname = [e for e in bearers if _has_surname(e, c.words[-1], pack)]
    introduced = [e for e in by_surname if e in recent]
    if len(introduced) == 1 and used[introduced[0].words] >= max(used[e.words] for e in by_surname):
        return introduced[0]
    if by_surname:
        apart = [e for e in by_surname if id(e) not in first_name_only]
        by_first_name = [e for e in by_surname if id(e) in first_name_only]
        enough = apart and all(used[e.words] <= 2 * max(used[o.words] for o in apart) for e in by_first_name)
        bearers = apart if enough else by_surname
    if len(bearers) == 1:
        return bearers[0]
    seen = [e for e in bearers if e in recent]
    if len(seen) == 1:
        return seen[0]
    counted = sorted(seen, key=lambda e: -(used[e.words] + e.forms.total()))
    if len(counted) > 1:
        first, second = (used[e.words] + e.forms.total() for e in counted[:2])
        if first >= 2 * second or counted[0].forms.total() >= 2 * counted[1].forms.total() + 1:
            return counted[0]
    return _introduced_first(c, [e for e in seen if e in by_surname], recent)


def _family(c: Candidate, bearers: list[Entity], pack: Pack) -> bool:
    """ "i fratelli Vale", "i nonni Rossi": a plural noun before one surname means the family, nobody of it."""
    noun = c.preceding or noun_before(c.sentence.tokens, c.start, pack)
    plural = noun is not None and noun.number == "p" and noun.sense in ("tie", "group", "person")
    if not plural or c.sentence.lowers[c.start - 1] == "," or (c.listed_with and names.is_given(c.words[0])):
        return False
    return any(e.words[-1] == c.words[0] for e in bearers if len(e.words) > 1)


def _has_surname(entity: Entity, word: str, pack: Pack) -> bool:
    """Whether a word is somebody's surname, also the first of two: "García" of "Ana García Ruiz"."""
    if word in (entity.words[-1], *bare(entity.words, pack)[1:][-1:]):
        return True  # Marshall of "J. Howard Marshall II" as well
    suffixed = bare(entity.words, pack)[-1:] != entity.words[-1:]
    return word in entity.words[1:-1] and not suffixed and names.given_gender(word) is None


def _house_named_alike(c: Candidate, pack: Pack) -> bool:
    """Whether a surname speaks of an organization only because a museum or a club has it too ("Tate")."""
    known = names.known_organization(_surface(c))
    if known is None or known in _FOUNDED or c.votes[ORGANIZATION] > 6 or not names.is_surname(c.words[0]):
        return False
    before = c.sentence.lowers[c.start - 1] if c.start else ""
    return before not in pack.definite


def _introduced_first(c: Candidate, bearers: list[Entity], recent: dict[Entity, int]) -> Entity | None:
    """Whom news style calls by the bare surname: who was named first and not less often than other bearers.

    Not where another bearer has been named later in the same paragraph.
    """
    if not bearers:
        return None
    first = min(bearers, key=lambda e: (e.mentions[0].sentence, e.mentions[0].start))
    if any(e.forms.total() > first.forms.total() for e in bearers):
        return None
    last = max(bearers, key=recent.__getitem__)
    here = last.mentions[-1].sentence == c.sentence.index or last.block == c.sentence.block
    return first if last is first or not here else None


def _given_gender(entity: Entity, pack: Pack) -> Gender | None:
    gender = names.given_gender((bare(entity.words, pack) or entity.words)[0], pack.code)
    return gender if gender in ("m", "f") else None


def _register(entity: Entity, mention: Mention, c: Candidate, pack: Pack) -> bool:
    """Note where an entity is named; whether that gave it a fuller name."""
    surface = _surface(c)
    entity.mentions.append(mention)
    entity.block = c.sentence.block
    entity.forms[surface] += 1
    fuller = len(c.words) > len(entity.words) and same_person(c.words, entity.words, pack)
    if fuller:
        entity.name, entity.words = surface, c.words
    elif c.words == entity.words and not c.alias and entity.name.isupper() and not surface.isupper():
        entity.name = surface  # "MARIO ROSSI" in a headline
    if not entity.genders:
        gender = _given_gender(entity, pack)
        if gender is not None:
            entity.genders[gender] += 1
    if c.preceding is not None and c.preceding.gender:
        entity.genders[c.preceding.gender] += 2
    return fuller
