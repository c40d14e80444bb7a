"""The server engine: Neo4j, or any server that speaks its Bolt protocol.

A graph is written review by review, each within one transaction: a review that the server holds in the same form already is
left alone, another is replaced, and readers never see half of one. The digest on a review's node tells them apart.
"""

from __future__ import annotations

import getpass
import logging
import os
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

import neo4j
import neo4j.exceptions
import neo4j.graph
import neo4j.spatial
import neo4j.time

from graph.schema import SCHEMA
from graph.stores.base import Edge, Graph, Node, Progress, Result, StoreError, Value
from graph.stores.cypher import refuse_other_sources

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
USER, PASSWORD, DATABASE = "CASEGRAPH_NEO4J_USER", "CASEGRAPH_NEO4J_PASSWORD", "CASEGRAPH_NEO4J_DATABASE"

_BATCH = 1000  # rows of one statement
_TRANSACTION = 5000  # nodes and edges of one transaction, unless a single review has more
_OURS = "casegraph_"  # how the names of our constraints and indexes begin
Row = TypeVar("Row")

logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # they are part of the result
logging.getLogger("neo4j.pool").setLevel(logging.CRITICAL)  # what fails is raised


class Neo4jStore:
    """A graph in a database of a server at ``uri`` (SCHEMES).

    User and password come from the environment (CASEGRAPH_NEO4J_USER, default ``neo4j``, and CASEGRAPH_NEO4J_PASSWORD), else
    the password is asked for where there is somebody to ask. ``database`` is one of the server's, by default the one that
    CASEGRAPH_NEO4J_DATABASE names, else the server's own default. ``alongside`` allows to write into a database that holds
    nodes of others; these are never touched.
    """

    def __init__(self, uri: str, *, database: str | None = None, alongside: bool = False) -> None:
        scheme, _, rest = uri.partition("://")
        if scheme not in SCHEMES:
            raise StoreError(f"{uri}: cannot be opened; the address of a server begins with {', '.join(SCHEMES)}")
        if "@" in rest:
            raise StoreError(f"the address must not hold a password; set {USER} and {PASSWORD} instead")
        self.uri = uri
        self.database = database or os.environ.get(DATABASE)
        self.alongside = alongside
        self._connected = False
        with self._errors():
            self._driver = neo4j.GraphDatabase.driver(uri, auth=_credentials(uri), telemetry_disabled=True, connection_timeout=15)
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()  # a cluster's readers wait for what was written

    def write(self, graph: Graph, progress: Progress | None = None) -> None:
        """Make the store's content equal to the graph: as ``update``, and reviews that the graph does not hold are removed."""
        self._write(graph, progress, keep_others=False)

    def update(self, graph: Graph, progress: Progress | None = None) -> None:
        """Write the reviews of the graph, each in place of itself, and leave the store's other reviews alone."""
        self._write(graph, progress, keep_others=True)

    def remove(self, review_id: str) -> None:
        """Remove exactly what the store holds of one review. Raises StoreError where it holds no such review."""
        with self._errors(), self._session() as session:
            if review_id not in _digests(session):
                raise StoreError(f"{self.uri}: holds no review {review_id!r}")
            session.execute_write(_remove, review_id)

    def query(self, cypher: str, parameters: Mapping[str, Value] | None = None, timeout: float | None = None) -> Result:
        """See ``Store.query``. Without ``timeout`` the server's own limit holds, if it has one."""
        refuse_other_sources(cypher)

        @neo4j.unit_of_work(timeout=timeout)
        def run(transaction: neo4j.ManagedTransaction) -> Result:
            found = transaction.run(cypher, dict(parameters or {}))
            columns = tuple(found.keys())
            rows = tuple(tuple(_plain(value) for value in record) for record in found)
            return Result(columns, rows, tuple(_remarks(found.consume())))

        with self._errors(timeout), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(run)

    def describe(self) -> Mapping[str, Any]:
        nodes = {label: self._described(f"(x:{label})") for label in sorted(SCHEMA.nodes)}
        edges = {kind: self._described(f"()-[x:{kind}]->()") for kind in sorted(SCHEMA.edges)}
        return {
            "nodes": {label: told for label, told in nodes.items() if told["count"]},
            "edges": {kind: told for kind, told in edges.items() if told["count"]},
        }

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _described(self, pattern: str) -> dict[str, Any]:
        [[count]] = self.query(f"MATCH {pattern} RETURN count(*) AS n").rows
        names = self.query(f"MATCH {pattern} UNWIND keys(x) AS name RETURN DISTINCT name ORDER BY name").rows if count else ()
        return {"count": count, "properties": [name for [name] in names]}

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        if not self._connected:  # a managed transaction would try for half a minute before it said so
            self._driver.verify_connectivity()
            self._connected = True
        return self._driver.session(database=self.database, default_access_mode=access, bookmark_manager=self._bookmarks)

    def _write(self, graph: Graph, progress: Progress | None, keep_others: bool) -> None:
        shared, reviews = _by_review(graph)
        total = len(graph.nodes) + len(graph.edges)
        with self._errors(), self._session() as session:
            self._refuse_foreign(session)
            for statement in _definitions():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            written = _digests(session)
            if not keep_others:
                for review_id in written.keys() - reviews.keys():
                    session.execute_write(_remove, review_id)
            session.execute_write(_share, shared, keep_others or self.alongside)
            changed = [
                review for own_id, review in reviews.items() if review.digest is None or written.get(own_id) != review.digest
            ]
            done = total - sum(review.size for review in changed)
            for heads in _batches(review.begun for review in changed):
                session.execute_write(_nodes, heads)  # citations lead to them, whichever review is written first
            for group in _groups(changed):
                session.execute_write(_replace, group, written.keys())
                done += sum(review.size for review in group)
                if progress:
                    progress(done, total)
            if progress and not changed:
                progress(total, total)

    def _refuse_foreign(self, session: neo4j.Session) -> None:
        """Raise StoreError where the database holds nodes that are not the store's, unless told to write alongside."""
        if self.alongside:
            return
        names = session.run("SHOW CONSTRAINTS YIELD name RETURN collect(name) AS names").single(strict=True)["names"]
        known = list(SCHEMA.nodes) if any(name.startswith(_OURS) for name in names) else []
        foreign = session.run(
            "MATCH (n) WHERE size(labels(n)) <> 1 OR NOT labels(n)[0] IN $known RETURN labels(n) AS labels LIMIT 1", known=known
        ).single()
        if foreign:
            labels = ":".join(foreign["labels"]) or "no label"
            raise StoreError(
                f"{self.uri}: the database holds nodes that casegraph did not write (one has {labels}); "
                "give another database, or allow to write alongside them"
            )

    @contextmanager
    def _errors(self, timeout: float | None = None) -> Iterator[None]:
        """The driver's errors as StoreErrors of one line that say what to do."""
        try:
            yield
        except neo4j.exceptions.AuthError as error:
            raise StoreError(f"{self.uri}: user or password refused; set {USER} and {PASSWORD}") from error
        except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.ConfigurationError) as error:
            raise StoreError(
                f"{self.uri}: cannot be reached ({_line(error)}); check the address and that the server runs"
            ) from error
        except neo4j.exceptions.Neo4jError as error:
            raise StoreError(self._explained(error, timeout)) from error
        except neo4j.exceptions.DriverError as error:
            raise StoreError(f"{self.uri}: {_line(error)}") from error

    def _explained(self, error: neo4j.exceptions.Neo4jError, timeout: float | None) -> str:
        match (error.code or "").removeprefix("Neo.ClientError."):
            case "Statement.AccessMode":
                return "this query writes; the graph is read-only, and is changed by corrections and `casegraph load`"
            case "Transaction.TransactionTimedOutClientConfiguration" | "Transaction.TransactionTimedOut":
                limit = f" after {timeout:g} s" if timeout else ""
                return f"the query was stopped{limit}; narrow it, or allow it more time"
            case "Database.DatabaseNotFound":
                return f"{self.uri}: the server has no database {self.database!r}"
        return _line(error)


