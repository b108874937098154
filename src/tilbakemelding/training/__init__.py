"""Training: treebank → language pipeline; corpus → classifier → report → models."""
