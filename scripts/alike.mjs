// Measures whether somebody with a stopwatch learns which addresses have an account. It starts the program named
// on the command line on an empty folder, tries to sign in with wrong passwords, in turn at an address that has
// an account and at one that has none, a thousand times each, and prints both medians. The same steps are held
// by a test; a time is only ever measured.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const TRIES = 1000;
const folder = mkdtempSync(join(tmpdir(), "slipway-alike-"));
const limits = ["--tries-per-account", "1000000", "--tries-per-address", "1000000"];
const options = ["--listen", "127.0.0.1:0", "--data", join(folder, "data"), ...limits];
const child = spawn(process.argv[2], ["serve", ...options], { stdio: ["ignore", "pipe", "ignore"] });

function median(times) {
  const sorted = times.toSorted((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
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
  const known = "grace@example.org";
  const account = { token, name: "Grace Hopper", email: known, locale: "en" };
  const made = await post("/api/setup", { ...account, password: "a long enough pass phrase of the bench" });
  if (made !== 201) throw new Error(`no account was made: ${made}`);

  const times = { known: [], unknown: [] };
  for (let n = 0; n < TRIES + 20; n += 1) {
    // In turn, and each first as often as the other.
    for (const who of n % 2 ? ["known", "unknown"] : ["unknown", "known"]) {
      const email = who === "known" ? known : "alice@example.org";
      const began = performance.now();
      const status = await post("/api/session", { email, password: "a wrong pass phrase of the bench" });
      if (status !== 401) throw new Error(`a try was answered with ${status}`);
      // The first few warm everything up.
      if (n >= 20) times[who].push(performance.now() - began);
    }
  }
  const [one, other] = [median(times.known), median(times.unknown)];
  const apart = (Math.abs(one - other) / Math.max(one, other)) * 100;
  console.log(`${`sign-in, ${TRIES} tries each, p50, account known`.padEnd(48)}${one.toFixed(2)} ms`);
  console.log(`${"unknown".padEnd(48)}${other.toFixed(2)} ms`);
  console.log(`${"apart".padEnd(48)}${apart.toFixed(2)} %`);
} finally {
  child.removeAllListeners("exit");
  const ended = once(child, "exit");
  if (child.kill("SIGTERM")) await ended;
  rmSync(folder, { recursive: true, force: true });
}
