"""What stands around a report, and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.text.furniture import find_furniture, is_furniture_line

BODY = "Two jets were lost over the coast on Friday, the ministry said. It gave no cause of the loss."


@pytest.mark.parametrize(
    "line",
    [
        "No comments:", "12 Comments", "Post a Comment", "Share this", "SHARE THIS ARTICLE", "Read more", "Read more: the siege in pictures",
        "Related articles", "Follow us on Twitter and Facebook", "Sign up for our newsletter", "We use cookies to improve this site.",
        "© 2017 The Daily Wire", "Copyright 2017 The Daily Wire. All rights reserved.", "Photo: Ann Lee", "Tags: sea, jets, carrier",
        "Filed under Navy", "Reporting by Ann Lee; Editing by Omar Said", "Advertisement", "Labels: navy",
    ],
)  # fmt: skip
def test_lines_of_furniture(line: str) -> None:
    assert is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The army shared more of the town with the rebels.",
        "Watch towers were destroyed along the border.",
        "Images of the dead were published by the monitor.",
        "Topics of the talks included the truce.",
        "Home to two million people, the city was cut off.",
        "Tweets by the ministry spoke of eight dead.",
        "This is a very long line that begins with Photo: but goes on " + "and on " * 40,
    ],
)
def test_lines_of_the_report(line: str) -> None:
    assert not is_furniture_line(line)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param(f"{BODY}\nImogen Lee\nNo comments:\nPost a Comment", None, ["Imogen Lee", "No comments:", "Post a Comment"], id="a blog's foot"),
        pytest.param(f"Navy says two jets lost over coast\n• Ministry gave no cause\n{BODY}", None, ["Navy says two jets lost over coast", "• Ministry gave no cause"], id="headline and bullets that the body repeats"),
        pytest.param(f"Carrier captain resigns over accident\n{BODY}", None, [], id="a headline that says more"),
        pytest.param(f"Nine jets lost over the coast\n{BODY} In all, 9 were hit.\n- 11 ministry jets lost\n", None, ["Nine jets lost over the coast"], id="a list below the body"),
        pytest.param(f"Thu Sep 5 2013 Two jets lost over coast. {BODY}", "Two jets lost over coast", ["Thu Sep 5 2013 Two jets lost over coast."], id="dateline and headline run on"),
        pytest.param(f"Two jets lost over coast Monitor AFP Monday 21 Mar 2016 {BODY}", "Two jets lost over coast Monitor", ["Two jets lost over coast Monitor AFP Monday 21 Mar 2016"], id="headline, agency, dateline"),
        pytest.param(f"Published July 27 2016 {BODY}", None, ["Published July 27 2016"], id="dateline"),
        pytest.param(f"{BODY} (AP Photo/Ann Lee) The search went on.", None, ["(AP Photo/Ann Lee)"], id="credit in brackets"),
        pytest.param(f"BEIRUT (Reuters) - {BODY}", None, [], id="an agency in the dateline is a source"),
        pytest.param(f"{BODY} --Reuters", None, ["--Reuters"], id="the agency at the foot"),
        pytest.param(f"{BODY} Read Also", None, ["Read Also"], id="left over after the last sentence"),
        pytest.param(f"{BODY} (Source: Ministry Press Office) Twitter", None, ["(Source: Ministry Press Office)", "Twitter"], id="two left over"),
        pytest.param(f"{BODY} The ministry said so on Twitter", None, [], id="Twitter in a sentence"),
        pytest.param(f"By Ann Lee\n{BODY}", None, ["By Ann Lee"], id="byline at the top"),
        pytest.param("Share this", None, ["Share this"], id="nothing else"),
        pytest.param("Syria\n- Near Hit, two strikes destroyed a truck.\n- Near Bayji, one strike destroyed a truck.", None, [], id="a list of strikes"),
    ],
)  # fmt: skip
def test_find_furniture(text: str, title: str | None, expected: list[str]) -> None:
    found = [span.quote(text) for span in find_furniture(text, title=title)]
    assert found == expected


@given(
    st.lists(
        st.sampled_from(["Read more", "\n", BODY, " ", "Tags: a", "5 April 2017", "Ann Lee", "• a b c", "é", "AFP"]),
        max_size=12,
    )
)
@settings(max_examples=50, deadline=None)
def test_spans_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    spans = find_furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Syria\n- Near Hit, two strikes hit a truck\n- Near Hit, two strikes hit a truck.", id="a list, one item without its stop"),
        pytest.param("Two jets were lost, said U.S. Ambassador Ann Lee.", id="a name in the last sentence"),
        pytest.param("The wreck lies at 33.500", id="a decimal at the end"),
    ],
)  # fmt: skip
def test_nothing_is_furniture(text: str) -> None:
    assert find_furniture(text) == ()
