"""What a person decided about a review: ``corrections/<review-id>.yaml``. It wins over what ``load`` found.

    confirm: [x-1f2e3d4c5b]              # statements that are right
    reject: [x-5b4c3d2e1f]               # statements that are wrong: they leave the graph
    change:                              # statements that are right once these fields are set
      x-0a1b2c3d4e: {to: health-visiting, mode: not-consulted}
      child-r: {age_months: 11}          # a case, by its id: the facts of its subject child
      leicester-child-r: {board: …}      # the review, by its id: its bibliographic facts
    add:                                 # statements that were not found, in the lists of the record file
      exchanges:
        - {kind: FAILED_TO_SHARE, mode: not-shared, from: police, to: education, paragraph: "2.4.10", quote: "did not tell"}
      findings:
        - {kind: good-practice, text: …, line: 120, quote: …}

Fields are those of the record file. Instead of its ``evidence``, say where a statement stands: ``paragraph`` (its number
as printed) or ``line``, and ``quote``, words that stand there (left out: the whole paragraph). A statement that is
confirmed or changed gets the status ``confirmed``, one that is added, ``added``. Ids are those of the record file.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.records import (
    Agency,
    CitedReview,
    Episode,
    Exchange,
    Finding,
    ParagraphRecord,
    Person,
    Recommendation,
    Review,
    ReviewRecord,
    Statement,
    Subject,
    stable_id,
)
from graph.schema import SCHEMA

Report = Callable[[str], None]

_LISTS: Mapping[str, type[Statement]] = {
    "people": Person,
    "agencies": Agency,
    "exchanges": Exchange,
    "episodes": Episode,
    "findings": Finding,
    "recommendations": Recommendation,
    "cited_reviews": CitedReview,
}
_PLACE = ("paragraph", "line", "quote")


class CorrectionsError(ValueError):
    """A corrections file that cannot be used; the message names the file, the line and what to mend."""


@dataclass(frozen=True)
class Entry:
    """One decision: ``subject`` is the id of what it is about, or the list that it adds to; ``line`` is 1-based."""

    line: int
    subject: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Corrections:
    path: Path
    confirm: tuple[Entry, ...] = ()
    reject: tuple[Entry, ...] = ()
    change: tuple[Entry, ...] = ()
    add: tuple[Entry, ...] = ()

    def error(self, line: int, what: str) -> CorrectionsError:
        return CorrectionsError(f"{self.path}, line {line}: {what}")


def read(path: Path) -> Corrections:
    """Read a corrections file. Raises CorrectionsError naming the file and line of what is not as the module describes."""
    corrections = Corrections(path)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise corrections.error(line, f"not YAML ({error.problem})") from error
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path}: cannot be read ({error})") from error
    found: dict[str, tuple[Entry, ...]] = {}
    for key, node in _items(root, corrections, "a mapping of confirm, reject, change and add") if root else ():
        if key.value in found:
            raise corrections.error(_line(key), f"{key.value!r} stands twice; put its entries together")
        match key.value:
            case "confirm" | "reject":
                ids = _sequence(node, corrections, "a list of ids")
                found[key.value] = tuple(Entry(_line(item), _id(item, corrections), {}) for item in ids)
            case "change":
                found["change"] = tuple(
                    Entry(_line(name), _id(name, corrections), _fields(fields, corrections))
                    for name, fields in _items(node, corrections, "a mapping of ids to fields")
                )
            case "add":
                found["add"] = tuple(
                    Entry(_line(item), _id(name, corrections), _fields(item, corrections))
                    for name, items in _items(node, corrections, "a mapping of lists")
                    for item in _sequence(items, corrections, "a list of statements")
                )
            case other:
                raise corrections.error(_line(key), f"unknown key {other!r}; known are confirm, reject, change and add")
    return Corrections(path, **found)


def apply(record: ReviewRecord, corrections: Corrections, report: Report) -> ReviewRecord:
    """The record as corrected; the one given is left as it is.

    An id that the record does not hold is told to ``report`` in one line and passed over. Raises CorrectionsError where
    a decision cannot be carried out: a field or word that is not known, words that do not stand where they should.
    """
    data = msgspec.to_builtins(record)
    kinds: dict[str, type[msgspec.Struct]] = {item["id"]: kind for name, kind in _LISTS.items() for item in data[name]}
    targets: dict[str, dict[str, Any]] = {item["id"]: item for name in _LISTS for item in data[name]}
    facts: dict[str, dict[str, Any]] = {case["id"]: case["subject"] for case in data["cases"]} | {
        record.review.id: data["review"]
    }
    decided: dict[str, Entry] = {}

    def known(entries: Iterable[Entry], ids: Container[str]) -> Iterator[Entry]:
        for entry in entries:
            if entry.subject in ids:
                yield entry
            else:
                report(f"{corrections.path}, line {entry.line}: no statement {entry.subject!r} in {record.review.id}")

    for entry in known(corrections.confirm, targets):
        targets[entry.subject]["status"] = "confirmed"
    for entry in known(corrections.change, {*targets, *facts}):
        if entry.subject in facts:
            kind = Review if entry.subject == record.review.id else Subject
            _set(facts[entry.subject], kind, entry, corrections)
        else:
            statement = targets[entry.subject]
            _set(statement, kinds[entry.subject], entry, corrections)
            _place(statement, entry, record.paragraphs, corrections)
            statement["status"] = "confirmed"
            decided[entry.subject] = entry
    _drop(data, {entry.subject for entry in known(corrections.reject, targets)})
    seen = dict.fromkeys(targets, 1)
    for entry in corrections.add:
        if entry.subject not in _LISTS:
            raise corrections.error(entry.line, f"unknown list {entry.subject!r}; known are {', '.join(_LISTS)}")
        added = _added(entry, record.paragraphs, corrections, seen)
        data[entry.subject].append(added)
        decided[added["id"]] = entry
    corrected = msgspec.convert(data, ReviewRecord, strict=False)
    for problem in SCHEMA.problems(corrected):
        owner, _, what = problem.partition(": ")
        if owner in decided:
            raise corrections.error(decided[owner].line, what)
    return corrected


def _set(target: dict[str, Any], kind: type[msgspec.Struct], entry: Entry, corrections: Corrections) -> None:
    """Set the entry's fields. Raises CorrectionsError on one that the kind does not have or of another type."""
    settable = {field.encode_name for field in msgspec.structs.fields(kind)} - {"id", "status", "evidence", "source", "extractor"}
    evidenced = "evidence" in kind.__struct_fields__
    for name, value in entry.fields.items():
        if name in settable:
            target[name] = value
        elif not (evidenced and name in _PLACE):
            known = sorted((*settable, *(_PLACE if evidenced else ())))
            raise corrections.error(entry.line, f"unknown field {name!r}; known are {', '.join(known)}")
    try:
        msgspec.convert(target, kind, strict=False)
    except msgspec.ValidationError as error:
        raise corrections.error(entry.line, str(error)) from error


