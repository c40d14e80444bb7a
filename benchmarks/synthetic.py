"""A generated graph of many reviews, shaped like the real ones, for measuring queries. Nothing in it tells of anybody."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import pairwise

from graph.schema import SCHEMA
from graph.stores.base import Edge, Graph, Node

Key = tuple[str, str]  # a node: its label and id
Place = tuple[Key, int]  # a paragraph and its line

# Kinds of exchange, modes of failure and agencies come as often as they do in hand-coded reviews.
KINDS = {"FAILED_TO_SHARE": 49, "INFORMED": 34, "REFERRED_TO": 17}
MODES = {"not-shared": 53, "not-consulted": 19, "not-referred": 9, "not-followed-up": 7, "no-feedback": 6, "unaware": 6}
CENTRAL = (
    "childrens-social-care",
    "police",
    "health-visiting",
    "education",
    "general-practice",
    "hospital",
    "midwifery",
    "emergency-department",
    "multi-agency",
    "voluntary",
    "mental-health",
    "ambulance",
    "probation",
    "housing",
    "camhs",
    "family-support",
    "substance-misuse",
)
FAMILY = ("mother", "father", "mothers-partner", "maternal-grandmother", "paternal-grandmother", "aunt")
AGENCIES_PER_REVIEW = 17
EXCHANGES_PER_REVIEW = 87.5
PARAGRAPHS_PER_REVIEW = 300
BOARDS = 140


def graph(reviews: int = 2000, seed: int = 20) -> Graph:
    """With the default 2,000 reviews: 34,000 agencies, 175,000 exchanges, 600,000 paragraphs. The same for the same seed."""
    made = _Maker(random.Random(seed))
    for number in range(reviews):
        made.review(number)
    return Graph(nodes=made.nodes, edges=made.edges)


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.weights = {kind: 1 / (2 + place) for place, kind in enumerate(dict.fromkeys((*CENTRAL, *SCHEMA.agency_types)))}
        self.themes = list(SCHEMA.themes)
        self.kinds = list(SCHEMA.finding_kinds)
        for identifier, kind in SCHEMA.agency_types.items():
            self.node("AgencyType", identifier, kind.name, sector=kind.sector, definition=kind.definition)
        for identifier, theme in SCHEMA.themes.items():
            self.node("Theme", identifier, theme.name, definition=theme.definition)

    def node(self, label: str, identifier: str, name: str, **properties: object) -> Key:
        self.nodes.append(Node(label, identifier, name, properties))
        return label, identifier

    def edge(self, kind: str, source: Key, target: Key, **properties: object) -> None:
        self.edges.append(Edge(kind, source, target, properties))

    def review(self, number: int) -> None:
        rng, review_id = self.rng, f"review-{number:04}"
        board = f"Board {rng.randrange(BOARDS):03}"
        year = rng.randrange(2008, 2026)
        review = self.node(
            "Review",
            review_id,
            f"Review {number}",
            review_id=review_id,
            stub=False,
            board=board,
            year=year,
            published=f"{year}-05",
            review_type=rng.choice(("Serious Case Review", "Child Practice Review")),
            source=f"{review_id}.txt",
            lines=400,
            extractor="made",
        )
        paragraphs = [self.paragraph(review, position) for position in range(PARAGRAPHS_PER_REVIEW)]
        cases = [self.case(review, number, index, paragraphs) for index in range(1 + (rng.random() < 0.15))]
        kinds = self.some_types()
        agencies = {kind: self.agency(review_id, kind, cases, paragraphs) for kind in kinds}
        episodes = {case[1]: self.episodes(review_id, case, paragraphs) for case in cases}
        for index in range(self.rounded(EXCHANGES_PER_REVIEW)):
            self.exchange(review_id, index, rng.choice(cases), agencies, episodes, paragraphs)
        for index in range(22):
            self.finding(review, index, rng.choice(cases), agencies, episodes, paragraphs)
        for index in range(9):
            self.recommendation(review, index, agencies, paragraphs)
        if number and rng.random() < 0.4:
            place, line = rng.choice(paragraphs)
            cited = ("Review", f"review-{rng.randrange(number):04}")
            self.edge(
                "CITES",
                review,
                cited,
                id=f"{review_id}/cited",
                review_id=review_id,
                quote="cited",
                paragraph_id=place[1],
                line=line,
                status="found",
            )

    def rounded(self, mean: float) -> int:
        return int(mean) + (self.rng.random() < mean % 1)

    def drawn(self, weights: Mapping[str, float], k: int = 1) -> list[str]:
        return self.rng.choices(list(weights), list(weights.values()), k=k)

    def some_types(self) -> list[str]:
        chosen: dict[str, None] = {}
        while len(chosen) < AGENCIES_PER_REVIEW:
            chosen.update(dict.fromkeys(self.drawn(self.weights, 4)))
        return list(chosen)[:AGENCIES_PER_REVIEW]

    def paragraph(self, review: Key, position: int) -> tuple[Key, int]:
        line = position + 1
        ref = f"{1 + position // 40}.{1 + position % 40}"
        place = self.node(
            "Paragraph",
            f"{review[1]}/p{position}",
            ref,
            review_id=review[1],
            ref=ref,
            section="Narrative",
            kind="body",
            page=1 + position // 12,
            line=line,
            text=f"Paragraph {position}: " + "the record shows what was known and to whom it was said " * 5,
            coded=position % 3 > 0,
        )
        self.edge("IN", place, review)
        return place, line

    def stated(self, what: Key, paragraphs: list[Place]) -> None:
        place, line = self.rng.choice(paragraphs)
        self.edge("EVIDENCED_BY", what, place, quote="the record shows what was known", line=line)

    def case(self, review: Key, number: int, index: int, paragraphs: list[Place]) -> Key:
        rng, case_id = self.rng, f"{review[1]}/case-{index}"
        case = self.node("SafeguardingCase", case_id, f"Child {'ABCDEFGHJK'[number % 10]}", review_id=review[1])
        self.edge("EXAMINES", review, case)
        common = {"review_id": review[1], "case_id": case_id, "status": "found"}
        child = self.node(
            "Child",
            f"{case_id}/child",
            f"Child {'ABCDEFGHJK'[number % 10]}",
            role="subject-child",
            age_months=rng.randrange(1, 200),
            sex=rng.choice(("male", "female")),
            outcome=rng.choice(("died", "seriously-harmed")),
            incident_year=rng.randrange(2007, 2024),
            **common,
        )
        self.edge("CONCERNS", case, child)
        self.stated(child, paragraphs)
        for order in range(rng.randrange(3)):
            sibling = self.node("Child", f"{case_id}/sibling-{order}", f"Sibling {order}", role="sibling", **common)
            self.edge("INVOLVES", case, sibling)
            self.edge("SIBLING_OF", sibling, child, role="sibling")
            self.stated(sibling, paragraphs)
        for role in FAMILY[: rng.randrange(1, len(FAMILY) + 1)]:
            person = self.node("FamilyMember", f"{case_id}/{role}", role.capitalize(), role=role, **common)
            self.edge("INVOLVES", case, person)
            self.edge("RELATED_TO", person, child, role=role)
            self.stated(person, paragraphs)
        return case

    def agency(self, review_id: str, kind: str, cases: list[Key], paragraphs: list[Place]) -> Key:
        declared = SCHEMA.agency_types[kind]
        agency = self.node(
            "Agency",
            f"{review_id}/{kind}",
            declared.name,
            review_id=review_id,
            agency_type=kind,
            sector=declared.sector,
            names=[declared.name],
            status="found",
        )
        self.edge("IS_A", agency, ("AgencyType", kind))
        for case in cases:
            self.edge("INVOLVED_IN", agency, case)
        self.stated(agency, paragraphs)
        return agency

    def episodes(self, review_id: str, case: Key, paragraphs: list[Place]) -> list[Key]:
        names = ("Pregnancy and birth", "Discharge home", "The referral", "Case closure", "The last weeks")
        made = []
        for ordinal, name in enumerate(names, 1):
            episode = self.node(
                "Episode",
                f"{case[1]}/episode-{ordinal}",
                name,
                review_id=review_id,
                case_id=case[1],
                ordinal=ordinal,
                first_line=ordinal * 50,
                last_line=ordinal * 50 + 49,
                date_text=f"{2000 + ordinal}",
                start_date=f"{2000 + ordinal}",
                end_date=f"{2000 + ordinal}",
                status="found",
            )
            self.edge("HAS_EPISODE", case, episode)
            self.stated(episode, paragraphs)
            made.append(episode)
        for before, after in pairwise(made):
            self.edge("NEXT", before, after)
        return made

    def exchange(
        self,
        review_id: str,
        index: int,
        case: Key,
        agencies: dict[str, Key],
        episodes: dict[str, list[Key]],
        paragraphs: list[Place],
    ) -> None:
        rng = self.rng
        kind = self.drawn(KINDS)[0]
        source, target = (agencies[name] for name in self.drawn({name: self.weights[name] for name in agencies}, 2))
        place, line = rng.choice(paragraphs)
        episode = rng.choice([None, *episodes[case[1]]])
        self.edge(
            kind,
            source,
            target,
            id=f"{review_id}/x{index}",
            review_id=review_id,
            case_id=case[1],
            episode_id=episode[1] if episode else None,
            mode=self.drawn(MODES)[0] if kind == "FAILED_TO_SHARE" else None,
            quote="the record shows what was known",
            paragraph_id=place[1],
            paragraph=f"{1 + (line - 1) // 40}.{1 + (line - 1) % 40}",
            line=line,
            page=1 + (line - 1) // 12,
            confidence=rng.choice((0.4, 0.6, 0.8, 0.9)),
            rule=f"rule-{rng.randrange(120)}",
            status=rng.choice(("found", "found", "found", "confirmed")),
        )

    def finding(
        self,
        review: Key,
        index: int,
        case: Key,
        agencies: dict[str, Key],
        episodes: dict[str, list[Key]],
        paragraphs: list[Place],
    ) -> None:
        rng = self.rng
        finding = self.node(
            "Finding",
            f"{review[1]}/f{index}",
            f"Finding {index}",
            review_id=review[1],
            case_id=case[1],
            kind=rng.choice(self.kinds),
            text="An opportunity to share what was known was missed.",
            rule=f"rule-{rng.randrange(40)}",
            status="found",
        )
        self.edge("FOUND", review, finding)
        self.stated(finding, paragraphs)
        for agency in rng.sample(list(agencies.values()), rng.randrange(3)):
            self.edge("ABOUT", finding, agency)
        for theme in rng.sample(self.themes, rng.randrange(4)):
            self.edge("ON_THEME", finding, ("Theme", theme))
        if rng.random() < 0.5:
            self.edge("IN_EPISODE", finding, rng.choice(episodes[case[1]]))

    def recommendation(self, review: Key, index: int, agencies: dict[str, Key], paragraphs: list[Place]) -> None:
        rng = self.rng
        recommendation = self.node(
            "Recommendation",
            f"{review[1]}/r{index}",
            f"Recommendation {index + 1}",
            review_id=review[1],
            number=str(index + 1),
            text="The Board should see that what is known is shared.",
            scope="multi-agency",
            addressee_text="The Board",
            status="found",
        )
        self.edge("RECOMMENDS", review, recommendation)
        self.stated(recommendation, paragraphs)
        for agency in rng.sample(list(agencies.values()), rng.randrange(3)):
            self.edge("ADDRESSED_TO", recommendation, agency)
        for theme in rng.sample(self.themes, rng.randrange(4)):
            self.edge("ON_THEME", recommendation, ("Theme", theme))


def counts(made: Graph) -> Iterator[tuple[str, int]]:
    """How many of the things that the graph's size is stated in."""
    exchanges = set(SCHEMA.exchange_kinds)
    for label in ("Review", "Agency", "Paragraph"):
        yield label, sum(node.label == label for node in made.nodes)
    yield "exchanges", sum(edge.type in exchanges for edge in made.edges)
