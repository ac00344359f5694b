"""What Streamlit's own widgets say in English, and what ``shell.js`` makes of it on a Dutch page."""

from __future__ import annotations

from typing import Final

STREAMLIT_WORDS: Final[dict[str, str]] = {
    "Skip to main content": "Naar de inhoud",
    "Upload": "Bestanden kiezen",
    "Browse files": "Bestanden kiezen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "(\\d+)MB per file": "Hoogstens $1 MB per bestand",
    "file upload": "bestanden kiezen",
    "File must be (.+) or smaller\\.": "Het bestand mag hoogstens $1 groot zijn.",
    "(.+) files are not allowed\\.": "$1-bestanden worden niet aangenomen.",
    "Remove (.+)": "$1 verwijderen",
    "Delete (.+)": "$1 verwijderen",
    "Add files": "Bestanden toevoegen",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Open": "Openen",
    "Close": "Sluiten",
    "Select all": "Alles kiezen",
    "No results": "Niets gevonden",
    "No options to select": "Er is niets meer te kiezen",
    "Help for (.+)": "Hulp bij $1",
    "Show help for (.+)": "Hulp bij $1",
    "Copy to clipboard": "Kopiëren",
    "Copy": "Kopiëren",
    "Copied": "Gekopieerd",
    "Fullscreen": "Volledig scherm",
    "View fullscreen": "Volledig scherm",
    "Exit fullscreen": "Volledig scherm sluiten",
    "Close fullscreen": "Volledig scherm sluiten",
    "Download": "Opslaan",
    "Running\\.\\.\\.": "Bezig...",
    "Stop": "Stoppen",
    "Press Enter to apply": "Druk op Enter om te zoeken",
    "Connecting": "Verbinden",
    "Connection error": "Geen verbinding",
}
"""Regular expressions over a whole text or label, and what takes its place."""
