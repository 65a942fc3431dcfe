#!/bin/sh
# Takes away what install.sh has put below ~/.local or $PREFIX, and nothing else: models and settings stay.
#   uninstall.sh [-n]      -n says what it would do and does nothing
set -eu

fail() {
  printf 'uninstall.sh: %s\n' "$1" >&2
  exit 1
}

dry=
case ${1:-} in
  '') ;;
  -n | --dry-run) dry=1 ;;
  *) fail "usage: uninstall.sh [-n]" ;;
esac

# The installation that this script lies in, where it does.
here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
if [ -f "$here/installed-files" ]; then
  lib=$here
else
  [ -n "${PREFIX:-}" ] || [ -n "${HOME:-}" ] || fail "set PREFIX to the folder that mullama is installed below"
  lib=${PREFIX:-$HOME/.local}/lib/mullama
fi
[ -f "$lib/installed-files" ] || fail "install.sh has installed nothing in $lib; set PREFIX to where it has"
made=$(cat "$lib/installed-files")

if [ -n "$dry" ]; then
  printf 'would remove:\n'
else
  # A daemon cannot go on without its files.
  "$lib/bin/mullama" stop >/dev/null 2>&1 || true
fi

printf '%s\n' "$made" | while IFS= read -r path; do
  case $path in
    */) continue ;;
  esac
  if [ -e "$path" ] || [ -L "$path" ]; then
    printf '%s\n' "$path"
    [ -n "$dry" ] || rm -f "$path"
  fi
done
printf '%s\n' "$lib"
[ -n "$dry" ] || rm -rf "$lib"

# Folders that were not there before, the innermost first, unless somebody else has put something into them.
if [ -z "$dry" ]; then
  printf '%s\n' "$made" | sort -r | while IFS= read -r path; do
    case $path in
      */) rmdir "$path" 2>/dev/null || true ;;
    esac
  done
fi

printf '\nModels, settings and conversations stay: %s and %s. Delete them if you want.\n' \
  "${MULLAMA_HOME:-${HOME:-~}/.mullama}" "${MULLAMA_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-~}/.cache}/mullama}"
