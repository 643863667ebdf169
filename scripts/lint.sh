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
    # In the page's own profile, whose macros and build scripts the page needs anyway; and core apart
    # from the page, so that it is seen with its own features alone.
    clippy --profile page --target wasm32-unknown-unknown -p slipway-core
    clippy --profile page --target wasm32-unknown-unknown -p slipway-app
    ;;
  *) fail "lint what? native or wasm" ;;
esac
