"""What a review says of a subject child: sex, age and outcome, the year of the incident, the cause.

The incident is told in the first pages, in a table of the family, in the narrative, or in all of these. Each sentence that may
tell it gets points for naming the child, for words of the incident and for standing early; the best sentence with an age or a
date gives the age or the year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from graph.records import Subject
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.ages import Age, ages_in
from loaders.reading.dates import Date, dates_in
from loaders.reading.evidence import sentence_spans
from loaders.reading.front import front_of
from loaders.reading.labels import forms_of, is_word, labels_in, lists_of
from loaders.reading.numbers import NUMBER, number
from loaders.reading.vocabulary import pattern, vocabulary

EARLY = 25
"""Body paragraphs in which a review says what happened."""

_GROWN = 12 * 21  # months; subjects are children, or were when it began
_ENOUGH = 6  # points from which on a sentence tells the age or the year
_SURE = 11  # points from which on a year needs no look at the narrative
_NEVER = -99  # points of an age that is not the subject's
_NEAR = 90  # characters between a date and a word of the incident
_BESIDE = 12  # the same, where nothing else stands between: "injuries in April"
_HEAD = 40  # characters of the next sentence within which a pronoun takes the child up

_SEXED = r"(?:boy|girl|brother|sister|son|daughter)"
_NOUN = (
    r"(?P<noun>(?:baby |teenage |young |school|adolescent |infant )?(?:boy|girl)|son|daughter|(?:half[- ])?(?:brother|sister))"
)
_IS_A = r",?(?:\s+(?:is|was|who was|who is|then|described as))?\s+(?:an?|the|their|her|his)\s+(?:[\w’'-]+[\s,]+){0,4}?"
_A_NOUN = (
    rf"\b(?:an?|the|this|her|his|their)\s+(?:[\w’'-]+\s+){{0,4}}?{_NOUN}\b(?!['’]s)"
    r"(?:\s+of [^.;]{0,40}|\s+aged [^.;]{0,25})?,?"
)
_HE_WAS = r"(?:(?<=[.;,] )|^)(?:[Hh]e|[Ss]he) was(?: then| just| only| still)?"
_CALLED = (
    r"(?:\s+who)?\s*"
    r"(?:\(|(?:will be |is |was |to be )?(?:known|called|referred|named|identified|described)\b[^.;]{0,40}?|,\s*)?[“\"‘']?"
)
_OTHERS = r"(?:(?:Child|Sibling|Twin)?\s?[A-Z]\w{0,14}(?: \([^()]{0,20}\))?(?:,| and|, and) ){0,4}"
_TWO_OF = re.compile(
    rf"\b(?P<first>{_SEXED}),? and (?:an? |her |his |their )?(?:\w+ )?(?P<second>{_SEXED})\b[^.;]{{0,60}}?"
    r"(?=(?:Child|Sibling|Twin|Baby|[A-Z]\b))"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|him|her|himself|herself)\b", re.IGNORECASE)
_DIES = re.compile(
    r"(?:['’]s?)?(?:\s*\([^()]{0,30}\))?(?:,\s+(?:then\s+)?aged[^,;.]{1,30},)?,?\s+(?:\w+\s+){0,8}?"
    r"(?:died|dies|death|dead|drowned|murder|suicide|(?:was|were) (?:killed|murdered)|was stabbed to death|was fatally"
    r"|took (?:his|her|their) own life)\b"
)
_DEATH_OF = re.compile(
    r"\b(?:deaths?|murders?|killing|manslaughter|homicide|suicide|loss|body)\s+of\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NEARLY_DIED = re.compile(r"\b(?:risk|fear|chance|possib\w+|could have|might have|nearly|almost|not)\b[^.]{0,30}$", re.IGNORECASE)
_ALMOST = re.compile(r"\b(?:nearly|almost|could have|might have)\s+$", re.IGNORECASE)
_LIVED = re.compile(r"\bsurviv|\bnot die|\brisk of death", re.IGNORECASE)
_STRETCH_AFTER = re.compile(
    r"\s*(?:later|earlier|before|after|ago|into|from|to|with|in|on|since|prior|period|pregnan|gestation|premature|early"
    r"|sentence|imprisonment)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:was|is|were|at|then|just|over|only|about|around|nearly|under|approximately)|[(,–-])\s*$", re.IGNORECASE
)
_CHILD_BEFORE = re.compile(r"\b(?:he|she|child|baby|boy|girl|infant|son|daughter)\b[^.]{0,25}$", re.IGNORECASE)
_OTHER_CHILD = re.compile(
    r"\b(?:older|elder|eldest|other|first|second|younger) (?:child|son|daughter|boy|girl)\b[^.]{0,25}$", re.IGNORECASE
)
_THEN_BEFORE = re.compile(r"\bthen (?:aged )?$")
_WHEN_AFTER = re.compile(r",? (?:when|at the time)\b", re.IGNORECASE)
_EVENT_BEFORE = re.compile(r"(?:died|death|killed|collapsed|injured|murdered|incident)\b[^.;]{0,25}$", re.IGNORECASE)
_OTHER_PERSON = re.compile(
    r"\b(?:[Mm]other|[Ff]ather|mum|dad|parents?|step-?\w+|grand\w+|aunt|uncle|[Ss]iblings?|brother|sister|partner|MGM|PGM|MGF|PGF"
    r"|Mr|Mrs|Ms|adult|doctor|worker|officer|visitor|midwife|nurse|teacher|consultant|manager|author|GP)\b"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:two|three|four|both|the)\s+(?:\w+ )?(?:children|babies|infants|boys|girls|young people|brothers|sisters)\b",
    re.IGNORECASE,
)
_ONE_OF_ANOTHER = re.compile(  # "killed K", "the murder of her mother"
    r"\s+(?:of\s+)?(?:(?:the|his|her|their)\s+)?(?:[A-Z](?!\w)|(?:Adult|Mr|Mrs|Ms) [A-Z]|[Mm]other|[Ff]ather"
    r"|mum|dad|grand\w+|parents?)"
)
_LETTER = re.compile(r"(?<=\s)[B-HJ-Z](?=[\s,])")  # a child called by the letter alone
_NOW_BEFORE = re.compile(r"\b(?:is|are)(?: now)?(?: aged)? ?$|\bnow(?: aged)? $")
_SINCE_BEFORE = re.compile(r"\b(?:since|from)(?: (?:about|around|early|late))? $", re.IGNORECASE)
_NAME_BETWEEN = re.compile(
    r"\b(?!(?:The|At|In|On|It|This|That|When|After|Before|By|From|There|However|As|Despite|Following)\b)[A-Z][a-z]{2,}\b"
)
_STOP = re.compile(r"[.?!]")
_DOES = re.compile(r"\s+(?:was|is|had|has|did|would|could)\b")
_MEN = re.compile(r"\b(?:he|his|him|[Ff]ather|dad|grandfather|uncle|brother|partner|boyfriend|husband|man|Mr|GP)\b")
_WOMEN = re.compile(r"\b(?:she|her|[Mm]other|mum|grandmother|aunt|sister|partner|girlfriend|wife|woman|Mrs|Ms)\b")
_ANYONE = re.compile(r"\b(?:doctor|worker|officer|visitor|midwife|nurse|teacher|consultant|manager|adult|parent)\b")
_PROCESS = re.compile(
    r"\b(?:Panel|Board|Sub-Committee|Ofsted|Terms of Reference|IMRs?|criteria|commissioned|appointed|published|trial|convicted"
    r"|sentenced|inquest|[Tt]ime ?frame|[Tt]imescale|period (?:under review|covered|reviewed))\b"
)
_EVENT = (
    r"\s+(?:\w+\s+){0,3}?"
    r"(?P<verb>died|was pronounced|was certified|collapsed|was found|was admitted|suffered|sustained|was taken)\b"
)


class _Words(msgspec.Struct):
    died: list[str]
    harmed: list[str]
    incident: list[str]
    causes: list[str]
    child_nouns: list[str]
    male: list[str]
    female: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("subjects", _Words)
        self.died, self.harmed, self.incident = pattern(words.died), pattern(words.harmed), pattern(words.incident)
        self.cause, self.child = pattern(words.causes), pattern(words.child_nouns)
        self.sexes = {"male": pattern(words.male), "female": pattern(words.female)}


_patterns = cache(_Patterns)


class Story:
    """A document as the search for subjects needs it: title lines, running paragraphs, how often each label stands in them."""

    def __init__(self, document: Document) -> None:
        self.front = front_of(document)
        skipped = {paragraph.id for paragraph in self.front}
        self.body = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE) and p.id not in skipped]
        self.text = "\n".join(paragraph.text for paragraph in self.body)
        words = {label.text for label in labels_in(self.text) if is_word(label.text, self.text)}
        self.labels = {p.id: [label for label in labels_in(p.text) if label.text not in words] for p in self.body}
        self.counts = Counter(label.text for labels in self.labels.values() for label in labels)


def subject_of(story: Story, label: str, alone: bool, period: str | None) -> Subject:
    """What the review says of the child ``label``; None for what it does not say.

    ``alone`` tells whether it is the only subject; ``period``, the period under review, gives the year where nothing else does.
    """
    reading = _Reading(story, label, alone)
    outcome = reading.outcome()
    return Subject(
        label=label,
        sex=reading.sex(),
        age_months=reading.age(),
        outcome=outcome,
        incident_year=reading.year(outcome) or _last_year(period),
        cause=reading.cause(),
    )


def _last_year(period: str | None) -> int | None:
    year = (period or "").rpartition("/")[2][:4]
    return int(year) if year.isdigit() else None


@dataclass(frozen=True)
class _Told:
    """A sentence that may tell of the incident."""

    text: str
    points: int
    dates: tuple[Date, ...]
    ages: tuple[Age, ...]


class _Reading:
    """What a story tells of one subject child."""

    def __init__(self, story: Story, label: str, alone: bool) -> None:
        self.story, self.label, self.alone = story, label, alone
        forms = sorted(forms_of(label, [story.text]), key=len, reverse=True)
        name = "|".join(map(re.escape, forms))
        if label not in story.counts and not re.search(rf"(?<!\w)(?:{name})(?!\w)", story.text):  # a child without a label
            name = r"[Tt](?:he|his) (?:child|baby|infant|young person|boy|girl)"
        self.mention = re.compile(rf"(?<![\w-])(?:{name})(?!\w)")
        self.bare_age = re.compile(
            rf"(?:{self.mention.pattern}[’'”\"]?(?: was| is|,| ?\()(?: then| aged?)?|{_HE_WAS}) ?(?:an? )?(?P<years>{NUMBER})"
            r"(?=[,;)]|\.(?!\d)| and | years?(?! later)|$)"
        )
        self.rows = [row for row in story.body if row.cells and any(map(self.mention.fullmatch, map(str.strip, row.cells[:2])))]
        self.told = list(self._sentences())
        self.best = sorted(self.told, key=lambda told: -told.points)

    def _sentences(self) -> Iterator[_Told]:
        words = _patterns()
        for index, paragraph in enumerate(self.story.body):
            early, here = index < EARLY, bool(self.mention.search(paragraph.text))
            eventful = bool(words.incident.search(paragraph.text))
            if paragraph.kind in (Kind.HEADING, Kind.TABLE_ROW) or not (early or eventful):
                continue
            together = early and not self.alone and bool(_ALL_OF_THEM.search(paragraph.text))
            if not here and not together and not (self.alone and words.child.search(paragraph.text)):
                continue
            place = here + eventful + 2 * early + 2 * (index < EARLY // 3)
            for start, end in sentence_spans(paragraph.text):
                text = paragraph.text[start:end]
                named, incident = bool(self.mention.search(text)), bool(words.incident.search(text))
                told = (named or incident or (early and here)) and (named or here or words.child.search(text))
                if told or (together and incident and _ALL_OF_THEM.search(text)):
                    points = place + 3 * (named or together) + 3 * incident - 3 * bool(_PROCESS.search(text))
                    yield _Told(text, points, tuple(dates_in(text)) if incident else (), tuple(self._ages(text)))

    def _cell(self, *headers: str) -> str | None:
        """The cell under the first of the column headings in the table row of this child."""
        cells = [(heading.lower(), cell) for row in self.rows for heading, cell in zip(row.header, row.cells, strict=False)]
        return next((cell for heading, cell in cells if any(word in heading for word in headers)), None)

    def _dated(self, *words: str) -> Date | None:
        """The date that the title page or first lines give beside one of the words ("Died 3rd March 2012")."""
        lines = [*self.story.front, *(p for p in self.story.body[:EARLY] if len(p.text) < 80)] if self.alone else []
        for line in lines:
            match = re.match(rf"(?:{'|'.join(words)})\b[\s:–-]*(?:on )?", line.text, re.IGNORECASE)
            if match and (dates := dates_in(line.text[match.end() :])):
                return dates[0]
        return None

    # Outcome

    def outcome(self) -> str | None:
        """Died where the review says so of this child; else what the sentences about the incident or the title page tell most."""
        words = _patterns()
        if any(_dies(paragraph.text, *place) for paragraph in self.story.body for place in self._places(paragraph)):
            return "died"
        if self._cell("death") or words.died.search(self._cell("cause", "outcome") or ""):
            return "died"
        best = self.best[:12]
        for texts in ([(told.points, told.text) for told in best], [(1, paragraph.text) for paragraph in self.story.front]):
            died = sum(points for points, text in texts if self._said(words.died, text) and not _LIVED.search(text))
            harmed = sum(points for points, text in texts if self._said(words.harmed, text))
            if died or harmed:
                return "died" if died > harmed else "seriously-harmed"
        # A review is of a child who died or was seriously harmed: one of whom no death is told was harmed.
        return "seriously-harmed" if best and not any(self._said(words.died, told.text) for told in self.told) else None

    def _places(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """Where a paragraph mentions the child: the label, or the list of labels that it is in."""
        lists = lists_of(paragraph.text, self.story.labels[paragraph.id])
        mine = [(listed[0].start, listed[-1].end) for listed in lists if any(label.text == self.label for label in listed)]
        return mine or [match.span() for match in self.mention.finditer(paragraph.text)]

    def _said(self, phrase: re.Pattern[str], text: str) -> bool:
        """Whether a phrase of a sentence is about this child: the only subject, or one of those last named before it."""
        for match in phrase.finditer(text):
            lists = lists_of(text, labels_in(text[: match.start()]))
            other = _ONE_OF_ANOTHER.match(text, match.end())
            if other and not self.mention.search(text, match.end(), other.end() + 1):
                continue
            if _ALMOST.search(text, 0, match.start()):
                continue
            if self.alone or (lists and any(self.mention.fullmatch(label.text) for label in lists[-1])):
                return True
        return False

    # Sex

    def sex(self) -> str | None:
        """By a noun beside the label, else by the pronouns that take the label up, else by "a boy" in the first pages; None where
        these disagree."""
        named = [paragraph.text for paragraph in self.story.body if self.mention.search(paragraph.text)]
        for votes in (self._by_noun(named), self._by_pronoun(named), self._by_first_pages()):
            if votes.total():
                sex, count = votes.most_common(1)[0]
                if count * 5 >= votes.total() * 4:
                    return sex
        return None

    def _by_noun(self, texts: list[str]) -> Counter[str]:
        cells = [re.sub(r"^(?:the|an?)\s+", "", cell.strip(), flags=re.IGNORECASE) for row in self.rows for cell in row.cells]
        votes = Counter(sex for cell in cells for sex, nouns in _patterns().sexes.items() if nouns.match(cell))
        name = f"(?-i:{self.mention.pattern})"
        beside = re.compile(rf"{name}{_IS_A}(?:{_NOUN}|(?P<adjective>male|female))\b(?!['’])", re.IGNORECASE)
        ahead = re.compile(rf"{_A_NOUN}{_CALLED}{name}(?!['’]s)", re.IGNORECASE)
        several = re.compile(rf"\b(?P<noun>{_SEXED})s\b,?(?: \w+)? (?:{_OTHERS})?{name}", re.IGNORECASE)
        for text in texts:
            pairs = list(_TWO_OF.finditer(text))  # "a sister and brother, … Child F and Child G"
            for two in pairs:
                for noun, label in zip((two["first"], two["second"]), labels_in(text[two.end() : two.end() + 60]), strict=False):
                    votes[_sex_of(noun)] += bool(self.mention.fullmatch(label.text))
            for expression in (beside, ahead, several):
                votes.update(
                    _sex_of(match["noun"] or match["adjective"])
                    for match in expression.finditer(text)
                    if not any(two.start() <= match.start("noun") < two.end() for two in pairs)
                )
        return votes

    def _by_pronoun(self, texts: list[str]) -> Counter[str]:
        """Votes of the pronouns that follow the label with nobody else between, in its sentence or at the head of the next."""
        votes: Counter[str] = Counter()
        for text in texts:
            spans = sentence_spans(text)
            for index, (start, end) in enumerate(spans):
                for label in self.mention.finditer(text, start, end):
                    if text[label.end() : label.end() + 2] in ("'s", "’s"):
                        continue
                    pronoun = _PRONOUN.search(text, label.end(), end)
                    if pronoun is None and index + 1 < len(spans):
                        head = spans[index + 1][0]
                        pronoun = _PRONOUN.search(text, head, head + _HEAD)
                    if pronoun and self._takes_up(text, start, label, pronoun):
                        votes[_sex_of(pronoun[0])] += 1
        return votes

    def _takes_up(self, text: str, start: int, label: re.Match[str], pronoun: re.Match[str]) -> bool:
        """Whether a pronoun can stand for nobody but the child before it, in the sentence that begins at ``start``."""
        between = text[label.end() : pronoun.start()]
        if _OTHER_PERSON.search(between) or any(not self.mention.fullmatch(each.text) for each in labels_in(between)):
            return False
        does = _DOES.match(text, label.end()) is not None and not _STOP.search(between)
        if label.start() - start > _HEAD and not does:
            return False
        if " " not in self.label and _NAME_BETWEEN.search(between):  # "Leah has begun to talk. Jamie told his teacher."
            return False
        before = text[start : label.start()]
        if not _PRONOUN.search(before) and not _OTHER_PERSON.search(before):
            return True
        others = {"male": _MEN, "female": _WOMEN}[_sex_of(pronoun[0])]
        return does and not others.search(before) and not _ANYONE.search(before)

    def _by_first_pages(self) -> Counter[str]:
        early = " ".join(paragraph.text for paragraph in self.story.body[: EARLY // 2]) if self.alone else ""
        return Counter(_sex_of(match["noun"]) for match in re.finditer(_A_NOUN, early, re.IGNORECASE))

    # Age

    def age(self) -> int | None:
        """In whole months at the incident."""
        born, died = self._dated("born", "date of birth"), self._dated("died", "date of death")
        if born and died and born.exact and died.exact:
            months = (died.first.year - born.first.year) * 12 + died.first.month - born.first.month
            return months - (died.first.day < born.first.day)
        listed = self._titled_age() or self._listed_age()
        told = [
            (told.points + self._points(told.text, age), -index, age.months)
            for index, told in enumerate(self.told)
            for age in told.ages
            if age.months < _GROWN and listed in (None, age.months, age.months - age.months % 12)
        ]
        best = max(told, default=(0, 0, 0))
        if best[0] < _ENOUGH:
            return listed
        # "aged 15" of one who is elsewhere 15 years and 8 months
        closer = [each for each in told if each[0] >= _ENOUGH and 0 < each[2] - best[2] < 12 and not best[2] % 12]
        return max(closer, default=best)[2]

    def _ages(self, text: str) -> list[Age]:
        """The ages of a sentence, with "Child B was 9" and "Child B (9)" among them."""
        bare = [
            Age(match.start("years"), match.end(), 12 * (number(match["years"]) or 0), True)
            for match in self.bare_age.finditer(text)
        ]
        return [*ages_in(text), *bare]

    def _listed_age(self) -> int | None:
        """The age in the child's row of a table: in the column for it, else in any cell that says "aged" or is a bare number."""
        column = self._cell("age")
        if column and (ages := ages_in(column if re.search(r"[a-z]", column) else f"aged {column}")):
            return ages[0].months
        cells = [cell.strip() for row in self.rows for cell in row.cells]
        plain = [age.months for cell in cells for age in ages_in(cell) if age.plain]
        bare = [12 * int(cell) for cell in cells if re.fullmatch(r"\d{1,2}", cell)]
        years = [age.months for cell in cells for age in ages_in(cell) if 0 < age.months < _GROWN]
        return next(iter([*plain, *bare, *years]), None)

    def _titled_age(self) -> int | None:
        """The age that the title page gives after the label ("Child E" and, below it, "(age at death 3 years)")."""
        lines = [line.text for line in self.story.front]
        for line, below in zip(lines, [*lines[1:], ""], strict=False):
            if label := self.mention.search(line):
                for text in (line[label.end() :], below):
                    if re.search(r"\bage", text, re.IGNORECASE) and (ages := ages_in(text)) and not labels_in(text):
                        return ages[0].months
        return None

    def _points(self, text: str, age: Age) -> int:
        """Whether an age is the subject's at the incident: it stands by the label or a word for a child, and by the event."""
        before, after = text[max(0, age.start - 45) : age.start], text[age.end : age.end + 45]
        if not age.plain and (_STRETCH_AFTER.match(after) or not _AGE_BEFORE.search(before)):
            return _NEVER
        called = next((label for label in labels_in(text) if re.fullmatch(r"\s*\(\s*", text[age.end : label.start])), None)
        if called and age.plain:  # "a girl aged 12 (Sibling C)"
            return _ENOUGH if self.mention.fullmatch(called.text) else _NEVER
        mine = max((match.end() for match in self.mention.finditer(text, 0, age.start)), default=-1)
        labels = [label for label in labels_in(text[: age.start]) if not self.mention.fullmatch(label.text)]
        letters = [m.start() for m in _LETTER.finditer(text, 0, age.start) if not self.mention.fullmatch(m[0])]
        others = max((*(label.start for label in labels), *(start for start in letters if mine >= 0)), default=-1)
        people = max((match.start() for match in _OTHER_PERSON.finditer(text, 0, age.start)), default=-1)
        if others > mine or (people > mine and (not _CHILD_BEFORE.search(before) or _OTHER_CHILD.search(before))):
            return _NEVER
        by_child = _patterns().child.search(before[-25:] + text[age.start : age.end] + after[:25])
        close = (mine >= 0 and age.start - mine < 30) or by_child
        if not close and not age.plain:
            return _NEVER
        incident = _patterns().incident
        at_event = (_WHEN_AFTER.match(after) and incident.search(after)) or _EVENT_BEFORE.search(before)
        earlier = (_THEN_BEFORE.search(before) and not incident.search(text)) or _NOW_BEFORE.search(before)
        return 2 * age.plain + 2 * bool(close) + 4 * bool(at_event) - 6 * bool(earlier)

    # Year

    def year(self, outcome: str | None) -> int | None:
        """Of the incident: by a table or the title page, else by the best dated sentence about it, else by the narrative."""
        cell = self._cell("death", "incident", "injury", "date")
        if cell and (dates := dates_in(cell)):
            return dates[-1].first.year
        if died := self._dated("died", "date of death"):
            return died.first.year
        verbs = _patterns().died if outcome == "died" else _patterns().harmed
        event = re.compile(rf"{self.mention.pattern}['’]s (?:death|injury|injuries|collapse|accident)\b", re.IGNORECASE)
        for heading in self.story.body:
            if heading.kind is Kind.HEADING and event.search(heading.text) and (dates := dates_in(heading.text)):
                return dates[-1].first.year
        dated = [
            (told, date)
            for told in self.told
            for date in told.dates
            if date.first.year == date.last.year and not _SINCE_BEFORE.search(told.text, 0, date.start)
        ]

        def rank(told: _Told, date: Date) -> int:
            near = 3 * _near_incident(told.text, date, _NEAR) + 2 * _near_incident(told.text, date, _BESIDE)
            return told.points + 2 * bool(verbs.search(told.text)) + near + date.exact

        ranked = ((rank(told, date), date.first.year) for told, date in dated)
        points, year = max(ranked, key=lambda each: each[0], default=(0, 0))
        return (year if points >= _SURE else 0) or self._narrated_year(outcome) or (year if points >= _ENOUGH else None)

    def _narrated_year(self, outcome: str | None) -> int | None:
        """The year that the narrative has come to when it tells the incident without a date of its own."""
        event = re.compile(rf"{self.mention.pattern}{_EVENT}")
        last: Date | None = None
        for paragraph in self.story.body:
            match = event.search(paragraph.text)
            dates = dates_in(paragraph.text[: match.start()] if match else paragraph.text, last)
            last = next((date for date in reversed(dates) if date.first.year == date.last.year), last)
            if match and last and (outcome != "died" or match["verb"] in ("died", "was pronounced", "was certified")):
                return last.first.year
        return None

    # Cause

    def cause(self) -> str | None:
        """In the review's own words: the cell of a table, else the causes that it names where it tells the incident."""
        if cell := self._cell("cause"):
            return cell
        found: dict[str, str] = {}
        for told in self.best[:6]:
            for match in _patterns().cause.finditer(told.text):
                found.setdefault(match[0].lower(), " ".join(match[0].split()))
        return "; ".join(list(found.values())[:5]) or None


def _dies(text: str, start: int, end: int) -> bool:
    """Whether the text says of the child at ``start:end`` that it died, and not that it nearly did or that another person did."""
    before, after = text[max(0, start - 60) : start], _DIES.match(text, end)
    if _NEARLY_DIED.search(before):
        return False
    return bool(_DEATH_OF.search(before)) or bool(after and not _OTHER_PERSON.search(after[0]) and not labels_in(after[0]))


def _near_incident(text: str, date: Date, distance: int) -> bool:
    incidents = _patterns().incident.finditer(text)
    return any(min(abs(match.start() - date.end), abs(date.start - match.end())) < distance for match in incidents)


def _sex_of(word: str) -> str:
    noun = word.rpartition(" ")[2].lower().removeprefix("school")
    return next(sex for sex, nouns in _patterns().sexes.items() if nouns.fullmatch(noun))
