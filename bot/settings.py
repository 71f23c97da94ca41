"""Settings from the environment and `.env`; every name stands in `.env.example`."""

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator may set. Secrets never print themselves."""

    model_config = SettingsConfigDict(
        env_prefix="CLB_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    database_url: str = ""
    data_dir: Path = Path("./data")
    port: int = 8080
    public_url: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"

    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_secret: SecretStr = SecretStr("")

    zalo_bot_token: SecretStr = SecretStr("")
    zalo_bot_api_url: str = "https://bot-api.zaloplatforms.com"
    zalo_bot_mode: Literal["polling", "webhook"] = "polling"
    zalo_bot_secret: SecretStr = SecretStr("")
    zalo_bot_people: PositiveInt = 50
    zalo_bot_messages: PositiveInt = 3000

    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: SecretStr = SecretStr("")
    zalo_oa_secret: SecretStr = SecretStr("")
    zalo_oa_refresh_token: SecretStr = SecretStr("")
    zalo_oa_api_url: str = "https://openapi.zalo.me"
    zalo_oa_oauth_url: str = "https://oauth.zaloapp.com"
    zalo_zbs_url: str = ""

    backup_passphrase: SecretStr = SecretStr("")
    backup_copy_command: str = ""
    ping_url: SecretStr = SecretStr("")

    @property
    def database(self) -> str:
        """The address of the books: what was set, else one SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'clb.sqlite3'}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
