# Everything below runs from a bare python3 (3.11 or later) and git: the first target that needs
# a package makes .venv and installs what the lock files name, and again only when they change.
#   make demo    two years of a fictional community, merge by merge: make it, then serve its site
#   make site    build this repository's register into site/
#   make serve   build, watch, reload the browser
#   make test    every test, in a real browser too
#   make lint    ruff and mypy
#   make bench   measure against MkDocs Material, Hugo and bare Git
#   make lock    resolve the lock files anew (needs uv: https://docs.astral.sh/uv/)

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all:
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: demo site serve test lint bench lock clean

site: $(VENV)/.site
	$(BIN)/govgen build

demo: $(VENV)/.site
	rm -rf build/demo
	$(BIN)/govgen demo build/demo
	$(BIN)/govgen -C build/demo serve

serve: $(VENV)/.site
	$(BIN)/govgen serve

test: $(VENV)/.dev
	@chromium=$$($(BIN)/python tests/browser.py) && export CHROMIUM="$$chromium" \
		&& $(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy govgen

bench: $(VENV)/.bench
	$(BIN)/python bench/run.py
	$(BIN)/python bench/history.py
	$(BIN)/python bench/orders.py

lock:
	$(COMPILE) --upgrade --group build pyproject.toml --output-file requirements.lock
	$(COMPILE) --upgrade --group build --group dev --constraint requirements.lock pyproject.toml \
		--output-file requirements-dev.lock
	$(COMPILE) --upgrade --group bench --output-file requirements-bench.lock

clean:
	rm -rf $(VENV) site build dist govgen.egg-info

# The stamps: each is newer than the lock file it was installed from.
$(VENV)/.site: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "govgen needs Python 3.11 or later, and '$(PYTHON)' is older or missing:" \
			"install one and name it, as in: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
		|| $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment because its venv package is missing:" \
			"on Debian and Ubuntu run: apt-get install python3-venv" >&2; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(LOCKED) -r requirements.lock
	PYTHONWARNINGS=ignore $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.site
	$(LOCKED) -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.site
	$(LOCKED) -r requirements-bench.lock
	@touch $@
