#!/usr/bin/env bash
# Clippy with every warning an error: `lint.sh native` for what runs on this machine, `lint.sh wasm`
# for what runs in the browser.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

clippy() { "${in_toolchain[@]}" cargo clippy "${locked[@]}" "$@" -- --deny warnings; }

case ${1:-} in
  native)
    in_toolchain=()
    clippy --workspace --exclude slipway-app --all-targets --features slipway-server/test-clock
    # Once more without the clock of the tests, as it is released.
    clippy -p slipway-server
    ;;
  wasm)
    in_toolchain=(scripts/in-wasm-toolchain.sh)
    # Apart from the page, so that core is seen with its own features alone.
    clippy -p slipway-core --target wasm32-unknown-unknown
    clippy -p slipway-app --target wasm32-unknown-unknown
    ;;
  *) fail "lint what? native or wasm" ;;
esac
