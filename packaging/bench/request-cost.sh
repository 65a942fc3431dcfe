#!/usr/bin/env bash
# Prints what a request costs outside the model: CPU time of the daemon's threads that read, route, check, template,
# tokenize and write, by the kernel's own count, beside llama-server's. Figures only, no pass or fail. Linux, python3.
#
#   packaging/bench/request-cost.sh [OPTION...]
#
# One client asks on one kept-alive connection. Both use one thread for the model, so that thread is told from the others
# by its name (mullama: decode) or its number (llama-server: the first). "first 100" is right after the start, while the
# JVM interprets and compiles; then both are warmed up, and take turns in each round.
#
#   --rounds N      rounds, of which the median is shown (5)
#   --requests N    requests of each kind in a round; a tenth of it where an answer has 64 tokens (500)
#   --warm N        requests of each kind before the first round, in the same proportion (3000)
#   --port N        the daemon's port; llama-server takes the next (18190)
#   --dist FOLDER   the mullama to measure (target/mullama)
#   --peer FOLDER   where llama-server is, or none (what ../shared/bench/peer.sh prints, and builds if need be)
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
rounds=5 requests=500 warm=3000 port=18190 dist=$root/target/mullama peer=

fail() {
  printf 'request-cost.sh: %s\n' "$1" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --rounds | --requests | --warm | --port | --dist | --peer)
      (($# > 1)) || fail "$1 takes a value"
      declare "${1#--}=$2"
      shift
      ;;
    -h | --help) sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//p}' "$0"; exit ;;
    *) fail "there is no option $1; see --help" ;;
  esac
  shift
done
dist=$(realpath -e "$dist") || fail "build first: mvn -q -DskipTests package"
[[ -r /proc/self/schedstat ]] || fail "this system does not tell the CPU time of threads in /proc"
peer=${peer:-$("$root/../shared/bench/peer.sh")}

work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
unset "${!MULLAMA_@}" "${!LLAMA_ARG_@}"
export MULLAMA_HOME=$work/home

"$dist/bin/mullama" serve --model tiny --parallel 1 --context-size 4096 --threads 1 --host 127.0.0.1 --port "$port" \
  >"$work/log" 2>&1 &
pids+=($!)
# llama-server beside the libraries that mullama ships, as in compare.sh, which says why.
if [[ $peer != none ]]; then
  libraries=$work/peer
  mkdir "$libraries"
  cp "$peer/llama-server" "$libraries"
  for file in "$peer"/libllama-*impl.so "$peer"/libllama-common.so.0 "$peer"/libmtmd.so.0 \
    "$dist"/lib/native/libggml*.so "$dist"/lib/native/libllama.*.so; do
    ln -s "$(realpath -e "$file")" "$libraries/$(basename "$file")"
  done
  ln -s "$(basename "$dist"/lib/native/libllama.*.so)" "$libraries/libllama.so.0"
  ln -s "$(basename "$dist"/lib/native/libggml.v*.so)" "$libraries/libggml.so.0"
  ln -s libggml-base.so "$libraries/libggml-base.so.0"
  LD_LIBRARY_PATH=$libraries "$libraries/llama-server" -m "$dist/models/tiny.gguf" -np 1 -c 4096 -t 1 --host 127.0.0.1 --port $((port + 1)) --no-webui \
    >"$work/peer.log" 2>&1 &
  pids+=($!)
fi

cat >"$work/cost.py" <<'PYTHON'
import json, os, socket, statistics, sys, time

rounds, requests, warm, port = map(int, sys.argv[1:5])
pids = list(map(int, sys.argv[5:]))
WORDS = "the quick brown llama jumps over a lazy dog while seven small birds watch from an old stone wall".split()
USER = lambda text: {"role": "user", "content": text}
TALK = [
    {"role": ("user", "assistant")[i % 2], "content": " ".join(WORDS[(i * 7 + k) % len(WORDS)] for k in range(40))}
    for i in range(19)
]


def chat(tokens, messages, stream=False):
    body = {"model": "tiny", "messages": messages, "max_tokens": tokens, "temperature": 0, "stream": stream}
    if tokens > 1:
        body["logit_bias"] = {}
        body["ignore_eos"] = True
    return body


