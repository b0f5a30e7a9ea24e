# A throwaway PostgreSQL 15 for the tests: own data folder, free port, gone at exit. Sourced by etc/test.

PG_HOME=
PG_PORT=

# The server programs are not on PATH in Debian.
pg_bin() {
  local folder
  for folder in /usr/lib/postgresql/15/bin "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && "$folder/postgres" --version | grep -q ' 15\.'; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

# Sets PG_CONNECTION, or prints one line that says what is wrong.
start_postgres() {
  local bin password seen
  bin="$(pg_bin)" || { echo "PostgreSQL 15 is missing: apt-get install postgresql-15"; return 1; }
  PG_HOME="$(mktemp -d "${TMPDIR:-/tmp}/volunteer-pg.XXXXXX")"
  PG_PORT="$(free_port)"
  password="$(node -p 'require("crypto").randomBytes(18).toString("hex")')"
  printf '%s' "$password" >"$PG_HOME/password"
  [ "$(id -u)" != 0 ] || chown -R postgres "$PG_HOME"

  as_postgres "$bin/initdb" --pgdata "$PG_HOME/data" --username postgres --pwfile "$PG_HOME/password" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >"$PG_HOME/initdb.log" 2>&1 ||
    { echo "initdb failed: $(tail -n 1 "$PG_HOME/initdb.log")"; return 1; }

  # Every created database is logged: the log proves that the tests were here.
  as_postgres "$bin/pg_ctl" start --pgdata "$PG_HOME/data" --log "$PG_HOME/server.log" --wait --timeout 60 --silent \
    --options "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
      -c shared_buffers=256MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c log_statement=ddl" \
    >"$PG_HOME/pg_ctl.log" 2>&1 </dev/null ||
    { echo "the PostgreSQL server did not start: $(tail -n 1 "$PG_HOME/server.log" 2>/dev/null)"; return 1; }

  # Whoever answers on the port must be this server, or the tests would write into somebody's database.
  seen="$(PGPASSWORD="$password" "$bin/psql" -h 127.0.0.1 -p "$PG_PORT" -U postgres -d postgres -Atc 'show data_directory' 2>&1)"
  [ "$seen" = "$PG_HOME/data" ] || { echo "another server answers on port $PG_PORT: $seen"; return 1; }

  PG_CONNECTION="Host=127.0.0.1;Port=$PG_PORT;Username=postgres;Password=$password;Database=postgres"
}

stop_postgres() {
  [ -n "$PG_HOME" ] || return 0
  if [ -f "$PG_HOME/data/postmaster.pid" ]; then
    as_postgres "$(pg_bin)/pg_ctl" stop --pgdata "$PG_HOME/data" --mode immediate --silent >/dev/null 2>&1
  fi
  [ ! -f "$PG_HOME/server.log" ] || cp "$PG_HOME/server.log" "$LOGS/postgres-server.log" 2>/dev/null
  rm -rf "$PG_HOME"
  PG_HOME=
}
