// Starts the program named on the command line on an empty folder, makes an account and an
// organization through its API, and measures. The load comes from wrk: 16 connections, 8 seconds a route.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
const PEOPLE = 100;
const started = [];

// Starts the program and waits for its first answer. What it prints holds the set-up token.
async function start() {
  const began = performance.now();
  const options = ["--listen", "127.0.0.1:0", "--data", join(folder, "data"), "--mail-folder", join(folder, "mail")];
  const child = spawn(program, ["serve", ...options], { stdio: ["ignore", "pipe", "ignore"] });
  started.push(child);
  let token;
  let origin;
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
    lines.on("line", (line) => {
      token ??= line.match(/\/setup#(\S+)/)?.[1];
      origin ??= line.match(/slipway is ready on (\S+)/)?.[1];
      if (origin) resolve();
    });
  });
  await ready;
  const health = await fetch(`${origin}/api/health`);
  if (!health.ok) throw new Error(`the program is not healthy: ${health.status}`);
  return { child, origin, token: () => token, milliseconds: performance.now() - began };
}

async function stop({ child }) {
  child.removeAllListeners("exit");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

function client(origin) {
  let cookie = "";
  return {
    cookie: () => cookie,
    async post(path, body) {
      const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin", origin, cookie };
      const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
      return answer.json();
    },
  };
}

const residentMegabytes = ({ child }) =>
  Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

function load(origin, path, cookie) {
  const { port, host } = new URL(origin);
  const options = ["-t2", "-c16", "-d8s", "--latency", "-H", `Cookie: ${cookie}`, "-H", `Host: ${host}`];
  const text = execFileSync("wrk", [...options, `http://127.0.0.1:${port}${path}`], { encoding: "utf8" });
  if (/Non-2xx/.test(text)) throw new Error(`${path} was refused under load:\n${text}`);
  const of = (pattern) => text.match(pattern)?.[1] ?? "?";
  return `${of(/Requests\/sec:\s+(\S+)/)} a second, p50 ${of(/^\s+50%\s+(\S+)/m)}, p99 ${of(/^\s+99%\s+(\S+)/m)}`;
}

const say = (what, value) => console.log(`${what.padEnd(44)}${value}`);

try {
  const empty = await start();
  say("start to first answer, empty folder", `${empty.milliseconds.toFixed(0)} ms`);
  const owner = client(empty.origin);
  const password = "a long enough pass phrase of the bench";
  const token = empty.token();
  await owner.post("/api/setup", { token, name: "Grace Hopper", email: "grace@example.org", password, locale: "en" });
  const billing = { legal_name: "", email: "", street: "", postal_code: "", city: "", country: "", tax_id: "" };
  const profile = { name: "Northwind", slug: "northwind", description: "", website: "" };
  const { id } = await owner.post("/api/orgs", { profile, billing });
  for (let person = 0; person < PEOPLE; person += 1) {
    await owner.post(`/api/orgs/${id}/invitations`, { emails: `p${person}@example.org`, role: "developer", locale: "en", note: "", days: "7" });
  }
  await stop(empty);

  const running = await start();
  say("start to first answer, existing database", `${running.milliseconds.toFixed(0)} ms`);
  say("resident memory, idle", `${residentMegabytes(running).toFixed(1)} MB`);
  const { origin } = running;
  for (const [what, path] of [
    ["GET organization (permission checked)", `/api/orgs/${id}`],
    ["GET members (permission checked)", `/api/orgs/${id}/members?limit=100`],
    [`GET ${PEOPLE} invitations (permission checked)`, `/api/orgs/${id}/invitations?limit=100`],
  ]) {
    say(what, load(origin, path, owner.cookie()));
  }
  say("resident memory, after the load", `${residentMegabytes(running).toFixed(1)} MB`);
  await stop(running);
} finally {
  for (const child of started) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
