"""What is measured and what is asked of it (指标与标准): which values of today miss which standards."""
