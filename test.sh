#!/usr/bin/env bash
# Builds everything with warnings as errors, checks the formatting and runs every suite.
# The last line sums up: Dispatch: N passed, N failed, N skipped
#
#   ./test.sh                  everything, with two minutes of new seeds of the simulation and the product broken on purpose
#   ./test.sh --suite unit     one suite: unit, conformance, simulation, integration, integration-postgres, load, web, browser, orleans
#   ./test.sh --full           everything, with an hour of new seeds instead of two minutes
#   ./test.sh --engine orleans the suites of the distributed engine: conformance across a socket, integration, several processes
#
# Where Orleans' packages can be restored, everything also builds that flavour (eng/Orleans.slnf) and runs its conformance suite (orleans).
# ORLEANS_SOURCE is one more place to restore them from, ORLEANS_VERSION another version. Where they cannot be restored, one
# line says so and these suites count as skipped.
#
# PostgreSQL and Chromium are installed from the system's packages when they are missing. Tests start a server of their own in a temporary
# folder and stop it; one that is installed is not touched.
set -uo pipefail
cd "$(dirname "$0")"

engine=embedded
suites=(unit conformance simulation integration integration-postgres load web browser orleans)
explore_seconds=120
while [ $# -gt 0 ]; do
  case "$1" in
    --suite) suites=("${2:?--suite needs a name}"); shift 2 ;;
    --full) explore_seconds=3600; shift ;;
    --engine)
      engine=${2:?--engine needs a name}
      case "$engine" in
        embedded) ;;
        orleans) suites=(orleans orleans-integration orleans-cluster) ;;
        *) echo "Unknown engine $engine: embedded or orleans" >&2; exit 2 ;;
      esac
      shift 2 ;;
    *) echo "Unknown option $1. Options: --full, --suite NAME, --engine embedded|orleans" >&2; exit 2 ;;
  esac
done

if ! command -v dotnet >/dev/null; then
  echo "Dispatch needs the .NET SDK 10: install it and run this again." >&2
  exit 1
fi

has_postgres() {
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { command -v initdb && command -v postgres; } >/dev/null
}

root=()
[ "$(id -u)" -eq 0 ] || root=(sudo -n)

# install_package PACKAGE NAME CHECK: with apt-get, where CHECK does not hold afterwards it failed.
install_package() {
  if ! command -v apt-get >/dev/null || ! "${root[@]}" true 2>/dev/null; then
    echo "The tests need $2: install it and run this again." >&2
    return 1
  fi

  echo "== install $2"
  # The lists may be there already, and one source that does not answer need not matter: what counts is the program.
  local options=(-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120)
  "${root[@]}" apt-get "${options[@]}" update >/dev/null
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get "${options[@]}" install -y --no-install-recommends "$1" </dev/null >/dev/null || ! "$3"; then
    echo "$2 could not be installed with apt-get: install it and run this again." >&2
    return 1
  fi
}

install_postgres() {
  # Without a cluster of the system's: only the programs are needed.
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    "${root[@]}" sh -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
  install_package postgresql "PostgreSQL 13 or later (initdb and postgres)" has_postgres
}

# What backs a SQLite store up.
has_sqlite() {
  command -v sqlite3 >/dev/null
}

# The browser that draws no window of its own needs half the time; where the system has none, the whole one does. CHROMIUM names another.
has_chromium() {
  [ -x "${CHROMIUM:-/usr/bin/chromium-headless-shell}" ]
}

has_whole_chromium() {
  [ -x /usr/bin/chromium ]
}

# The packages of the lock file, once per change of it.
restore_npm() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] ||
    { (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) && touch "$1/node_modules/.package-lock.json"; }
}

# run_dotnet FLAVOUR PROJECT STORE [FILTER…]
run_dotnet() {
  DISPATCH_TEST_STORE=$3 dotnet "artifacts/$1/bin/$2/release/Dispatch.Tests.$2.dll" -noColor -noLogo "${@:4}"
}

run_suite() {
  case "$1" in
    web) (cd src/Web && npm test --silent -- --reporter=default --reporter=./tests/summary-reporter.ts) ;;
    browser) restore_npm tests/Browser && (cd tests/Browser && npx playwright test) ;;
    orleans) run_dotnet orleans Conformance postgres -class "*OrleansEngineTests" ;;
    orleans-integration) run_dotnet orleans Integration postgres -namespace- Dispatch.Tests.Integration.Cluster ;;
    orleans-cluster) run_dotnet orleans Integration postgres -namespace Dispatch.Tests.Integration.Cluster ;;
    *)
      local name=${1%-postgres} store=sqlite
      [ "$1" = "$name" ] || store=postgres
      local project
      project="$(tr '[:lower:]' '[:upper:]' <<<"${name:0:1}")${name:1}"
      # Much of an integration test is waiting for a process or a socket.
      local threads=()
      [ "$name" != integration ] || threads=(-maxThreads $(($(nproc) * 3 / 2)))
      run_dotnet embedded "$project" "$store" ${threads[@]+"${threads[@]}"}
      ;;
  esac
}

