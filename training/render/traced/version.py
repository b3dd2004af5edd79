"""The version of what is drawn, readable without Blender."""

#: Shards of an older version are drawn again, in place. Raise it when the look or the sampling changes.
VERSION = 5
