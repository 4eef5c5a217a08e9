"""Pronouns, short forms and stand-ins, tied to the fullest wording of their document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.attribution import find_attributions
from sayso.resolve.actors import Names, resolve_speakers

LAST_SPEAKER = [
    pytest.param(
        "The army and the Relief League said that the mill was gone.",
        ("The army and the Relief League",),
        id="two who speak, each once",
    ),
    pytest.param(
        "NACO, 10 May 2023 (Wire) - Two bombs hit the mill. The toll stood at nine, the government said.",
        ("the government",),
        id="the town of a dateline says nothing",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights counted nine raids. Twelve died, the group known as the Red Vests said.",
        ("Red Vests",),
        id="a group told by its name is not the one before",
    ),
    pytest.param(
        "Borduria rejected the charge. Ann Orr, the head of the league's relief office, told the paper that the mill was gone. "
        "The office said that nine had died.",
        ("the league's relief office",),
        id="the body by which a speaker is described",
    ),
    pytest.param(
        "The ministry had no word on a report by the Lake Media Centre, according to which nine people died in the raid.",
        ("the Lake Media Centre",),
        id="according to which",
    ),
    pytest.param(
        "The ministry had no word on a report by the Lake Observatory for Human Rights, according to which nine people died.",
        ("the Lake Observatory for Human Rights",),
        id="according to which, a name of several parts",
    ),
    pytest.param(
        "Two hunters reached the lake. They said that the mill was gone.", ("Two hunters",), id="they, by no name"
    ),
    pytest.param(
        "The Lake Data Archive counted nine raids. The archive said that the toll would rise.",
        ("The Lake Data Archive",),
        id="last word of a name",
    ),
    pytest.param(
        "Minister Emre Aydin rejected the report. His deputy, Kerim Polat, was less guarded. He said that the raid had failed.",
        ("His deputy, Kerim Polat",),
        id="brought in after the last speaker",
    ),
    pytest.param(
        "The Northern Relief Fund (NRF) left. An NRF official said that the raid had failed.",
        ("An NRF official",),
        id="a member is not the body",
    ),
    pytest.param(
        "Defence Minister Karim Nasser arrived on Friday. Nasser said that the raid had failed.",
        ("Defence Minister Karim Nasser",),
        id="surname",
    ),
    pytest.param(
        "Defence Minister Karim Nasser spoke on Friday. He said that the raid had failed.",
        ("Defence Minister Karim Nasser",),
        id="he",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights (NOHR) counted nine dead. NOHR said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="acronym in brackets",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights counted nine dead. The Observatory said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="short form",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights reported nine dead. It said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="it",
    ),
    pytest.param("Residents said that jets circled. They said that two bombs fell.", ("Residents",), id="they"),
    pytest.param(
        "A military source spoke on Friday. The source said that the raid had failed.",
        ("A military source",),
        id="the source",
    ),
    pytest.param(
        "A monitor said that nine people died. The Northern Observatory for Human Rights said that the toll would rise. The monitor said that jets fled.",
        ("The Northern Observatory for Human Rights",),
        id="the monitor, named in between",
    ),
    pytest.param(
        "President Emre Çelik spoke on Friday. Celik said that the raid had failed.",
        ("President Emre Çelik",),
        id="accent lost",
    ),
    pytest.param(
        "Colonel Anwar Zaki met envoy Ingrid Dahl on Monday. She said that the truce had failed.",
        ("envoy Ingrid Dahl",),
        id="she, by her name",
    ),
    pytest.param(
        "Mayor John Adler met rebel leader Musa Keita. He told the mayor that the truce had failed.",
        ("rebel leader Musa Keita",),
        id="he, who tells the other",
    ),
    pytest.param(
        "“We left the village,” she said. Farmer Nadia Omar lives in a camp.", ("Farmer Nadia Omar",), id="named next"
    ),
    pytest.param(
        "The depot burned, the minister said. Defence Minister Karim Nasser had seen it a day earlier.",
        ("Defence Minister Karim Nasser",),
        id="the minister, named next",
    ),
    pytest.param(
        "Jets bombed the mill, the watchdog said. The Violations Registry, which counts raids, has staff there.",
        ("The Violations Registry",),
        id="the watchdog, named next",
    ),
    pytest.param(
        "Father Milo Lutfi hid in the crypt. The priest said that the raid had failed.",
        ("Father Milo Lutfi",),
        id="another word for the office",
    ),
    pytest.param(
        "Mayor Lev Orlov said shells fell. The driver said that the raid had failed.",
        ("The driver",),
        id="the driver is no mayor",
    ),
    pytest.param(
        "The Nubian Liberation Army entered the town. The group said that the garrison had fled.",
        ("The Nubian Liberation Army",),
        id="the group that acted",
    ),
    pytest.param(
        "The Committee of the Free Cities sent a convoy. CFC said that gunmen had robbed it.",
        ("The Committee of the Free Cities",),
        id="initials without brackets",
    ),
    pytest.param(
        "The ministry of defence and the ministry of health disagreed. The health ministry said that nine people died.",
        ("the ministry of health",),
        id="two ministries",
    ),
    pytest.param(
        "The agency cited the fleet's press service as saying that a boat had sunk.",
        ("The agency", "the fleet's press service"),
        id="a service that has an owner",
    ),
    pytest.param("It said that the raid had failed.", ("It",), id="nobody before"),
]


@pytest.mark.parametrize(("text", "expected"), LAST_SPEAKER)
def test_last_speaker(nlp: Language, text: str, expected: tuple[str, ...]) -> None:
    doc = nlp(text)
    found = resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))
    assert found[-1].speaker == expected


def test_who_is_named_beside_a_monitor_without_a_name_speaks_too(nlp: Language) -> None:
    text = "Thirty died in raids on the town, a monitor and rebels said. The Northern Observatory said that scores were hurt."
    doc = nlp(text)
    found = resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))
    assert [a.speaker for a in found] == [("The Northern Observatory and rebels",), ("The Northern Observatory",)]


def test_i_is_the_one_who_speaks(nlp: Language) -> None:
    doc = nlp("“I told them that the bridge was mined,” engineer Sami Haddad said.")
    found = resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))
    assert {a.speaker for a in found} == {("engineer Sami Haddad",)}


def test_own_voice_stays_empty(nlp: Language) -> None:
    doc = nlp("Two jets reportedly hit the town.")
    assert [a.speaker for a in resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))] == [()]


WORDS = st.sampled_from(
    [
        "He",
        "the",
        "group",
        "said",
        "that",
        "Karim",
        "Nasser",
        "(",
        "KN",
        ")",
        "It",
        ".",
        "\n",
        "minister",
        "they",
        "fell",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_every_stretch_has_a_wording(nlp: Language, words: list[str]) -> None:
    doc = nlp(" ".join(words))
    names = Names(doc)
    assert all(names.fullest(i, i) or doc[i].is_space for i in range(len(doc)))


def test_two_who_act_together_are_named_once(nlp: Language) -> None:
    doc = nlp("The regime and rebel groups agreed to a truce in the hills.")
    assert Names(doc).fullest(0, 4) == "The regime and rebel groups"
