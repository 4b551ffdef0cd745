# Debian packages as `update` needs them: how they are kept, taken from what was fetched, installed.
# Sourced by it. dpkg alone installs, both ways: what apt decided lies in a folder by then, and
# neither network nor lists are asked again.

readonly MIRROR=$HOME_DIR/mirror    # Our repository as it was fetched, with no packages.
readonly LISTS=$HOME_DIR/lists
readonly ACCEPTED=$HOME_DIR/accepted    # The last answer of `fetch` that was dealt with.
readonly FETCHER=motcua-fetch
readonly FETCHED=/var/lib/motcua-fetch
readonly INBOX=$FETCHED/inbox
readonly PERMIT=$RUN/allow-downgrade    # What the packages' preinst asks for.
readonly LOCK_S=900      # For Debian's own updates to end.
readonly ROOM_MIB=300    # That must be free beside twice the download: the counts come first.
readonly LIST_BYTES=$((4 << 20))    # Of our repository's list; a version takes 2 KiB of it.

# shellcheck source=systemd/repository.bash
. "$(dirname "$(readlink -f "$0")")/repository.bash"

# holds FILE PACKAGE VERSION: a whole package, and this one.
holds() {
    [ -f "$1" ] && [ "$(dpkg-deb -f "$1" Package Version 2>/dev/null | sort | paste -sd' ')" = \
        "Package: $2 Version: $3" ] && dpkg-deb --fsys-tarfile "$1" >/dev/null 2>&1
}

# repack PACKAGE FILE: what is installed, as a package again: for a version that came on a stick.
repack() {
    local root path
    root=$(mktemp -d "$HOME_DIR/repack.XXXXXX")
    mkdir "$root/DEBIAN"
    while read -r path; do
        if [ -d "$path" ] && [ ! -L "$path" ]; then
            mkdir -p "$root$path"
        elif [ -e "$path" ] || [ -L "$path" ]; then
            mkdir -p "$root$(dirname "$path")"
            cp -a "$path" "$root$path"
        fi
    done < <(dpkg-query -L "$1" | grep '^/[^.]')
    dpkg-query -s "$1" | awk '/^[^ ]/ {skip = /^(Status|Conffiles):/} !skip' > "$root/DEBIAN/control"
    while read -r path; do
        cp -a "$path" "$root/DEBIAN/${path##*/"$1".}"
    done < <(dpkg-query --control-path "$1" | grep -v '\.list$')
    # Where somebody has configured, dpkg must go on knowing that: what we pack as "shipped" may not
    # be equal to what lies in /etc, or the next version would replace it without a word.
    dpkg-query -W -f '${Conffiles}\n' "$1" | while read -r path shipped old; do
        if [ ! -f "$root$path" ] || [ -n "$old" ]; then continue; fi
        echo "$path" >> "$root/DEBIAN/conffiles"
        [ "$(md5sum < "$root$path" | cut -d' ' -f1)" = "$shipped" ] ||
            echo "# (changed on this machine)" >> "$root$path"
    done
    dpkg-deb -b "$root" "$2" >/dev/null
    rm -rf "$root"
}

