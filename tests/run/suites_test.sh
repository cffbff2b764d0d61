#!/usr/bin/env bash
# Holds the counting of suites.sh to what a reader of the last line trusts: what crashes, hangs or does nothing has failed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
JOBS=2
SUITE_SECONDS=1
# shellcheck source=tests/run/suites.sh
. "$here/suites.sh"

passed=0 failed=0
# expect WHAT COUNTS COUNTER SCRIPT: a suite of that script is counted so.
expect() {
  rm -f "$logs"/*
  suite it "$3" bash -c "$4" >"$logs/said"
  local counts
  counts=$(cat "$logs/it.count")
  if [ "$counts" = "$2" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$1: counted '$counts', not '$2'"; fi
}

expect "GoogleTest's passes and failures" "2 1" count_gtest '
  printf "%s\n" "[       OK ] A.B (0 ms)" "[       OK ] A.C/0 (12 ms)" "[  FAILED  ] A.D/1, where GetParam() = 7 (3 ms)" "[  FAILED  ] 1 test, listed below:" "[  FAILED  ] A.D/1"; exit 1'
expect "a crash keeps what passed before it" "1 1" count_gtest 'echo "[       OK ] A.B (0 ms)"; kill -SEGV $$'
expect "a hang fails" "1 1" count_gtest 'echo "[       OK ] A.B (0 ms)"; sleep 30'
expect "no test at all fails" "0 1" count_gtest 'echo "[  PASSED  ] 0 tests."'
expect "Node's counts, as TAP" "3 1" count_node 'printf "%s\n" "# tests 4" "# pass 3" "# fail 1"; exit 1'
expect "Node's counts, as it prints on a terminal" "4 0" count_node 'printf "%s\n" "ℹ tests 4" "ℹ pass 4" "ℹ fail 0"'
expect "a cancelled test has failed" "1 2" count_node 'printf "%s\n" "# pass 1" "# fail 1" "# cancelled 1"; exit 1'
expect "a plain closing line" "12 0" count_plain 'echo "12 passed, 0 failed"'
expect "a check by its exit code" "1 0" count_check 'true'
expect "a failed check by its exit code" "0 1" count_check 'false'
expect "a program that is not there" "0 1" count_gtest 'exec /nonexistent'

# The last line and the exit code of the whole.
whole() { # WHAT WANTED_LINE WANTED_CODE COUNTS...
  rm -f "$logs"/*
  local what=$1 line=$2 code=$3 n=0 said got=0
  shift 3
  for counts in "$@"; do n=$((n + 1)); echo "$counts" >"$logs/$n.count"; done
  said=$(totals 2>/dev/null) || got=$?
  if [ "$said" = "$line" ] && [ "$got" = "$code" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$what: '$said' with $got"; fi
}
whole "all passed" "5 passed, 0 failed" 0 "3 0" "2 0"
whole "one failed" "5 passed, 1 failed" 1 "3 1" "2 0"
whole "nothing ran" "0 passed, 0 failed" 1

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
