#!/usr/bin/env bash
# Holds src/ to the order of its rooms and to the few things that only some rooms may touch (docs/architecture.md).
#   tests/rooms.sh [CHECKOUT]
# prints each finding on a line, then "N passed, M failed": one count for each rule, and one for each planted violation that
# the rule must find, since a check that finds nothing might look at nothing.
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Ground floor first, as in CMakeLists.txt. "assets" is the library of ui/, which only the program itself names.
ROOMS="base vault store journal access matching html web practice journey practices returns app"
RULES="order practices crypto database sql clock seal"

# Prints "FILE:LINE:TEXT" for each line of the rooms' code, without // comments and blank lines.
# shellcheck disable=SC2016  # awk's own $0
code() {
  (cd "$1" && find src -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z |
    xargs -0 -r awk '{ sub(/^[ \t]*\/\/.*/, ""); sub(/[ \t]\/\/[^"]*$/, ""); if ($0 != "") print FILENAME ":" FNR ":" $0 }')
}

# Each rule reads code() on standard input and prints its findings.

rule_order() { # no room includes one above it, or leaves its folder sideways
  awk -v rooms="$ROOMS assets" '
    BEGIN { n = split(rooms, names, " "); for (i = 1; i <= n; i++) floor[names[i]] = i }
    match($0, /#[ \t]*include[ \t]*["<][^">]*/) {
      split($0, at, ":"); split(at[1], path, "/"); room = path[2]
      target = substr($0, RSTART, RLENGTH); sub(/.*["<]/, "", target)
      split(target, parts, "/"); other = parts[1]
      where = at[1] ":" at[2] ": "
      if (!(room in floor)) print where room " is no room: give it a floor in CMakeLists.txt and tests/rooms.sh"
      else if (target ~ /\.\.\//) print where "includes " target " by way of ..; name it from src/ on"
      else if (parts[2] == "") next
      else if (other == "assets" && room != "app") print where room " includes the built assets, which only app may"
      else if (other != "assets" && (other in floor) && floor[other] > floor[room]) print where room " includes " other ", a room above it"
    }'
}

rule_practices() { # no practice includes another
  awk -F: '
    $1 ~ /^src\/practices\/[^\/]+\// && match($0, /#[ \t]*include[ \t]*"practices\/[^\/"]+\//) {
      split($1, path, "/"); other = substr($0, RSTART, RLENGTH); sub(/.*practices\//, "", other); sub(/\/$/, "", other)
      if (other != path[3]) print $1 ":" $2 ": the practice " path[3] " includes another, " other
    }'
}

# find_in PATTERN ROOMS WHAT [tests]: lines that match outside the given rooms; tests and their testing.hpp may,
# if the fourth word is there.
find_in() {
  awk -F: -v pattern="$1" -v rooms=" $2 " -v what="$3" -v tests="${4-}" '
    { split($1, path, "/"); text = substr($0, length($1) + length($2) + 3) }
    index(rooms, " " path[2] " ") || (tests != "" && $1 ~ /_test\.cpp$|\/testing\.[ch]pp$/) { next }
    text ~ pattern { print $1 ":" $2 ": " path[2] " " what }'
}

rule_crypto() { # keys and ciphers live in vault; web speaks TLS; a test may make itself a certificate
  find_in '#[ \t]*include[ \t]*[<"](sodium|openssl/(evp|aes|chacha|cmac|hmac|kdf|rand|rsa|ec|ecdh|ecdsa|dh|sha|md5|blowfish|des|pem)[.]h|gcrypt|nettle/)' \
    "vault" "reaches for cryptography, which only vault may" tests
}

rule_database() { find_in '#[ \t]*include[ \t]*[<"](sqlite3(ext)?[.]h|(postgresql/)?libpq[^>"]*)[>"]' "store" "speaks to the database, which only store may"; }

rule_sql() { find_in 'Sql::composed' "store journal practice" "composes SQL at run time, which only store, journal and practice may"; }

rule_clock() { # a world hands out its clock and its randomness
  find_in '(system_clock::now|[^_a-zA-Z]time\((nullptr|NULL|0)\)|gettimeofday\(|clock_gettime\(|localtime|random_device|[^_a-zA-Z]s?rand\(|getrandom\(|getentropy\(|arc4random|Instant::now\()' \
    "base app" "reads the clock or makes random numbers of its own; take them from its world" tests
}

rule_seal() { # what is sealed is opened where docs/hub.md says and nowhere else
  awk -F: '
    { split($1, path, "/"); room = path[2]; text = substr($0, length($1) + length($2) + 3) }
    room == "base" || room == "journal" || $1 == "src/practice/kit.hpp" || $1 == "src/practices/hub/overlap.cpp" || $1 == "src/practices/hub/release.cpp" || $1 ~ /_test\.cpp$/ { next }
    text ~ /labelled_json|write_json[ ]*\(|Within::of|declassify[ ]*</ { print $1 ":" $2 ": " room " opens what is sealed; docs/hub.md lists who may" }'
}

# Plants one violation for each rule in an otherwise clean tree and prints the rules that found theirs and nothing else.
self_test() {
  local tree rule
  tree=$(mktemp -d)
  mkdir -p "$tree"/src/{base,journal,web,access,practices/a,practices/b}
  echo '#include "base/time.hpp"  // not "web/server.hpp"' >"$tree/src/journal/fine.cpp"
  echo '#include "practices/a/events.hpp"' >"$tree/src/practices/a/fine.cpp"
  echo 'auto uptime(); int runtime(int); auto at = wall_time(nullptr);' >"$tree/src/web/fine.cpp"
  for rule in $RULES; do
    [ -z "$(code "$tree" | "rule_$rule")" ] || say_found "the self-test's clean tree breaks $rule"
  done
  echo '#include "web/server.hpp"' >"$tree/src/journal/order.cpp"
  echo '#include "practices/b/events.hpp"' >"$tree/src/practices/a/practices.cpp"
  echo '#include <sodium.h>' >"$tree/src/access/crypto.cpp"
  echo '#include <sqlite3.h>' >"$tree/src/journal/database.cpp"
  echo 'auto q = store::Sql::composed(text);' >"$tree/src/web/sql.cpp"
  echo 'auto t = std::chrono::system_clock::now();' >"$tree/src/access/clock.cpp"
  echo 'auto s = labelled_json(words);' >"$tree/src/web/seal.cpp"
  for rule in $RULES; do
    local found
    found=$(code "$tree" | "rule_$rule")
    if [ "$(wc -l <<<"$found")" = 1 ] && [[ "$found" == src/*/"$rule.cpp":1:* ]]; then
      passed=$((passed + 1))
    else
      say_found "the rule '$rule' does not find exactly the violation that was planted for it: ${found:-nothing}"
    fi
  done
  rm -rf "$tree"
}

say_found() {
  printf '%s\n' "$1"
  failed=$((failed + 1))
}

passed=0 failed=0
tree=${1:-$top}
lines=$(code "$tree")
for rule in $RULES; do
  found=$("rule_$rule" <<<"$lines")
  if [ -z "$found" ]; then passed=$((passed + 1)); else say_found "$found"; fi
done
self_test
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
