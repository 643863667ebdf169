#!/usr/bin/env bash
# Builds the release program with the page in it.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

plan 3
step "tools" scripts/install-tools.sh page
step "page" scripts/page.sh
step "server (about 9 minutes the first time)" \
  cargo build "${locked[@]}" --release -p slipway-server
say "slipway: $target/release/slipway ($(stat -c %s "$target/release/slipway") bytes)"
