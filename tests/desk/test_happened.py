"""What people did and what changed, in the words of a language: in English as the command line tells it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.desk.happened import changed, did, plain
from sayso.desk.words import words_of
from sayso.model import Operation
from sayso.review import Confirm, Correct, Merge, Part, Reject, Split, Undo
from sayso.store.changes import Change, Difference, between
from sayso.store.corrections import SLOTS
from sayso.store.ledger import Ledger
from sayso.telling.history import change_words, operation_words
from tests.review.world import act, claim_of, incident_of


def everything(ledger: Ledger) -> list[Operation]:
    """One of each act."""
    here, there, apart = (incident_of(ledger, doc).id for doc in ("a1", "b1", "c1"))
    merged = act(ledger, Merge(incidents=(here, there))).operation
    act(ledger, Undo(operation=merged.id))
    act(ledger, Part(incidents=(here, apart)))
    act(ledger, Confirm(subjects=(there, apart), what="join"))
    act(ledger, Confirm(subjects=(there,), what="place"))
    act(ledger, Confirm(subjects=(there,), what="day"))
    act(ledger, Confirm(subjects=(claim_of(ledger, "d1"),), what="claim"))
    act(ledger, Correct(claim=claim_of(ledger, "c2"), slot="kind", value="shelling"))
    act(ledger, Correct(claim=claim_of(ledger, "c2"), slot="time", value=None))
    act(ledger, Correct(claim=claim_of(ledger, "c1"), slot="figures", value=()))
    act(ledger, Correct(claim=claim_of(ledger, "c1"), slot="places", value=()))
    act(ledger, Split(incident=incident_of(ledger, "a1").id, claims=(claim_of(ledger, "a1"),)))
    act(ledger, Reject(claim=claim_of(ledger, "b2")))
    return ledger.operations()


def test_in_english_as_the_command_line_has_it(world: Ledger) -> None:
    operations = {one.id: one for one in everything(world)}
    english = words_of("en")
    for one in operations.values():
        undone = operations.get(one.undoes or "")
        assert plain(did(one, english, undone)).replace("–", "-") == operation_words(one, undone)
    for change in world.changes():
        became = world.became(change.id) if change.what == "ceased" else None
        told = plain(changed(change, operations, english, became))
        assert told.replace("–", "-") == change_words(change, operations, became)


def test_in_arabic_no_english_but_what_people_wrote(world: Ledger) -> None:
    operations = {one.id: one for one in everything(world)}
    for change in world.changes():
        told = changed(change, operations, words_of("ar"), world.became(change.id) if change.what == "ceased" else None)
        assert not re.search("[A-Za-z]{2}", re.sub("[\u2066\u2068][^\u2069]*\u2069", "", told)), told


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_has_a_name(slot: str) -> None:
    assert words_of("ar")("did.slot." + slot) != words_of("en")("did.slot." + slot)


def test_a_date_that_a_person_said() -> None:
    difference = Difference(field="published", before=None, after="2016-05-04")
    change = Change(
        number=1, made=None, kind="document", id="d1", what="dated by Ada: on the page", differences=(difference,)
    )
    assert (
        plain(changed(change, {}, words_of("en"))) == "document d1 dated by Ada: on the page: published ? → 2016-05-04"
    )


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_difference_of_incidents_is_told(world: Ledger, code: str) -> None:
    words = words_of(code)
    one = incident_of(world, "a1")
    other = replace(
        one,
        kind="bombing",
        actors=("rebels",),
        targets=("a camp",),
        grade="confirmed",
        place=None,
        claims=(),
        accounts=(),
    )
    found = {each.field: each for before, after in ((one, other), (other, one)) for each in between(before, after)}
    assert {"kind", "actors", "targets", "grade", "place"} <= found.keys()
    for difference in found.values():
        change = Change(number=1, made=None, kind="incident", id="i1", what="changed", differences=(difference,))
        assert words("changed.field." + difference.field) in changed(change, {}, words)
