"""Runs a plan's shards on engines that people have: Ray here; Slurm and Kubernetes by the files beside (docs/scale.md)."""
