#!/bin/sh
# Installs Frenemy from this folder, or removes it again. It also runs without: bin/frenemy
# usage: ./install.sh [--remove] [PREFIX]; the prefix is ~/.local by default
set -eu
here=$(cd "$(dirname "$0")" && pwd)
remove=no
if [ "${1:-}" = --remove ]; then remove=yes; shift; fi
prefix=${1:-$HOME/.local}

# The files of this folder, by their paths below the prefix.
files=$(cd "$here" && find bin share -type f | sort)

# The menu and the types of files, where the desktop has them.
refresh() {
  if command -v "$1" >/dev/null && [ -d "$2" ]; then "$1" "$2" >/dev/null 2>&1 || true; fi
}
refresh_desktop() {
  refresh update-desktop-database "$prefix/share/applications"
  refresh update-mime-database "$prefix/share/mime"
}

if [ "$remove" = yes ]; then
  echo "$files" | while read -r file; do rm -f "$prefix/$file"; done
  # The folder of types is still there, so its lists forget ours; without any type they go as well.
  refresh_desktop
  types=$prefix/share/mime
  if [ -d "$types/packages" ] && [ -z "$(ls -A "$types/packages")" ]; then
    for list in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version XMLnamespaces; do
      rm -f "$types/$list"
    done
    rmdir "$types"/*/ 2>/dev/null || true
  fi
  menu=$prefix/share/applications
  if [ "$(ls -A "$menu" 2>/dev/null)" = mimeinfo.cache ]; then rm -f "$menu/mimeinfo.cache"; fi
  # Folders that are empty now, the deepest first; others stay.
  (cd "$here" && find bin share -depth -type d) | while read -r folder; do
    rmdir "$prefix/$folder" 2>/dev/null || true
  done
  echo "Removed from $prefix"
else
  echo "$files" | while read -r file; do
    mkdir -p "$prefix/$(dirname "$file")"
    cp "$here/$file" "$prefix/$file"
  done
  refresh_desktop
  echo "Installed in $prefix"
  case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "Add $prefix/bin to your PATH to start it as \`frenemy\`" ;; esac
fi
