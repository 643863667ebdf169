#!/usr/bin/env bash
# Everything: format, house rules, lints for both machines, unit, property, API, image and browser tests.
# Builds are cached, tests always run. What fails does not keep the rest from being tried, unless
# the rest needs it. Under CI a test that was left out is a failure.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

logs=$target/test-logs
rm -rf "$logs"
mkdir -p "$logs"
failures=()

# A step whose failure is remembered: `try "label" command…`.
try() {
  step "$@" && return
  failures+=("$1")
  say "FAILED: $1 ($(elapsed) so far)"
  return 1
}

# A step that runs tests and keeps what they printed, to be counted at the end.
tests() {
  local label=$1 log=$logs/$((steps_begun + 1)).log
  shift
  try "$label" log_to "$log" "$@" || true
}
log_to() { "${@:2}" 2>&1 | tee "$1"; }

# How many tests passed, failed and were left out, from the closing line of every suite.
count() {
  awk '
    /^test result: / { passed += $4; failed += $6; left_out += $8 + $12 }
    END { printf "%d %d %d\n", passed, failed, left_out }' "$logs"/*.log
}

plan 23
try "tools" scripts/install-tools.sh page lint || exit 1
journeys=true
step "tools of the browser tests" scripts/install-tools.sh browser mail || journeys=false
# Without them their tests say that they were left out.
step "tools of the contract" scripts/install-tools.sh contract || true
postgres=true
step "PostgreSQL for tests" scripts/install-tools.sh postgres || postgres=false
engine=true
step "container engine" scripts/install-tools.sh image || engine=false
try "format" cargo fmt --all --check || true
try "house rules" scripts/tidy.sh || true
try "lints" scripts/lint.sh native || true
try "lints for wasm32" scripts/lint.sh wasm || true
tests "unit and property tests" cargo test "${locked[@]}" --no-fail-fast \
  -p slipway-core -p slipway-server --features slipway-server/test-clock
tests "unit tests of the page" cargo test "${locked[@]}" --no-fail-fast -p slipway-app
tests "core compiled to wasm32" scripts/in-wasm-toolchain.sh \
  env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  cargo test "${locked[@]}" -p slipway-core --target wasm32-unknown-unknown --test digest
built=true
try "the page" scripts/page.sh || built=false
try "the page in accented text" scripts/page.sh pseudo || built=false
try "the program" scripts/program.sh for-tests || built=false
try "the program without locks" scripts/program.sh without-locks || built=false
if [ "$built" = true ] && [ "$engine" = true ]; then
  try "the image in a container" scripts/test-image.sh || true
elif [ "$built" = true ] && [ "$ci" != true ]; then
  step "the image in a container: left out, for want of the engine named above" true
else
  failures+=("the image, which could not be tried")
fi
if [ "$built" = true ]; then
  tests "API tests on SQLite" scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --lib --test api
else
  failures+=("API tests, which could not be run")
fi
if [ "$built" = true ] && [ "$postgres" = true ]; then
  tests "API tests on PostgreSQL" env SLIPWAY_TEST_DATABASE=postgres scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --test api
  tests "several programs on one PostgreSQL" scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --test nodes
else
  failures+=("tests on PostgreSQL, which could not be run")
fi
if [ "$built" = true ] && [ "$journeys" = true ]; then
  tests "browser tests on SQLite" scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --test e2e
  tests "browser tests on PostgreSQL" env SLIPWAY_TEST_DATABASE=postgres scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --test e2e
  tests "looks of the page" scripts/in-test-env.sh \
    cargo test "${locked[@]}" --no-fail-fast -p slipway-tests --test looks
elif [ "$built" = true ] && [ "$ci" != true ]; then
  say "[$steps_planned/$steps_planned] browser tests: left out, for want of the tools named above"
else
  failures+=("browser tests, which could not be run")
fi

read -r passed failed left_out <<<"$(count)"
[ "$left_out" = 0 ] || say "$left_out tests were left out"
if [ "$left_out" != 0 ] && [ "$ci" = true ]; then failures+=("tests were left out"); fi
for failure in "${failures[@]}"; do say "failed: $failure"; done
say "make test: format, house rules, lints, unit, property, wasm, API, image and browser tests, in $(elapsed)"
say "tests: $passed passed, $failed failed, $left_out skipped"
[ "${#failures[@]}" = 0 ]
