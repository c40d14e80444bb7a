"""The cases of a review: one for each subject child, with what happened to it.

A review may be about one child, about several of one family or about several families. The title page says which; where it is
missing or silent ("Family W"), the children whose death or harm the text speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from graph.records import Case, Review, Subject, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.ages import Age, ages_in
from loaders.reading.dates import Date, dates_in
from loaders.reading.evidence import sentence_spans
from loaders.reading.facts import front_of
from loaders.reading.numbers import NUMBER, number
from loaders.reading.vocabulary import expand, pattern, vocabulary

_EARLY = 25  # body paragraphs in which a review says what happened
_GROWN = 12 * 21  # months; subjects are children, or were when it began
_ENOUGH = 6  # points from which on a sentence is taken to tell the child's age at the incident
_ID = r"(?:[A-Z]{1,3}\d{0,3}(?!\w)|\d{1,2}(?![\w%])|[A-Z](?:[a-z’'-]+|[A-Z’'-]{2,})(?!\w))"


class _Words(msgspec.Struct):
    labels: list[str]
    plural_labels: list[str]
    not_a_name: str
    introduced: list[str]
    died: list[str]
    harmed: list[str]
    incident: list[str]
    causes: list[str]
    sexes: dict[str, list[str]]
    child_nouns: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("subjects", _Words)
        self.not_a_name = frozenset(words.not_a_name.split())
        word = "|".join(expand(form) for label in words.labels for form in (label, label.upper()))
        self.label = re.compile(rf"(?<![\w-])(?P<word>{word})[\s-](?P<quote>[‘'“\"]?)(?P<id>{_ID})")
        plural = "|".join(expand(form) for label in words.plural_labels for form in (label, label.upper()))
        self.several = re.compile(
            rf"(?<![\w-])(?P<word>{plural})\s+(?P<ids>{_ID}(?:(?:,\s*|\s+(?:and|&)\s+|,\s*(?:and|&)\s+){_ID})+)"
        )
        self.singular = dict(
            zip(words.plural_labels, ["Child", "Baby", "Infant", "Young Person", "Boy", "Girl", "Twin", "Sibling"], strict=True)
        )
        self.introduced = pattern(words.introduced)
        self.died, self.harmed, self.incident = pattern(words.died), pattern(words.harmed), pattern(words.incident)
        self.cause = pattern(words.causes)
        self.sexes = {sex: pattern(nouns) for sex, nouns in words.sexes.items()}
        self.child = pattern(words.child_nouns)


_patterns = cache(_Patterns)


@dataclass(frozen=True)
class Label:
    """A child's label at characters ``start:end``: ``text`` as it is to be shown ("Child R")."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8192)
def labels_in(text: str) -> tuple[Label, ...]:
    """The labels of children in a text; "Children A and B" are Child A and Child B."""
    words = _patterns()
    found = []
    for match in words.label.finditer(text):
        if (
            match["id"] in words.not_a_name
            or (match["id"].isupper()
            and match["id"].capitalize() in words.not_a_name
            and len(match["id"]) > 1)
        ):
            continue
        found.append(Label(match.start(), match.end(), f"{_title_case(match['word'])} {_name(match['id'])}"))
    for match in words.several.finditer(text):
        word = words.singular.get(_title_case(match["word"]), _title_case(match["word"]))
        ids = [part for part in re.findall(_ID, match["ids"]) if part not in words.not_a_name]
        found += [Label(match.start(), match.end(), f"{word} {_name(part)}") for part in ids]
    return tuple(sorted(found, key=lambda label: label.start))


def _title_case(words: str) -> str:
    return "YP" if words == "YP" else " ".join(part.capitalize() for part in words.split())


def _name(identifier: str) -> str:
    return identifier.capitalize() if identifier.isupper() and len(identifier) > 3 else identifier


def cases_of(document: Document, review: Review) -> list[Case]:
    """One case for each subject child, in the order in which the review names them."""
    story = _Story(document)
    names = _subjects(story)
    return [
        Case(
            id=stable_id("case", review.id, name),
            subject=_Reading(story, name, len(names)).subject(review),
        )
        for name in names
    ]


