// Measures whether somebody with a stopwatch learns which addresses have an account. It starts the program named
// on the command line on an empty folder, and then in turn, at an address that has an account and at one that has
// none, a thousand times each: tries to sign in with a wrong password; asks for a new password; and asks for one
// elsewhere right after that, while the mail that the first has caused is being written or not. It prints the
// medians. The same steps are held by tests; a time is only ever measured.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const TRIES = 1000;
// The first few warm everything up.
const WARMING = 20;
// Longer than the work that a request leaves behind.
const REST_MS = 10;
const KNOWN = "grace@example.org";
const UNKNOWN = "alice@example.org";

const folder = mkdtempSync(join(tmpdir(), "slipway-alike-"));
const limits = ["tries-per-account", "tries-per-address", "resets-per-account", "resets-per-address"];
const options = ["--listen", "127.0.0.1:0", "--data", join(folder, "data"), "--mail-folder", join(folder, "mail")];
const raised = limits.flatMap((limit) => [`--${limit}`, "1000000"]);
const child = spawn(process.argv[2], ["serve", ...options, ...raised], { stdio: ["ignore", "pipe", "ignore"] });

function median(times) {
  const sorted = times.toSorted((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

// Lets `measured` tell how long it took for each of the two, in turn, and each first as often as the other.
async function compare(what, measured) {
  const times = { [KNOWN]: [], [UNKNOWN]: [] };
  for (let n = 0; n < TRIES + WARMING; n += 1) {
    for (const email of n % 2 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
      const took = await measured(email);
      if (n >= WARMING) times[email].push(took);
    }
  }
  const [one, other] = [median(times[KNOWN]), median(times[UNKNOWN])];
  const apart = (Math.abs(one - other) / Math.max(one, other)) * 100;
  console.log(`${`${what}, ${TRIES} tries each, p50, account known`.padEnd(68)}${one.toFixed(2)} ms`);
  console.log(`${"unknown".padEnd(68)}${other.toFixed(2)} ms`);
  console.log(`${"apart".padEnd(68)}${apart.toFixed(2)} %`);
}

try {
  const { origin, token } = await new Promise((resolve, reject) => {
    let origin;
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      origin ??= line.match(/slipway is ready on (\S+)/)?.[1];
      const token = line.match(/\/setup#(\S+)/)?.[1];
      if (token) resolve({ origin, token });
    });
  });
  const post = async (path, body) => {
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    return answer.status;
  };
  // How long the answer takes, which has to have this status.
  const timed = async (expected, path, body) => {
    const began = performance.now();
    const status = await post(path, body);
    const took = performance.now() - began;
    if (status !== expected) throw new Error(`${path} was answered with ${status}`);
    return took;
  };
  const account = { token, name: "Grace Hopper", email: KNOWN, locale: "en" };
  await timed(201, "/api/setup", { ...account, password: "a long enough pass phrase of the bench" });

  const password = "a wrong pass phrase of the bench";
  await compare("sign-in", (email) => timed(401, "/api/session", { email, password }));
  const forgot = (email) => timed(200, "/api/password/forgot", { email });
  await compare("asking for a new password", async (email) => {
    const took = await forgot(email);
    await sleep(REST_MS);
    return took;
  });
  let strangers = 0;
  await compare("asking elsewhere right after that", async (email) => {
    await forgot(email);
    strangers += 1;
    const took = await forgot(`stranger-${strangers}@example.org`);
    await sleep(REST_MS);
    return took;
  });
} finally {
  child.removeAllListeners("exit");
  const ended = once(child, "exit");
  if (child.kill("SIGTERM")) await ended;
  rmSync(folder, { recursive: true, force: true });
}
