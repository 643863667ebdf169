#!/usr/bin/env bash
# Takes pictures of every screen into the target folder's screenshots/.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

plan 4
step "tools" scripts/install-tools.sh page browser
step "page" scripts/page.sh
step "server" scripts/program.sh for-tests
export SLIPWAY_SCREENSHOTS=$target/screenshots
step "screenshots" scripts/in-test-env.sh \
  cargo test "${locked[@]}" -p slipway-tests --test screenshots -- "$@"
say "slipway: the pictures are in $SLIPWAY_SCREENSHOTS"
