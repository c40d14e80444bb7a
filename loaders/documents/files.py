"""Which files a user means by a path, a folder or a pattern."""

from __future__ import annotations

from collections.abc import Iterable
from glob import has_magic
from pathlib import Path

from loaders.documents.model import DocumentError
from loaders.documents.reading import SUFFIXES


def find_documents(paths: Iterable[Path | str], suffixes: Iterable[str] = SUFFIXES) -> list[Path]:
    """The documents under the given files, folders (recursively, hidden ones left out) and glob patterns, each once.

    Files named outright are taken whatever their ending; in folders and patterns, those with one of ``suffixes`` are.
    Raises DocumentError for a path or pattern that leads to nothing.
    """
    wanted = frozenset(suffixes)
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            inside = _inside(path, wanted)
            if not inside:
                raise DocumentError(f"{given}: no review in this folder; reviews end in {', '.join(sorted(wanted))}")
        elif path.exists():
            inside = [path]
        elif has_magic(str(path)):
            inside = _matching(path, wanted)
            if not inside:
                raise DocumentError(f"{given}: no review matches this pattern; check it, or name a file or folder")
        else:
            raise DocumentError(f"{given}: no such file or folder; check the spelling")
        found.update(dict.fromkeys(inside))
    return list(found)


def _inside(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in suffixes and _is_open(path, folder) and path.is_file()
    )


def _matching(pattern: Path, suffixes: frozenset[str]) -> list[Path]:
    fixed = next(index for index, part in enumerate(pattern.parts) if has_magic(part))
    folder = Path(*pattern.parts[:fixed])
    found: list[Path] = []
    for path in sorted(folder.glob(str(Path(*pattern.parts[fixed:])))):
        if path.is_dir():
            found += _inside(path, suffixes)
        elif path.suffix.lower() in suffixes and _is_open(path, folder):
            found.append(path)
    return found


def _is_open(path: Path, folder: Path) -> bool:
    """Whether neither the file nor a folder on the way to it is hidden, or a lock file of Word."""
    return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
