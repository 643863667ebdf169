#!/usr/bin/env bash
# Builds the static program and the image of it: `image.sh` for a release, `image.sh for-tests` compiled as
# tests are, which takes a part of the time. The image is called slipway, or what SLIPWAY_IMAGE says. The engine is
# whichever `docker` talks to.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

image=${SLIPWAY_IMAGE:-slipway}
options=()

case ${1:-} in
  "") profile=release folder=release ;;
  # Compiled without the assertions of a development build, ours alone, it has the page in it.
  for-tests) profile=dev folder=debug options=(--config profile.dev.package.slipway-server.debug-assertions=false) ;;
  *) fail "there is no image called $1" ;;
esac

[ -f dist/index.html ] || fail "there is no page to put into the program; to get it: scripts/page.sh"
# Everything is in the program, the C library too. Only the last step, which links it, has to know: what others wrote
# is compiled once for every program.
cargo rustc "${locked[@]}" --profile "$profile" "${options[@]}" -p slipway-server --bin slipway -- \
  -C target-feature=+crt-static
program=$target/$folder/slipway
# One program, needing no other file: it names no loader.
headers=$(readelf --program-headers "$program")
[[ $headers != *INTERP* ]] || fail "$program is not static"
rm -rf target/image
mkdir -p target/image/data
cp "$program" target/image/slipway
strip --strip-debug target/image/slipway
docker build --quiet --tag "$image" .
say "image: $image ($(stat -c %s target/image/slipway) bytes of program)"
