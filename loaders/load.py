"""Documents in, one record file per review out.

A document is read only when its content or the reader has changed. Each record is in its place as soon as it is ready, so an
interrupted load loses nothing, and a document that cannot be read stops no other.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import msgspec

from graph.records import ExchangeKind, Review, ReviewRecord
from graph.workspace import Workspace, WorkspaceError
from loaders.documents import DocumentError, find_documents, read_document
from loaders.reading import EXTRACTOR_VERSION, read

SMALL = 100_000  # bytes: reading this much takes about as long as starting other processes
NO_REVIEWS = {"readme", "license", "licence", "changelog", "contributing"}  # names of files that are about a folder
ID_LENGTH = 100  # characters of a file's name that a review's id keeps


@dataclass(frozen=True)
class Loaded:
    """A document that was read; counts of what its record holds, ``seconds`` on the clock."""

    path: Path
    review_id: str
    title: str
    cases: int
    people: int
    agencies: int
    exchanges: Mapping[ExchangeKind, int]
    findings: int
    recommendations: int
    paragraphs: int
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unchanged:
    """A document whose record stands; ``same_as`` names the file that holds the same content, where it is another one."""

    path: Path
    review_id: str
    same_as: Path | None = None


@dataclass(frozen=True)
class Failed:
    """A document that could not be read; ``reason`` is one line naming it, ``trace`` a traceback where the reader is at fault."""

    path: Path
    reason: str
    trace: str = ""


@dataclass(frozen=True)
class PassedOver:
    """A document in a folder or pattern that is no review by its name, such as a README; named outright, it is read."""

    path: Path


Outcome = Loaded | Unchanged | Failed | PassedOver
Settled = Unchanged | Failed | PassedOver


@dataclass(frozen=True)
class Job:
    path: Path
    review_id: str
    size: int


@dataclass(frozen=True)
class Plan:
    """What a load has to do: the documents to read, and what is settled about the others."""

    jobs: Sequence[Job]
    settled: Sequence[Settled]


def load(paths: Iterable[Path | str], workspace: Workspace) -> list[Outcome]:
    """Read files, folders and patterns into the workspace; what became of each document."""
    planned = plan(paths, workspace)
    return [*planned.settled, *run(planned, workspace)]


def plan(paths: Iterable[Path | str], workspace: Workspace) -> Plan:
    """Find the documents and the review that each belongs to.

    A review's id is made from the name of its file. Another file of that name gets an id of its own, unless the first is gone
    (it has moved); the same content under two names is one review.
    """
    known = _Known(workspace)
    jobs: list[Job] = []
    settled: list[Settled] = []
    for path in _documents(paths, settled):
        try:
            content = path.read_bytes()
        except OSError as error:
            settled.append(Failed(path, f"{path}: cannot be read ({error.strerror}); check that you may read it"))
            continue
        decided = known.decide(path, hashlib.sha256(content).hexdigest())
        if isinstance(decided, Unchanged):
            settled.append(decided)
        else:
            jobs.append(Job(path, decided, len(content)))
    return Plan(jobs, settled)


def run(planned: Plan, workspace: Workspace, processes: int | None = None) -> Iterator[Loaded | Failed]:
    """Read the documents of a plan, in ``processes`` processes (default: one for each core), yielding each as it is ready."""
    jobs = sorted(planned.jobs, key=lambda job: -job.size)  # the long ones first, so that all cores finish together
    wanted = min(processes or _cores(), len(jobs))
    if wanted < 2 or (processes is None and sum(job.size for job in jobs) < SMALL):
        yield from (_read(job, workspace.path) for job in jobs)
        return
    broken: list[Job] = []
    yield from _in_processes(jobs, workspace.path, wanted, broken)
    for job in broken:  # one of them ended the process; each now gets a process of its own
        failed: list[Job] = []
        yield from _in_processes([job], workspace.path, 1, failed)
        if failed:
            yield Failed(job.path, f"{job.path}: the process that read it died, perhaps for want of memory; try it alone")


class _Header(msgspec.Struct):
    """The part of a record that tells where it came from."""

    review: Review


class _Known:
    """Which review each file and each content belongs to, in the workspace and in the load under way."""

    def __init__(self, workspace: Workspace) -> None:
        self.reviews: dict[str, Review] = {}
        for review_id in workspace.review_ids():
            try:
                self.reviews[review_id] = msgspec.json.decode(workspace.record_path(review_id).read_bytes(), type=_Header).review
            except (msgspec.DecodeError, WorkspaceError, OSError):
                continue  # a record that cannot be read is written anew
        self.by_path = {review.source.path: review_id for review_id, review in self.reviews.items()}
        self.by_content = {review.source.sha256: review_id for review_id, review in self.reviews.items()}
        self.decided: dict[str, Path] = {}

    def decide(self, path: Path, sha256: str) -> str | Unchanged:
        """The id under which to read the file, or why it need not be read."""
        place = str(path.resolve())
        review_id = self.by_path.get(place) or self.by_content.get(sha256) or self._new_id(path, place)
        if (first := self.decided.get(review_id)) is not None:
            return Unchanged(path, review_id, same_as=first)
        held = self.reviews.get(review_id)
        if held is not None and held.source.sha256 == sha256 and held.extractor == EXTRACTOR_VERSION:
            return Unchanged(path, review_id, same_as=None if held.source.path == place else Path(held.source.path))
        self.decided[review_id] = path
        self.by_path[place] = self.by_content[sha256] = review_id
        return review_id

    def _new_id(self, path: Path, place: str) -> str:
        slug = re.sub(r"[^\w.-]+", "-", path.stem.casefold()).strip("-._")[:ID_LENGTH] or "review"
        held = self.reviews.get(slug)
        moved = held is not None and held.source.file == path.name and not Path(held.source.path or path.name).exists()
        if slug not in self.decided and (held is None or moved):
            return slug
        return f"{slug}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"


def _documents(paths: Iterable[Path | str], settled: list[Settled]) -> Iterator[Path]:
    seen: set[Path] = set()
    for given in paths:
        try:
            found = find_documents([given])
        except DocumentError as error:
            settled.append(Failed(Path(given), str(error)))
            continue
        for path in found:
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            if path.stem.casefold() in NO_REVIEWS and path != Path(given).expanduser():
                settled.append(PassedOver(path))
            else:
                yield path


def _in_processes(jobs: Sequence[Job], folder: Path, processes: int, broken: list[Job]) -> Iterator[Loaded | Failed]:
    """Read in processes of their own; ``broken`` gets the jobs that were lost when one of these died."""
    # Spawned, not forked: the caller may run threads (a progress bar does), which a fork would leave half alive.
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_ignore_interrupt)
    try:
        running: dict[Future[Loaded | Failed], Job] = {pool.submit(_read, job, folder): job for job in jobs}
        for done in as_completed(running):
            try:
                yield done.result()
            except BrokenProcessPool:
                broken.append(running[done])
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal; the one that started the others stops them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(job: Job, folder: Path) -> Loaded | Failed:
    started = time.perf_counter()
    try:
        document = read_document(job.path)
        record = read(document, job.review_id)
        record.review.source.path = str(job.path.resolve())
        Workspace(folder).save(record)
    except (DocumentError, WorkspaceError) as error:
        return Failed(job.path, str(error))
    except Exception as error:  # a fault of the reader on one document must not take the others with it
        reason = f"{job.path}: the reader failed on it ({type(error).__name__}: {error}); please report this"
        return Failed(job.path, reason, traceback.format_exc())
    return _summary(job, record, document.warnings, time.perf_counter() - started)


def _summary(job: Job, record: ReviewRecord, warnings: tuple[str, ...], seconds: float) -> Loaded:
    return Loaded(
        path=job.path,
        review_id=job.review_id,
        title=record.review.title,
        cases=len(record.cases),
        people=len(record.people),
        agencies=len(record.agencies),
        exchanges=Counter(exchange.kind for exchange in record.exchanges),
        findings=len(record.findings),
        recommendations=len(record.recommendations),
        paragraphs=len(record.paragraphs),
        seconds=seconds,
        warnings=warnings,
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
