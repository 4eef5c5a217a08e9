"""`sayso merge | split | correct | reject | undo | history | changes`: what a person types and sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Sayso

WHY = ("--reason", "seen", "--author", "Ada")


@pytest.fixture
def two(filled: Sayso, tmp_path: Path) -> Sayso:
    """The reports, and another strike elsewhere."""
    text = "Shelling killed 5 people in the town of Aleppo on 20 June 2016, the mayor said."
    path = tmp_path / "more.txt"
    path.write_text(text, encoding="utf-8")
    assert filled("read", str(path)).status == 0
    return filled


def incident(sayso: Sayso, doc: str) -> str:
    return next(str(line["id"]) for line in sayso("incidents").lines if any(doc in one for one in line["docs"]))


def claim(sayso: Sayso, doc: str) -> str:
    return next(str(line["id"]) for line in sayso("claims").lines if doc in line["doc"])


def state(sayso: Sayso) -> str:
    return sayso("incidents").out + sayso("claims").out


def test_merge_show_undo_show(two: Sayso) -> None:
    first, second = incident(two, "paper"), incident(two, "more")
    before, shown = state(two), two("show", first).out
    run = two("merge", first[:9], second[:9], *WHY, "--format", "table")
    assert run.status == 0, run.err
    assert run.out.splitlines()[0].startswith(f"Ada merged {first[:8]} and {second[:8]}: seen")
    assert f"incident {second[:8]} has ceased: its claims are now in {first[:8]}" in run.out
    assert "to take it back: sayso undo o" in run.err
    merged = two("show", first)
    assert "What people did" in merged.out
    assert "more" in merged.out
    gone = two("show", second[:9])
    assert f"Incident {second} has ceased: its claims are now in {first}" in gone.out
    assert f"Ada merged {first[:8]} and {second[:8]}: seen" in gone.out
    assert two("undo", *WHY).status == 0
    assert state(two) == before
    assert two("show", first).out.startswith(shown.rstrip())
    assert "took back" in two("show", first).out
    assert two("verify").status == 0


def test_split_and_its_history(two: Sayso) -> None:
    whole = incident(two, "paper")
    out = claim(two, "agency")
    assert two("split", whole, out, *WHY).status == 0
    assert incident(two, "agency") != incident(two, "paper") == whole
    history = two("history", whole, "--format", "table").out
    assert f"Ada split {whole[:8]}: 1 claim out of it: seen" in " ".join(history.split())
    assert "accounts 2 → 1" in " ".join(history.split())
    (line,) = two("history").lines
    assert (line["kind"], line["what"], line["operation"]["sides"][0]) == ("operation", "split", [[out]])


@pytest.mark.parametrize(
    ("slot", "value", "field", "expected"),
    [
        ("kind", "shelling", "kind", "shelling"),
        ("status", "denied", "status", "denied"),
        ("stance", "denies", "stance", "denies"),
        ("source", "News Agency > the mayor", "source", ["News Agency", "the mayor"]),
        ("source", "none", "source", []),
        ("actor", "the army", "actor", "the army"),
        ("target", "a bakery", "target", "a bakery"),
        ("instrument", "rockets", "instrument", "rockets"),
        ("cue", "reported", "cue", "reported"),
    ],
)
def test_correct_a_slot(filled: Sayso, slot: str, value: str, field: str, expected: object) -> None:
    old = claim(filled, "agency")
    run = filled("correct", old, slot, value, *WHY)
    assert run.status == 0, run.err
    line = next(line for line in filled("claims").lines if line["doc"] == "agency")
    assert line[field] == expected
    assert (line["extractor"], line["corrects"]) == ("Ada", old)
    assert "it was corrected; as it stands now" in " ".join(filled("show", old).out.split())
    assert f"Ada corrected {slot} of {old[:8]}" in " ".join(filled("show", line["id"]).out.split())
    assert filled("verify").status == 0
    assert filled("undo", *WHY).status == 0
    assert claim(filled, "agency") == old


def test_correct_a_figure_and_the_toll(filled: Sayso) -> None:
    assert filled("correct", claim(filled, "agency"), "killed", "at least 15 civilians", *WHY).status == 0
    line = next(line for line in filled("incidents").lines if "agency" in line["docs"])
    assert line["killed"] == [8, None]
    figure = next(line for line in filled("claims").lines if line["doc"] == "agency")["figures"][0]
    assert (figure["low"], figure["high"], figure["unit"], figure["basis"]) == (15, None, "civilians", "at least")
    assert filled("correct", claim(filled, "agency"), "injured", "30", *WHY).status == 0
    assert filled("correct", claim(filled, "agency"), "killed", "none", *WHY).status == 0
    figures = next(line for line in filled("claims").lines if line["doc"] == "agency")["figures"]
    assert [(one["measure"], one["low"]) for one in figures] == [("injured", 30)]


def test_correct_place_and_time(filled: Sayso) -> None:
    name = claim(filled, "agency")
    assert filled("correct", name, "place", "Aleppo; near: the old mill @ 36.1,37.2", *WHY).status == 0
    assert filled("correct", name, "time", "2016-05-01..2016-05-02", "--words", "Tuesday", *WHY).status == 0
    line = next(line for line in filled("claims").lines if line["doc"] == "agency")
    assert [(one["name"], one["role"], one["precision"]) for one in line["places"]] == [
        ("Aleppo", "site", "settlement"),
        ("the old mill", "near", "exact"),
    ]
    assert (line["time"]["text"], line["time"]["start"], line["time"]["end"]) == ("Tuesday", "2016-05-01", "2016-05-02")
    assert filled("verify").status == 0
    assert filled("correct", name, "time", "none", *WHY).status == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["slot", "x"], "'slot' as a slot, expected one of kind, status"),
        (["kind", "raid"], "'raid' as kind, expected one of abduction"),
        (["status", "perhaps"], "expected one of asserted, denied"),
        (["killed", "all of them"], "expected a number, as 12, 8-20"),
        (["killed", "12, or so"], "expected part of WHOLE, or scope incident"),
        (["killed:3", "12"], "expected which one (killed:1 is '20 people')"),
        (["injured", "none"], "no figure of injured to remove"),
        (["place", "Nowhere"], "no place 'Nowhere' in the gazetteer"),
        (["place", "there @ 91,0"], "expected @ LAT,LON in degrees"),
        (["place", "under: Aleppo"], "'under' as a role"),
        (["time", "yesterday"], "expected YYYY-MM-DD"),
        (["time", "2016-05-02..2016-05-01"], "days that run forward"),
        (["source", "A >"], "outermost first, parted by >"),
        (["actor", "x", "--words", "not there"], "no 'not there' in 'agency'"),
        (["kind", "air_strike"], "kind of 'c"),
    ],
)
def test_a_bad_value_says_what_was_expected(filled: Sayso, words: list[str], says: str) -> None:
    before = state(filled)
    run = filled("correct", claim(filled, "agency"), *words, *WHY)
    assert run.status == 2
    assert says in run.err
    assert len(run.err.splitlines()) == 1
    assert state(filled) == before


def test_reject_is_shown(filled: Sayso) -> None:
    name = claim(filled, "agency")
    assert filled("reject", name, *WHY).status == 0
    assert next(line for line in filled("incidents").lines if "paper" in line["docs"])["killed"] == [8, 8]
    assert name not in filled("claims").out
    shown = " ".join(filled("show", name).out.split())
    assert "none: it was rejected" in shown
    assert f"Ada rejected claim {name[:8]}: seen" in shown
    assert [line["what"] for line in filled("history", "agency").lines] == ["new", "reject"]
    run = filled("reject", name, *WHY)
    assert run.status == 2
    assert "which was rejected" in run.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["merge", "INC", "INC"], "twice"),
        (["merge", "INC"], "one incident only"),
        (["merge", "INC", "i000"], "nothing whose identifier begins with 'i000'"),
        (["split", "INC", "c000"], "no claim 'c000' in"),
        (["undo", "o000"], "expected an operation"),
        (["undo"], "no operation that stands"),
    ],
)
def test_errors_are_one_line(filled: Sayso, words: list[str], says: str) -> None:
    name = incident(filled, "paper")
    run = filled(*(name if word == "INC" else word for word in words), *WHY)
    assert run.status in (1, 2)
    assert says in run.err
    assert len(run.err.splitlines()) == 1


def test_a_mistyped_name_is_answered_with_what_was_meant(filled: Sayso) -> None:
    name = incident(filled, "paper")
    assert f"did you mean {name}?" in filled("show", name[:10] + "zzz").err


def test_who_does_it(filled: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_AUTHOR", "Bea")
    assert filled("reject", claim(filled, "agency"), "--reason", "a film").status == 0
    monkeypatch.delenv("SAYSO_AUTHOR")
    monkeypatch.setenv("LOGNAME", "cleo")
    assert filled("undo", "--reason", "no film").status == 0
    assert [line["operation"]["author"] for line in filled("history").lines] == ["Bea", "cleo"]
    assert filled("undo", "--reason", " ").status == 2


def test_reason_must_be_given(filled: Sayso) -> None:
    assert filled("reject", claim(filled, "agency")).status == 2


def test_changes_for_feeds(two: Sayso) -> None:
    last = two("changes").lines[-1]["number"]
    assert two("changes", "--after", str(last)).lines == []
    two("merge", incident(two, "paper"), incident(two, "more"), *WHY)
    found = two("changes", "--after", str(last)).lines
    assert [(line["kind"], line["what"]) for line in found] == [
        ("operation", "merge"),
        ("incident", "changed"),
        ("incident", "ceased"),
    ]
    assert found[2]["became"] == [found[1]["id"]]
    assert {"field": "reports", "before": "2", "after": "3"} in found[1]["differences"]
    assert len(two("changes", "--since", "2020").lines) == last + 3
    assert two("changes", "--since", "2999-01-01").lines == []
    assert two("changes", "--since", "soon").status == 2
    assert "incident" in two("changes", "--format", "table").out


def test_read_again_leaves_it(two: Sayso, reports: Path) -> None:
    two("merge", incident(two, "paper"), incident(two, "more"), *WHY)
    before = state(two)
    assert two("read", str(reports)).status == 0
    assert state(two) == before
