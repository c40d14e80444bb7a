"""The cases of a review: one for each subject child.

A review may be about one child, about several of one family or about several families. The title page says which; where it is
missing or silent ("Family W"), the children whose death or harm the text speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec

from graph.records import Case, Review, stable_id
from loaders.documents.model import Document
from loaders.reading.authors import title_words
from loaders.reading.dates import dates_in
from loaders.reading.labels import forms_of, labels_in, lists_of
from loaders.reading.subjects import EARLY, Story, subject_of
from loaders.reading.vocabulary import pattern, vocabulary

_OFTEN = 4  # uses of a name by itself from which on it is the child's and not an author's
_QUOTES = " *#:‘’'\"“”"
_HARM_OF = re.compile(
    r"\b(?:deaths?|murder|killing|injuries|injury|harm|abuse|neglect)\s+(?:(?:caused|suffered|inflicted)\s+)?(?:of|to|by|on)\s+$",
    re.IGNORECASE,
)
_REVIEW_OF = re.compile(
    r"\b(?:review|report|subjects?)\b[^.;:]{0,25}\b(?:of|into|concerning|about|regarding|is|are|was|were|on|in respect of)\s+$",
    re.IGNORECASE,
)
_CAME_TO_HARM = re.compile(
    r"(?:['’]s)?(?:\s+\w+){0,3}?\s+(?:died|death|dead|killed|murdered|was found dead|sustained|injuries|suffered|survived"
    r"|collapsed|(?:is|are|was|were) the subjects? of this)\b"
)
_CITED = re.compile(r"\s*\((?:[^()]{0,80}\b)?(?:19|20)\d\d\)|,? published by\b")  # "the review in respect of Child T (2011)"
_NAMED = re.compile(r"\b(?:known|referred to|called|named|identified)\b[^.;]{0,40}?[ ‘'“\"](?P<name>[A-Z][a-z]{2,})(?!\w)")
_CALLED_HERE = re.compile(
    r"\b(?:call|calls|calling|called|name|named) (?:him|her|them|this child|(?:the|this) (?:child|baby|boy|girl|young person)) "
    r"[‘'“\"*]*(?P<name>[A-Z][a-z]{2,})(?!\w)"
)
_IS_ABOUT = re.compile(  # "this Review concerns Bobbie, a child who"
    r"\b(?:review|report)\b[^.;:]{0,40}\b(?:concerns|considers|is about|was about|focuses on|examines|follows the death of"
    r"|in respect of|relates to) [‘'“\"]?(?P<name>[A-Z][a-z]{2,})[’'”\"]?(?=,| (?:who|aged|\())",
    re.IGNORECASE,
)
_AT_THE_CENTRE = re.compile(
    r"\b(?:subject(?: child)?|at the (?:centre|heart)|focus) of (?:this|the) (?:\w+ ){0,3}(?:review|report)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\bthe (child|baby|infant|young person|boy|girl)\b", re.IGNORECASE)


class _Words(msgspec.Struct):
    introduced: list[str]


@cache
def _introduced() -> re.Pattern[str]:
    return pattern(vocabulary("subjects", _Words).introduced)


def cases_of(document: Document, review: Review) -> list[Case]:
    """One case for each subject child, in the order in which the review names them; a review that gives its child no label has
    one case, "Child" or the like. ``review`` gives the id and the period under review."""
    story = Story(document)
    labels = _titled(story) or _set_out(story) or _told(story) or [_generic(story)]
    return [
        Case(id=stable_id("case", review.id, label), subject=subject_of(story, label, len(labels) == 1, review.period))
        for label in labels
    ]


def _titled(story: Story) -> list[str]:
    """The labels of the title page that the text goes on to use; else a name standing alone on it that the text uses often."""
    labels = dict.fromkeys(label.text for paragraph in story.front for label in labels_in(paragraph.text))
    used = [label for label in labels if story.counts[label] >= 2 or _alone(story, label) >= 2 or not story.body]
    if not used:  # the text has the letter alone
        used = [label for label in labels if len(forms_of(label, [story.text])) > 2]
    if used:
        return [_spoken(story, label) for label in used]
    return next((names for line in story.front if (names := list(_names(story, line.text)))), [])


def _set_out(story: Story) -> list[str]:
    """The names that the first pages or a table of the family say outright that they give to a child without a letter."""
    for paragraph in story.body:
        if paragraph.cells and any(map(_AT_THE_CENTRE.search, paragraph.cells)):
            cells = (cell.strip(_QUOTES) for cell in paragraph.cells)
            if names := [cell for cell in cells if re.fullmatch(r"[A-Z][a-z]{2,}", cell) and _uses(story, cell) >= _OFTEN]:
                return names[:1]
    early = story.body[:EARLY]
    called = (match["name"] for p in early for said in (_CALLED_HERE, _IS_ABOUT) for match in said.finditer(p.text))
    return list(dict.fromkeys(name for name in called if _uses(story, name) >= _OFTEN))


def _names(story: Story, line: str) -> Iterator[str]:
    """The names that make up a line of the title page, or what follows "in respect of" on it."""
    for date in dates_in(line):
        line = line.replace(date.text, "")
    line = line.strip(_QUOTES)
    introduced = _introduced().search(line)
    after = line[introduced.end() :] if introduced else line.rpartition(":")[2]
    for rest in (after, title_words().sub("", line)):
        names = [part.strip(_QUOTES) for part in re.split(r"\s*(?:,|&|\band\b)\s*", rest.strip(_QUOTES))]
        if all(re.fullmatch(r"[A-Z][a-zA-Z’'-]+", name) and _uses(story, name.capitalize()) >= _OFTEN for name in names):
            yield from (name.capitalize() for name in names)
            return
        full = re.fullmatch(r"([A-Z][a-z]{2,}) [A-Z][a-z]{2,}", rest.strip(_QUOTES))
        if full and _uses(story, full[1]) >= _OFTEN:  # "Re Ann Lee", whom the text calls Ann
            yield full[1]
            return


def _told(story: Story) -> list[str]:
    """The labels that the text ties most to the review's subject, to a death or to harm; else a name that it gives the child."""
    points: Counter[str] = Counter()
    for paragraph in story.body:
        for listed in lists_of(paragraph.text, story.labels[paragraph.id]):
            score = _association(paragraph.text, listed[0].start, listed[-1].end)
            points.update({label.text: score for label in listed})
    best = max(points.values(), default=0)
    if best:
        tied = {label for label, score in points.items() if score * 2 > best}
        often = max(story.counts[label] for label in tied)
        chosen = {label for label in tied if story.counts[label] * 4 >= often}
        return [_spoken(story, label) for label in story.counts if label in chosen]
    for paragraph in story.body[: 2 * EARLY]:
        for match in _NAMED.finditer(paragraph.text):
            if _uses(story, match["name"]) >= _OFTEN:
                return [match["name"]]
    return [label for label, _ in story.counts.most_common(1)]


