#!/bin/sh
# A PostgreSQL server of its own for tests: on loopback, in a folder of its own, gone with it.
#
#   tests/postgres.sh start DIR PORT    prints the URL for HEARTH_TEST_POSTGRES
#   tests/postgres.sh stop DIR
set -eu

usage() {
  echo "Usage: tests/postgres.sh start DIR PORT | stop DIR" >&2
  exit 2
}

bin=/usr/lib/postgresql/15/bin
[ -x "$bin/initdb" ] || { echo "PostgreSQL 15 is not installed: apt-get install postgresql-15" >&2; exit 1; }

# PostgreSQL refuses to run as root, for whom it then runs as its own user.
as_server() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start() {
  dir=$1 port=$2
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
  chmod 700 "$dir"
  if [ ! -e "$dir/data/PG_VERSION" ]; then
    as_server "$bin/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --data-checksums \
      >"$dir.initdb.log" 2>&1 || { cat "$dir.initdb.log" >&2; exit 1; }
    rm -f "$dir.initdb.log"
  fi
  as_server "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/log" --wait --timeout=60 \
    --options="-p $port -k '$dir' -c listen_addresses=127.0.0.1 -c max_connections=100" start >/dev/null ||
    { as_server cat "$dir/log" >&2; exit 1; }
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
}

stop() {
  as_server "$bin/pg_ctl" --pgdata="$1/data" --wait --mode=fast stop >/dev/null
}

case "${1:-}" in
  start) [ $# = 3 ] || usage; start "$2" "$3" ;;
  stop) [ $# = 2 ] || usage; stop "$(cd "$2" && pwd)" ;;
  *) usage ;;
esac
