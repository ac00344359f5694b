#!/bin/sh
# What the tests need from the system: Chromium, PostgreSQL beside SQLite, and Tesseract for scans. Installs what
# is missing where it can, or says how. Run by `make test`. With the argument "ocr": Tesseract only (`make ocr`).
set -eu

found() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

install() {
    found apt-get && [ "$(id -u)" = 0 ] || return 1
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

reads_scans() {
    found tesseract && for language in nld eng; do
        tesseract --list-langs 2>/dev/null | grep -qx "$language" || return 1
    done
}

if ! reads_scans && ! install tesseract-ocr tesseract-ocr-nld tesseract-ocr-eng; then
    cat >&2 <<'HOW'
Voor scans is Tesseract met Nederlands en Engels nodig. Zo installeert u het:
Scans need Tesseract with Dutch and English. To install it:

    Debian, Ubuntu    sudo apt-get update && sudo apt-get install tesseract-ocr tesseract-ocr-nld tesseract-ocr-eng
    Fedora            sudo dnf install tesseract tesseract-langpack-nld tesseract-langpack-eng
    macOS             brew install tesseract tesseract-lang

HOW
    [ "${1:-}" != ocr ] || exit 1
fi
[ "${1:-}" != ocr ] || exit 0

if ! found initdb && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    install postgresql || cat >&2 <<'HOW'
PostgreSQL ontbreekt; de tests van de dossiers draaien nu alleen op SQLite. Zo installeert u het:
PostgreSQL is missing; the tests of the dossiers now run on SQLite only. To install it:

    Debian, Ubuntu    sudo apt-get update && sudo apt-get install postgresql
    Fedora            sudo dnf install postgresql-server
    macOS             brew install postgresql

HOW
fi

if ! found chromium chromium-browser google-chrome && ! install chromium; then
    cat >&2 <<'HOW'
De browsertests hebben Chromium nodig. Installeer het en start de tests opnieuw:
The browser tests need Chromium. Install it and start the tests again:

    Debian    sudo apt-get update && sudo apt-get install chromium
    Ubuntu    sudo snap install chromium
    Fedora    sudo dnf install chromium
    macOS     brew install --cask chromium

Zonder browser: / Without a browser: .venv/bin/python -m pytest -m "not browser"
HOW
    exit 1
fi