@dataclass
class _Review:
    """What a graph holds of one review: its own node first, and edges by the review of their source."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def head(self) -> Node:
        return self.nodes[0]

    @property
    def size(self) -> int:
        return len(self.nodes) + len(self.edges)

    @property
    def begun(self) -> Node:
        """The review's own node without the digest, which says that it is whole."""
        properties = {name: value for name, value in self.head.properties.items() if name != "digest"}
        return replace(self.head, properties=properties)

    @property
    def digest(self) -> Value:
        """What the fold made of the review is the same where this is; None where the graph does not say."""
        return self.head.properties.get("digest")


def _by_review(graph: Graph) -> tuple[list[Node], dict[str, _Review]]:
    """The nodes that reviews share, and the rest by review."""
    owners = {(node.label, node.id): node.properties.get("review_id", "") for node in graph.nodes}
    shared = [node for node in graph.nodes if node.properties.get("review_id") is None]
    reviews: dict[str, _Review] = defaultdict(_Review)
    heads = [node for node in graph.nodes if node.label == "Review" and node.properties.get("review_id") == node.id]
    others = [node for node in graph.nodes if node.properties.get("review_id") not in (None, node.id)]
    for node in (*heads, *others):
        reviews[node.properties["review_id"]].nodes.append(node)
    for edge in graph.edges:
        reviews[owners[edge.source]].edges.append(edge)
    return shared, dict(reviews)


