#!/usr/bin/env bash
# Programs that leak must not compile: each file of tests/seal/ is one, and says after "expect:" what the compiler answers. control.cpp is
# allowed and must compile. Prints each finding on a line, then "N passed, M failed".
#   tests/seal.sh [JOBS]
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${1:-${JOBS:-2}}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/hearth-seal.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

flags=(-std=c++23 -DBOOST_ASIO_NO_DEPRECATED -D_GLIBCXX_ASSERTIONS -DFMT_SHARED -I"$top/src" -isystem /usr/include/postgresql)
# All that the programs include is compiled once.
cp "$top/tests/seal/seal.hpp" "$scratch/seal.hpp"
if ! g++ "${flags[@]}" -x c++-header "$scratch/seal.hpp" -o "$scratch/seal.hpp.gch" 2>"$scratch/header.log"; then
  head -n 20 "$scratch/header.log"
  echo "0 passed, 1 failed"
  exit 1
fi

check() {
  local file=$1 name expect
  name=$(basename "$file" .cpp)
  cp "$file" "$scratch/$name.cpp"  # beside the compiled header
  if g++ "${flags[@]}" -fsyntax-only "$scratch/$name.cpp" >"$scratch/$name.log" 2>&1; then
    if [ "$name" = control ]; then echo ok; else echo "$name compiles: it leaks"; fi >"$scratch/$name.said"
    return
  fi
  expect=$(sed -n 's,^// expect: ,,p' "$file")
  if [ "$name" = control ]; then
    echo "control does not compile: $(grep -m 1 error "$scratch/$name.log")"
  elif [ -z "$expect" ] || ! grep -E 'error|note' "$scratch/$name.log" | grep -cE "$expect" >/dev/null; then  # -q would leave the first grep with a broken pipe
    echo "$name fails for another reason than \"$expect\": $(grep -m 1 error "$scratch/$name.log")"
  else
    echo ok
  fi >"$scratch/$name.said"
}

for file in "$top"/tests/seal/*.cpp; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
  check "$file" &
done
wait
passed=0 failed=0
for said in "$scratch"/*.said; do
  if [ "$(cat "$said")" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); cat "$said"; fi
done
# A folder that lost its programs proves nothing.
if [ "$((passed + failed))" -lt 31 ]; then
  echo "there are only $((passed + failed)) programs"
  failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
