#!/usr/bin/env bash
# Prints how long a person waits: commands and first answers beside a bare JVM, and the daemon's memory.
# Figures only, no pass or fail: medians of ROUNDS (default 7) rounds, all kinds of work taking turns in each round. The
# time of the CPU (user and system, of the command alone) is the steadier one where others use the machine.
#   packaging/bench/first-answer.sh [DISTRIBUTION]
#   JAVA_HOMES="/usr/lib/jvm/a /usr/lib/jvm/b" packaging/bench/first-answer.sh
set -euo pipefail
dist=$(cd "${1:-$(dirname "$0")/../../target/mullama}" && pwd)
mullama=$dist/bin/mullama
rounds=${ROUNDS:-7}
work=$(mktemp -d)
export MULLAMA_HOME=$work/home MULLAMA_PORT=0
TIMEFORMAT='%R %U %S'
trap '"$mullama" stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

now() { echo "${EPOCHREALTIME/./}"; } # microseconds
since() { echo $((($(now) - $1) / 1000)); }
record() { echo "$2" >>"$work/$1"; }
median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

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

# Milliseconds on the wall and on the CPU.
timed() {
  local name=$1 real user system
  shift
  read -r real user system < <({ time "$@" >/dev/null </dev/null 2>&1; } 2>&1)
  record "$name" "$(awk "BEGIN { print int($real * 1000 + 0.5) }")"
  record "$name-cpu" "$(awk "BEGIN { print int(($user + $system) * 1000 + 0.5) }")"
}

resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$1/status"; }
pid() { sed -n 's/^pid=//p' "$MULLAMA_HOME/daemon.properties"; }

# The daemon makes the archives of a Java that the distribution has none for, while nobody asks it anything.
await_archives() {
  local waited
  [ -z "$(find "$dist/lib" -name "client-$1-*")" ] || return 0
  for ((waited = 0; waited < 120; waited++)); do
    [ -z "$(find "$MULLAMA_HOME/cache" -maxdepth 1 -name "client-*-$1-*")" ] || return 0
    sleep 1
  done
  echo "no archives for Java $1 after two minutes: what follows is without them" >&2
}

line() {
  printf '%-46s %8s %8s' "$1" "$(median "$2")" "$(median "$3")"
  awk "BEGIN { printf \"%8.1f %8.1f\\n\", $(median "$2") / $(median hello), $(median "$3") / $(median hello-cpu) }"
}
plain() { printf '%-46s %8s\n' "$1" "$(median "$2")"; }

measure() {
  local feature
  "$mullama" run tiny hi >/dev/null # the files are in the page cache from here on
  feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$JAVA_HOME/release")
  await_archives "$feature"
  for _ in $(seq "$rounds"); do
    "$mullama" stop >/dev/null
    answer cold
    answer warm
    timed hello "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work" Hello
    timed version "$mullama" --version
    timed completion "$mullama" completion bash
    timed list "$mullama" list
    timed ps "$mullama" ps
    timed run "$mullama" run tiny "What is the capital of France?"
  done
  "$mullama" stop >/dev/null
  "$mullama" ps >/dev/null
  sleep 2
  record rest "$(resident "$(pid)")"
  "$mullama" run tiny "What is the capital of France?" >/dev/null
  sleep 2
  record loaded "$(resident "$(pid)")"
  "$mullama" stop >/dev/null
}

report() {
  "$JAVA_HOME/bin/java" -version 2>&1 | head -n 1
  printf '%-46s %8s %8s %8s %8s\n' "milliseconds, medians over $rounds rounds" wall CPU "wall x" "CPU x"
  line "bare JVM, hello world" hello hello-cpu
  line "mullama --version" version version-cpu
  line "mullama completion bash" completion completion-cpu
  line "mullama list" list list-cpu
  line "mullama ps" ps ps-cpu
  line "mullama run tiny, daemon running" run run-cpu
  plain "  its first character" warm-first
  plain "run tiny, daemon not running: first character" cold-first
  plain "run tiny, daemon not running: exit" cold-exit
  printf '%-46s %8s\n' "daemon at rest, no model, resident MB" "$(cat "$work/rest")" \
    "daemon with tiny loaded, resident MB" "$(cat "$work/loaded")"
}

cat >"$work/Hello.java" <<'JAVA'
public class Hello { public static void main(String[] a) { System.out.println("hello"); } }
JAVA
javac --release 17 -d "$work" "$work/Hello.java"

java_at_hand() { java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p'; }
for JAVA_HOME in ${JAVA_HOMES:-${JAVA_HOME:-$(java_at_hand)}}; do
  export JAVA_HOME
  measure
  report
  find "$work" -maxdepth 1 -type f ! -name 'Hello.*' -delete
done
