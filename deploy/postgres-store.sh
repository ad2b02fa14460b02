# Hands a connection string to PostgreSQL's own programs. Sourced by backup.sh and restore.sh.
use_store() {
  local pair
  while IFS= read -r -d ';' pair; do
    case "${pair%%=*}" in
      [Hh]ost | [Ss]erver) export PGHOST=${pair#*=} ;;
      [Pp]ort) export PGPORT=${pair#*=} ;;
      [Dd]atabase) export PGDATABASE=${pair#*=} ;;
      [Uu]sername | "User Id" | [Uu]ser) export PGUSER=${pair#*=} ;;
      [Pp]assword) export PGPASSWORD=${pair#*=} ;;
    esac
  done <<<"$1;"
}
