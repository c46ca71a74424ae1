"""The seam to Jupyter: the only place that imports or overrides what Jupyter and Voila keep to themselves.

`contract` lists every such name with the parameters that we rely on; a test compares the list with what
is installed, and the server does not start if what its filter of messages hangs on is gone. `server` and
`kernels` are loaded by the server, `kernel_process` by what forks kernels; `lab` starts JupyterLab.
"""
