"""Graph components of the pipeline in config.yml, and the plain numerics behind them."""
