"""The examples of docs/api.md, asked of the desk on the small world by somebody with a token.

    python -m tests.desk.documented    write what they answer into the page

>>> laid_out({"a": [1, 2]})
['{"a": [1, 2]}']
"""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from sayso.review import Merge
from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.review.world import act, incident_of, make

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```console\n\$ (?P<command>curl [^\n]+)\n(?P<answer>.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 118  # characters of a line
LONGEST = 30  # lines of an answer that are shown
MORE = "[...]"
JQ = " | jq ."  # and the key that is shown alone
DESK = "http://127.0.0.1:8484"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what stands for the names in the examples."""

    client: TestClient
    names: dict[str, str]

    def ask(self, command: str) -> Any:
        """The answer to a call of curl."""
        call = command.partition(JQ)[0]
        words = shlex.split(re.sub(r"\$([A-Z]+)", lambda name: self.names[name[1]], call))[1:]
        headers: dict[str, str] = {}
        address = ""
        while words:
            word = words.pop(0)
            if word == "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            elif word in ("-o", "-w"):
                words.pop(0)
            else:
                address = word
        return self.client.get(address.removeprefix(DESK), headers=headers)

    def shown(self, command: str) -> list[str]:
        """What stands beneath a call: its answer, or the status alone, where that is what it asks for."""
        answer = self.ask(command)
        if "%{http_code}" in command:
            return [str(answer.status_code)]
        told = laid_out(answer.json()[command.partition(JQ)[2]] if JQ in command else answer.json())
        return told if len(told) <= LONGEST else [*told[:LONGEST], MORE]


def laid_out(value: Any, before: str = "", after: str = "", deep: int = 0) -> list[str]:
    """A value of JSON in lines: on one where it fits, else a member a line."""
    line = f"{'  ' * deep}{before}{json.dumps(value, ensure_ascii=False)}{after}"
    if len(line) <= WIDTH or not isinstance(value, dict | list):
        return [line]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    members = list(value.items()) if isinstance(value, dict) else [(None, one) for one in value]
    told = [f"{'  ' * deep}{before}{opening}"]
    for number, (name, one) in enumerate(members, 1):
        named = "" if name is None else f"{json.dumps(name)}: "
        told += laid_out(one, named, "," if number < len(members) else "", deep + 1)
    return [*told, f"{'  ' * deep}{closing}{after}"]


@contextmanager
def asker(folder: Path) -> Iterator[Asker]:
    """The small world after a merge, on a desk where a program has a token."""
    with make(folder / "world.db") as ledger:
        last = ledger.last_change
        one, other = incident_of(ledger, "a1").id, incident_of(ledger, "d1").id
        act(ledger, Merge(incidents=(one, other)))
        with browser(ledger, local=None) as client:
            found = Asker(client, {"TOKEN": _token(ledger), "DESK": DESK, "INCIDENT": one, "LAST": str(last)})
            tag = found.ask('curl -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/incidents"').headers["etag"]
            found.names["ETAG"] = tag.replace('"', '\\"')
            yield found


def _token(ledger: Ledger) -> str:
    ledger.users.add("feed", password="a long walk home", role="viewer")
    return ledger.users.add_token("feed", label="weekly feed")


def page(asked: Asker) -> str:
    """The page as it should stand."""

    def filled(block: re.Match[str]) -> str:
        return "\n".join(["```console", f"$ {block['command']}", *asked.shown(block["command"]), "```"])

    return BLOCK.sub(filled, PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, asker(Path(folder)) as somebody:
        PAGE.write_text(page(somebody), encoding="utf-8")
