"""One file to one Document, whatever its format."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from loaders.documents.assembly import assemble
from loaders.documents.model import Document, DocumentError
from loaders.documents.source import Source, Unreadable

# By ending: the media type, and the module that reads it, imported when the first such file is met.
_FORMATS = {
    ".txt": ("text/plain", "text"),
    ".text": ("text/plain", "text"),
    ".md": ("text/markdown", "text"),
    ".markdown": ("text/markdown", "text"),
    ".pdf": ("application/pdf", "pdf"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word"),
    ".html": ("text/html", "web"),
    ".htm": ("text/html", "web"),
}
SUFFIXES = tuple(_FORMATS)


def read_document(path: Path) -> Document:
    """Read a file by its ending. Raises DocumentError, whose one line names the file, the reason and what to do."""
    if path.suffix.lower() not in _FORMATS:
        raise DocumentError(f"{path}: {path.suffix or 'no ending'} cannot be read; save it as one of {', '.join(SUFFIXES)}")
    media_type, module = _FORMATS[path.suffix.lower()]
    try:
        data = path.read_bytes()
        if not data.strip():
            raise Unreadable("the file is empty; replace it by the review")
        source: Source = import_module(f"loaders.documents.{module}").read(data)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check that the file exists and is readable") from error
    except Unreadable as error:
        raise DocumentError(f"{path}: {error}") from error
    paragraphs = assemble(source.blocks)
    if not paragraphs:
        raise DocumentError(f"{path}: there is no text in it; replace it by the review")
    return Document(
        file=path.name,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        text=source.text,
        paragraphs=paragraphs,
        pages=source.pages,
        encoding=source.encoding,
        warnings=source.warnings,
    )
