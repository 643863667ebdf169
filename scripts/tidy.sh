#!/usr/bin/env bash
# House rules that no compiler knows. Each finding is a line: the rule, then the places.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

findings=0
found() {
  findings=$((findings + 1))
  printf 'house rule: %s\n' "$1" >&2
  printf '%s\n' "$2" | sed 's/^/  /' >&2
}

# What git knows or would take, as it stands in the working tree.
files() { git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do [ ! -f "$file" ] || say "$file"; done; }

# `forbid "rule" 'pattern' paths…` reports every line that matches.
forbid() {
  local rule=$1 pattern=$2 places
  shift 2
  places=$(files "$@" | xargs -r -d '\n' grep -nHIE -- "$pattern" | cut -c1-160 || true)
  [ -z "$places" ] || found "$rule" "$places"
}

long=$(files '*.rs' '*.css' | grep -vE '^tests/|/(tests|migration)/' | xargs -r -d '\n' wc -l |
  awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }')
[ -z "$long" ] || found "a file of more than 400 lines holds more than one concept" "$long"

vague=$(files '*.rs' | grep -E '(^|/)(utils?|common|types|helpers|misc)(\.rs|/)' || true)
[ -z "$vague" ] || found "a file is named for its concept" "$vague"

# What a comment says of it does not count.
code='^([^/]|/[^/])*'
forbid "ui/ knows nothing of the product" "${code}slipway_core" 'app/src/ui'
forbid "core has no IO, clock, randomness or async" \
  "${code}(std::(fs|net|process|env|thread|io)\b|SystemTime|Instant::now|(Utc|Local)::now|now_v7|new_v[147]\b|getrandom|\brand::|async fn|\.await\b)" \
  'core/src'
forbid "core knows no HTTP status outside api/problem.rs and the table of endpoints" \
  "${code}\b(StatusCode|40[0-9]|41[0-9]|42[0-9]|50[1-9])\b" \
  'core/src' ':!core/src/api/problem.rs' ':!core/src/api/table.rs'
forbid "what is left to do stands in an issue, and a note of it carries the number" \
  '\b(TODO|FIXME|XXX)\b($|[^(]|\([^#])' '*.rs' '*.css' '*.html' '*.mjs' '*.md' '*.toml'
forbid "no raw colour outside the tokens" '#[0-9a-fA-F]{3,8}\b[^{]*;|\b(oklch|rgb|rgba|hsl)\(' \
  'style' ':!style/tokens.css'
forbid "a test that is not worth running is deleted" '#\[ignore' '*.rs'
forbid "no path of one machine" '(^|[^a-zA-Z0-9_.$}])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/' \
  ':!scripts/tidy.sh'
forbid "a lock file holds no download address" '"resolved"' '*package-lock.json'
forbid "dependencies come from the package registry" '^source = "git\+' 'Cargo.lock'

[ "$findings" = 0 ] || fail "house rules broken: $findings"
say "house rules: none broken"
