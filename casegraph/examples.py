"""The fictional reviews that come with casegraph."""

from __future__ import annotations

from pathlib import Path


def example_reviews() -> list[Path]:
    """Their files: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    folder = package / "examples" if (package / "examples").is_dir() else package.parent / "examples"
    return sorted(folder.glob("*.txt"))
