#!/usr/bin/env bash
# Builds the server program: `program.sh` for a developer, `program.sh for-tests` with the clock
# that tests can move, copied aside so that the two never stand in each other's place.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

case ${1:-} in
  "") cargo build "${locked[@]}" -p slipway-server ;;
  for-tests)
    cargo build "${locked[@]}" -p slipway-server --features test-clock
    mkdir -p "$target/for-tests"
    # A new file, not the old one overwritten: a program that still runs cannot be written to.
    cp --remove-destination "$target/debug/slipway" "$target/for-tests/slipway"
    ;;
  *) fail "there is no program called $1" ;;
esac
