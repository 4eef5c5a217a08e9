#!/usr/bin/env bash
# Read the sample reports into a ledger of their own, list what was disputed, and show the incident that most tell of.
#     samples/demo.sh [LEDGER]
set -euo pipefail
cd "$(dirname "$0")/.."
export SAYSO_DB="${1:-build/sayso-demo.db}"
mkdir -p "$(dirname "$SAYSO_DB")"
rm -f "$SAYSO_DB" "$SAYSO_DB-wal" "$SAYSO_DB-shm"

run() {
    printf '\n$ sayso %s\n' "$*"
    sayso "$@"
}

run read samples/reports
run incidents --since 2015-11-15 --until 2015-11-21 --kind air_strike --kind missile_strike --format table

most='import json, sys; print(max(map(json.loads, sys.stdin), key=lambda one: len(one["accounts"]))["id"][:8])'
run show "$(sayso incidents --since 2015-11-20 --until 2015-11-20 --format jsonl | python3 -c "$most")"

cat <<END

The ledger is $SAYSO_DB. To go on:
  source .venv/bin/activate           where sayso is not on your path yet
  export SAYSO_DB=$SAYSO_DB
  sayso incidents --disputed          where accounts cannot all hold
  sayso claims --source Observatory   all that one source says
  sayso search oil trucks             find words
  sayso read FOLDER                   your own reports
END
