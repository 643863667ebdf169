#!/usr/bin/env bash
# Starts the program that program.sh built as a person at this machine wants it. Options of
# `slipway serve` can follow, or stand in ARGS for `make`.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

export SLIPWAY_PAGE_DIR=${SLIPWAY_PAGE_DIR:-$root/dist}
# shellcheck disable=SC2086 # ARGS holds several words.
exec "$target/debug/slipway" serve --listen 127.0.0.1:8080 --public-url http://localhost:8080 \
  --data ./data --mail-folder ./data/mail ${ARGS:-} "$@"
