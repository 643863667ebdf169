# Slipway's commands. Each installs what it needs and is missing; what cannot be
# installed is said in one line. The work is done by the scripts of the same names.

.DEFAULT_GOAL := help
.PHONY: help run dev test check fmt build image size screenshots bench

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

run: ## build what is missing and start Slipway on http://localhost:8080
	@scripts/run.sh

dev: ## start Slipway and rebuild it whenever a file changes
	@scripts/dev.sh

test: ## everything: format, lints, unit, property, API, image and browser tests
	@scripts/test.sh

check: ## the fast part of the tests, for all day
	@scripts/check.sh

fmt: ## format the Rust code
	@cargo fmt --all

build: ## the release program with the page in it
	@scripts/build.sh

image: ## the release program as an image for containers
	@scripts/install-tools.sh page && scripts/page.sh && scripts/image.sh

size: ## bytes of the page, raw and compressed
	@scripts/size.sh

screenshots: ## pictures of every screen, into target/screenshots
	@scripts/screenshots.sh

bench: ## requests a second, start-up, memory, and what a stopwatch tells, of the release program
	@scripts/bench.sh
