"""Documents: text, Markdown, PDF, DOCX and HTML as paragraphs with their place in the source."""

from __future__ import annotations

from loaders.documents.files import find_documents
from loaders.documents.model import Document, DocumentError, Kind, Paragraph, Piece
from loaders.documents.reading import SUFFIXES, read_document

__all__ = ["SUFFIXES", "Document", "DocumentError", "Kind", "Paragraph", "Piece", "find_documents", "read_document"]
