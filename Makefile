# make       a virtual environment, the program, the release files in dist/, the site in site/, a first answer
# make check what the tests need, then style, types and the quick tests, of one process and one engine
# make test  the same with all tests
# make bench timings into benchmarks/README.md;  make pictures  those of docs/
# make catalogue  CITATION.cff, codemeta.json and .zenodo.json from data/dataset.ttl
# make lock  requirements/ from pyproject.toml; with UPGRADE=--upgrade the newest versions, or --upgrade-package=NAME of one

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# Nothing is installed that is not locked. What has no wheel is built by the locked tools, so they come first.
TOOLS := --requirement requirements/build.txt $(if $(shell command -v npm),,--requirement requirements/node.txt)
LOCKED := $(PIP) --require-hashes --no-build-isolation --requirement
PROJECT := $(PIP) --no-deps --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --custom-compile-command 'make lock' $(UPGRADE)

# What validates the descriptions of a release has environments of its own, which its tests make.
VALIDATORS := tests/export/catalogue/validators

# The tests start hundreds of processes, each of which would compile the whole package if none wrote bytecode.
# All tests together wait for servers a third of the time, so they run in one process more than the quick ones.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest --dist loadfile --no-loadscope-reorder
QUICK := not (browser or large or process or second_engine or spark or store or timing or web_server)

.PHONY: all check test style bench pictures catalogue lock clean

all: $(VENV)/installed
	@$(BIN)/azkz build --out dist
	@$(BIN)/azkz site --out site
	@echo
	@echo "azkz query diplomatic-missions"
	@$(BIN)/azkz query diplomatic-missions

check: style
	$(PYTEST) --numprocesses 2 -m "$(QUICK)"

test: style
	$(BIN)/python -m pip --disable-pip-version-check check
	$(PYTEST) --numprocesses 3

style: $(VENV)/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed-tests
	$(BIN)/python benchmarks/measure.py
	$(BIN)/python benchmarks/measure_engines.py
	$(BIN)/python benchmarks/measure_site.py
	$(BIN)/python benchmarks/measure_pages.py
	$(BIN)/python benchmarks/measure_server.py
	$(BIN)/python benchmarks/measure_validation.py
	$(BIN)/python benchmarks/measure_corpus.py
	$(BIN)/python benchmarks/measure_stores.py
	$(BIN)/python benchmarks/measure_updates.py
	$(BIN)/python benchmarks/measure_diff.py

pictures: $(VENV)/installed
	$(BIN)/python docs/pictures.py

catalogue: $(VENV)/installed
	@$(BIN)/azkz build --out dist
	@cp dist/CITATION.cff dist/codemeta.json dist/.zenodo.json .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml $(wildcard requirements/*.txt)
	$(PIP) --require-hashes $(TOOLS)
	$(LOCKED) requirements/program.txt
	$(PROJECT)
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed
	$(LOCKED) requirements/tests.txt
	@touch $@

# The versions of the tests come first; the program's and the tools' are among them.
lock: $(VENV)/installed-tests
	$(LOCK) --all-extras --group build pyproject.toml --output-file requirements/tests.txt
	$(LOCK) --extra site pyproject.toml --constraint requirements/tests.txt --output-file requirements/program.txt
	$(LOCK) --group build --constraint requirements/tests.txt --output-file requirements/build.txt
	$(LOCK) --group node --output-file requirements/node.txt
	$(LOCK) $(VALIDATORS)/catalogue.in --output-file $(VALIDATORS)/catalogue.txt
	$(LOCK) $(VALIDATORS)/citation.in --output-file $(VALIDATORS)/citation.txt

clean:
	rm -rf $(VENV) dist site
