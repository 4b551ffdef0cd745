# Sections of config/README.md as a man page, so that there is one text to keep true.
# awk -v page=kiosk.toml -v says="…" -v sections="kiosk.toml;What the province publishes" \
#     -v folder=/etc/motcua -v version=0.1.0 -f configuration.awk config/README.md

BEGIN {
    count = split(sections, wanted, ";")
    printf ".\\\" Made from config/README.md by systemd/package/man/configuration.awk.\n"
    printf ".TH \"%s\" 5 2026-11-27 \"motcua %s\" \"Một Cửa\"\n", toupper(page), version
    printf ".SH NAME\n%s \\- %s\n.SH DESCRIPTION\nThe file lies in \\fI%s\\fR.\n", page, says, folder
    print "A mistake stops the program with file, line and what was expected (exit status 2)."
}

function is_wanted(title,    i) {
    for (i = 1; i <= count; ++i) if (wanted[i] == title) return 1
    return 0
}

# What means something to roff, then what means something to Markdown.
function shown(text,    at, inside, out, part) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    while (match(text, /\[[^]]*\]\([^)]*\)/)) {
        part = substr(text, RSTART + 1, RLENGTH - 1)
        sub(/\]\(.*/, "", part)
        text = substr(text, 1, RSTART - 1) part substr(text, RSTART + RLENGTH)
    }
    while (match(text, /\*\*[^*]*\*\*/))
        text = substr(text, 1, RSTART - 1) "\\fB" substr(text, RSTART + 2, RLENGTH - 4) "\\fR" \
            substr(text, RSTART + RLENGTH)
    while (match(text, /`[^`]*`/))
        text = substr(text, 1, RSTART - 1) "\\fB" substr(text, RSTART + 1, RLENGTH - 2) "\\fR" \
            substr(text, RSTART + RLENGTH)
    sub(/^[.']/, "\\\\\\&&", text)
    return text
}

# Cells of a row; "|" inside a cell does not occur.
function row(line,    cells, n, i, text) {
    sub(/^\| */, "", line)
    sub(/ *\|$/, "", line)
    n = split(line, cells, / *\| */)
    print ".TP"
    print shown(cells[1])
    for (i = 2; i <= n; ++i) text = text (i > 2 ? " \\(em " : "") cells[i]
    print shown(text)
}

function leave_code() {
    if (in_code) print ".EE\n.RE"
    in_code = 0
}

/^## / {
    leave_code()
    title = substr($0, 4)
    inside = is_wanted(title)
    # A page that is one section needs no heading.
    if (inside && count > 1) printf ".SH \"%s\"\n", shown(toupper(title))
    in_table = 0
    next
}
!inside { next }
/^\|[-| ]*\|$/ { in_table = 1; next }         # The line under a table's head.
/^\|/ { if (in_table) row($0); next }         # The head itself says "Key", "Meaning".
/^    / {
    if (!in_code) print ".RS\n.EX"
    in_code = 1
    line = substr($0, 5)
    gsub(/\\/, "\\e", line)
    gsub(/-/, "\\-", line)
    sub(/^[.']/, "\\\\\\&&", line)
    print line
    next
}
/^$/ { leave_code(); in_table = 0; print ".PP"; next }
{ leave_code(); print shown($0) }

END {
    leave_code()
    print ".SH SEE ALSO"
    print ".BR motcua\\-kiosk (1),\n.BR motcua\\-agent (8),\n.BR motcua\\-province (8)"
}
