"""Every sentence of the application's own, in Dutch and in English, side by side.

Words that the reports use as well (verdicts, severities, headings of a finding) stand in
``analyser.report.texts``; sentences about a file or a verdict come with the data. Pages write ``texts.NAME``
whichever module a sentence stands in; no name occurs twice.
"""

from ui.texts.administration import *
from ui.texts.application import *
from ui.texts.award import *
from ui.texts.comparing import *
from ui.texts.dossiers import *
from ui.texts.findings import *
from ui.texts.library import *
from ui.texts.portfolio import *
from ui.texts.profiles import *
from ui.texts.reviewing import *
from ui.texts.second_reader import *
from ui.texts.streamlit_words import *
