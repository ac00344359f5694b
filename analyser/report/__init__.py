"""Reports: an assessment put on paper. No report judges; all of them show the same findings."""
