"""The typed records of one review: what a loader found, each statement with its evidence.

The JSON form (``casegraph/review@1``) is the contract between the reader, corrections, the fold and every other tool.
Vocabulary of kinds, modes, agency types and roles: ``graph/schema.yaml``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

FORMAT = "casegraph/review@1"

ExchangeKind = Literal["REFERRED_TO", "INFORMED", "FAILED_TO_SHARE"]
EXCHANGE_KINDS: tuple[ExchangeKind, ...] = get_args(ExchangeKind)
FindingKind = Literal["missed-opportunity", "shortcoming", "good-practice", "lesson"]
Status = Literal["found", "confirmed", "added"]


class RecordError(ValueError):
    """A record file that cannot be used; the message names the file and what is wrong with it."""


class Evidence(msgspec.Struct, kw_only=True):
    """Where a statement stands. ``quote`` is verbatim ``text[start:end]`` of the paragraph ``paragraph_id``.

    ``paragraph`` is the number as printed ("2.4.10") or ""; ``line`` and ``page`` are 1-based.
    """

    paragraph_id: str = ""
    paragraph: str = ""
    line: int = 0
    page: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""


class Source(msgspec.Struct, kw_only=True):
    """The file a review was read from; ``lines`` counts the lines of its text, ``pages`` those of a paged format. ``path`` is
    where it lay on this machine, by which ``load`` knows it again; no graph, export or report holds it."""

    file: str
    sha256: str = ""
    media_type: str = "text/plain"
    lines: int = 0
    pages: int | None = None
    path: str = ""
    encoding: str | None = None


class Review(msgspec.Struct, kw_only=True):
    """Bibliographic facts; ``published`` and ``period`` are EDTF (Library of Congress, ISO 8601-2)."""

    id: str
    title: str = ""
    board: str | None = None
    type: str | None = None
    methodology: str | None = None
    authors: list[str] = []
    published: str | None = None
    period: str | None = None
    source: Source
    extractor: str = ""


class Subject(msgspec.Struct, kw_only=True):
    """The child a case is about; age in months at the incident."""

    label: str
    sex: str | None = None
    age_months: int | None = None
    outcome: str | None = None
    incident_year: int | None = None
    cause: str | None = None


class Case(msgspec.Struct, kw_only=True):
    id: str
    subject: Subject


class Person(msgspec.Struct, kw_only=True):
    """A person in a case by family role (coding manual, section 3)."""

    id: str
    case: str
    label: str
    role: str
    evidence: Evidence
    status: Status = "found"


class Agency(msgspec.Struct, kw_only=True):
    """A service as it takes part in one review, with the names the review uses."""

    id: str
    type: str
    names: list[str] = []
    cases: list[str] = []
    evidence: Evidence
    status: Status = "found"


class Exchange(msgspec.Struct, kw_only=True):
    """Information that passed, or should have, between two agency types. ``start``/``end`` are EDTF dates."""

    id: str
    kind: ExchangeKind
    from_: str = msgspec.field(name="from")
    to: str
    mode: str | None = None
    case: str | None = None
    episode: str | None = None
    date_text: str | None = None
    start: str | None = None
    end: str | None = None
    about: list[str] = []
    confidence: float = 1.0
    rule: str = ""
    evidence: Evidence
    status: Status = "found"


class Episode(msgspec.Struct, kw_only=True):
    """A period or key event that the review sets out; first and last are 1-based source lines."""

    id: str
    case: str | None = None
    label: str
    first_line: int
    last_line: int
    date_text: str | None = None
    start: str | None = None
    end: str | None = None
    evidence: Evidence
    status: Status = "found"


class Finding(msgspec.Struct, kw_only=True):
    """A judgement on practice; ``agencies`` holds agency types, ``case`` and ``episode`` ids where plain."""

    id: str
    kind: FindingKind
    text: str
    themes: list[str] = []
    agencies: list[str] = []
    case: str | None = None
    episode: str | None = None
    rule: str = ""
    evidence: Evidence
    status: Status = "found"


class Recommendation(msgspec.Struct, kw_only=True):
    """``addressed_to`` holds agency types; ``addressee_text`` the words used; ``scope`` multi-agency or single-agency."""

    id: str
    number: str
    text: str
    addressed_to: list[str] = []
    addressee_text: str | None = None
    scope: str = "multi-agency"
    themes: list[str] = []
    evidence: Evidence
    status: Status = "found"


class CitedReview(msgspec.Struct, kw_only=True):
    id: str = ""
    board: str | None = None
    label: str | None = None
    year: int | None = None
    evidence: Evidence
    status: Status = "found"


Statement = Person | Agency | Exchange | Episode | Finding | Recommendation | CitedReview


class ParagraphRecord(msgspec.Struct, kw_only=True):
    """One paragraph of the source; ``section`` is the path of headings above it, joined by " > "."""

    id: str
    ref: str = ""
    section: str = ""
    kind: str = "body"
    page: int | None = None
    line: int
    text: str
    coded: bool = True


class ReviewRecord(msgspec.Struct, kw_only=True):
    """Everything that one review states."""

    format: str = FORMAT
    review: Review
    cases: list[Case] = []
    people: list[Person] = []
    agencies: list[Agency] = []
    exchanges: list[Exchange] = []
    episodes: list[Episode] = []
    findings: list[Finding] = []
    recommendations: list[Recommendation] = []
    cited_reviews: list[CitedReview] = []
    paragraphs: list[ParagraphRecord] = []

    def statements(self) -> Iterator[Statement]:
        """Everything that a paragraph states, in the order of the lists above."""
        yield from self.people
        yield from self.agencies
        yield from self.exchanges
        yield from self.episodes
        yield from self.findings
        yield from self.recommendations
        yield from self.cited_reviews


def stable_id(prefix: str, *parts: object, seen: dict[str, int] | None = None) -> str:
    """An id from what a statement says, so that it does not move when other statements do.

    ``seen`` counts the uses of each id within one review: a repeated statement gets ``-2``, ``-3`` …
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:10]
    made = f"{prefix}-{digest}"
    if seen is not None:
        seen[made] = seen.get(made, 0) + 1
        if seen[made] > 1:
            made = f"{made}-{seen[made]}"
    return made


def dump(record: ReviewRecord) -> bytes:
    """The record as indented UTF-8 JSON, deterministic for equal records."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def load(path: Path) -> ReviewRecord:
    """Read a record file. Raises RecordError naming the file when it is not one."""
    try:
        record = msgspec.json.decode(path.read_bytes(), type=ReviewRecord)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); check that the file exists and is readable") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: not a casegraph record ({error}); load the review again to rewrite it") from error
    if record.format != FORMAT:
        raise RecordError(f"{path}: format {record.format!r}, expected {FORMAT!r}; load the review again to rewrite it")
    return record
