"""A real component that is missing skips its tests, unless CASEGRAPH_REQUIRE asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("required", "says"), [("", "1 skipped"), ("browser", "1 error"), ("neo4j_server", "1 skipped")])
def test_missing_components(required: str, says: str) -> None:
    test = "test_view.py::test_failed_edges_stand_out"
    shown = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", Path(__file__).parent / test],
        env={**os.environ, "PATH": "/nowhere", "CASEGRAPH_REQUIRE": required},
        capture_output=True,
        text=True,
    )
    assert (shown.returncode == 0) == ("skipped" in says)
    assert says in shown.stdout.splitlines()[-1]
    assert ("apt-get install chromium" in shown.stdout) == (required == "browser")
