"""The closed words of English that clauses are cut by (vocabulary/grammar.yaml), and those by which a text tells who is meant
(vocabulary/discourse.yaml)."""

from __future__ import annotations

from loaders.reading.vocabulary import vocabulary

GRAMMAR = vocabulary("grammar", dict[str, frozenset[str]])
DISCOURSE = vocabulary("discourse", dict[str, frozenset[str]])
