"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from loaders.documents.source import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a DOCX or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc)",
    b"{\\rtf": "an RTF file",
}
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_WESTERN = ["cp1252", "latin_1", "mac_roman"]  # what British reviews come in; wider guesses only mistake dashes and quotes


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Unreadable."""
    for magic, name in _OTHERS.items():
        if data.startswith(magic):
            raise Unreadable(f"the content is {name}; save it as text, or give it its own ending")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                raise Unreadable(f"it says to be {encoding} but is not; save it again as UTF-8") from None
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding), encoding
    if len(data.translate(None, _CONTROLS)) < len(data) * 0.998:
        raise Unreadable("the content is binary, not text; open it in its own program and save it as text or PDF")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_WESTERN).best()
    if best is None:
        raise Unreadable("no known encoding fits; save it again as UTF-8")
    return str(best), best.encoding


def _unmarked_utf16(data: bytes) -> str:
    sample = data[: len(data) // 2 * 2][:4000]
    half = len(sample) // 2
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if half and zeros.count(0) > half * 0.8:
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return ""
