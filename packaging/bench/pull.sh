#!/usr/bin/env bash
# How fast a model comes, beside curl and sha256sum: both fetch the same file from a server on this machine and check its
# digest, taking turns. Prints the seconds of every round, and the ratio of the medians (above 1 mullama is faster).
#   packaging/bench/pull.sh [DISTRIBUTION]
#   ROUNDS=5  SIZE=2147483648 (bytes)  FOLDER=/tmp (where both write; the server's file lies there too)
#   DIGEST=sha256sum  (or "openssl dgst -sha256 -r", which is several times as fast where the CPU knows SHA-256)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dist=$(cd "${1:-$here/../../target/mullama}" && pwd)
mullama=$dist/bin/mullama
rounds=${ROUNDS:-5}
read -r -a digest <<<"${DIGEST:-sha256sum}"
work=$(mktemp -d "${FOLDER:-/tmp}/mullama-pull-XXXXXX")
export MULLAMA_HOME=$work/home MULLAMA_CACHE_DIR=$work/cache MULLAMA_PORT=0 HF_HOME=$work/hf XDG_CACHE_HOME=$work/hf
unset HF_TOKEN HF_TOKEN_PATH HF_HUB_OFFLINE HF_HUB_CACHE HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy
server=
trap '"$mullama" stop >/dev/null 2>&1 || true; [ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

now() { echo "${EPOCHREALTIME/./}"; } # microseconds
record() { echo "$2" >>"$work/$1"; }
median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

java "$here/PullServer.java" make "$work/m.gguf" "${SIZE:-2147483648}"
sum=$(sha256sum "$work/m.gguf" | cut -d ' ' -f 1)
java "$here/PullServer.java" serve "$work/m.gguf" "$sum" >"$work/port" &
server=$!
until [ -s "$work/port" ]; do sleep 0.1; done
HF_ENDPOINT=http://127.0.0.1:$(cat "$work/port")
export HF_ENDPOINT

by_curl() {
  curl -sS -o "$work/curl.gguf" "$HF_ENDPOINT/content"
  [ "$("${digest[@]}" "$work/curl.gguf" | cut -d ' ' -f 1)" = "$sum" ]
}

by_mullama() { "$mullama" pull -q hf:bench/pull; }

timed() {
  local start end
  sync -f "$work" # what the last one wrote is not this one's business
  start=$(now)
  "by_$1"
  end=$(now)
  record "$1" $((end - start))
}

"$mullama" ps >/dev/null # the daemon runs
for round in $(seq "$rounds"); do
  timed curl
  rm "$work/curl.gguf"
  timed mullama
  "$mullama" rm hf:bench/pull >/dev/null
  printf 'round %d: curl and %s %6.2f s, mullama %6.2f s\n' "$round" "${digest[0]}" \
    "$(tail -n 1 "$work/curl" | awk '{ print $1 / 1e6 }')" "$(tail -n 1 "$work/mullama" | awk '{ print $1 / 1e6 }')"
done
awk -v c="$(median curl)" -v m="$(median mullama)" 'BEGIN {
  printf "medians: %.2f s and %.2f s, ratio of the rates %.2f (aim: at least 0.9)\n", c / 1e6, m / 1e6, c / m }'
