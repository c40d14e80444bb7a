"""Where the engines part (``portability.yaml``): for checking that Cypher gives the same rows on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from graph.stores.cypher import bare


class Divergence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A construct on which the engines differ; ``pattern`` finds it in a query where that can be done, ``instead`` is Cypher
    with equal rows on each. ``silent`` where KGLite answers wrongly rather than not at all."""

    id: str
    says: str
    example: str
    pattern: str | None = None
    instead: str | None = None
    silent: bool = False

    def in_query(self, cypher: str) -> bool:
        return self.pattern is not None and re.search(self.pattern, bare(cypher), re.IGNORECASE) is not None


@cache
def divergences() -> tuple[Divergence, ...]:
    return tuple(msgspec.yaml.decode((Path(__file__).parent / "portability.yaml").read_bytes(), type=list[Divergence]))


def find(cypher: str) -> Iterator[Divergence]:
    """The constructs of a query on which the engines differ."""
    return (divergence for divergence in divergences() if divergence.in_query(cypher))
