"""Hand-coded gold files as review records, so that questions can be asked of what a person coded.

Every line of the source that holds text is a paragraph, and the whole line is the quote of what is coded on it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graph.records import (
    Agency,
    Case,
    CitedReview,
    Episode,
    Evidence,
    Exchange,
    Finding,
    ParagraphRecord,
    Person,
    Recommendation,
    Review,
    ReviewRecord,
    Source,
    Subject,
)
from loaders.reading.themes import themes_of

EXAMPLES = Path(__file__).parents[1] / "examples"
NUMBER = re.compile(r"\**(\d+(?:\.\d+)+)\b")


def record(gold: Path, source: Path) -> ReviewRecord:
    """The record that a perfect reader would make of ``source``, as the gold file has it."""
    coded: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    lines = source.read_text(encoding="utf-8").splitlines()

    def said(line: int) -> Evidence:
        text = _text(lines[line - 1])
        return Evidence(paragraph_id=f"l{line}", paragraph=_ref(text), line=line, end=len(text), quote=text)

    def told(line: int) -> str:
        return _text(lines[line - 1])

    about = coded["review"]
    known = [case["id"] for case in coded["cases"]]

    def case_of(statement: dict[str, Any]) -> str | None:
        """The one case that a statement is coded for; none where it is coded for several, or for none in particular."""
        return statement["case"] if statement.get("case") in known else None

    return ReviewRecord(
        review=Review(
            id=source.stem,
            title=about["title"],
            board=about["board"],
            type=about["type"],
            authors=about["authors"],
            published=about["published"],
            period=about["period"],
            source=Source(file=source.name, lines=len(lines)),
            extractor="coded by hand",
        ),
        cases=[Case(id=case["id"], subject=Subject(**case["subject"])) for case in coded["cases"]],
        people=[
            Person(
                id=f"person-{n}-{case}",
                case=case,
                label=person["label"],
                role=person["role"],
                evidence=said(person["first_line"]),
            )
            for n, person in enumerate(coded["people"])
            for case in ([person["case"]] if person["case"] in known else known)
        ],
        agencies=[
            Agency(id=f"agency-{n}", type=agency["type"], names=agency["names"], evidence=said(agency["first_line"]))
            for n, agency in enumerate(coded["agencies"])
        ],
        exchanges=[
            Exchange(
                id=f"exchange-{n}",
                kind=exchange["kind"],
                from_=exchange["from"],
                to=exchange["to"],
                mode=exchange.get("mode"),
                case=case_of(exchange),
                episode=_episode(coded["episodes"], exchange["line"]),
                rule=exchange["kind"].lower(),
                evidence=said(exchange["line"]),
            )
            for n, exchange in enumerate(coded["exchanges"])
        ],
        episodes=[
            Episode(
                id=f"episode-{n}",
                case=case_of(episode),
                label=episode["label"],
                first_line=episode["first_line"],
                last_line=episode["last_line"],
                date_text=episode.get("date_text"),
                start=(episode.get("edtf") or "").partition("/")[0] or None,
                evidence=said(episode["first_line"]),
            )
            for n, episode in enumerate(coded["episodes"])
        ],
        findings=[
            Finding(
                id=f"finding-{n}",
                kind=finding["kind"],
                text=told(finding["line"]),
                themes=themes_of(told(finding["line"])),
                agencies=list(dict.fromkeys(e["from"] for e in coded["exchanges"] if e["line"] == finding["line"])),
                episode=_episode(coded["episodes"], finding["line"]),
                evidence=said(finding["line"]),
            )
            for n, finding in enumerate(coded["findings"])
        ],
        recommendations=[
            Recommendation(
                id=f"recommendation-{n}",
                number=str(recommendation["number"]),
                text=told(recommendation["line"]),
                addressed_to=addressees(coded["agencies"], recommendation.get("addressed_to")),
                addressee_text=recommendation.get("addressed_to"),
                scope=recommendation.get("scope") or "multi-agency",
                themes=themes_of(told(recommendation["line"])),
                evidence=said(recommendation["line"]),
            )
            for n, recommendation in enumerate(coded["recommendations"])
        ],
        cited_reviews=[
            CitedReview(
                id=f"cited-{n}", board=cited["board"], label=cited["label"], year=cited["year"], evidence=said(cited["line"])
            )
            for n, cited in enumerate(coded["cites"])
        ],
        paragraphs=[
            ParagraphRecord(id=f"l{n}", ref=_ref(_text(line)), line=n, text=_text(line))
            for n, line in enumerate(lines, 1)
            if line.strip()
        ],
    )


def example_records() -> list[ReviewRecord]:
    """The bundled example reviews as they were coded by hand."""
    return [record(gold, EXAMPLES / f"{gold.stem}.txt") for gold in sorted((EXAMPLES / "gold").glob("*.json"))]


def _text(line: str) -> str:
    return " ".join(line.split())


def _ref(text: str) -> str:
    found = NUMBER.match(text)
    return found[1] if found else ""


def _episode(episodes: list[dict[str, Any]], line: int) -> str | None:
    return next((f"episode-{n}" for n, e in enumerate(episodes) if e["first_line"] <= line <= e["last_line"]), None)


def addressees(agencies: list[dict[str, Any]], addressed: str | list[str] | None) -> list[str]:
    """The types of the agencies whose names stand in the words of the address."""
    words = " ".join(addressed) if isinstance(addressed, list) else addressed or ""
    return [agency["type"] for agency in agencies if any(name.lower() in words.lower() for name in agency["names"])]
