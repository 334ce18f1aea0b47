# Speelruimte. `make` alone explains itself.
PYTHON ?= python3
PORT ?= 8000
POLICY ?= basis
LOCALE ?= en
BIN = .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup setup-dev demo test test-sqlite test-postgresql test-browser test-deep check fix audit bench mutants docs messages pictures clean

help:  ## Wat kan ik hier doen?
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

setup: .venv/.ready  ## Zet alles klaar om te draaien (de tweede keer: seconden)
	@$(BIN)/python bin/build-assets

.venv/.ready: requirements/base.txt pyproject.toml
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Bibliotheken installeren (een minuut) …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/base.txt
	@$(BIN)/pip install --quiet --no-build-isolation --no-deps -e .
	@touch .venv/.ready

setup-dev: setup .venv/.ready-dev  ## Zet ook het gereedschap voor bouwen en testen klaar

.venv/.ready-dev: requirements/dev.txt .venv/.ready
	@echo "Gereedschap voor tests installeren …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch .venv/.ready-dev

demo: setup  ## Een gevulde gemeente op http://127.0.0.1:8000 (PORT=…, POLICY=heemstede-2020)
	@$(BIN)/python -m demo --port $(PORT) --policy $(POLICY)

test: setup-dev  ## Alle tests: SQLite, PostgreSQL en de browser
	@bin/system-packages postgresql chromium
	@bin/run-tests

test-sqlite: setup-dev  ## Alleen de tests op SQLite, met de takken geteld
	@bin/run-tests sqlite

test-postgresql: setup-dev  ## Alleen de tests op PostgreSQL
	@bin/system-packages postgresql
	@bin/run-tests postgresql-forms postgresql

test-browser: setup-dev  ## Alleen de tests in de browser
	@bin/system-packages postgresql chromium
	@bin/run-tests browser-pages browser

test-deep: setup-dev  ## Voor elke nacht: veel meer toevallige wandelingen, en alles op PostgreSQL
	@bin/system-packages postgresql chromium
	@HYPOTHESIS_PROFILE=deep $(BIN)/pytest -q -n 2 -m "hypothesis or deep"
	@HYPOTHESIS_PROFILE=deep bin/with-postgresql $(BIN)/pytest -q -n 2 -m "(hypothesis or deep) and not pure"
	@bin/run-tests postgresql-forms postgresql

check: setup-dev  ## Klopt de bouw? Opmaak, lagen, migraties, triggers, verboden
	@$(BIN)/ruff format --check --quiet . || { echo "De opmaak van deze bestanden klopt niet: draai make fix."; exit 1; }
	@$(BIN)/ruff check --quiet . || { echo "Draai make fix; wat dan blijft staan, verandert u zelf."; exit 1; }
	@$(BIN)/djangofmt --quiet --check src demo || { echo "De opmaak van een sjabloon klopt niet: draai make fix."; exit 1; }
	@layers=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$layers"; exit 1; }
	@$(BIN)/mypy --no-error-summary --cache-dir var/mypy
	@export DJANGO_SETTINGS_MODULE=speelruimte.config.settings; $(BIN)/django-admin makemigrations --check --dry-run || { \
	  echo "Er hoort een migratie bij: DJANGO_SETTINGS_MODULE=$$DJANGO_SETTINGS_MODULE $(BIN)/django-admin makemigrations"; exit 1; }
	@$(BIN)/pytest -q -p no:randomly tests/architecture tests/journal/test_triggers.py @tests/lists_by_hand.txt
	@echo "Alles klopt."

fix: setup-dev  ## Zet de opmaak recht
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djangofmt --quiet src demo

audit: .venv-audit/.ready  ## Zijn er gaten bekend in de bibliotheken? (heeft netwerk nodig)
	@.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
	    -r requirements/base.txt -r requirements/dev.txt \
	  || { echo "Er is een gat bekend, of de lijst daarvan was niet te lezen (zie hierboven)."; exit 1; }

.venv-audit/.ready: requirements/audit.txt
	@test -d .venv-audit || $(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/pip install --quiet --require-hashes -r requirements/audit.txt
	@touch .venv-audit/.ready

bench: setup-dev  ## Meet de snelheid (eigen PostgreSQL, BENCH_SIZE=1000000 voor een miljoen)
	@bin/system-packages postgresql wrk
	@bin/with-postgresql --safe $(BIN)/python -m bench

mutants: setup-dev  ## Voor elke nacht: merken de tests het als een regel stuk is? (uren)
	@$(BIN)/python bin/mutants

docs: setup-dev  ## Maak opnieuw wat uit de code volgt: route, opdrachten, velden van een beleid
	@$(BIN)/python bin/build-docs

messages: setup-dev  ## Verzamel de zinnen voor een vertaling (LOCALE=en)
	@bin/system-packages gettext
	@mkdir -p src/speelruimte/website/locale
	@cd src/speelruimte && DJANGO_SETTINGS_MODULE=speelruimte.config.settings ../../$(BIN)/django-admin makemessages -l $(LOCALE) --add-location file
	@cd src/speelruimte/website && DJANGO_SETTINGS_MODULE=speelruimte.config.settings ../../../$(BIN)/django-admin compilemessages -l $(LOCALE)
	@echo "src/speelruimte/website/locale/$(LOCALE)/LC_MESSAGES/django.po is bijgewerkt: vul in wat leeg is."

pictures: setup-dev  ## Maak de beelden in docs/beelden opnieuw, met de browsertests
	@SPEELRUIMTE_PICTURES=1 $(BIN)/pytest -q -m browser tests/browser/test_pictures.py

clean:  ## Gooi weg wat hier is gemaakt (niet var/)
	@rm -rf .venv .venv-audit node_modules src/speelruimte/website/static/build
