"""Operations: what a person asks of a ledger is checked, kept, and its first effects written, within a transaction.

Incidents follow when they are next put together.

>>> pair("i2", "i1")
'i1 i2'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, func, insert, select

from sayso.errors import UsageError
from sayso.model import ADDED, Claim, Incident, Operation
from sayso.model.codec import dumps, loads
from sayso.model.identity import identify
from sayso.model.operation import Piece
from sayso.store import changes, corrections, indexing, named, reading
from sayso.store.acts import Act, Add, By, Confirm, Correct, Merge, Part, Reject, Split, Undo
from sayso.store.people import derive, standing, taken_back
from sayso.store.quotes import misquoted
from sayso.store.rows import chunks
from sayso.store.tables import CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, JUDGEMENTS, OPERATION_SUBJECTS, OPERATIONS, SETTLED
from sayso.store.writing import write_claims


def operate(connection: Connection, act: Act, *, by: By) -> Operation:
    """Check, keep and begin an act; identifiers may be beginnings. UsageError or NotFoundError where it makes no sense."""
    match act:
        case Merge():
            made = _merge(connection, act, by)
        case Split():
            made = _split(connection, act, by)
        case Correct():
            made = _correct(connection, act, by)
        case Reject():
            made = _reject(connection, act, by)
        case Add():
            made = _add(connection, act, by)
        case Part():
            made = _part(connection, act, by)
        case Confirm():
            made = _confirm(connection, act, by)
        case Undo():
            made = _undo(connection, act, by)
    changes.note(connection, kind="operation", id=made.id, what=made.verb, made=made.made)
    _take_effect(connection, made)
    _settle(connection)
    return made


def operations(connection: Connection) -> list[Operation]:
    """All of them, in order."""
    return [
        loads(one, Operation) for one in connection.scalars(select(OPERATIONS.c.record).order_by(OPERATIONS.c.number))
    ]


def operations_on(connection: Connection, subjects: Iterable[str]) -> list[Operation]:
    """Those about any of the incidents and claims (as first found), and what took them back, in order."""
    found: dict[int, str] = {}
    for part in chunks(sorted(set(subjects))):
        about = select(OPERATION_SUBJECTS.c.operation).where(OPERATION_SUBJECTS.c.subject.in_(part))
        asked = select(OPERATIONS.c.number, OPERATIONS.c.record).where(OPERATIONS.c.number.in_(about))
        found.update(connection.execute(asked).all())
    return [loads(found[number], Operation) for number in sorted(found)]


def _keep(connection: Connection, verb: str, by: By, subjects: Iterable[str], **what: object) -> Operation:
    number = (connection.scalar(select(func.max(OPERATIONS.c.number))) or 0) + 1
    body = dumps(sorted(what.items(), key=lambda item: item[0]))
    made = Operation(
        id=identify("operation", number, verb, by.author, by.reason, by.made, body),
        verb=verb,  # type: ignore[arg-type]
        author=by.author,
        reason=by.reason,
        made=by.made,
        **what,  # type: ignore[arg-type]
    )
    row = {"number": number, "id": made.id, "verb": verb, "author": by.author, "made": by.made, "undoes": made.undoes}
    connection.execute(insert(OPERATIONS), {**row, "record": dumps(made)})
    about = [{"operation": number, "subject": subject} for subject in sorted(set(subjects))]
    connection.execute(insert(OPERATION_SUBJECTS), about)
    return made


def _merge(connection: Connection, act: Merge, by: By) -> Operation:
    incidents = [named.incident(connection, one) for one in act.incidents]
    names = [one.id for one in incidents]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(found=f"incident {twice!r} twice", expected="different incidents", mend="name another")
    if len(names) < 2:
        raise UsageError(found="one incident only", expected="two or more to put together", mend="name another")
    sides = tuple(_pieces(connection, one) for one in incidents)
    return _keep(connection, "merge", by, [*names, *_flat(sides)], incidents=tuple(names), sides=sides)


def _split(connection: Connection, act: Split, by: By) -> Operation:
    incident = named.incident(connection, act.incident)
    roots = named.roots(connection, incident.claims)
    out = {roots[named.among(one, incident)] for one in act.claims}
    if len(out) == len(incident.claims):
        raise UsageError(
            found=f"all {len(out)} claims of {incident.id!r}", expected="some that stay", mend="leave one out"
        )
    if not out:
        raise UsageError(found="no claim", expected="those to take out", mend="name one")
    pieces = _pieces(connection, incident)
    away = tuple(roots[name] for name in incident.claims if roots[name] in out)
    stay = [tuple(name for name in piece if name not in out) for piece in pieces]
    sides: tuple[tuple[Piece, ...], ...] = ((away,), tuple(piece for piece in stay if piece))
    return _keep(connection, "split", by, [incident.id, *_flat(sides)], incidents=(incident.id,), sides=sides)


def _flat(sides: Sequence[Sequence[Piece]]) -> list[str]:
    return [name for side in sides for piece in side for name in piece]


def _pieces(connection: Connection, incident: Incident) -> tuple[Piece, ...]:
    """The claims of the incident as first found, in the pieces that merges tied; the one that it is named for first."""
    roots = named.roots(connection, incident.claims)
    live = {root: name for name, root in roots.items()}
    bonds = {one.judgement.id for one in derive(operations(connection), live) if one.bond}
    home = {name: {name} for name in incident.claims}
    for part in chunks([one for one in incident.joins if one not in bonds]):
        asked = select(JUDGEMENTS.c.left, JUDGEMENTS.c.right).where(JUDGEMENTS.c.id.in_(part))
        for left, right in connection.execute(asked):
            if left in home and right in home and home[left] is not home[right]:
                home[left] |= home[right]
                home.update(dict.fromkeys(home[right], home[left]))
    pieces: dict[int, list[str]] = defaultdict(list)
    for name in incident.claims:
        pieces[id(home[name])].append(roots[name])
    founded = (any(identify("incident", name) == incident.id for name in piece) for piece in pieces.values())
    ordered = sorted(zip(founded, pieces.values(), strict=True), key=lambda pair: not pair[0])
    return tuple(tuple(piece) for _, piece in ordered)


def _correct(connection: Connection, act: Correct, by: By) -> Operation:
    claim, root = named.claim(connection, act.claim)
    corrected = corrections.with_slot(claim, act.slot, act.value)
    before, after = getattr(claim, act.slot), getattr(corrected, act.slot)
    if before == after:
        raise UsageError(
            found=f"{act.slot} of {claim.id!r} as it is already", expected="another value", mend="see: sayso show CLAIM"
        )
    return _keep(
        connection,
        "correct",
        by,
        [root],
        claim=root,
        evidence=claim.evidence,
        slot=act.slot,
        before=dumps(before),
        after=dumps(after),
    )


def _reject(connection: Connection, act: Reject, by: By) -> Operation:
    claim, root = named.claim(connection, act.claim)
    here = connection.scalar(select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim == claim.id))
    if here is None:
        return _keep(connection, "reject", by, [root], claim=root, evidence=claim.evidence)
    pieces = _pieces(connection, named.incident(connection, here))
    stay = tuple(name for piece in pieces for name in piece if name != root)
    sides: tuple[tuple[Piece, ...], ...] = (((root,),), (stay,) if stay else ())
    return _keep(
        connection,
        "reject",
        by,
        [root, here],
        claim=root,
        evidence=claim.evidence,
        incidents=(here,),
        sides=sides,
    )


def _add(connection: Connection, act: Add, by: By) -> Operation:
    _, name = named.find(connection, act.document, kinds=("document",))
    document = reading.document_with(connection, name)
    evidence = document.quote(act.span)
    if not evidence.strip():
        raise UsageError(found="no words", expected="those of the report that say it", mend="copy them")
    claim = Claim(
        id="",
        doc=document.id,
        span=act.span,
        evidence=evidence,
        kind=act.kind,
        status="asserted",
        extractor=ADDED + by.author,
        confidence=1.0,
    )
    for slot, value in (("kind", act.kind), *act.slots):
        claim = corrections.with_slot(claim, slot, value)
    wrong = next(misquoted(claim, document.text), None)
    if wrong is not None:
        raise UsageError(found=f"{wrong[0]} that {name!r} does not have there", expected="its words", mend="copy them")
    _refuse_twice(connection, claim)
    claim = replace(claim, id=identify("claim", "added", dumps(claim)))  # all that it says, and who added it
    number = connection.scalar(select(DOCUMENTS.c.row).where(DOCUMENTS.c.id == name, ~DOCUMENTS.c.superseded))
    assert number is not None, "the document was just read"
    write_claims(connection, [((claim,), number)], again=True)
    return _keep(connection, "add", by, [claim.id], claim=claim.id, evidence=evidence, after=dumps(claim))


def _refuse_twice(connection: Connection, claim: Claim) -> None:
    """UsageError where the same source says the same kind of thing in the same words already."""
    for one in reading.claims_of(connection, claim.doc):
        same = one.span == claim.span and one.kind == claim.kind
        if same and [link.text for link in one.source] == [link.text for link in claim.source]:
            raise UsageError(
                found=f"claim {one.id!r}, which says so already", expected="a claim of its own", mend="correct that one"
            )


def _part(connection: Connection, act: Part, by: By) -> Operation:
    one, other = (named.incident(connection, name) for name in act.incidents)
    if one.id == other.id:
        raise UsageError(found=f"incident {one.id!r} twice", expected="different incidents", mend="name another")
    sides = (_pieces(connection, one), _pieces(connection, other))
    return _keep(connection, "part", by, [one.id, other.id, *_flat(sides)], incidents=(one.id, other.id), sides=sides)


def _confirm(connection: Connection, act: Confirm, by: By) -> Operation:
    many = {"claim": 1, "place": 1, "day": 1, "join": 2}.get(act.what)
    if many != len(act.subjects):
        raise UsageError(
            found=f"{act.what!r} of {len(act.subjects)} things",
            expected="a claim, the place or day of an incident, or the join of two",
            mend="correct it",
        )
    if act.what == "claim":
        claim, root = named.claim(connection, act.subjects[0])
        return _keep(connection, "confirm", by, [root], claim=root, evidence=claim.evidence, slot="claim")
    names = tuple(named.incident(connection, name).id for name in act.subjects)
    return _keep(connection, "confirm", by, names, incidents=names, slot=act.what)


def settle(connection: Connection, documents: Iterable[str]) -> None:
    """After operations came from elsewhere: all that follows from them for the claims of these documents, and for the queue."""
    take_effect_in(connection, documents)
    _settle(connection)
    indexing.post_again(connection, documents)


def _settle(connection: Connection) -> None:
    """What people let stand, from the operations that stand."""
    settled = {
        (pair(*(one.incidents or (one.claim or "",))), one.slot): one.id
        for one in standing(operations(connection))
        if one.verb == "confirm"
    }
    connection.execute(delete(SETTLED))
    if settled:
        rows = [{"subject": subject, "what": what, "operation": name} for (subject, what), name in settled.items()]
        connection.execute(insert(SETTLED), rows)


def pair(*names: str) -> str:
    """One name, or several in order with blanks between, as they are settled."""
    return " ".join(sorted(names))


def _undo(connection: Connection, act: Undo, by: By) -> Operation:
    held = operations(connection)
    up = standing(held)
    if act.operation is None:
        if not up:
            raise UsageError(found="no operation that stands", expected="one to take back", mend="see: sayso history")
        chosen = up[-1]
    else:
        chosen = named.operation(connection, act.operation)
        gone = taken_back(held)
        taken = next((one for one in reversed(held) if one.undoes == chosen.id and one.id not in gone), None)
        if taken is not None:
            raise UsageError(
                found=f"operation {chosen.id!r}, which {taken.author} took back",
                expected="one that stands",
                mend=f"to have it again: sayso undo {taken.id} --reason WHY",
            )
    asked = select(OPERATION_SUBJECTS.c.subject).join(OPERATIONS).where(OPERATIONS.c.id == chosen.id)
    subjects = list(connection.scalars(asked))
    return _keep(connection, "undo", by, subjects, undoes=chosen.id, incidents=chosen.incidents, claim=chosen.claim)


def _take_effect(connection: Connection, made: Operation) -> None:
    """What follows for the claim that the operation is about, if it is about one."""
    if made.claim is not None:
        corrections.take_effect(connection, made.claim, _by_claim(connection).get(made.claim, []))
        home = select(DOCUMENTS.c.id).join(CLAIMS, CLAIMS.c.document == DOCUMENTS.c.row)
        indexing.post_again(connection, connection.scalars(home.where(CLAIMS.c.id == made.claim)).all())


def _by_claim(connection: Connection) -> dict[str, list[Operation]]:
    """The operations that stand and are about one claim, by it."""
    found: dict[str, list[Operation]] = defaultdict(list)
    for one in standing(operations(connection)):
        if one.claim is not None:
            found[one.claim].append(one)
    return found


def take_effect_in(connection: Connection, documents: Iterable[str]) -> None:
    """After documents were read again: what was said of their claims holds for these as they are now."""
    about, here = _by_claim(connection), set(documents)
    touched: set[str] = set()
    for part in chunks(sorted(about)):
        asked = select(CLAIMS.c.id, DOCUMENTS.c.id).join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
        touched.update(name for name, doc in connection.execute(asked.where(CLAIMS.c.id.in_(part))) if doc in here)
    for root in sorted(touched):
        corrections.take_effect(connection, root, about[root])
