#!/bin/sh
# Browser tests drive Debian's Chromium; install it where we may, say plainly what to do where we may not.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji >/dev/null
    exit 0
fi
echo "The browser tests need Chromium. Install it with your package manager (Debian: sudo apt install chromium) and try again." >&2
exit 1
