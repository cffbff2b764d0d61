// Bad input, as it comes: each gets a clear answer, loses nothing that was typed, and leaves nothing behind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, formsOf, run, start, unescape, Visitor } from "./harness.mjs";

let hearth, jo, page;
const joBrennan = () => hearth.accounts.find((each) => each.name === "Jo Brennan");
before(async () => {
  hearth = await start({ children: 20 });
  jo = new Visitor(hearth.url);
  await jo.signIn(joBrennan());
});
after(() => hearth?.stop());

const today = new Date();
const day = (offset) => {
  const at = new Date(today.getTime() + offset * 86_400_000);
  return [at.getDate(), at.getMonth() + 1, at.getFullYear()].map(String);
};
const GOOD = { method: "telephone", source: "2A", worry: "Asleep in class again.", "children[0].given_name": "Lee", "children[0].family_name": "Okafor" };
const born = ([d, m, y]) => ({ "children[0].born-day": d, "children[0].born-month": m, "children[0].born-year": y });
const queue = async () => (await jo.visit("/front-door")).text;
const waiting = (text) => (text.match(/href="\/contacts\/[0-9a-z]{26}"/g) ?? []).length;

/** Sends the form of a new contact; the answer, and whether the queue grew. */
async function send(fields) {
  const before = waiting(await queue());
  const answer = await jo.submit("/contacts/new", { ...GOOD, ...fields }, { action: "" });
  return { ...answer, stored: waiting(await queue()) - before };
}

test("the names of the form's fields are what this file takes them for", async () => {
  page = await jo.visit("/contacts/new");
  const names = formsOf(page.text).find((form) => form.method === "post" && form.action === "").fields.map(([name]) => name);
  for (const name of [...Object.keys(GOOD), ...Object.keys(born(day(0)))]) assert.ok(names.includes(name) || page.text.includes(`name="${name}"`), name);
});

for (const [what, fields, field, sentence] of [
  ["no worry", { worry: "" }, "worry", /Write what worries them/],
  ["no child", { "children[0].given_name": "", "children[0].family_name": "" }, "children[0].given_name", /Enter the child/],
  ["a source that there is not", { source: "99Z" }, "source", /Choose who made the contact/],
  ["a method that there is not", { method: "pigeon" }, "method", /[A-Z]/],
  ["the 31st of February", born(["31", "2", "2020"]), "children[0].born", /[Rr]eal date|no such day|does not exist|February/],
  ["a month 13", born(["3", "13", "2020"]), "children[0].born", /[Mm]onth|real date/],
  ["letters for a day", born(["first", "3", "2020"]), "children[0].born", /[Dd]a(y|te)/],
  ["half a date", born(["3", "", "2020"]), "children[0].born", /month/],
  ["a birth tomorrow", born(day(1)), "children[0].born", /future/],
  ["a birth in 1820", born(["1", "1", "1820"]), "children[0].born", /[A-Z]/],
  ["a contact of tomorrow", { "received_on-day": day(1)[0], "received_on-month": day(1)[1], "received_on-year": day(1)[2] }, "received_on", /future/],
  ["a child born after the contact", { ...born(day(-1)), "received_on-day": day(-3)[0], "received_on-month": day(-3)[1], "received_on-year": day(-3)[2] }, "children[0].born", /born after the contact/],
])
  test(`${what}: the form comes back with all that was typed, and nothing is stored`, async () => {
    const answer = await send(fields);
    assert.equal(answer.status, 422);
    assert.equal(answer.stored, 0);
    const summary = /<div class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(answer.text)?.[0];
    assert.ok(summary, "a summary of the errors");
    const anchor = decodeURIComponent(unescape(/href="#([^"]+)"/.exec(summary)?.[1] ?? ""));
    assert.ok(anchor && answer.text.includes(`id="${anchor}"`), `the summary leads to a field: ${anchor}`);
    assert.ok(anchor.startsWith(field), `${anchor} is of ${field}`);
    assert.match(summary.replace(/<[^>]*>/g, ""), sentence);
    for (const value of Object.values({ ...GOOD, ...fields }))
      if (value !== "" && !["99Z", "pigeon"].includes(value)) assert.ok(unescape(answer.text).includes(value), `${value} is still there`);
  });

