"""Whole dumps: read in byte ranges by several processes, written in the dump's order to shards, continued where
they were stopped.

`run` (kg.dumps.run) takes a `Job` and gives its progress; the files are described in kg.dumps.manifest.
"""
