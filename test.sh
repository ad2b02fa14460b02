#!/usr/bin/env bash
# Builds everything with warnings as errors, checks the formatting and runs every suite.
# The last line sums up: Dispatch: N passed, N failed, N skipped
#
#   ./test.sh                  everything
#   ./test.sh --suite unit     one suite: unit, conformance, simulation, integration, integration-postgres
#
# PostgreSQL is installed from the system's packages when it is missing. Tests start a server of their own in a temporary
# folder and stop it; one that is installed is not touched.
set -uo pipefail
cd "$(dirname "$0")"

suites=(unit conformance simulation integration integration-postgres)
while [ $# -gt 0 ]; do
  case "$1" in
    --suite) suites=("${2:?--suite needs a name}"); shift 2 ;;
    *) echo "Unknown option $1. Options: --suite unit|conformance|simulation|integration|integration-postgres" >&2; exit 2 ;;
  esac
done

if ! command -v dotnet >/dev/null; then
  echo "Dispatch needs the .NET SDK 10: install it and run this again." >&2
  exit 1
fi

has_postgres() {
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { command -v initdb && command -v postgres; } >/dev/null
}

install_postgres() {
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${root[@]}" true 2>/dev/null; then
    echo "The tests need PostgreSQL 13 or later (initdb and postgres): install it and run this again." >&2
    return 1
  fi

  echo "== install PostgreSQL"
  # Without a cluster of the system's: only the programs are needed.
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    "${root[@]}" sh -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
  # The lists may be there already, and one source that does not answer need not matter: what counts is the program.
  local options=(-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120)
  "${root[@]}" apt-get "${options[@]}" update >/dev/null
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get "${options[@]}" install -y --no-install-recommends postgresql </dev/null >/dev/null || ! has_postgres; then
    echo "PostgreSQL could not be installed with apt-get: install it and run this again." >&2
    return 1
  fi
}

case " ${suites[*]} " in
  *" conformance "* | *" integration-postgres "*)
    if ! has_postgres && ! install_postgres; then
      echo "Dispatch: 0 passed, 1 failed"
      exit 1
    fi
    ;;
esac

echo "== build"
if ! dotnet build Dispatch.sln --configuration Release --nologo --verbosity quiet; then
  echo "Dispatch: 0 passed, 1 failed"
  exit 1
fi

passed=0
failed=0
skipped=0

echo "== format"
if dotnet format Dispatch.sln --no-restore --verify-no-changes --verbosity quiet; then
  passed=$((passed + 1))
else
  echo "The formatting differs from .editorconfig: run 'dotnet format'." >&2
  failed=$((failed + 1))
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for suite in "${suites[@]}"; do
  name=${suite%-postgres}
  project="$(tr '[:lower:]' '[:upper:]' <<<"${name:0:1}")${name:1}"
  assembly="artifacts/embedded/bin/$project/release/Dispatch.Tests.$project.dll"
  echo "== $suite"
  store=sqlite
  [ "$suite" = "$name" ] || store=postgres
  DISPATCH_TEST_STORE=$store dotnet "$assembly" -noColor -noLogo >"$log" 2>&1
  code=$?
  grep -vE '^\s*(Discovering|Discovered|Starting|Finished):' "$log"
  counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -1)
  if [ -z "$counts" ]; then
    echo "$suite ended with code $code and without a summary." >&2
    failed=$((failed + 1))
    continue
  fi

  read -r total errors failures skips < <(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')
  passed=$((passed + total - failures - skips))
  failed=$((failed + failures + errors))
  skipped=$((skipped + skips))
  if [ "$code" -ne 0 ] && [ $((failures + errors)) -eq 0 ]; then
    failed=$((failed + 1))
  fi
done

echo "Dispatch: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