def _place(target: dict[str, Any], entry: Entry, paragraphs: Sequence[ParagraphRecord], corrections: Corrections) -> None:
    """Set the evidence from the paragraph or line and the quote that the entry gives; a quote alone stands where the
    statement did."""
    place = {name: entry.fields[name] for name in _PLACE if name in entry.fields}
    if not place:
        return
    if set(place) == {"quote"}:
        found = [paragraph for paragraph in paragraphs if paragraph.id == target["evidence"]["paragraph_id"]]
    else:
        found = [
            paragraph
            for paragraph in paragraphs
            if paragraph.ref == place.get("paragraph", paragraph.ref)
            and str(paragraph.line) == place.get("line", str(paragraph.line))
        ]
    quote = str(place.get("quote", ""))
    holding = [paragraph for paragraph in found if quote in paragraph.text]
    if not found:
        raise corrections.error(entry.line, f"no paragraph at {_where(place)}")
    if not holding:
        raise corrections.error(entry.line, f"{quote!r} does not stand in the paragraph at {_where(place) or 'the statement'}")
    paragraph = holding[0]
    start = paragraph.text.index(quote)
    target["evidence"] = {
        "paragraph_id": paragraph.id,
        "paragraph": paragraph.ref,
        "line": paragraph.line,
        "page": paragraph.page,
        "start": start,
        "end": start + len(quote or paragraph.text),
        "quote": quote or paragraph.text,
    }


def _where(place: Mapping[str, Any]) -> str:
    return " and ".join(f"{name} {place[name]}" for name in ("paragraph", "line") if name in place)


def _added(entry: Entry, paragraphs: Sequence[ParagraphRecord], corrections: Corrections, seen: dict[str, int]) -> dict[str, Any]:
    if not {"paragraph", "line"} & set(entry.fields):
        raise corrections.error(entry.line, "say where it stands: `paragraph` (its number as printed) or `line`, and `quote`")
    added: dict[str, Any] = {"id": "", "status": "added", "evidence": {}}
    _place(added, entry, paragraphs, corrections)
    if entry.subject == "episodes":
        added |= {"first_line": added["evidence"]["line"], "last_line": added["evidence"]["line"]}
    _set(added, _LISTS[entry.subject], entry, corrections)
    said = sorted((name, value) for name, value in entry.fields.items() if name not in _PLACE)
    added["id"] = stable_id(
        "added", entry.subject, said, added["evidence"]["paragraph_id"], added["evidence"]["quote"], seen=seen
    )
    return added


def _drop(data: dict[str, Any], rejected: Container[str]) -> None:
    for name in _LISTS:
        data[name] = [item for item in data[name] if item["id"] not in rejected]
    for item in (*data["exchanges"], *data["findings"]):
        if item["episode"] in rejected:
            item["episode"] = None


def _items(node: yaml.Node, corrections: Corrections, expected: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise corrections.error(_line(node), f"expected {expected}")
    return list(node.value)


def _sequence(node: yaml.Node, corrections: Corrections, expected: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise corrections.error(_line(node), f"expected {expected}")
    return list(node.value)


def _id(node: yaml.Node, corrections: Corrections) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise corrections.error(_line(node), "expected an id")
    return str(node.value)


def _fields(node: yaml.Node, corrections: Corrections) -> dict[str, Any]:
    return {_id(name, corrections): _value(value) for name, value in _items(node, corrections, "a mapping of fields")}


def _value(node: yaml.Node) -> Any:
    """What a node says, every scalar but null as its text: YAML would take "2.10" for 2.1 and a date for no text."""
    match node:
        case yaml.MappingNode():
            return {str(name.value): _value(value) for name, value in node.value}
        case yaml.SequenceNode():
            return [_value(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
