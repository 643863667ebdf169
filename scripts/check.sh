#!/usr/bin/env bash
# The part of the tests that a developer runs all day: format, house rules, lints, unit tests, and
# whether the page compiles. `make test` is everything.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

plan 6
step "tools" scripts/install-tools.sh page
step "format" cargo fmt --all --check
step "house rules" scripts/tidy.sh
step "lints" scripts/lint.sh native
step "unit tests of core and server" \
  cargo test "${locked[@]}" -p slipway-core -p slipway-server --features slipway-server/test-clock
step "the page compiles" \
  scripts/in-wasm-toolchain.sh cargo check "${locked[@]}" --profile page -p slipway-app --target wasm32-unknown-unknown
say "make check: all is well, in $(elapsed); API and browser tests were not run (make test)"
