"""Words, names, triggers, outlets, places, named days as TOML and CSV, a folder a language; the loaders beside them."""