def _definitions() -> Iterator[str]:
    """Constraints and indexes as the schema declares them."""
    for label, node in SCHEMA.nodes.items():
        yield f"CREATE CONSTRAINT {_OURS}{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for name in dict.fromkeys((*node.indexed, *(["review_id"] if "review_id" in node.properties else []))):
            yield f"CREATE INDEX {_OURS}{label}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"


def _digests(session: neo4j.Session) -> dict[str, str | None]:
    """The reviews that the store holds, with the digest of each that was written to its end."""
    found = session.run("MATCH (r:Review) WHERE r.review_id = r.id RETURN r.id AS id, r.digest AS digest")
    return {record["id"]: record["digest"] for record in found}


def _share(transaction: neo4j.ManagedTransaction, shared: Sequence[Node], keep_others: bool) -> None:
    """Write the nodes that reviews share; unless other reviews are kept, those that are no longer declared go."""
    _nodes(transaction, shared)
    for label in () if keep_others else ("AgencyType", "Theme"):
        known = [node.id for node in shared if node.label == label]
        transaction.run(f"MATCH (n:{label}) WHERE NOT n.id IN $known DETACH DELETE n", known=known).consume()


def _replace(transaction: neo4j.ManagedTransaction, reviews: Sequence[_Review], held: Container[str]) -> None:
    """Write reviews in place of themselves, where the store holds them. Their own nodes stay, since others may cite them."""
    for review in reviews:
        if review.head.id in held:
            _clear(transaction, review.head.id)
            transaction.run("MATCH (r:Review {id: $id})-[e]->() DELETE e", id=review.head.id).consume()
    _nodes(transaction, [node for review in reviews for node in review.nodes])
    _edges(transaction, [edge for review in reviews for edge in review.edges])


def _remove(transaction: neo4j.ManagedTransaction, review_id: str) -> None:
    _clear(transaction, review_id)
    transaction.run("MATCH (r:Review {id: $id}) DETACH DELETE r", id=review_id).consume()


