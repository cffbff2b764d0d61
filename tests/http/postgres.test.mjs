// The same program on PostgreSQL: several nodes of one partnership at once.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { accountOf, api, run, serve, start } from "./harness.mjs";

const server = process.env.HEARTH_TEST_POSTGRES;
const CONTACT = { method: "email", source: "3A", worry: "Weighs less than in spring", children: [{ given_name: "Lee", family_name: "Hart" }] };

test("two nodes write at once, one is killed, and nothing that was acknowledged is lost", async () => {
  assert.ok(server, "This test needs a PostgreSQL server: run ./test, which starts one, or set HEARTH_TEST_POSTGRES.");
  const name = `http_${process.pid}`;
  execFileSync("psql", ["-q", server, "-c", `create database ${name} template template0 encoding utf8 lc_collate 'C' lc_ctype 'C'`]);
  const database = server.replace(/\/[^/]*$/, `/${name}`);
  const data = mkdtempSync(join(tmpdir(), "hearth postgres "));
  const nodes = [];
  after(async () => {
    await Promise.all(nodes.map((node) => node.stop().catch(() => {})));
    execFileSync("psql", ["-q", server, "-c", `drop database ${name} with (force)`]);
    rmSync(data, { recursive: true, force: true });
  });

  nodes.push(await start({ children: 3, data, options: ["--database", database] }));
  nodes.push(await serve(["serve", "--data", data, "--database", database, "--port", "0"], data));
  const { email } = accountOf(nodes[0].accounts, "screening_worker");
  const token = (await run(["token", "add", "--data", data, "--database", database, "--email", email])).stdout.trim();

  const acknowledged = [];
  const write = async (node, many) => {
    const call = api(node.url, token);
    for (let i = 0; i < many; i++) {
      const answer = await call("POST", "/api/v1/contacts/new", CONTACT).catch(() => undefined);
      if (answer?.status !== 201) return answer;
      acknowledged.push(answer.json.id);
      if (i === 10) nodes[1].child.kill("SIGKILL");
    }
  };
  const answers = await Promise.all([write(nodes[0], 10), write(nodes[0], 10), write(nodes[1], 1000)]);
  assert.deepEqual(answers, [undefined, undefined, undefined], "nobody was refused");
  assert.ok(acknowledged.length >= 31);

  const call = api(nodes[0].url, token);
  for (const id of acknowledged) assert.equal((await call("GET", `/api/v1/contacts/${id}`)).status, 200, id);
  const verified = await run(["verify", "--data", data, "--database", database]);
  assert.equal(verified.code, 0, verified.stderr);
  assert.match((await run(["backup", join(data, "b.tar"), "--data", data, "--database", database])).stderr, /back it up with pg_dump/);
  const elsewhere = await run(["verify", "--data", data]);
  assert.match(elsewhere.stderr, /hearth\.db: name the right one with --database/);
});
