# make       a virtual environment, the program, the release files in dist/, the site in dist/site/, a first answer
# make test  what the tests need, then style, types and all tests
# make bench timings into benchmarks/README.md;  make pictures  those of docs/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint tests/constraints.txt

.PHONY: all test bench pictures clean

all: $(VENV)/installed
	@$(BIN)/azkz build --out dist
	@$(BIN)/azkz site --out dist/site
	@echo
	@echo "azkz query diplomatic-missions"
	@$(BIN)/azkz query diplomatic-missions

test: $(VENV)/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2

bench: $(VENV)/installed-tests
	$(BIN)/python benchmarks/measure.py
	$(BIN)/python benchmarks/measure_site.py
	$(BIN)/python benchmarks/measure_pages.py
	$(BIN)/python benchmarks/measure_server.py
	$(BIN)/python benchmarks/measure_validation.py
	$(BIN)/python benchmarks/measure_corpus.py
	$(BIN)/python benchmarks/measure_stores.py

pictures: $(VENV)/installed
	$(BIN)/python docs/pictures.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml tests/constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed
	$(PIP) --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) dist
