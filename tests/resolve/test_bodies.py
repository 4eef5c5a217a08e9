"""Sources to lasting identities: what each wording means, of what type it is, and whose voice."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicon import load
from sayso.lexicon.bodies import bodies, body_named, by_alias, by_id, by_name
from sayso.lexicon.organs import organ_of, organs
from sayso.model import SourceBody
from sayso.resolve.bodies import TYPES, Bodies

WAR = (
    "The Syrian Observatory for Human Rights counted the dead. Russia's defence ministry and the Ukrainian military spoke. "
    "So did the Syrian regime."
)

# wording, identifier, type, body that it is of
KNOWN = [
    ("the Syrian Observatory for Human Rights", "syrian-observatory-for-human-rights", "monitor or NGO", None),
    ("SOHR", "syrian-observatory-for-human-rights", "monitor or NGO", None),
    ("the Observatory", "syrian-observatory-for-human-rights", "monitor or NGO", None),
    ("the Britain-based Observatory", "syrian-observatory-for-human-rights", "monitor or NGO", None),
    (
        "The Syrian Observatory for Human Rights (SOHR), a monitor based in Britain",
        "syrian-observatory-for-human-rights",
        "monitor or NGO",
        None,
    ),
    ("Russia's defence ministry", "RU/defence-ministry", "state military", None),
    ("the Russian Ministry of Defense", "RU/defence-ministry", "state military", None),
    ("the Defence Ministry in Moscow", "RU/defence-ministry", "state military", None),
    ("Russian defense ministry", "RU/defence-ministry", "state military", None),
    ("the Defence Ministry", "RU/defence-ministry", "state military", None),
    ("The Ministry of Defence of the Russian Federation", "RU/defence-ministry", "state military", None),
    ("the Pentagon", "US/defence-ministry", "state military", None),
    ("the U.S. Department of Defense", "US/defence-ministry", "state military", None),
    ("the Peruvian army", "PE/armed-forces", "state military", None),
    ("Peru's military", "PE/armed-forces", "state military", None),
    ("The armed forces of Peru", "PE/armed-forces", "state military", None),
    ("Icelandic Fisheries Ministry", "IS/fisheries-ministry", "government", None),
    ("Kenya's Ministry of Interior", "KE/interior-ministry", "government", None),
    ("the parliament of Kenya", "KE/parliament", "government", None),
    ("Kenyan police", "KE/police", "government", None),
    ("the health ministry in Nairobi", "KE/health-ministry", "government", None),
    ("Gaza's Health Ministry", "gaza-health-ministry", "government", None),
    ("the Hamas-run Health Ministry", "gaza-health-ministry", "government", None),
    ("the regime", "SY/government", "government", None),
    ("Damascus", "SY/government", "government", None),
    ("Washington", "US/government", "government", None),
    ("the Kremlin", "RU/presidency", "government", None),
    ("Isis", "islamic-state", "armed group", None),
    ("the so-called Islamic State group", "islamic-state", "armed group", None),
    ("Houthi rebels", "houthis", "armed group", None),
    ("Lebanon's Hezbollah movement", "hezbollah", "armed group", None),
    ("the UN refugee agency", "united-nations-high-commissioner-for-refugees", "intergovernmental", None),
    ("The U.N.", "united-nations", "intergovernmental", None),
    ("WHO", "world-health-organization", "intergovernmental", None),
    ("Doctors Without Borders (MSF)", "medecins-sans-frontieres", "medical or rescue", None),
    ("the civil defence known as the White Helmets", "SY/civil-defence", "medical or rescue", None),
    ("state news agency SANA", "SY/state-news-agency", "media", None),
    ("Syria's official news agency", "SY/state-news-agency", "media", None),
    ("AFP", "agence-france-presse", "media", None),
    ("Reuters in Beirut", "reuters", "media", None),
    ("Chatham House", "chatham-house", "expert", None),
    ("the Northern Harbour Hospital", "named/northern-harbour-hospital", "medical or rescue", None),
    ("Radio Blue Valley", "named/radio-blue-valley", "media", None),
    ("the Free Hills Brigades", "named/free-hills-brigades", "armed group", None),
    ("the Green Hills Media Center", "named/green-hills-media-center", "media", None),
    ("Perus army", "PE/armed-forces", "state military", None),
    ("Eastwood University", "named/eastwood-university", "expert", None),
]

BELONGING = [
    (
        "a spokesman for the Syrian Observatory for Human Rights",
        "syrian-observatory-for-human-rights/spokesperson",
        "monitor or NGO",
        "syrian-observatory-for-human-rights",
    ),
    ("a Pentagon spokeswoman", "US/defence-ministry/spokesperson", "state military", "US/defence-ministry"),
    (
        "Brigadier Omar Dahl, a spokesman for the Russian defence ministry",
        "person/omar-dahl",
        "state military",
        "RU/defence-ministry",
    ),
    ("Observatory head Karim Dahl", "person/karim-dahl", "monitor or NGO", "syrian-observatory-for-human-rights"),
    (
        "Karim Dahl of the Syrian Observatory for Human Rights",
        "person/karim-dahl",
        "monitor or NGO",
        "syrian-observatory-for-human-rights",
    ),
    (
        "the Observatory's director, Karim Dahl",
        "person/karim-dahl",
        "monitor or NGO",
        "syrian-observatory-for-human-rights",
    ),
    ("Karim Dahl, HRW's deputy crisis director", "person/karim-dahl", "monitor or NGO", "human-rights-watch"),
    ("Peruvian Defence Minister Ana Quispe", "person/ana-quispe", "state military", "PE/defence-ministry"),
    ("Kenyan Foreign Minister Jane Otieno", "person/jane-otieno", "government", "KE/foreign-ministry"),
    ("the Kenyan minister of health, Jane Otieno", "person/jane-otieno", "government", "KE/health-ministry"),
    ("Defence Minister Sergei Shoigu", "person/sergei-shoigu", "state military", "RU/defence-ministry"),
    ("UN special envoy for Yemen Lars Holm", "person/lars-holm", "intergovernmental", "united-nations"),
    ("a Reuters reporter at the scene", None, "media", "reuters"),
    ("a source in the Kenyan army", None, "unnamed official", "KE/armed-forces"),
    ("Kenyan officials", None, "unnamed official", "KE/government"),
    ("two Kenyan diplomats", None, "unnamed official", "KE/government"),
    ("a senior Pentagon official", None, "unnamed official", "US/defence-ministry"),
    ("a report by Amnesty International", None, "document or video", "amnesty-international"),
    ("a statement from the Kenyan army", "KE/armed-forces", "state military", None),
    ("MSF doctors in the town", None, "medical or rescue", "medecins-sans-frontieres"),
    ("Vladimir Putin's tweet", None, "social media", "RU/presidency"),
    ("Sen. Ana Dahl", "person/ana-dahl", "government", None),
    (
        "Jane Otieno, the foreign minister of Kenya, a member of the Security Council",
        "person/jane-otieno",
        "government",
        "KE/foreign-ministry",
    ),
    ("a UN report", None, "document or video", "united-nations"),
    ("White Helmets volunteers", "SY/civil-defence", "medical or rescue", None),
    ("General Paul Wekesa of the Kenyan army", "person/paul-wekesa", "state military", "KE/armed-forces"),
    ("a commander of the Taliban", None, "armed group", "taliban"),
    ("a source at Northport Police Command", None, "unnamed official", "named/northport-police-command"),
]

NAMELESS = [
    ("residents of the quarter", "witness or resident"),
    ("an eyewitness", "witness or resident"),
    ("his brother", "witness or resident"),
    ("activists", "monitor or NGO"),
    ("a monitoring group", "monitor or NGO"),
    ("medics", "medical or rescue"),
    ("a hospital source", "medical or rescue"),
    ("local media", "media"),
    ("a military analyst", "expert"),
    ("video footage", "document or video"),
    ("social media users", "social media"),
    ("a government official who asked not to be named", "unnamed official"),
    ("sources", "unnamed official"),
    ("Kurdish fighters", "armed group"),
    ("rebels in the north", "armed group"),
    ("an army general", "state military"),
    ("the mayor", "government"),
    ("he", None),
]


@pytest.fixture(scope="module")
def war() -> Bodies:
    return Bodies(WAR)


@pytest.mark.parametrize(("words", "identifier", "kind", "of"), [*KNOWN, *BELONGING])
def test_identity(war: Bodies, words: str, identifier: str | None, kind: str, of: str | None) -> None:
    found = war.identify(words)
    assert (found.id, found.type, found.of) == (identifier, kind, of)


@pytest.mark.parametrize(("words", "kind"), NAMELESS)
def test_the_nameless_have_a_type_and_no_identity(war: Bodies, words: str, kind: str | None) -> None:
    found = war.identify(words)
    assert (found.id, found.type) == (None, kind)
    assert (found.reason is None) or kind is None or "whose" in found.reason or "more than one" in found.reason


def test_whose_army_stays_open_with_the_reason() -> None:
    assert Bodies(WAR).identify("the foreign ministry") == SourceBody(
        type="government", reason="whose Foreign Ministry it is is not said"
    )
    two = Bodies("The Kenyan army and the Peruvian army were there.")
    assert two.identify("the army").reason == "the document names more than one Armed Forces"
    assert two.identify("the army").type == "state military"


def test_the_only_country_of_a_document_is_whose_army_speaks() -> None:
    assert Bodies("Fighting went on in Kenya. The army said so.").identify("the army").id == "KE/armed-forces"
    assert Bodies("Fighting went on in Kenya and Peru. The army said so.").identify("the army").id is None


def test_a_word_for_the_government_that_only_one_bears() -> None:
    assert Bodies("The Assad regime and the Turkish government met.").identify("the regime").id == "SY/government"


def test_an_acronym_of_several_bodies_means_the_one_that_the_document_names() -> None:
    assert Bodies("The RSF shelled the market.").identify("RSF").id == "rapid-support-forces"
    assert Bodies("Reporters Without Borders (RSF) protested.").identify("RSF").id == "reporters-without-borders"


def test_a_word_of_a_name_stands_for_the_body_only_where_one_bears_it() -> None:
    assert Bodies("Nothing.").identify("the Observatory").id is None
    both = Bodies("The Syrian Observatory for Human Rights and the Iraqi Observatory for Human Rights met.")
    assert both.identify("the Observatory").id == "syrian-observatory-for-human-rights"


def test_spellings_of_a_public_person_are_one() -> None:
    found = {Bodies("").identify(f"Observatory head {name}").id for name in ("Rami Abdulrahman", "Rami Abdel Rahman")}
    assert found == {"person/rami-abdulrahman"}


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "of",
        "for",
        "in",
        "at",
        "with",
        "and",
        ",",
        "(",
        ")",
        "-",
        "'",
        "'s",
        "Dahl",
        "al",
        "Karim",
        "SOHR",
        "Pentagon",
        "Kenyan",
        "army",
        "police",
        "spokesman",
        "official",
        "minister",
        "group",
        "report",
        "residents",
        "who",
        "Moscow",
        "hospital",
        "X",
        "Defence",
        "Ministry",
        "General",
        "U.S.",
        "12",
        "“",
        "”",
    ]
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_wording_is_too_odd(words: str) -> None:
    found = Bodies(WAR).identify(words)
    assert found.type is None or found.type in TYPES
    assert found.type is not None or found.reason is not None


@given(st.text(max_size=40))
def test_nor_any_other_text(words: str) -> None:
    assert Bodies(words).identify(words).type in {None, *TYPES}


def test_two_sources_in_one_wording_have_no_one_identity() -> None:
    found = Bodies("").identify("Reuters and the Associated Press")
    assert (found.id, found.type, found.reason) == (None, "media", "it names more than one source")


def test_a_surname_alone_is_no_lasting_identity() -> None:
    found = Bodies("").identify("Mr Dahl")
    assert found.id is None
    assert "one word" in (found.reason or "")


def test_every_type_is_one_of_the_record() -> None:
    used = {body.type for body in bodies()} | {organ.type for organ in organs().values()}
    used |= set(load("bodies")["common"]) | set(load("organs")["endings"]) | set(load("parties")["types"])
    assert used | (set(load("organs")["speakers"]) - {"voice", "official"}) == set(TYPES)


def test_the_lexicon_is_whole() -> None:
    assert len(bodies()) > 1000
    assert [name for name, count in Counter(body.id for body in bodies()).items() if count > 1] == []
    assert [name for name, count in Counter(body.name for body in bodies()).items() if count > 1] == []
    first = load("bodies")["first"]
    assert [words for words, group in by_alias().items() if len(group) > 1 and words not in first] == []
    named = [
        *first.values(),
        *load("organs")["known_as"].values(),
        *(name for names in load("parties")["bodies"].values() for name in names),
        *(name for names in load("parties")["voice_of"].values() for name in names),
    ]
    assert [name for name in named if name not in by_name()] == []
    posts = [identifier for identifier in load("persons") if identifier not in by_id()]
    assert [one for one in posts if one.partition("/")[2] not in organs()] == []


@pytest.mark.parametrize("adjective", ["Kenyan", "South Korean", "Dutch", "Congolese", "British", "Emirati"])
@pytest.mark.parametrize(
    ("words", "organ"),
    [("army", "armed-forces"), ("Foreign Ministry", "foreign-ministry"), ("Ministry of Health", "health-ministry")],
)
def test_every_country_has_its_organs(adjective: str, words: str, organ: str) -> None:
    found = organ_of(f"{adjective} {words}")
    assert found is not None
    assert found[1] == organ
    assert found[0] is not None
    named = body_named(f"{adjective} {words}")
    assert named is not None
    assert named.id == f"{found[0]}/{organ}"
