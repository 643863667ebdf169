"""An SMTP server on a free port of this machine, for tests.

It prints its port, then writes each mail it accepts into the folder named on the command line. While a
file `answer` stands there, every recipient is answered with what it says, with a file `sender` every sender,
with a file `greeting` every connection; while there is a file `slowly`, a recipient is answered so many seconds later; while there is a file `dies`, it hangs up in the middle of each mail. A port can be named
after the folder. It ends with its input.
"""

import asyncio
import os
import sys
import tempfile

from aiosmtpd.smtp import SMTP

folder = sys.argv[1]
port = int(sys.argv[2]) if len(sys.argv) > 2 else 0


def told(name):
    try:
        with open(os.path.join(folder, name), encoding="ascii") as file:
            return file.read()
    except FileNotFoundError:
        return None


class Handler:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := told("sender"):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if seconds := told("slowly"):
            await asyncio.sleep(float(seconds))
        if answer := told("answer"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if told("dies"):
            server.transport.abort()
            return "421 gone"
        Handler.count += 1
        # Written aside first: a reader finds a mail whole or not at all.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as mail:
            mail.write(envelope.content)
        os.rename(mail.name, os.path.join(folder, f"{Handler.count:06}.eml"))
        return "250 OK"


class Server(SMTP):
    async def push(self, status):
        if status.startswith("220 "):
            status = told("greeting") or status
        await super().push(status)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Handler(), hostname="localhost"), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Whoever started this holds the other end of its input; without them it has nothing to do.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
