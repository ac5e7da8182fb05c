# Each target does all of its own set-up; the second time it is quick.
PYTHON ?= python3
PORT ?= 8000
ROUNDS ?= 10
BIN := .venv/bin
STAMP := .venv/.installed-$(shell cat pyproject.toml constraints.txt 2>/dev/null | sha256sum | cut -c1-16)

.PHONY: setup demo test check bench soak docs story clean

setup: $(STAMP)

$(STAMP):
	@echo "Setting up .venv ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@rm -f .venv/.installed-* && touch $(STAMP)

demo: setup
	@$(BIN)/undersigned demo --port $(PORT)

check: setup
	@$(BIN)/ruff format --check src tests bench
	@$(BIN)/ruff check src tests bench
	@$(BIN)/lint-imports --no-logo 2>&1
	@$(BIN)/mypy
	@$(BIN)/undersigned manage makemigrations --check --dry-run
	@$(BIN)/python -m pytest -q -p no:randomly tests/test_shape.py

test: setup
	@$(BIN)/python -m tests.run

story: setup
	@$(BIN)/python -m pytest -q tests/stories -k "$(ONLY)"

bench: setup
	@$(BIN)/python -m bench.run $(ONLY)

# Longer than a test may be: what chance decides, many times over. ROUNDS=50 for longer still.
soak: setup
	@echo "Property tests, each with 2,000 examples ..."
	@$(BIN)/python -m pytest -q -n 2 -m hypothesis --hypothesis-profile=soak
	@for round in $$(seq $(ROUNDS)); do \
		echo "Races, round $$round of $(ROUNDS) ..."; \
		$(BIN)/python -m pytest -q tests/stories/test_races.py || exit 1; \
	done

	@echo "The server killed while many sign, 20 times on each database ..."
	@ROUNDS=20 $(BIN)/python -m tests.run tests/stories/test_kill.py

docs: setup
	@echo "Writing the reference of commands and settings from the program ..."
	@$(BIN)/python -m tools.build_reference

clean:
	rm -rf .venv .demo
