// The styles and scripts of ui/, built as the program carries them, on a page under the program's own Content-Security-Policy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { axe, openBrowser, openPage, screens, TOP } from "./harness.mjs";

const CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const MIME = { ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };

const events = (number) =>
  Array.from({ length: number }, (_, n) => `<li class="hearth-chronology__event"><h4 class="hearth-chronology__title"><a class="govuk-link" href="/events/${n}">Home visit ${n}</a></h4>
    <p class="hearth-chronology__by">Recorded by Amara Okafor, Children’s services, 2 days later</p><p class="hearth-words">Lee said “it is quieter now”.\nتحدثت مع أمه.</p></li>`).join("");
const day = (date, number) => `<li class="hearth-chronology__day"><h3 class="hearth-chronology__date"><time>${date}</time></h3><ol class="hearth-chronology__events">${events(number)}</ol></li>`;

let browser;
let out;
let server;
let url;
let urls;
let now = Math.floor(Date.now() / 1000);

const html = (attributes) => `<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>Lee Marsh - Hearth</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><link rel="icon" href="${urls.favicon}"><script src="${urls.first_js}"></script>
<link rel="stylesheet" href="${urls.app_css}"><script type="module" src="${urls.app_js}"></script></head>
<body class="govuk-template__body" ${attributes}><a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
<header><div class="hearth-header"><div class="govuk-width-container"><div class="hearth-header__container"><a class="hearth-header__name" href="/">Hearth</a>
<span class="hearth-header__place">Northshire safeguarding partnership</span><span class="hearth-header__account"><span>Amara Okafor, social worker</span><a href="/account">Account</a></span></div></div></div>
<section class="govuk-service-navigation" aria-label="Service information" data-module="govuk-service-navigation"><div class="govuk-width-container"><div class="govuk-service-navigation__container"><nav aria-label="Menu" class="govuk-service-navigation__wrapper">
<button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="navigation" hidden>Menu</button><ul class="govuk-service-navigation__list" id="navigation">
<li class="govuk-service-navigation__item govuk-service-navigation__item--active"><a class="govuk-service-navigation__link" href="/work" aria-current="true"><strong>My work</strong></a></li>
<li class="govuk-service-navigation__item"><a class="govuk-service-navigation__link" href="/front-door">Front door</a></li></ul></nav></div></div></section></header>
<div class="hearth-world"><div class="govuk-width-container"><strong>As of 3 March 2026.</strong> You see what the school knew on that day.</div></div>
<div class="govuk-width-container"><main class="govuk-main-wrapper hearth-wide" id="main-content"><h1 class="govuk-heading-xl">Lee Marsh</h1>
<form class="hearth-search" action="/search" role="search"><div class="govuk-form-group"><label class="govuk-label" for="q">Find a child or family</label><input class="govuk-input" id="q" name="q" type="search" data-search></div><button class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">Search</button></form>
<div class="hearth-columns hearth-columns--side"><section><h2 class="govuk-heading-l">Chronology</h2><ol class="hearth-chronology">${day("Tuesday 7 April 2026", 2)}${day("1 April 2026", 1)}</ol></section>
<section><h2 class="govuk-heading-m">Due</h2><ul class="govuk-list"><li class="hearth-due--late">Decide by 5pm on Thursday 2 April (2 working days late)</li><li class="hearth-due--soon">Visit by tomorrow</li><li class="hearth-due--done">Assessment finished on 1 April</li></ul>
<div class="hearth-sealed">The police hold something about this day. The hub can say whether you may know it.</div>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Who has looked</span></summary><div class="govuk-details__text">Nobody else today</div></details></section></div>
<div class="hearth-scroll" role="region" aria-label="Children" tabindex="0"><table class="govuk-table hearth-table"><caption class="govuk-table__caption">Children</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Name</th><th class="govuk-table__header" scope="col">Stage</th></tr></thead><tbody class="govuk-table__body"><tr class="govuk-table__row"><td class="govuk-table__cell">Lee</td><td class="govuk-table__cell"><strong class="govuk-tag">Assessment</strong></td></tr></tbody></table></div>
</main></div><footer class="govuk-footer"><div class="govuk-width-container">Hearth</div></footer></body></html>`;

