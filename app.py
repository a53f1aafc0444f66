"""Starts the app: ``streamlit run app.py`` for those who want Streamlit's own options; else use ``timeline app``."""

from timeline.ui.frame import show

if __name__ == "__main__":  # so Streamlit runs it; an import must draw nothing
    show()
