"""`sayso add-claim`: a claim that the program did not find, by the words that state it."""

from __future__ import annotations

from tests.cli.conftest import Sayso

WHY = ("--reason", "it says so", "--author", "Ada")


def test_added_shown_and_taken_back(filled: Sayso) -> None:
    before = filled("claims").out + filled("incidents").out
    run = filled(
        "add-claim", "emoji", "--quote", "The army denied it", "--kind", "shelling",
        "--slot", "status=denied", "--slot", "source=the army", "--slot", "place=Aleppo", *WHY, "--format", "jsonl",
    )  # fmt: skip
    assert run.status == 0, run.err
    name = run.lines[0]["operation"]["claim"]
    (line,) = (one for one in filled("claims").lines if one["id"] == name)
    assert (line["kind"], line["status"], line["source"], line["evidence"]) == (
        "shelling",
        "denied",
        ["the army"],
        "The army denied it",
    )
    assert line["places"][0]["name"] == "Aleppo"
    assert line["extractor"] == "person/Ada"
    assert "Added by Ada" in " ".join(filled("show", name).out.split())
    told = filled("history", "--format", "table").out
    assert "Ada added claim" in told
    assert filled("verify").status == 0
    assert filled("undo", *WHY).status == 0
    assert filled("claims").out + filled("incidents").out == before
    assert filled("verify").status == 0


def test_what_cannot_be_added(filled: Sayso) -> None:
    for arguments, said in (
        (("nothing", "--quote", "x", "--kind", "attack"), "nothing whose identifier begins with 'nothing'"),
        (("emoji", "--quote", "not there", "--kind", "attack"), "no 'not there' in 'emoji'"),
        (("emoji", "--quote", "The army", "--kind", "picnic"), "'picnic' as kind"),
        (("emoji", "--quote", "The army", "--kind", "attack", "--slot", "killed"), "'killed' as --slot"),
    ):
        run = filled("add-claim", *arguments, *WHY)
        assert run.status != 0
        assert said in run.err
