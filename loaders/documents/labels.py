"""Headings that a review's own words announce: "Recommendation 3", "Appendix B", "Key episode 2: …", "Author's comment:"."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = r"\s{0,3}\d{1,2}[a-z]?|\s{1,3}(?:no\.?\s{0,2}\d{1,2}|[ivx]{1,5}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DIVISIONS = r"part|section|chapter|annexe?|appendix|appendices|schedule"
_STATEMENTS = (
    r"recommendation|finding|theme|lesson|learning point|learning|missed opportunity|opportunity|issue|question|episode|care episode"
    r"|key (?:practice )?(?:episode|event|period|finding|theme|learning|issue|line of enquiry)|key (?:practice )?episode|kpe|phase|period"
    r"|term of reference|tor|line of enquiry|good practice(?: point)?|incident|event|practice episode|significant event|research question"
)
_NUMBERED = re.compile(rf"(?P<word>{_DIVISIONS}|{_STATEMENTS})(?P<number>{_NUMERAL})(?=$|[\s.:)–—-])[\s.:)–—-]{{0,5}}", re.IGNORECASE)
_APPENDIX = re.compile(r"(?P<word>appendix|appendices|annexe?)(?P<number>)(?=$|[\s:.–—-])[\s:.–—-]{0,5}", re.IGNORECASE)
_COMMENT = re.compile(
    r"(?:(?:(?:independent|overview|report|lead|the)\s)*(?:author|reviewer|panel|review|chair|serious case review|scr)(?:[’']?s?[’']?)\s)?"
    r"(?:comments?|commentary|analysis|observations?|opinion|reflections?|comment and analysis|analysis and comment)[:.]?",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:table|figure|fig\.|box|chart|map|diagram|genogram)\s{0,3}\d{1,2}[a-z]?(?=$|[\s.:)–—-])", re.IGNORECASE)
_LONGEST = 120


class Label(NamedTuple):
    """``word`` is the announcing word in lower case, ``number`` as printed, ``title`` what follows."""

    word: str
    number: str
    title: str

    @property
    def divides(self) -> bool:
        """Whether it is a part of the document and not a statement of the review."""
        return re.fullmatch(_DIVISIONS, self.word) is not None

    @property
    def appends(self) -> bool:
        return self.word.startswith(("append", "annex"))


def label(text: str) -> Label | None:
    """The label that a line begins with, if it is short enough to be a heading."""
    if len(text) > _LONGEST:
        return None
    found = _NUMBERED.match(text) or _APPENDIX.match(text)
    if found and found["number"].strip().islower() and len(found["number"].strip()) == 1:
        return None  # "Part a", "Section i": a sentence
    return Label(found["word"].lower(), found["number"].strip(), text[found.end() :].strip()) if found else None


def is_label(text: str, bare: bool = False) -> bool:
    """Whether a line is announced by its own words; ``bare``: and says nothing else."""
    found = label(text)
    return found is not None and (not bare or not found.title) or (not bare and is_comment(text))


def is_comment(text: str) -> bool:
    """ "Author's Comment:" and the like, which open an aside of the author."""
    return len(text) <= 60 and text[:1].isupper() and not text.isupper() and _COMMENT.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """ "Table 2: agencies by child" and the like, which name a table or picture and head no section."""
    return _CAPTION.match(text) is not None
