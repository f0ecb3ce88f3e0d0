# Two commands for a new machine: `make demo` and `make test`. Each builds .venv first.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
# Many processes are started by the tests: each would else compile all it loads anew.
export PYTHONDONTWRITEBYTECODE :=
# A file's tests run on one worker, and the files in the order tests/conftest.py gives them.
WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: demo serve test compiled long check bench soak pictures sbom lock clean

demo: $(VENV)/.run
	$(BIN)/innenfor sample --to demo
	$(BIN)/innenfor fill demo/kandidater.xlsx demo/lareplasser.xlsx --policy demo/policy.toml --to demo

# Pages and API of the sample rounds, on this machine alone.
serve: $(VENV)/.run
	$(BIN)/innenfor serve

test: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j 2 check compiled
	$(BIN)/python -m pytest $(WORKERS) -m "not long"

# While one core checks types, the other compiles the tests: else both workers would, each for itself, all of them.
compiled: $(VENV)/.dev
	@$(BIN)/python -m pytest --collect-only >/dev/null || true # what fails is told when they are run

# What takes longest: every page in a browser, real workers killed, a thousand requests at random, sums beyond 64 bits.
long: $(VENV)/.dev
	$(BIN)/python -m pytest $(WORKERS) -m long

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.line

# The long counts, run by hand: their figures go into the closing note of a change.
soak: $(VENV)/.dev
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.soak_service
	THOROUGH_TESTS=yes $(BIN)/python -m pytest $(WORKERS) tests

# The pictures of the user guide: those of files and reports, and those of the pages.
pictures: $(VENV)/.dev
	$(BIN)/python -m benchmarks.pictures
	PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/e2e/test_guide_pictures.py

# What the service is put together of, as CycloneDX.
sbom: $(VENV)/.run
	$(BIN)/python -m benchmarks.sbom sbom.json

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv

# What the service needs to run: exactly the locked, hashed versions.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

# The tools of development on top of it.
$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	touch $@

lock: | $(VENV)/bin/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
