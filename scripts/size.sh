#!/usr/bin/env bash
# Prints the bytes of the page as they are and as they travel.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

scripts/install-tools.sh page
scripts/page.sh
node scripts/page-size.mjs dist
