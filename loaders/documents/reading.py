"""One file to one Document, whatever its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.documents import pdf, text, web, word
from loaders.documents.assembly import assemble
from loaders.documents.model import Document, DocumentError
from loaders.documents.source import Unreadable

_FORMATS = {
    ".txt": ("text/plain", text.read),
    ".text": ("text/plain", text.read),
    ".md": ("text/markdown", text.read),
    ".markdown": ("text/markdown", text.read),
    ".pdf": ("application/pdf", pdf.read),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.read),
    ".html": ("text/html", web.read),
    ".htm": ("text/html", web.read),
}
SUFFIXES = tuple(_FORMATS)


def read_document(path: Path) -> Document:
    """Read a file by its ending. Raises DocumentError, whose one line names the file, the reason and what to do."""
    if path.suffix.lower() not in _FORMATS:
        raise DocumentError(f"{path}: {path.suffix or 'no ending'} cannot be read; save it as one of {', '.join(SUFFIXES)}")
    media_type, read = _FORMATS[path.suffix.lower()]
    try:
        data = path.read_bytes()
        if not data.strip():
            raise Unreadable("the file is empty; replace it by the review")
        source = read(data)
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
