"""Sources as two reports word them: identity, type, party and body, all four at once."""

from __future__ import annotations

import pytest

from sayso.resolve.bodies import Bodies
from sayso.resolve.parties import Fighting, judged

Expected = tuple[str, str | None, str | None, bool | None, str | None]

SUDAN = "Fighting in Sudan between the army and the Rapid Support Forces. The Sudanese army said so; the UN mission left. The Emirati foreign ministry objected."
UKRAINE = "Russian forces shelled Kherson, Ukraine's military said. The Institute for the Study of War (ISW) mapped it. The US State Department condemned it."

# wording, identifier, type, party, body that it is of
IN_SUDAN: list[Expected] = [
    (
        "RSF commander Mohamed Hamdan Dagalo",
        "person/mohamed-hamdan-dagalo",
        "armed group",
        True,
        "rapid-support-forces",
    ),
    ("the army", "SD/armed-forces", "state military", True, None),
    (
        "Sudan's military spokesman, Brig. Gen. Nabil Abdallah",
        "person/nabil-abdallah",
        "state military",
        True,
        "SD/armed-forces",
    ),
    ("the Sudanese Doctors Union", "sudan-doctors-union", "medical or rescue", False, None),
    ("an RSF spokesman", "rapid-support-forces/spokesperson", "armed group", True, "rapid-support-forces"),
    ("two officials in the Sudanese foreign ministry", None, "unnamed official", True, "SD/foreign-ministry"),
    ("a volunteer with the Emergency Response Rooms", None, "medical or rescue", False, "emergency-response-rooms"),
    ("UN aid chief Martin Griffiths", "person/martin-griffiths", "intergovernmental", False, "united-nations"),
    (
        "the International Organization for Migration (IOM)",
        "international-organization-for-migration",
        "intergovernmental",
        False,
        None,
    ),
    (
        "Clementine Nkweta-Salami, the UN humanitarian coordinator in Sudan",
        "person/clementine-nkweta-salami",
        "intergovernmental",
        False,
        "united-nations",
    ),
    ("the UAE's foreign ministry", "AE/foreign-ministry", "government", False, None),
    ("Egypt", "EG/government", "government", False, None),
    ("a trader in El Fasher market", None, "witness or resident", False, None),
    (
        "satellite imagery analysed by Yale's Humanitarian Research Lab",
        None,
        "document or video",
        False,
        "yale-humanitarian-research-lab",
    ),
    ("the local resistance committee", None, "monitor or NGO", False, None),
    (
        "MSF's emergency coordinator, Claire Nicolet",
        "person/claire-nicolet",
        "medical or rescue",
        False,
        "medecins-sans-frontieres",
    ),
    ("a hospital director in Omdurman", None, "medical or rescue", False, None),
    (
        "the director of Al Nao Hospital, Jamal Mohamed",
        "person/jamal-mohamed",
        "medical or rescue",
        False,
        "named/al-nao-hospital",
    ),
    ("US Secretary of State Antony Blinken", "person/antony-blinken", "government", False, "US/foreign-ministry"),
    ("the U.S. State Department", "US/foreign-ministry", "government", False, None),
    ("Sudan Tribune", "sudan-tribune", "media", False, None),
    ("an AFP correspondent", None, "media", False, "agence-france-presse"),
    (
        "a researcher with Human Rights Watch, Mohamed Osman",
        "person/mohamed-osman",
        "monitor or NGO",
        False,
        "human-rights-watch",
    ),
    ("Kholood Khair, a Sudanese political analyst", "person/kholood-khair", "expert", False, None),
    (
        "Alan Boswell of the International Crisis Group",
        "person/alan-boswell",
        "monitor or NGO",
        False,
        "international-crisis-group",
    ),
    ("the Sudanese government", "SD/government", "government", True, None),
    ("Khartoum", "SD/government", "government", True, None),
    ("a security source", None, "unnamed official", None, None),
    ("a senior Western diplomat", None, "unnamed official", None, None),
    ("eyewitnesses in Nyala", None, "witness or resident", False, None),
    ("a video posted on social media", None, "document or video", False, None),
    ("users on X", None, "social media", False, None),
    ("the governor of North Darfur, Al-Hafiz Bakhit", "person/al-hafiz-bakhit", "government", None, None),
    ("the governor's office", None, "government", None, None),
    ("Sudan's Ministry of Health", "SD/health-ministry", "government", True, None),
    ("the Darfur Bar Association", "named/darfur-bar-association", "monitor or NGO", False, None),
    ("Chadian authorities", "TD/government", "government", False, None),
    ("the Chadian Red Cross", "TD/red-cross", "medical or rescue", False, None),
    ("a Red Cross official", None, "unnamed official", False, "international-committee-of-the-red-cross"),
    ("the ICC prosecutor, Karim Khan", "person/karim-khan", "intergovernmental", False, "international-criminal-court"),
    ("the state-run SUNA news agency", "SD/state-news-agency", "media", True, None),
    ("the Sudan Liberation Movement", "sudan-liberation-movement", "armed group", True, None),
    (
        "Minni Minnawi, leader of the Sudan Liberation Movement",
        "person/minni-minnawi",
        "armed group",
        True,
        "sudan-liberation-movement",
    ),
    ("tribal elders", None, "witness or resident", False, None),
    ("African Union Commission chair Moussa Faki", "person/moussa-faki", "intergovernmental", False, "african-union"),
    (
        "the World Food Programme's country director, Eddie Rowe",
        "person/eddie-rowe",
        "intergovernmental",
        False,
        "world-food-programme",
    ),
    ("Save the Children", "save-the-children", "monitor or NGO", False, None),
    ("a joint statement by Britain, Norway and the United States", None, None, None, None),
    (
        "Saudi Foreign Minister Faisal bin Farhan",
        "person/faisal-bin-farhan",
        "government",
        False,
        "SA/foreign-ministry",
    ),
    ("the Sudanese air force", "SD/air-force", "state military", True, None),
    ("a former army officer", None, "state military", True, "SD/armed-forces"),
    ("The New York Times", "new-york-times", "media", False, None),
    ("Sky News Arabia", "sky-news-arabia", "media", False, None),
    ("Major Omar Ali", "person/omar-ali", "state military", None, None),
    ("a police spokesman", None, "government", None, None),
    ("Amnesty", "amnesty-international", "monitor or NGO", False, None),
    ("lawmakers in Washington", None, "government", False, "US/parliament"),
    ("the British ambassador, Giles Lever", "person/giles-lever", "government", False, "GB/foreign-ministry"),
    ("Beijing", "CN/government", "government", False, None),
    ("her neighbour Amna", None, "witness or resident", False, None),
]
IN_UKRAINE: list[Expected] = [
    ("Ukraine's air force", "UA/air-force", "state military", True, None),
    ("Kherson regional governor Oleksandr Prokudin", "person/oleksandr-prokudin", "government", None, None),
    (
        "Yurii Sobolevskyi, deputy head of the Kherson regional council",
        "person/yurii-sobolevskyi",
        "government",
        None,
        None,
    ),
    ("the Ukrainian General Staff", "UA/general-staff", "state military", True, None),
    ("Russia's Investigative Committee", "investigative-committee-of-russia", "government", True, None),
    ("the Moscow-appointed governor Vladimir Saldo", "person/vladimir-saldo", "government", True, "RU/government"),
    ("Kremlin spokesman Dmitry Peskov", "person/dmitry-peskov", "government", True, "RU/presidency"),
    ("Putin", None, None, None, None),
    ("President Vladimir Putin", "person/vladimir-putin", "government", True, "RU/presidency"),
    ("the ISW", "institute-for-the-study-of-war", "expert", False, None),
    ("the US-based Institute for the Study of War", "institute-for-the-study-of-war", "expert", False, None),
    (
        "Ukrainian presidential adviser Mykhailo Podolyak",
        "person/mykhailo-podolyak",
        "government",
        True,
        "UA/presidency",
    ),
    ("Germany's Bild newspaper", "bild", "media", False, None),
    ("the Telegram channel Baza", "baza", "media", False, None),
    ("a Telegram post", None, "social media", False, None),
    ("the International Atomic Energy Agency", "international-atomic-energy-agency", "intergovernmental", False, None),
    ("the UN's nuclear watchdog", "international-atomic-energy-agency", "intergovernmental", False, None),
    ("Energoatom", "energoatom", "government", True, None),
    (
        "NATO Secretary General Jens Stoltenberg",
        "person/jens-stoltenberg",
        "intergovernmental",
        False,
        "north-atlantic-treaty-organization",
    ),
    ("Britain's defence ministry", "GB/defence-ministry", "state military", False, None),
    ("the UK Ministry of Defence", "GB/defence-ministry", "state military", False, None),
    ("Polish President Andrzej Duda", "person/andrzej-duda", "government", False, "PL/presidency"),
    ("rescuers at the site", None, "medical or rescue", False, None),
    ("the State Emergency Service", "UA/civil-defence", "medical or rescue", False, None),
    ("a 63-year-old pensioner", None, "witness or resident", False, None),
    ("Olha, a 63-year-old resident", None, "witness or resident", False, None),
    ("prosecutors in Kharkiv", None, "government", None, None),
    ("the Prosecutor General's Office", None, "government", None, None),
    ("Russian-installed officials", None, "unnamed official", True, "RU/government"),
    ("pro-Russian separatists", None, "armed group", True, None),
    ("Wagner chief Yevgeny Prigozhin", "person/yevgeny-prigozhin", "state military", True, "wagner-group"),
    ("The Kyiv Independent", "kyiv-independent", "media", False, None),
    ("Ukrainian intelligence", "UA/intelligence", "government", True, None),
    ("HUR", "UA/military-intelligence", "state military", True, None),
    ("TASS, citing the Russian Defence Ministry", "RU/state-news-agency", "media", True, None),
    ("US intelligence officials", None, "unnamed official", False, "US/intelligence"),
    ("Human rights groups", None, "monitor or NGO", False, None),
    ("the Black Sea Fleet", "black-sea-fleet", "state military", True, None),
    (
        "Ukraine's human rights ombudsman Dmytro Lubinets",
        "person/dmytro-lubinets",
        "government",
        True,
        "UA/human-rights-commission",
    ),
]


@pytest.mark.parametrize("expected", IN_SUDAN, ids=[one[0] for one in IN_SUDAN])
def test_a_report_from_sudan(expected: Expected) -> None:
    fighting = Fighting(sides=frozenset({"SD", "rapid-support-forces"}), lands=frozenset({"SD"}))
    found = judged(Bodies(SUDAN).identity(expected[0]), fighting)
    assert (expected[0], found.id, found.type, found.party, found.of) == expected


@pytest.mark.parametrize("expected", IN_UKRAINE, ids=[one[0] for one in IN_UKRAINE])
def test_a_report_from_ukraine(expected: Expected) -> None:
    fighting = Fighting(sides=frozenset({"RU", "UA"}), lands=frozenset({"UA"}))
    found = judged(Bodies(UKRAINE).identity(expected[0]), fighting)
    assert (expected[0], found.id, found.type, found.party, found.of) == expected
