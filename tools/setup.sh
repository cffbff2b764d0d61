# shellcheck shell=bash
# shellcheck disable=SC2154  # top is the caller's
# What ./hearth and ./test share: packages, the pages' packages, configuring and building. Sourced, with $top set to the checkout.
# All that it says goes to standard error; what a person must act on is one sentence, and then it ends with 1.

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Parallel compilers: each may take 2 GiB (the network files do), so the smaller of cores and half the memory. JOBS=N overrides.
jobs_default() {
  local cores gib
  cores=$(nproc)
  gib=$(awk '/^MemTotal:/ {print int($2 / 1048576)}' /proc/meminfo)
  local by_memory=$((gib / 2 > 1 ? gib / 2 : 1))
  echo $((cores < by_memory ? cores : by_memory))
}
JOBS=${JOBS:-$(jobs_default)}

# The Debian packages of the given kinds ("run", "test") that are neither installed nor provided by one that is.
missing_packages() {
  command -v dpkg-query >/dev/null || fail "Hearth is built with Debian 12's packages and there is no dpkg-query here: use Debian 12 or a release made from it."
  dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Provides}\n' 2>/dev/null | awk -F '\t' -v kinds=" $* " '
    NR == FNR && $1 == "installed" {
      have[$2] = 1
      provided = $3; gsub(/ \([^)]*\)/, "", provided)
      n = split(provided, names, /, */)
      for (i = 1; i <= n; i++) have[names[i]] = 1
    }
    NR != FNR {
      if (split($0, word, " ") == 2 && index(kinds, " " word[1] " ") && !(word[2] in have)) print word[2]
    }' - "$top/packages.txt"
}

# Installs what is missing, as root or through sudo that asks for no password; else says what to install, and stops.
need_packages() {
  local missing as_root=()
  missing=$(set -o pipefail; missing_packages "$@" | paste -sd " ") || exit 1
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      fail "These Debian packages are missing: $missing. Ask someone with the rights to run: apt-get install $missing"
    fi
    as_root=(sudo -n)
  fi
  say "Installing Debian packages: $missing"
  "${as_root[@]}" apt-get -q update >&2 || fail "Debian's list of packages could not be read: check the network, then start again."
  # shellcheck disable=SC2086  # one word for each package
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing >&2 ||
    fail "Debian's packages could not be installed; apt-get says why above."
}

# npm ci in a folder, once for each state of its lockfile. No package's own install script is run: none is needed.
need_npm() {
  local folder=$1 stamp=$1/node_modules/.hearth-lockfile
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  say "Fetching the packages of ${folder#"$top"/}"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2 ||
    fail "npm could not fetch the packages of ${folder#"$top"/}; it says why above."
  cp "$folder/package-lock.json" "$stamp"
}

# Configures a build folder; further words go to cmake. cmake's own output is shown only when it fails.
configure() {
  local folder=$1 log
  shift
  mkdir -p "$folder"
  log=$folder/configure.log
  cmake -S "$top" -B "$folder" -G Ninja "$@" >"$log" 2>&1 && return 0
  cat "$log" >&2
  say "CMake could not configure the build; it says why above."
  return 1
}

# Builds targets with ninja's progress on standard error. ccache sees the same paths wherever the checkout stands.
build() {
  local folder=$1
  shift
  CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1 ninja -C "$folder" -j "$JOBS" "$@" >&2
}
