#!/usr/bin/env bash
# Puts a copy that deploy/backup.sh made in place of nothing: the store must be empty.
#
#   deploy/restore.sh FILE STORE      STORE as Dispatch__Store: sqlite:PATH, or a PostgreSQL connection string
#
# Start the same version as wrote it, or a newer one, with the master key of that time.
set -euo pipefail
file=${1:?the file} store=${2:?the store}

if [[ $store == sqlite:* ]]; then
  path=${store#sqlite:}
  [ ! -e "$path" ] || { echo "$path exists already." >&2; exit 1; }
  [ "$(sqlite3 -readonly "$file" 'PRAGMA integrity_check')" = ok ] || { echo "$file is damaged." >&2; exit 1; }
  mkdir -p "$(dirname "$path")"
  cp "$file" "$path"
else
  # shellcheck source=deploy/postgres-store.sh
  . "$(dirname "$0")/postgres-store.sh"
  use_store "$store"
  pg_restore --no-owner --exit-on-error --single-transaction --dbname="$PGDATABASE" "$file"
fi
