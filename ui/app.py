"""Entry of the review application: ``streamlit run ui/app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.shell import Shell

app = st.App(Path(__file__).with_name("main.py"), middleware=[Middleware(Shell)])