STORY = [USER("Tell me a long story about a llama.")]
# What it is, the share of the number of requests, and what both are asked: path and body.
KINDS = [
    ("`GET /health`", 1, ("/health", None), ("/health", None)),
    ("list of models", 1, ("/api/models", None), ("/v1/models", None)),
    ("a path that is not there: 404", 1, ("/nowhere", None), ("/nowhere", None)),
    ("a body of the wrong types: 400", 1, ("/api/chat", {"model": 5}), ("/v1/chat/completions", {"messages": 5})),
    ("`GET /metrics`", 1, ("/metrics", None), None),
    ("`/api/chat`, 1 token", 1, ("/api/chat", chat(1, STORY)), None),
    ("`/v1/chat/completions`, 1 token", 1, *[("/v1/chat/completions", chat(1, STORY))] * 2),
    ("the same, streamed", 1, *[("/v1/chat/completions", chat(1, STORY, True))] * 2),
    ("the same, 19 messages of 40 words", 1, *[("/v1/chat/completions", chat(1, TALK))] * 2),
    ("the same, 64 tokens streamed", 0.1, *[("/v1/chat/completions", chat(64, STORY, True))] * 2),
]


class Client:
    """One kept-alive connection, opened again where the server closes it."""

    def __init__(self, port):
        self.port, self.socket = port, None

    def ask(self, path, body):
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: localhost\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        while True:
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.sendall(head.encode() + content)
            answer = self.read()
            if answer is not None:
                return answer
            self.socket.close()
            self.socket = None

    def read(self):
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.socket.recv(65536)
            if not more:
                return None
            data += more
        head, _, rest = data.partition(b"\r\n\r\n")
        fields = head.lower()
        length = None
        for line in fields.split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        while (len(rest) < length) if length is not None else not rest.endswith(b"0\r\n\r\n"):
            rest += self.socket.recv(65536)
        if b"connection: close" in fields:
            self.socket.close()
            self.socket = None
        return int(fields.split()[1]), rest


def threads(pid):
    found = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/comm") as comm, open(f"/proc/{pid}/task/{task}/schedstat") as stat:
                found[int(task)] = (comm.read().strip(), int(stat.read().split()[0]))
        except FileNotFoundError:
            pass
    return found


def kind_of(pid, task, name):
    if pid == pids[0]:
        return "http" if name.startswith("http-") else "model" if name.startswith("decode") else "rest"
    return "model" if task == pid else "http"


def cost(server, kind, count):
    """CPU microseconds a request: of its own threads, and of all others but the model's."""
    path, body = kind[2 + server]
    pid, client = pids[server], clients[server]
    before = threads(pid)
    for _ in range(count):
        client.ask(path, body)
    sums = {"http": 0, "model": 0, "rest": 0}
    for task, (name, nanos) in threads(pid).items():
        sums[kind_of(pid, task, name)] += nanos - before.get(task, (name, 0))[1]
    return [sums[part] / count / 1000 for part in ("http", "rest")]


def await_health(port):
    for _ in range(600):
        try:
            if Client(port).ask("/health", None)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"the server on port {port} does not start")


clients = [Client(port + i) for i in range(len(pids))]
for client in clients:
    await_health(client.port)
shown = {}
servers = lambda kind: [i for i in range(len(pids)) if kind[2 + i] is not None]
for kind in KINDS:
    shown[kind[0]] = cost(0, kind, 100 if kind[1] == 1 else 10)[0], clients[0].ask(*kind[2])[0]
for kind in KINDS:
    for server in servers(kind):
        cost(server, kind, round(warm * kind[1]))
figures = {kind[0]: [[] for _ in pids] for kind in KINDS}
for _ in range(rounds):
    for kind in KINDS:
        for server in servers(kind):
            figures[kind[0]][server].append(cost(server, kind, round(requests * kind[1])))

print("| microseconds of CPU a request | status | first 100 | warm | all else in the JVM | llama-server |")
print("|---|---|---|---|---|---|")
for name, parts in figures.items():
    medians = [[statistics.median(column) for column in zip(*part)] for part in parts]
    peer = f"{medians[1][0]:.0f}" if len(medians) > 1 and medians[1] else ""
    first, status = shown[name]
    print(f"| {name} | {status} | {first:.0f} | {medians[0][0]:.0f} | {medians[0][1]:.0f} | {peer} |")
PYTHON

python3 "$work/cost.py" "$rounds" "$requests" "$warm" "$port" "${pids[@]}"
