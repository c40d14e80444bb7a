"""A real Neo4j for the tests: Community 5.26 from Maven Central, started once, ended with the tests.

``CASEGRAPH_TEST_NEO4J`` names another server instead (with CASEGRAPH_NEO4J_USER, CASEGRAPH_NEO4J_PASSWORD and, if it has
several databases, CASEGRAPH_NEO4J_DATABASE). The database must be empty, and is left empty.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import neo4j

FOLDER = Path(__file__).parent
CACHE = FOLDER.parents[1] / ".cache"
OTHER = "CASEGRAPH_TEST_NEO4J"
PASSWORD = "a password of the tests"
STARTS_WITHIN = 180  # seconds


class Unavailable(RuntimeError):
    """No server can be had; the message says why."""


def jars() -> Path:
    """The folder with the server's jars, fetched by Maven once for each version of ``pom.xml``. Raises Unavailable."""
    if missing := [tool for tool in ("javac", "mvn") if shutil.which(tool) is None]:
        raise Unavailable(f"no {' and no '.join(missing)}: apt-get install default-jdk-headless maven")
    version = next(line.strip() for line in (FOLDER / "pom.xml").read_text().splitlines() if "<version>5" in line)
    folder = CACHE / f"neo4j-{version.removeprefix('<version>').removesuffix('</version>')}"
    if not folder.is_dir():
        CACHE.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=CACHE) as beside:
            fetched = Path(beside) / "jars"
            command = [
                "mvn",
                "-q",
                "-B",
                "-f",
                str(FOLDER / "pom.xml"),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={fetched}",
            ]
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            if made.returncode:
                raise Unavailable(f"Maven could not fetch Neo4j: {(made.stdout or made.stderr).strip().splitlines()[0]}")
            fetched.rename(folder)
    return folder


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that is running; user and password are in the environment. Raises Unavailable."""
    if other := os.environ.get(OTHER):
        yield other
        return
    classes = jars()
    os.environ.update(CASEGRAPH_NEO4J_USER="neo4j", CASEGRAPH_NEO4J_PASSWORD=PASSWORD)
    with TemporaryDirectory() as folder, (Path(folder) / "errors").open("w+") as errors:
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"]  # to start, which is most of what it does
        command = ["java", *quick, "-cp", f"{classes}/*", str(FOLDER / "Server.java"), f"{folder}/data"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server:
            try:
                address = _address(server)
                if not address:
                    errors.seek(0)
                    raise Unavailable(f"Neo4j did not start: {errors.read().strip()[:500]}")
                yield address
            finally:
                server.kill()


def _address(server: subprocess.Popen[str]) -> str:
    """The line that the server prints when it is ready; "" where it ends first, or takes too long."""
    assert server.stdout
    timer = threading.Timer(STARTS_WITHIN, server.kill)
    timer.start()
    try:
        return server.stdout.readline().strip().rstrip("/")
    finally:
        timer.cancel()


def counts(address: str) -> tuple[int, int]:
    """How many nodes and edges there are in the whole database, by the driver alone."""
    with _session(address) as session:
        nodes = session.run("MATCH (n) RETURN count(n) AS n").single(strict=True)["n"]
        edges = session.run("MATCH ()-[e]->() RETURN count(e) AS n").single(strict=True)["n"]
    return nodes, edges


def run(address: str, cypher: str) -> None:
    with _session(address) as session:
        session.run(cypher).consume()


def empty(address: str) -> None:
    """Delete every node, and the constraints and indexes that a store makes."""
    with _session(address) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        for kind, shown in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES")):
            for record in list(session.run(f"{shown} YIELD name WHERE name STARTS WITH 'casegraph_' RETURN name")):
                session.run(f"DROP {kind} `{record['name']}`").consume()


@contextmanager
def _session(address: str) -> Iterator[neo4j.Session]:
    auth = (os.environ["CASEGRAPH_NEO4J_USER"], os.environ["CASEGRAPH_NEO4J_PASSWORD"])
    database = os.environ.get("CASEGRAPH_NEO4J_DATABASE")
    with neo4j.GraphDatabase.driver(address, auth=auth) as driver, driver.session(database=database) as session:
        yield session
