"""Words broken at the end of a line, put together as the rest of the document writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from loaders.documents.cleaning import joint

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_MARKS = ".,;:!?()“”‘’\"'"


class Spelling:
    """The words of a document, from its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: Counter[str] = Counter()
        broken: list[tuple[str, str]] = []
        last = ""
        for line in lines:
            words = line.split()
            if last and words and words[0][0].islower():
                broken.append((last, words[0]))
            self._known.update(word.strip(_MARKS).lower() for word in words)
            last = words[-1] if words and words[-1].endswith("-") else ""
        votes = [self._votes(first, second) for first, second in broken]
        self._breaks = sum(vote > 0 for vote in votes) > sum(vote < 0 for vote in votes)

    def join(self, above: str, below: str) -> str:
        """Two lines as one text."""
        return above[:-1] + below if self._is_broken(above, below) else joint(above, below)

    def _is_broken(self, above: str, below: str) -> bool:
        if not _BROKEN.search(above[-40:]) or not below[:1].islower():
            return False
        vote = self._votes(above.rsplit(None, 1)[-1], below.split(None, 1)[0])
        return vote > 0 or (vote == 0 and self._breaks)

    def _votes(self, first: str, second: str) -> int:
        """Above 0 where the rest of the document writes the word as one, below 0 where it hyphenates."""
        head, tail = first.lower().lstrip(_MARKS), second.lower().strip(_MARKS)
        return self._known[head[:-1] + tail] - self._known[head + tail]
