# Shared by etc/up and etc/test. Sourced, not run. Needs bash, the .NET SDK and Node, nothing else.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
LIB="$ROOT/etc/lib"
DATA="$ROOT/.data"
WEB="$ROOT/angular"
WEB_OUTPUT="$WEB/dist/volunteer/browser"
HOST_NAME=Volunteer.HttpApi.Host
MIGRATOR_NAME=Volunteer.DbMigrator
HOST_PROJECT="$ROOT/aspnet-core/src/$HOST_NAME"
MIGRATOR_PROJECT="$ROOT/aspnet-core/src/$MIGRATOR_NAME"
SEED="$ROOT/etc/seed"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
export NG_CLI_ANALYTICS=false NO_UPDATE_NOTIFIER=1 npm_config_update_notifier=false

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# The SDK that global.json asks for, and a Node that the Angular build runs on.
need_tools() {
  command -v dotnet >/dev/null ||
    die "the .NET SDK 10 is missing: install it from dotnet.microsoft.com/download"
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) ||
    die ".NET SDK $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$ROOT/global.json") or a later 10.0 one is missing: install it from dotnet.microsoft.com/download"
  command -v node >/dev/null ||
    die "Node.js is missing: install version 20.19 or later from nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a >= 24 ? 0 : 1)' ||
    die "Node.js $(node --version) does not run the Angular build: install 20.19+, 22.12+ or 24+ from nodejs.org"
  command -v npm >/dev/null ||
    die "npm is missing: install it together with Node.js from nodejs.org"
}

# Succeeds when <stamp file> already holds <value>.
is_stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
}

hash_of() { node "$LIB/hash.mjs" "$@"; }

packages_hash() { printf '%s-%s' "$(node --version)" "$(hash_of "$WEB/package.json" "$WEB/package-lock.json" "$WEB/.npmrc")"; }

packages_current() { is_stamped "$WEB/node_modules/.volunteer-stamp" "$(packages_hash)"; }

# npm ci, unless node_modules already holds what the lock file says.
install_packages() {
  packages_current && return 0
  (cd "$WEB" && npm ci) && stamp "$WEB/node_modules/.volunteer-stamp" "$(packages_hash)"
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

port_is_free() {
  node -e 'require("net").createServer().on("error", () => process.exit(1)).listen(+process.argv[1], "127.0.0.1", function () { this.close(); })' "$1"
}

# use_data <folder>: where host and migrator keep uploaded files and keys.
use_data() { export Files__Folder="$1/files" Security__KeyFolder="$1/keys"; }

# use_sqlite <file> / use_postgres <connection>: the database of host and migrator.
use_sqlite() { export Database__Provider=Sqlite Database__ConnectionString="Data Source=\"$1\""; }
use_postgres() { export Database__Provider=PostgreSql Database__ConnectionString="$1"; }

# migrator <folder of the built migrator> <arguments>
migrator() {
  local folder="$1"
  shift
  (cd "$folder" && dotnet "$MIGRATOR_NAME.dll" "$@")
}

# start_host <folder of the built host> <port> <log file>: sets HOST_PID, returns at once.
# exec, so that HOST_PID is the host itself and a signal reaches it.
start_host() {
  local folder="$1" port="$2" log="$3"
  (
    cd "$folder" || exit 1
    export Web__Root="$WEB_OUTPUT" Web__BaseUrl="http://localhost:$port"
    # A demonstration or a test: nobody has an authenticator for the demo's secretaries.
    export Security__RequireSecondFactor="${Security__RequireSecondFactor:-false}"
    # On the command line: appsettings.json has the default address and outranks ASPNETCORE_URLS.
    exec dotnet "$HOST_NAME.dll" --urls "http://localhost:$port" >"$log" 2>&1 </dev/null
  ) &
  HOST_PID=$!
}

wait_ready() { node "$LIB/wait-ready.mjs" "http://localhost:$1/health/ready" "$HOST_PID" "${2:-90}"; }

stop_host() {
  [ -n "${HOST_PID:-}" ] || return 0
  kill -TERM "$HOST_PID" 2>/dev/null
  for _ in $(seq 1 100); do
    kill -0 "$HOST_PID" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$HOST_PID" 2>/dev/null
  wait "$HOST_PID" 2>/dev/null
  HOST_PID=
}
