"""The fold: records in, graph out. Pure; the stores and exports are filled from what it returns.

Ids of everything that one review states are prefixed by the review's id, so that nothing merges across reviews; only
``AgencyType`` and ``Theme`` nodes are shared. Properties without a value are left out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import msgspec

from graph.records import CitedReview, Episode, Evidence, Exchange, Person, RecordError, Review, ReviewRecord, Statement
from graph.schema import SCHEMA
from graph.stores.base import Edge, Graph, Node, Value

Key = tuple[str, str]

NAME_LENGTH = 80  # characters of a sentence that serve as its node's name


def fold(records: Iterable[ReviewRecord]) -> Graph:
    """The graph of all records, nodes and edges in the order of the records.

    Raises RecordError naming the review where a record uses a word that the schema does not know, or points at a case,
    episode or paragraph that it does not hold.
    """
    loaded = sorted(records, key=lambda record: record.review.id)
    nodes: list[Node] = [
        *(
            Node("AgencyType", key, kind.name, {"sector": kind.sector, "definition": kind.definition})
            for key, kind in SCHEMA.agency_types.items()
        ),
        *(
            Node("Theme", key, theme.name, _given(definition=theme.definition, broader=theme.broader))
            for key, theme in SCHEMA.themes.items()
        ),
    ]
    edges: list[Edge] = []
    cited = _Citations(loaded)
    for record in loaded:
        if problems := SCHEMA.problems(record):
            raise RecordError(f"{record.review.id}: {problems[0]}")
        review = _ReviewFold(record)
        review.run(cited)
        nodes += review.nodes.values()
        edges += review.edges
    return Graph(nodes, edges)


def review_name(review: Review) -> str:
    """What a review is known by: its title, else its board and type, else its id."""
    return review.title or " ".join(part for part in (review.board, review.type) if part) or review.id


class _ReviewFold:
    """Nodes and edges of one review. A node is made once; edges of one type between two nodes may repeat only where each
    carries a statement of its own."""

    def __init__(self, record: ReviewRecord) -> None:
        self.record = record
        self.id = record.review.id
        self.review: Key = ("Review", self.id)
        self.nodes: dict[Key, Node] = {}
        self.edges: list[Edge] = []
        self.cases = [case.id for case in record.cases]

    def run(self, cited: _Citations) -> None:
        self._review()
        self._paragraphs()
        self._cases()
        self._people()
        self._agencies()
        self._exchanges()
        self._episodes()
        self._findings()
        self._recommendations()
        for number, citation in enumerate(self.record.cited_reviews, 1):
            self._cite(citation, number, cited.find(self.id, citation))
        self._digest()

    def _node(self, label: str, own_id: str, name: str, **properties: Value) -> Key:
        key = (label, self._full(own_id))
        self.nodes[key] = Node(label, key[1], name or own_id, _given(review_id=self.id, **properties))
        return key

    def _edge(self, kind: str, source: Key, target: Key, **properties: Value) -> None:
        self.edges.append(Edge(kind, source, target, _given(**properties)))

    def _full(self, own_id: str) -> str:
        return f"{self.id}/{own_id}"

    def _evidence(self, statement: Key, evidence: Evidence) -> None:
        if evidence.paragraph_id:
            paragraph = ("Paragraph", self._full(evidence.paragraph_id))
            self._edge("EVIDENCED_BY", statement, paragraph, quote=evidence.quote, line=evidence.line or None)

    def _case_id(self, stated: str | None) -> str | None:
        """The case a statement belongs to: the one it names, or the only one there is."""
        only = self.cases[0] if len(self.cases) == 1 else None
        case = stated or only
        return self._full(case) if case else None

    def _review(self) -> None:
        review, source = self.record.review, self.record.review.source
        start, _, end = (review.period or "").partition("/")
        properties = _given(
            review_id=review.id,
            stub=False,
            board=review.board,
            review_type=review.type,
            methodology=review.methodology,
            authors=review.authors,
            published=review.published,
            year=_year(review.published),
            period_start=start,
            period_end=end or start,
            source=source.file,
            sha256=source.sha256,
            media_type=source.media_type,
            lines=source.lines,
            pages=source.pages,
            extractor=review.extractor,
        )
        self.nodes[self.review] = Node("Review", review.id, review_name(review), properties)

    def _digest(self) -> None:
        """Mark the review with a digest of everything that it states."""
        stated = msgspec.json.encode((list(self.nodes.values()), self.edges))
        review = self.nodes[self.review]
        digest = hashlib.sha256(stated).hexdigest()[:16]
        self.nodes[self.review] = replace(review, properties={**review.properties, "digest": digest})

    def _paragraphs(self) -> None:
        for paragraph in self.record.paragraphs:
            key = self._node(
                "Paragraph",
                paragraph.id,
                paragraph.ref or f"line {paragraph.line}",
                ref=paragraph.ref,
                section=paragraph.section,
                kind=paragraph.kind,
                page=paragraph.page,
                line=paragraph.line,
                text=paragraph.text,
                coded=paragraph.coded,
            )
            self._edge("IN", key, self.review)

    def _cases(self) -> None:
        """Each case with its subject child: the person of that role in the case, with the facts of the case."""
        people = {person.case: person for person in reversed(self.record.people) if person.role == "subject-child"}
        self.subjects: dict[str, Key] = {}
        for case in self.record.cases:
            key = self._node("SafeguardingCase", case.id, case.subject.label)
            self._edge("EXAMINES", self.review, key)
            person, facts = people.get(case.id), case.subject
            child = self._node(
                "Child",
                person.id if person else f"{case.id}/subject",
                facts.label or (person.label if person else ""),
                case_id=key[1],
                role="subject-child",
                sex=facts.sex,
                age_months=facts.age_months,
                outcome=facts.outcome,
                incident_year=facts.incident_year,
                cause=facts.cause,
                status=person.status if person else "found",
            )
            self._edge("CONCERNS", key, child)
            if person:
                self._evidence(child, person.evidence)
            self.subjects[case.id] = child

    def _people(self) -> None:
        for person in self.record.people:
            if self.subjects[person.case][1] != self._full(person.id):
                self._person(person)

    def _person(self, person: Person) -> None:
        subject, case = self.subjects[person.case], self._full(person.case)
        label = SCHEMA.roles[person.role].is_
        key = self._node(label, person.id, person.label, case_id=case, role=person.role, status=person.status)
        self._edge("INVOLVES", ("SafeguardingCase", case), key)
        if label == "FamilyMember":
            self._edge("RELATED_TO", key, subject, role=person.role)
        elif person.role.endswith("sibling"):
            self._edge("SIBLING_OF", key, subject, role=person.role)
        self._evidence(key, person.evidence)

    def _agencies(self) -> None:
        """Agencies with a part in the case. Where no statement tells which case of several, the agency is in each."""
        cases: dict[str, set[str]] = defaultdict(set)
        names: dict[str, dict[str, None]] = defaultdict(dict)
        for agency in self.record.agencies:
            cases[agency.type].update(agency.cases)
            names[agency.type].update(dict.fromkeys(agency.names))
        for exchange in self.record.exchanges:
            for kind in (exchange.from_, exchange.to):
                cases[kind].update(filter(None, [exchange.case]))
        for agency in self.record.agencies:
            self._agency(agency.type, agency, names=list(names[agency.type]))
        for exchange in self.record.exchanges:
            self._agency(exchange.from_, exchange)
            self._agency(exchange.to, exchange)
        for kind, named in cases.items():
            key = ("Agency", self._full(kind))
            for case in self.cases:
                if case in named or not named:
                    self._edge("INVOLVED_IN", key, ("SafeguardingCase", self._full(case)))

    def _agency(self, kind: str, statement: Statement, **properties: Value) -> Key:
        """The agency of a type in this review, made where a statement first names it, which is then its evidence."""
        key = ("Agency", self._full(kind))
        if key not in self.nodes:
            known = SCHEMA.agency_types[kind]
            self._node("Agency", kind, known.name, agency_type=kind, sector=known.sector, status=statement.status, **properties)
            self._edge("IS_A", key, ("AgencyType", kind))
            self._evidence(key, statement.evidence)
        return key

    def _exchanges(self) -> None:
        for exchange in self.record.exchanges:
            self._exchange(exchange)

    def _exchange(self, exchange: Exchange) -> None:
        evidence = exchange.evidence
        self._edge(
            exchange.kind,
            ("Agency", self._full(exchange.from_)),
            ("Agency", self._full(exchange.to)),
            id=self._full(exchange.id),
            review_id=self.id,
            case_id=self._case_id(exchange.case),
            episode_id=self._full(exchange.episode) if exchange.episode else None,
            mode=exchange.mode,
            date_text=exchange.date_text,
            start_date=exchange.start,
            end_date=exchange.end,
            about=exchange.about,
            quote=evidence.quote,
            paragraph_id=self._full(evidence.paragraph_id) if evidence.paragraph_id else None,
            paragraph=evidence.paragraph,
            line=evidence.line or None,
            page=evidence.page,
            confidence=float(exchange.confidence),
            rule=exchange.rule,
            status=exchange.status,
        )

    def _episodes(self) -> None:
        """Episodes in the order of the text. One that names no case of several belongs to each."""
        ordered = sorted(self.record.episodes, key=lambda episode: (episode.first_line, episode.last_line, episode.id))
        of_case: dict[str, list[Key]] = {case: [] for case in self.cases}
        for ordinal, episode in enumerate(ordered, 1):
            key = self._episode(episode, ordinal)
            for case, line in of_case.items():
                if episode.case in (None, case):
                    self._edge("HAS_EPISODE", ("SafeguardingCase", self._full(case)), key)
                    line.append(key)
        following = dict.fromkeys(pair for line in of_case.values() for pair in pairwise(line))
        for earlier, later in following:
            self._edge("NEXT", earlier, later)

    def _episode(self, episode: Episode, ordinal: int) -> Key:
        key = self._node(
            "Episode",
            episode.id,
            episode.label,
            case_id=self._case_id(episode.case),
            ordinal=ordinal,
            first_line=episode.first_line,
            last_line=episode.last_line,
            date_text=episode.date_text,
            start_date=episode.start,
            end_date=episode.end,
            status=episode.status,
        )
        self._evidence(key, episode.evidence)
        return key

    def _findings(self) -> None:
        for finding in self.record.findings:
            key = self._node(
                "Finding",
                finding.id,
                _shortened(finding.text),
                case_id=self._case_id(finding.case),
                kind=finding.kind,
                text=finding.text,
                rule=finding.rule,
                status=finding.status,
            )
            self._edge("FOUND", self.review, key)
            for kind in dict.fromkeys(finding.agencies):
                self._edge("ABOUT", key, self._agency(kind, finding))
            if finding.episode:
                self._edge("IN_EPISODE", key, ("Episode", self._full(finding.episode)))
            self._themes(key, finding.themes)
            self._evidence(key, finding.evidence)

    def _recommendations(self) -> None:
        for recommendation in self.record.recommendations:
            key = self._node(
                "Recommendation",
                recommendation.id,
                f"Recommendation {recommendation.number}".strip(),
                number=recommendation.number,
                text=recommendation.text,
                scope=recommendation.scope,
                addressee_text=recommendation.addressee_text,
                status=recommendation.status,
            )
            self._edge("RECOMMENDS", self.review, key)
            for kind in dict.fromkeys(recommendation.addressed_to):
                self._edge("ADDRESSED_TO", key, self._agency(kind, recommendation))
            self._themes(key, recommendation.themes)
            self._evidence(key, recommendation.evidence)

    def _themes(self, statement: Key, themes: Sequence[str]) -> None:
        for theme in dict.fromkeys(themes):
            self._edge("ON_THEME", statement, ("Theme", theme))

    def _cite(self, citation: CitedReview, number: int, loaded: str | None) -> None:
        own_id = citation.id or f"cited-{number}"
        target: Key = ("Review", loaded) if loaded else ("Review", self._full(own_id))
        if not loaded:
            name = citation.label or citation.board or "another review"
            self._node("Review", own_id, name, stub=True, board=citation.board, year=citation.year)
            self._evidence(target, citation.evidence)
        evidence = citation.evidence
        self._edge(
            "CITES",
            self.review,
            target,
            id=self._full(own_id),
            review_id=self.id,
            quote=evidence.quote,
            paragraph_id=self._full(evidence.paragraph_id) if evidence.paragraph_id else None,
            line=evidence.line or None,
            status=citation.status,
        )


class _Citations:
    """Finds the loaded review that a citation means, where that is plain: the same board and a subject child of that label
    (or that title), of no other year than the one given, and only one such review. A label alone is never enough: two
    boards each call a child "Child H"."""

    def __init__(self, records: Sequence[ReviewRecord]) -> None:
        self.by_words: dict[tuple[str, str], list[Review]] = defaultdict(list)
        self.years: dict[str, set[int]] = {}
        for record in records:
            review = record.review
            subjects = [case.subject for case in record.cases]
            for words in {_plain(label) for label in (review.title, *(subject.label for subject in subjects)) if label}:
                self.by_words[_plain(review.board), words].append(review)
            years = (_year(review.published), *(subject.incident_year for subject in subjects))
            self.years[review.id] = {year for year in years if year}

    def find(self, citing: str, citation: CitedReview) -> str | None:
        if not citation.board or not citation.label:
            return None
        found = [
            review.id
            for review in self.by_words.get((_plain(citation.board), _plain(citation.label)), [])
            if review.id != citing
            and (citation.year is None or not self.years[review.id] or citation.year in self.years[review.id])
        ]
        return found[0] if len(found) == 1 else None


def _plain(words: str | None) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in (words or "").casefold()).split())


def _year(edtf: str | None) -> int | None:
    digits = (edtf or "")[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None


def _shortened(text: str) -> str:
    """The first words of a sentence, as many as make a name."""
    if len(text) <= NAME_LENGTH:
        return text
    return text[: NAME_LENGTH + 1].rsplit(" ", 1)[0][:NAME_LENGTH] + "…"


def _given(**properties: Value) -> dict[str, Value]:
    """The properties that have a value: null, "" and [] are left out."""
    return {name: value for name, value in properties.items() if value is not None and value != "" and value != []}
