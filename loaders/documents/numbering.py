"""Printed numbers and list marks at the beginning of a paragraph."""

from __future__ import annotations

import re

_BULLET = re.compile(r"(?:[-–—*·+]|o)\s{1,20}(?=\S)|[•●▪■◦○◆►▶➢➤✓✔❖□\uf000-\uf0ff]\s{0,20}(?=\S)")
_MULTILEVEL = re.compile(
    r"((?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3}){1,4}[a-z]?|[A-Z]\.\d{1,3})(?:\.?[):]|\.)?(?:\s|$|(?=[A-Z“‘\"'(]))\s{0,20}"
)
_UNIT = re.compile(
    r"(?:am|pm|a\.m|p\.m|hours|hrs|o'clock|per cent|percent|million|billion|kg|lb|lbs|cm|mg|ml|years|weeks|months)\b|%"
)
_SINGLE = re.compile(r"(\d{1,3})[.)]\s{1,20}(?=\S)")
_LETTER = re.compile(r"(\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{1,5})[.)])\s{1,20}(?=\S)")
_SPLIT = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
_HEADING = re.compile(rf"(\d{{1,2}})\s{{1,20}}(?=[A-Z“‘\"'])(?!(?i:{_MONTH}))")


def bullet(text: str) -> int:
    """How many characters the list mark at the beginning of a text takes."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def number(text: str, previous: str = "") -> tuple[str, int]:
    """The printed number at the beginning of a text, without its closing stop, and the characters it takes.

    ``previous`` is the number printed before, by which "2.4 23" after "2.4.22" is read as the slip that it is.
    """
    if found := _MULTILEVEL.match(text):
        ref = found[1]
        if any(part.startswith("0") and part != "0" for part in ref.split(".")[1:]):
            return "", 0  # a date or a time
        if ref.count(".") == 1 and _UNIT.match(text, found.end()):
            return "", 0
        slip = _SPLIT.match(text, found.end())
        if slip and follows(f"{ref}.{slip[1]}", previous):
            return f"{ref}.{slip[1]}", slip.end()
        return ref, found.end()
    if found := _SINGLE.match(text):
        return found[1], found.end()
    if found := _LETTER.match(text):
        return found[1].rstrip(".") if found[1].endswith(".") else found[1], found.end()
    return "", 0


def heading_number(text: str) -> tuple[str, int]:
    """As ``number``, for a line known to be a heading, where "7 Supervision" is numbered too."""
    ref, length = number(text)
    if not ref and (found := _HEADING.match(text)):
        return found[1], found.end()
    return ref, length


def parts(ref: str) -> tuple[str, ...]:
    """The components of a number: "2.4.13" is ("2", "4", "13"); list letters have none."""
    if ref.startswith("(") or not any(sign.isdigit() for sign in ref):
        return ()
    components = tuple(ref.split("."))
    return components[:-1] if len(components) > 1 and components[-1] == "0" else components


def follows(ref: str, previous: str, stride: int = 3) -> bool:
    """Whether one number continues the run of another, gaps of a few allowed."""
    this, last = parts(ref), parts(previous)
    if not this or len(this) != len(last) or this[:-1] != last[:-1] or not (this[-1].isdigit() and last[-1].isdigit()):
        return False
    return 0 < int(this[-1]) - int(last[-1]) <= stride
