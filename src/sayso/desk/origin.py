"""Where a request comes from: by which name and address it calls this server, and whether a page of another site sent it.

>>> name_and_port("Desk.Example:8484"), name_and_port("[::1]:8484"), name_and_port("desk.example")
(('desk.example', '8484'), ('::1', '8484'), ('desk.example', ''))
"""

from __future__ import annotations

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.types import Scope

SAFE = ("GET", "HEAD", "OPTIONS")
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^:/@\[\]\s]+))(?::(?P<port>[0-9]{1,5}))?", re.IGNORECASE)


def name_and_port(host: str) -> tuple[str, str] | None:
    """The two parts of a Host header, the port empty where it has none; None where it is no such header."""
    found = _HOST.fullmatch(host)
    if found is None:
        return None
    return (found["six"] or found["name"]).lower().rstrip("."), found["port"] or ""


def host_of(headers: Headers) -> str | None:
    """The Host header; None where there is none, or more than one."""
    told = headers.getlist("host")
    return told[0] if len(told) == 1 else None


def is_text(scope: Scope) -> bool:
    """Whether the address is made of what a database can hold: UTF-8 without the character U+0000.

    >>> is_text({"path": "/", "query_string": b"place=Deir%20ez-Zor"}), is_text({"path": "/", "query_string": b"place=%00"})
    (True, False)
    """
    query: bytes = scope["query_string"]
    try:
        query.decode()
    except UnicodeDecodeError:
        return False
    return "\0" not in scope["path"] and b"%00" not in query


def is_from_here(scope: Scope, headers: Headers) -> bool:
    """Whether no other site had a part in it, as far as the browser says: for what changes something."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() == f"{scope['scheme']}://{host_of(headers)}".lower()


def is_followed(headers: Headers) -> bool:
    """Whether a link of another site was followed to here; the browser then keeps our strict cookies back."""
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") == "navigate"


def is_drawn_in(scope: Scope, headers: Headers) -> bool:
    """Whether a page of another site or port wants this for itself: in a frame, as a picture, by a script."""
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return False
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
    return not (opened and scope["method"] in SAFE)


def is_from_this_machine(scope: Scope, headers: Headers) -> bool:
    """Whether nothing tells that it came from another machine, or by way of a proxy."""
    if any(name in headers for name in FORWARDED):
        return False
    client = scope.get("client")
    if client is None:
        return True  # a socket in the file system
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return True  # no address of a network


def network_of(scope: Scope) -> str:
    """Whose tries are counted together: the address, of IPv6 the network that one customer has."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return "here"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
