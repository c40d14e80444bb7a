"""The closed words of English that clauses are cut by, from vocabulary/grammar.yaml."""

from __future__ import annotations

from loaders.reading.vocabulary import vocabulary

GRAMMAR = vocabulary("grammar", dict[str, frozenset[str]])
