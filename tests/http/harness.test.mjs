// The harness itself, against a small server: what it must notice, it notices.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { api, assertOpenApi, formsOf, Visitor } from "./harness.mjs";

const PAGE = `<form action="/find" method="get"><input type="search" name="q"></form>
<form action="/contacts" method="post"><input type="hidden" name="token" value="a&amp;b">
<input type="text" name="given" value="O&#39;Neil &lt;3"><input type="radio" name="kind" value="new"><input type="radio" name="kind" value="old" checked>
<input type="checkbox" name="tick" value="1"><textarea name="words">
one &quot;two&quot;</textarea><select name="team"><option value="">Choose</option><option value="t2" selected>Two</option></select>
<input name="gone" disabled value="x"><button name="go">Send</button></form>`;

let server;
let url;
const requests = [];

before(async () => {
  server = createServer((request, answer) => {
    let body = "";
    request.on("data", (text) => (body += text));
    request.on("end", () => {
      requests.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (request.method === "GET" && request.url === "/page") answer.setHeader("set-cookie", ["s=1; HttpOnly", "old=; Max-Age=0"]).end(PAGE);
      else if (request.url === "/round") answer.writeHead(303, { location: "/round" }).end();
      else if (request.url.startsWith("/api")) answer.setHeader("content-type", "application/problem+json").writeHead(409).end('{"title":"no"}');
      else answer.writeHead(303, { location: "/page" }).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test("a form is read as a browser would send it", () => {
  const [find, contact] = formsOf(PAGE);
  assert.deepEqual(find, { action: "/find", method: "get", fields: [["q", ""]] });
  assert.deepEqual(contact.fields, [["token", "a&b"], ["given", "O'Neil <3"], ["kind", "old"], ["words", 'one "two"'], ["team", "t2"]]);
});

test("a visitor sends the page's hidden fields, their own words and the cookie", async () => {
  const visitor = new Visitor(url);
  visitor.cookies.set("old", "x");
  const answer = await visitor.submit("/page", { given: "Łukasz", kind: undefined, tick: ["1", "2"] });
  assert.equal(answer.location, "/page");
  const sent = requests.at(-1);
  assert.equal(sent.url, "/contacts");
  assert.equal(sent.headers.cookie, "s=1");
  assert.equal(sent.headers.origin, url);
  assert.deepEqual([...new URLSearchParams(sent.body)], [["token", "a&b"], ["words", 'one "two"'], ["team", "t2"], ["given", "Łukasz"], ["tick", "1"], ["tick", "2"]]);
});

test("a visitor who is sent in circles says so", async () => {
  await assert.rejects(new Visitor(url).visit("/round"), /in circles/);
});

test("the API client sends its token and reads problem details", async () => {
  const answer = await api(url, "secret")("POST", "/api/v1/contacts", { a: 1 });
  assert.equal(answer.status, 409);
  assert.deepEqual(answer.json, { title: "no" });
  assert.equal(requests.at(-1).headers.authorization, "Bearer secret");
});

test("the OpenAPI validator takes a good document and refuses a planted fault", async () => {
  const good = { openapi: "3.1.0", info: { title: "Hearth", version: "1" }, paths: { "/a": { get: { responses: { 200: { description: "Fine" } } } } } };
  await assertOpenApi(good);
  await assert.rejects(assertOpenApi({ ...good, paths: { "/a": { get: { responses: { 200: {} } } } } }), /not a valid OpenAPI document/);
});
