// The program as whoever runs it meets it: its words, its refusals, starting and stopping.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertOpenApi, run, serve, TOP } from "./harness.mjs";

const scratch = mkdtempSync(join(tmpdir(), "hearth program "));
after(() => rmSync(scratch, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(scratch, `data ${++folders}`);

const WORDS = ["serve", "demo", "user add", "user list", "user invite", "user close", "token add", "token list", "token end", "verify", "backup", "restore", "export all", "export cin", "rebuild", "routes"];

/** Runs words that must fail: one sentence on standard error, nothing on standard output. */
async function refusal(words, options) {
  const { code, stdout, stderr } = await run(words, options);
  assert.notEqual(code, 0, `${words.join(" ")} should have failed`);
  assert.equal(stdout, "");
  assert.match(stderr, /^[^\n]+[.?]\n$/, `not one sentence: ${stderr}`);
  return stderr;
}

/** A partnership with one administrator; its folder. */
async function partnership(name = "Ada Okafor", email = "ada@council.example") {
  const data = newFolder();
  const { code, stdout, stderr } = await run(["user", "add", "--make", "--data", data, "--name", name, "--email", email, "--role", "administrator"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^http:\/\/127\.0\.0\.1:8080\/invitation\?token=[\w.-]+\n$/);
  return data;
}

const running = [];
after(() => Promise.all(running.map((server) => server.stop().catch(() => {}))));
async function serving(data, ...more) {
  const server = await serve(["serve", "--make", "--data", data, "--port", "0", ...more], data);
  running.push(server);
  return server;
}

test("every word explains itself", async () => {
  const all = await run(["--help"]);
  assert.equal(all.code, 0);
  for (const words of WORDS) {
    assert.match(all.stdout, new RegExp(`^  ${words} `, "m"));
    const { code, stdout, stderr } = await run([...words.split(" "), "--help"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^Usage: hearth ${words}`));
  }
  assert.match((await run(["--version"])).stdout, /^hearth \d+\.\d+\.\d+\n$/);
});

test("the first half of a word lists what it can be followed by", async () => {
  for (const word of ["user", "token", "import", "export"]) {
    const { code, stdout } = await run([word, "--help"]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^ +${word} [a-z]+ `, "m"));
    assert.doesNotMatch(stdout, /^ +serve/m);
    const alone = await run([word]);
    assert.notEqual(alone.code, 0);
    assert.equal(alone.stderr, stdout);
  }
});

test("an unknown word lists the words, an unknown option the nearest", async () => {
  const { code, stderr } = await run(["sevre"]);
  assert.equal(code, 2);
  assert.match(stderr, /^There is no command "sevre"\. Did you mean serve\?\n/);
  for (const words of WORDS) assert.ok(stderr.includes(`  ${words} `), words);
  assert.match(await refusal(["serve", "--prot", "1"]), /There is no option --prot\. Did you mean --port\?/);
  assert.match(await refusal(["backup"]), /Give FILE/);
  assert.match(await refusal(["serve", "--make", "--data", newFolder(), "--port", "70000"]), /--port must be a whole number from 0 to 65535/);
  assert.match(await refusal(["verify"]), /--data DIR/);
});

test("a folder that holds no partnership is not made by looking at it", async () => {
  const data = newFolder();
  for (const words of [["serve"], ["user", "add", "--name", "Ada Okafor", "--email", "ada@council.example"], ["verify"], ["rebuild"], ["backup", join(scratch, "b.tar")], ["user", "list"], ["export", "all", "--out", join(scratch, "e")]]) {
    assert.match(await refusal([...words, "--data", data]), /There is no partnership in/);
    assert.ok(!existsSync(data));
  }
});

test("serving says where, answers, and stops when asked", async () => {
  const server = await serving(newFolder());
  const health = await fetch(`${server.url}/health`);
  assert.equal(health.status, 200);
  assert.equal(health.headers.get("content-type"), "application/json");
  assert.deepEqual(Object.keys(await health.json()).sort(), ["status", "version"]);
  assert.equal((await fetch(`${server.url}/favicon.ico`)).headers.get("content-type"), "image/svg+xml");
  const described = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
  assert.equal(described.openapi, "3.1.0");
  assert.ok(Object.keys(described.paths).length > 30, "it describes the program's routes");
  await assertOpenApi(described);
  const ended = new Promise((resolve) => server.child.on("exit", (code) => resolve(code)));
  server.child.kill("SIGTERM");
  assert.equal(await ended, 0);
  assert.ok(!existsSync(join(server.data, "control.sock")));
});

test("a request for another host is refused and leaves a line without an address", async () => {
  const server = await serving(newFolder());
  const { request } = await import("node:http");
  const status = await new Promise((resolve) => request(`${server.url}/health`, { headers: { host: "evil.example" } }, (answer) => resolve(answer.statusCode)).end());
  assert.equal(status, 400);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match(server.said(), /^\S+ refused status=400 peer=\d+$/m);
  assert.ok(!/127\.0\.0\.1 |evil/.test(server.said()));
});

test("with --verbose every request is a line with its route and no id", async () => {
  const server = await serving(newFolder(), "--verbose");
  await fetch(`${server.url}/children/01jr2n8w3xc3v8amvdrcts3b93`, { redirect: "manual" });
  await fetch(`${server.url}/nowhere/Lee`, { redirect: "manual" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match(server.said(), /^\S+ request method=get route=\/children\/\{child\} status=\d+ took=\d+us$/m);
  assert.match(server.said(), /route=no-route/);
  assert.ok(!/01jr2n8w3xc3v8amvdrcts3b93|Lee/.test(server.said()));
});

test("a folder and a port belong to one server", async () => {
  const server = await serving(newFolder());
  assert.match(await refusal(["serve", "--data", server.data, "--port", "0"]), /is in use by another hearth \(process \d+\)/);
  const port = new URL(server.url).port;
  assert.match(await refusal(["serve", "--make", "--data", newFolder(), "--port", port]), new RegExp(`cannot listen on 127\\.0\\.0\\.1 port ${port}: Address already in use\\. Stop what listens there`));
});

test("keys that are wrong, missing or open to others are refused", async () => {
  const data = await partnership();
  const other = await partnership();
  const key = readFileSync(join(data, "master.key"));
  chmodSync(join(data, "master.key"), 0o644);
  assert.match(await refusal(["verify", "--data", data]), /master\.key/);
  writeFileSync(join(data, "master.key"), readFileSync(join(other, "master.key")), { mode: 0o600 });
  chmodSync(join(data, "master.key"), 0o600);
  assert.match(await refusal(["verify", "--data", data]), /is not the key that this data folder was made with/);
  rmSync(join(data, "master.key"));
  assert.match(await refusal(["verify", "--data", data]), /master\.key is missing/);
  assert.match(await refusal(["verify", "--data", data], { env: { ...process.env, HEARTH_PASSPHRASE: "correct horse battery" } }), /opens with its own file master\.key/);
  writeFileSync(join(data, "master.key"), key, { mode: 0o600 });
  assert.equal((await run(["verify", "--data", data])).code, 0);
});

test("a partnership can open with a passphrase from the environment", async () => {
  const data = newFolder();
  const env = { ...process.env, HEARTH_PASSPHRASE: "five words nobody puts together" };
  const made = await run(["user", "add", "--make", "--data", data, "--name", "Ada Okafor", "--email", "ada@council.example"], { env });
  assert.equal(made.code, 0, made.stderr);
  assert.ok(!existsSync(join(data, "master.key")));
  assert.match(await refusal(["verify", "--data", data]), /opens with a passphrase/);
  assert.equal((await run(["verify", "--data", data], { env })).code, 0);
});

test("a damaged database is refused with a sentence", async () => {
  const data = await partnership();
  writeFileSync(join(data, "hearth.db"), Buffer.alloc(8192, 7));
  await refusal(["serve", "--data", data, "--port", "0"]);
  await refusal(["verify", "--data", data]);
});

test("people are added, listed, invited and closed", async () => {
  const data = await partnership();
  const add = (...more) => run(["user", "add", "--data", data, "--name", "Ben Hall", "--email", "ben@council.example", ...more]);
  assert.match((await add("--role", "wizard")).stderr, /There is no role wizard: use one of .*social_worker/);
  assert.match((await add("--team", "Moon")).stderr, /There is no team Moon/);
  assert.match((await add("--agency", "Moon")).stderr, /Say which agency they work for/);
  assert.match((await add("--role", "social_worker", "--url", "https://hearth.example/")).stdout, /^https:\/\/hearth\.example\/invitation\?token=/);
  assert.match((await add()).stderr, /ben@council\.example|address/i);
  const { stdout } = await run(["user", "list", "--data", data]);
  assert.match(stdout, /^ada@council\.example  Ada Okafor  not come yet  administrator$/m);
  assert.match(stdout, /^ben@council\.example  Ben Hall  not come yet  social_worker$/m);
  assert.match((await run(["user", "invite", "--data", data, "--email", "ben@council.example"])).stdout, /\/invitation\?token=/);
  assert.equal((await run(["user", "close", "--data", data, "--email", "ben@council.example", "--reason", "Has left the council"])).code, 0);
  assert.match((await run(["user", "list", "--data", data])).stdout, /Ben Hall  closed/);
  assert.match(await refusal(["user", "invite", "--data", data, "--email", "ben@council.example"]), /There is no open account of ben@council\.example/);
});

test("a token is shown once, listed by its id and ended", async () => {
  const data = await partnership();
  const who = ["--data", data, "--email", "ada@council.example"];
  const { stdout } = await run(["token", "add", ...who, "--days", "3"]);
  assert.match(stdout, /^hearth_[0-9a-f]{64}\n$/);
  const listed = (await run(["token", "list", ...who])).stdout;
  assert.match(listed, /^[0-9a-z]{26}  made on .*, ends on /);
  assert.ok(!listed.includes(stdout.trim()));
  assert.equal((await run(["token", "end", listed.slice(0, 26), ...who])).code, 0);
  assert.equal((await run(["token", "list", ...who])).stdout, "");
  assert.match(await refusal(["token", "end", listed.slice(0, 26), ...who]), /There is no such token/);
});

test("a running server does what its keeper asks, and nothing without the keys", async () => {
  const data = await partnership();
  const server = await serving(data);
  const verified = await run(["verify", "--data", data]);
  assert.equal(verified.code, 0, verified.stderr);
  assert.match(verified.stdout, /^All \d+ events and 0 readings fit\.\nhead [0-9a-f]{64}\n$/);
  assert.equal((await run(["user", "add", "--data", data, "--name", "Ben Hall", "--email", "ben@council.example"])).code, 0);
  assert.match((await run(["user", "list", "--data", data])).stdout, /Ben Hall/);
  const backup = await run(["backup", "live.tar", "--data", data], { cwd: scratch });
  assert.equal(backup.code, 0, backup.stderr);
  assert.ok(existsSync(join(scratch, "live.tar")));
  assert.match(await refusal(["rebuild", "--data", data]), /is in use by another hearth/);
  assert.equal(statSync(join(data, "control.sock")).mode & 0o777, 0o600);
  // Somebody who reaches the socket without the keys: their words are not done.
  const { connect } = await import("node:net");
  const said = await new Promise((resolve) => {
    const socket = connect(join(data, "control.sock"));
    let text = "";
    socket.on("data", (piece) => {
      if (text === "") socket.write(`${JSON.stringify({ words: ["user", "list"], folder: "/", signature: "00".repeat(64) })}\n`);
      text += piece;
    });
    socket.on("close", () => resolve(text));
  });
  assert.match(said, /^\{"nonce":"[0-9a-f]{64}"\}\n$/);
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
});

test("a backup comes back elsewhere, verified, and opens only with the keys", async () => {
  const data = await partnership();
  const file = join(scratch, "round.tar");
  const made = await run(["backup", file, "--data", data]);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /vault\.json and master\.key in another place/);
  const head = /^head ([0-9a-f]{64})$/m.exec(made.stdout)[1];
  assert.match(await refusal(["backup", file, "--data", data]), /is there already/);
  assert.match(await refusal(["restore", file, "--data", data]), /is not empty/);

  const again = newFolder();
  const restored = await run(["restore", file, "--data", again, "--keys", data]);
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /All of it was verified/);
  assert.ok((await run(["verify", "--data", again, "--head", head])).stdout.includes("nothing up to it has changed"));
  assert.equal((await run(["user", "list", "--data", again])).stdout, (await run(["user", "list", "--data", data])).stdout);

  const keyless = newFolder();
  assert.match((await run(["restore", file, "--data", keyless])).stdout, /Put vault\.json and master\.key into it/);
  assert.match(await refusal(["serve", "--data", keyless, "--port", "0"]), /no vault\.json/);

  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
  const bad = newFolder();
  assert.match(await refusal(["restore", file, "--data", bad]), /hearth\.db in it is damaged/);
  assert.ok(!existsSync(bad));
});

test("an export holds every event in the clear and says so", async () => {
  const data = await partnership();
  const file = join(scratch, "all.jsonl");
  const { code, stderr } = await run(["export", "all", "--data", data, "--out", file]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /everything about every child in the clear/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const [about, ...events] = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(about.format, "hearth-export-1");
  assert.equal(about.events, events.length);
  assert.equal(events.find((event) => event.type === "account_opened").body.email, "ada@council.example");
  assert.match((await run(["verify", "--data", data])).stdout, / and 1 readings fit/, "the export itself is logged");
});

test("views are made anew on demand", async () => {
  const data = await partnership();
  const before = (await run(["user", "list", "--data", data])).stdout;
  assert.match((await run(["rebuild", "--data", data])).stdout, /^All views are made anew from \d+ events\.\n$/);
  assert.equal((await run(["user", "list", "--data", data])).stdout, before);
});

test("a demonstration never takes a folder with real people, and one that was not finished is not served", async () => {
  assert.match(await refusal(["demo", "--data", await partnership(), "--port", "0"]), /holds real people: serve it with `hearth serve/);
  const half = await partnership();
  writeFileSync(join(half, "settings.json"), JSON.stringify({ name: "Half", demo: true, second_factor: false }));
  assert.match(await refusal(["demo", "--data", half, "--port", "0"]), /is not finished/);
  writeFileSync(join(half, "settings.json"), JSON.stringify({ name: "Real", demo: false, second_factor: false }));
  assert.match(await refusal(["serve", "--data", half, "--port", "0"]), /turns the second factor off, which only a demonstration may/);
});

test("the routes say what each asks for", async () => {
  const table = (await run(["routes"])).stdout;
  assert.match(table, /^METHOD  PATTERN +PERMISSION +RECORD +AUDIENCE$/m);
  const lines = JSON.parse((await run(["routes", "--json"])).stdout);
  assert.ok(lines.length > 20);
  assert.deepEqual(
    lines.filter((line) => line.permission === "guards_itself" && !/^\/(sign-in|sign-out|invitation|account)/.test(line.pattern)).map((line) => line.pattern),
    ["/api/v1/openapi.json", "/favicon.ico", "/health"],
  );
  for (const line of lines) {
    assert.ok(line.permission, line.pattern);
    const needsRecord = line.pattern.includes("{") && !["administer", "use_own_account", "review_access", "guards_itself"].includes(line.permission);
    assert.ok(!needsRecord || line.record, `${line.pattern} names a record that its guard does not know`);
  }
});

test("a server whose port is taken later still frees its folder", async () => {
  const blocker = createServer();
  await new Promise((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const data = newFolder();
  await refusal(["serve", "--make", "--data", data, "--port", String(blocker.address().port)]);
  blocker.close();
  assert.equal((await run(["verify", "--data", data])).code, 0);
});

test("a census that was taken in goes out as it came, with nothing that its rules could say", async () => {
  const data = await partnership();
  const came = join(TOP, "tests/data/cin/clean_600.xml");
  assert.equal((await run(["import", "cin", came, "--data", data])).code, 0);
  const file = join(scratch, "census.xml");
  const words = ["export", "cin", "--data", data, "--year", "2026", "--authority", "998", "--out", file];
  const { code, stdout, stderr } = await run(words);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /census\.xml holds 588 children\.\n$/);
  assert.ok(!/REFUSED|query/.test(stdout), stdout);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const children = (path) => readFileSync(path, "utf8").split("<Children>")[1].replace(/>\s+</g, "><").trim();
  assert.ok(children(file) === children(came), "the two returns differ");
  assert.match(await refusal(words), /is there already/);
  for (const [year, authority, serial, sentence] of [["1850", "998", "001", /Give the census year/], ["2026", "Leeds", "001", /three digits/],
                                                     ["2026", "998", "1", /three digits/], ["2019", "998", "001", /No child was referred/]])
    assert.match(await refusal(["export", "cin", "--data", data, "--year", year, "--authority", authority, "--serial", serial, "--out", `${file}.no`]), sentence);
  assert.match((await run(["verify", "--data", data])).stdout, / and 1 readings fit/, "the return itself is logged");
});

test("what the rules say about a return leads to the child's page", async () => {
  const data = await partnership();
  const file = join(scratch, "one.xml");
  const whole = readFileSync(join(TOP, "tests/data/cin/clean_600.xml"), "utf8");
  writeFileSync(file, whole.replace("<DateOfInitialCPC>2025-05-29<", "<DateOfInitialCPC>2025-05-31<"));  // a Saturday
  assert.equal((await run(["import", "cin", file, "--data", data])).code, 0);
  const { stdout, code } = await run(["export", "cin", "--data", data, "--year", "2026", "--authority", "998", "--out", join(scratch, "one out.xml")]);
  assert.equal(code, 0);
  assert.match(stdout, /^REFUSED 8875: A conference is recorded on a weekend\. Child C000000, \/children\/[0-9a-z]{26}$/m);
  assert.match(stdout, /The Department refuses the return until/);
});
