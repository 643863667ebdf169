#!/usr/bin/env bash
# Runs a command with everything in its environment that API and browser tests look for:
#   scripts/in-test-env.sh cargo test -p slipway-tests --test e2e invitation
# Program and pages have to be built (`make test` does it, or program.sh and page.sh).
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

export SLIPWAY_BIN=${SLIPWAY_BIN:-$target/for-tests/slipway}
export SLIPWAY_BIN_WITHOUT_LOCKS=${SLIPWAY_BIN_WITHOUT_LOCKS:-$target/without-locks/slipway}
export SLIPWAY_PAGE_DIR=${SLIPWAY_PAGE_DIR:-$root/dist}
export SLIPWAY_PSEUDO_PAGE_DIR=${SLIPWAY_PSEUDO_PAGE_DIR:-$root/dist-pseudo}
export CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
export CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
export SLIPWAY_AXE=$tools/npm/node_modules/axe-core/axe.min.js
export SLIPWAY_SMTPD_PYTHON=$tools/smtpd/bin/python
export SLIPWAY_CONTRACT_TOOLS=$tools/contract/bin
exec "$@"
