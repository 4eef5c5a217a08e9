"""A small app behind the guard, its clock set by hand, and people who ask it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI, Request, UploadFile
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from starlette.testclient import TestClient

from sayso.desk import guard
from sayso.errors import UsageError
from sayso.store.ledger import Ledger
from sayso.store.users import Users

PASSWORD = "a long walk home"
SECRET_WORDS = "words of a document that no log may hold"


@dataclass(slots=True)
class Clock:
    """Tells the time that it is set to."""

    at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **span: float) -> None:
        self.at += timedelta(**span)


def small_app(users: Users, clock: Clock, *, local: str | None, static: Path) -> FastAPI:
    """Pages that read, review and administer, that fail in several ways, and something static."""
    app = FastAPI()
    static.mkdir(exist_ok=True)
    (static / "desk.css").write_text("p {}")
    app.mount("/static/1.0", StaticFiles(directory=static))

    @app.get("/", dependencies=[guard.Reads])
    def first(request: Request) -> HTMLResponse:
        user = guard.user_of(request)
        return HTMLResponse(f"{user.name}|{user.role}|{user.session}|{guard.csrf_of(request)}")

    @app.post("/review", dependencies=[guard.Reviews])
    async def review(request: Request) -> dict[str, object]:
        body = await request.body()
        return {"by": guard.user_of(request).name, "bytes": len(body)}

    @app.put("/review", dependencies=[guard.Reviews])
    @app.patch("/review", dependencies=[guard.Reviews])
    @app.delete("/review", dependencies=[guard.Reviews])
    def change() -> str:
        return "done"

    @app.get("/review", dependencies=[guard.Reviews])
    def form() -> str:
        return "a form"

    @app.get("/admin", dependencies=[guard.Administers])
    @app.post("/admin", dependencies=[guard.Administers])
    def administer() -> str:
        return "done"

    @app.post("/upload", dependencies=[guard.Reviews])
    async def upload(file: UploadFile) -> dict[str, object]:
        return {"name": file.filename, "bytes": len(await file.read())}

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError(SECRET_WORDS)

    @app.get("/mistake")
    def mistake() -> None:
        raise UsageError(found="<b>something</b>", expected="another thing", mend="correct it")

    @app.get("/torn")
    def torn() -> StreamingResponse:
        def parts() -> Iterator[str]:
            yield "a beginning"
            raise RuntimeError(SECRET_WORDS)

        return StreamingResponse(parts())

    @app.get("/own-headers")
    def own() -> HTMLResponse:
        own = {"content-security-policy": "sandbox", "cache-control": "private, max-age=60", "x-frame-options": "ALLOW"}
        return HTMLResponse("", headers=own)

    guard.install(app, users=users, local=local, hosts=("desk.example", "[::1]"), now=clock)
    return app


def client_of(app: FastAPI, *, scheme: str = "http", address: str = "127.0.0.1") -> TestClient:
    """A browser's worth of cookies, at the app; nothing that a page raises comes through."""
    return TestClient(
        app,
        base_url=f"{scheme}://desk.example",
        client=(address, 50_000),
        follow_redirects=False,
        raise_server_exceptions=True,
    )


def csrf_at(client: TestClient, path: str = "/") -> str:
    """The token that a page of the small app shows, or that a form of the real one holds."""
    text = client.get(path).text
    found = re.search(r"\b[0-9a-f]{64}\b", text)
    assert found is not None, text
    return found[0]


def with_session(client: TestClient, ledger: Ledger, name: str, clock: Clock) -> TestClient:
    """The client, its user logged in."""
    secret = ledger.users.log_in(name, PASSWORD, now=clock(), lasting=timedelta(hours=12))
    assert secret is not None
    client.cookies.set("sayso", secret, domain="desk.example")
    return client
