# For maintainers; users need only run.py.
UV = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet
.PHONY: lock
lock:  ## pin the newest versions that pyproject.toml allows
	$(UV) --upgrade --group build pyproject.toml --output-file requirements.lock
	$(UV) --upgrade --group build --group dev --extra excel --extra neo4j --extra parquet --extra rdf --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

.PHONY: picture
picture:  ## draw the README's picture anew
	.venv/bin/python docs/picture.py

.PHONY: docs
docs:  ## write docs/queries.md from the pack files
	.venv/bin/python tests/test_docs.py

FIGURES = tests/data/example-scores.json
.PHONY: scores
scores:  ## measure the reader on the examples; the tests hold it to these figures
	.venv/bin/python tests/test_example_scores.py > $(FIGURES).new && mv $(FIGURES).new $(FIGURES) && cat $(FIGURES)
