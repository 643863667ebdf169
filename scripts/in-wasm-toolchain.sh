#!/usr/bin/env bash
# Runs a command with a compiler that can build for wasm32: rustup's where the target is
# installed, otherwise Debian's, with the standard library built from source.
# `--which` prints which of the two it is, or fails when there is neither.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

wasm=wasm32-unknown-unknown

rustup_has_target() {
  local libdir
  libdir=$(rustc --print target-libdir --target "$wasm" 2>/dev/null) && [ -d "$libdir" ]
}

debian_has_target() {
  [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && command -v wasm-ld-19 >/dev/null &&
    [ -f "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]
}

if rustup_has_target; then
  toolchain=rustup
elif debian_has_target; then
  toolchain=debian
else
  fail "no compiler for $wasm here; scripts/install-tools.sh page says how to get one"
fi

if [ "${1:-}" = --which ]; then
  say "$toolchain"
  exit
fi

export CARGO_TARGET_DIR=$wasm_target
# Leptos then keeps one type for any piece of a page instead of one for each: the page is a sixth smaller.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--cfg=erase_components"
if [ "$toolchain" = debian ]; then
  # rustup's programs look at these, and cargo puts its own folder in front when it is not on PATH.
  unset RUSTUP_TOOLCHAIN CARGO RUSTC RUSTDOC
  export PATH="$tools/bin:/usr/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
fi
exec "$@"
