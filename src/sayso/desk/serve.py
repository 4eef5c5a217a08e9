"""The desk served: on this machine alone, unless there are users who log in.

>>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("::1")
(True, False, True)
"""

from __future__ import annotations

import errno
import gc
import ipaddress
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from sayso.desk.app import create_app
from sayso.desk.basemap import base_map
from sayso.desk.forwarded import Forwarded
from sayso.desk.jobs import Jobs
from sayso.desk.turn import Desk, Resources
from sayso.desk.words import LANGUAGES, words_of
from sayso.errors import UsageError
from sayso.review.linking import is_behind, relink
from sayso.store.ledger import Ledger

HOST = "127.0.0.1"
PORT = 8484
NEXT_PORTS = 50  # so many after a taken one are tried
OWN_NAMES = ("127.0.0.1", "localhost", "::1")
LEAVE_WITHIN = 3  # seconds that a request in progress has when the desk is closed
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the desk can be reached: `port` None is the usual one, or the next that is free; `names` others of the host."""

    host: str = HOST
    port: int | None = None
    names: Sequence[str] = ()
    behind_proxy: bool = False


def serve(
    ledger: Ledger,
    door: Door,
    *,
    resources: Resources,
    author: Callable[[], str],
    tell: Callable[[str], None],
    show: bool = False,
) -> None:
    """Serve the desk until it is told to end (Ctrl-C).

    `author` gives the name of who is at this machine, asked for where there are no users; `tell` is told where the desk
    is, `show` opens a browser there. UsageError where it must not, or cannot, be served so.
    """
    address = resolved(door.host)
    has_users = ledger.users.any()
    _check(door, address, has_users=has_users)
    with _listening(door, address, tell) as listener:
        port: int = listener.getsockname()[1]
        made = create_app(
            ledger,
            resources=resources,
            now=lambda: datetime.now(UTC),
            local=None if has_users else author(),
            hosts=_names(door, address),
        )
        _warm(made)
        _catch_up(made, ledger)
        app: ASGIApp = Forwarded(made) if door.behind_proxy else made
        _run(app, listener, ready=lambda: _ready(_url(door, address, port), tell, show=show))


def _warm(app: FastAPI) -> None:
    """Read what pages share before anybody asks, or whoever comes first would wait for it."""
    base_map()
    for language in LANGUAGES:
        words_of(language)
    desk: Desk = app.state.desk
    for template in ("base.html", "parts.html", "overview.html"):
        desk.templates.get_template(template)


def _catch_up(app: FastAPI, ledger: Ledger) -> None:
    """Put the incidents together where a reading was broken off before that, while the desk answers."""
    if is_behind(ledger):
        jobs: Jobs = app.state.desk.jobs
        jobs.begin(lambda _progress: relink(ledger), title="incidents", author="sayso")


def resolved(host: str) -> str:
    """The address that a name of a host stands for; UsageError where it stands for none."""
    bare = host.strip().removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(bare, None, type=socket.SOCK_STREAM) if bare else []
    except (OSError, UnicodeError) as error:
        raise _no_host(host) from error
    if not found:
        raise _no_host(host)
    return str(found[0][4][0])


def _no_host(host: str) -> UsageError:
    return UsageError(
        found=f"{host!r} as --host", expected="an address of this machine", mend=f"leave it out for {HOST}"
    )


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _check(door: Door, address: str, *, has_users: bool) -> None:
    """UsageError where more could come in than should."""
    add_one = "add one first: sayso user add NAME --role admin"
    if not has_users and not is_loopback(address):
        raise UsageError(
            found=f"--host {door.host} and a ledger without users",
            expected="users who log in, wherever others can reach the desk",
            mend=add_one,
        )
    if not has_users and door.behind_proxy:
        raise UsageError(
            found="--behind-proxy and a ledger without users",
            expected="users who log in, wherever others can reach the desk",
            mend=add_one,
        )
    if not door.names and ipaddress.ip_address(address.partition("%")[0]).is_unspecified:
        raise UsageError(
            found=f"--host {door.host} without a name of this machine",
            expected="the names that people will call it by",
            mend="add --host-name NAME",
        )


def _names(door: Door, address: str) -> list[str]:
    """What a request may call this server."""
    return list(dict.fromkeys((*OWN_NAMES, address.partition("%")[0], door.host, *door.names)))


def _url(door: Door, address: str, port: int) -> str:
    """Where people find it."""
    unspecified = ipaddress.ip_address(address.partition("%")[0]).is_unspecified
    if door.behind_proxy and door.names:
        return f"https://{door.names[0]}/ by way of the proxy, which finds it at {_authority(address, port)}"
    return f"http://{_authority(door.names[0] if unspecified else address, port)}/"


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _listening(door: Door, address: str, tell: Callable[[str], None]) -> socket.socket:
    """A socket at the port asked for, or at the usual one or the next that is free; UsageError where there is none."""
    wanted = PORT if door.port is None else door.port
    for port in _ports(door):
        try:
            found = _bound(address, port)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise _no_host(door.host) from error
            continue
        if port != wanted:
            tell(f"sayso: port {wanted} is taken; took {port}")
        return found
    raise UsageError(
        found=f"port {wanted} taken, or not yours to take", expected="a free one", mend="give another with --port"
    )


def _ports(door: Door) -> Iterator[int]:
    if door.port is not None:
        yield door.port
    else:
        yield from range(PORT, PORT + NEXT_PORTS)


def _bound(address: str, port: int) -> socket.socket:
    # The protocol is named, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms for the one who asks.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # again at once after it was closed
        made.bind((address, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


class _Server(uvicorn.Server):
    """A server that tells when it can be asked."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _run(app: ASGIApp, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C or a request to end; without a line for each of them."""
    for library in ("uvicorn.error", "python_multipart"):  # what others send wrong is no news here
        logging.getLogger(library).setLevel(logging.ERROR)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LEAVE_WITHIN,
        ws="none",
    )
    gc.collect()
    gc.freeze()  # what is there now stays: going through all of it again and again would hold up a page now and then
    try:
        _Server(config, ready).run(sockets=[listener])
    except KeyboardInterrupt:
        return  # the server has ended in order, and then says by what


def _ready(url: str, tell: Callable[[str], None], *, show: bool) -> None:
    tell(f"sayso: the desk is at {url} (Ctrl-C ends it)")
    if show:
        threading.Thread(target=webbrowser.open, args=(url.split(" ")[0],), daemon=True).start()
