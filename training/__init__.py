"""The training pipeline of SynFER Studio's own model pack: `python -m training --help`."""
