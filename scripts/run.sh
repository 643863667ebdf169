#!/usr/bin/env bash
# Builds what is missing and starts Slipway for a person at this machine.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

plan 4
step "tools" scripts/install-tools.sh page
step "page" scripts/page.sh
step "server (6 to 9 minutes the first time)" scripts/program.sh
step "starting Slipway; Ctrl-C stops it" exec scripts/serve.sh "$@"
