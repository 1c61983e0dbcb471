#!/bin/sh
# Bringing in a site of the original is tested with a real MariaDB; install it where we may, and say plainly what to do
# where we may not.
set -eu
# What makes a new database asks my_print_defaults, which Debian keeps with the client.
[ -x /usr/sbin/mariadbd ] && command -v my_print_defaults >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends mariadb-server-core mariadb-client-core >/dev/null
    exit 0
fi
echo "The tests of import_original need MariaDB's server. Install it with your package manager and try again." >&2
echo "On Debian: sudo apt install mariadb-server-core mariadb-client-core" >&2
exit 1
