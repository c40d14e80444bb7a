"""A workspace: the folder of one body of work.

reviews/<review-id>.json       the record of each review (``graph.records``), written by ``load``
corrections/<review-id>.yaml   what a person decided about it (``graph.corrections``), never written here
graph.kgl, graph.json          the embedded graph and what it was made from: a cache, deleting it loses nothing
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

import kglite
import msgspec

from graph import corrections, fold, records
from graph.corrections import CorrectionsError, Report
from graph.records import RecordError, ReviewRecord
from graph.schema import SCHEMA
from graph.stores.base import Progress
from graph.stores.embedded import EmbeddedStore


class WorkspaceError(ValueError):
    """A workspace that cannot be used as it is; the message names the folder and what to do."""


@dataclass(frozen=True)
class Contents:
    """The records of a workspace as corrected, and what was passed over in reading them, one line each."""

    records: tuple[ReviewRecord, ...]
    problems: tuple[str, ...]


class Workspace:
    """``path`` need not exist yet: saving a record makes it."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.reviews_folder = self.path / "reviews"
        self.corrections_folder = self.path / "corrections"
        self.graph_file = self.path / "graph.kgl"
        self._built_file = self.path / "graph.json"

    def record_path(self, review_id: str) -> Path:
        """Where the record of a review is kept. Raises WorkspaceError on an id that cannot be a file's name."""
        if not re.fullmatch(r"\w[\w.-]*", review_id):
            raise WorkspaceError(f"{review_id!r} cannot be the id of a review: use letters, digits, '.', '-' and '_'")
        return self.reviews_folder / f"{review_id}.json"

    def review_ids(self) -> list[str]:
        return sorted(path.stem for path in self.reviews_folder.glob("*.json"))

    def save(self, record: ReviewRecord) -> Path:
        """Write a record in place of the one of the same review, at once or not at all."""
        path = self.record_path(record.review.id)
        _write(path, records.dump(record))
        return path

    def load(self, review_id: str) -> ReviewRecord:
        """The record of a review as it was read, without corrections. Raises RecordError."""
        path = self.record_path(review_id)
        record = records.load(path)
        if record.review.id != review_id:
            raise RecordError(f"{path}: holds the record of {record.review.id!r}; name the file {record.review.id}.json")
        return record

    def corrected(self, review_id: str, report: Report) -> ReviewRecord:
        """The record of a review with a person's corrections. ``report`` hears of decisions that no longer fit anything.

        Raises RecordError or CorrectionsError naming the file.
        """
        record = self.load(review_id)
        decided = self.corrections_folder / f"{review_id}.yaml"
        if decided.exists():
            record = corrections.apply(record, corrections.read(decided), report)
        if problems := SCHEMA.problems(record):
            raise RecordError(f"{self.record_path(review_id)}: {problems[0]}; load the review again to rewrite it")
        return record

    def contents(self) -> Contents:
        """Every record that can be used. Raises WorkspaceError where there is none at all."""
        found: list[ReviewRecord] = []
        problems: list[str] = []
        for review_id in self.review_ids():
            try:
                found.append(self.corrected(review_id, problems.append))
            except (RecordError, CorrectionsError, WorkspaceError) as error:
                problems.append(f"{error} (this review is left out)")
        if not found and not problems:
            raise self._empty()
        return Contents(tuple(found), tuple(problems))

    def remove(self, review_id: str) -> None:
        """Delete the record of a review; its corrections stay. Raises WorkspaceError where there is none."""
        try:
            self.record_path(review_id).unlink()
        except FileNotFoundError as error:
            raise WorkspaceError(
                f"{self.path}: holds no review {review_id!r}; `casegraph reviews` lists those it holds"
            ) from error

    def store(self, report: Report | None = None, progress: Progress | None = None) -> EmbeddedStore:
        """The embedded store of an up-to-date graph, folded anew where anything that it was made from has changed.

        ``report`` hears, in one line each, what was passed over in the fold, also where the graph was up to date.
        Raises WorkspaceError where there are no reviews, StoreError where the graph cannot be written.
        """
        made_from = self._made_from()
        built = self._read_built()
        if built is None or built.made_from != made_from or built.file != _identity(self.graph_file):
            built = self._build(made_from, progress)
        if report:
            for problem in built.problems:
                report(problem)
        return EmbeddedStore(self.graph_file)

    def _build(self, made_from: str, progress: Progress | None) -> _Built:
        """Fold into a file beside and swap it in. Two processes that build at once each swap in a whole graph; ``graph.json``
        names the very file that it describes, so that a graph is never taken for one made from something else."""
        contents = self.contents()
        beside = self.path / f".graph-{uuid.uuid4().hex}.kgl"
        try:
            EmbeddedStore(beside).write(fold.fold(contents.records), progress)
            built = _Built(made_from=made_from, file=_identity(beside), problems=contents.problems)
            beside.replace(self.graph_file)
        finally:
            beside.unlink(missing_ok=True)
        _write(self._built_file, msgspec.json.encode(built))
        return built

    def _read_built(self) -> _Built | None:
        try:
            return msgspec.json.decode(self._built_file.read_bytes(), type=_Built)
        except (OSError, msgspec.DecodeError):
            return None

    def _made_from(self) -> str:
        """A digest of the files that the graph is made from, by name, size and time of change, and of the code that makes it."""
        files = [*self.reviews_folder.glob("*.json"), *self.corrections_folder.glob("*.yaml")]
        if not files:
            raise self._empty()
        digest = hashlib.sha256(f"{SCHEMA.digest} {kglite.__version__}".encode())
        for module in (fold, corrections, records):
            digest.update(Path(str(module.__file__)).read_bytes())
        for path in sorted(files):
            digest.update(f"{path.name} {_identity(path)}\n".encode())
        return digest.hexdigest()

    def _empty(self) -> WorkspaceError:
        return WorkspaceError(f"{self.path}: holds no reviews; run `casegraph load PATH --workspace {self.path}` first")


class _Built(msgspec.Struct):
    """What the graph was made from, the identity of its file, and what was passed over."""

    made_from: str
    file: str
    problems: tuple[str, ...]


def _identity(path: Path) -> str:
    try:
        found = path.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"


def _write(path: Path, content: bytes) -> None:
    """Write beside and swap in, so that nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
