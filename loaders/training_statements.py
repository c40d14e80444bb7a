"""Statements coded one by one, from which the scorer learns beside whole reviews: each a few sentences with their exchanges.

A file is a YAML list; each statement is read alone, as a paragraph of a narrative, so that nothing is carried over to it::

    - text: The hospital did not make a safeguarding referral.
      exchanges: [FAILED_TO_SHARE hospital childrens-social-care]
    - text: The parents were not told of the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.records import EXCHANGE_KINDS
from graph.schema import SCHEMA
from loaders.documents import Document, Kind, Paragraph
from loaders.scoring import CodedExchange, Coding, ScoringError

_SECTION = ("Narrative",)


class _Statement(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    exchanges: list[str] = []


def read_statements(file: Path) -> Iterator[tuple[Coding, Document]]:
    """Each statement of a file with its coding, as a review of one paragraph. Raises ScoringError, whose line names the file."""
    try:
        statements = msgspec.yaml.decode(file.read_bytes(), type=list[_Statement])
    except (OSError, msgspec.MsgspecError) as error:
        raise ScoringError(f"{file}: cannot be read as coded statements ({error}); see loaders/training_statements.py") from error
    for number, statement in enumerate(statements, 1):
        name = f"{file.stem}-{number}"
        exchanges = [_exchange(words, f"{file}: statement {number}") for words in statement.exchanges]
        paragraph = Paragraph(id=name, kind=Kind.BODY, text=statement.text, line=1, section=_SECTION, end=len(statement.text))
        document = Document(
            file=name, path=str(file), sha256="", media_type="text/plain", text=statement.text, paragraphs=(paragraph,)
        )
        yield Coding(source=name, exchanges=exchanges), document


def _exchange(words: str, where: str) -> CodedExchange:
    kind, *parties = words.split()
    if kind not in EXCHANGE_KINDS or len(parties) != 2 or not SCHEMA.agency_types.keys() >= set(parties):
        raise ScoringError(
            f"{where}: {words!r} is no exchange; write its kind and two agency types, as in the coding of a review"
        )
    return CodedExchange(kind=kind, from_=parties[0], to=parties[1], line=1)
