#!/usr/bin/env bash
# Builds the page: `page.sh` into dist/, `page.sh pseudo` into dist-pseudo/ with the locale of
# accented text that only tests use. When nothing that it is made from has changed, it does nothing.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

case ${1:-} in
  "") dist=dist features=() ;;
  pseudo) dist=dist-pseudo features=(--features pseudo-locale) ;;
  *) fail "there is no page called $1" ;;
esac

made_from() {
  find core/src app style -type f -not -name '*~' -print0 | sort -z | xargs -0 sha256sum
  sha256sum Cargo.lock Cargo.toml core/Cargo.toml Trunk.toml index.html \
    scripts/page.sh scripts/in-wasm-toolchain.sh scripts/precompress.mjs scripts/npm/package-lock.json
  command -v wasm-opt || true
}
# Whoever builds the page at the same time waits, and then finds it built.
mkdir -p "$wasm_target"
exec 9>"$wasm_target/page.lock"
flock 9

# A file in the folder itself: a page that was deleted or built elsewhere has none.
stamp=$dist/.made-from
inputs=$(made_from | sha256sum | cut -d' ' -f1)
if [ -f "$dist/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  say "page: $dist is up to date"
  exit
fi

index=index.html
if ! command -v wasm-opt >/dev/null; then
  index=index.without-wasm-opt.html
  sed 's/data-wasm-opt="z"/data-wasm-opt="0"/' index.html >"$index"
  say "page: without wasm-opt, so about a fifth larger"
fi

say "page: building $dist with $(scripts/in-wasm-toolchain.sh --which)'s compiler (3 to 5 minutes the first time)"
began=$SECONDS
# Trunk asks cargo to stay off the network, so what the build needs is fetched before.
scripts/in-wasm-toolchain.sh cargo fetch --quiet "${locked[@]}" --target wasm32-unknown-unknown
# Trunk reads NO_COLOR as a value of its own and refuses "1".
env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true \
  scripts/in-wasm-toolchain.sh trunk build "$index" --release --html-output index.html --dist "$dist" "${features[@]}" "${locked[@]}"
printf '%s\n' "$inputs" >"$stamp"
say "page: $dist built in $((SECONDS - began)) s"
