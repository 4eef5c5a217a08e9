"""How many filtered requests a second the API answers, and how long each takes, on a ledger of made-up claims.

    python benchmarks/fill.py --claims 100000 --db build/100k.db
    python benchmarks/api.py --db build/100k.db

A real server on this machine; the callers keep their connections open, as programs do. The filters differ from call to call,
so that few answers are a repetition. What the server's own processes use of the processor is told beside (Linux only).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

TOWNS = ("Aleppo", "Idlib", "Homs", "Raqqa", "Mosul", "Gaza", "Kyiv", "Sanaa")
KINDS = ("air_strike", "shelling", "bombing", "shooting", "missile_strike")


def asked(seed: int, limit: int) -> Iterator[str]:
    """Calls with a filter each, without end."""
    chance = random.Random(seed)
    while True:
        year, month = chance.randint(2011, 2024), chance.randint(1, 12)
        filters = chance.choice(
            (
                f"since={year}-{month:02}&until={year}-{month:02}",
                f"kind={chance.choice(KINDS)}&since={year}",
                f"disputed=1&since={year}-{month:02}",
                f"box={chance.randint(-10, 60)},{chance.randint(0, 40)},{chance.randint(61, 90)},{chance.randint(41, 60)}",
                f"grade=fair&until={year}",
            )
        )
        yield f"/api/v1/incidents?{filters}&limit={limit}"


def call(port: int, until: float, seed: int, limit: int, times: list[float], sizes: list[int]) -> None:
    """Ask one thing after another until the time is up."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in asked(seed, limit):
        begun = time.perf_counter()
        if begun >= until:
            return
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
        times.append(time.perf_counter() - begun)
        sizes.append(len(json.loads(body)["results"]))


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the desk did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not answer")


def processor(server: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor that a process has used so far, its own and the system's for it."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", required=True)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--limit", type=int, default=20, help="incidents a page")
    options = parser.parse_args()
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "sayso", "desk", "--db", options.db, "--port", str(port)])
    try:
        wait_for(port, server)
        call(port, time.perf_counter() + 2, 0, options.limit, [], [])  # warm
        begun = processor(server)
        times: list[float] = []
        sizes: list[int] = []
        until = time.perf_counter() + options.seconds
        callers = [
            threading.Thread(target=call, args=(port, until, number + 1, options.limit, times, sizes))
            for number in range(options.callers)
        ]
        for one in callers:
            one.start()
        for one in callers:
            one.join()
        used = processor(server) - begun
    finally:
        server.terminate()
        server.wait()
    print(f"{len(times) / options.seconds:,.0f} requests/s, {sum(sizes) / len(sizes):.1f} incidents each")
    print(f"{1000 * used / len(times):.1f} ms of the server's processor each")
    print(
        f"median {1000 * median(times):.1f} ms, p95 {1000 * quantiles(times, n=20)[-1]:.1f} ms, {options.callers} callers"
    )


if __name__ == "__main__":
    main()