# The packages of the version that runs now, in $KEPT; whatever else was there goes.
keep_way_back() {
    local package version architecture file found
    local -A wanted=()
    mkdir -p "$KEPT"
    while read -r package version architecture; do
        file=$KEPT/${package}_${version//:/%3a}_$architecture.deb
        wanted[$file]=yes
        ! holds "$file" "$package" "$version" || continue
        rm -f "$file"
        found=/var/cache/apt/archives/${file##*/}
        if holds "$found" "$package" "$version"; then
            cp "$found" "$file"
        else
            say "$package $version is nowhere to be had; it is packed from what is installed"
            repack "$package" "$file"
            holds "$file" "$package" "$version" || { say "$file does not hold it"; return 1; }
        fi
    done < <(ours)
    for file in "$KEPT"/*; do
        [ -n "${wanted[$file]:-}" ] || rm -rf "$file"
    done
    sync -f "$KEPT"
}

# The new packages are the way back from now on: moved, not fetched again.
keep_new() {
    local package version architecture file
    while read -r package version architecture; do
        file=${package}_${version//:/%3a}_$architecture.deb
        [ ! -f "$NEXT/$file" ] || mv -f "$NEXT/$file" "$KEPT/$file"
    done < <(ours)
    keep_way_back
}

# with_lock COMMAND…: waits for Debian's own updates to end, as apt does; perl is on every Debian.
with_lock() {
    perl -MFcntl -e '
        alarm shift;
        open(my $lock, "+>>", "/var/lib/dpkg/lock-frontend") or die "dpkg: $!";
        my $whole = pack("s s x![q] q q l x![q]", F_WRLCK, 0, 0, 0, 0);
        fcntl($lock, F_SETLKW, $whole) or die "dpkg: $!";
        alarm 0;
        $ENV{DPKG_FRONTEND_LOCKED} = 1;
        exit(system(@ARGV) ? 1 : 0);' "$LOCK_S" "$@"
}

# What we were at: our own packages, and what a new version brings with it.
concerned() {
    names
    local file
    for file in "$NEXT"/*.deb; do
        [ ! -f "$file" ] || dpkg-deb -f "$file" Package
    done
}

# What was interrupted of ours is brought to an end, and nothing of others': Debian's own updates
# mend theirs (apt.conf, AutoFixInterruptedDpkg). A kernel's boot image that is made anew inside our
# sandbox may lack what the machine boots from.
mend_dpkg() {
    local halves
    mapfile -t halves < <(comm -12 <(concerned | sort -u) \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' |
            awk '$2 == "unpacked" || $2 == "half-configured" {print $1}' | sort -u))
    [ ${#halves[@]} -gt 0 ] || return 0
    say "${halves[*]} were left half installed; going on with them"
    with_lock dpkg --force-confdef --force-confold --no-triggers --configure "${halves[@]}" ||
        say "that did not succeed; see above"
}

# install_from FOLDER: all packages in it, in any condition of those that are there.
install_from() {
    mkdir -p "$RUN"
    touch "$RUN/updating"    # Maintainer scripts leave the services to us.
    kiosk_process "$(glass_unit)" > "$OLD_KIOSK" || true
    [ "$1" != "$KEPT" ] || touch "$PERMIT"
    local done=0
    # The first pass may meet a half-installed package that the second can finish.
    with_lock dpkg --force-confdef --force-confold -i "$1"/*.deb ||
        with_lock dpkg --force-confdef --force-confold -i "$1"/*.deb || done=1
    rm -f "$PERMIT" "$RUN/updating"
    sync
    return $done
}

# --- What was fetched ---

# That folder is another's, who meets the network: it is entered as that other one only, so that no
# link or pipe laid there gets at more than its owner could.
theirs() { setpriv --reuid="$FETCHER" --regid="$FETCHER" --clear-groups --no-new-privs "$@"; }

# take NAME BYTES: of the inbox, at most so much, to standard output.
take() {
    theirs dd if="$INBOX/$1" iflag=nonblock,fullblock,count_bytes count="$2" bs=1M status=none \
        2>/dev/null
}

# take_signed FOLDER: of what "apt-get --print-uris" lists on standard input, each file whose bytes
# are those; fails at the first that is not there or another.
take_signed() {
    local name bytes hash
    sed -n "s/^'[^']*' \([^ /]*\) \([0-9]*\) SHA256:\([0-9a-f]*\)$/\1 \2 \3/p" |
        while read -r name bytes hash; do
            take "$name" "$bytes" > "$1/$name" || true
            if ! echo "$hash  $1/$name" | sha256sum -c --quiet >/dev/null 2>&1; then
                rm -f "$1/$name"
                echo "$name"
                exit 1
            fi
        done
}

# Our repository's list of packages, as apt believes it: its signature and its sums hold.
renew_mirror() {
    mkdir -p "$MIRROR" "$RUN/sources" "$RUN/none"
    take InRelease $LIST_BYTES > "$MIRROR/InRelease" || return 1
    take Packages $LIST_BYTES > "$MIRROR/Packages" || return 1
    # Whoever parses it first is _apt, who must be able to read it.
    chmod 755 "$MIRROR"
    chmod 644 "$MIRROR"/*
    find "$RUN/sources" -type l -delete
    find /etc/apt/sources.list.d -maxdepth 1 -type f ! -path "$SOURCES" \
        -exec ln -s {} "$RUN/sources/" \;
    # With "file:" apt insists on the compressed list where the signed sums name one.
    sed "s|^URIs:.*|URIs: copy:$MIRROR|; s|^Suites:.*|Suites: ./|" "$SOURCES" \
        > "$RUN/sources/motcua.sources"
    renew_lists "$LISTS" "$RUN/sources/motcua.sources"
}

# apt with those lists, and nothing that was fetched before.
apt_here() {
    apt_in "$LISTS" -o Dir::Etc::SourceParts="$RUN/sources" -o Dir::Cache::Archives="$RUN/none/" "$@"
}

uris() { apt_here -o Acquire::ForceHash=SHA256 --print-uris "$@" 2>/dev/null; }

room_for() {
    local need
    need=$(uris install --only-upgrade "$@" |
        awk '$3 ~ /^[0-9]+$/ {bytes += $3} END {print int(bytes / 1048576) + 1}')
    [ "$(df -Pm "$HOME_DIR" | awk 'NR == 2 {print $4}')" -ge $((2 * need + ROOM_MIB)) ]
}

# What runs now, as the repository has it: `keep_way_back` looks whether it is what is here.
take_way_back() {
    local package version architecture
    mkdir -p "$KEPT"
    while read -r package version architecture; do
        holds "$KEPT/${package}_${version//:/%3a}_$architecture.deb" "$package" "$version" ||
            uris download "$package=$version" | take_signed "$KEPT" >/dev/null || true
    done < <(ours)
}

# Takes all that $to needs. $NEXT/wanted becomes $NEXT/version when it is whole.
take_next() {
    local to=$1 plan=$2 wrong
    shift 2
    rm -rf "$NEXT"
    mkdir -p "$NEXT"
    put "$NEXT/wanted" <<<"$to"
    if ! wrong=$(uris install --only-upgrade "$@" | take_signed "$NEXT"); then
        echo "$wrong is not what is signed, or not fetched; it is fetched anew"
        return 1
    fi
    if [ "$(find "$NEXT" -name '*.deb' | wc -l)" -ne "$(grep -c '^Inst ' <<<"$plan")" ]; then
        echo "what was fetched is not what is planned"
        return 1
    fi
    take_way_back
    sync -f "$NEXT"
    mv "$NEXT/wanted" "$NEXT/version"
    sync "$NEXT"
}

# judge RESULT WORDS: what the fetched lists come to; a new version lies in $NEXT afterwards.
judge() {
    local result=$1 words=$2 plan to here packages said
    here=$(version_here)
    if [ "$result" = no_repository ]; then
        status no_repository "$here" "" "$words"
        return 0
    fi
    if ! said=$(renew_mirror 2>&1); then
        status no_repository "$here" "" "$(tail -n 1 <<<"${said:-no list was fetched}")"
        return 0
    fi
    mapfile -t packages < <(names)
    if ! plan=$(apt_here -s install --only-upgrade "${packages[@]}" 2>"$RUN/words"); then
        status waiting "$here" "" "$(tail -n 1 "$RUN/words")"
        return 0
    fi
    to=$(newest "$plan")
    if [ -z "$to" ]; then
        rm -rf "$NEXT"    # Perhaps withdrawn meanwhile.
        status current "$here" "" "there is nothing newer than $here"
    elif [ "$(wc -l <<<"$to")" -ne 1 ] || grep -q '^Remv ' <<<"$plan"; then
        status waiting "$here" "$(paste -sd' ' <<<"$to")" \
            "the packages do not fit together: several versions, or others would be removed"
    elif [ "$(cat "$NEXT/version" 2>/dev/null)" = "$to" ]; then
        :    # It lies here already.
    elif [ "$result" != asked ]; then
        status waiting "$here" "$to" "$words"
    elif ! room_for "${packages[@]}"; then
        status waiting "$here" "$to" "the disk has too little room for an update"
    elif ! said=$(take_next "$to" "$plan" "${packages[@]}"); then
        status waiting "$here" "$to" "$said"
        # A download that is whole is not fetched again; one of other bytes must be.
        theirs rm -rf "$INBOX" "$FETCHED/looked" || true
    else
        theirs find "$INBOX" -name '*.deb' -delete || true
    fi
}

# The answer of the last asking, once; a switch in its midst lets it be dealt with again.
accept() {
    local answer at result words
    if [ -f "$TRANSACTION" ] || [ ! -f "$SOURCES" ]; then return 0; fi
    answer=$(take answer 1000 | tr -cd '[:print:]\n') || return 0
    { read -r at && read -r result && read -r words; } <<<"$answer" || true
    if [ -z "$at" ] || [ "$at" = "$(cat "$ACCEPTED" 2>/dev/null)" ]; then return 0; fi
    judge "$result" "$words"
    put "$ACCEPTED" <<<"$at"
}
