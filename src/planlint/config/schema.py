"""What a configuration may hold, as pydantic models: to check one, and for editors' JSON Schema.

Imported only where a configuration is checked for the first time: pydantic is slow to load.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_Severity = Literal["error", "warning", "info"]


class OverrideModel(BaseModel):
    """Settings that may differ by file and by plan type."""

    model_config = ConfigDict(extra="forbid", strict=True)

    select: list[str] = Field(default=[], description="Only these rules: codes, prefixes or names.")
    ignore: list[str] = Field(default=[], description="Not these rules: codes, prefixes or names.")
    severity: dict[str, _Severity] = Field(
        default={}, description="The weight of a rule or family, where it is not to be the rule's own."
    )


class ConfigModel(OverrideModel):
    """The settings of planlint: `planlint.toml`, or `[tool.planlint]` in `pyproject.toml`."""

    model_config = ConfigDict(title="planlint.toml")

    extend: str | list[str] = Field(
        default=[], description="Other configuration files, which this one builds on; paths from this file."
    )
    include: list[str] = Field(
        default=[], description="In folders, take only files that one of these patterns matches."
    )
    exclude: list[str] = Field(default=[], description="In folders, leave out what one of these matches.")
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="error",
        alias="fail-on",
        description="The exit status is 1 where anything of this weight or more is found.",
    )
    max_findings: int = Field(
        default=0, ge=0, alias="max-findings", description="So many findings of that weight are let pass."
    )
    required: list[str] = Field(default=[], description="Rules that can be neither ignored nor allowed away in a plan.")
    as_of: date | str | None = Field(
        default=None, alias="as-of", description="The day to judge ages and dates by, if not the plan's own."
    )
    baseline: str | None = Field(
        default=None, description="A file made by 'planlint baseline': its findings are known, and not shown."
    )
    packs: list[str] = Field(default=[], description="Folders of further rule files; paths from this file.")
    per_file: dict[str, OverrideModel] = Field(
        default={}, alias="per-file", description="By path pattern, settings for some files."
    )
    plan_type: dict[str, OverrideModel] = Field(
        default={},
        alias="plan-type",
        description="By plan type ('cin', 'ehc'; what the front matter says or the title shows), settings.",
    )
    options: dict[str, dict[str, Any]] = Field(default={}, description="By rule, parameters of its check.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ConfigModel.model_json_schema(by_alias=True),
    }
