"""``python -m loaders.documents FILE...``: how files are read, one paragraph a line."""

from __future__ import annotations

import sys

from loaders.documents import DocumentError, Paragraph, find_documents, read_document


def _row(paragraph: Paragraph) -> str:
    place = f"{paragraph.line}" + (f" p{paragraph.page}" if paragraph.page else "")
    section = " > ".join(name[:30] for name in paragraph.section)
    depth = f"{paragraph.level}" if paragraph.level else ""
    return f"{place:>9}  {paragraph.kind:9}{depth:2} {paragraph.ref:8} [{section}]  {paragraph.text[:80]}"


def main(arguments: list[str]) -> int:
    try:
        for path in find_documents(arguments):
            document = read_document(path)
            print(f"{path}: {document.lines} lines, {document.pages or 'no'} pages, {document.encoding or document.media_type}")
            for paragraph in document.paragraphs:
                print(_row(paragraph))
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
