"""Every setting, read once from ``.env`` and the environment, all mistakes reported together.

The environment wins over ``.env``. Nothing else in the bot reads either of them.
"""

import re
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings.sources import PydanticBaseSettingsSource

from bot.mistakes import BadSettings, Mistake
from bot.store.database import BadDatabaseUrl, check_lasting

_SLACK_API = "https://slack.com/api/"
_SHEETS_API = "https://sheets.googleapis.com"


class Settings(BaseSettings):
    """The settings by their names in ``.env``, lower case. Secrets do not show in any log.

    Made with ``read_settings``, which turns what is wrong into sentences.
    """

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    slack_bot_token: SecretStr
    slack_app_token: SecretStr
    slack_api_url: str = _SLACK_API
    channel: str
    editors: Annotated[frozenset[str], NoDecode]
    google_service_account: Path
    sheet_id: str
    desk_sheet_id: str | None = None
    sheets_api_url: str = _SHEETS_API
    database_url: str = Field(default="sqlite:///data/newsletter.db", repr=False)
    sync_seconds: float = Field(default=15, ge=1, le=3600)
    timezone: str = "UTC"
    claim_days: int = Field(default=7, ge=1, le=365)

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's own time zone."""
        return ZoneInfo(self.timezone)

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr) -> SecretStr:
        return _beginning_with("xoxb-", value)

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr) -> SecretStr:
        return _beginning_with("xapp-", value)

    @field_validator("slack_api_url", "sheets_api_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            raise ValueError("must be a web address that begins with https://")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_slash(cls, value: str) -> str:
        return value if value.endswith("/") else f"{value}/"

    @field_validator("sheets_api_url")
    @classmethod
    def _ends_without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("channel")
    @classmethod
    def _is_channel_id(cls, value: str) -> str:
        if not re.fullmatch(r"[CG][A-Z0-9]{2,}", value):
            raise ValueError(
                "must be the channel's id, like C024BE91L. In Slack, open the channel's details:"
                " the id stands at the very end"
            )
        return value

    @field_validator("editors", mode="before")
    @classmethod
    def _are_member_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        ids = frozenset(part for part in re.split(r"[\s,;]+", value) if part)
        wrong = sorted(one for one in ids if not re.fullmatch(r"[UW][A-Z0-9]{2,}", one))
        if wrong or not ids:
            raise ValueError(
                f"must be member ids with commas between, like U024BE7LH"
                f"{f'; {wrong[0]!r} is none' if wrong else ''}. In Slack, open the person's"
                " profile, press ⋮ and choose “Copy member ID”"
            )
        return ids

    @field_validator("google_service_account")
    @classmethod
    def _is_file(cls, value: Path) -> Path:
        if not value.is_file():
            raise ValueError(
                f"there is no file {str(value)!r}. Give the path of the service account's JSON key"
            )
        return value

    @field_validator("sheet_id", "desk_sheet_id")
    @classmethod
    def _is_sheet_id(cls, value: str | None) -> str | None:
        if value is None:
            return None
        in_address = re.search(r"/spreadsheets/d/([\w-]+)", value)
        if in_address:
            return in_address[1]
        if not re.fullmatch(r"[\w-]{10,}", value):
            raise ValueError(
                "must be the spreadsheet's address, or the long part of it between /d/ and /edit"
            )
        return value

    @field_validator("desk_sheet_id")
    @classmethod
    def _is_another_sheet(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and value == info.data.get("sheet_id"):
            raise ValueError("must be another spreadsheet than SHEET_ID, or be left out")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        try:
            check_lasting(value)
        except BadDatabaseUrl as error:
            raise ValueError(str(error)) from error
        return value

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"there is no time zone {value!r}. Use a name like Europe/Berlin")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  pydantic-settings names them
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read given values alone where there are some, otherwise environment and file."""
        if getattr(init_settings, "init_kwargs", None):
            return (init_settings,)
        return env_settings, dotenv_settings


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from the environment and ``env_file``; raises BadSettings."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # read, not given
    except ValidationError as error:
        raise BadSettings([*_no_file(error, env_file), *_mistakes(error)]) from error
    except (OSError, UnicodeDecodeError) as error:
        mistake = Mistake(str(env_file), f"the file cannot be read as text: {error}.")
        raise BadSettings([mistake]) from error


def given_settings(values: dict[str, Any]) -> Settings:
    """Return settings from values alone: neither ``.env`` nor the environment is looked at."""
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise BadSettings(_mistakes(error)) from error


def _beginning_with(start: str, token: SecretStr) -> SecretStr:
    if not token.get_secret_value().startswith(start):
        raise ValueError(f"must be the token that begins with {start}")
    return token


def _no_file(error: ValidationError, env_file: Path | None) -> list[Mistake]:
    """Return the likely reason for settings that are missing: we are not where they are kept."""
    is_any_missing = any(each["type"] == "missing" for each in error.errors())
    if env_file is None or env_file.exists() or not is_any_missing:
        return []
    sentence = (
        f"there is no such file in {Path.cwd()}. Start the bot in its own folder, or copy"
        " .env.example there to .env and fill it in."
    )
    return [Mistake(str(env_file), sentence)]


def _mistakes(error: ValidationError) -> list[Mistake]:
    return [
        Mistake(str(each["loc"][0]).upper(), _sentence(each["type"], each["msg"]))
        for each in error.errors(include_url=False, include_input=False)
    ]


def _sentence(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "is missing. README.md says where to find it."
        case "float_parsing" | "int_parsing" | "int_from_float":
            return "must be a number."
        case _:
            return message.removeprefix("Value error, ").replace("Input should", "must") + "."