case " ${suites[*]} " in
  *" conformance "* | *" integration-postgres "* | *" orleans"*)
    if ! has_postgres && ! install_postgres; then
      echo "Dispatch: 0 passed, 1 failed"
      exit 1
    fi
    ;;
esac

case " ${suites[*]} " in
  *" integration "*)
    if ! has_sqlite && ! install_package sqlite3 "sqlite3" has_sqlite; then
      echo "Dispatch: 0 passed, 1 failed"
      exit 1
    fi
    ;;
esac

case " ${suites[*]} " in
  *" browser "*)
    if ! has_chromium && ! install_package chromium-headless-shell "Chromium without a window" has_chromium \
      && ! has_whole_chromium && ! install_package chromium "Chromium" has_whole_chromium; then
      echo "Dispatch: 0 passed, 1 failed"
      exit 1
    fi
    ;;
esac

passed=0
failed=0
skipped=0

# begin NAME: what comes now. It has lasted until the next begins.
part=
part_since=0
begin() {
  [ -z "$part" ] || echo "-- $part: $((SECONDS - part_since)) s"
  part=$1
  part_since=$SECONDS
  [ -z "$part" ] || echo "== $part"
}

if [ "$engine" = embedded ]; then
  begin build
  if ! dotnet build Dispatch.sln --configuration Release --nologo --verbosity quiet; then
    echo "Dispatch: 0 passed, 1 failed"
    exit 1
  fi

  # The build has checked the style with the analyzers.
  begin format
  if dotnet format whitespace Dispatch.sln --no-restore --verify-no-changes --verbosity quiet; then
    passed=$((passed + 1))
  else
    echo "The formatting differs from .editorconfig: run 'dotnet format'." >&2
    failed=$((failed + 1))
  fi
fi

case " ${suites[*]} " in
  *" orleans"*)
    begin "build for Orleans"
    flavour=(-p:Engine=Orleans ${ORLEANS_SOURCE:+"-p:OrleansSource=$ORLEANS_SOURCE"} ${ORLEANS_VERSION:+"-p:OrleansVersion=$ORLEANS_VERSION"})
    if ! dotnet restore eng/Orleans.slnf "${flavour[@]}" --verbosity quiet >/dev/null 2>&1; then
      echo "Orleans' packages cannot be restored here: its suites are skipped."
      kept=()
      for suite in "${suites[@]}"; do
        case "$suite" in
          orleans*) skipped=$((skipped + 1)) ;;
          *) kept+=("$suite") ;;
        esac
      done
      suites=(${kept[@]+"${kept[@]}"})
    elif ! dotnet build eng/Orleans.slnf --configuration Release --nologo --verbosity quiet --no-restore "${flavour[@]}"; then
      echo "Dispatch: $passed passed, $((failed + 1)) failed"
      exit 1
    fi
    ;;
esac

# The simulator as a program: new seeds for each commit, and the product broken on purpose.
simulate() {
  begin "simulation $*"
  if nice -n 5 dotnet artifacts/embedded/bin/Simulation/release/Dispatch.Tests.Simulation.dll "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "simulation: $*" >>"$failures_seen"
  fi
}

# The first of the new seeds: the hash of the sources. Every change of them explores other seeds, and whoever runs the same again
# sees what was seen before, whichever commit it is.
first_seed() {
  local hash
  hash=$(find src tests/Simulation -name '*.cs' -print0 | LC_ALL=C sort -z | xargs -0 cat | sha1sum)
  echo "$((16#${hash:0:7}))"
}

log=$(mktemp)
failures_seen=$(mktemp)
trap 'rm -f "$log" "$failures_seen"' EXIT
for suite in ${suites[@]+"${suites[@]}"}; do
  begin "$suite"
  run_suite "$suite" >"$log" 2>&1
  code=$?
  grep -vE '^\s*(Discovering|Discovered|Starting|Finished):' "$log"
  grep -E '\[FAIL\]|^ *(FAIL|✘|×) ' "$log" | sed "s/^ */$suite: /" >>"$failures_seen"
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

  if [ "$suite" = simulation ]; then
    simulate --seconds "$explore_seconds" --threads 2 --base "$(first_seed)"
    simulate --mutants
  fi
done

begin ""
# Named again where they are seen first.
sort -u "$failures_seen"
echo "Dispatch: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
