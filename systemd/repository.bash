# How apt is asked for what is newer than ours; sourced by `fetch`, who meets the network, and by
# `packages.bash`, which believes nobody and asks again. Both see Debian's packages as Debian's own
# timer fetched them last, and neither touches apt's own lists.

readonly SOURCES=/etc/apt/sources.list.d/motcua.sources
readonly DEBIANS=/var/lib/apt/lists

# "motcua-kiosk 1.2-1+deb12 amd64" a line: what is ours here, in whatever condition.
ours() {
    dpkg-query -W -f '${Package} ${Version} ${Architecture} ${db:Status-Status}\n' 'motcua-*' \
        2>/dev/null | awk '$4 != "not-installed" && $4 != "config-files" && NF == 4 {print $1, $2, $3}'
}
names() { ours | cut -d' ' -f1; }
version_here() { ours | cut -d' ' -f2 | sort -u | paste -sd' '; }

# apt_in LISTS WORD…: apt-get with lists of its own. It changes nothing, so it takes no lock of
# apt's or dpkg's, which Debian's own updates may hold for long.
apt_in() {
    local lists=$1
    shift
    apt-get -q -y -o Debug::NoLocking=1 -o Dir::State::Lists="$lists" \
        -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"
}

# renew_lists LISTS SOURCES: our own repository's list, and beside it Debian's as they are here.
renew_lists() {
    local lists=$1 file
    mkdir -p "$lists/partial"
    find "$lists" -maxdepth 1 -type l -delete
    # A clock without battery may stand before the repository's date; the signature holds anyway.
    apt_in "$lists" -o Dir::Etc::SourceList="$2" -o Dir::Etc::SourceParts=/dev/null \
        -o APT::Get::List-Cleanup=0 -o Acquire::Languages=none -o Acquire::Check-Date=false \
        -o APT::Update::Error-Mode=any update || return 1
    for file in "$DEBIANS"/*; do
        [ ! -f "$file" ] || [ "${file##*/}" = lock ] || [ -e "$lists/${file##*/}" ] ||
            ln -s "$file" "$lists/"
    done
}

# newest PLAN: the version of ours that "apt-get -s install" would bring; a line each if several.
newest() { sed -n 's/^Inst motcua-[^ ]* \[[^]]*\] (\([^ ]*\) .*/\1/p' <<<"$1" | sort -u; }
