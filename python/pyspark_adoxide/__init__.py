"""By this name Spark finds the data source ``adoxide`` by itself, without a registration."""

from adoxide.spark import AdoxideDataSource as DefaultSource

__all__ = ["DefaultSource"]
