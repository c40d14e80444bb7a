"""Characters and inline markup: from what stands in a file to the text that is read and quoted."""

from __future__ import annotations

import html
import re

_CONTROLS = [*range(0x09), *range(0x0E, 0x1C), 0x7F, *range(0xD800, 0xE000)]  # and halves of characters, as broken PDFs have
_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(map(chr, _CONTROLS))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CHARACTERS = str.maketrans({**dict.fromkeys(_DROPPED, ""), **_LIGATURES, "\u2010": "-", "\u2011": "-"})

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TAGS = "a|b|big|br|center|div|em|font|i|img|p|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u"

# One pass; every repetition is bounded, so that no input takes more than linear time.
_INLINE = re.compile(
    rf"""
      \\(?P<escaped>[\\`*_{{}}\[\]()\#+.!|>~-])
    | [ ]?<sup>\s{{0,9}}(?P<raised>[^<>]{{0,40}})</sup>
    | <br\s{{0,9}}/?>(?P<break>)
    | </?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>
    | <(?P<address>https?://[^\s<>]{{1,300}})>
    | !\[[^\[\]]{{0,300}}\]\([^()\s]{{0,300}}\)
    | \[(?P<link>[^\[\]]{{1,300}})\]\([^()\s]{{1,300}}\)
    | (?:(?<=[^\s\[(])|(?<=\S)[ ](?=\[\^?\d{{1,3}}\](?:[.,;:]|$)))\[\^?\d{{1,3}}\]
    | (?<=\S)[{SUPERSCRIPTS}]+
    | \*{{2,}} | ~~ | `
    | (?<=[^\s*])\*(?!\*) | (?<!\*)\*(?=[^\s*])
    | (?<!\w)_{{1,3}}(?=\w) | (?<=[\w.,;:!?)”"’'])_{{1,3}}(?!\w)
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def normal(text: str) -> str:
    """White space folded, ligatures spelt out, soft hyphens and zero-width or control characters gone."""
    return " ".join(text.translate(_CHARACTERS).split())


def unmarked(text: str) -> str:
    """``normal`` text without Markdown or HTML markup and without footnote markers; unknown tags stay as text."""
    plain = _INLINE.sub(_plain, text)
    return normal(html.unescape(plain) if "&" in plain else plain)


def unnoted(text: str) -> str:
    """Text without superscript footnote markers, for formats whose markup is already gone."""
    return re.sub(rf"(?<=\S)[{SUPERSCRIPTS}]+", "", text)


def joint(above: str, below: str) -> str:
    """Two lines as one text: nothing stands between them after a hyphen inside a word, else a space."""
    broken = above.endswith(("-", "/")) and not above.endswith((" -", " /")) and below[:1].isalnum()
    return above + below if broken or not above or not below else f"{above} {below}"


def _plain(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "escaped" or kind == "link" or kind == "address":
        return match[kind]
    if kind == "break":
        return " "
    if kind == "raised":
        raised = match["raised"].strip()
        return raised if _ORDINAL.match(raised) or not _is_marker(raised) else ""
    return ""


def _is_marker(raised: str) -> bool:
    return len(raised) <= 1 or raised.replace(",", "").replace(" ", "").isdigit()
