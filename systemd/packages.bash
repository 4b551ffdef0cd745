# Debian packages as `update` needs them: which are ours, how they are kept, fetched and installed.
# Sourced by it. dpkg alone installs, both ways: what apt decided and fetched
# lies in a folder by then, and neither network nor lists are asked again.

readonly SOURCES=/etc/apt/sources.list.d/motcua.sources
readonly WORDS=$HOME_DIR/words     # The last of what apt said.
readonly PERMIT=$RUN/allow-downgrade    # What the packages' preinst asks for.
readonly LOOK_MIN=240    # Between two looks at the repository.
readonly KIB_S=128       # Of the ward's line, for a download; the agent is on it too.
readonly LOCK_S=900      # For Debian's own updates to end.
readonly ROOM_MIB=300    # That must be free beside twice the download: the counts come first.

# "motcua-kiosk 1.2-1+deb12 amd64" a line: what is ours here, in whatever condition.
ours() {
    dpkg-query -W -f '${Package} ${Version} ${Architecture} ${db:Status-Status}\n' 'motcua-*' \
        2>/dev/null | awk '$4 != "not-installed" && $4 != "config-files" && NF == 4 {print $1, $2, $3}'
}
names() { ours | cut -d' ' -f1; }
version_here() { ours | cut -d' ' -f2 | sort -u | paste -sd' '; }

# Only our own repository's lists: Debian's are fetched by Debian's own timer.
apt_ours() {
    apt-get -q -y -o Dir::Etc::SourceList="$SOURCES" -o Dir::Etc::SourceParts=/dev/null \
        -o APT::Get::List-Cleanup=0 "$@"
}

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
        elif ! { [ -f "$SOURCES" ] && (cd "$KEPT" && apt_ours download "$package=$version" \
            >/dev/null 2>&1) && holds "$file" "$package" "$version"; }; then
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

# --- Looking and fetching ---

look_is_due() {
    [ ! -f "$LOOKED" ] || [ -f "$NEXT/wanted" ] ||    # A download was interrupted.
        [ -n "$(find "$LOOKED" -mmin +"$LOOK_MIN")" ] ||
        [ -n "$(find "$LOOKED" -newermt 'now + 1 minute')" ]    # The clock went back.
}

last_words() { tail -n 1 "$WORDS"; }

# What apt would do, in $plan; fails with a status said.
make_plan() {
    local here
    here=$(version_here)
    # A clock without battery may stand before the repository's date; the signature holds anyway.
    if ! apt_ours -o Acquire::Check-Date=false -o APT::Update::Error-Mode=any update \
        >"$WORDS" 2>&1; then
        status no_repository "$here" "" "$(last_words)"
        return 1
    fi
    mapfile -t packages < <(names)
    if ! plan=$(apt-get -q -s install --only-upgrade "${packages[@]}" 2>"$WORDS"); then
        status waiting "$here" "" "$(last_words)"
        return 1
    fi
}

room_for() {
    local need
    need=$(apt-get -q -s --print-uris install --only-upgrade "${packages[@]}" 2>/dev/null |
        awk '$3 ~ /^[0-9]+$/ {bytes += $3} END {print int(bytes / 1048576) + 1}')
    [ "$(df -Pm "$HOME_DIR" | awk 'NR == 2 {print $4}')" -ge $((2 * need + ROOM_MIB)) ]
}

# apt does not copy what lies on a disk (file:), and we must have it when that stick is gone.
fetch_from_disk() {
    local uri name hash
    apt-get -q -y -o Acquire::ForceHash=SHA256 --print-uris install --only-upgrade \
        "${packages[@]}" 2>"$WORDS" |
        sed -n "s/^'file:\([^']*\)' \([^ ]*\) .* SHA256:\([0-9a-f]*\)$/\1 \2 \3/p" |
        while read -r uri name hash; do
            cp "$uri" "$NEXT/$name" && echo "$hash  $NEXT/$name" | sha256sum -c --quiet || exit 1
        done
}

# Fetches all that $to needs. $NEXT/wanted becomes $NEXT/version when it is whole.
fetch() {
    local to=$1
    [ "$(cat "$NEXT/wanted" 2>/dev/null)" = "$to" ] || rm -rf "$NEXT"
    mkdir -p "$NEXT/partial"
    chmod 755 "$NEXT"
    chown _apt "$NEXT/partial"
    put "$NEXT/wanted" <<<"$to"
    # It takes no lock of dpkg's, which Debian's own updates may hold for long: it changes nothing.
    apt-get -q -y -o Debug::NoLocking=1 -o Dir::Cache::Archives="$NEXT/" \
        -o Acquire::http::Dl-Limit="$KIB_S" -o Acquire::https::Dl-Limit="$KIB_S" \
        --download-only install --only-upgrade \
        "${packages[@]}" >"$WORDS" 2>&1 && fetch_from_disk || return 1
    rm -rf "$NEXT/partial" "$NEXT/lock"
    if [ "$(find "$NEXT" -name '*.deb' | wc -l)" -ne "$(grep -c '^Inst ' <<<"$plan")" ]; then
        echo "what was fetched is not what was planned" > "$WORDS"
        return 1
    fi
    sync -f "$NEXT"
    mv "$NEXT/wanted" "$NEXT/version"
    sync "$NEXT"
}

# Asks the repository; a new version lies in $NEXT afterwards.
look() {
    local plan to here packages
    [ ! -f "$TRANSACTION" ] || return 0
    [ -f "$SOURCES" ] || { say "no $SOURCES: nothing to look at"; return 0; }
    look_is_due || return 0
    touch "$LOOKED"
    make_plan || return 0
    here=$(version_here)
    to=$(sed -n 's/^Inst motcua-[^ ]* \[[^]]*\] (\([^ ]*\) .*/\1/p' <<<"$plan" | sort -u)
    if [ -z "$to" ]; then
        rm -rf "$NEXT"    # Perhaps withdrawn meanwhile.
        status current "$here" "" "there is nothing newer than $here"
    elif [ "$(wc -l <<<"$to")" -ne 1 ] || grep -q '^Remv ' <<<"$plan"; then
        status waiting "$here" "$(paste -sd' ' <<<"$to")" \
            "the packages do not fit together: several versions, or others would be removed"
    elif [ "$(cat "$NEXT/version" 2>/dev/null)" = "$to" ]; then
        :    # It lies here already.
    elif ! room_for; then
        status waiting "$here" "$to" "the disk has too little room for an update"
    elif ! fetch "$to"; then
        status waiting "$here" "$to" "$(last_words)"
    fi
}
