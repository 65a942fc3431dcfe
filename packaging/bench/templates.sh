#!/usr/bin/env bash
# Prints how long chat templates take, each in a JVM of its own with the daemon's flags and class-data archive: the first
# prompt by the clock and in time of the CPU, the first with tools, what is then still to be found out about the template,
# and later prompts. Figures only; medians of ROUNDS (default 3) rounds, in milliseconds.
#   packaging/bench/templates.sh [DISTRIBUTION [TEMPLATES.json]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dist=$(cd "${1:-$here/../../target/mullama}" && pwd)
golden=${2:-$here/../../../shared/jinja/golden.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(java -XshowSettings:properties -version 2>&1 | awk '/java.specification.version/ { print $3 }')
archive=$(find "$dist/lib" -name "server-$version-*" | head -n 1)
case $archive in
  *.aot) take=-XX:AOTCache=$archive ;;
  *) take=-XX:SharedArchiveFile=$archive ;;
esac
classes=$work/classes
mkdir "$classes" "$work/templates"
javac -cp "$dist/lib/*" -d "$classes" "$here/TemplateTimes.java"
run() {
  java -Xms16m -Xmx1g -XX:+UseSerialGC -XX:-UsePerfData \
    "$take" -Xlog:disable -Xlog:all=error,cds*=off:stderr \
    -cp "$dist/lib/mullama.jar:$classes" TemplateTimes "$@" 2>/dev/null
}
run extract "$golden" "$work/templates"
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
echo "| template | first | CPU | with tools, CPU | traits, CPU | later | with tools |"
echo "|---|---|---|---|---|---|---|"
for template in "$work/templates"/*.jinja; do
  name=$(basename "$template" .jinja)
  for ((round = 0; round < ${ROUNDS:-3}; round++)); do
    run "$template" >>"$work/$name.times"
  done
  row="| $name"
  for column in 1 2 3 4 5 6; do
    row+=" | $(awk -v c="$column" '{ print $c }' "$work/$name.times" | median)"
  done
  echo "$row |"
done
