#!/usr/bin/env bash
# A PostgreSQL server for tests, in a temporary folder and on a free port of this machine. It prints
# `ready PORT` and then obeys its standard input, a word a line, each answered with `done`:
#   stop    ends the server at once, as a crash does
#   start   starts it again, on the same port
#   pause   the server answers nobody, and closes nothing
#   resume  it goes on
# When its input ends, however whoever started it has ended, server and folder are removed.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

# What ends the tests is no business of this script: it ends by its input.
trap '' INT TERM HUP

programs=$(postgres_programs) || fail "PostgreSQL is missing; to get it: apt-get install postgresql"
folder=$(mktemp -d "${TMPDIR:-/tmp}/slipway-postgres.XXXXXX")
# The server refuses to be the superuser.
as=()
if [ "$(id -u)" = 0 ]; then
  owner=postgres
  id "$owner" >/dev/null 2>&1 || owner=nobody
  chown "$owner" "$folder"
  as=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
fi
run() { (cd "$folder" && "${as[@]}" env LC_ALL=C.UTF-8 "$@" </dev/null >>"$folder/log" 2>&1); }
postmaster() { head -n 1 "$folder/data/postmaster.pid"; }

remove() {
  if [ -f "$folder/data/postmaster.pid" ]; then
    kill -CONT "$(postmaster)" 2>/dev/null || true
    run "$programs/pg_ctl" stop --pgdata "$folder/data" --mode immediate --silent || true
  fi
  rm -rf "$folder"
}
trap remove EXIT

touch "$folder/log"
[ "${#as[@]}" = 0 ] || chown "$owner" "$folder/log"
# Its texts are sorted as people sort them, so that whatever has to be sorted by bytes must say so.
run "$programs/initdb" --pgdata "$folder/data" --username slipway --auth trust --no-sync \
  --encoding UTF8 --locale C.UTF-8 --locale-provider icu --icu-locale en-US || {
  tail -n 5 "$folder/log" >&2
  exit 1
}

# Nothing of it outlives the machine's power, so nothing has to reach the disk; a crash of its own is survived.
start() {
  run "$programs/pg_ctl" start --pgdata "$folder/data" --wait --timeout 30 --options "-p $port -h 127.0.0.1 \
-k $folder -c max_connections=300 -c fsync=off -c full_page_writes=off \
-c shared_buffers=64MB -c logging_collector=off"
}
for _ in 1 2 3 4 5 6 7 8; do
  port=$((20000 + RANDOM % 12000))
  if start; then
    started=true
    break
  fi
done
if [ "${started:-false}" != true ]; then
  tail -n 5 "$folder/log" >&2
  exit 1
fi
say "ready $port"

# The whole server, so that what each connection has answers nobody either.
signal_all() {
  local parent
  parent=$(postmaster)
  # shellcheck disable=SC2046
  kill "-$1" "$parent" $(cat "/proc/$parent/task/$parent/children")
}

while read -r word; do
  case $word in
    stop) run "$programs/pg_ctl" stop --pgdata "$folder/data" --mode immediate --wait ;;
    start) start ;;
    pause) signal_all STOP ;;
    resume) signal_all CONT ;;
    *) fail "a server of tests does not know the word $word" ;;
  esac
  say "done"
done
