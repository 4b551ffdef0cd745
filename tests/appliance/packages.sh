#!/usr/bin/env bash
# The packages' life in a fresh Debian: installed, used, upgraded, gone back, removed, purged; what
# must stay stays, and what must go goes. `./motcua appliance packages` runs it as root, after
# `./motcua package`: tests/appliance/packages.sh [folder of the .debs]. Some minutes, most of it
# apt's. The Debian is the one that the packages were built for, as their version says.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

readonly DEBS=$(readlink -f "${1:-build/package}")
readonly WORK=$PWD/build/appliance
readonly VERSION=$(dpkg-deb -f "$DEBS"/motcua-kiosk_*.deb Version)
case $VERSION in
    *+deb12*) readonly SUITE=bookworm ;;
    *+deb13*) readonly SUITE=trixie ;;
    *) echo "no Debian is known for $VERSION" >&2; exit 1 ;;
esac
readonly BASE=$WORK/base-$SUITE.tar    # Kept: delete it for a newer one.
readonly ARCHIVES=$WORK/apt-$SUITE     # Debian's packages, so that a second run downloads none.
readonly ROOT=$WORK/root-$SUITE
readonly MIRROR=$(sed -n 's/^URIs: *\(.*\/debian\)\/*$/\1/p; s/^deb \([^ ]*\/debian\)\/* .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)

checks=0
step() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
# expect WHAT COMMAND…: the command succeeds.
expect() {
    local what=$1
    shift
    "$@" >"$WORK/said" 2>&1 || fail "$what ($*): $(cat "$WORK/said")"
    checks=$((checks + 1))
    printf '   ok: %s\n' "$what"
}
# refuse WHAT COMMAND…: it does not.
refuse() {
    local what=$1
    shift
    ! "$@" >"$WORK/said" 2>&1 || fail "$what: it succeeded ($*): $(cat "$WORK/said")"
    checks=$((checks + 1))
    printf '   ok: %s\n' "$what"
}
# says TEXT: the last command said so.
says() {
    grep -qF -- "$1" "$WORK/said" || fail "\"$1\" is not in what it said: $(cat "$WORK/said")"
    checks=$((checks + 1))
    printf '   ok: it says: %s\n' "$1"
}

readonly INSIDE=(chroot "$ROOT" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
    DEBIAN_FRONTEND=noninteractive)
inside() { "${INSIDE[@]}" "$@"; }
as() { local user=$1; shift; inside setpriv --reuid "$user" --regid motcua --clear-groups "$@"; }
apt() { inside apt-get -y -q --no-install-recommends -o Dpkg::Options::=--force-confold \
    -o Acquire::Languages=none "$@"; }
# apt_with VARIABLE=VALUE …: as a person's `sudo env VARIABLE=VALUE apt-get …`.
apt_with() {
    local setting=$1
    shift
    inside "$setting" apt-get -y -q "$@"
}
exists() { [ -e "$ROOT$1" ] || [ -L "$ROOT$1" ]; }
gone() { ! exists "$1"; }
same() { [ "$(sha256sum <"$ROOT$1")" = "$(sha256sum <"$2")" ]; }
installed() { [ "$(inside dpkg-query -W -f '${db:Status-Abbrev}${Version}' "$1")" = "ii $2" ]; }
# mode PATH "MODE OWNER:GROUP"
mode() { [ "$(inside stat -c '%a %U:%G' "$1")" = "$2" ]; }

leave() {
    for place in proc dev/null dev/urandom var/cache/apt/archives; do
        mountpoint -q "$ROOT/$place" && umount "$ROOT/$place"
    done
    rm -rf --one-file-system "$ROOT"
}

enter() {
    [ "$(id -u)" -eq 0 ] || fail "a chroot needs root"
    mkdir -p "$WORK" "$ARCHIVES/partial"
    if [ ! -f "$BASE" ]; then
        rm -rf "$WORK/base-$SUITE"
        debootstrap --variant=minbase "$SUITE" "$WORK/base-$SUITE" "$MIRROR" \
            >"$WORK/debootstrap.log" ||
            fail "debootstrap: $(tail -5 "$WORK/debootstrap.log")"
        tar -C "$WORK/base-$SUITE" -cf "$BASE.new" . && mv "$BASE.new" "$BASE"
        rm -rf "$WORK/base-$SUITE"
    fi
    [ ! -d "$ROOT" ] || leave
    trap leave EXIT
    mkdir -p "$ROOT"
    tar -C "$ROOT" -xf "$BASE"
    mount -t proc proc "$ROOT/proc"
    mount --bind "$ARCHIVES" "$ROOT/var/cache/apt/archives"
    cp /etc/resolv.conf "$ROOT/etc/"
    rm -f "$ROOT/etc/apt/apt.conf.d/docker-clean"
    apt update >/dev/null
    mkdir "$ROOT/debs" "$ROOT/newer"
    cp "$DEBS"/motcua-*.deb "$ROOT/debs/"
}

# newer: the same packages under a higher version, with one conffile and one file of data changed.
make_newer() {
    local deb folder=$WORK/repack
    for deb in "$ROOT"/debs/*.deb; do
        rm -rf "$folder"
        dpkg-deb -R "$deb" "$folder"
        sed -i "s/$VERSION/$NEWER/g" "$folder/DEBIAN/control"
        for file in "$folder"/etc/*/portal.toml "$folder"/etc/*/kiosk.toml; do
            [ ! -f "$file" ] || echo "# Newer." >>"$file"
        done
        for file in "$folder"/usr/share/*/config/catalogue.json; do
            [ ! -f "$file" ] || sed -i '1s/$/ /' "$file"
        done
        (cd "$folder" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' |
            xargs -0 md5sum >DEBIAN/md5sums)
        dpkg-deb --root-owner-group -Zxz -z1 -b "$folder" "$ROOT/newer" >/dev/null
    done
    rm -rf "$folder"
}

# use: what a kiosk, its agent and a province leave behind after a day.
use() {
    local kiosk first
    mkfifo -m 666 "$ROOT/tmp/glass"
    # With the unit's umask; not by a function of ours, whose process would be a shell.
    "${INSIDE[@]}" SDL_VIDEODRIVER=dummy setpriv --reuid motcua --regid motcua --clear-groups \
        sh -c 'umask 027 && exec motcua-kiosk --observe /tmp/glass' >"$WORK/kiosk.log" 2>&1 &
    kiosk=$!
    exec {glass}<>"$ROOT/tmp/glass"
    read -r -t 60 -u "$glass" first || fail "the kiosk shows nothing: $(cat "$WORK/kiosk.log")"
    kill $kiosk
    wait $kiosk || fail "the kiosk did not end well: $(cat "$WORK/kiosk.log")"
    exec {glass}>&-
    rm "$ROOT/tmp/glass"
    echo 394817 | inside motcua-staff add QL01 --role manager >/dev/null
    as motcua-agent motcua-agent status >/dev/null || true    # "not enrolled" is an answer.
    as motcua-agent sh -c 'echo secret >/var/lib/motcua/agent/device.key'
    inside setpriv --reuid motcua-province --regid motcua-province --clear-groups \
        motcua-province init >/dev/null 2>&1
}
journal_as_before() { [ "$(inside motcua-journal verify)" = "$journal" ]; }

enter
readonly NEWER=$VERSION.1
readonly ARCH=$(dpkg --print-architecture)
readonly ALL=(motcua-kiosk motcua-agent motcua-province)
readonly OLD=(/debs/motcua-{kiosk,agent,province}_"$VERSION"_"$ARCH".deb)
readonly NEW=(/newer/motcua-{kiosk,agent,province}_"$NEWER"_"$ARCH".deb)
make_newer

step "installing $VERSION on a fresh $SUITE"
expect "apt installs all three with what they need" apt install "${OLD[@]}"
says "sudo motcua-kiosk setup"
for package in "${ALL[@]}"; do expect "$package is installed" installed "$package" "$VERSION"; done
expect "every file is as it was packed" inside dpkg --verify "${ALL[@]}"
expect "no library is missing" inside sh -c '! ldd /usr/bin/motcua-* | grep "not found"'
for library in libEGL.so.1 libGLESv2.so.2 libgbm.so.1 libudev.so.1; do
    expect "$library is there for SDL to open" inside sh -c "ldconfig -p | grep -F $library"
done
expect "the configuration holds" inside motcua-kiosk check
expect "the catalogue is found" inside motcua-catalogue search khai sinh
expect "the synthesiser is there" inside espeak-ng --voices=vi
while read -r path mode; do
    expect "$path is $mode" mode "$path" "$mode"
done <<END
/etc/motcua 755 root:root
/etc/motcua/kiosk.toml 644 root:root
/etc/motcua-province/province.toml 644 root:root
/usr/bin/motcua-kiosk 755 root:root
/usr/share/motcua/config/catalogue.json 644 root:root
/usr/share/man/man1/motcua-kiosk.1.gz 644 root:root
/var/lib/motcua 750 motcua:motcua
/var/lib/motcua/agent 750 motcua-agent:motcua
/var/lib/motcua/province 750 motcua-agent:motcua
/var/lib/motcua-province 700 motcua-province:motcua-province
END
for user in motcua motcua-agent motcua-province; do
    expect "$user has no shell" grep -q "^$user:.*:/usr/sbin/nologin$" "$ROOT/etc/passwd"
    expect "$user has no password" grep -q "^$user:!" "$ROOT/etc/shadow"
done
expect "nothing is enabled before somebody sets it up" sh -c \
    "! find $ROOT/etc/systemd/system -name 'motcua*' | grep ."

step "a day's use"
use
journal=$(inside motcua-journal verify)
expect "the journal is whole" grep -q ok <<<"$journal"
refuse "root's look left something that the kiosk cannot open" sh -c \
    "find $ROOT/var/lib/motcua -user root | grep ."
expect "others cannot read it" mode /var/lib/motcua/journal.db "640 motcua:motcua"
sed -i 's/^counter = "1"/counter = "7"/' "$ROOT/etc/motcua/kiosk.toml"
rm "$ROOT/etc/motcua/wards.json"
cp "$ROOT/usr/share/motcua/config/wards.json" "$ROOT/etc/motcua/wards.json"
cp "$ROOT/etc/motcua/kiosk.toml" "$WORK/kiosk.toml"

step "upgrading to $NEWER, which fails half-way and is repeated"
head -c 100000 "$ROOT${NEW[1]}" >"$ROOT/half.deb"
refuse "half a package is refused" inside dpkg -i /half.deb
expect "and leaves the whole one" installed motcua-agent "$VERSION"
inside dpkg-divert --quiet --rename --add /usr/bin/systemd-sysusers
printf '#!/bin/sh\nexit 1\n' >"$ROOT/usr/bin/systemd-sysusers"
chmod 755 "$ROOT/usr/bin/systemd-sysusers"
refuse "postinst fails" apt install "${NEW[@]}"
refuse "nothing is configured" installed motcua-kiosk "$NEWER"
rm "$ROOT/usr/bin/systemd-sysusers"
inside dpkg-divert --quiet --rename --remove /usr/bin/systemd-sysusers
expect "dpkg goes on where it stopped" inside dpkg --force-confold --configure -a
for package in "${ALL[@]}"; do expect "$package is newer" installed "$package" "$NEWER"; done
expect "a changed kiosk.toml is kept" same /etc/motcua/kiosk.toml "$WORK/kiosk.toml"
expect "the new one lies beside it" exists /etc/motcua/kiosk.toml.dpkg-dist
expect "an unchanged portal.toml is replaced" grep -q '^# Newer' "$ROOT/etc/motcua/portal.toml"
expect "a new catalogue is used at once" inside sh -c \
    'head -1 /etc/motcua/catalogue.json | grep " $"'
expect "a commune's list of one's own is kept" test ! -L "$ROOT/etc/motcua/wards.json"
expect "the journal is as before" journal_as_before
expect "the configuration holds" inside motcua-kiosk check

step "going back to $VERSION"
refuse "dpkg is refused" inside dpkg -i "${OLD[0]}"
says "$VERSION is refused, because $NEWER was here before it"
expect "the newer one is untouched" installed motcua-kiosk "$NEWER"
refuse "apt is refused" apt install --allow-downgrades "${OLD[2]}"
mkdir -p "$ROOT/run/motcua"
inside install -o motcua /dev/null /run/motcua/allow-downgrade
refuse "a permit that is not root's is none" inside dpkg -i "${OLD[0]}"
rm "$ROOT/run/motcua/allow-downgrade"
expect "root permits it" inside install -D /dev/null /run/motcua/allow-downgrade
expect "an update is taken back" inside dpkg --force-confold -i "${OLD[@]:0:2}"
rm "$ROOT/run/motcua/allow-downgrade"
expect "the journal is as before" journal_as_before
expect "and comes again" inside dpkg --force-confold -i "${NEW[@]:0:2}"

step "removing"
expect "the machine becomes a kiosk" inside /usr/libexec/motcua/appliance on
expect "which has no login prompt" exists /etc/systemd/system/getty@tty1.service
expect "apt removes all three" apt remove "${ALL[@]}"
expect "the programs are gone" gone /usr/bin/motcua-kiosk
expect "the login prompt is back" gone /etc/systemd/system/getty@tty1.service
refuse "a link to what is gone stays" sh -c \
    "find $ROOT/etc -lname '/usr/share/motcua/appliance/*' | grep ."
for path in /etc/motcua/kiosk.toml /etc/motcua/agent.toml /var/lib/motcua/journal.db \
    /var/lib/motcua/staff.json /var/lib/motcua/agent/device.key \
    /var/lib/motcua-province/province.key; do
    expect "$path stays" exists "$path"
done
refuse "an older one after it is refused" apt install "${OLD[0]}"
expect "the same again" apt install "${NEW[0]}"
expect "finds its configuration" same /etc/motcua/kiosk.toml "$WORK/kiosk.toml"
expect "and its journal" journal_as_before

step "purging"
sha256sum "$ROOT/var/lib/motcua/journal.db" >"$WORK/journal.sum"
cp "$ROOT/etc/motcua/kiosk.toml" "$ROOT/etc/motcua/kiosk.toml.bak"    # As `setup` leaves it.
expect "apt purges the kiosk" apt purge motcua-kiosk
says "kept, because nobody can count it again"
readonly delete=$(sed -n 's/^motcua-kiosk: to delete it for ever: sudo //p' "$WORK/said")
expect "and the other two" apt purge motcua-agent motcua-province
expect "the configuration is gone" gone /etc/motcua/kiosk.toml
expect "what setup left beside it too" gone /etc/motcua/kiosk.toml.bak
expect "the province's too, with its folder" gone /etc/motcua-province
refuse "something is still enabled" sh -c \
    "find $ROOT/etc/systemd -name 'motcua*' | grep ."
expect "the list of one's own is not ours to delete" exists /etc/motcua/wards.json
expect "the journal is still there, byte for byte" sha256sum -c "$WORK/journal.sum"
expect "the agent's key too" exists /var/lib/motcua/agent/device.key
expect "the province's too" exists /var/lib/motcua-province/province.key

step "the journal by name"
expect "what the purge said does it: $delete" inside sh -c "$delete"
expect "the journal is gone" gone /var/lib/motcua/journal.db
expect "the agent's key is not" exists /var/lib/motcua/agent/device.key
expect "all three again" apt install "${NEW[@]}"
use
touch "$ROOT/var/lib/motcua/odd etc" "$ROOT/var/lib/motcua/odd;name"    # As a kiosk's user could.
expect "a purge that names it" apt_with MOTCUA_PURGE=journal purge "${ALL[@]}"
says "deleted, as MOTCUA_PURGE asked: /var/lib/motcua/journal.db"
expect "deletes the journal" gone /var/lib/motcua/journal.db
expect "and an odd name by itself" gone "/var/lib/motcua/odd etc"
expect "which is not read as two" exists /etc/passwd
expect "but not the agent's store" exists /var/lib/motcua/agent/device.key
expect "nor the province's" exists /var/lib/motcua-province/province.key
printf 'packages: %s checks on %s, all well\n' "$checks" "$SUITE"