before(async () => {
  out = mkdtempSync(join(tmpdir(), "hearth ui "));
  execFileSync(process.execPath, [join(TOP, "ui/build.mjs"), out], { stdio: "inherit" });
  urls = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  server = createServer((request, answer) => {
    answer.setHeader("content-security-policy", CSP);
    if (request.url.startsWith("/assets/")) {
      answer.setHeader("content-type", MIME[extname(request.url)]);
      return answer.end(readFileSync(join(out, "files", request.url.slice("/assets/".length))));
    }
    if (request.url === "/renew") return answer.setHeader("content-type", "application/json").end(JSON.stringify({ ends: now + 3600 }));
    const attributes = new URL(request.url, "http://x").searchParams.get("body") ?? "";
    answer.setHeader("content-type", "text/html; charset=utf-8").end(html(attributes));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(out, { recursive: true, force: true });
});

async function open(attributes = "", options = {}) {
  const page = await openPage(browser, options);
  await page.goto(`${url}/?body=${encodeURIComponent(attributes)}`);
  return page;
}

test("a work page is accessible, keeps to its policy and fits a phone", async () => {
  const page = await open();
  await axe(page);
  await screens(page, "ui-sample");
});

test("a work page is accessible without scripts", async () => {
  const page = await open("", { javaScriptEnabled: false });
  assert.equal(await page.locator("body.js-enabled").count(), 0);
  assert.equal(await page.locator("#navigation").isVisible(), true);
});

test("the body says that scripts run, and the GOV.UK components start", async () => {
  const page = await open("", { viewport: { width: 390, height: 844 } });
  assert.equal(await page.locator("body.js-enabled.govuk-frontend-supported").count(), 1);
  await page.locator(".govuk-service-navigation__toggle").click();
  assert.equal(await page.locator("#navigation").isVisible(), true);
});

test("nothing of the GOV.UK brand is served: no font, no crest, no blue header", async () => {
  const page = await open();
  const families = await page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((each) => getComputedStyle(each).fontFamily))].join(";"));
  assert.doesNotMatch(families, /Transport/);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".hearth-header")).backgroundColor), "rgb(23, 80, 90)");
  const css = readFileSync(join(out, "files", urls.app_css.replace("/assets/", "")), "utf8");
  assert.deepEqual(css.match(/GDS Transport|@font-face|govuk-crest/g), null);
  const fetched = [...new Set([...css.matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address.replace(/["']/g, "")))];
  assert.deepEqual(fetched.filter((address) => !readdirSync(join(out, "files")).includes(address.replace("/assets/", ""))), [], "styles fetch only what is built in");
});

test("what is compressed unpacks to the same bytes", () => {
  const files = readdirSync(join(out, "files"));
  const read = (name) => readFileSync(join(out, "files", name));
  const packed = files.filter((each) => /\.(br|gz)$/.test(each));
  assert.ok(packed.length >= 4);
  for (const each of packed) assert.deepEqual((each.endsWith(".br") ? brotliDecompressSync : gunzipSync)(read(each)), read(each.replace(/\.(br|gz)$/, "")), each);
});

test("/ moves to the search field, but not while typing, nor when it is switched off", async () => {
  const focused = (page) => page.evaluate(() => document.activeElement.id);
  const page = await open();
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  await page.keyboard.press("/");
  assert.equal(await page.inputValue("#q"), "/");

  const off = await open('data-shortcuts="off"');
  await off.keyboard.press("/");
  assert.notEqual(await focused(off), "q");
});

test("a session's end is announced two minutes before, and can be put off", async () => {
  now = Math.floor(Date.now() / 1000);
  const far = await open(`data-session-ends="${now + 600}"`);
  assert.equal(await far.locator("dialog").count(), 0);

  const page = await open(`data-session-ends="${now + 100}" data-session-renew="/renew"`);
  const notice = page.locator("dialog[open] [role=alert]");
  await notice.waitFor();
  assert.match(await notice.textContent(), /You will be signed out in (2 minutes|9\d seconds)/);
  await axe(page);
  await screens(page, "ui-session");
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
});

test("a wrong clock on the desk does not end a session early", async () => {
  const behind = now - 86_400;  // the server's clock, a day behind this one
  const page = await open(`data-session-now="${behind}" data-session-ends="${behind + 600}"`);
  await page.waitForTimeout(200);
  assert.equal(await page.locator("dialog").count(), 0);
});

test("paper shows the record and no furniture, no addresses, and what was folded away", async () => {
  const page = await open();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  for (const hidden of [".govuk-service-navigation", ".hearth-search", ".govuk-footer", ".govuk-skip-link"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  for (const shown of ["h1", ".hearth-chronology", ".govuk-details__text", ".hearth-world"]) assert.equal(await page.locator(shown).first().isVisible(), true, shown);
  const after = await page.evaluate(() => [...document.querySelectorAll("a")].map((each) => getComputedStyle(each, "::after").content));
  assert.ok(after.every((content) => content === "none" || content === "normal" || content === '""'), after.join());
  await screens(page, "ui-print");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".govuk-details__text").isVisible(), false);
});
