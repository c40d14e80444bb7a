"""To which case and episode of a review a statement belongs, when it was, and whom it concerns.

What is not plain is left empty: an edge without a date or a case says less than one with the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from graph.records import Case, Episode, Evidence, Exchange, Finding, Person
from loaders.documents.model import Document
from loaders.reading.dates import Date, days_of
from loaders.reading.numbers import NUMBER, ORDINAL
from loaders.reading.storyline import Storyline
from loaders.reading.timeline import Timeline
from loaders.reading.topics import Topics

_NUMBERED = re.compile(
    rf"(?:the )?(?:(?P<words>[a-z ]{{3,40}}) (?P<number>{NUMBER}|[A-Z])(?!\w)|{ORDINAL} (?:\w+ )?(?:episode|period|phase))",
    re.IGNORECASE,
)


class Attribution:
    """What a document tells of the case, episode and time of its statements, and of whom they concern."""

    def __init__(self, document: Document, cases: Sequence[Case], episodes: Sequence[Episode], people: Sequence[Person]) -> None:
        self._paragraphs = {paragraph.id: paragraph for paragraph in document.paragraphs}
        self._storyline = Storyline(document, cases, people)
        self._timeline = Timeline(document)
        self._topics = Topics(document, cases, people)
        self._episodes = _Episodes(episodes)

    def exchanges(self, exchanges: Sequence[Exchange]) -> list[Exchange]:
        """The exchanges with case, episode, date and the people they concern, each where it is plain."""
        return [self._exchange(exchange) for exchange in exchanges]

    def findings(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings with case and episode, each where it is plain."""
        return [self._finding(finding) for finding in findings]

    def _exchange(self, exchange: Exchange) -> Exchange:
        evidence = exchange.evidence
        case, when = self._case(evidence), self._timeline.at(evidence.paragraph_id, evidence.start)
        if when and when.aside and exchange.kind == "FAILED_TO_SHARE":
            when = None  # "it was not told of the visit, which had been on 3 May"
        return replace(
            exchange,
            case=case,
            episode=self._episode(evidence, case, when.date if when else None),
            date_text=when.text if when else None,
            start=when.start if when else None,
            end=when.end if when else None,
            about=self._topics.of(evidence.quote, case),
        )

    def _finding(self, finding: Finding) -> Finding:
        evidence = finding.evidence
        case, when = self._case(evidence), self._timeline.at(evidence.paragraph_id, evidence.start)
        return replace(finding, case=case, episode=self._episode(evidence, case, when.date if when else None))

    def _case(self, evidence: Evidence) -> str | None:
        return self._storyline.case_of(self._paragraphs[evidence.paragraph_id], evidence.start)

    def _episode(self, evidence: Evidence, case: str | None, date: Date | None) -> str | None:
        section = self._paragraphs[evidence.paragraph_id].section
        episode = self._episodes.find(evidence.line, [evidence.quote, *reversed(section)], case, date)
        return episode.id if episode else None


class _Episodes:
    """The episodes of a review, and how its text refers to them."""

    def __init__(self, episodes: Sequence[Episode]) -> None:
        self._episodes = episodes
        self._names = {episode.id: _name_of(episode.label) for episode in episodes}
        self._days = {
            episode.id: (days_of(episode.start)[0], days_of(episode.end)[1])
            for episode in episodes
            if episode.start and episode.end
        }

    def find(self, line: int, texts: Sequence[str], case: str | None, date: Date | None) -> Episode | None:
        """The episode whose lines hold a line, else the one that the first of the texts to name any names, else the only one in
        which the date lies; of episodes within one another the innermost."""
        fitting = [each for each in self._episodes if case is None or each.case in (None, case)]
        if around := [each for each in fitting if each.first_line <= line <= each.last_line]:
            return min(around, key=lambda each: each.last_line - each.first_line)
        for text in texts:
            if named := [each for each in fitting if self._names[each.id].search(text)]:
                return named[0] if len(named) == 1 else None
        return self._at(date, fitting) if date else None

    def _at(self, date: Date, fitting: Sequence[Episode]) -> Episode | None:
        """The episode in which a date lies: the shortest of those that hold it, where the others hold that one too."""
        dated = [(each, *self._days[each.id]) for each in fitting if each.id in self._days]
        holding = [(each, first, last) for each, first, last in dated if first <= date.first and date.last <= last]
        if not holding:
            return None
        inner, begin, end = min(holding, key=lambda held: held[2] - held[1])
        outer = [(first, last) for each, first, last in holding if each is not inner]
        return inner if all(first <= begin and end <= last and (first, last) != (begin, end) for first, last in outer) else None


def _name_of(label: str) -> re.Pattern[str]:
    """How a text names an episode that is numbered: by what stands before the colon, or in short ("KPE 2")."""
    match = _NUMBERED.match(label)
    if match is None:
        return re.compile(r"(?!)")
    names = [re.escape(match[0])]
    if number := match["number"]:
        initials = "".join(word[0] for word in match["words"].split())
        names.append(rf"{re.escape(initials)}\s?{number}")
        names.append(rf"{re.escape(match['words'].split()[-1])} {number}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)
