"""Headings that a review's own words announce: "Recommendation 3", "Appendix B", "Key episode 2: …", "Author's comment:"."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.documents import signs

_NUMERAL = (
    r"\s{0,3}\d{1,2}[a-z]?"
    r"|\s{1,3}(?:no\.?\s{0,2}\d{1,2}|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_AFTER = r"(?=$|[\s.:)–—-])"
_DIVISIONS = re.compile(signs.pattern("divisions"))
_NUMBERED = re.compile(
    rf"(?P<word>{signs.pattern('divisions')}|{signs.pattern('statements')})(?P<number>{_NUMERAL}){_AFTER}[\s.:)–—-]{{0,5}}",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s"
    rf"(?P<word>{signs.pattern('statements')})(?=$|\s?[.:)–—-])[\s.:)–—-]{{0,5}}",
    re.IGNORECASE,
)
_APPENDIX = re.compile(rf"(?P<word>appendix|appendices|annexe?)(?P<number>){_AFTER}[\s:.–—-]{{0,5}}", re.IGNORECASE)
_COMMENT = re.compile(
    rf"(?:(?:(?:independent|overview|report|lead|the)\s)*(?:{signs.pattern('commentators')})(?:[’']?s?[’']?)\s)?"
    rf"(?:{signs.pattern('comments')})[:.]?",
    re.IGNORECASE,
)
_CAPTION = re.compile(rf"(?:{signs.pattern('pictures')})\s{{0,3}}\d{{1,2}}[a-z]?{_AFTER}", re.IGNORECASE)
_STATUTE = signs.words("statute")
_LONGEST = 120


class Label(NamedTuple):
    """``word`` is the announcing word in lower case, ``number`` as printed, ``title`` what follows."""

    word: str
    number: str
    title: str

    @property
    def divides(self) -> bool:
        """Whether it is a part of the document and not a statement of the review."""
        return _DIVISIONS.fullmatch(self.word) is not None

    @property
    def appends(self) -> bool:
        return self.word.startswith(("append", "annex"))


def label(text: str) -> Label | None:
    """The label that a line begins with, if it is short enough to be a heading."""
    if len(text) > _LONGEST:
        return None
    found = _NUMBERED.match(text) or _ORDERED.match(text) or _APPENDIX.match(text)
    if found is None:
        return None
    made = Label(found["word"].lower(), found["number"].strip(), text[found.end() :].strip())
    if len(made.number) == 1 and made.number.islower():
        return None  # "Part a", "Section i": a sentence
    parted = not text[: found.end()].rstrip()[-1].isalnum()
    if made.title and not parted and (made.title[0].islower() or _is_statute(made)):
        return None
    return None if not made.title and _is_statute(made) else made


def _is_statute(made: Label) -> bool:
    """Whether "Section 47", "Part 8" names a piece of law and not a part of the document."""
    return made.divides and made.number in _STATUTE


def is_label(text: str, bare: bool = False) -> bool:
    """Whether a line is announced by its own words; ``bare``: and says nothing else."""
    found = label(text)
    return (found is not None and (not bare or not found.title)) or (not bare and is_comment(text))


def is_comment(text: str) -> bool:
    """ "Author's Comment:" and the like, which open an aside of the author."""
    return len(text) <= 60 and text[:1].isupper() and not text.isupper() and _COMMENT.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """ "Table 2: agencies by child" and the like, which name a table or picture and head no section."""
    return _CAPTION.match(text) is not None
