#!/usr/bin/env bash
# Runs llama.cpp's own programs and mullama in turn on the same model, with the same threads and the same work, and
# prints the ratio of the medians as a Markdown table. Absolute figures mean little; nothing else should run meanwhile.
# Needs python3, and the load and the peer of ../shared/bench.
#
#   packaging/bench/compare.sh [OPTION...] MODEL.gguf [WORK...]
#
# WORK, all of it by default:
#   decode prefill   llama-bench beside mullama bench: one stream's tokens per second, a prompt of 512 tokens
#   streams8 streams16   so many streams with a prompt each: tokens per second of all together
#   prefix16         16 streams whose prompts begin with the same thousand tokens: median time to the first token
#   chat             a conversation of six turns: median time to the first token of turns 2 to 6
#   cost             what serving adds to a token of the bundled model, with one thread
#
# OPTION:
#   --rounds N       rounds, in which both take turns (3)
#   --tokens N       tokens of each answer (64)
#   --threads N      threads of both (the physical cores)
#   --context N      tokens that each stream may use (2048; twice as many for chat, whose prompts grow)
#   --words N        length of the common prefix in words of load.py (478: a thousand of tiny's tokens)
#   --port N         the port of llama-server; mullama takes the next (18180)
#   --limit N        seconds that one measurement may take (900)
#   --dist FOLDER    the mullama to measure (target/mullama)
#   --peer FOLDER    where llama-server and llama-bench are (what ../shared/bench/peer.sh prints, and builds if need be)
#   --own-libraries  let them use the libraries they were built with, rather than those that mullama ships: for a peer
#                    with OpenMP. With the same libraries the same kernels compute.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$root/../shared
rounds=3 tokens=64 threads= context=2048 words=478 port=18180 limit=900 dist=$root/target/mullama peer= own=
model=
works=()

fail() {
  printf 'compare.sh: %s\n' "$1" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --own-libraries) own=yes ;;
    --rounds | --tokens | --threads | --context | --words | --port | --limit | --dist | --peer)
      (($# > 1)) || fail "$1 takes a value"
      declare "${1#--}=$2"
      shift
      ;;
    -h | --help) sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//p}' "$0"; exit ;;
    -*) fail "there is no option $1; see --help" ;;
    *) if [[ -z $model ]]; then model=$1; else works+=("$1"); fi ;;
  esac
  shift
done
[[ -n $model ]] || fail "no model is given; see --help"
model=$(realpath -e "$model") || fail "there is no such model"
((${#works[@]})) || works=(decode prefill streams8 streams16 prefix16 chat cost)
for work in "${works[@]}"; do
  case $work in
    decode | prefill | streams8 | streams16 | prefix16 | chat | cost) ;;
    *) fail "there is no work called $work; see --help" ;;
  esac
done
dist=$(realpath -e "$dist") || fail "build first: mvn -q -DskipTests package"
tiny=$dist/models/tiny.gguf
threads=${threads:-$(lscpu -p=CORE,SOCKET 2>/dev/null | grep -v '^#' | sort -u | wc -l)}
((threads)) || threads=$(nproc)
peer=${peer:-$("$shared/bench/peer.sh")}
peer=$(realpath -e "$peer") || fail "there is no such folder of llama-server and llama-bench"

scratch=$(mktemp -d)
server=
failed=0
log=$scratch/log
# No setting of the person's own: of mullama, nor of llama-server.
unset "${!MULLAMA_@}" "${!LLAMA_ARG_@}"
export MULLAMA_HOME=$scratch/home

stop() {
  if [[ -n $server ]]; then
    kill "$server" 2>/dev/null || true
    for _ in {1..100}; do
      kill -0 "$server" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
}
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# llama.cpp's programs beside the libraries that mullama ships. They look for the kernels where they lie themselves, so
# they are copied; LD_LIBRARY_PATH goes before the folder that they were built in.
libraries=
if [[ -z $own ]]; then
  libraries=$scratch/peer
  mkdir "$libraries"
  cp "$peer"/llama-server "$peer"/llama-bench "$libraries"
  for file in "$peer"/libllama-*impl.so "$peer"/libllama-common.so.0 "$peer"/libmtmd.so.0 \
    "$dist"/lib/native/libggml*.so "$dist"/lib/native/libllama.*.so; do
    ln -s "$(realpath -e "$file")" "$libraries/$(basename "$file")"
  done
  ln -s "$(basename "$dist"/lib/native/libllama.*.so)" "$libraries/libllama.so.0"
  ln -s "$(basename "$dist"/lib/native/libggml.v*.so)" "$libraries/libggml.so.0"
  ln -s libggml-base.so "$libraries/libggml-base.so.0"
  peer=$libraries
fi

answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 &&
      read -r -t 10 status <&3 && [[ $status == *' 200 '* ]]
  ) 2>/dev/null
}

# await PORT: until the server that was just started is healthy.
await() {
  for _ in {1..600}; do
    kill -0 "$server" 2>/dev/null || break
    if answers "$1"; then return; fi
    sleep 0.2
  done
  tail -n 20 "$log" >&2
  fail "the server on port $1 does not start"
}

# start WHO MODEL STREAMS THREADS
start() {
  local at=$port
  [[ $1 == peer ]] || at=$((port + 1))
  if answers "$at"; then fail "something else answers on port $at; choose another with --port"; fi
  if [[ $1 == peer ]]; then
    LD_LIBRARY_PATH=$libraries "$peer/llama-server" -m "$2" -np "$3" -c "$(($3 * context))" -t "$4" --host 127.0.0.1 \
      --port "$at" --no-webui >"$log" 2>&1 &
  else
    "$dist/bin/mullama" serve --model "$2" --parallel "$3" --context-size "$context" --threads "$4" --host 127.0.0.1 \
      --port "$at" >"$log" 2>&1 &
  fi
  server=$!
  await "$at"
  url=http://127.0.0.1:$at
}

