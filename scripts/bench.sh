#!/usr/bin/env bash
# Measures the release program on this machine: start-up, idle memory, and requests a second of
# routes that check a permission. It talks to loopback only and ends by itself within a few minutes.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

plan 4
step "tools" scripts/install-tools.sh load
step "release program" scripts/build.sh
step "measuring" node scripts/bench.mjs "$target/release/slipway"
step "what a stopwatch tells of accounts" node scripts/alike.mjs "$target/release/slipway"
