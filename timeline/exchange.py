"""Reading back the JSON of ``timeline build --json``: the exact inverse of `Timeline.to_dict`."""
