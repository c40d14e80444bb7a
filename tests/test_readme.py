"""What the README tells people to type works, in a home folder that has reviews in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from casegraph.examples import example_reviews

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def test_the_readme_sets_up_by_two_commands() -> None:
    assert [line for line in TYPED if "run.py" in line] == ["python3 run.py demo", "python3 run.py test"]


def test_commands_work_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "reviews").mkdir()
    for path in example_reviews():
        (tmp_path / "reviews" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "casegraph").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m casegraph "$@"\n')
    (tmp_path / "bin" / "casegraph").chmod(0o755)
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    environment.pop("CASEGRAPH_WORKSPACE", None)
    typed = [line for line in TYPED if line.startswith("casegraph")]
    assert len(typed) > 8
    for line in typed:
        shown = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert shown.returncode == 0, f"{line}\n{shown.stderr}"
        assert shown.stdout or shown.stderr or ">" in line
    for name in ("pairs.csv", "agencies.html", "child-m.html", "reviews.graphml", "tables/nodes.csv"):
        assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_every_package_is_pinned_with_its_hash() -> None:
    """Both locks hold every direct dependency, at one version each, and name no place to fetch it from."""
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"] + project["build-system"]["requires"]
    extras = [line for name, lines in project["project"]["optional-dependencies"].items() if name != "notebook" for line in lines]
    for lock, wanted in {
        "requirements.lock": runtime,
        "requirements-dev.lock": runtime + extras + project["dependency-groups"]["dev"],
    }.items():
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        pinned: dict[str, list[str]] = {}
        for name, version, hashes in re.findall(
            r"^([\w.-]+)==(\S+)[^\\\n]*((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", text, re.MULTILINE
        ):
            assert hashes
            pinned.setdefault(name, []).append(version)
        assert len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) == sum(len(versions) for versions in pinned.values())
        for line in wanted:
            requirement = Requirement(line)
            assert all(version in requirement.specifier for version in pinned[requirement.name.lower()]), f"{line} in {lock}"
