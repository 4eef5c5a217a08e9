"""Time expressions found in sentences of reports."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.times import find_times

FOUND = [
    pytest.param("Two people died on Friday.", [("Friday", "DATE")], id="weekday"),
    pytest.param("Shells fell on Friday night.", [("Friday night", "TIME")], id="part of a weekday"),
    pytest.param("TRIPOLI, Jan. 8 (Agency) - Shells fell.", [("Jan. 8", "DATE")], id="dateline"),
    pytest.param("Thu Sep 5 2013", [("Thu Sep 5 2013", "DATE")], id="no commas"),
    pytest.param("Published July 27 2016 by staff", [("July 27 2016", "DATE")], id="scraped header"),
    pytest.param("Monday 21 Mar 2016", [("Monday 21 Mar 2016", "DATE")], id="day first"),
    pytest.param("It was dated 15/07/2016.", [("15/07/2016", "DATE")], id="slashed"),
    pytest.param("It was dated 2016-07-15.", [("2016-07-15", "DATE")], id="ISO"),
    pytest.param("A bomb went off at 9 a.m. near the gate.", [("9 a.m.", "TIME")], id="clock"),
    pytest.param("It began at 14:30 local time.", [("14:30 local time", "TIME")], id="local time"),
    pytest.param("It began at 0330 GMT.", [("0330 GMT", "TIME")], id="four digits and a zone"),
    pytest.param("The siege lasted three weeks.", [("three weeks", "DURATION")], id="duration"),
    pytest.param("A two-week truce was agreed.", [("two-week", "DURATION")], id="hyphenated duration"),
    pytest.param("Jets bomb the town every day.", [("every day", "SET")], id="set"),
    pytest.param("They met on Monday and Tuesday.", [("Monday", "DATE"), ("Tuesday", "DATE")], id="two days"),
    pytest.param(
        "The truce ran from Monday to Thursday.", [("Monday", "DATE"), ("Thursday", "DATE")], id="range from to"
    ),
    pytest.param(
        "It happened between May 2011 and June 2012.", [("May 2011", "DATE"), ("June 2012", "DATE")], id="range"
    ),
    pytest.param("It ran from 3 to 5 May 2014.", [("3 to 5 May 2014", "DATE")], id="days of one month"),
    pytest.param("The war of 2011-2014 left ruins.", [("2011-2014", "DATE")], id="years"),
    pytest.param("Villagers fled overnight.", [("overnight", "TIME")], id="overnight"),
    pytest.param("The raid began at dawn.", [("dawn", "TIME")], id="dawn"),
    pytest.param("Two days later the camp was empty.", [("Two days later", "DATE")], id="later"),
    pytest.param("The day before, the road was shelled.", [("The day before", "DATE")], id="the day before"),
    pytest.param("They left three days after the raid.", [("three days", "DURATION")], id="counted from an event"),
    pytest.param("Fighting resumed in early November.", [("early November", "DATE")], id="early"),
    pytest.param("It was so at the end of 2014.", [("the end of 2014", "DATE")], id="end of"),
    pytest.param("He was held on the night of May 5.", [("the night of May 5", "TIME")], id="night of a date"),
    pytest.param("It hit in the 1990s and in the '80s.", [("the 1990s", "DATE"), ("the '80s", "DATE")], id="decades"),
    pytest.param("The Oct. 23 attack killed two.", [("Oct. 23", "DATE")], id="article is no part"),
    pytest.param("The 1998 bombings shook the city.", [("1998", "DATE")], id="year before a plural"),
    pytest.param("Tuesdays raid killed two.", [("Tuesdays", "DATE")], id="lost apostrophe"),
    pytest.param("They protest on Tuesdays.", [("Tuesdays", "SET")], id="every week"),
    pytest.param("It lasted two and a half years.", [("two and a half years", "DURATION")], id="and a half"),
    pytest.param("Nobody came in recent weeks.", [("recent weeks", "DATE")], id="recent"),
    pytest.param("They return on New Year's Eve.", [("New Year's Eve", "DATE")], id="feast"),
    pytest.param("The late-May truce held.", [("late-May", "DATE")], id="article of the noun"),
    pytest.param("It ran for another week.", [("another week", "DURATION")], id="another"),
    pytest.param("They left late Monday.", [("Monday", "DATE")], id="late is the leaving"),
    pytest.param(
        "It rose in the year ended March 31.", [("the year", "DURATION"), ("March 31", "DATE")], id="year ended"
    ),
    pytest.param("It was the worst day of the year.", [("the year", "DATE")], id="of the year"),
    pytest.param("They publish a daily count.", [("daily", "SET")], id="adjective"),
    pytest.param("It was so for two to three weeks.", [("two to three weeks", "DURATION")], id="from two to three"),
    pytest.param("It will open in two weeks.", [("two weeks", "DATE")], id="a day ahead"),
    pytest.param("They met in the weeks ahead of the vote.", [("weeks", "DURATION")], id="weeks ahead of"),
    pytest.param("It is due by the end of Ramadan.", [("the end of Ramadan", "DATE")], id="end of a feast"),
    pytest.param("On Yom Kippur it was quiet.", [("Yom Kippur", "DATE")], id="feast of two words"),
    pytest.param("They fled during Eid ul-Fitr in 2014.", [("Eid ul-Fitr in 2014", "DATE")], id="feast of a year"),
    pytest.param("He spoke on Friday of a truce.", [("Friday", "DATE")], id="of belongs to the speaking"),
    pytest.param("The march may last over a week.", [("over a week", "DURATION")], id="last is a verb"),
    pytest.param("It ended a weeks-long siege.", [("weeks-long", "DURATION")], id="several weeks"),
    pytest.param("He told of it on Wednesdays blast.", [("Wednesdays", "DATE")], id="no apostrophe, after on"),
    pytest.param("It goes on on Wednesdays.", [("Wednesdays", "SET")], id="each Wednesday"),
]
NOT_FOUND = [
    pytest.param("A 12-year-old boy was hurt.", id="age"),
    pytest.param("He was 45 years old.", id="age in words"),
    pytest.param("Some 2000 people fled.", id="people"),
    pytest.param("Trucks moved along route 66.", id="road"),
    pytest.param("See page 2012 for more.", id="page"),
    pytest.param("They may march on the capital.", id="modal and verb"),
    pytest.param("Theresa May spoke to the House.", id="person"),
    pytest.param("It costs $2015.", id="money"),
    pytest.param("A second man was held.", id="ordinal"),
    pytest.param("About three-quarters of the houses are gone.", id="fraction"),
    pytest.param("The Sun reported it.", id="newspaper"),
    pytest.param("They came to the Christian quarter. In the quarter it was quiet.", id="part of a town"),
    pytest.param("He left as soon as he could.", id="as soon as"),
    pytest.param("The score was 29:61.", id="no clock"),
    pytest.param("The Sunday Times told the story.", id="Sunday paper"),
    pytest.param("About 2000 fled the town.", id="round number that acts"),
    pytest.param("Call 555-2014 for advice.", id="telephone"),
    pytest.param("He read the state daily Brazier.", id="newspaper that is a daily"),
    pytest.param("The plant makes 4,200 shells annually.", id="rate"),
    pytest.param("He was soon freed.", id="soon in a tale"),
    pytest.param("Since the fall of the city they hide.", id="fall of a city"),
    pytest.param("It was told by the Al-Watan daily.", id="paper"),
    pytest.param("A six-year-old boy was hurt.", id="age"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.text, mention.type) for mention in find_times(nlp(text))] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_leaves_alone(nlp: Language, text: str) -> None:
    assert [mention.text for mention in find_times(nlp(text))] == []


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        pytest.param("The envoys met on Friday.", "past", id="past"),
        pytest.param("The envoys will meet on Friday.", "future", id="will"),
        pytest.param("The envoys plan to meet on Friday.", "future", id="plan to"),
        pytest.param("Shelling killed two on Friday, residents said.", "past", id="killed"),
        pytest.param("They have fought since 2012.", "past", id="perfect"),
        pytest.param("Friday", "unknown", id="no verb"),
    ],
)
def test_tense(nlp: Language, text: str, tense: str) -> None:
    [mention] = find_times(nlp(text))
    assert mention.tense == tense


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        pytest.param("It has gone on since Sept. 30.", "since", id="since"),
        pytest.param("Many have died since the war began in 2011.", "since", id="since through its clause"),
        pytest.param("They must leave by Monday.", "by", id="by"),
        pytest.param("It struck on Monday.", "", id="none"),
        pytest.param("Nothing moved since Monday's raid.", "", id="the raid is the bound"),
    ],
)
def test_signal(nlp: Language, text: str, signal: str) -> None:
    [mention] = find_times(nlp(text))
    assert mention.signal == signal


WORDS = st.sampled_from(
    [
        "Friday",
        "May",
        "5",
        "2014",
        "the",
        "night",
        "of",
        "ago",
        "two",
        "weeks",
        "-",
        ",",
        "to",
        "9",
        "a.m.",
        "\n\n",
        "x",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_mentions_quote_the_text_in_order(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    reached = 0
    for mention in find_times(nlp(text)):
        assert mention.span.start >= reached
        assert mention.span.quote(text) == mention.text
        reached = mention.span.end


def test_nothing_in_nothing(nlp: Language) -> None:
    assert list(find_times(nlp(""))) == []
