r"""Bytes to characters: by mark, by declaration, by what they are; never by throwing characters away.

>>> decode("Вертолёт упал".encode("windows-1251"), declared="windows-1251")
'Вертолёт упал'
>>> decode(b"%PDF-1.7\n\x00\x01")
Traceback (most recent call last):
    ...
sayso.errors.InputError: found binary data, expected text; convert it to text or HTML first
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from sayso.errors import InputError

# UTF-32 stands before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*|encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 2048  # bytes; HTML asks for 1024, real pages need more
# Browsers read these as Windows code pages (WHATWG Encoding Standard), and the pages are written for browsers.
_AS_BROWSERS = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}
_SAMPLE = 4096  # bytes that tell text from binary data
_MAX_CONTROL = 0.02  # share of control characters above which it is no text
_ZEROS_WIDE = 0.3  # share of zero bytes on one side of each pair above which it is UTF-16 without a mark


def decode(content: bytes, *, declared: str | None = None) -> str:
    """The characters of `content`: by byte order mark, as UTF-8, as declared, as detected. Raises InputError if none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding) or _give_up(f"broken {encoding.removesuffix('-sig').upper()}")
    sample = content[:_SAMPLE]
    if 0 in sample:
        return _decode_wide(content, sample)
    if _is_binary(sample):
        raise _binary()
    text = _strict(content, "utf-8")
    if text is None and declared is not None:
        text = _strict(content, _AS_BROWSERS.get(declared.lower(), declared))
    if text is None:
        best = from_bytes(content).best()
        text = None if best is None else str(best)
    return text if text is not None else _give_up("bytes in no known encoding")


def declared_charset(content: bytes) -> str | None:
    """The encoding that an HTML or XML page says it is in."""
    match = _DECLARED.search(content[:_DECLARED_WITHIN])
    return None if match is None else match[1].decode("ascii")


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_wide(content: bytes, sample: bytes) -> str:
    """UTF-16 without a mark: Latin text has its zero bytes on one side. Anything else with zero bytes is no text."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros / half > _ZEROS_WIDE and others == 0:
            return _strict(content, encoding) or _give_up("broken UTF-16")
    raise _binary()


def _is_binary(sample: bytes) -> bool:
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in sample)
    return sample.startswith((b"%PDF-", b"\x1f\x8b", b"PK\x03\x04")) or control > _MAX_CONTROL * len(sample)


def _binary() -> InputError:
    return InputError(found="binary data", expected="text", mend="convert it to text or HTML first")


def _give_up(found: str) -> str:
    raise InputError(found=found, expected="text in UTF-8", mend="save it as UTF-8")
