"""The recommendations of a review: number, text, who is to act, and whether an agency made it for itself.

An item says what it is ("Recommendation 3", a heading or the beginning of a paragraph), or stands in the section for them as a
numbered paragraph, a bullet or a row of a table. What a summary or a table repeats is not counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from graph.records import Recommendation, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.evidence import evidence_of
from loaders.reading.front import front_of
from loaders.reading.numbers import NUMBER, number
from loaders.reading.themes import themes_of
from loaders.reading.vocabulary import pattern, vocabulary

_LIKE = 0.3  # the same for two of one number
_BRIEF = re.compile(r"\b(?:summary|brief|overview|list)\b", re.IGNORECASE)
_SAME = 0.7  # share of words in common from which on two recommendations are one
_REASONS = 4  # paragraphs under a heading within which its recommendation stands
_SHORTEST = 15  # characters of a recommendation
_THAT = re.compile(r"(?:it is recommended|that)\b", re.IGNORECASE)
_RECOMMENDED = re.compile(
    r"(?:it is recommended |the (?:review|author|panel) recommends |this review recommends )?(?:that )?", re.IGNORECASE
)
_BESIDES = re.compile(r"\b(?:conclusions?|summary|learning|findings|lessons|actions?)\b", re.IGNORECASE)
_OF_ANOTHER_REVIEW = re.compile(
    r"[\d.\s]*(?:the )?(?:previous|earlier|other) (?:\w+ ){0,3}(?:reviews?|SCRs?|recommendations)\s*$", re.IGNORECASE
)
_NAME_SHARE = 0.6  # of the longer words of an agency's name that have a capital
_ADDRESSEE = 220  # characters within which the verb ends the words for the addressee


class _Words(msgspec.Struct):
    sections: list[str]
    not_sections: list[str]
    item: list[str]
    single_agency: list[str]
    repeats: list[str]
    number_columns: list[str]
    text_columns: list[str]
    agency_columns: list[str]
    verbs: list[str]
    infinitives: list[str]
    bare_verbs: list[str]
    modals: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("recommendations", _Words)
        self.section, self.not_section = pattern(words.sections), pattern(words.not_sections)
        item = "|".join(words.item)
        self.item = re.compile(
            rf"\W*(?:{item}[\s:#]*(?:no\.?\s*)?|R)(?P<number>{NUMBER}[a-z]?(?:\.\d{{1,2}})?)(?!\w)[\s.:)–—*-]*", re.IGNORECASE
        )
        self.single, self.repeat = pattern(words.single_agency), pattern(words.repeats)
        self.number_column = pattern(words.number_columns)
        self.text_column = pattern(words.text_columns)
        self.agency_column = pattern(words.agency_columns)
        self.verbs = [pattern(verbs) for verbs in (words.verbs, words.infinitives, words.bare_verbs)]
        self.modal = pattern(words.modals)


_patterns = cache(_Patterns)


@dataclass(slots=True)
class _Item:
    number: str
    paragraph: Paragraph
    start: int
    text: str
    agency: str = ""
    single: bool = False
    repeat: bool = False
    own_section: bool = False


def recommendations_of(document: Document, agency_types_in: Callable[[str], list[str]]) -> list[Recommendation]:
    """The recommendations in the order of the text. ``agency_types_in`` gives the agency types that some words name."""
    seen: dict[str, int] = {}
    found = []
    for item in _once(list(_items(document))):
        addressee = item.agency or _addressee(item.text)
        types = agency_types_in(addressee) if addressee else []
        passive = re.match(r"\W*\w+ be\b", item.text[len(addressee) :])  # "the protocol should be reviewed" says not by whom
        found.append(
            Recommendation(
                id=stable_id("recommendation", item.text, seen=seen),
                number=item.number,
                text=item.text,
                addressed_to=types,
                addressee_text=addressee if addressee and (types or item.agency or not passive) else None,
                scope="single-agency" if item.single else "multi-agency",
                themes=themes_of(item.text),
                evidence=evidence_of(item.paragraph, item.start),
            )
        )
    return found


def _items(document: Document) -> Iterator[_Item]:
    front = {paragraph.id for paragraph in front_of(document)}
    paragraphs = [
        p
        for p in document.paragraphs
        if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE)
        and p.id not in front
        and not any(map(_OF_ANOTHER_REVIEW.match, p.section))
    ]
    labelled = dict(_labelled(paragraphs))
    sections = {_section(item.paragraph) for item in labelled.values()} - {""}
    found = {**dict(_unlabelled(paragraphs, labelled, sections)), **labelled}
    for index in sorted(found):
        yield found[index]


def _labelled(paragraphs: list[Paragraph]) -> Iterator[tuple[int, _Item]]:
    """Items that say "Recommendation 3": at their beginning, or in a heading above their first paragraph."""
    words = _patterns()
    waiting: tuple[int, _Item] | None = None  # a heading whose recommendation is in a paragraph under it
    below: list[tuple[int, Paragraph]] = []
    for index, p in enumerate(paragraphs):
        match = words.item.match(p.text)
        if match is None and p.kind is not Kind.HEADING:
            below.append((index, p))
            continue
        yield from _under(waiting, below)
        waiting, below = None, []
        if match is None or p.kind is Kind.TABLE_ROW:
            continue
        rest, section = p.text[match.end() :].strip(), bool(_section(p))
        item = _Item(_number(match["number"]), p, match.end(), rest, own_section=section, single=_single(p))
        if p.kind is Kind.HEADING and not words.modal.search(rest):
            waiting = (index, item)
        elif rest and (section or p.kind is Kind.HEADING or words.modal.search(rest)):
            yield index, item
    yield from _under(waiting, below)


def _under(heading: tuple[int, _Item] | None, below: list[tuple[int, Paragraph]]) -> Iterator[tuple[int, _Item]]:
    """The recommendation of a heading "Recommendation 3": the first paragraph under it that recommends, else its own title."""
    if heading is None:
        return
    recommends = [(index, p) for index, p in below[:_REASONS] if _patterns().modal.search(p.text)] or below[:1]
    if recommends:
        index, p = recommends[0]
        yield index, _Item(heading[1].number, p, 0, p.text, own_section=bool(_section(p)), single=_single(p))
    elif heading[1].text:
        yield heading


def _unlabelled(paragraphs: list[Paragraph], labelled: dict[int, _Item], sections: set[str]) -> Iterator[tuple[int, _Item]]:
    """Rows, numbered paragraphs and bullets in a section for recommendations, unless its items are labelled."""
    words = _patterns()
    agency, begun = "", ""
    found: dict[str, dict[int, _Item]] = {}
    lines = {_section(p) for p in paragraphs if _is_line(p) and words.section.search(p.text)} - {""}
    for index, p in enumerate(paragraphs):
        section = _section(p)
        if p.kind is Kind.HEADING:
            agency, begun = _agency_name(p.text) if section else "", ""
        elif not section or index in labelled:
            continue
        elif p.kind is Kind.TABLE_ROW:
            if row := _row(p):
                yield index, row
        elif _is_line(p) and not (_single(p) and _tells(p.text)):
            agency = _agency_name(p.text)
            begun = section if words.section.search(p.text) else begun
        elif section in sections or (_BESIDES.search(section) and section in lines and begun != section):
            continue
        elif _asks(p) and len(p.text) >= _SHORTEST and not _introduces(p):
            items = found.setdefault(section, {})
            last = items[max(items)].text if items else ""
            if not (p.kind is Kind.BULLET and last.rstrip().endswith(":")):
                single = _single(p)
                items[index] = _Item(p.ref, p, 0, p.text, agency=agency if single else "", single=single, own_section=True)
    for items in found.values():
        formal = {index: item for index, item in items.items() if _THAT.match(item.text)}
        yield from (formal if len(formal) > 1 else items).items()


def _section(paragraph: Paragraph) -> str:
    """The heading of the section for recommendations that a paragraph stands under; "" where it stands under none."""
    words = _patterns()
    for heading in reversed((*paragraph.section, paragraph.text) if paragraph.kind is Kind.HEADING else paragraph.section):
        if words.item.match(heading):
            continue
        if words.section.search(heading):
            return "" if words.not_section.search(heading) else heading
    return ""


def _single(paragraph: Paragraph) -> bool:
    return any(_patterns().single.search(heading) for heading in paragraph.section)


def _number(words: str) -> str:
    value = number(words)
    return str(value) if value is not None else words


def _is_line(paragraph: Paragraph) -> bool:
    """Whether a short line without a verb serves as a heading ("Children's Services", "Recommendations to the Board")."""
    short = paragraph.kind is Kind.BODY and not paragraph.ref and len(paragraph.text) < 80
    return short and not paragraph.text.rstrip().endswith(".") and not _patterns().modal.search(paragraph.text)


def _asks(p: Paragraph) -> bool:
    """Whether a paragraph of such a section is one of its items: by its number or verb; what agencies set themselves is terse."""
    return p.ref.isdigit() or _patterns().modal.search(p.text) is not None or (_single(p) and _tells(p.text))


def _tells(text: str) -> bool:
    """Whether the words are more than the name of an agency: "Staff consider fathers", not "Children's Services"."""
    words = re.findall(r"[A-Za-z’'-]{4,}", text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) < _NAME_SHARE * len(words)


def _agency_name(heading: str) -> str:
    name = re.sub(r"(?i)\b(?:recommendations?|for|from|single agency|actions?)\b|[:–-]", " ", heading)
    return " ".join(name.split())


def _introduces(paragraph: Paragraph) -> bool:
    """Whether a paragraph speaks of the recommendations and makes none ("The following recommendations …")."""
    text = paragraph.text.rstrip()
    if _THAT.match(text):
        return False
    announces = re.search(r"\brecommendations\b|^\W*the following (?:were|are|have been)\b", text[:160], re.IGNORECASE)
    announces = announces or re.search(r"\bfollowing actions\b.*:$", text)
    return bool(announces) or (text.endswith(":") and paragraph.kind is Kind.BODY and not paragraph.ref)


def _row(p: Paragraph) -> _Item | None:
    """A row of a table of recommendations, read by its column headings."""
    words = _patterns()
    if not p.header or p.cells == p.header or not any(words.text_column.search(cell) for cell in p.header):
        return None
    cells = dict(zip((cell.strip() for cell in p.header), p.cells, strict=False))
    text = next((cell for head, cell in cells.items() if words.text_column.search(head) and cell.strip()), "")
    if not re.search(r"[a-z]{3}", text):
        return None
    figure = next((cell.strip() for head, cell in cells.items() if words.number_column.fullmatch(head.strip(". :"))), "")
    agency = next((cell.strip() for head, cell in cells.items() if words.agency_column.match(head)), "")
    repeat = any(words.repeat.search(part) for part in (*p.section, *p.header))
    start = p.text.find(text)
    return _Item(
        figure.strip(". "),
        p,
        max(start, 0),
        text.strip(),
        agency=agency,
        single=_single(p) and not repeat,
        repeat=repeat,
        own_section=True,
    )


def _once(items: list[_Item]) -> list[_Item]:
    """Items without those that repeat another: rows of a summary, a boxed recommendation that its own section has again."""
    kept: list[_Item] = []
    for item in items:
        others = [other for other in items if other is not item and not other.repeat and other.single == item.single]
        if item.repeat and any(_repeats(item, other) for other in others):
            continue
        if item.repeat and any(other.own_section for other in others):  # an action plan adds what agencies set themselves
            item.single = True
        if not item.own_section and any(other.own_section and _alike(other.text, item.text) for other in others):
            continue
        if any(_alike(other.text, item.text) and other.single == item.single and other.agency == item.agency for other in kept):
            continue
        kept.append(item)
    counts: dict[str, int] = {}
    for item in kept:
        scope = f"{item.single}{item.agency}"
        counts[scope] = counts.get(scope, 0) + 1
        item.number = item.number or str(counts[scope])
    return kept


def _repeats(item: _Item, other: _Item) -> bool:
    """Whether a row of a summary or an action plan repeats a recommendation: in its words, or shortened under its number."""
    brief = any(_BRIEF.search(part) for part in (*item.paragraph.section, *item.paragraph.header))
    return _alike(other.text, item.text) or (other.number == item.number and (brief or _alike(other.text, item.text, _LIKE)))


def _alike(a: str, b: str, share: float = _SAME) -> bool:
    first, second = set(re.findall(r"\w{3,}", a.lower())), set(re.findall(r"\w{3,}", b.lower()))
    return bool(first and second) and len(first & second) >= share * max(len(first), len(second))


def _addressee(text: str) -> str:
    """The words for who is to act: what stands before the verb, without "that" and "it is recommended that"."""
    start = _RECOMMENDED.match(text)
    begin = start.end() if start else 0
    modal, infinitive, bare = _patterns().verbs
    subjunctive = _THAT.match(text) is not None  # "that the Board invite … to consider"
    for verb in (modal, bare, infinitive) if subjunctive else (modal, infinitive, bare):
        if match := verb.search(text, begin + 3, begin + _ADDRESSEE):
            return text[begin : match.start()].strip(" ,;:")
    return ""