bounded() { timeout --foreground -k 10 "$limit" "$@"; }

# json EXPRESSION: of the JSON on the standard input, as d.
json() { python3 -c "import json, statistics, sys; d = json.load(sys.stdin); print(float($1))" 2>/dev/null; }

load() {
  bounded python3 "$shared/bench/load.py" --url "$url" --timeout "$limit" --tokens "$tokens" "$@"
}

# bench WHO MODEL THREADS PROMPT GENERATED: tokens per second.
bench() {
  if [[ $1 == peer ]]; then
    LD_LIBRARY_PATH=$libraries bounded "$peer/llama-bench" -m "$2" -t "$3" -p "$4" -n "$5" -r 3 -o json 2>"$log" |
      json 'd[0]["avg_ts"]'
  else
    start "$1" "$2" 1 "$3"
    bounded "$dist/bin/mullama" bench "$2" -p "$4" -n "$5" -r 3 --json |
      json 'd["tests"][0]["tokens_per_second"]'
  fi
}

# serve WHO STREAMS EXPRESSION LOAD...: the figure that load.py comes to.
serve() {
  local expression=$3
  start "$1" "$model" "$2" "$threads"
  load --model "$model" --scenario single -n 1 --tokens 4 --seed 1000 >/dev/null || return
  load --model "$model" "${@:4}" | json "$expression"
}

# stream WHO: tokens per second of tiny over HTTP with one thread.
stream() {
  start "$1" "$tiny" 1 1
  load --model "$tiny" --scenario single -n 1 --prompt-words 4 >/dev/null || return
  load --model "$tiny" --scenario single -n 5 --prompt-words 4 | json 'd["tok_s_stream"]'
}

# measure WHO WORK: one figure.
measure() {
  case $2 in
    decode) bench "$1" "$model" "$threads" 0 "$tokens" ;;
    prefill) bench "$1" "$model" "$threads" 512 0 ;;
    streams*) serve "$1" "${2#streams}" 'd["tok_s_total"]' --scenario concurrent -n "${2#streams}" ;;
    prefix*) serve "$1" "${2#prefix}" 'd["ttft_ms_p50"]' --scenario shared -n "${2#prefix}" --prompt-words "$words" ;;
    chat) context=$((2 * context)) serve "$1" 4 'statistics.median(d["ttft_ms_each"][1:])' --scenario chat -n 6 ;;
    cost-served) stream "$1" ;;
    cost-engine) bench "$1" "$tiny" 1 0 "$tokens" ;;
  esac
}

# round WORK NUMBER: both, in an order that changes with the round.
round() {
  local who figure order=(peer mullama)
  (($2 % 2)) || order=(mullama peer)
  for who in "${order[@]}"; do
    # A figure's file, for a pipeline would start the server where nobody could stop it.
    measure "$who" "$1" >"$scratch/figure" || echo >"$scratch/figure"
    stop
    figure=$(<"$scratch/figure")
    if [[ -n $figure ]]; then
      echo "$figure" >>"$scratch/$1.$who"
    else
      failed=1
      tail -n 5 "$log" >&2
    fi
    printf '%s, round %s of %s: %s %s\n' "$1" "$2" "$rounds" "$who" "${figure:-failed}" >&2
  done
}

for work in "${works[@]}"; do
  for ((number = 1; number <= rounds; number++)); do
    if [[ $work == cost ]]; then
      round cost-engine "$number"
      round cost-served "$number"
    else
      round "$work" "$number"
    fi
  done
done

printf '\n%s, %s threads, answers of %s tokens, medians of %s rounds; llama.cpp with %s\n\n' "$(basename "$model")" \
  "$threads" "$tokens" "$rounds" "${own:+its own libraries}${libraries:+the libraries of mullama}"
python3 - "$scratch" "${works[@]}" <<'PYTHON'
import pathlib, statistics, sys

folder, works = pathlib.Path(sys.argv[1]), sys.argv[2:]
NAMES = {
    "decode": "decode, one stream, tokens/s", "prefill": "prefill of 512, tokens/s",
    "streams8": "8 streams, tokens/s in all", "streams16": "16 streams, tokens/s in all",
    "prefix16": "16 streams, one prefix, ms to the first token", "chat": "chat, turns 2 to 6, ms to the first token"}


def median(work, who):
    file = folder / f"{work}.{who}"
    return statistics.median(map(float, file.read_text().split())) if file.exists() else None


def line(name, peer, ours):
    show = lambda figure, digits: "failed" if figure is None else f"{figure:.{digits}f}"
    quotient = ours / peer if min(peer or 0, ours or 0) > 0 else None
    print(f"| {name} | {show(peer, 1)} | {show(ours, 1)} | {show(quotient, 2) if quotient else ''} |")


print("| work | llama.cpp | mullama | ratio |\n|---|---|---|---|")
for work in works:
    if work != "cost":
        line(NAMES[work], median(work, "peer"), median(work, "mullama"))
        continue
    micros = lambda kind, who: (lambda speed: 1e6 / speed if speed else None)(median(kind, who))
    base = micros("cost-engine", "peer")
    added = lambda who: None if base is None or micros("cost-served", who) is None else micros("cost-served", who) - base
    line("tiny, µs a token: llama-bench, mullama bench", base, micros("cost-engine", "mullama"))
    line("tiny, µs a token that serving adds to llama-bench's", added("peer"), added("mullama"))
PYTHON
exit "$failed"
