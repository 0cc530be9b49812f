"""`bab agent add|list|disable|password`: the people at the desk."""

from __future__ import annotations

import secrets
import sys

import click

from bot.cli.running import load_settings, opened, run
from bot.desk import passwords
from bot.services import handover
from bot.store import agents
from bot.store.agents import LoginTaken, Role


@click.group()
def agent() -> None:
    """The people at the desk."""


@agent.command()
@click.argument("login")
@click.option("--name", help="The name people see; the login when left out.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.AGENT.value, show_default=True
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input; else one is made."
)
def add(login: str, name: str | None, role: str, password_stdin: bool) -> None:
    """Add an agent. The password is shown once, unless you gave it."""
    settings = load_settings()
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    try:
        password_hash = passwords.make(password)
    except ValueError as error:
        raise click.ClickException(str(error)) from None

    async def work() -> None:
        async with opened(settings) as parts, parts.house.database.write() as tx:
            await agents.add(
                tx,
                login=login,
                name=name or login,
                role=Role(role),
                password_hash=password_hash,
                now=parts.house.now(),
            )

    try:
        run(work())
    except LoginTaken:
        raise click.ClickException(f"{login}: there is an agent with this login") from None
    click.echo(
        f"Added {login} ({role})." + ("" if password_stdin else f" Password, shown only now: {password}")
    )


@agent.command(name="list")
def list_() -> None:
    """List the agents."""
    settings = load_settings()

    async def work() -> list[agents.Agent]:
        async with opened(settings) as parts, parts.house.database.read() as tx:
            return await agents.all_of(tx)

    found = run(work())
    for each in found:
        click.echo(f"{each.login:<24} {each.role:<12} {'' if each.active else 'disabled':<10} {each.name}")
    if not found:
        click.echo("No agents yet; add one with: bab agent add LOGIN")


@agent.command()
@click.argument("login")
def disable(login: str) -> None:
    """Disable an agent; their sessions end at once, and their cases go back to the queue."""
    _change(login, None)
    click.echo(f"Disabled {login}.")


@agent.command()
@click.argument("login")
def password(login: str) -> None:
    """Give an agent a new password, shown once; their sessions end at once."""
    new = secrets.token_urlsafe(12)
    _change(login, passwords.make(new))
    click.echo(f"New password of {login}, shown only now: {new}")


def _change(login: str, password_hash: str | None) -> None:
    settings = load_settings()

    async def work() -> bool:
        async with opened(settings) as parts:
            async with parts.house.database.write() as tx:
                found = await agents.by_login(tx, login)
                if found is None:
                    return False
                if password_hash is None:
                    await agents.set_active(tx, found.id, False)
                else:
                    await agents.set_password(tx, found.id, password_hash)
            if password_hash is None:
                await handover.release_all(parts.house, found)
            return True

    if not run(work()):
        raise click.ClickException(f"{login}: no such agent")
