"""Whatever goes wrong, each command of wallet-kiosk says one plain sentence and writes nothing."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kiosk.problems import PROBLEMS
from tests.kiosk_machine import Machine

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root")
CODE = "0123456789"
TOKEN = '{"token": "dG9rZW4", "pc": "By the window"}'
Answers = Callable[[int, str], str]


def sentence(name: str, lang: str = "en", **values: str) -> str:
    return "wallet-kiosk: " + PROBLEMS[name][lang].format(**values)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path, "https://wallet.example")
    made.makes_the_user()
    return made


def answering(status: int, body: str) -> type[BaseHTTPRequestHandler]:
    """Whatever it is asked, it answers this; a redirection leads to the wallet's answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._say(status, body)

        def do_GET(self) -> None:
            self._say(200, TOKEN)

        def _say(self, status: int, body: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_said: object) -> None:
            """Nothing."""

    return Handler


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Starts a server on this machine; its address."""
    started: list[ThreadingHTTPServer] = []

    def start(status: int, body: str) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), answering(status, body))
        started.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def says(answer: subprocess.CompletedProcess[str], line: str) -> bool:
    """Whether it stopped, and this line is all it said."""
    return (answer.returncode, answer.stdout, answer.stderr) == (2, "", line + "\n")


@pytest.mark.parametrize(
    ("status", "body", "name"),
    [
        (404, '{"code": "not_found"}', "code"),
        (429, '{"code": "slow_down"}', "slow"),
        (503, '{"code": "unavailable"}', "server"),
        (500, "<html>", "server"),
        (404, "<html>", "answer"),
        (302, "<html>", "answer"),
        (200, "<html>", "answer"),
        (200, "[]", "answer"),
        (200, "{}", "answer"),
    ],
)
def test_a_refusal_or_a_strange_answer_is_told(
    machine: Machine, answers: Answers, status: int, body: str, name: str
) -> None:
    origin = answers(status, body)
    machine.belongs_to(origin)
    assert says(
        machine.kiosk("enrol", "--lang", "en", CODE), sentence(name, origin=origin, status=str(status))
    )
    assert not (machine.etc / "wallet-kiosk/token").exists()


def test_a_right_answer_gives_a_name(machine: Machine, answers: Answers) -> None:
    machine.belongs_to(answers(200, TOKEN))
    answer = machine.kiosk("enrol", "01234", "56789", "--lang", "fr")
    assert (answer.returncode, answer.stdout) == (0, "Ce PC s’appelle maintenant : By the window\n")


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_without_a_network_it_is_told(machine: Machine, lang: str) -> None:
    """In a network namespace of its own, in which there is none."""
    answer = machine.without_network("enrol", "--lang", lang, CODE)
    assert says(answer, sentence("reach", lang, origin="https://wallet.example"))
    checked = machine.without_network("check", "--lang", lang)
    assert PROBLEMS["reach"][lang].format(origin="https://wallet.example") in checked.stdout.splitlines()


def test_a_certificate_of_somebody_else_is_told(machine: Machine, tmp_path: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    made += ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "crt"), "-subj", "/CN=wallet.example"]
    subprocess.run(made, check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering(200, TOKEN))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "crt", tmp_path / "key")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    origin = f"https://127.0.0.1:{server.server_port}"
    machine.belongs_to(origin)
    assert says(machine.kiosk("enrol", "--lang", "en", CODE), sentence("certificate", origin=origin))
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("code", ["012345678", "01234567890", "O123456789", "٠١٢٣٤٥٦٧٨٩"])
def test_what_is_no_code_is_not_sent(machine: Machine, code: str) -> None:
    assert says(machine.kiosk("enrol", "--lang", "en", code), sentence("digits"))


def test_a_pc_that_is_not_set_up_uses_up_no_code(tmp_path: Path) -> None:
    """Nobody answers there, and only after the user is made it is asked."""
    machine = Machine(tmp_path, "http://127.0.0.1:9")
    assert says(machine.kiosk("enrol", "--lang", "en", CODE), sentence("user"))
    machine.makes_the_user()
    told = sentence("reach", origin="http://127.0.0.1:9")
    assert says(machine.kiosk("enrol", "--lang", "en", CODE), told)


@pytest.mark.parametrize("arguments", [["enrol", CODE], ["check"], ["install", "https://wallet.example"]])
def test_whoever_is_not_the_administrator_is_told(machine: Machine, arguments: list[str]) -> None:
    answer = machine.runs_as("daemon", *machine.python, "-m", "kiosk", *arguments, "--lang", "en")
    assert says(answer, sentence("administrator"))


@pytest.mark.parametrize("command", ["install", "policies"])
@pytest.mark.parametrize("origin", ["wallet.example", "ftp://wallet.example", "https://wallet.example/nl/"])
def test_what_is_no_address_is_told(machine: Machine, command: str, origin: str) -> None:
    told = sentence("address", origin=origin.rstrip("/"))
    assert says(machine.kiosk(command, origin, "--lang", "en"), told)


@pytest.mark.parametrize("text", ["", "origin = 1x", 'origin = "wallet.example"', "\xff"])
def test_a_wrong_file_of_settings_is_one_line(machine: Machine, text: str) -> None:
    (machine.etc / "wallet-kiosk/kiosk.toml").write_bytes(text.encode("latin-1"))
    for command in (["check"], ["run"], ["enrol", CODE]):
        answer = machine.kiosk(*command)
        assert answer.returncode == 2
        assert len(answer.stderr.splitlines()) == 1


def test_apt_that_fails_is_told_and_nothing_further_is_done(machine: Machine) -> None:
    """The real apt-get, under a configuration that it refuses."""
    (machine.etc / "apt/apt.conf.d/00broken").write_text("{")
    answer = machine.kiosk("install", "https://wallet.example", "--lang", "en")
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[-1] == sentence("apt", status="100")
    assert "Traceback" not in answer.stderr
    assert not (machine.etc / "systemd/system/wallet-kiosk.service").exists()


@pytest.mark.parametrize("failing", ["", "systemctl"])
def test_an_installation_goes_to_its_end_or_says_where_it_stopped(machine: Machine, failing: str) -> None:
    """With stand-ins for what would change this machine: they note what they are told, and one fails."""
    answer = machine.installs("https://wallet.example", failing=failing)
    assert answer.returncode == (2 if failing else 0)
    assert (machine.etc / "systemd/system/wallet-kiosk.service").exists()
    told = sentence("command", status="7", command="systemctl daemon-reload")
    assert answer.stderr.splitlines() == ([told] if failing else [])
    assert [line.split()[1] for line in machine.told()[:2]] == ["update", "install"]
