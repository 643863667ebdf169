#!/usr/bin/env bash
# Builds the static program and the image of it: `image.sh` for a release, `image.sh for-tests` compiled as
# tests are, which takes a part of the time. The image is called slipway, or what SLIPWAY_IMAGE says. The engine is
# whichever `docker` talks to.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

image=${SLIPWAY_IMAGE:-slipway}
machine=$(rustc -vV | sed -n 's/^host: //p')
# A folder of its own: a program that is linked statically shares nothing with the others.
static=$target/static
# Everything is in the program, the C library too. The flag is for this target alone, not for what runs
# while it is built.
export RUSTFLAGS="-C target-feature=+crt-static"

case ${1:-} in
  "") profile=release folder=release ;;
  # Without the assertions of a development build the page is put into the program.
  for-tests) profile=dev folder=debug CARGO_PROFILE_DEV_DEBUG_ASSERTIONS=false && export CARGO_PROFILE_DEV_DEBUG_ASSERTIONS ;;
  *) fail "there is no image called $1" ;;
esac

[ -f dist/index.html ] || fail "there is no page to put into the program; to get it: scripts/page.sh"
CARGO_TARGET_DIR=$static cargo build "${locked[@]}" --profile "$profile" -p slipway-server --target "$machine"
program=$static/$machine/$folder/slipway
# One program, needing no other file: it names no loader.
if readelf --program-headers "$program" | grep -q INTERP; then
  fail "$program is not static"
fi
rm -rf target/image
mkdir -p target/image/data
cp "$program" target/image/slipway
strip --strip-debug target/image/slipway
docker build --quiet --tag "$image" .
say "image: $image ($(stat -c %s target/image/slipway) bytes of program)"
