"""Many reports at once: found in folders, read in parallel, kept as parts, merged into one graph.

    files → executor (processes, or a Dask cluster) → parts (one file a report) → merge

A part is all that one report gave. It is written when its report has been read, so a run that was killed goes on
where it stopped, and a report that is added later is the only one that is read.
"""
