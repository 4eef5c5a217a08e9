"""Export from the desk: every format for what the filter leaves, as the command line writes it."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.export.formats import FORMATS


def links(text: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'download href="([^"]+)"', text)]


def test_every_link_gives_a_file(client: TestClient) -> None:
    found = links(client.get("/export").text)
    assert {link.split("?")[0].removeprefix("/export/") for link in found} == set(FORMATS)
    for link in found:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.content, link
        assert "attachment" in answer.headers["content-disposition"]


def test_the_filter_goes_along(client: TestClient) -> None:
    page = client.get("/export?place=douma").text
    assert "What the filter leaves." in page
    assert all("place=douma" in link for link in links(page))
    told = json.loads(client.get("/export/geojson?place=douma").content)
    assert len(told["features"]) == 1


def test_rows_of_claims(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export/csv?of=claims&place=aleppo").text)))
    assert len(rows) == 3


@pytest.mark.parametrize("of", ["accounts", "disagreements"])
def test_rows_of_accounts_and_disagreements(client: TestClient, of: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/export/csv?of={of}").text)))
    assert rows
    assert {row["incident"] for row in rows} <= {
        row["id"] for row in csv.DictReader(io.StringIO(client.get("/export/csv").text))
    }


def test_a_site_has_maps(client: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/export/site").content)) as held:
        pages = [held.read(name).decode() for name in held.namelist() if name.endswith(".html")]
    assert any("<svg" in page for page in pages)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/export/tea", "as a format"),
        ("/export/csv?of=tea", "rows of"),
        ("/export/csv?rule=tea", "as a rule"),
        ("/export/records", "names"),
        ("/export/csv?since=soon", "as a date"),
    ],
)
def test_what_makes_no_sense_is_told(client: TestClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert said in answer.text


@pytest.mark.parametrize("asked", ["bytes=0-1", "bytes=-", "lines=1-2"])
def test_a_part_is_not_given_and_nothing_stays_on_the_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    (tmp_path / "none").mkdir()
    answer = client.get("/export/csv", headers={"Range": asked})
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == len(answer.content) > 100
    assert list((tmp_path / "none").iterdir()) == []