def forms_of(label: str, texts: Iterable[str]) -> set[str]:
    """The forms under which a review mentions a child: its label, in capitals too, the bare name ("Rowan" of "Baby Rowan"), and the
    letter to which the review itself shortens it (Young Person N, "N")."""
    forms = {label, label.upper()}
    short = label.rpartition(" ")[2]
    if len(short) > 3:
        forms.add(short)
    elif short != label:
        shortened = re.compile(
            rf"{re.escape(label)}(?:[,\s]*\([^)]{{0,20}}|,? (?:who |and )?(?:is |will be |was )?(?:hereafter |referred to as |called |known as )+)"
            rf"[“\"‘']?{re.escape(short)}[”\"’']?(?:\)|[ ,.;])"
        )
        if any(shortened.search(text) for text in texts):
            forms.add(short)
    return forms


class _Story:
    """The document as the search for subjects needs it: title lines, running paragraphs, how often each label stands in them."""

    def __init__(self, document: Document) -> None:
        self.front = front_of(document)
        skipped = {paragraph.id for paragraph in self.front}
        self.body = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE) and p.id not in skipped]
        self.labels = {paragraph.id: labels_in(paragraph.text) for paragraph in self.body}
        self.counts = Counter(label.text for labels in self.labels.values() for label in labels)
        self.text = "\n".join(paragraph.text for paragraph in self.body)


# Who the subjects are


def _subjects(story: _Story) -> list[str]:
    titled = _titled(story)
    if titled:
        return titled
    points: Counter[str] = Counter()
    for paragraph in story.body:
        for listed in _lists(paragraph.text, story.labels[paragraph.id]):
            score = _association(paragraph.text, listed[0].start, listed[-1].end)
            for label in listed:
                points[label.text] += score
    if not points or not points.most_common(1)[0][1]:
        named = _introduced_name(story)
        if named:
            return [named]
        return [story.counts.most_common(1)[0][0]] if story.counts else [_generic(story)]
    best = points.most_common(1)[0][1]
    often = max(story.counts[label] for label, score in points.items() if score * 2 >= best)
    chosen = {label for label, score in points.items() if score * 2 >= best and story.counts[label] * 4 >= often}
    return [_spoken(story, label) for label in story.counts if label in chosen]


def _titled(story: _Story) -> list[str]:
    """The labels of the title page that the text goes on to use; else a name standing alone on it that the text uses often."""
    found: list[str] = []
    for paragraph in story.front:
        for label in labels_in(paragraph.text):
            if label.text not in found and (story.counts[label.text] >= 2 or _alone(story, label.text) >= 2 or not story.body):
                found.append(label.text)
    if found:
        return [_spoken(story, label) for label in found]
    for paragraph in story.front:
        line = paragraph.text.strip(" *#:‘’'\"“”")
        introduced = _patterns().introduced.search(line)
        rest = line[introduced.end() :] if introduced else line.rpartition(":")[2]
        rest = rest.strip(" *:‘’'\"“”")
        names = [part.strip(" ‘’'\"“”") for part in re.split(r"\s*(?:,|&|\band\b)\s*", rest)]
        if names and all(re.fullmatch(r"[A-Z][a-zA-Z’'-]+", name) and _uses(story, name.capitalize()) >= 4 for name in names):
            return [name.capitalize() for name in names]
    return []


def _uses(story: _Story, name: str) -> int:
    """How often a name stands by itself in the running text, and not as part of a longer one."""
    return len(re.findall(rf"(?<![A-Z][a-z] )(?<!\w){re.escape(name)}(?!\w)(?! [A-Z][a-z])", story.text))


def _alone(story: _Story, label: str) -> int:
    """How often the name of a label ("Rowan" of "Baby Rowan") stands without the word before it."""
    word, _, name = label.rpartition(" ")
    if len(name) < 3 or not name.isalpha():
        return 0
    return len(re.findall(rf"(?<!{re.escape(word)} )\b{re.escape(name)}\b", story.text))


def _spoken(story: _Story, label: str) -> str:
    """The label as the text mostly has it: "Rowan" where "Baby Rowan" stands on the title page only."""
    return label.rpartition(" ")[2] if _alone(story, label) > 2 * story.counts[label] else label


