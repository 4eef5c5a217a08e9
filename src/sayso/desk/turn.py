"""One request and its answer: who asks, in which language, what of the ledger; and the page that is given.

>>> Flash(words="done", operation="o1").operation
'o1'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Protocol
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment

from sayso.desk.guard import User, csrf_of, user_of
from sayso.desk.happened import did
from sayso.desk.jobs import Jobs, Progress
from sayso.desk.words import LANGUAGE_COOKIE, LANGUAGES, Words, choose, words_of
from sayso.errors import NotFoundError, UsageError
from sayso.model import Document, Failure
from sayso.resolve.gazetteer import Gazetteer
from sayso.store.acts import By
from sayso.store.filters import Filters
from sayso.store.ledger import Added, Ledger
from sayso.store.view import View
from sayso.telling import asking

if TYPE_CHECKING:
    from sayso.batch.understood import Gaps
    from sayso.text.page import Given


class Resources(Protocol):
    """What costs time and memory to open: opened when it is first needed."""

    def gazetteer(self) -> Gazetteer:
        """The gazetteer, which any thread may ask."""

    def read(
        self, ledger: Ledger, given: Sequence[Given | Failure], *, progress: Progress, keep_dates: bool = True
    ) -> Intake:
        """Read documents, each with its page, into the ledger and put the incidents together.

        What is known already is passed over. `progress` is told how many are done of how many. With `keep_dates`, what
        people said before of the dates of the same texts holds.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of one document: `state` is new, changed or known; `gaps` is None where it was not read now."""

    document: Document
    state: str
    claims: int
    gaps: Gaps | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of reading: counts, each document, and what failed and why."""

    added: Added
    documents: tuple[Told, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all requests share."""

    ledger: Ledger
    templates: Environment
    resources: Resources
    jobs: Jobs
    now: Callable[[], datetime]
    version: str  # in the addresses of what is static, so that browsers may keep it


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """What the last act did, told once at the head of the next page; `operation` can be taken back there."""

    words: str
    operation: str | None = None


class Turn:
    """One request. Pages end with `page` or `go`."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.user: User = user_of(request)
        self.language = choose(
            request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE),
            request.headers.get("accept-language", ""),
        )
        self.words: Words = words_of(self.language)

    @cached_property
    def filters(self) -> Filters:
        """The filters of the address; UsageError where one cannot be read."""
        asked = self.request.query_params
        return asking.read_filters({name: asked.getlist(name) for name in asked})

    @property
    def here(self) -> str:
        """The path that was asked for, as an address has it."""
        return quote(self.request.scope["path"])

    @contextmanager
    def view(self) -> Iterator[View]:
        """The ledger at one moment."""
        with self.desk.ledger.view() as view:
            yield view

    def by(self, reason: str) -> By:
        """Who does something, why and when."""
        return By(author=self.user.name, reason=reason, made=self.desk.now().isoformat(timespec="seconds"))

    def page(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """The page that a template makes of the values."""
        words = self.words
        asked = self.request.query_params
        text = self.desk.templates.get_template(template).render(
            t=words,
            user=self.user,
            csrf=csrf_of(self.request),
            path=self.here,
            languages=[(one, words_of(one).name) for one in LANGUAGES],
            static=f"/static/{self.desk.version}",
            flash=self._flash(),
            address_with=self.address_with,
            **values,
        )
        answer = HTMLResponse(text, status_code=status)
        if asked.get("lang") in LANGUAGES:
            answer.set_cookie(LANGUAGE_COOKIE, asked["lang"], max_age=31_536_000, samesite="lax", httponly=True)
        return answer

    def _flash(self) -> Flash | None:
        """What was just done, where the address tells of an operation that there is."""
        named = self.request.query_params.get("done")
        if not named or not self.user.name:
            return None
        try:
            done = self.desk.ledger.operation(named)
        except (NotFoundError, UsageError):
            return None
        return Flash(words=f"{self.words('done')} {did(done, self.words)}", operation=done.id)

    def go(self, path: str, **values: str | None) -> RedirectResponse:
        """On to another page, after something was done."""
        told = urlencode({name: value for name, value in values.items() if value})
        path, mark, fragment = path.partition("#")
        joined = f"{path}{'&' if '?' in path else '?'}{told}" if told else path
        return RedirectResponse(joined + mark + fragment, status_code=303)

    def address_with(self, path: str | None = None, **values: str | None) -> str:
        """The path with the present filters and these values put in; None takes one out.

        The same view again, narrowed or widened.
        """
        kept = [pair for pair in asking.address(self.filters) if pair[0] not in values]
        told = [(name, value) for name, value in values.items() if value is not None]
        return link(path or self.here, [*kept, *told])


def link(path: str, values: Sequence[tuple[str, str]]) -> str:
    """An address of this desk.

    >>> link("/", [("place", "Deir ez-Zor")])
    '/?place=Deir%20ez-Zor'
    """
    query = urlencode(values, quote_via=quote)
    return path + ("?" + query if query else "")


async def turn_of(request: Request) -> Turn:
    return Turn(request)


ThisTurn = Annotated[Turn, Depends(turn_of)]


def values_of(form: Mapping[str, object], *names: str) -> dict[str, str]:
    """The named values of a form as text without blanks at the ends; empty where they were not sent."""
    return {name: str(form.get(name) or "").strip() for name in names}
