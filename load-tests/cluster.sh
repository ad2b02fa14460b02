#!/usr/bin/env bash
# What a cluster of three silos and two API nodes on this machine costs, and what the death of a silo does to it.
#
#   load-tests/cluster.sh [--no-build] [RATE [SECONDS]]           200/s for 60 s: the embedded engine, then the cluster, on one
#                                                                 PostgreSQL server; CPU of each, their ratio, messages, latencies
#   load-tests/cluster.sh --kill [--no-build] [RATE [SECONDS]]    100/s for 60 s: one silo is killed (SIGKILL) after a third
#   load-tests/cluster.sh --drain [--no-build] [RATE [SECONDS]]   the same with a silo that is asked to end (SIGTERM)
#
# Ends with 0 when the audit of the store is clean and every limit was held, 1 when not, 2 when the run could not be made.
# Reports go to artifacts/load-reports. WARMUP (90, in which five processes compile what they run) and SETTLE (60)
# are seconds, PROVIDERS (500) one socket each. ORLEANS_SOURCE is one more place to restore Orleans' packages from, ORLEANS_VERSION
# another version.
set -euo pipefail
cd "$(dirname "$0")/.."

kill_one= drain= build=1
while [[ ${1:-} == --* ]]; do
  case "$1" in
    --kill) kill_one=1 ;;
    --drain) kill_one=1 drain=1 ;;
    --no-build) build= ;;
    *) echo "Unknown option $1. Options: --kill, --drain, --no-build" >&2; exit 2 ;;
  esac
  shift
done
rate=${1:-$([ -n "$kill_one" ] && echo 100 || echo 200)} seconds=${2:-60}
load=(--rate "$rate" --seconds "$seconds" --warmup "${WARMUP:-90}" --settle "${SETTLE:-60}" --providers "${PROVIDERS:-500}" --licenses 5)

if [ -n "$build" ]; then
  flavour=(-p:Engine=Orleans ${ORLEANS_SOURCE:+"-p:OrleansSource=$ORLEANS_SOURCE"} ${ORLEANS_VERSION:+"-p:OrleansVersion=$ORLEANS_VERSION"})
  for project in src/Silo src/Api; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet "${flavour[@]}" || exit 2
  done
  for project in src/Api load-tests; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet || exit 2
  done
fi

as_server() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

run_load() {
  dotnet artifacts/embedded/bin/LoadTests/release/Dispatch.LoadTests.dll "$@"
}

folder= server= cluster=
stop() {
  trap - EXIT INT TERM
  if [ -n "$cluster" ]; then
    kill -TERM "$cluster" 2>/dev/null || true
    wait "$cluster" 2>/dev/null || true
  fi
  [ -z "$server" ] || as_server "$pg/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null || true
  [ -z "$folder" ] || rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

# A PostgreSQL server of this run's own, set as load-tests sets the ones that it starts. The audit orders by commits.
pg=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -1 || command -v initdb || true)")
[ -x "$pg/initdb" ] || { echo "PostgreSQL 13 or later is needed: install it." >&2; exit 2; }
# Not below a home folder: the server's account may not look into one.
folder=$(mktemp -d /var/tmp/dispatch-load-XXXXXX)
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
as_server "$pg/initdb" -D "$folder/data" -A trust -U dispatch -E UTF8 --locale=C >/dev/null
options="-c listen_addresses= -c unix_socket_directories=$folder -c track_commit_timestamp=on -c max_connections=300"
options+=" -c shared_buffers=512MB -c max_wal_size=2GB -c checkpoint_timeout=5min"
as_server "$pg/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "$options" start >/dev/null
server=$(head -1 "$folder/data/postmaster.pid")

query() { "$pg/psql" -X -q -h "$folder" -U dispatch -d postgres -c "$1"; }
store() { echo "Host=$folder;Username=dispatch;Database=$1"; }

code=0
baseline=()
if [ -z "$kill_one" ]; then
  echo "== the embedded engine"
  query 'CREATE DATABASE embedded'
  mkdir -p artifacts/load-reports
  file=artifacts/load-reports/cluster-baseline.json
  rm -f "$file"
  run_load steady --no-build --store "$(store embedded)" --store-pid "$server" "${load[@]}" --json "$file" || code=$?
  [ "$code" -ne 2 ] && [ -s "$file" ] || exit 2
  baseline=(--baseline "$file" --hold-ratio 2.5)

  # What it left to do belongs to nobody's window.
  query 'DROP DATABASE embedded'
  query 'CHECKPOINT'
fi

echo "== three silos, two API nodes"
query 'CREATE DATABASE cluster'
DISPATCH_STORE=$(store cluster)
Dispatch__OperatorToken=ot_$(head -c 20 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
Dispatch__MasterKey=$(head -c 32 /dev/urandom | base64)
export DISPATCH_STORE Dispatch__OperatorToken Dispatch__MasterKey
eng/cluster.sh 3 >"$folder/cluster.log" 2>&1 &
cluster=$!
until grep -q 'Ctrl-C stops everything' "$folder/cluster.log"; do
  kill -0 "$cluster" 2>/dev/null || { cat "$folder/cluster.log" >&2; exit 2; }
  sleep 0.2
done
cat "$folder/cluster.log"

# all PATTERN: what the cluster's lines say, with commas between.
all() { sed -nE "$1" "$folder/cluster.log" | paste -sd, -; }
silos=$(all 's/^silo .*\(process ([0-9]+),.*/\1/p')
nodes=$(all 's/^API node .*\(process ([0-9]+),.*/\1/p')
urls=$(all 's/^API node .* (http:[^ ]+) .*/\1/p')
metrics=$(all 's/^silo .* (http:[^ ]+\/metrics) .*/\1/p'),$(all 's/^API node .* (http:[^ ]+) .*/\1\/metrics/p')
where=(--url "$urls" --operator-token "$Dispatch__OperatorToken" --store "$DISPATCH_STORE")

result=0
if [ -n "$kill_one" ]; then
  limits=(--hold-recovery 5 --hold-longest 8)
  [ -z "$drain" ] || limits=(--drain --hold-longest 3)
  run_load silo-kill "${where[@]}" --kill-pid "$(cut -d, -f2 <<<"$silos")" "${load[@]}" "${limits[@]}" || result=$?
else
  run_load steady "${where[@]}" --server-pid "$silos,$nodes" --store-pid "$server" --metrics "$metrics" "${load[@]}" \
    "${baseline[@]}" --hold-p99 50 --hold-messages 14 || result=$?
fi
exit $((result > code ? result : code))
