#!/usr/bin/env bash
# A cluster on this machine: PostgreSQL, silos and API nodes, until Ctrl-C, which drains them one after the other. One that
# dies is not started again: the rest goes on without it.
#
#   eng/cluster.sh SILOS [arguments of the first API node, for instance --demo --traffic]
#
# Ports: API nodes from 5080 (and 11121, 30010), silos from 11111, gateways from 30000, health of silos from 8081.
# DISPATCH_STORE is a PostgreSQL connection string to use instead of a server of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
silos=${1:?how many silos}
shift

bin=artifacts/orleans/bin
data=$PWD/.data
mkdir -p "$data"
hosts=()
apis=()
started=
server=

as_server() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

stop() {
  trap - EXIT INT TERM
  echo "Stopping…"
  # API nodes first: what they began still finds silos.
  for group in "${apis[*]}" "${hosts[*]}"; do
    [ -z "$group" ] || kill -TERM $group 2>/dev/null || true
    [ -z "$group" ] || wait $group 2>/dev/null || true
  done
  [ -z "$server" ] || as_server "$pg/pg_ctl" -D "$server" -m fast stop >/dev/null
}
trap stop EXIT
trap 'exit 130' INT TERM

if [ -z "${DISPATCH_STORE:-}" ]; then
  pg=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -1 || command -v initdb || true)")
  [ -x "$pg/initdb" ] || { echo "A cluster needs PostgreSQL 13 or later: install it, or name one with DISPATCH_STORE." >&2; exit 1; }
  # Not below a home folder: the server's account may not look into one.
  folder=${DISPATCH_POSTGRES_FOLDER:-/var/tmp/dispatch-postgres-$(id -u)}
  socket=$folder/socket
  if [ ! -d "$folder/data" ]; then
    mkdir -p "$socket"
    [ "$(id -u)" -ne 0 ] || chown -R postgres "$folder"
    as_server "$pg/initdb" -D "$folder/data" -A trust -U dispatch -E UTF8 --locale=C >/dev/null
  fi
  as_server "$pg/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-c listen_addresses= -c unix_socket_directories=$socket -c max_connections=200" start >/dev/null
  server=$folder/data
  DISPATCH_STORE="Host=$socket;Username=dispatch;Database=postgres"
  echo "PostgreSQL    $socket (data in $folder)"
fi

export Dispatch__Store=$DISPATCH_STORE

# start LOG WORD COMMAND…: runs it in the background and waits for the line that says where it is.
start() {
  local log=$1 word=$2
  shift 2
  "$@" >"$log" 2>&1 &
  local pid=$!
  started=$pid
  for _ in $(seq 600); do
    if grep -q "$word" "$log"; then
      return 0
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "It did not start:" >&2
  tail -20 "$log" >&2
  return 1
}

for ((i = 0; i < silos; i++)); do
  start "$data/silo-$i.log" "Dispatch silo at" dotnet "$bin/Silo/release/Dispatch.Silo.dll" \
    "--Dispatch:Cluster:SiloPort=$((11111 + i))" "--Dispatch:Cluster:GatewayPort=$((30000 + i))" \
    "--Dispatch:Cluster:HealthPort=$((8081 + i))"
  hosts+=("$started")
  echo "silo $((i + 1))        127.0.0.1:$((11111 + i)), gateway $((30000 + i)), metrics http://127.0.0.1:$((8081 + i))/metrics (process $started, log .data/silo-$i.log)"
done

for ((i = 0; i < 2; i++)); do
  # A silo too, for the grains of the providers whose sockets it has.
  start "$data/api-$i.log" "Dispatch listens on" dotnet "$bin/Api/release/Dispatch.Api.dll" --port $((5080 + i)) --silo \
    "--Dispatch:Cluster:SiloPort=$((11121 + i))" "--Dispatch:Cluster:GatewayPort=$((30010 + i))" \
    $([ "$i" -eq 0 ] && printf '%s ' "$@")
  apis+=("$started")
  echo "API node $((i + 1))    http://127.0.0.1:$((5080 + i)) (process $started, log .data/api-$i.log)"
done

echo "Operator's token in .data/operator-token. Ctrl-C stops everything."

# running ID…: those of the processes that run.
running() {
  local pid
  for pid in "$@"; do
    ! kill -0 "$pid" 2>/dev/null || echo "$pid"
  done
}

# One that dies is what a cluster is for: the others go on, until there are no silos or no API nodes left.
while [ ${#hosts[@]} -gt 0 ] && [ ${#apis[@]} -gt 0 ]; do
  wait -n "${hosts[@]}" "${apis[@]}" || true
  before=("${hosts[@]}" "${apis[@]}")
  hosts=($(running "${hosts[@]}"))
  apis=($(running "${apis[@]}"))
  for pid in "${before[@]}"; do
    case " ${hosts[*]} ${apis[*]} " in
      *" $pid "*) ;;
      *) echo "Process $pid ended; see the logs in .data." >&2 ;;
    esac
  done
done
