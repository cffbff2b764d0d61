// What was acknowledged is never lost, and what was changed is noticed: the program killed, stopped, and its database tampered with.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accountOf, api, PROGRAM, run, serve, start } from "./harness.mjs";

const KILLS = process.env.HEARTH_NIGHT ? 200 : 5;
const WRITERS = 8;

const scratch = mkdtempSync(join(tmpdir(), "hearth durable "));
const data = join(scratch, "data");
after(() => rmSync(scratch, { recursive: true, force: true }));

let token;
before(async () => {
  const demo = await start({ children: 3, data });
  const { email } = accountOf(demo.accounts, "screening_worker");
  await demo.stop();
  token = (await run(["token", "add", "--data", data, "--email", email])).stdout.trim();
});

const CONTACT = {
  method: "telephone",
  source: "2A",
  worry: "Came to school without a coat again",
  children: [{ given_name: "Lee", family_name: "Hart", born: "2016-03-27" }],
};

/** Sends contacts with several writers until something goes wrong; what was acknowledged goes into `acknowledged`. */
async function write(url, acknowledged) {
  const call = api(url, token);
  const others = [];
  const writer = async () => {
    for (;;) {
      let answer;
      try {
        answer = await call("POST", "/api/v1/contacts/new", CONTACT);
      } catch {
        return; // the connection went with the server
      }
      if (answer.status !== 201) return others.push(answer);
      acknowledged.push(answer.json.id);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return others;
}

const serving = () => serve(["serve", "--data", data, "--port", "0"], data);

async function allThere(url, ids) {
  const call = api(url, token);
  for (const id of ids) assert.equal((await call("GET", `/api/v1/contacts/${id}`)).status, 200, `contact ${id} was acknowledged and is gone`);
}

async function verified() {
  const { code, stdout, stderr } = await run(["verify", "--data", data]);
  assert.equal(code, 0, stderr);
  return /^head ([0-9a-f]{64})$/m.exec(stdout)[1];
}

test(`killed ${KILLS} times while it writes, it starts again with all that it acknowledged`, async () => {
  let head = await verified();
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await serving();
    const acknowledged = [];
    const writing = write(server.url, acknowledged);
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 300));
    server.child.kill("SIGKILL");
    await writing;
    const again = await serving();
    await allThere(again.url, acknowledged);
    await again.stop();
    assert.equal((await run(["verify", "--data", data, "--head", head])).code, 0, "the journal goes on from where it was");
    head = await verified();
  }
});

test("asked to stop while it writes, it finishes what it has begun and ends well", async () => {
  const server = await serving();
  const ended = new Promise((resolve) => server.child.on("exit", resolve));
  const acknowledged = [];
  const writing = write(server.url, acknowledged);
  while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
  server.child.kill("SIGTERM");
  const others = await writing;
  assert.ok(others.every((answer) => answer.status === 503), "who comes too late is told so, and nobody else is turned away");
  assert.equal(await ended, 0);
  const again = await serving();
  await allThere(again.url, acknowledged);
  await again.stop();
  await verified();
});

test("when its disk fails it says so, ends for a supervisor to start it again, and has lost nothing", async () => {
  // A limit on the size of files stands in for the disk: the write-ahead log soon meets it.
  const child = spawn("bash", ["-c", `trap '' XFSZ; ulimit -f 1200; exec "$0" serve --data "$1" --port 0`, PROGRAM, data], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
    const hear = (text) => {
      said += text;
      const ready = /^ready (\S+)$/m.exec(said);
      if (ready) resolve(ready[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const acknowledged = [];
  const others = await write(url, acknowledged);
  assert.ok(others.length > 0 && others.every((answer) => answer.status === 503), `answered ${others.map((answer) => answer.status)}`);
  assert.equal(await ended, 70);
  assert.match(said, /^The disk of the data folder has failed, so nothing more can be saved: check the disk, then start Hearth again\.$/m);
  const again = await serving();
  await allThere(again.url, acknowledged);
  await again.stop();
  await verified();
});

test("verify names the first event that somebody changed, and the log of reads that somebody cut", async () => {
  const head = await verified();
  const changed = async (sql) => {
    const copy = join(scratch, "changed");
    cpSync(data, copy, { recursive: true });
    execFileSync("sqlite3", [join(copy, "hearth.db"), sql]);
    const { code, stdout, stderr } = await run(["verify", "--data", copy]);
    rmSync(copy, { recursive: true });
    assert.equal(code, 1, `${sql}: ${stdout}`);
    assert.equal(stdout, "");
    return stderr;
  };
  const stream = execFileSync("sqlite3", [join(data, "hearth.db"), "select name || ' version ' || e.version from journal_event e join journal_stream s on s.number = e.stream where sequence = 40"]).toString().trim();
  const named = `The first event that does not fit is ${stream}, recorded on `;
  for (const column of ["happened = happened - 1", "actor = 'somebody'", "body = zeroblob(300)", "about = 'somebody'", "labels = 0"])
    assert.ok((await changed(`update journal_event set ${column} where sequence = 40`)).startsWith(named), column);
  assert.match(await changed("delete from journal_event where sequence = 40"), /^Events are missing before /);
  assert.match(await changed("delete from journal_event where sequence = (select max(sequence) from journal_event)"), /but its signed head is at event/);
  assert.match(await changed("update reading set viewer = 'somebody' where sequence = 1"), /^The first entry of the log of reads that does not fit is number 1, /);
  assert.match(await changed("delete from reading"), /^The log of reads is not what the journal says it was on /);

  const rolledBack = await run(["verify", "--data", data, "--head", "0".repeat(64)]);
  assert.equal(rolledBack.code, 1);
  assert.match(rolledBack.stderr, /does not go on from the head/);
  assert.match((await run(["verify", "--data", data, "--head", head])).stdout, /nothing up to it has changed/);
});
