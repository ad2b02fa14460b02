#!/usr/bin/env bash
# Builds Dispatch and runs it on http://127.0.0.1:5080 until Ctrl-C, which drains it.
#
#   ./run.sh                    an empty system
#   ./run.sh --demo             with three demo clinics and 40 demo providers on an empty store
#   ./run.sh --demo --traffic   with simulated patients and providers as well
#   ./run.sh --port 6000        on another port (0 for any free one)
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null; then
  echo "Dispatch needs the .NET SDK 10: install it and run this again." >&2
  exit 1
fi

dotnet build src/Api/Api.csproj --configuration Release --nologo --verbosity quiet
exec dotnet artifacts/embedded/bin/Api/release/Dispatch.Api.dll "$@"