def _association(text: str, start: int, end: int) -> int:
    """How strongly a mention at ``start:end`` ties a child to the review's subject or to the death or harm it is about."""
    if _CITED.match(text, end):
        return 0
    before = text[max(0, start - 60) : start]
    score = 2 * bool(_HARM_OF.search(before)) + bool(_REVIEW_OF.search(before)) + 2 * bool(_CAME_TO_HARM.match(text, end))
    return score or bool(_introduced().search(before[-45:]))


def _generic(story: Story) -> str:
    """What the review calls a child to whom it gives no label: the noun it uses most, "Child" where it uses none."""
    nouns = Counter(match[1].capitalize() for match in _NOUN.finditer(story.text))
    return max(nouns, key=lambda noun: nouns[noun], default="Child")


def _uses(story: Story, name: str) -> int:
    """How often a name stands by itself in the running text, and not as part of a longer one."""
    return len(re.findall(rf"(?<![A-Z][a-z] )(?<!\w){re.escape(name)}(?!\w)(?! [A-Z][a-z])", story.text))


def _alone(story: Story, label: str) -> int:
    """How often the name of a label ("Rowan" of "Baby Rowan") stands without the word before it."""
    word, _, name = label.rpartition(" ")
    if len(name) < 3 or not name.isalpha():
        return 0
    return len(re.findall(rf"(?<!{re.escape(word)} )\b{re.escape(name)}\b", story.text))


def _spoken(story: Story, label: str) -> str:
    """The label as the text mostly has it: "Rowan" where "Baby Rowan" stands on the title page only."""
    return label.rpartition(" ")[2] if _alone(story, label) > 2 * story.counts[label] else label
