# shellcheck shell=bash
# shellcheck disable=SC2154  # $logs is the caller's
# How ./test runs a suite and counts it. A suite is a command whose log stands in $logs/NAME.log; its counts go to
# $logs/NAME.count as "PASSED FAILED", so that suites can run side by side. One that crashes, hangs or runs no test has failed.

SUITE_SECONDS=${SUITE_SECONDS:-1800} # ten times what the slowest takes

# suite NAME COUNTER COMMAND...: COUNTER is a function that reads the log and prints "PASSED FAILED".
suite() {
  local name=$1 counter=$2 log=$logs/$1.log passed failed code=0 began=$SECONDS why=""
  shift 2
  timeout --kill-after=10 "$SUITE_SECONDS" "$@" >"$log" 2>&1 </dev/null &
  echo $! >"$logs/$name.pid" # so that whoever stops ./test stops this too
  wait $! || code=$?
  rm -f "$logs/$name.pid"
  read -r passed failed < <("$counter" "$log" "$code")
  case $code in
    0) ;;
    124 | 137) why="stopped after $SUITE_SECONDS seconds" ;;
    *) why="ended with $code" ;;
  esac
  if [ "$code" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then failed=1 why="ran no test"; fi
  echo "$passed $failed" >"$logs/$name.count"
  if [ "$failed" = 0 ]; then
    printf '%-16s %6d passed  %4d s\n' "$name" "$passed" $((SECONDS - began))
  else
    printf '%-16s %6d passed, %d failed%s: %s\n%s\n' "$name" "$passed" "$failed" "${why:+, $why}" "$log" "$(excerpt "$log")"
  fi
}

# What a reader needs of a failing log: all of a short one, the failures and the end of a long one.
excerpt() {
  if [ "$(wc -l <"$1")" -le 200 ]; then
    sed 's/^/    /' "$1"
  else
    { grep -n -B 12 -E '^\[  FAILED  \] .* ms\)|^ *not ok |^✖|ERROR: .*Sanitizer|runtime error:' "$1" | head -n 150; echo ...; tail -n 30 "$1"; } | cut -c 1-400 | sed 's/^/    /'
  fi
}

# GoogleTest: lines of single tests, so that a crash half way keeps what passed before it.
count_gtest() {
  echo "$(grep -c '^\[       OK \]' "$1") $(grep -cE '^\[  FAILED  \] .* \([0-9]+ ms\)$' "$1")"
}

# Node's own runner: its closing lines, in either of its dialects.
count_node() {
  awk '/^(#|ℹ) pass [0-9]+$/ { passed += $3 } /^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed += $3 } END { print passed + 0, failed + 0 }' "$1"
}

# A script that closes with "N passed, M failed".
count_plain() {
  awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed = $1; failed = $3 } END { print passed + 0, failed + 0 }' "$1"
}

# A check that says nothing but by its exit code is one test.
count_check() {
  if [ "$2" = 0 ]; then echo "1 0"; else echo "0 1"; fi
}

# Runs `suite` calls side by side, at most $JOBS at once: add WORDS of one call; finish with all_done.
beside() {
  while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do wait -n || true; done
  suite "$@" &
}
all_done() { wait; }

stop_suites() {
  local pid
  for pid in "$logs"/*.pid; do
    [ -e "$pid" ] && kill -TERM "$(cat "$pid")" 2>/dev/null
  done
  return 0
}

# Adds up all counts and prints the last line; says by its exit code whether all is well.
totals() {
  cat "$logs"/*.count 2>/dev/null | awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed; exit !(passed > 0 && failed == 0) }'
}
