"""What a team sets: `planlint.toml`, or `[tool.planlint]` in `pyproject.toml`, nearest to a plan upwards.

Imports the records of `rules.finding`, and the rule catalogue only to say which rules there are.
"""

from planlint.config.errors import ConfigError
from planlint.config.model import Config, FailOn, Overrides

__all__ = ["Config", "ConfigError", "FailOn", "Overrides"]
