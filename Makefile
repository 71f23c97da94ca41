# The same few names everywhere: `make demo` to see it, `make test` to trust it, `make help` for the rest.
# Everything is installed into .venv from pinned, hashed requirements; nothing outside this folder changes.

PYTHON ?= python3
PORT   ?= 8080
AS     ?= leader

BIN    := .venv/bin
PIP    := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-dev pins demo talk fakes test check lint format transcripts screenshots bench chaos

help: ## list these commands
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

# --- installing ---------------------------------------------------------------------------------

# Each stamp remembers which pins were installed last; touch a pin file and only then pip runs again.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q bot handlers scheduler storage templates
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

install: .venv/.installed ## what running needs, into .venv

install-dev: .venv/.installed-dev ## what testing needs as well

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url pyproject.toml --extra build

pins: install-dev ## bring the pinned requirements in line with pyproject.toml (UPGRADE=1: newest releases)
	$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements.txt > /dev/null
	$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev -c requirements.txt -o requirements-dev.txt > /dev/null

# --- trying it ----------------------------------------------------------------------------------

demo: install ## demo clubs and the browser chat on http://127.0.0.1:8080 (PORT=... to change)
	@CLB_PORT=$(PORT) $(BIN)/python -m bot demo

talk: install ## the same assistant in the terminal, as the demo leader (AS=treasurer, commune, ...)
	@$(BIN)/python -m bot talk --as $(AS)

fakes: install-dev ## localhost Telegram and Zalo, to try `clb run` without an account
	@$(call run_if_built,tests/fakes/__main__.py,tests.fakes)

# --- trusting it --------------------------------------------------------------------------------

test: install-dev lint ## lint, types, arrows of import and the whole suite
	@$(BIN)/python -m pytest -n 2

check: test ## the same as `make test`

lint: install-dev ## style, types and arrows only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: install-dev ## let ruff put the source in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

transcripts: install-dev ## write the golden transcripts anew; read the diff as Vietnamese before committing it
	@UPDATE_TRANSCRIPTS=1 $(BIN)/python -m pytest tests/talks/test_transcripts.py

screenshots: install-dev ## take the README's pictures anew from a real browser
	@$(call run_if_built,tests/screenshots/__main__.py,tests.screenshots)

bench: install-dev ## the benchmarks, peers included, measured now
	@$(call run_if_built,benchmarks/__main__.py,benchmarks)

chaos: install-dev ## kills, outages and clock jumps against a running assistant (SHORT=1: three minutes)
	@export SHORT=$(SHORT); $(call run_if_built,tests/chaos/__main__.py,tests.chaos)

# Answers plainly, as `clb` does, where this version has nothing to run yet.
define run_if_built
if [ -f $(1) ]; then $(BIN)/python -m $(2); else echo "make $@: not in this version" >&2; exit 2; fi
endef
