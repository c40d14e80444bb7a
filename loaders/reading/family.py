"""The people whom a review sets out itself: in a table or list of the family, or in a sentence ("Mr L is N's step-father")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.documents.model import Kind, Paragraph
from loaders.reading.kin import CHILD, CODED, SIBLINGS, SUFFIX, Naming, is_labelled_adult, kin_of, kin_words, role_of
from loaders.reading.labels import labels_in

ONE_OF_A_KIND = frozenset(
    f"{whose}{kin}"
    for whose, kins in {
        "": ("mother", "father", "step-mother", "step-father", "mothers-partner", "fathers-partner"),
        "maternal-": ("grandmother", "grandfather"),
        "paternal-": ("grandmother", "grandfather"),
    }.items()
    for kin in kins
)
"""Roles of which a child has one person, unless numbers or letters tell several apart."""

_LINE = 110  # characters of the longest line of a list of people
_LONG_LINE = 200  # the same in a section about the family
_HEAD = 60  # characters within which a description says what somebody is
_CLAUSE = re.compile(r"[^\s:;.][^:;.]*(?:\.(?!\s)[^:;.]*)*")
_LABEL = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Adult|Male|Female|Child|Young Person|Sibling|Father|Mother|Partner) [A-Z0-9]{1,2}"
    r"|(?:Mr (?:and|&) Mrs|[A-Z]\d?)(?: [A-Z]\b)?)"
)
_WHO = (
    r"(?:the|an?|one|another|men|women|also|now|then|her|his|their|both|[A-Z][\w ]{0,25}['’]s?|mother|father"
    r"|step\w*|half\w*|maternal|paternal)"
)
_IS = re.compile(rf"(?P<label>{_LABEL}(?:(?:, | and ){_LABEL})*)\s+(?:is|was|are|were|[-–—=])\s+(?P<rest>{_WHO}\b.{{2,160}})")
_LISTED = re.compile(r"(?P<label>[A-Z][^:–—(.]{0,40}?)\s*(?:[:–—]|\s-\s|\(|=)\s*(?P<rest>[^.;]{3,120})")
_SHORT = re.compile(r"(?P<label>.+?)\s*\(\W*(?P<short>\w[\w ]{0,20}?)\W*\)")
_CALLED = re.compile(
    r"\b(?:call(?:ed)?|names?|label|known as|referred to|described as|designat\w+|pseudonym|initials?)\b", re.IGNORECASE
)
_PART = re.compile(r"[;,]|\band (?:is|was)\b")
_NOT_THE_HEAD = re.compile(
    r"\b(?:to|with|by|from|for|in|until|since|who|whom|lived|lives|married|former|friends?|of)\b(?! (?:Child|Baby|Young))"
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|former|different|another) (?:relationship|marriage|partner|father|mother)\b", re.IGNORECASE
)
_FRIEND_AT_HOME = re.compile(
    r"\b(?:mother|mum)['’]s (?:\w+ )?(?:friend|companion)\b.*\b(?:liv|mov|stay|resid|household|home)", re.IGNORECASE
)
_A_CHILD = re.compile(r"\b(?:young person|child|children|boy|girl|friend|pupil)\b", re.IGNORECASE)
_AN_ADULT = re.compile(r"(?:an? )?(?:man|woman|men|women|male|female|adult)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Definition:
    """People of one role whom a paragraph sets out at ``stretch``; ``short`` is one more label of the first ("Mother (M)")."""

    names: list[str]
    short: str | None
    role: str
    start: int
    stretch: tuple[int, int]

    def key(self, name: str) -> str:
        """What tells a person apart from others of the role: nothing where there is one, a sibling's number, else the label."""
        if self.role in SIBLINGS and kin_of(name) and (suffix := SUFFIX.search(name)):
            return suffix["suffix"]
        one = self.role in ONE_OF_A_KIND and (not CODED.search(name) or is_labelled_adult(name))
        return "" if one else name


def definitions_in(paragraph: Paragraph, naming: Naming) -> Iterator[Definition]:
    """The people whom a paragraph sets out, with the role that its words give them; ``naming`` holds those set out before."""
    for label, description, start, stretch in _described(paragraph, naming):
        short = _SHORT.fullmatch(label)
        name = short["label"] if short else label
        role = _role(name, description, naming)
        if role and not naming.subject.fullmatch(name) and not naming.subject.fullmatch(description.strip()):
            yield Definition(_names(name), short["short"] if short else None, role, max(start, 0), stretch)


