#!/usr/bin/env bash
# Builds the image with an engine of its own, and holds what docs/operating.md says of it: it becomes healthy, serves
# the page, runs as nobody with nothing but its data writable, keeps its data in a volume, and works with
# compose.yaml on PostgreSQL. Nothing is pulled: PostgreSQL's image is made from Debian's packages. The engine, its
# images and its folders are gone afterwards. Needs root.
set -euo pipefail
source "$(dirname "$0")/paths-and-messages.sh"

[ "$(id -u)" = 0 ] || fail "an engine of one's own needs root"
compose=$(compose_command) && command -v docker >/dev/null && command -v dockerd >/dev/null &&
  [ -f "$tools/postgres-image.tar" ] || fail "a container engine is missing; to get it: scripts/install-tools.sh image"

folder=$(mktemp -d)
export DOCKER_HOST=unix://$folder/docker.sock
engine=
end() {
  local status=$?
  if [ "$status" != 0 ]; then
    docker ps --all --quiet 2>/dev/null | while read -r id; do docker logs --tail 20 "$id" >&2 || true; done
    tail -n 5 "$folder/engine.log" >&2 || true
  fi
  if [ -n "$engine" ]; then
    docker ps --all --quiet 2>/dev/null | xargs -r docker rm --force --volumes >/dev/null 2>&1 || true
    kill "$engine" 2>/dev/null || true
    wait "$engine" 2>/dev/null || true
  fi
  rm -rf "$folder"
  exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM

# It has a network of its own: what an engine does to addresses and to the firewall, it does to no other one's.
start_engine() {
  unshare --net dockerd --data-root "$folder/data" --exec-root "$folder/exec" --host "$DOCKER_HOST" \
    --pidfile "$folder/pid" --bridge none >"$folder/engine.log" 2>&1 &
  engine=$!
  wait_for "the engine" 60 docker version
}

# `wait_for "what" seconds command…` asks again and again until the command succeeds.
wait_for() {
  local what=$1 until=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || fail "$what is not ready"
    sleep 0.2
  done
}
is_healthy() { [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; }
address() { docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$1" | cut -d' ' -f1; }

# Asks from beside the containers.
ask() { nsenter --target "$engine" --net curl --silent --show-error --fail --max-time 10 "$@"; }

# `serves origin host` holds that the page and its program are served there.
serves() {
  local page program
  page=$(ask --header "Host: $2" "$1/")
  [[ $page =~ slipway-app-[0-9a-f]*_bg\.wasm ]] || fail "what is served on $1 is not the page: $page"
  program=${BASH_REMATCH[0]}
  ask --header "Host: $2" --header 'Accept-Encoding: br' \
    --output /dev/null --write-out '%header{content-encoding}' "$1/$program" | grep -qx br ||
    fail "the page's program is not served compressed"
}

# The container by itself, on SQLite, with nothing that it does not need.
alone() {
  local options=(--network alone --read-only --cap-drop ALL --security-opt no-new-privileges
    --volume alone:/data --env SLIPWAY_PUBLIC_URL=https://slipway.example.com)
  docker network create alone >/dev/null
  docker run --detach --name alone "${options[@]}" "$SLIPWAY_IMAGE" >/dev/null
  wait_for "the container" 60 is_healthy alone
  serves "http://$(address alone):8080" slipway.example.com
  [ "$(docker top alone -eo pid,uid | awk "NR == 2 { print \$2 }")" = 65532 ] || fail "the program does not run as nobody"
  [[ $(docker logs alone 2>&1) == */setup#* ]] || fail "no set-up address was printed"
  [ "$(docker exec alone /slipway --version)" != "" ] || fail "the program cannot be asked for its version"
  # Asked to end, it does, and another finds what it left.
  docker stop --time 20 alone >/dev/null
  [ "$(docker inspect --format '{{.State.ExitCode}}' alone)" = 0 ] || fail "the program did not end by itself"
  docker rm alone >/dev/null
  [ "$(docker volume ls --quiet)" = alone ] || fail "the data is not in the volume"
  [ -s "$(docker volume inspect --format '{{.Mountpoint}}' alone)/slipway.db" ] || fail "the volume has no database"
  docker run --detach --name alone "${options[@]}" "$SLIPWAY_IMAGE" >/dev/null
  wait_for "the second container" 60 ask "http://$(address alone):8080/api/health"
  docker rm --force alone >/dev/null
}

# PostgreSQL from Debian's packages, in an image that is told what the official one is told.
postgres_image() {
  cat >"$folder/start-postgres" <<'START'
#!/bin/sh
set -eu
bin=/usr/lib/postgresql/15/bin
data=/var/lib/postgresql/data
if [ ! -f "$data/PG_VERSION" ]; then
  "$bin/initdb" --pgdata="$data" --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
  echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
  "$bin/postgres" --single -D "$data" postgres <<SQL
CREATE DATABASE $POSTGRES_DB;
SQL
fi
exec "$bin/postgres" -D "$data" -c listen_addresses='*'
START
  chmod +x "$folder/start-postgres"
  local root=$folder/postgres
  mkdir "$root"
  tar --extract --file "$tools/postgres-image.tar" --directory "$root" --exclude './dev/*'
  install -m 755 "$folder/start-postgres" "$root/start-postgres"
  local user
  user=$(awk -F: '$1 == "postgres" { print $3 ":" $4 }' "$root/etc/passwd")
  install -d -o "${user%:*}" -g "${user#*:}" -m 700 "$root/var/lib/postgresql/data" "$root/run/postgresql"
  tar --create --directory "$root" . | docker import \
    --change 'USER postgres' --change 'CMD ["/start-postgres"]' \
    --change 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin' - "$POSTGRES_IMAGE" >/dev/null
  rm -rf "$root"
}

# compose.yaml as it stands, without Traefik, whose image cannot be made here.
together() {
  local place=$folder/compose password=a-password-of-the-tests
  mkdir -p "$place/secrets"
  cp compose.yaml "$place/"
  printf '%s' "$password" >"$place/secrets/postgres-password"
  printf 'database = "postgres://slipway:%s@database/slipway"\n' "$password" >"$place/secrets/slipway.toml"
  chmod 644 "$place"/secrets/*
  printf 'SLIPWAY_HOST=slipway.example.com\nACME_EMAIL=admin@example.com\n' >"$place/.env"
  (cd "$place" && $compose --project-name together up --detach slipway) >"$folder/compose.log" 2>&1 || {
    cat "$folder/compose.log" >&2
    fail "compose.yaml does not start"
  }
  local container
  container=$(docker ps --quiet --filter label=com.docker.compose.service=slipway)
  wait_for "Slipway on PostgreSQL" 60 is_healthy "$container"
  serves "http://$(address "$container"):8080" slipway.example.com
  local tables
  tables=$(docker exec --env PGPASSWORD="$password" \
    "$(docker ps --quiet --filter label=com.docker.compose.service=database)" \
    psql --host=localhost --username=slipway --tuples-only --no-align --command 'SELECT count(*) FROM accounts' slipway)
  [ "$tables" = 0 ] || fail "PostgreSQL does not hold the tables, but: $tables"
}

export SLIPWAY_IMAGE=slipway-test POSTGRES_IMAGE=postgres-test
plan 5
step "an engine" start_engine
step "the image" scripts/image.sh for-tests
step "a container by itself" alone
step "PostgreSQL's image" postgres_image
step "compose.yaml" together
say "image: built, healthy, nobody's, read-only, and at home on SQLite and PostgreSQL, in $(elapsed)"
