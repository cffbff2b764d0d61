// Every page, as every kind of person of the demonstration meets it. They follow the links of their own pages, so that ids and addresses
// are found as people find them; then each address that somebody found is tried by everybody, for a page that one may not see
// is a page that there is not.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { run } from "../run/hearth.mjs";
import { axe, openBrowser, openPage, screens, signIn, start } from "./harness.mjs";

const PEOPLE = ["Sam Otieno", "Jo Brennan", "Helen Marsh", "Omar Siddiq", "Amy Calder", "Priya Sandhu", "Morgan Hale", "PC Adil Nasser", "Margaret Dell", "Zara Whitlock", "Owen Pike", "Gail Adair",
                "Eve Hollis"];
const ADDRESSES_OF_A_ROUTE = 2;  // the demonstration has dozens of children, whose pages are drawn alike
const ID = /^[0-9a-z]{26}$/;

// The demonstration has maps of safety for a few children only, whom the crawl need not meet; tests/browser/houses.test.mjs and the
// practice's own tests open these.
const MAPS = ["", "/complete", "/dispute", "/for-the-child", "/scale", "/statements/new", "/taken-off", "/wording"].map((end) => `/safety-maps/{map}${end}`);

let browser;
let hearth;
let patterns;
let downloads;  // patterns that answer with a file: no page to look at
const found = new Map();  // the pattern of a route: the addresses that links led to
const shown = new Set();  // the patterns of which somebody saw a page

before(async () => {
  const listed = run(["routes", "--json"]);
  [browser, hearth] = await Promise.all([openBrowser(), start({ children: 120 })]);
  const { code, stdout } = await listed;
  assert.equal(code, 0);
  const gets = JSON.parse(stdout).filter((route) => route.method === "GET" && route.permission !== "guards_itself");
  patterns = gets.filter((route) => !route.download).map((route) => route.pattern);
  downloads = gets.filter((route) => route.download).map((route) => route.pattern);
  assert.ok(patterns.length > 20, `the program lists its routes: ${patterns.length}`);
});
after(async () => {
  await browser?.close();
  await hearth?.stop();
});

function fits(pattern, path) {
  const words = path.split("/");
  const parts = pattern.split("/");
  return parts.length === words.length && parts.every((part, at) => part === words[at] || (part.startsWith("{") && ID.test(words[at])));
}
/** "/children/{child}/notes/new" for the address of such a page; exact words go before ids. */
const patternOf = (path) => patterns.find((pattern) => fits(pattern, path)) ?? path;

/** Opens the address and holds the page to everything that harness.mjs holds pages to; the status is 200 or 404. */
async function look(page, path) {
  const answer = await page.goto(new URL(path, hearth.url).href);
  assert.ok([200, 404].includes(answer.status()), `${path} answered ${answer.status()}`);
  await axe(page);
  return answer.status();
}

const nameOf = (pattern) => pattern.slice(1).replaceAll("/", "-").replace(/[{}]/g, "") || "start";

for (const name of PEOPLE)
  test(`the pages that ${name} is led to`, async () => {
    const page = await openPage(browser);
    await signIn(page, hearth.url, hearth.accounts.find((each) => each.name === name));
    const ahead = [new URL(page.url()).pathname, "/account"];
    const seen = new Map();
    for (let path = ahead.shift(); path; path = ahead.shift()) {
      const pattern = patternOf(path.split("?")[0]);
      if (downloads.some((download) => fits(download, path.split("?")[0]))) continue;
      const visited = seen.get(pattern) ?? [];
      if (visited.includes(path) || visited.length === ADDRESSES_OF_A_ROUTE) continue;
      seen.set(pattern, [...visited, path]);
      assert.equal(await look(page, path), 200, `${name} is led to ${path}`);
      if (!shown.has(pattern)) await screens(page, `page-${nameOf(pattern)}`);
      shown.add(pattern);
      if (!found.has(pattern)) found.set(pattern, path);
      ahead.push(...(await page.locator("a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href").split("#")[0]))));
    }
    await page.context().close();
  });

test("an address is a page to those who may see it, and no page to anybody else", async () => {
  // Addresses that no link of the pages above led to, made from those that did.
  const ids = Object.fromEntries([...found].flatMap(([pattern, path]) => {
    const words = path.split("?")[0].split("/");
    return pattern.split("/").flatMap((part, at) => (part.startsWith("{") ? [[part, words[at]]] : []));
  }));
  const paths = patterns.map((pattern) => [pattern, pattern.replace(/{[a-z]+}/g, (part) => ids[part] ?? "01jdc3zpm0jxnqf7kdrfxyhc7x")]);
  const refused = new Map();
  for (const name of PEOPLE) {
    const page = await openPage(browser);
    await signIn(page, hearth.url, hearth.accounts.find((each) => each.name === name));
    const titles = new Set();
    for (const [pattern, path] of paths) {
      const answer = await page.request.get(new URL(path, hearth.url).href, { maxRedirects: 0 });
      // A member of the hub who tries what is the manager's is told so, for they know of the enquiry; the attempt stands on its board.
      assert.ok([200, 404, ...(path.startsWith("/hub/") ? [403] : [])].includes(answer.status()), `${name}: ${path} answered ${answer.status()}`);
      if (answer.status() === 403) continue;
      if (answer.status() === 404) {
        refused.set(name, [...(refused.get(name) ?? []), path]);
        titles.add(/<title>(.*?)<\/title>/.exec(await answer.text())[1]);
      } else if (!shown.has(pattern)) {
        await look(page, path);
        await screens(page, `page-${nameOf(pattern)}`);
        shown.add(pattern);
      }
    }
    assert.equal(titles.size, 1, `what one may not see and what there is not look alike: ${[...titles]}`);
    assert.equal(await look(page, refused.get(name)[0]), 404);
    if (name === PEOPLE[0]) await screens(page, "not-found");
    await page.context().close();
  }
  for (const name of PEOPLE.filter((each) => each !== "Morgan Hale")) assert.ok(refused.get(name).includes("/admin"), `${name} does not administer`);
  for (const name of ["Morgan Hale", "PC Adil Nasser"]) assert.ok(refused.get(name).includes(`/children/${ids["{child}"]}`), `${name} opens no child’s record`);
});

test("every page of a route was seen by somebody, apart from those that wait for something to happen", () => {
  const waiting = new Set(["/access-reviews/{relation}", "/admin/people/{account}/invitation", "/admin/people/{account}/reopen",
                           "/admin/people/{account}/second-factor", "/contacts/{contact}/decision",
                           "/documents/{document}/withdrawal", "/children/{child}/family/{tie}",
                           "/hub/releases/{release}", "/hub/releases/{release}/taken-back", "/released/{release}",
                           "/referrals/{referral}/conference", "/referrals/{referral}/review-conference",
                           ...MAPS, "/three-houses/{session}/paper",
                           "/tasks/{task}", "/tasks/{task}/done", "/tasks/{task}/reopened"]);
  // What the crawl meets depends on the day on which the demonstration is told: one page in twenty may have been out of its way.
  const missed = patterns.filter((pattern) => !shown.has(pattern) && !waiting.has(pattern));
  assert.ok(missed.length <= patterns.length / 20, `nobody saw ${missed.join(", ")}`);
});
