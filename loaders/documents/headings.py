"""Which blocks are headings, and by what sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.documents import numbering, signs
from loaders.documents.blocks import Block
from loaders.documents.cleaning import joint
from loaders.documents.furniture import is_unfinished
from loaders.documents.labels import is_caption, is_comment, label
from loaders.documents.model import Kind

_LONGEST = 150  # characters of a heading
_LONGEST_PLAIN = 75  # of one that nothing but its shape gives away
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d(?:/\d\d)?"
_NEAR = rf"early|mid|late|the|spring|summer|autumn|winter|end of|beginning of|\d{{1,2}}(?:st|nd|rd|th)?|{_MONTH}|{_YEAR}"
_DATE = rf"(?:(?:{_NEAR})[\s,-]{{1,3}}){{0,5}}(?:{_MONTH}|{_YEAR})"
_DATED = re.compile(
    rf"(?:(?:from|between|up to|before|after|since|until|to)\s)?{_DATE}"
    rf"(?:\s?(?:to|until|and|[-–—/])\s?(?:the\s)?(?:{_DATE}|present|onwards))?(?:\s?onwards)?(?=\s?(?:$|[.:(–—-]))",
    re.IGNORECASE,
)
_FINITE = re.compile(rf"\b(?:{signs.pattern('finite')})\b")  # in lower case: May is a month
_ASKS = re.compile(rf"(?:{signs.pattern('asking')})\b", re.IGNORECASE)
_STOPS = '.:?!"”'
_LOOSE = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|to|with|which|who|was|is)$", re.IGNORECASE)


@dataclass(slots=True)
class House:
    """How one document sets its headings: what counts as a sign in one is nothing in another."""

    hashed: bool  # headings carry a level of their own
    numbered: bool  # and among them numbered ones, so that a bare numbered line is a paragraph

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> House:
        outlined = [block for block in blocks if block.outline and block.kind is not Kind.FURNITURE]
        short = [block for block in blocks if block.kind is None and len(block.text) < 80 and numbering.parts(block.ref)]
        marked = sum(1 for block in short if block.outline or block.bold)
        plain = sum(1 for block in short if not (block.outline or block.bold) and block.text[-1:].isalnum())
        return cls(hashed=len(outlined) >= 3, numbered=marked >= 3 and marked >= plain)


def mark(blocks: Sequence[Block]) -> None:
    """Give headings their kind; ``bold``, ``outline`` and ``ref`` stay to tell their rank."""
    for block in blocks:
        if block.kind is None and (block.outline or block.bold):
            _take_number(block)
    house = House.of(blocks)
    carried = ""
    above: Block | None = None
    flow = [block for block in blocks if block.kind is not Kind.FOOTNOTE]
    for index, block in enumerate(flow):
        if carried and not block.ref and block.kind is None:
            block.ref = carried  # a number that stands on a line of its own
        carried = block.ref if block.kind is None and block.ref and not block.text else ""
        if block.text and block.kind is None and _is_heading(block, above, _following(flow, index), house):
            block.kind = Kind.HEADING
            _take_number(block)
        above = block if block.text else above
    if house.hashed:
        _take_back(blocks)
    _merge_titles(blocks)


def _following(flow: Sequence[Block], index: int) -> list[Block]:
    """The next two blocks with text, furniture left out."""
    return [block for block in flow[index + 1 : index + 8] if block.text and block.kind is not Kind.FURNITURE][:2]


def _take_number(block: Block) -> None:
    if not block.ref:
        block.ref, taken = numbering.heading_number(block.text)
        block.cut(taken)


def is_dated(text: str) -> bool:
    """Whether a line opens with a period: "2008 to 2010", "March – June 2014: the move"."""
    return _DATED.match(text) is not None


def _is_heading(block: Block, above: Block | None, following: Sequence[Block], house: House) -> bool:
    text = block.text
    below = following[0] if following else None
    if len(text) > _LONGEST or (not block.outline and not text[0].isupper() and not text[0].isdigit() and text[0] not in "“‘\"'"):
        return False
    if is_caption(text):
        return False
    if block.outline:
        says = text.endswith(".") and len(text.split()) > 12 and _FINITE.search(text)
        return not says and any(letter.isalnum() for letter in text)
    multilevel = len(numbering.parts(block.ref)) > 1
    if block.bullet and not multilevel and not block.bold:
        return False
    announced = label(text)
    if announced is not None:
        cited = above is not None and above.kind is None and len(above.text) > 60 and is_unfinished(above)
        return _is_title(announced.title) if announced.title else not cited
    if is_comment(text) and (text.endswith(":") or (block.gap and " " in text)):
        return True
    if below is None or text[-1] in ",;":
        return False
    if _is_capitals(text):
        return not block.bullet and (block.gap or block.bold or multilevel)
    if block.bold:
        listed = not multilevel and above is not None and above.kind is None and _is_listed(above, block)
        return not listed and _is_title(text.rstrip(":")) and not _same_style(block, below)
    if block.ref and numbering.parts(block.ref):
        return _is_numbered_title(block, below, house)
    if block.italic:
        return len(text) <= _LONGEST_PLAIN and text[-1] != ":" and _is_title(text) and not below.italic
    if house.hashed or block.ref or not block.gap or above is None:
        return False
    return _is_plain_title(block, above, following)


def _is_title(text: str) -> bool:
    return not text.endswith((".", ";", ",")) and len(text.split()) <= 20 and ". " not in text.rstrip(".")


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters) and text[-1] not in ";,"


def _same_style(block: Block, below: Block) -> bool:
    return (
        below.bold
        and not below.outline
        and not below.ref
        and len(below.text) < _LONGEST
        and label(below.text) is None
        and _is_capitals(block.text) == _is_capitals(below.text)
    )


def _is_listed(above: Block, block: Block) -> bool:
    """Whether a bold line is an item of a list, not a heading, by the item above it."""
    if block.ref or above.ref:
        return numbering.follows(block.ref, above.ref, stride=1)
    return above.bold and len(above.text) < _LONGEST and above.text[-1] not in ".:"


def _is_numbered_title(block: Block, below: Block, house: House) -> bool:
    text, parts, inner = block.text, numbering.parts(block.ref), numbering.parts(below.ref)
    words = text.split()
    if text[-1] in ":,;" or len(words) > 16 or len(text) > 110 or _LOOSE.search(text):
        return False
    if _is_capitals(text):
        return True
    stopped = text.endswith(".")
    if ". " in text or (stopped and (len(parts) == 1 or len(words) > 12)):
        return False
    heads = len(inner) == len(parts) + 1 and inner[:-1] == parts  # 2.4 straight above 2.4.1
    plain = not _FINITE.search(text) or (not stopped and bool(_ASKS.match(text))) or is_dated(text)
    if heads:
        return plain
    if below.kind is None and not below.bold and len(inner) == len(parts) and len(below.text) < 60:
        return False  # one short line after another: a list
    if house.numbered or (house.hashed and len(parts) == 1):
        return plain and len(parts) > 1 and (_is_title_case(words) or (not stopped and is_dated(text)))
    return plain and (not stopped or (_is_title_case(words) and not house.hashed))


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _is_plain_title(block: Block, above: Block, following: Sequence[Block]) -> bool:
    """A short line, set apart, that says nothing and has text under it; two such lines are a heading and one under it."""
    if not _is_title_like(block):
        return False
    if above.kind is None and len(above.text) < _LONGEST_PLAIN and above.text[-1] not in _STOPS:
        return False  # an item of a list, or of a title page
    if above.kind is None and len(above.text) >= _LONGEST_PLAIN and is_unfinished(above) and not _is_question(block.text):
        return False
    if len(following) > 1 and _is_title_like(following[0]) and following[0].gap:
        return _is_body(following[1])
    return following[0].gap and _is_body(following[0])


def _is_title_like(block: Block) -> bool:
    short = len(block.text) <= _LONGEST_PLAIN and len(block.text.split()) <= 11
    if block.kind is not None or block.ref or block.bullet or not (short or _is_question(block.text)):
        return False
    text = block.text[numbering.heading_number(block.text)[1] :]
    if not text[:1].isupper() or text[-1] in ".:!,;" or _LOOSE.search(text) or ". " in text:
        return False
    return is_dated(text) or not _FINITE.search(text) or bool(_ASKS.match(text)) or label(text) is not None


def _is_question(text: str) -> bool:
    """Whether a line asks one question, as headings of some methods of review do at length."""
    return text.endswith("?") and len(text) <= _LONGEST and text.count("?") == 1 and bool(_ASKS.match(text))


def _is_body(block: Block) -> bool:
    if block.kind is Kind.TABLE_ROW or len(block.text) > 80 or numbering.parts(block.ref):
        return True
    return block.text[-1] in _STOPS and len(block.text.split()) > 3


def _take_back(blocks: Sequence[Block]) -> None:
    """A bold line straight above a heading of a higher kind heads nothing: a signature, the date of a report."""
    begun = False
    below: Block | None = None
    for block in blocks:
        if block.kind is Kind.FURNITURE:
            continue
        outer = begun and block.kind is Kind.HEADING and block.outline
        if outer and below is not None and below.kind is Kind.HEADING and _is_weak(below):
            below.kind = None
        begun = begun or len(block.text) > 200
        below = block


def _is_weak(block: Block) -> bool:
    return not block.outline and not block.ref and label(block.text) is None and not _is_capitals(block.text)


def _merge_titles(blocks: Sequence[Block]) -> None:
    """ "Appendix B" and the heading under it are one; so is a heading that a source line cuts."""
    above: Block | None = None
    for block in blocks:
        if block.kind is not Kind.HEADING:
            if block.kind is not Kind.FURNITURE:
                above = None
            continue
        if above is not None and _is_continued(above, block):
            above.absorb(block, joint(above.text, block.text))
            block.text = ""
            block.kind = Kind.FURNITURE
            continue
        above = block


def _is_continued(above: Block, block: Block) -> bool:
    announced = label(above.text)
    if block.ref or label(block.text) is not None or is_comment(block.text):
        return False
    if announced is not None and announced.divides and not announced.title:
        return True
    return (
        _LOOSE.search(above.text) is not None
        and len(above.text) > 10
        and above.bold == block.bold
        and above.outline == block.outline
    )
