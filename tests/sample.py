"""A small record made by hand, in which every kind of statement occurs, and the graph that it must become."""

from __future__ import annotations

from typing import Any

import msgspec

from graph.records import Evidence, ReviewRecord

PARAGRAPHS = {
    "p1": ("1.1", 5, "Child A died in May 2015, aged 10 months. Mother lived with Child A and Brother."),
    "p2": ("2.1", 9, "In March 2015 the health visitor referred the family to Children's Services."),
    "p3": ("2.2", 11, "The hospital did not tell the GP of the injury. This was a missed opportunity."),
    "p4": ("3.1", 20, "The board should audit handovers. The review of Child B (Fareham, 2013) found the same."),
}


def evidence(paragraph: str, quote: str) -> dict[str, Any]:
    ref, line, text = PARAGRAPHS[paragraph]
    start = text.index(quote)
    place = Evidence(
        paragraph_id=paragraph, paragraph=ref, line=line, page=line // 10 + 1, start=start, end=start + len(quote), quote=quote
    )
    found: dict[str, Any] = msgspec.to_builtins(place)
    return found


def sample(review_id: str = "upton-child-a", board: str = "Upton Safeguarding Board", **changes: Any) -> ReviewRecord:
    """The record; ``changes`` replace whole keys of it."""
    data: dict[str, Any] = {
        "review": {
            "id": review_id,
            "title": "",
            "board": board,
            "type": "Serious Case Review",
            "authors": ["J. Reed"],
            "published": "2016-02",
            "period": "2014/2015-05",
            "source": {"file": "a.txt", "sha256": "00", "lines": 30},
        },
        "cases": [
            {
                "id": "child-a",
                "subject": {"label": "Child A", "age_months": 10, "outcome": "died", "incident_year": 2015},
            }
        ],
        "people": [
            {"id": "s1", "case": "child-a", "label": "Child A", "role": "subject-child", "evidence": evidence("p1", "Child A")},
            {"id": "s2", "case": "child-a", "label": "Mother", "role": "mother", "evidence": evidence("p1", "Mother")},
            {"id": "s3", "case": "child-a", "label": "Brother", "role": "half-sibling", "evidence": evidence("p1", "Brother")},
        ],
        "agencies": [
            {"id": "g1", "type": "health-visiting", "names": ["health visitor"], "evidence": evidence("p2", "health visitor")},
            {
                "id": "g2",
                "type": "childrens-social-care",
                "names": ["Children's Services"],
                "evidence": evidence("p2", "Children's Services"),
            },
        ],
        "exchanges": [
            {
                "id": "x1",
                "kind": "REFERRED_TO",
                "from": "health-visiting",
                "to": "childrens-social-care",
                "case": "child-a",
                "episode": "e1",
                "date_text": "March 2015",
                "start": "2015-03",
                "about": ["Child A"],
                "confidence": 0.9,
                "rule": "referred",
                "evidence": evidence("p2", "the health visitor referred the family to Children's Services"),
            },
            {
                "id": "x2",
                "kind": "FAILED_TO_SHARE",
                "from": "hospital",
                "to": "general-practice",
                "mode": "not-shared",
                "confidence": 0.7,
                "rule": "not-told",
                "evidence": evidence("p3", "The hospital did not tell the GP"),
            },
        ],
        "episodes": [
            {"id": "e2", "label": "The injury", "first_line": 11, "last_line": 12, "evidence": evidence("p3", "the injury")},
            {
                "id": "e1",
                "case": "child-a",
                "label": "March 2015",
                "first_line": 9,
                "last_line": 10,
                "start": "2015-03",
                "evidence": evidence("p2", "March 2015"),
            },
        ],
        "findings": [
            {
                "id": "f1",
                "kind": "missed-opportunity",
                "text": "This was a missed opportunity.",
                "themes": ["information-sharing"],
                "agencies": ["hospital"],
                "episode": "e2",
                "evidence": evidence("p3", "This was a missed opportunity."),
            }
        ],
        "recommendations": [
            {
                "id": "r1",
                "number": "1",
                "text": "The board should audit handovers.",
                "addressed_to": ["safeguarding-board"],
                "themes": ["transfer-and-handover"],
                "evidence": evidence("p4", "The board should audit handovers."),
            }
        ],
        "cited_reviews": [
            {
                "id": "c1",
                "board": "Fareham",
                "label": "Child B",
                "year": 2013,
                "evidence": evidence("p4", "Child B (Fareham, 2013)"),
            }
        ],
        "paragraphs": [
            {"id": key, "ref": ref, "line": line, "page": line // 10 + 1, "section": "A > B", "text": text}
            for key, (ref, line, text) in PARAGRAPHS.items()
        ],
        **changes,
    }
    return msgspec.convert(data, ReviewRecord)
