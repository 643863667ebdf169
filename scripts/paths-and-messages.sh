# shellcheck shell=bash disable=SC2034
# Sourced by the other scripts: where things are, and how a script says what it is doing.
# It builds and installs nothing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit

cache=${XDG_CACHE_HOME:-$HOME/.cache}/slipway
tools=$cache/tools

target=${CARGO_TARGET_DIR:-$root/target}
case $target in /*) ;; *) target=$root/$target ;; esac
# Two compilers in one folder would rebuild each other's work for ever, so the page has its own.
wasm_target=$target/wasm
export CARGO_TARGET_DIR=$target
export PATH="$tools/bin:$PATH"

# Under CI nobody may change what the lock file says, and nothing may be left out.
ci=${CI:-false}
locked=()
[ "$ci" = true ] && locked=(--locked)

# Where PostgreSQL's programs are: Debian keeps those of a server off the PATH.
postgres_programs() {
  local newest
  if command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
    return
  fi
  newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  [ -n "$newest" ] && dirname "$newest"
}

# How Compose is called here: as a part of Docker, or as a program beside it.
compose_command() {
  if docker compose version >/dev/null 2>&1; then
    say docker compose
  elif command -v docker-compose >/dev/null; then
    say docker-compose
  else
    return 1
  fi
}

say() { printf '%s\n' "$*"; }
complain() { printf 'slipway: %s\n' "$*" >&2; }
fail() {
  complain "$@"
  exit 1
}

# `plan 3` announces three steps; each `step "label" command…` then shows its place and the time so far.
plan() {
  steps_planned=$1
  steps_begun=0
}
elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }
step() {
  local label=$1
  shift
  steps_begun=$((steps_begun + 1))
  say "[$steps_begun/$steps_planned] $label ($(elapsed) so far)"
  "$@"
}
