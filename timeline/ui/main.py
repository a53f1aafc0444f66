"""The script that Streamlit runs at every turn: frame, navigation, and the outermost door for errors."""

from timeline.ui.frame import show

if __name__ == "__main__":  # so Streamlit runs it; an import must draw nothing
    show()
