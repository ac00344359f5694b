"""The pages, one a file. Streamlit runs them as scripts; ``ui.visit.Screen`` names them."""
