"""The codings of incidents of the sample reports are as they were read and found right."""

from __future__ import annotations

import pytest

from tests.export.coded_samples import CODINGS, coded, path


@pytest.mark.parametrize("coding", CODINGS)
def test_as_before(coding: str) -> None:
    assert coded(coding) == path(coding).read_text(encoding="utf-8")
