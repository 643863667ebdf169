#!/usr/bin/env bash
# Finds or installs the tools named on the command line:
#   page      the wasm32 target, wasm-bindgen, Trunk, wasm-opt
#   lint      clippy for wasm32
#   browser   Chromium, its driver, axe-core
#   mail      an SMTP server for tests
#   postgres  a PostgreSQL server, which tests start for themselves
#   contract  schemathesis and a validator of OpenAPI documents
#   image     a container engine, and PostgreSQL to put into an image
#   load      wrk
# What it installs goes into the cache folder, outside the checkout, and stays there. What cannot
# be installed is said in one line with the command a person would type; the exit code is then 1.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

trunk_version=0.21.14
smtpd_version=1.4.6
missing=0

lack() {
  complain "$1 is missing; to get it: $2"
  missing=1
}

says_version() {
  command -v "$1" >/dev/null && "$1" --version 2>/dev/null | head -n 1 | grep -qE " $2( |$)"
}

debian_install() {
  command -v apt-get >/dev/null || return 1
  local as=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  say "installing from Debian: $* ($(elapsed))"
  local log=$tools/debian-install.log
  if ! apt-cache show "$@" >/dev/null 2>&1; then
    "${as[@]}" apt-get update >"$log" 2>&1 || true
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "$@" >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    return 1
  }
}

cargo_install() {
  say "compiling $1: $2 ($(elapsed))"
  # A folder of its own, so that an interrupted installation goes on where it was.
  CARGO_TARGET_DIR=$tools/build cargo install --root "$tools" "${@:3}"
}

locked_version() {
  awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

need_wasm_target() {
  scripts/in-wasm-toolchain.sh --which >/dev/null 2>&1 && return
  if command -v rustup >/dev/null; then
    say "adding the wasm32 target to rustup ($(elapsed))"
    # Where rustup reaches no server it hangs instead of failing.
    timeout 15 rustup target add wasm32-unknown-unknown || true
    scripts/in-wasm-toolchain.sh --which >/dev/null 2>&1 && return
  fi
  debian_install rustc-web cargo-web rust-web-src lld-19 &&
    scripts/in-wasm-toolchain.sh --which >/dev/null 2>&1 && return
  lack "a compiler for wasm32" "rustup target add wasm32-unknown-unknown"
}

need_wasm_bindgen() {
  local version
  version=$(locked_version wasm-bindgen)
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen"
  says_version wasm-bindgen "$version" && return
  cargo_install wasm-bindgen "about 4 minutes" wasm-bindgen-cli --version "$version" ||
    lack "wasm-bindgen $version" "cargo install wasm-bindgen-cli --version $version"
}

need_trunk() {
  says_version trunk '0\.21\.[0-9]+' && return
  cargo_install trunk "about 9 minutes" trunk --version "$trunk_version" --locked ||
    lack Trunk "cargo install trunk --version $trunk_version --locked"
}

npm_packages() {
  # node_modules is what the lock file says, or it is made again.
  cmp -s scripts/npm/package-lock.json "$tools/npm/package-lock.json" &&
    [ -f "$tools/npm/complete" ] && return
  command -v npm >/dev/null || return 1
  say "installing npm's packages ($(elapsed))"
  rm -rf "$tools/npm"
  mkdir -p "$tools/npm"
  cp scripts/npm/package.json scripts/npm/package-lock.json scripts/npm/.npmrc "$tools/npm/"
  (cd "$tools/npm" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
  touch "$tools/npm/complete"
}

need_wasm_opt() {
  if npm_packages; then
    mkdir -p "$tools/bin"
    printf '#!/bin/sh\nexec node "%s" "$@"\n' "$tools/npm/node_modules/binaryen/bin/wasm-opt" \
      >"$tools/bin/wasm-opt"
    chmod +x "$tools/bin/wasm-opt"
    return
  fi
  rm -f "$tools/bin/wasm-opt"
  # The page can be built without it, larger; so this alone is no failure.
  complain "wasm-opt is missing, so the page will be larger; to get it: apt-get install npm"
}

need_wasm_clippy() {
  case $(scripts/in-wasm-toolchain.sh --which 2>/dev/null || true) in
    rustup) command -v cargo-clippy >/dev/null && return ;;
    debian) [ -x /usr/bin/cargo-clippy ] && return ;;
  esac
  debian_install rust-web-clippy && return
  lack "clippy for wasm32" "rustup component add clippy, or apt-get install rust-web-clippy"
}

