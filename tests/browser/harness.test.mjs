// The harness itself: a planted fault of each kind is found, and a sound page passes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { axe, axeFindings, openBrowser, openPage } from "./harness.mjs";

const page = (body) => `<!DOCTYPE html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1>${body}</main></body></html>`;
const PAGES = {
  "/sound": page("<p>All is well.</p>"),
  "/no-alt": page('<img src="/dot.svg">'),
  "/pale": page('<p style="color:#aaa;background:#fff">Hard to read</p>'),
  "/inline": page("<script>document.title = 'no'</script>"),
  "/wide": page('<div style="width:900px">Too wide</div><div style="overflow-x:auto" tabindex="0" role="region" aria-label="Table"><div style="width:900px">Scrolls</div></div>'),
  "/elsewhere": page('<img alt="" src="http://example.invalid/a.png">'),
};

let browser;
let server;
let url;

before(async () => {
  server = createServer((request, answer) => {
    if (request.url === "/broken") return answer.writeHead(500, { "content-type": "text/html" }).end(PAGES["/sound"]);
    if (request.url === "/inline") answer.setHeader("content-security-policy", "default-src 'self'");
    answer.setHeader("content-type", request.url.endsWith(".svg") ? "image/svg+xml" : "text/html; charset=utf-8");
    answer.end(PAGES[request.url] ?? '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server.close();
});

async function open(path) {
  const opened = await openPage(browser);
  await opened.goto(url + path);
  return opened;
}

test("a sound page passes", async () => axe(await open("/sound")));

test("axe finds a planted missing alt, and nothing else", async () => {
  const findings = await axeFindings(await open("/no-alt"));
  assert.equal(findings.length, 1);
  assert.match(findings[0], /^image-alt: /);
});

for (const [path, why] of [
  ["/pale", /color-contrast/],
  ["/inline", /Content Security Policy/],
  ["/wide", /wider than 320 pixels:\ndiv\./],
  ["/elsewhere", /request to http:\/\/example\.invalid/],
  ["/broken", /500: /],
])
  test(`${path} is found`, async () => {
    const opened = await open(path);
    await assert.rejects(axe(opened), why);
  });
