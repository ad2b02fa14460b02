#!/usr/bin/env bash
# Copies the store while it is in use, as of one moment.
#
#   deploy/backup.sh STORE FILE      STORE as Dispatch__Store: sqlite:PATH, or a PostgreSQL connection string
#
# The master key is not in it, on purpose: keep both, in different places. What is sealed under it cannot be read without.
set -euo pipefail
store=${1:?the store} file=${2:?the file to write}
[ ! -e "$file" ] || { echo "$file exists already." >&2; exit 1; }

if [[ $store == sqlite:* ]]; then
  sqlite3 -readonly "${store#sqlite:}" "VACUUM INTO '${file//\'/\'\'}'"
else
  # shellcheck source=deploy/postgres-store.sh
  . "$(dirname "$0")/postgres-store.sh"
  use_store "$store"
  # Who is alive belongs to no backup.
  pg_dump --format=custom --no-owner --exclude-table-data=nodes --exclude-table-data='orleansmembership*' --file="$file"
fi
