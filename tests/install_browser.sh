#!/bin/sh
# Installs Chromium for the browser tests, or says how. Run by `make test` where none is found.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    exit 0
fi

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
