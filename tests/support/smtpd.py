"""An SMTP server on a free port of this machine, for tests.

It prints its port, then writes each mail it accepts into the folder named on the command line. While a
file `answer` stands there, every recipient is answered with what it says. It ends with its input.
"""

import asyncio
import os
import sys
import tempfile

from aiosmtpd.smtp import SMTP

folder = sys.argv[1]


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        try:
            with open(os.path.join(folder, "answer"), encoding="ascii") as answer:
                return answer.read()
        except FileNotFoundError:
            envelope.rcpt_tos.append(address)
            return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        # Written aside first: a reader finds a mail whole or not at all.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as mail:
            mail.write(envelope.content)
        os.rename(mail.name, os.path.join(folder, f"{Handler.count:06}.eml"))
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Whoever started this holds the other end of its input; without them it has nothing to do.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
