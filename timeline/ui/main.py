"""The script that Streamlit runs at every turn: frame, navigation, and the outermost door for errors."""

from timeline.ui.frame import show

show()
