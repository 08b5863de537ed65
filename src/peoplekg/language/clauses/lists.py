"""Lists that a clause goes on with: "was married to A, then to B", "have two sons, A and B", "is survived by …"."""

from __future__ import annotations

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses.clause import Clause
from peoplekg.language.clauses.stack import ClauseStack
from peoplekg.language.dates import calendar
from peoplekg.language.owners import hint_owners


def says_preposition_again(stack: ClauseStack, i: int, np: NounPhrase) -> bool:
    """ "was led by A, and by B", "was married to A, then to B": one list, its preposition said again."""
    if not np.is_human:
        return False
    if id(np) in stack.resumed:
        return _add_to_list(stack, stack.resumed[id(np)], np)
    aside = joined = False
    for chunk in reversed(stack.chunks[:i]):
        if chunk.text == "," or (chunk.kind == "conj" and chunk.text == "and"):
            joined = True
        elif chunk.kind == "np" and chunk.np is not None and chunk.np.prep is not None:
            if chunk.np.is_human or aside:
                return joined and chunk.np.prep == np.prep and _add_to_list(stack, chunk.np, np)
            aside = True
        elif chunk.kind != "date" and not (chunk.kind == "word" and stack.pack.is_adverb(chunk.text)):
            return False
    return False


def resumes_list(stack: ClauseStack, i: int) -> bool:
    """ "was married to X, who …; to Y; and to Z": behind the mark the preposition of the list comes again."""
    rest = [c for c in stack.chunks[i + 1 : i + 4] if c.kind not in ("conj", "word", "date")]
    np = rest[0].np if rest else None
    if np is None or np.prep is None or not np.is_human or (len(rest) > 1 and rest[1].kind == "vg"):
        return False
    for clause in reversed(stack.clauses):
        if clause.vg is not None and clause.kind in ("main", "quote"):
            listed = [o for o in clause.obliques if o.prep == np.prep and o.is_human and o.start > clause.vg.start]
            if not listed:
                return False
            stack.current = clause
            stack.resumed[id(np)] = listed[-1]
            return True
    return False


def _add_to_list(stack: ClauseStack, before: NounPhrase, np: NounPhrase) -> bool:
    for clause in reversed(stack.clauses):
        for k, oblique in enumerate(clause.obliques):
            if oblique is before or (oblique.members and oblique.members[-1] is before):
                clause.obliques[k] = join(oblique, np)
                hint_owners(clause.obliques[k].members)
                return True
    return False


def join(first: NounPhrase, second: NounPhrase) -> NounPhrase:
    """ "with A and B and artists such as C": one list."""
    parts = [np.members if np.members and not np.appositions else [np] for np in (first, second)]
    members = [m for part in parts for m in part]
    group = NounPhrase(first.start, second.end, members=members, head=first.head, sentence=first.sentence)
    group.prep = first.prep
    return group


def split_other_parent(stack: ClauseStack, np: NounPhrase, clause: Clause) -> None:
    """ "has two sons with A, B and C": of one name more than there are sons the first is the other parent's."""
    found = clause.objects[-1] if clause.objects else None
    group = clause.vg
    if found is None or group is None or group.lemma not in stack.pack.cue("possession_verbs"):
        return
    if np.prep not in stack.pack.preposition_roles["with"] or np.start - found.end != 1 or len(np.members) < 3:
        return
    tie = found.sense("tie")
    if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or found.mention:
        return
    first, *rest = np.members
    counted = [
        known
        for k in range(found.start, found.head)
        if (known := calendar(stack.pack).number(stack.sentence.lowers[k]))
    ]
    if counted != [len(rest)] or any(m.entity is None or m.appositions for m in np.members):
        return
    children = NounPhrase(rest[0].start, np.end, members=rest, head=rest[0].head, sentence=np.sentence)
    children.appositions.append(found)
    clause.objects[-1] = children
    np.members, np.mention, np.end, np.referents = [], first.mention, first.end, None
    np.head = first.head


def unnamed_relatives(stack: ClauseStack, i: int, np: NounPhrase, clause: Clause) -> NounPhrase | None:
    """ "have two sons together, A and B", "has a daughter with X: A": what the names behind the mark are."""
    mark = stack.previous(i)
    if np.prep is not None or mark is None or mark.text not in (",", ":", "–", "—") or clause.vg is None:
        return None
    names = np.members or [np]
    if clause.vg.lemma not in stack.pack.cue("possession_verbs") or any(
        m.entity is None or any(n.sense("tie") for n in m.appositions) for m in names
    ):
        return None
    if i + 1 < len(stack.chunks) and stack.chunks[i + 1].kind == "vg":
        return None
    found = clause.objects[-1] if clause.objects else None
    if found is None or found.mention is not None or found.members or found.determiner in ("definite", "possessive"):
        return None
    tie = found.sense("tie")
    own = tie is not None and tie.data.get("kind") == "parent" and tie.data.get("bearer") == "child"
    between = [c for c in stack.chunks[:i] if c.start >= found.end]
    near = all(c.kind in ("word", "date", "punct") or c.np in clause.obliques for c in between)
    return found if own and near and (found.number == "p") == bool(np.members) else None


def lists_relatives(stack: ClauseStack, i: int) -> bool:
    """ "is survived by his wife, X; two sons, Y and Z; and …": the mark divides a list, if no verb follows."""
    group, subject = stack.current.vg, stack.current.subject
    told = subject is not None and stack.sentence.lowers[subject.head] in stack.pack.cue("survivors")
    lists = stack.pack.cue("survive_verbs") | stack.pack.cue("possession_verbs")
    if group is None or not (told or group.lemma in lists):
        return False
    for later in stack.chunks[i + 1 :]:
        if later.text == ";":
            break
        if later.kind in ("vg", "quote"):
            return False
    return any(c.kind == "np" for c in stack.chunks[i + 1 :])


def lists_children(stack: ClauseStack, i: int) -> bool:
    """ "had three children by his first wife, X: A, B and C": the names behind the mark are the children's."""
    group, lowers = stack.current.vg, stack.sentence.lowers
    behind = stack.chunks[i + 1].np if i + 1 < len(stack.chunks) else None
    if lowers[stack.chunks[i].start] != ":" or group is None or behind is None or not stack.current.objects:
        return False
    if group.lemma not in stack.pack.cue("possession_verbs") or not (behind.members or behind.entity):
        return False
    return unnamed_relatives(stack, i + 1, behind, stack.current) is not None and not any(
        c.kind == "vg" for c in stack.chunks[i + 1 :]
    )
