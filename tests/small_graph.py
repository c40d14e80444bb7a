"""Three short reviews made by hand, small enough to answer every question of the packs with a pencil.

north-1 (board North, 2015; Child A): midwives told the health visitor, who did not tell the GP; police and social care told
each other only sometimes. north-2 (North, 2018; Child H and Child K): the same gap between health visitor and GP, and a
referral that nobody followed up. south-1 (South, 2020; another Child H): cites the review of Child A.

The line of a statement is its paragraph: line 14 is paragraph "1.14", on page 1 up to line 24 and on page 2 after it.
"""

from __future__ import annotations

from typing import Any

from graph.fold import fold
from graph.records import (
    Agency,
    Case,
    CitedReview,
    Episode,
    Evidence,
    Exchange,
    ExchangeKind,
    Finding,
    FindingKind,
    ParagraphRecord,
    Person,
    Recommendation,
    Review,
    ReviewRecord,
    Source,
    Subject,
)
from graph.stores.base import Graph, Store
from queries.packs import load_packs
from queries.runner import run

CSC, HV, GP, MW, POLICE, SCHOOL = (
    "childrens-social-care",
    "health-visiting",
    "general-practice",
    "midwifery",
    "police",
    "education",
)


class Pages:
    """The paragraphs of one review: each statement writes the one it stands in."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}

    def say(self, line: int, text: str) -> Evidence:
        self.texts.setdefault(line, text)
        start = self.texts[line].index(text)
        page = 1 if line < 25 else 2
        return Evidence(
            paragraph_id=f"p{line}", paragraph=f"1.{line}", line=line, page=page, start=start, end=start + len(text), quote=text
        )

    def person(self, case: str, line: int, label: str, role: str, text: str) -> Person:
        return Person(id=f"p{line}", case=case, label=label, role=role, evidence=self.say(line, text))

    def agency(self, kind: str, line: int, text: str, names: list[str]) -> Agency:
        return Agency(id=f"agency-{kind}", type=kind, names=names, evidence=self.say(line, text))

    def episode(self, id: str, line: int, text: str, **fields: Any) -> Episode:
        return Episode(id=id, evidence=self.say(line, text), **fields)

    def exchange(self, id: str, line: int, kind: ExchangeKind, from_: str, to: str, text: str, **fields: Any) -> Exchange:
        return Exchange(id=id, kind=kind, from_=from_, to=to, evidence=self.say(line, text), **{"confidence": 0.9, **fields})

    def finding(self, id: str, line: int, kind: FindingKind, text: str, **fields: Any) -> Finding:
        return Finding(id=id, kind=kind, text=text, evidence=self.say(line, text), **fields)

    def recommendation(self, number: str, line: int, text: str, **fields: Any) -> Recommendation:
        return Recommendation(id=f"r{number}", number=number, text=text, evidence=self.say(line, text), **fields)

    def paragraphs(self) -> list[ParagraphRecord]:
        return [
            ParagraphRecord(id=f"p{line}", ref=f"1.{line}", line=line, page=1 if line < 25 else 2, text=text, coded=line < 40)
            for line, text in sorted(self.texts.items())
        ]


def north_1() -> ReviewRecord:
    pages = Pages()
    return ReviewRecord(
        review=Review(
            id="north-1",
            title="Child A",
            board="North",
            type="Serious Case Review",
            published="2015-03",
            source=Source(file="north-1.txt"),
        ),
        cases=[Case(id="a", subject=Subject(label="Child A", sex="male", age_months=10, outcome="died", incident_year=2013))],
        people=[
            pages.person("a", 1, "Child A", "subject-child", "Child A was ten months old."),
            pages.person("a", 2, "Mother", "mother", "Mother was nineteen."),
            pages.person("a", 3, "Father", "father", "Father lived elsewhere."),
            pages.person("a", 4, "Mr P", "mothers-partner", "Mr P moved in that spring."),
            pages.person("a", 5, "Sibling 1", "sibling", "Sibling 1 had been on a plan."),
        ],
        agencies=[
            pages.agency(MW, 10, "The midwife told the health visitor of the bruise.", names=["the midwife"]),
            pages.agency(HV, 10, "The midwife told the health visitor of the bruise.", names=["the health visitor", "HV1"]),
            pages.agency(POLICE, 12, "The police sent a referral to social care.", names=["the police"]),
            pages.agency(CSC, 12, "The police sent a referral to social care.", names=["social care"]),
            pages.agency(GP, 20, "The health visitor did not tell the GP.", names=["the GP"]),
        ],
        episodes=[
            pages.episode(
                "e1",
                9,
                "Pregnancy and birth, Spring 2012",
                label="Pregnancy and birth",
                case="a",
                first_line=9,
                last_line=15,
                date_text="Spring 2012",
                start="2012-21",
            ),
            pages.episode("e2", 19, "Discharge home", label="Discharge home", case="a", first_line=19, last_line=28),
        ],
        exchanges=[
            pages.exchange(
                "x1",
                10,
                "INFORMED",
                MW,
                HV,
                "The midwife told the health visitor of the bruise.",
                case="a",
                episode="e1",
                about=["Child A"],
                rule="told",
            ),
            pages.exchange(
                "x2",
                12,
                "REFERRED_TO",
                POLICE,
                CSC,
                "The police sent a referral to social care.",
                case="a",
                episode="e1",
                about=["Sibling 1"],
                rule="referral",
            ),
            pages.exchange(
                "x3",
                14,
                "FAILED_TO_SHARE",
                CSC,
                POLICE,
                "No outcome was sent to the police.",
                mode="no-feedback",
                case="a",
                episode="e1",
                confidence=0.8,
                rule="no-outcome",
            ),
            pages.exchange(
                "x4",
                20,
                "FAILED_TO_SHARE",
                HV,
                GP,
                "The health visitor did not tell the GP.",
                mode="not-shared",
                case="a",
                episode="e2",
                confidence=0.8,
                rule="not-told",
            ),
            pages.exchange(
                "x5",
                22,
                "INFORMED",
                POLICE,
                CSC,
                "On 2 May the police told social care of the arrest.",
                case="a",
                episode="e2",
                date_text="2 May",
                start="2012-05-02",
                rule="told",
            ),
            pages.exchange(
                "x6",
                24,
                "FAILED_TO_SHARE",
                POLICE,
                CSC,
                "The police did not tell social care of the release.",
                mode="not-shared",
                case="a",
                episode="e2",
                confidence=0.6,
                rule="not-told",
            ),
            pages.exchange(
                "x7",
                26,
                "FAILED_TO_SHARE",
                CSC,
                HV,
                "Social care closed the case without asking the health visitor.",
                mode="not-consulted",
                case="a",
                confidence=0.8,
                rule="closed",
                status="confirmed",
            ),
        ],
        findings=[
            pages.finding(
                "f1",
                30,
                "missed-opportunity",
                "The release was a missed opportunity to share.",
                themes=["information-sharing"],
                agencies=[POLICE, CSC],
                episode="e2",
                rule="missed",
            ),
            pages.finding(
                "f2", 31, "lesson", "What is known must be shared.", themes=["information-sharing", "pre-birth"], rule="lesson"
            ),
            pages.finding(
                "f3", 32, "good-practice", "The midwife spoke at once.", themes=["pre-birth"], agencies=[MW], rule="good"
            ),
        ],
        recommendations=[
            pages.recommendation(
                "1", 40, "Social care should share outcomes.", addressed_to=[CSC], themes=["information-sharing"]
            ),
            pages.recommendation("2", 41, "Homes should be dry.", themes=["housing"]),
        ],
        paragraphs=pages.paragraphs(),
    )


def north_2() -> ReviewRecord:
    pages = Pages()
    return ReviewRecord(
        review=Review(
            id="north-2",
            title="Child H and Child K",
            board="North",
            type="Serious Case Review",
            published="2018",
            source=Source(file="north-2.txt"),
        ),
        cases=[
            Case(id="h", subject=Subject(label="Child H", age_months=60, outcome="seriously-harmed", incident_year=2016)),
            Case(
                id="k",
                subject=Subject(label="Child K", sex="female", age_months=100, outcome="seriously-harmed", incident_year=2016),
            ),
        ],
        people=[
            pages.person("h", 1, "Child H", "subject-child", "Child H was five."),
            pages.person("k", 2, "Child K", "subject-child", "Child K was eight."),
            pages.person("k", 3, "Mother", "mother", "Mother was ill."),
        ],
        agencies=[
            pages.agency(HV, 10, "The GP was not told by the health visitor.", names=["the health visitor"]),
            pages.agency(GP, 10, "The GP was not told by the health visitor.", names=["the GP"]),
            pages.agency(CSC, 11, "The health visitor referred Child K to social care.", names=["social care"]),
            pages.agency(SCHOOL, 13, "The school made no referral.", names=["the school"]),
        ],
        exchanges=[
            pages.exchange(
                "x1",
                10,
                "FAILED_TO_SHARE",
                HV,
                GP,
                "The GP was not told by the health visitor.",
                mode="not-shared",
                case="h",
                confidence=0.8,
                rule="not-told",
            ),
            pages.exchange(
                "x2", 11, "REFERRED_TO", HV, CSC, "The health visitor referred Child K to social care.", case="k", rule="referral"
            ),
            pages.exchange(
                "x3",
                12,
                "FAILED_TO_SHARE",
                CSC,
                HV,
                "The referral lay unread in June 2016.",
                mode="not-followed-up",
                case="k",
                date_text="June 2016",
                confidence=0.8,
                rule="lost",
            ),
            pages.exchange(
                "x4",
                13,
                "FAILED_TO_SHARE",
                SCHOOL,
                CSC,
                "The school made no referral.",
                mode="not-referred",
                confidence=0.8,
                rule="no-referral",
                status="added",
            ),
        ],
        findings=[
            pages.finding("f1", 30, "lesson", "Share what you know.", themes=["information-sharing"], rule="lesson"),
            pages.finding(
                "f2",
                31,
                "missed-opportunity",
                "The slip was a missed opportunity.",
                case="k",
                agencies=[HV],
                themes=["thresholds"],
                rule="missed",
            ),
        ],
        recommendations=[
            pages.recommendation(
                "1", 40, "The Board should train staff.", addressed_to=["safeguarding-board"], themes=["training-and-procedures"]
            ),
        ],
        paragraphs=pages.paragraphs(),
    )


def south_1() -> ReviewRecord:
    pages = Pages()
    return ReviewRecord(
        review=Review(
            id="south-1",
            title="Child H (South)",
            board="South",
            type="Child Practice Review",
            published="2020-11",
            source=Source(file="south-1.txt"),
        ),
        cases=[Case(id="h", subject=Subject(label="Child H", sex="female", age_months=3, outcome="died", incident_year=2019))],
        people=[
            pages.person("h", 1, "Child H", "subject-child", "Child H was a baby."),
            pages.person("h", 2, "Partner", "mothers-partner", "Nobody asked about the partner."),
        ],
        agencies=[
            pages.agency(GP, 10, "The practice told the health visitor.", names=["the practice"]),
            pages.agency(HV, 10, "The practice told the health visitor.", names=["the health visitor"]),
            pages.agency(POLICE, 12, "One police team did not tell the other.", names=["the police"]),
        ],
        exchanges=[
            pages.exchange("x1", 10, "INFORMED", GP, HV, "The practice told the health visitor.", case="h", rule="told"),
            pages.exchange(
                "x2",
                11,
                "FAILED_TO_SHARE",
                HV,
                GP,
                "She did not answer the practice.",
                mode="not-shared",
                case="h",
                confidence=0.3,
                rule="not-told",
            ),
            pages.exchange(
                "x3",
                12,
                "FAILED_TO_SHARE",
                POLICE,
                POLICE,
                "One police team did not tell the other.",
                mode="not-shared",
                case="h",
                confidence=0.8,
                rule="within",
            ),
        ],
        findings=[
            pages.finding("f1", 30, "lesson", "Sharing comes first.", themes=["information-sharing"], rule="lesson"),
            pages.finding(
                "f2", 31, "shortcoming", "Supervision was thin.", themes=["supervision"], agencies=[HV], rule="fell-short"
            ),
        ],
        cited_reviews=[
            CitedReview(
                id="c1",
                board="North",
                label="Child A",
                year=2013,
                evidence=pages.say(35, "As in the review of Child A (North, 2013)."),
            )
        ],
        paragraphs=pages.paragraphs(),
    )


def small() -> Graph:
    return fold([north_1(), north_2(), south_1()])


def calm() -> Graph:
    """The same without a failed exchange."""
    records = [north_1(), north_2(), south_1()]
    for record in records:
        record.exchanges = [exchange for exchange in record.exchanges if exchange.kind != "FAILED_TO_SHARE"]
    return fold(records)


def rows(store: Store, name: str, columns: str = "", **params: object) -> list[tuple[object, ...]]:
    """Every row of a shipped pack; ``columns`` names, separated by white space, those to keep (default: all)."""
    table = run(store, load_packs()[name], params, limit=None)
    kept = [table.columns.index(column) for column in columns.split() or table.columns]
    return [tuple(row[index] for index in kept) for row in table.rows]