def _clear(transaction: neo4j.ManagedTransaction, review_id: str) -> None:
    """Delete every node of a review but its own."""
    for label, node in SCHEMA.nodes.items():
        if "review_id" in node.properties:
            statement = f"MATCH (n:{label} {{review_id: $id}}) WHERE n.id <> $id DETACH DELETE n"
            transaction.run(statement, id=review_id).consume()


def _nodes(transaction: neo4j.ManagedTransaction, nodes: Sequence[Node]) -> None:
    tables: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for node in nodes:
        tables[node.label].append({**node.properties, "id": node.id, "name": node.name})
    for label, rows in tables.items():
        statement = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row"
        for batch in _batches(rows):
            transaction.run(statement, rows=batch).consume()


def _edges(transaction: neo4j.ManagedTransaction, edges: Sequence[Edge]) -> None:
    """An edge with an id is a statement of its own; of others there is one between two nodes."""
    tables: dict[tuple[str, str, str, bool], list[dict[str, Value]]] = defaultdict(list)
    for edge in edges:
        row = {"source": edge.source[1], "target": edge.target[1], "id": edge.properties.get("id"), "set": dict(edge.properties)}
        tables[edge.source[0], edge.type, edge.target[0], "id" in edge.properties].append(row)
    for (source, kind, target, own_id), rows in tables.items():
        key = " {id: row.id}" if own_id else ""
        statement = (
            f"UNWIND $rows AS row MATCH (s:{source} {{id: row.source}}) MATCH (t:{target} {{id: row.target}}) "
            f"MERGE (s)-[e:{kind}{key}]->(t) SET e = row.set"
        )
        for batch in _batches(rows):
            transaction.run(statement, rows=batch).consume()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _groups(reviews: Iterable[_Review]) -> Iterator[list[_Review]]:
    """Reviews that one transaction writes: as many as keep it small, at least one."""
    group: list[_Review] = []
    size = 0
    for review in reviews:
        if group and size + review.size > _TRANSACTION:
            yield group
            group, size = [], 0
        group.append(review)
        size += review.size
    if group:
        yield group


def _credentials(uri: str) -> tuple[str, str] | None:
    password = os.environ.get(PASSWORD)
    if password is None and sys.stdin.isatty():
        password = getpass.getpass(f"Password for {uri}: ")
    return None if password is None else (os.environ.get(USER, "neo4j"), password)


def _plain(value: Value) -> Value:
    """The driver's value as ``graph.stores.base.Value`` has it."""
    match value:
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case neo4j.graph.Node():
            return {"labels": sorted(value.labels), "properties": _stored(value)}
        case neo4j.graph.Relationship():
            return {"type": value.type, "properties": _stored(value)}
        case neo4j.graph.Path():
            return {
                "nodes": [_plain(node) for node in value.nodes],
                "relationships": [_plain(edge) for edge in value.relationships],
            }
        case neo4j.time.Duration():
            return {"months": value.months, "days": value.days, "seconds": value.seconds} | (
                {"nanoseconds": value.nanoseconds} if value.nanoseconds else {}
            )
        case neo4j.time.Date() | neo4j.time.DateTime() | neo4j.time.Time():
            return value.to_native().isoformat()
        case neo4j.spatial.Point():
            return list(value)
    return value


def _stored(entity: neo4j.graph.Entity) -> dict[str, Value]:
    return {name: _plain(value) for name, value in entity.items()}


def _remarks(summary: neo4j.ResultSummary) -> Iterator[str]:
    """The server's warnings, but for those about a name that the schema declares and that the database merely lacks."""
    for status in summary.gql_status_objects:
        if status.raw_severity == "WARNING":
            name = re.search("`([^`]+)`", status.status_description)
            if name is None or name[1] not in SCHEMA.names:
                yield status.status_description.removeprefix("warn: ")


def _line(error: BaseException) -> str:
    """The first line of what the server or driver says."""
    said = (error.message if isinstance(error, neo4j.exceptions.Neo4jError) else None) or str(error)
    return said.strip().splitlines()[0] if said.strip() else type(error).__name__