def _described(paragraph: Paragraph, naming: Naming) -> Iterator[tuple[str, str, int, tuple[int, int]]]:
    """(label, description, where the label starts, the stretch of both) of whatever looks like a definition."""
    text = paragraph.text
    if paragraph.kind is Kind.TABLE_ROW:
        at = _label_column(paragraph)
        label = paragraph.cells[at].strip(" *:") if paragraph.cells else ""
        if label and len(label) < _HEAD and paragraph.cells != paragraph.header and _of_the_family(paragraph, naming):
            others = [cell for index, cell in enumerate(paragraph.cells) if index != at]
            yield label, " ; ".join(others), text.find(label) if at else 0, (0, len(text))
        return
    for clause in _CLAUSE.finditer(text):
        if match := _IS.match(clause[0]):
            for label in re.split(r", | and (?!Mrs)", match["label"]):
                yield label, match["rest"], text.find(label, clause.start()), clause.span()
    if listed := _LISTED.match(text):
        label = listed["label"].strip()
        line = len(text) < _LINE and not text.endswith(".") and _is_person(label, naming)
        if line or (len(text) < _LONG_LINE and _about_family(paragraph)):
            yield label, listed["rest"], 0, (0, len(text))


def _label_column(row: Paragraph) -> int:
    """The column of a table of people that holds their labels: the one headed so ("Name in this report"), else the first."""
    headed = [index for index, cell in enumerate(row.header[: len(row.cells)]) if _CALLED.search(cell)]
    return headed[0] if headed else 0


def _about_family(paragraph: Paragraph) -> bool:
    return any(kin_words().family_section.search(heading) for heading in paragraph.section)


def _of_the_family(row: Paragraph, naming: Naming) -> bool:
    """Whether a table row is of a table of the family: by its column headings, and a person or a kin word in it."""
    words = kin_words()
    if len(row.cells) < 2 or (row.header and not any(words.family_column.search(cell) for cell in row.header)):
        return False
    related = _about_family(row) or any("relation" in cell.lower() for cell in row.header)
    at = _label_column(row)
    described = row.cells[1:3] if at == 0 else row.cells[:at]
    kin = any(words.any_kin.search(cell[:_HEAD]) if at else words.any_kin.match(cell.strip()) for cell in described)
    return _is_person(row.cells[at].strip(" *"), naming) or (related and kin)


def _is_person(label: str, naming: Naming) -> bool:
    """Whether a table cell or the beginning of a line is the label of a person ("Mother", "Mr T", "Siblings 1 and 2")."""
    by_name = any(is_labelled_adult(name) or kin_of(name) for name in _names(label))
    return bool(by_name or naming.subject.fullmatch(label) or labels_in(label) or kin_words().peer.fullmatch(label))


def _names(label: str) -> list[str]:
    """The persons whom a label names: "Mr and Mrs C", "Child D1 and Child D2", "Siblings 1 and 2" are two."""
    if pair := re.fullmatch(r"(Mr) (?:and|&) (Mrs) (\w+)", label):
        return [f"{pair[1]} {pair[3]}", f"{pair[2]} {pair[3]}"]
    if label.startswith("Siblings "):
        return [f"Sibling {suffix}" for suffix in re.findall(r"\b(?:[A-Z]\d?|\d)\b", label.removeprefix("Siblings "))]
    return re.split(r"\s*(?:,|\band\b|&)\s*", label) if CODED.search(label) else [label]


def _role(label: str, description: str, naming: Naming) -> str | None:
    """The role by the description ("Mother's younger sister"), else by the label ("Maternal Aunt", "Mr T")."""
    kin = kin_of(label)
    own = role_of(CHILD, kin, label) if kin else _head(label, naming)
    role = _head(description, naming)
    if role == "other-adult" and own in ("father", "mother") and CODED.search(label):
        return role  # "Father 1 is the father of Sibling 1"
    if role in (None, "other-relative", "other-adult") or (role == "sibling" and own in SIBLINGS):
        role = own or role
    if role == "sibling" and _EARLIER.search(description):
        return "half-sibling"
    if role in (None, "other-adult") and _FRIEND_AT_HOME.search(description):
        return "mothers-partner"
    if role:
        return role
    labelled = labels_in(label) or re.fullmatch(r"[A-Z]\d?", label) or kin_words().peer.fullmatch(label)
    if labelled and _A_CHILD.search(description):
        return "other-child"
    return "other-adult" if all(map(is_labelled_adult, _names(label))) or _AN_ADULT.match(description) else None


def _head(description: str, naming: Naming) -> str | None:
    """The role of the kin word that a description turns on ("father of Child A", "her half-brother, 3"); one said of the subject
    child by name goes first."""
    mentions = naming.mentions(description)
    found: list[str] = []
    for index, mention in enumerate(mentions.all):
        part = max((stop.end() for stop in _PART.finditer(description, 0, mention.start)), default=0)
        possessive = description[mention.end : mention.end + 1] in ("'", "’")
        if not mention.kin or mention.start > _HEAD or possessive or _NOT_THE_HEAD.search(description, part, mention.start):
            continue
        owner = mentions.owner(index)
        if role := role_of(naming.role(mentions[owner]) if owner is not None else CHILD, mention.kin, mention.text):
            of_subject = owner is not None and naming.subject.fullmatch(mentions[owner].text)
            found.insert(0 if of_subject else len(found), role)
    plain = (role for role in found if role not in ("other-adult", "other-child", "other-relative"))
    return next(plain, found[0] if found else None)  # "father of Child 2, partner of Mother"
