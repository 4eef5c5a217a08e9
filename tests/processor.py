"""What this machine's processor can do, as far as the networks' answers hang on it."""

from __future__ import annotations

from pathlib import Path

import pytest

IN_FULL = {"avx512_vnni", "avx_vnni", "amx_int8", "asimddp"}


def sums_in_full() -> bool:
    """Whether products of bytes are added up without being cut off at 16 bits, as onnxruntime's int8 does elsewhere."""
    cpuinfo = Path("/proc/cpuinfo")
    return not cpuinfo.is_file() or not IN_FULL.isdisjoint(cpuinfo.read_text(encoding="utf-8").split())


needs_sums_in_full = pytest.mark.skipif(
    not sums_in_full(), reason="here the networks round otherwise than where the pages were made: a claim more or less"
)
