"""Which files a user means by a path, a folder or a pattern."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from loaders.documents.model import DocumentError


def find_documents(paths: Iterable[Path | str], suffixes: Iterable[str] | None = None) -> list[Path]:
    """The documents under the given files, folders (recursively, hidden ones left out) and glob patterns, each once.

    Files named outright are taken whatever their ending; in folders and patterns, those with one of ``suffixes`` are.
    Raises DocumentError for a path or pattern that leads to nothing.
    """
    from loaders.documents import SUFFIXES

    wanted = frozenset(SUFFIXES if suffixes is None else suffixes)
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            inside = sorted(_inside(path, wanted))
            if not inside:
                raise DocumentError(f"{given}: no review in this folder; reviews end in {', '.join(sorted(wanted))}")
        elif path.exists():
            inside = [path]
        elif glob.has_magic(str(given)):
            matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]
            inside = [file for match in matches for file in (sorted(_inside(match, wanted)) if match.is_dir() else [match])]
            inside = [file for file in inside if file.suffix.lower() in wanted]
            if not inside:
                raise DocumentError(f"{given}: no review matches this pattern; check it, or name a file or folder")
        else:
            raise DocumentError(f"{given}: no such file or folder; check the spelling")
        found.update(dict.fromkeys(inside))
    return list(found)


def _inside(folder: Path, suffixes: frozenset[str]) -> Iterable[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in suffixes and path.is_file():
            yield path