for (const [what, given, family] of [
  ["one letter", "O", "Y"],
  ["an emoji", "Lee 🦊", "Okafor"],
  ["right to left", "נועה", "כהן"],
  ["with marks", "Nǐ-Łucja", "O’Brien-Šťastná"],
  ["that looks like a page", "<b>Lee</b>", "\"><script>alert(1)</script>"],
  ["that looks like a command", "Robert'); drop table v_person;--", "=1+1"],
])
  test(`a name ${what} is kept as given`, async () => {
    const answer = await send({ "children[0].given_name": given, "children[0].family_name": family });
    assert.equal(answer.status, 303);
    const shown = (await jo.visit(answer.location)).text;
    assert.ok(unescape(shown).includes(`${given} ${family}`), "as it was typed");
    assert.ok(!shown.includes("<script>alert(1)"), "and as text");
  });

test("ten megabytes of text are refused before they are read, with a sentence", async () => {
  const answer = await send({ worry: "x".repeat(10_000_000) });
  assert.equal(answer.status, 413);
  assert.equal(answer.stored, 0);
  assert.match(answer.text, /too (large|long|big)|larger than/i);
});

test("text that is just too long for its field comes back whole", async () => {
  const worry = "y".repeat(150_000);
  const answer = await send({ worry });
  assert.ok([303, 422].includes(answer.status));
  if (answer.status === 422) assert.ok(answer.text.includes(worry));
});

test("bytes that are no text are refused", async () => {
  const form = formsOf((await jo.visit("/contacts/new")).text).find((each) => each.method === "post" && each.action === "");
  const body = new URLSearchParams([...form.fields.filter(([name]) => !(name in GOOD)), ...Object.entries({ ...GOOD, worry: "WORRY" })]).toString();
  const answer = await jo.fetch("/contacts/new", {
    method: "POST",
    body: body.replace("WORRY", "%C3%28%FF%00"),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: hearth.url },
  });
  assert.ok([400, 422].includes(answer.status), String(answer.status));
  assert.match(answer.text, /[A-Z][^<]+\./);
});

test("an id that somebody made up, and one that is somebody else's, are the same nothing", async () => {
  const nobody = await jo.get("/children/01jdc3zpm0jxnqf7kdrfxyhc7x");
  assert.equal(nobody.status, 404);
  const forged = await send({ "children[0].person": "01jdc3zpm0jxnqf7kdrfxyhc7x" });
  assert.equal(forged.status, 422);
  assert.equal(forged.stored, 0);
  for (const path of ["/children/1", "/children/..%2f..%2fetc", "/contacts/01jdc3zpm0jxnqf7kdrfxyhc7x/decision", "/children/%00"])
    assert.ok([400, 404].includes((await jo.get(path)).status), path);
});

test("a form without its token, or from elsewhere, does nothing", async () => {
  for (const [fields, headers] of [[{ ...GOOD }, {}], [{ ...GOOD, csrf: "x" }, {}]]) {
    const answer = await jo.post("/contacts/new", fields, headers);
    assert.equal(answer.status, 403);
  }
});

test("the API refuses in the same words, field by field", async () => {
  const { stdout } = await run(["token", "add", "--data", hearth.data, "--email", joBrennan().email]);
  const call = api(hearth.url, /\S{30,}/.exec(stdout)[0]);
  const child = { given_name: "Lee", family_name: "Okafor" };
  const contact = { method: "telephone", source: "2A", worry: "Asleep in class.", family_informed: true, children: [child] };
  for (const [body, field] of [
    [{ ...contact, worry: "" }, "worry"],
    [{ ...contact, source: 7 }, "source"],
    [{ ...contact, children: [{ ...child, born: "2026-02-31" }] }, "children[0].born"],
    [{ ...contact, children: "Lee" }, "children"],
    [{ ...contact, colour: "red" }, "colour"],
  ]) {
    const answer = await call("POST", "/api/v1/contacts/new", body);
    assert.equal(answer.status, 422, JSON.stringify(body));
    assert.match(answer.headers.get("content-type"), /problem\+json/);
    assert.ok(JSON.stringify(answer.json).includes(`"${field}"`), `${field} in ${answer.text}`);
  }
  const broken = await fetch(new URL("/api/v1/contacts/new", hearth.url), { method: "POST", body: '{"worry": ', headers: { "content-type": "application/json", authorization: `Bearer ${/\S{30,}/.exec(stdout)[0]}` } });
  assert.ok([400, 422].includes(broken.status));
});
