"""Training of the shipped models. Linear algebra runs on one thread: on few cores, more threads only wait for each other."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
