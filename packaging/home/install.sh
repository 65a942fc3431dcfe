#!/bin/sh
# Installs mullama for one person, below ~/.local or $PREFIX, and needs no root for it.
#   install.sh [-n] [DISTRIBUTION]      -n says what it would do and does nothing
# DISTRIBUTION is an unpacked or built mullama: the folder of this script, or target/mullama, where none is given.
# Run it again with a newer one to upgrade; uninstall.sh takes all of it away.
set -eu

fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

dry=
case ${1:-} in
  -n | --dry-run) dry=1 && shift ;;
  -*) fail "usage: install.sh [-n] [DISTRIBUTION]" ;;
esac
[ $# -le 1 ] || fail "usage: install.sh [-n] [DISTRIBUTION]"

here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
from=${1:-$here}
[ $# = 1 ] || [ -x "$from/bin/mullama" ] || from=$here/../../target/mullama
if [ ! -x "$from/bin/mullama" ] || [ ! -r "$from/lib/mullama.jar" ]; then
  fail "$from is no distribution of mullama; unpack one, or build it with mvn package, and name its folder"
fi
from=$(CDPATH='' cd "$from" && pwd)

[ -n "${PREFIX:-}" ] || [ -n "${HOME:-}" ] || fail "set PREFIX to the folder to install below"
prefix=${PREFIX:-$HOME/.local}
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
lib=$prefix/lib/mullama
receipt=$lib/installed-files
if [ -n "${PREFIX:-}" ]; then
  fish=$prefix/share/fish/vendor_completions.d
else
  fish=${XDG_CONFIG_HOME:-$HOME/.config}/fish/completions
fi

[ "$from" != "$lib" ] || fail "$from is the installed one; name another"
[ ! -e "$lib" ] || [ -f "$receipt" ] || fail "$lib is there and install.sh did not make it; move it away first"
if [ -e "$prefix/bin/mullama" ] || [ -L "$prefix/bin/mullama" ]; then
  [ "$(readlink "$prefix/bin/mullama")" = "$lib/bin/mullama" ] ||
    fail "$prefix/bin/mullama is there and install.sh did not make it; move it away first"
fi

# What was made, for uninstall.sh: files as they are, folders with a slash at their ends.
made=
[ ! -f "$receipt" ] || made=$(cat "$receipt")
note() {
  made="$made
$1"
  # At once, so that a second run knows what one that was broken off has made.
  [ -n "$dry" ] || [ ! -f "$receipt" ] || printf '%s\n' "$1" >>"$receipt"
}

ours() {
  case "
$made
" in
    *"
$1
"*) ;;
    *) return 1 ;;
  esac
}

folder() {
  [ ! -d "$1" ] || return 0
  folder "$(dirname "$1")"
  [ -n "$dry" ] || mkdir "$1"
  note "$1/"
}

place() {
  if { [ -e "$2" ] || [ -L "$2" ]; } && ! ours "$2"; then
    printf '%s is there and install.sh did not make it: left as it is\n' "$2"
    return
  fi
  printf '%s\n' "$2"
  folder "$(dirname "$2")"
  note "$2"
  [ -n "$dry" ] || install -m 644 "$1" "$2"
}

[ -z "$dry" ] || printf 'would install:\n'
printf '%s\n' "$lib"
folder "$prefix/lib"
if [ -z "$dry" ]; then
  new=$prefix/lib/.mullama-new
  rm -rf "$new"
  cp -Rp "$from" "$new"
  # Those of a bundled Java fit wherever it lies; others only where they were made, and the daemon makes new ones.
  [ -d "$new/runtime" ] || rm -f "$new"/lib/*.jsa "$new"/lib/*.aot
  # Whoever has unpacked it shall not change what others run.
  [ "$(id -u)" != 0 ] || chown -Rh 0:0 "$new"
  printf '%s\n' "$made" >"$new/installed-files"
  rm -rf "$lib"
  mv "$new" "$lib"
fi

printf '%s\n' "$prefix/bin/mullama"
folder "$prefix/bin"
note "$prefix/bin/mullama"
[ -n "$dry" ] || ln -sf "$lib/bin/mullama" "$prefix/bin/mullama"

for page in "$from"/man/*.1; do
  place "$page" "$prefix/share/man/man1/${page##*/}"
done
place "$from/completions/mullama.bash" "$prefix/share/bash-completion/completions/mullama"
place "$from/completions/_mullama" "$prefix/share/zsh/site-functions/_mullama"
place "$from/completions/mullama.fish" "$fish/mullama.fish"

[ -z "$dry" ] || exit 0
printf '%s\n' "$made" | awk 'NF && !seen[$0]++' >"$receipt"
printf '\nInstalled. To undo it: %s\n' "$lib/uninstall.sh"
case :$PATH: in
  *":$prefix/bin:"*) ;;
  *) printf 'Put %s into your PATH to call it by its name.\n' "$prefix/bin" ;;
esac
