#!/usr/bin/env bash
# Prints how long a person waits: cold and warm first answers, commands beside a bare JVM, and the daemon's memory.
# Figures only, no pass or fail: medians of ROUNDS (default 7) rounds, all kinds of work taking turns in each round.
#   packaging/bench/first-answer.sh [DISTRIBUTION]
set -euo pipefail
dist=$(cd "${1:-$(dirname "$0")/../../target/mullama}" && pwd)
mullama=$dist/bin/mullama
rounds=${ROUNDS:-7}
work=$(mktemp -d)
export MULLAMA_HOME=$work/home MULLAMA_PORT=0
trap '"$mullama" stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

now() { echo "${EPOCHREALTIME/./}"; } # microseconds
since() { echo $((($(now) - $1) / 1000)); }
record() { echo "$2" >>"$work/$1"; }
median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
best() { sort -n "$work/$1" | head -n 1; }

# Time to the first character on standard output, and to the exit.
answer() {
  local start first
  start=$(now)
  {
    IFS= read -r -N 1 _
    first=$(since "$start")
    cat >/dev/null
  } < <("$mullama" run tiny "What is the capital of France?" </dev/null)
  record "$1-first" "$first"
  record "$1-exit" "$(since "$start")"
}

timed() {
  local name=$1 start
  shift
  start=$(now)
  "$@" >/dev/null </dev/null
  record "$name" "$(since "$start")"
}

resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$1/status"; }
pid() { sed -n 's/^pid=//p' "$MULLAMA_HOME/daemon.properties"; }

cat >"$work/Hello.java" <<'JAVA'
public class Hello { public static void main(String[] a) { System.out.println("hello"); } }
JAVA
javac -d "$work" "$work/Hello.java"

"$mullama" run tiny hi >/dev/null # the files are in the page cache from here on
for _ in $(seq "$rounds"); do
  "$mullama" stop >/dev/null
  answer cold
  answer warm
  timed version "$mullama" --version
  timed list "$mullama" list
  timed hello java -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work" Hello
done

"$mullama" stop >/dev/null
"$mullama" ps >/dev/null
sleep 2
record rest "$(resident "$(pid)")"
"$mullama" run tiny "What is the capital of France?" >/dev/null
sleep 2
record loaded "$(resident "$(pid)")"

java -version 2>&1 | head -n 1
printf '%-46s %8s %8s\n' "milliseconds over $rounds rounds" median best
line() { printf '%-46s %8s %8s\n' "$1" "$(median "$2")" "$(best "$2")"; }
line "run tiny, daemon not running: first character" cold-first
line "run tiny, daemon not running: exit" cold-exit
line "run tiny, daemon running: first character" warm-first
line "run tiny, daemon running: exit" warm-exit
line "mullama --version" version
line "mullama list" list
line "bare JVM, hello world" hello
printf '\n%-46s %8s\n' "daemon, resident memory" MB
printf '%-46s %8s\n' "at rest, no model" "$(cat "$work/rest")" "with tiny loaded" "$(cat "$work/loaded")"
