"""Who is a party to the conflict that a document tells of."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.lexicon import load
from sayso.lexicon.organs import organs
from sayso.model import Attribution, Claim, Phrase, Place, SourceLink, Span
from sayso.resolve.bodies import Bodies
from sayso.resolve.parties import Fighting, attributions_with_bodies, fighting_in, judged, with_bodies

SYRIA = Fighting(sides=frozenset({"US"}), lands=frozenset({"SY"}))

PARTIES = [
    pytest.param("the Pentagon", True, id="its side acts"),
    pytest.param("a US official", True, id="an official of a side that acts"),
    pytest.param("Pentagon spokesman Paul Dahl", True, id="a person who speaks for one"),
    pytest.param("Russia's defence ministry", True, id="its state fights in that country's wars"),
    pytest.param("the Peruvian army", False, id="its state fights elsewhere or nowhere"),
    pytest.param("Peru", False, id="a country"),
    pytest.param("rebels", True, id="armed people are always one"),
    pytest.param("Hezbollah", True, id="a group by name"),
    pytest.param("the Free Hills Brigades", True, id="a group that is not listed"),
    pytest.param("the US-led coalition", True, id="a coalition in the lexicon"),
    pytest.param("the Syrian Observatory for Human Rights", False, id="a monitor"),
    pytest.param("US journalists", False, id="reporters of a side are none"),
    pytest.param("Reuters", False, id="an agency"),
    pytest.param("SANA", True, id="the agency of a side"),
    pytest.param("Amaq", True, id="the outlet of a group"),
    pytest.param("KCNA", False, id="the agency of a state that does not fight there"),
    pytest.param("the UN", False, id="intergovernmental"),
    pytest.param("doctors in the city", False, id="doctors"),
    pytest.param("residents", False, id="residents"),
    pytest.param("a report by the Pentagon", True, id="its document"),
    pytest.param("the National Emergency Management Agency", False, id="a state's body that the lexicon excepts"),
    pytest.param("the army", None, id="whose it is is open"),
    pytest.param("officials", None, id="whose they are is open"),
    pytest.param("he", None, id="nobody known"),
]


@pytest.mark.parametrize(("words", "party"), PARTIES)
def test_party(words: str, party: bool | None) -> None:
    found = judged(Bodies("").identity(words), SYRIA)
    assert found.party is party
    assert found.reason is not None or party is not None


def test_without_fighting_a_state_is_open_and_says_so() -> None:
    found = judged(Bodies("").identity("the Pentagon"), Fighting())
    assert found.party is None
    assert found.reason == "whether it takes part in the fighting told of is not known"


def claim(kind: str, *, source: str = "", **slots: Any) -> Claim:
    chain = (SourceLink(text=source),) if source else ()
    return Claim(
        id=f"{kind}{source}{slots}",
        doc="d",
        span=Span(0, 1),
        evidence="x",
        kind=kind,
        status="asserted",
        extractor="1",
        confidence=1.0,
        source=chain,
        **slots,
    )


def test_doers_and_forces_that_are_hit_are_sides() -> None:
    place = Place(span=Span(0, 1), text="x", name="x", lat=0.0, lon=0.0, country="KE", precision="settlement")
    told = [
        claim(
            "air_strike", actor=Phrase(text="Peruvian warplanes"), target=Phrase(text="Kenyan troops"), places=(place,)
        ),
        claim("shelling", actor=Phrase(text="the Norwegian journalists"), target=Phrase(text="two Danish farmers")),
        claim("talks", actor=Phrase(text="the Chilean government")),
    ]
    found = fighting_in(told, bodies=Bodies(""))
    assert found == Fighting(sides=frozenset({"PE", "KE"}), lands=frozenset({"KE"}))


def test_claims_get_the_identity_of_each_link() -> None:
    told = [
        claim("air_strike", source="Peru's army", actor=Phrase(text="Peruvian jets")),
        claim("talks", source="Reuters"),
    ]
    one, other = with_bodies(told, bodies=Bodies(""))
    assert one.source[0].body is not None
    assert (one.source[0].body.id, one.source[0].body.party) == ("PE/armed-forces", True)
    assert other.source[0].body is not None
    assert (other.source[0].body.id, other.source[0].body.party) == ("reuters", False)


def test_attributions_get_one_for_each_link() -> None:
    quote = Attribution(
        source=(Span(0, 1),), cue=(), content=(Span(2, 3),), kind="indirect", speaker=("Reuters", "residents")
    )
    (found,) = attributions_with_bodies([quote], bodies=Bodies(""))
    assert [(body.id, body.type) for body in found.bodies] == [("reuters", "media"), (None, "witness or resident")]


def test_sides_and_wars_are_named_as_bodies_name_theirs() -> None:
    wars: dict[str, list[str]] = load("parties")["wars"]
    lands = {name.lower().replace(" ", "-") for name in load("organs")["lands"]}
    states = {state for states in wars.values() for state in states} | set(wars)
    assert {state for state in states if len(state) > 2} <= lands
    assert set(load("parties")["types"]) >= {organ.type for organ in organs().values()}
