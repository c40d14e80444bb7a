"""Fixtures that several test modules use.

A real component (a browser, a Neo4j server, the shared reviews) is a fixture that skips with a reason where the component is
missing. ``CASEGRAPH_REQUIRE`` names fixtures, separated by commas, that must be there: a test that uses one of them fails
instead of skipping. ``.ci/run`` sets it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import neo4j_server as neo4j_tests
import pytest
import small_graph

from graph.stores import open_store
from graph.stores.base import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
REQUIRED = frozenset(filter(None, os.environ.get("CASEGRAPH_REQUIRE", "").split(",")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    missing = REQUIRED.intersection(getattr(item, "fixturenames", ()))
    if report.skipped and missing:
        report.outcome = "failed"
        reason = call.excinfo.value if call.excinfo else "skipped"
        report.longrepr = f"CASEGRAPH_REQUIRE asks for {', '.join(sorted(missing))}: {reason}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development reviews that lies beside a checkout on a maintainer's machine; it is not part of the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "reviews").is_dir():
        pytest.skip("the shared development reviews are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, as Debian packages it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The hand-made graph of ``small_graph``, on the embedded engine."""
    with open_store(tmp_path_factory.mktemp("small") / "graph.kgl") as store:
        store.write(small_graph.small())
        yield store


@pytest.fixture(scope="session")
def neo4j_jars() -> Path:
    """The folder with the jars of Neo4j and its tools."""
    try:
        return neo4j_tests.jars()
    except neo4j_tests.Unavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[str]:
    """The address of a real Neo4j server with an empty database; user and password are in the environment."""
    try:
        with neo4j_tests.running() as address:
            if neo4j_tests.counts(address) != (0, 0):
                pytest.skip(f"the database at {address} is not empty")
            yield address
            neo4j_tests.empty(address)
    except neo4j_tests.Unavailable as error:
        pytest.skip(str(error))


@pytest.fixture
def neo4j_store(neo4j_server: str) -> Iterator[Store]:
    """A store on that server, without nodes before and after."""
    with open_store(neo4j_server) as store:
        yield store
    neo4j_tests.run(neo4j_server, "MATCH (n) DETACH DELETE n")
