"""Who did it and who was hit, over all that the accounts say."""

from __future__ import annotations

from dataclasses import replace

from sayso.export.cast import BY_ACCOUNTS, BY_VICTIMS, cast_of
from sayso.model import SourceBody
from tests.export.happenings import claim, happening


def test_the_side_of_most_accounts_comes_first() -> None:
    sheet = happening(
        claim(0, by="Syrian warplanes", says="Monitor One"),
        claim(1, by="Russian jets", says="Monitor Two"),
        claim(2, doc="tribune", by="Russian aircraft", says="Monitor Three"),
    )
    cast = cast_of(sheet)
    assert cast.doer is not None
    assert (cast.doer.party.land, cast.doer.accounts, len(cast.doer.claims)) == ("RU", 2, 2)
    assert [side.party.land for side in cast.instead] == ["SY"]


def test_a_named_side_comes_before_nameless_ones() -> None:
    sheet = happening(
        claim(0, by="unidentified warplanes", says="Monitor One"),
        claim(1, by="warplanes", says="Monitor Two"),
        claim(2, by="Russia", says="Monitor Three"),
    )
    cast = cast_of(sheet)
    assert cast.doer is not None
    assert cast.doer.party.land == "RU"
    assert cast.instead == ()


def test_those_named_together_act_together() -> None:
    cast = cast_of(happening(claim(by="Russian and regime planes")))
    assert cast.doer is not None
    assert (cast.doer.party.land, [side.party.land for side in cast.with_doer], cast.instead) == ("RU", ["SY"], ())


def test_who_denies_names_no_doer() -> None:
    cast = cast_of(
        happening(claim(0), claim(1, by="Russian jets", status="denied", says="the Russian Defence Ministry"))
    )
    assert cast.doer is None


def test_victims_tell_who_was_hit_where_no_claim_does() -> None:
    cast = cast_of(
        happening(claim(by="Russian jets", on="the town", killed=(12, 12), of="civilians", says="the Monitor"))
    )
    assert cast.struck is not None
    assert (cast.struck.party.kind, cast.struck_rule, cast.hits_civilians) == ("civilians", BY_VICTIMS, True)


def test_a_target_tells_before_victims_do() -> None:
    cast = cast_of(happening(claim(by="Russian jets", on="Islamic State positions", killed=(12, 12), of="civilians")))
    assert cast.struck is not None
    assert (cast.struck.party.name, cast.struck_rule) == ("Islamic State", BY_ACCOUNTS)


def test_the_doers_word_makes_nobody_a_fighter() -> None:
    sheet = happening(claim(by="Russian jets", killed=(600, None), of="fighters", says="the Russian Defence Ministry"))
    # The source's body is what the pipeline would have resolved.
    assert cast_of(sheet).struck is not None
    spoken = sheet.claims[0]
    body = SourceBody(id="RU/defence-ministry", name="Russian Defence Ministry", type="state military")
    told = replace(spoken, source=(replace(spoken.source[0], body=body),))
    assert cast_of(replace(sheet, claims=(told,))).struck is None


def test_two_that_fought_are_two_sides() -> None:
    cast = cast_of(happening(claim(kind="clash", by="the Syrian army and rebels")))
    assert cast.doer is not None
    assert cast.struck is not None
    assert (cast.doer.party.kind, cast.struck.party.kind, cast.both_armed) == ("state forces", "rebel group", True)


def test_civilians_are_no_side_of_a_battle() -> None:
    cast = cast_of(happening(claim(kind="clash", by="the Syrian army", on="civilians", killed=(3, 3), of="civilians")))
    assert cast.struck is None


def test_nobody_hits_himself() -> None:
    cast = cast_of(happening(claim(0, by="the Syrian army", on="the Syrian army"), claim(1, by="Syria's military")))
    assert cast.struck is None


def test_bystanders_do_no_deeds() -> None:
    assert cast_of(happening(claim(by="the head of the Syrian Observatory for Human Rights"))).doer is None


def test_protests_are_of_protesters() -> None:
    cast = cast_of(happening(claim(kind="protest", by="Iraqi police", evidence="Police opened fire.")))
    assert cast.doer is not None
    assert cast.struck is not None
    assert (cast.doer.party.kind, cast.struck.party.kind) == ("protesters", "police")


def test_nameless_dead_may_be_the_doers_own() -> None:
    told = claim(kind="attack", by="Islamic State jihadists", killed=(30, 30), of="jihadists", says="the Monitor")
    assert cast_of(happening(told)).struck is None
    other = claim(kind="attack", by="Islamic State jihadists", killed=(30, 30), of="soldiers", says="the Monitor")
    struck = cast_of(happening(other)).struck
    assert struck is not None
    assert struck.party.kind == "state forces"


def test_bombers_of_a_suicide_bombing_are_no_aircraft() -> None:
    doer = cast_of(happening(claim(kind="suicide_bombing", by="the bombers"))).doer
    assert doer is not None
    assert doer.party.kind == "political militia"


def test_who_acts_is_worded_before_who_commands() -> None:
    sheet = happening(claim(0, by="Defence Minister Sergei Shoigu"), claim(1, by="Russian jets"))
    doer = cast_of(sheet).doer
    assert doer is not None
    assert (doer.party.wording, len(doer.claims)) == ("Russian jets", 2)
