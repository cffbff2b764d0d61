// What earlier programs wrote, this one still reads: tests/journals/README.md.
import assert from "node:assert/strict";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { run } from "./harness.mjs";

const journals = fileURLToPath(new URL("../journals", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "hearth journals "));
after(() => rmSync(scratch, { recursive: true, force: true }));

const months = readdirSync(journals, { withFileTypes: true }).filter((each) => each.isDirectory()).map((each) => each.name);

test("there are journals of earlier days", () => assert.ok(months.length > 0));

for (const month of months)
  test(`the journal of ${month} is restored, verified, folded anew and read`, async () => {
    const expected = JSON.parse(readFileSync(join(journals, month, "expected.json"), "utf8"));
    const [keys, data, backup] = ["keys", "data", "backup.tar"].map((name) => join(scratch, `${month} ${name}`));
    mkdirSync(keys, { mode: 0o700 });
    for (const name of ["vault.json", "master.key"]) {
      copyFileSync(join(journals, month, name), join(keys, name));
      chmodSync(join(keys, name), 0o600);  // a checkout may make it readable for others, which the program refuses
    }
    writeFileSync(backup, gunzipSync(readFileSync(join(journals, month, "backup.tar.gz"))));
    const ok = async (words) => {
      const { code, stdout, stderr } = await run(words);
      assert.equal(code, 0, `${words[0]}: ${stderr}`);
      return stdout;
    };
    await ok(["restore", backup, "--data", data, "--keys", keys]);
    assert.match(await ok(["verify", "--data", data, "--head", expected.head]), /nothing up to it has changed/);
    assert.match(await ok(["rebuild", "--data", data]), new RegExp(`made anew from ${expected.events} events`));
    const exported = join(scratch, `${month}.jsonl`);
    await ok(["export", "all", "--data", data, "--out", exported]);
    const [head, ...lines] = readFileSync(exported, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(head.events, expected.events);
    assert.equal(lines.filter((line) => line.body && Object.keys(line.body).length > 0).length, expected.events, "every body opens");
  });
