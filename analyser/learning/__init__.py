"""Training and measuring of what is learned; no analysis imports it (it needs scikit-learn)."""
