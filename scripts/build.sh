#!/usr/bin/env bash
# Builds the release program with the page in it, and holds that it serves that page compressed.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

program=$target/release/slipway

ask='fetch(process.argv[1], { headers: { "accept-encoding": "br" } })
  .then((answer) => console.log(answer.status, answer.headers.get("content-encoding")))'

# Starts the program once, in a folder and an environment where nothing but itself can give it the page.
serves_the_page() {
  local folder line origin='' path answer
  folder=$(mktemp -d)
  # Descriptor 3 is what the program prints; it goes on until the program has ended.
  exec 3< <(cd "$folder" && exec env -i "$program" serve --listen 127.0.0.1:0 2>log)
  local id=$!
  # shellcheck disable=SC2064
  trap "kill $id 2>/dev/null || true; rm -rf '$folder'" EXIT
  while [ -z "$origin" ] && read -r line <&3; do
    case $line in *"slipway is ready on "*) origin=${line##*ready on } ;; esac
  done
  [ -n "$origin" ] || fail "the release program did not start: $(cat "$folder/log")"
  for path in / "/$(basename dist/*.wasm)"; do
    answer=$(node -e "$ask" "$origin$path")
    [ "$answer" = "200 br" ] || fail "the release program answers $path with: $answer"
  done
  kill "$id"
  cat <&3 >/dev/null
}

plan 4
step "tools" scripts/install-tools.sh page
step "page" scripts/page.sh
step "server (about 9 minutes the first time)" \
  cargo build "${locked[@]}" --release -p slipway-server
step "the page in it" serves_the_page
say "slipway: $program ($(stat -c %s "$program") bytes)"
