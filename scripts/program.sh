#!/usr/bin/env bash
# Builds the server program: `program.sh` for a developer, `program.sh for-tests` with the clock
# that tests can move, `program.sh without-locks` also with its locks taken out, for the tests that
# show that races are noticed. Each is copied aside, so that none stands in another's place.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

# `aside folder features` builds it with features, into a folder of its own.
aside() {
  cargo build "${locked[@]}" -p slipway-server --features "$2"
  mkdir -p "$target/$1"
  # A new file, not the old one overwritten: a program that still runs cannot be written to.
  cp --remove-destination "$target/debug/slipway" "$target/$1/slipway"
}

case ${1:-} in
  "") cargo build "${locked[@]}" -p slipway-server ;;
  for-tests) aside for-tests test-clock ;;
  without-locks) aside without-locks test-clock,without-locks ;;
  *) fail "there is no program called $1" ;;
esac