_BESIDE = re.compile(r"(?:['’]s)?(?:\s*\([^()]{0,40}\))?\s*(?:,|and|&|,\s*and)\s*")
_HARM_OF = re.compile(
    r"\b(?:death|deaths|murder|killing|injuries|injury|harm|abuse|neglect)\s+(?:(?:caused|suffered|inflicted)\s+)?(?:of|to|by|on)\s+$", re.IGNORECASE
)
_REVIEW_OF = re.compile(
    r"\b(?:review|report|subjects?)\b[^.;:]{0,25}\b(?:of|into|concerning|about|regarding|is|are|was|were|on|in respect of)\s+$", re.IGNORECASE
)
_CAME_TO_HARM = re.compile(
    r"(?:['’]s)?(?:\s+\w+){0,3}?\s+(?:died|death|dead|killed|murdered|was found dead|sustained|injuries|suffered|survived|collapsed"
    r"|(?:is|are|was|were) the subjects? of this)\b"
)


def _lists(text: str, labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that stand in one list ("Child A, Child D and Child E") together, others alone."""
    lists: list[list[Label]] = []
    for label in labels:
        if lists and (lists[-1][-1].start == label.start or _BESIDE.fullmatch(text, lists[-1][-1].end, label.start)):
            lists[-1].append(label)
        else:
            lists.append([label])
    return lists


def _association(text: str, start: int, end: int) -> int:
    """How strongly a mention at ``start:end`` ties a child to the review's subject or to the death or harm it is about."""
    before = text[max(0, start - 60) : start]
    score = 2 * bool(_HARM_OF.search(before)) + bool(_REVIEW_OF.search(before)) + 2 * bool(_CAME_TO_HARM.match(text, end))
    return score or bool(_patterns().introduced.search(before[-45:]))


def _introduced_name(story: _Story) -> str | None:
    """An invented name that the first pages give the child ("who will be called Liam")."""
    for paragraph in story.body[: 2 * _EARLY]:
        for match in re.finditer(
            r"\b(?:known|referred to|called|named|identified)\b[^.;]{0,40}?[ ‘'“\"](?P<name>[A-Z][a-z]{2,})(?!\w)", paragraph.text
        ):
            if _uses(story, match["name"]) >= 4:
                return match["name"]
    return None


def _generic(story: _Story) -> str:
    """What the review calls a child that it gives no label: the noun it uses most."""
    counted = Counter(
        match[0].lower()
        for match in re.finditer(r"\bthe (?:child|baby|infant|young person|boy|girl|twins)\b", story.text, re.IGNORECASE)
    )
    return counted.most_common(1)[0][0].removeprefix("the ").capitalize() if counted else "Child"


# What happened


@dataclass(frozen=True)
class _Told:
    """A sentence that may tell of the incident."""

    text: str
    points: int
    dates: tuple[Date, ...]
    ages: tuple[Age, ...]


class _Reading:
    """What the story tells of one subject child."""

    def __init__(self, story: _Story, name: str, subjects: int) -> None:
        self.story, self.name, self.only = story, name, subjects == 1
        forms = sorted(forms_of(name, [story.text]), key=len, reverse=True)
        words = "|".join(map(re.escape, forms)) if name in story.text or name in story.counts else rf"[Tt](?:he|his) {name.lower()}"
        self.mention = re.compile(rf"(?<![\w-])(?:{words})(?![\w])")
        self.bare_age = re.compile(rf"{self.mention.pattern}(?: was| is|,| ?\()(?: then| aged?)? (?P<years>{NUMBER})(?=[,;)]|\.(?!\d)| and | years|$)")
        self.rows = [
            p
            for p in story.body
            if p.kind is Kind.TABLE_ROW and p.cells and any(self.mention.fullmatch(cell.strip()) for cell in p.cells[:2])
        ]
        self.told = self._sentences()

    def subject(self, review: Review) -> Subject:
        outcome = self._outcome()
        return Subject(
            label=self.name,
            sex=self._sex(),
            age_months=self._age(),
            outcome=outcome,
            incident_year=self._year(outcome, review),
            cause=self._cause(),
        )

    def _sentences(self) -> list[_Told]:
        words = _patterns()
        found = []
        for index, paragraph in enumerate(self.story.body):
            if paragraph.kind in (Kind.HEADING, Kind.TABLE_ROW) or (not words.incident.search(paragraph.text) and index > _EARLY):
                continue
            early = index < _EARLY
            here = bool(self.mention.search(paragraph.text))
            if not here and not (self.only and words.child.search(paragraph.text)):
                continue
            eventful = bool(words.incident.search(paragraph.text))
            for start, end in sentence_spans(paragraph.text):
                text = paragraph.text[start:end]
                named = bool(self.mention.search(text))
                incident = bool(words.incident.search(text))
                if not (named or incident or (early and here)):
                    continue
                points = 3 * named + here + 3 * incident + eventful + 2 * early + 2 * (index < _EARLY // 3)
                if not named and not here and not words.child.search(text):
                    continue
                if _process(text):
                    points -= 3
                found.append(_Told(text, points, tuple(dates_in(text)) if incident else (), tuple(self._ages(text))))
        return found

    def _cell(self, *headers: str) -> str | None:
        """The cell under the first of the column headings in the table row of this child."""
        for row in self.rows:
            for heading, cell in zip(row.header, row.cells, strict=False):
                if any(word in heading.lower() for word in headers):
                    return cell
        return None

    def _outcome(self) -> str | None:
        """Died where the review says so of this child; else what the sentences about the incident, the title page or the tables tell most of."""
        words = _patterns()
        if any(self._dies(paragraph.text, start, end) for paragraph in self.story.body for start, end in self._places(paragraph)):
            return "died"
        if self._cell("death") or words.died.search(self._cell("cause", "outcome") or ""):
            return "died"
        best = sorted(self.told, key=lambda told: -told.points)[:12]
        for texts in ([(told.points, told.text) for told in best], [(1, paragraph.text) for paragraph in self.story.front]):
            died = sum(points for points, text in texts if self._said(words.died, text) and not _LIVED.search(text))
            harmed = sum(points for points, text in texts if self._said(words.harmed, text))
            if died or harmed:
                return "died" if died > harmed else "seriously-harmed"
        return "seriously-harmed" if any(words.harmed.search(told.text) for told in best) else None

    def _places(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """Where a paragraph mentions the child: the label, or the list of labels that it is in."""
        lists = [(each[0].start, each[-1].end) for each in _lists(paragraph.text, self.story.labels[paragraph.id]) if self.name in {label.text for label in each}]
        return lists or [match.span() for match in self.mention.finditer(paragraph.text)]

    @staticmethod
    def _dies(text: str, start: int, end: int) -> bool:
        """Whether the text says of the child at ``start:end`` that it died, and not that it nearly did or that another person did."""
        before, after = text[max(0, start - 60) : start], _DIES.match(text, end)
        if _NEARLY_DIED.search(before):
            return False
        return bool(_DEATH_OF.search(before)) or bool(after and not _OTHER_PERSON.search(after[0]) and not labels_in(after[0]))

    def _said(self, phrase: re.Pattern[str], text: str) -> bool:
        """Whether a phrase of a sentence is about this child: the only subject, or the one last named before it."""
        for match in phrase.finditer(text):
            lists = _lists(text, labels_in(text[: match.start()]))
            if self.only or lists and any(self.mention.fullmatch(label.text) for label in lists[-1]):
                return True
        return False

    def _sex(self) -> str | None:
        """As the review says it: by a noun beside the label, else by the pronouns that take the label up, else by the first pages' "a boy"."""
        named = [paragraph.text for paragraph in self.story.body if self.mention.search(paragraph.text)]
        for votes, least in ((self._sex_by_noun(named), 1), (self._sex_by_pronoun(named), 2), (self._sex_early(), 1)):
            if votes:
                sex, count = votes.most_common(1)[0]
                return sex if count >= least and count * 5 >= votes.total() * 4 else None
        return None

    def _sex_by_noun(self, texts: list[str]) -> Counter[str]:
        votes = Counter(sex for row in self.rows for cell in row.cells for sex in _patterns().sexes if _patterns().sexes[sex].fullmatch(cell.strip()))
        name = f"(?-i:{self.mention.pattern})"
        beside = re.compile(rf"{name}{_IS_A}(?:{_NOUN}|(?P<adjective>male|female))\b(?!['’])", re.IGNORECASE)
        ahead = re.compile(rf"{_A_NOUN}{_CALLED}[“\"‘']?{name}(?!['’]s)", re.IGNORECASE)
        several = re.compile(rf"\b(?P<noun>brother|sister|boy|girl|son|daughter)s\b,?(?: \w+)? (?:{_SIBLING_LIST})?{name}", re.IGNORECASE)
        for text in texts:
            for two in _TWO_OF.finditer(text):  # "a sister and brother, … Child F and Child G"
                for noun, label in zip((two["first"], two["second"]), labels_in(text[two.end() : two.end() + 60]), strict=False):
                    votes[self._sex_of(noun)] += bool(self.mention.fullmatch(label.text))
            for expression in (beside, ahead, several):
                for match in expression.finditer(text):
                    votes[self._sex_of(match["noun"] or match["adjective"])] += 1
        return votes

    def _sex_by_pronoun(self, texts: list[str]) -> Counter[str]:
        """Votes of the pronouns that follow the label with no other person between, in its sentence or at the head of the next."""
        votes: Counter[str] = Counter()
        for text in texts:
            spans = sentence_spans(text)
            for index, (start, end) in enumerate(spans):
                sentence = text[start:end]
                first = self.mention.search(sentence)
                if not first or first.start() > 40 or sentence[first.end() : first.end() + 2] in ("'s", "’s"):
                    continue
                if _PRONOUN.search(sentence, 0, first.start()) or _OTHER_PERSON.search(sentence, 0, first.start()):
                    continue
                rest = sentence[first.end() :]
                found = _PRONOUN.search(rest)
                if found is None and index + 1 < len(spans):
                    found = _SUBJECT_PRONOUN.match(text, spans[index + 1][0])
                if found and not _OTHER_PERSON.search(rest, 0, found.start() if found.string is rest else len(rest)):
                    votes[self._sex_of(found[0])] += 1
        return votes

    def _sex_early(self) -> Counter[str]:
        """Votes of "a boy" and the like in the first pages of a review about one child."""
        early = self.story.body[: _EARLY // 2] if self.only else []
        return Counter(self._sex_of(match["noun"]) for paragraph in early for match in re.finditer(_A_NOUN, paragraph.text, re.IGNORECASE))

    @staticmethod
    def _sex_of(noun: str) -> str:
        word = noun.rpartition(" ")[2].lower().removeprefix("school")
        return next(sex for sex, nouns in _patterns().sexes.items() if nouns.fullmatch(word))

    def _ages(self, text: str) -> list[Age]:
        """The ages of a sentence, with "Child B was 9" and "Child B (9)" among them."""
        bare = [Age(match.start("years"), match.end(), 12 * (number(match["years"]) or 0), True) for match in self.bare_age.finditer(text)]
        return [*ages_in(text), *bare]

    def _age(self) -> int | None:
        born, died = self._dated("born", "date of birth"), self._dated("died", "date of death")
        if born and died and born.exact and died.exact:
            return (died.first.year - born.first.year) * 12 + died.first.month - born.first.month - (died.first.day < born.first.day)
        points, months = max(
            ((told.points + self._age_points(told.text, age), -index, age.months) for index, told in enumerate(self.told) for age in told.ages),
            default=(0, 0, 0),
        )[::2]
        cell = self._cell("age") or ""
        listed = next((age.months for age in ages_in(cell if re.search(r"[a-z]", cell) else f"aged {cell}")), None)
        if points >= _ENOUGH and months < _GROWN and (listed is None or listed == months - months % 12):
            return months
        if listed is not None:
            return listed
        for row in self.rows:
            for cell in row.cells:
                if found := [age for age in ages_in(cell) if age.plain]:
                    return found[0].months
                if bare := re.match(r"(\d{1,2})\b(?! ?(?:weeks|months|days))", cell.strip()):
                    return 12 * int(bare[1])
        return None

    def _dated(self, *words: str) -> Date | None:
        """The date that the title page or first lines give beside one of the words ("Died 3rd March 2012")."""
        lines = [*self.story.front, *(p for p in self.story.body[:_EARLY] if len(p.text) < 80)] if self.only else []
        for line in lines:
            match = re.match(rf"(?:{'|'.join(words)})\b[\s:–-]*(?:on )?", line.text, re.IGNORECASE)
            if match and (dates := dates_in(line.text[match.end() :])):
                return dates[0]
        return None

    def _age_points(self, text: str, age: Age) -> int:
        """Whether an age is the subject's: it stands by its label or a word for a child, and at the incident."""
        before, after = text[max(0, age.start - 45) : age.start], text[age.end : age.end + 45]
        if not age.plain and (_STRETCH_AFTER.match(after) or not _AGE_BEFORE.search(before)):
            return _NEVER
        named = next((label for label in labels_in(text) if re.fullmatch(r"\s*[(,]\s*", text[age.end : label.start])), None)
        if named and age.plain:  # "a girl aged 12 (Sibling C)"
            return 6 if self.mention.fullmatch(named.text) else _NEVER
        people = list(_OTHER_PERSON.finditer(text, 0, age.start))
        mine = list(self.mention.finditer(text, 0, age.start))
        labels = [label for label in labels_in(text[: age.start]) if not self.mention.fullmatch(label.text)]
        if labels and (not mine or labels[-1].start > mine[-1].start()):
            return _NEVER
        if people and (not mine or people[-1].start() > mine[-1].end()) and (
            not _CHILD_BEFORE.search(before) or _OTHER_CHILD.search(before)
        ):
            return _NEVER
        points = 2 * age.plain - 6 * bool(_THEN_BEFORE.search(before) and not _patterns().incident.search(text))
        if (_WHEN_AFTER.match(after) and _patterns().incident.search(after)) or _EVENT_BEFORE.search(before):
            points += 4
        if (
            (mine
            and age.start - mine[-1].end() < 30)
            or _patterns().child.search(before[-25:] + text[age.start : age.end] + after[:25])
        ):
            points += 2
        elif not age.plain:
            return _NEVER
        return points

    def _year(self, outcome: str | None, review: Review) -> int | None:
        words = _patterns()
        if (cell := self._cell("death", "incident", "injury", "date")) and (dates := dates_in(cell)):
            return dates[-1].first.year
        verbs = words.died if outcome == "died" else words.harmed
        ranked: Counter[int] = Counter()
        for told in self.told:
            points = told.points + (2 if verbs.search(told.text) else 0)
            for date in told.dates:
                if date.first.year != date.last.year or points < _ENOUGH:
                    continue
                near = min((abs(match.start() - date.end) for match in words.incident.finditer(told.text)), default=999)
                ranked[date.first.year] = max(
                    ranked[date.first.year], points + (3 if near < 90 else 0) + (1 if date.exact else 0)
                )
        if ranked and ranked.most_common(1)[0][1] >= _ENOUGH + 5:
            return ranked.most_common(1)[0][0]
        if year := self._narrated_year(outcome):
            return year
        if ranked:
            return ranked.most_common(1)[0][0]
        end = (review.period or "").rpartition("/")[2][:4]
        return int(end) if end.isdigit() else None

    def _narrated_year(self, outcome: str | None) -> int | None:
        """The year that the narrative has come to when it tells the incident without a date of its own."""
        event = re.compile(
            rf"{self.mention.pattern}\s+(?:\w+\s+){{0,3}}?(?:died|was pronounced|was certified|collapsed|was found|was admitted|suffered|sustained|was taken)\b"
        )
        last: Date | None = None
        for paragraph in self.story.body:
            match = event.search(paragraph.text)
            dates = dates_in(paragraph.text[: match.start()] if match else paragraph.text, last)
            last = next((date for date in reversed(dates) if date.first.year == date.last.year), last)
            fatal = match and re.search(r"died|pronounced|certified", match[0])
            if match and last and (fatal or outcome != "died"):
                return last.first.year
        return None

    def _cause(self) -> str | None:
        if cell := self._cell("cause"):
            return cell
        found: list[str] = []
        for told in sorted(self.told, key=lambda told: -told.points)[:6]:
            for match in _patterns().cause.finditer(told.text):
                if match[0].lower() not in (kept.lower() for kept in found):
                    found.append(" ".join(match[0].split()))
        return "; ".join(found[:5]) or None


_NOUN = r"(?P<noun>(?:baby |teenage |young |school|adolescent |infant )?(?:boy|girl)|son|daughter|(?:half[- ])?(?:brother|sister))"
_SEXED = r"(?:boy|girl|brother|sister|son|daughter)"
_IS_A = r",?(?:\s+(?:is|was|who was|who is|then|described as))?\s+(?:an?|the|their|her|his)\s+(?:[\w’'-]+[\s,]+){0,4}?"
_A_NOUN = rf"\b(?:an?|the|this|her|his|their)\s+(?:[\w’'-]+\s+){{0,4}}?{_NOUN}\b(?!['’]s)(?:\s+of [^.;]{{0,40}}|\s+aged [^.;]{{0,25}})?,?"
_CALLED = (
    r"(?:\s+who)?\s*(?:\(|(?:will be |is |was |to be )?(?:known|called|referred|named|identified|described)\b[^.;]{0,40}?|,\s*)?"
)
_SIBLING_LIST = r"(?:(?:Child|Sibling|Twin)?\s?[A-Z]\w?(?: \([^()]{0,20}\))?(?:,| and|, and) ){0,4}"
_PRONOUN = re.compile(r"\b(?:he|she|his|him|her|himself|herself)\b", re.IGNORECASE)
_SUBJECT_PRONOUN = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_DIES = re.compile(
    r"(?:['’]s?)?(?:\s*\([^()]{0,30}\))?,?\s+(?:\w+\s+){0,5}?(?:died|dies|death|dead|drowned|murder|suicide|was killed|were killed|was murdered|were murdered"
    r"|was stabbed to death|was fatally|took (?:his|her|their) own life)\b"
)
_DEATH_OF = re.compile(r"\b(?:deaths?|murders?|killing|manslaughter|homicide|suicide|loss|body)\s+of\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NEARLY_DIED = re.compile(r"\b(?:risk|fear|chance|possib\w+|could have|might have|nearly|almost|not)\b[^.]{0,30}$", re.IGNORECASE)
_LIVED = re.compile(r"\bsurviv|\bnot die|\brisk of death", re.IGNORECASE)
_TWO_OF = re.compile(rf"\b(?P<first>{_SEXED}),? and (?:an? |her |his |their )?(?:\w+ )?(?P<second>{_SEXED})\b[^.;]{{0,60}}?(?=(?:Child|Sibling|Twin|Baby|[A-Z]\b))")
_NEVER = -99
_STRETCH_AFTER = re.compile(
    r"\s*(?:later|earlier|before|after|ago|into|from|to|with|in|on|since|prior|period|pregnan|gestation|premature|early|sentence|imprisonment)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:was|is|were|at|then|just|over|only|about|around|nearly|under|approximately)|[(,–-])\s*$", re.IGNORECASE
)
_CHILD_BEFORE = re.compile(r"\b(?:he|she|child|baby|boy|girl|infant|son|daughter)\b[^.]{0,25}$", re.IGNORECASE)
_THEN_BEFORE = re.compile(r"\bthen (?:aged )?$")
_OTHER_CHILD = re.compile(r"\b(?:older|elder|eldest|other|first|second|younger) (?:child|son|daughter|boy|girl)\b[^.]{0,25}$", re.IGNORECASE)
_WHEN_AFTER = re.compile(r",? (?:when|at the time)\b", re.IGNORECASE)
_EVENT_BEFORE = re.compile(r"(?:died|death|killed|collapsed|injured|murdered|incident)\b[^.;]{0,25}$", re.IGNORECASE)
_OTHER_PERSON = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|step-?\w+|grand\w+|aunt|uncle|sibling|siblings|brother|sister|partner|MGM|PGM|MGF|PGF|Mr|Mrs|Ms|adult|"
    r"Mother|Father|Sibling|doctor|worker|officer|visitor|midwife|nurse|teacher|consultant|manager|author|GP)\b",
)


def _process(text: str) -> bool:
    """Whether a sentence is about the review itself."""
    return bool(
        re.search(
            r"\b(?:Panel|Board|Sub-Committee|Ofsted|Terms of Reference|IMRs?|criteria|commissioned|appointed|published|trial|convicted|sentenced|inquest)\b",
            text,
        )
    )
