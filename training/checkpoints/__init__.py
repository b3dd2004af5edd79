"""Other people's checkpoints as packs: a diffusers folder, alone or with an AU adapter → docs/pack-format.md."""
