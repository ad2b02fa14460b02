#!/usr/bin/env bash
# Builds Dispatch and runs it on http://127.0.0.1:5080 until Ctrl-C, which drains it.
#
#   ./run.sh                    an empty system
#   ./run.sh --demo             with three demo clinics and 41 demo providers on an empty store
#   ./run.sh --demo --traffic   with simulated patients and providers as well
#   ./run.sh --port 6000        on another port (0 for any free one)
#   ./run.sh --cluster 3        PostgreSQL, three silos and two API nodes; more arguments go to the first API node
#
# For a cluster, ORLEANS_SOURCE is one more place to restore Orleans' packages from, ORLEANS_VERSION another version.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null; then
  echo "Dispatch needs the .NET SDK 10: install it and run this again." >&2
  exit 1
fi

if [ "${1:-}" = --cluster ]; then
  silos=${2:?--cluster needs the number of silos}
  shift 2
  flavour=(-p:Engine=Orleans ${ORLEANS_SOURCE:+"-p:OrleansSource=$ORLEANS_SOURCE"} ${ORLEANS_VERSION:+"-p:OrleansVersion=$ORLEANS_VERSION"})
  dotnet build src/Silo/Silo.csproj --configuration Release --nologo --verbosity quiet "${flavour[@]}"
  dotnet build src/Api/Api.csproj --configuration Release --nologo --verbosity quiet "${flavour[@]}"
  exec eng/cluster.sh "$silos" "$@"
fi

dotnet build src/Api/Api.csproj --configuration Release --nologo --verbosity quiet
exec dotnet artifacts/embedded/bin/Api/release/Dispatch.Api.dll "$@"
