"""Settings: BAB_* from the environment or .env, read once, frozen. Every mistake is reported at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """One line per mistake; names the setting, never a secret's value."""


def _http(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return url.rstrip("/")


HttpUrl = Annotated[str, AfterValidator(_http)]


class Settings(BaseSettings):
    """One line on each is in .env.example; a test holds the two together."""

    model_config = SettingsConfigDict(
        env_prefix="BAB_", env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    home: Path = Path("var")
    public_url: HttpUrl | None = None
    database_url: str = ""
    keys: Path | None = None

    brain_urls: str = ""
    brain_token: SecretStr = SecretStr("")
    brain_port: int = Field(default=0, ge=0, le=65535)
    brain_seconds: float = Field(default=3.0, gt=0, le=30)

    organisation_ar: str = "دائرة الخدمات الاجتماعية بالشارقة"
    organisation_en: str = "Sharjah Social Services Department"
    hotline: str = "800700"
    emergency_number: str = "999"
    reference_prefix: str = Field(default="SH", pattern=r"^[A-Z]{1,6}$")
    exit_url: HttpUrl = "https://www.google.com"
    widget_origins: str = ""

    whatsapp_number_id: str = Field(default="", pattern=r"^[0-9]*$")
    whatsapp_token: SecretStr = SecretStr("")
    whatsapp_app_secrets: SecretStr = SecretStr("")
    whatsapp_verify_token: SecretStr = SecretStr("")
    whatsapp_api: HttpUrl = "https://graph.facebook.com"
    whatsapp_api_version: str = Field(default="v23.0", pattern=r"^v[0-9]+\.[0-9]+$")

    telegram_token: SecretStr = SecretStr("")
    telegram_secrets: SecretStr = SecretStr("")
    telegram_api: HttpUrl = "https://api.telegram.org"

    session_idle_minutes: int = Field(default=60, ge=1)
    session_hours: int = Field(default=12, ge=1)
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @model_validator(mode="after")
    def _brain_needs_a_token(self) -> Self:
        if self.brain_urls and not self.brain_token.get_secret_value():
            raise ValueError("BAB_BRAIN_TOKEN must be set when BAB_BRAIN_URLS names brains")
        return self

    @model_validator(mode="after")
    def _channels_are_whole(self) -> Self:
        """A channel is on when its token is set; then nothing of it may be missing, its secrets least of all."""
        missing = [
            name
            for first, others in (
                ("whatsapp_token", ("whatsapp_number_id", "whatsapp_app_secrets", "whatsapp_verify_token")),
                ("telegram_token", ("telegram_secrets",)),
            )
            for name in others
            if _said(getattr(self, first)) and not _said(getattr(self, name))
        ]
        if missing:
            names = ", ".join(f"BAB_{name.upper()}" for name in missing)
            raise ValueError(f"{names} must be set too: a webhook without its secret would trust anybody")
        return self

    @property
    def database(self) -> str:
        """The database's URL with the driver this door uses."""
        url = self.database_url or f"sqlite:///{self.home / 'bab.db'}"
        for plain, driver in (
            ("sqlite://", "sqlite+aiosqlite://"),
            ("postgresql://", "postgresql+asyncpg://"),
        ):
            if url.startswith(plain):
                return driver + url.removeprefix(plain)
        return url

    @property
    def key_file(self) -> Path:
        return self.keys or self.home / "keys.json"

    @property
    def brains(self) -> tuple[str, ...]:
        return tuple(url.strip().rstrip("/") for url in self.brain_urls.split(",") if url.strip())

    @property
    def whatsapp_secrets(self) -> tuple[str, ...]:
        """The app's secrets: two while one is exchanged."""
        return _several(self.whatsapp_app_secrets)

    @property
    def telegram_secret_tokens(self) -> tuple[str, ...]:
        return _several(self.telegram_secrets)

    @property
    def origins(self) -> frozenset[str]:
        """Other sites that may embed the widget, beside the door's own."""
        return frozenset(
            origin.strip().rstrip("/") for origin in self.widget_origins.split(",") if origin.strip()
        )


def _said(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _several(value: SecretStr) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.get_secret_value().split(",") if part.strip())


def load() -> Settings:
    """Raises SettingsError with every mistake in it."""
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for mistake in error.errors(include_input=False, include_url=False):
            name = "".join(f"BAB_{part}".upper() for part in mistake["loc"][:1])
            lines.append(
                f"{name}: {mistake['msg']}" if name else mistake["msg"].removeprefix("Value error, ")
            )
        raise SettingsError("\n".join(lines)) from None
