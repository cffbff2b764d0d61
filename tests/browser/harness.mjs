// Drives Debian's Chromium through Hearth's pages and holds each to WCAG 2.2 AA, to its Content-Security-Policy and to its width.
import axeCore from "axe-core";
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { TOP } from "../run/hearth.mjs";

export { accountOf, start, TOP } from "../run/hearth.mjs";

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 800 };  // WCAG 1.4.10: reflow at 320 CSS pixels
const SCREENS = join(TOP, "build/test/screens");
const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Starts a browser that speaks to nobody but the pages under test. Close it when the tests are over. */
export async function openBrowser() {
  const executablePath = PROGRAMS.find(existsSync);
  if (!executablePath) throw new Error("Chromium is missing: install Debian's package chromium");
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  if (process.getuid() === 0) args.push("--no-sandbox");  // Chromium's own sandbox refuses to start as root
  return chromium.launch({ executablePath, args });
}

/**
 * A page in a context of its own (no cookies shared). `page.faults` gathers what must never happen: script errors, refusals by
 * the Content-Security-Policy, answers of 500 and more, and requests to any other host.
 */
export async function openPage(browser, { viewport = DESK, ...options } = {}) {
  const context = await browser.newContext({ viewport, locale: "en-GB", timezoneId: "Europe/London", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);  // a busy build machine is slow, and no reason to fail
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // Chromium reports each refused page (403, 404, 422) as a console error too; those are the pages' own business.
    if (message.type() === "error" && !/^Failed to load resource/.test(message.text())) page.faults.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost") page.faults.push(`request to ${request.url()}`);
  });
  return page;
}

/** Signs an account of demo-accounts.json in through the form and waits for the page that follows. */
export async function signIn(page, url, { email, password }) {
  await page.goto(new URL("/sign-in", url).href);
  await page.fill("input[name=email]", email);
  await page.fill("input[name=password]", password);
  await Promise.all([page.waitForURL((at) => at.pathname !== "/sign-in"), page.click("main button[type=submit]")]);
}

/** What axe-core finds on the page against WCAG 2.2 AA, one line for each element. */
export async function axeFindings(page) {
  await page.evaluate(axeCore.source);  // by the debugger, so that a page's own policy needs no exception
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }), WCAG_22_AA);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
}

/** Asserts that the page has no finding, that nothing went wrong while it was used, and that it fits 320 pixels. */
export async function axe(page) {
  none(await axeFindings(page), `accessibility of ${page.url()}`);
  none(page.faults, `faults of ${page.url()}`);
  none(await overflows(page), `${page.url()} is wider than ${NARROWEST.width} pixels`);
}

function none(findings, what) {
  assert.ok(findings.length === 0, `${what}:\n${findings.join("\n")}`);
}

/** What sticks out of the page at 320 pixels' width, apart from what scrolls by itself. */
export async function overflows(page) {
  const viewport = page.viewportSize();
  await page.setViewportSize(NARROWEST);
  const found = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    // What scrolls with the page itself does not count: GOV.UK's template gives <html> a scrollbar, and so a computed overflow.
    const scrolls = (element) => element && element !== document.body && element !== document.documentElement && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .slice(0, 5);
  });
  await page.setViewportSize(viewport);
  return found;
}

/** Takes build/test/screens/NAME-desk.png and NAME-phone.png, for people to look at. */
export async function screens(page, name) {
  mkdirSync(SCREENS, { recursive: true });
  const viewport = page.viewportSize();
  for (const [suffix, size] of [["desk", DESK], ["phone", PHONE]]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(SCREENS, `${name}-${suffix}.png`), fullPage: true });
  }
  await page.setViewportSize(viewport);
}
