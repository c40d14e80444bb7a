"""One file to one Document, whatever its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.documents import encoding, text
from loaders.documents.assembly import assemble
from loaders.documents.model import Document, DocumentError

_TEXT = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
SUFFIXES = tuple(sorted(_TEXT))


def read_document(path: Path) -> Document:
    """Read a file by its ending. Raises DocumentError, whose one line names the file, the reason and what to do."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check that the file exists and is readable") from error
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DocumentError(f"{path}: {suffix or 'no ending'} is not a format that can be read; save it as {', '.join(SUFFIXES)}")
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty; replace it by the review")
    try:
        source, name = encoding.decoded(data)
    except encoding.NotText as error:
        raise DocumentError(f"{path}: {error}") from None
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return Document(
        file=path.name,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_TEXT[suffix],
        text=source,
        paragraphs=assemble(text.blocks(source)),
        pages=text.pages(source),
        encoding=name,
    )
