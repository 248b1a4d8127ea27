#!/usr/bin/env bash
# docs_test.sh SOURCE_DIR: that the Markdown files keep their measure (lines of 100 columns, paragraphs of 450 characters),
# that their relative links lead somewhere, and that the sources they name in backticks exist.
set -euo pipefail
cd "$1"
failures=0

complain() { # place, what is wrong
    failures=$((failures + 1))
    printf '%s: %s\n' "$1" "$2"
}

# Prints "kind<tab>file:line<tab>text": a `wrong` measure, a `link`'s target, a `path` into the sources. Tables, code and
# lines that are a single link may be of any width. Bytes are read, so that every awk counts the same characters.
read_page() { # file
    LC_ALL=C awk '
        function characters(text) { gsub(/[\200-\277]/, "", text); return length(text) }
        function say(kind, line, text) { printf "%s\t%s:%d\t%s\n", kind, FILENAME, line, text }
        function look(text, line,    rest, span) {
            for (rest = text; match(rest, /`[^`]+`/); rest = substr(rest, RSTART + RLENGTH)) {
                span = substr(rest, RSTART + 1, RLENGTH - 2)
                if (match(span, /^(core|gui|tests|benchmarks|cmake|packaging)\/[A-Za-z0-9_.*\/-]*/))
                    say("path", line, substr(span, RSTART, RLENGTH))
                match(rest, /`[^`]+`/)
            }
            gsub(/`[^`]+`/, "", text)
            for (; match(text, /\]\([^) ]+/); text = substr(text, RSTART + RLENGTH))
                say("link", line, substr(text, RSTART + 2, RLENGTH - 2))
        }
        function endParagraph() {
            if (characters(paragraph) > 450)
                say("wrong", first, "a paragraph of " characters(paragraph) " characters, expected at most 450")
            look(paragraph, first)
            paragraph = ""
        }
        function checkWidth() {
            if (characters($0) > 100 && $0 !~ /^ *([-*+] |[0-9]+\. )?!?\[[^]]*\]\([^)]*\)[.,;:]?$/)
                say("wrong", FNR, "a line of " characters($0) " columns, expected at most 100")
        }
        /^ *```/ { endParagraph(); fenced = !fenced; next }
        fenced { next }
        /^[ \t]*$/ { endParagraph(); next }
        /^ *\|/ { endParagraph(); look($0, FNR); next }
        /^#+ / { endParagraph(); inList = 0; checkWidth(); look($0, FNR); next }
        /^ *([-*+]|[0-9]+\.) / { endParagraph(); inList = 1 }
        /^[^ \t]/ && !/^([-*+]|[0-9]+\.) / && paragraph == "" { inList = 0 }
        /^(    |\t)/ && paragraph == "" && !inList { next }
        {
            checkWidth()
            if (paragraph == "") first = FNR
            sub(/^[ \t]+/, "")
            paragraph = paragraph (paragraph == "" ? "" : " ") $0
        }
        END { endParagraph() }
    ' "$1"
}

pages=$(find . \( -path './build*' -o -path './.*' \) -prune -o -name '*.md' -print | cut -c3- | sort)
[[ -f README.md && -n $pages ]] || complain "$1" 'no README.md, expected the folder of the sources'

found=$(while IFS= read -r page; do read_page "$page"; done <<<"$pages")
while IFS=$'\t' read -r kind place text; do
    case $kind in
        wrong) complain "$place" "$text" ;;
        path) compgen -G "$text" >/dev/null || complain "$place" "no $text" ;;
        link)
            [[ $text == *:* || $text == '#'* ]] && continue
            [[ -e $(dirname "${place%:*}")/${text%%#*} ]] || complain "$place" "a link that leads nowhere: $text"
            ;;
    esac
done <<<"$found"

((failures == 0)) || exit 1
echo 'The documentation keeps its measure.'
