#!/bin/sh
# Browser tests drive Debian's Chromium, Firefox and WebKit; install what is missing where we may, and say plainly what to
# do where we may not.
set -eu
missing=""
need() { missing="$missing $*"; }
command -v chromium >/dev/null 2>&1 || need chromium fonts-noto-core fonts-noto-color-emoji
command -v firefox-esr >/dev/null 2>&1 || need firefox-esr
command -v WebKitWebDriver >/dev/null 2>&1 || need webkit2gtk-driver
command -v Xvfb >/dev/null 2>&1 || need xvfb
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "The browser tests need more browsers. Install them with your package manager and try again." >&2
echo "On Debian: sudo apt install$missing" >&2
exit 1