need_browser() {
  command -v "${CHROMIUM:-chromium}" >/dev/null && command -v "${CHROMEDRIVER:-chromedriver}" >/dev/null && return
  debian_install chromium chromium-driver fonts-liberation && return
  lack "Chromium with its driver" "apt-get install chromium chromium-driver"
}

need_axe() {
  npm_packages || lack axe-core "apt-get install npm"
}

need_venv() {
  python3 -c 'import ensurepip, venv' 2>/dev/null || debian_install python3-venv || true
}

need_smtp_server() {
  local python=$tools/smtpd/bin/python log=$tools/smtpd-install.log
  "$python" -c "from importlib.metadata import version as v; assert v('aiosmtpd') == '$smtpd_version'" \
    2>/dev/null && return
  say "installing an SMTP server for tests ($(elapsed))"
  rm -rf "$tools/smtpd"
  need_venv
  { python3 -m venv "$tools/smtpd" && "$python" -m pip install "aiosmtpd==$smtpd_version"; } \
    >"$log" 2>&1 && return
  tail -n 3 "$log" >&2
  lack "an SMTP server for tests" "apt-get install python3-venv, and reach PyPI"
}

need_postgres() {
  postgres_programs >/dev/null && return
  # Debian starts a server of its own with the package where it can; the tests do not use that one.
  debian_install postgresql && postgres_programs >/dev/null && return
  lack "PostgreSQL" "apt-get install postgresql"
}

need_contract_tools() {
  local folder=$tools/contract log=$tools/contract-install.log
  # The folder keeps the list that it was made from.
  cmp -s scripts/contract-tools.txt "$folder/complete" && return
  say "installing schemathesis ($(elapsed))"
  rm -rf "$folder"
  need_venv
  { python3 -m venv "$folder" && "$folder/bin/python" -m pip install -r scripts/contract-tools.txt; } >"$log" 2>&1 &&
    cp scripts/contract-tools.txt "$folder/complete" && return
  tail -n 3 "$log" >&2
  lack schemathesis "apt-get install python3-venv, and reach PyPI"
}

need_engine() {
  if [ "$(id -u)" != 0 ]; then
    lack "a container engine of one's own" "run this as root"
    return
  fi
  # An engine that is there already stays: Debian's would take its place.
  local packages=()
  command -v dockerd >/dev/null || packages+=(docker.io)
  compose_command >/dev/null || packages+=(docker-compose)
  command -v mmdebstrap >/dev/null || packages+=(mmdebstrap)
  if [ "${#packages[@]}" != 0 ] && ! debian_install "${packages[@]}"; then
    lack "a container engine" "apt-get install ${packages[*]}"
    return
  fi
  [ -f "$tools/postgres-image.tar" ] && return
  say "putting PostgreSQL for an image together ($(elapsed))"
  mmdebstrap --quiet --variant=minbase --include=postgresql-15 bookworm "$tools/postgres-image.part.tar" \
    >"$tools/postgres-image.log" 2>&1 && mv "$tools/postgres-image.part.tar" "$tools/postgres-image.tar" && return
  tail -n 3 "$tools/postgres-image.log" >&2
  lack "PostgreSQL for an image" "a Debian mirror that mmdebstrap reaches"
}

need_load() {
  command -v wrk >/dev/null && return
  debian_install wrk && return
  lack wrk "apt-get install wrk"
}

command -v node >/dev/null || fail "Node is missing; to get it: apt-get install nodejs npm"
mkdir -p "$tools"
# Two checkouts on one machine install one after the other.
exec 9>"$tools/lock"
flock 9

for wanted in "$@"; do
  case $wanted in
    page)
      need_wasm_target
      need_wasm_bindgen
      need_trunk
      need_wasm_opt
      ;;
    lint) need_wasm_clippy ;;
    browser)
      need_browser
      need_axe
      ;;
    mail) need_smtp_server ;;
    postgres) need_postgres ;;
    contract) need_contract_tools ;;
    image) need_engine ;;
    load) need_load ;;
    *) fail "no tools are called $wanted" ;;
  esac
done
exit "$missing"
