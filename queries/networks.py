"""Steps that a pack may name as ``post``: what Cypher cannot compute, done with networkx on the rows of the pack's Cypher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = dict[str, Any]
Step = Callable[[list[Row], Mapping[str, Any]], tuple[tuple[Any, ...], ...]]

STEPS: dict[str, Step] = {}
