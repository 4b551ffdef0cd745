#!/bin/sh
# Makes the five subset fonts of this folder from Debian's fonts. Needs (only to change them):
#   apt-get install fonttools fonts-noto-core fonts-noto-extra fonts-material-design-icons-iconfont
# Usage: assets/fonts/make.sh [FOLDER WITH NotoSans-*.ttf]
set -eu
cd "$(dirname "$0")"
noto=${1:-/usr/share/fonts/truetype/noto}
icons=/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf

# Basic Latin, Latin-1 and the Vietnamese letters.
letters=0020-007E,00A0-00FF,0102-0103,0110-0111,0128-0129,0168-0169,01A0-01A1,01AF-01B0,1EA0-1EF9
# Jrai and Bahnar: b with stroke, c with caron, e i o u with breve, the apostrophe that is a
# letter; the marks that build the rest.
letters=$letters,0180,0243,010C-010D,0114-0115,012C-012D,014E-014F,016C-016D,02BC
letters=$letters,0300-0303,0306,0309,031B,0323
# Spaces and marks of punctuation, the dong, small figures.
letters=$letters,2009,2010-2011,2013-2014,2018-2019,201C-201D,2022,2026,202F,20AB
letters=$letters,2080-2089

# Unhinted outlines: FreeType's light auto-hinter is used, which ignores the font's own hints.
for weight in Regular SemiBold Bold; do
    pyftsubset "$noto/NotoSans-$weight.ttf" --output-file="NotoSans-$weight.ttf" \
        --unicodes="$letters" --layout-features=kern,mark,mkmk,ccmp --no-hinting --notdef-outline
done

# Noto Sans has no arrows or comparison signs; Noto Sans Math draws them in the same style.
pyftsubset "$noto/NotoSansMath-Regular.ttf" --output-file=NotoSansMath-Signs.ttf \
    --unicodes=2190-2193,2212,2248,2260,2264,2265 --layout-features= --no-hinting

# The icons of DESIGN-TOKENS.md §6, then: print visibility translate hourglass_empty qr_code
# help_outline error_outline sd_card_alert folder_open expand_less.
pyftsubset "$icons" --output-file=MaterialIcons-Regular.ttf --layout-features= --no-hinting \
    --notdef-outline --unicodes="$(cut -d' ' -f1 icons.txt | paste -sd, -)"
