# Everything is done by tools/make.py, which also works where there is no make: python tools/make.py run
PYTHON ?= python3
TARGETS = run test test-long setup check bench pictures translations requirements

.PHONY: help $(TARGETS)

help:
	@$(PYTHON) tools/make.py --help

$(TARGETS):
	@$(PYTHON) tools/make.py $@
