"""Faces path-traced with Blender's Cycles, as the Python module `bpy` (an install of the training's own: `requirements-render.txt`)."""
