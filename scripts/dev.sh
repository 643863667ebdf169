#!/usr/bin/env bash
# Starts Slipway as `make run` does, with a page built for development, and rebuilds on change:
# Trunk watches the page, and this script restarts the server when a file of core or server changes.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

export SLIPWAY_PAGE_DIR=$root/dist-dev
scripts/install-tools.sh page

built=$(mktemp)
server=
stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true scripts/in-wasm-toolchain.sh trunk watch \
  --dist dist-dev --watch core/src --watch app --watch style --watch index.html &
watcher=$!
trap 'stop_server; kill "$watcher" 2>/dev/null || true; rm -f "$built"' EXIT
trap 'exit 130' INT TERM

# The server looks into the folder when it starts.
until [ -f dist-dev/index.html ] || ! kill -0 "$watcher" 2>/dev/null; do sleep 1; done

while true; do
  touch "$built"
  if scripts/program.sh; then
    stop_server
    scripts/serve.sh &
    server=$!
  fi
  until [ -n "$(find core/src server Cargo.toml Cargo.lock -newer "$built" -print -quit)" ]; do
    sleep 1
  done
done
