// A child draws on the screen that the worker hands over: with real pointer events, by keyboard, without a signal, on a slow tablet.
// Then the worker watches it grow, pins the child's words, and the family's map of safety is made.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, openBrowser, openPage, screens, signIn, start } from "./harness.mjs";

const TABLET = { width: 1024, height: 768 };

let browser;
let hearth;

before(async () => {
  [browser, hearth] = await Promise.all([openBrowser(), start()]);
});
after(async () => {
  await browser?.close();
  await hearth?.stop();
});

const at = (path) => new URL(path, hearth.url).href;
const main = (page) => page.locator("main");

/** A worker with a child of their own, at that child's Three Houses. */
async function worker(options) {
  for (const account of hearth.accounts.filter(({ role }) => /social_worker/.test(role))) {
    const page = await openPage(browser, options);
    await signIn(page, hearth.url, account);
    await page.goto(at("/my-work"));
    const child = page.locator("main a[href^='/children/']").first();
    if (await child.count()) return { page, child: await child.getAttribute("href") };
    await page.context().close();
  }
  throw new Error("no worker of the demonstration has a child");
}

async function beginSession(page, child) {
  await page.goto(at(`${child}/three-houses/new`));
  await page.getByLabel("A parent agreed").check();
  await page.getByLabel("How did the child say yes?").fill("“Can I use the red one?”");
  await page.getByLabel("An assessment", { exact: true }).check();
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/three-houses\/[0-9a-z]{26}/);
  return new URL(page.url()).pathname;
}

async function openSheet(page, session, number = 0) {
  await page.goto(at(session));
  await page.getByRole("button", { name: "Hand the tablet over" }).nth(number).click();
  await page.locator("[data-drawing][data-ready=yes]").waitFor();
}

async function stroke(page, points) {
  const box = await page.locator("canvas").last().boundingBox();
  const move = ([x, y]) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  await move(points[0]);
  await page.mouse.down();
  for (const point of points.slice(1)) await move(point);
  await page.mouse.up();
}

const saved = (page) => page.locator("[data-state=saved]").waitFor();
/** How many pixels of the finished drawing are not empty. */
const inked = (page) =>
  page.locator("canvas").first().evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
    return count;
  });

test("a child draws, takes back, stamps and writes, and nothing is lost", async () => {
  const { page, child } = await worker({ viewport: TABLET });
  const session = await beginSession(page, child);
  await axe(page);
  await screens(page, "houses-session-empty");
  await openSheet(page, session, 1);
  await page.getByRole("button", { name: "Red" }).click();
  await stroke(page, [[0.3, 0.5], [0.4, 0.3], [0.5, 0.5], [0.3, 0.5]]);
  await page.getByRole("button", { name: "Blue" }).click();
  await stroke(page, [[0.6, 0.6], [0.7, 0.8], [0.8, 0.6]]);
  await saved(page);
  const both = await inked(page);
  assert.ok(both > 500, `${both} pixels of ink`);
  await page.getByRole("button", { name: "Undo" }).click();
  await saved(page);
  assert.ok((await inked(page)) < both, "taken back");
  await page.getByRole("button", { name: "Rain cloud" }).click();
  await page.locator("canvas").last().click({ position: { x: 80, y: 90 } });
  await page.getByLabel("My words").fill("they shout اسمي عمر");
  await page.getByRole("button", { name: "Put on" }).click();
  await saved(page);
  await axe(page);
  await page.setViewportSize(TABLET);
  await screens(page, "houses-drawing");
  await page.reload();
  await page.locator("[data-drawing][data-ready=yes]").waitFor();
  assert.ok((await inked(page)) > 500, "the drawing stands there again");

  await page.getByRole("link", { name: "I am done" }).click();
  await page.getByRole("link", { name: /^I am / }).click();
  assert.equal(await main(page).locator("svg.hearth-sheet text").innerHTML().then((html) => /they shout اسمي عمر/.test(html)), true);
  await screens(page, "houses-session");
  await page.getByRole("link", { name: /Watch it grow.*worries/ }).click();
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByRole("button", { name: "Play" }).waitFor();  // it came to its end
  await page.getByRole("slider").fill("10");
  await page.locator(".hearth-play__sheet").click({ position: { x: 200, y: 150 } });
  await page.getByLabel("What did you ask?").fill("What is this?");
  await page.getByLabel("What did the child say?").fill("That is the noise");
  await page.getByRole("button", { name: "Save the child’s words" }).click();
  await page.waitForURL(/sheets\/[0-9a-z]{26}\?done/);
  assert.match(await main(page).innerText(), /That is the noise/);
  await axe(page);
  await screens(page, "houses-sheet");
  await page.goto(at(`${session}/paper?for=own_worker`));
  await axe(page);
  await screens(page, "houses-paper");
  await page.goto(at("/sayings"));
  assert.match(await main(page).innerText(), /That is the noise/);
  await axe(page);
  await screens(page, "houses-sayings");
});

test("by keyboard alone, and without scripts", async () => {
  const { page, child } = await worker({ viewport: TABLET });
  const session = await beginSession(page, child);
  await openSheet(page, session);
  await page.getByRole("button", { name: "Heart" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await saved(page);
  assert.ok((await inked(page)) > 500, "a stamp by keyboard");
  assert.deepEqual(page.faults, []);
  const { cookies } = await page.context().storageState();
  const plain = await openPage(browser, { javaScriptEnabled: false });
  await plain.context().addCookies(cookies);
  await plain.goto(page.url());
  await plain.getByLabel("My words").fill("no scripts here");
  await plain.getByRole("button", { name: "Put on" }).click();
  assert.match(await plain.locator("svg.hearth-sheet").innerHTML(), /no scripts here/);
});

test("without a signal it is kept on the tablet, also when the page is closed, and sent once", async () => {
  const { page, child } = await worker({ viewport: TABLET });
  const session = await beginSession(page, child);
  await openSheet(page, session);
  const sheet = page.url();
  await page.context().setOffline(true);
  await stroke(page, [[0.2, 0.2], [0.6, 0.6]]);
  await page.locator("[data-state=waiting]").waitFor();
  assert.match(await page.locator("[data-saved]").innerText(), /Kept on this tablet/);
  const plain = await page.evaluate(async () => {
    const open = indexedDB.open("hearth-unsent");
    const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
    const all = database.transaction("parcels").objectStore("parcels").getAll();
    const parcels = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
    return parcels.map(({ sealed }) => new TextDecoder().decode(sealed)).join("");
  });
  assert.ok(plain.length > 0, "kept");
  assert.doesNotMatch(plain, /marks|points|stroke/, "and encrypted");
  await page.close();  // the battery is flat
  const again = await page.context().newPage();
  await page.context().setOffline(false);
  await again.goto(sheet);
  await again.locator("[data-drawing][data-ready=yes]").waitFor();
  await again.locator("[data-state=saved]").waitFor();
  assert.equal(await again.locator("[data-drawing]").evaluate((root) => JSON.parse(root.dataset.marks).length), 1, "once");
});

test("ink stands on the screen within a frame on a tablet six times slower", async () => {
  const { page, child } = await worker({ viewport: TABLET });
  const session = await beginSession(page, child);
  await openSheet(page, session);
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  // The time that the page itself needs in each frame, from the pointer's event until its ink is drawn.
  await page.evaluate(() => {
    globalThis.frames_ = [];
    const real = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (draw) =>
      real((now) => {
        const begin = performance.now();
        draw(now);
        globalThis.frames_.push(performance.now() - begin);
      });
  });
  const circle = Array.from({ length: 120 }, (_, i) => [0.5 + 0.3 * Math.cos(i / 9), 0.5 + 0.3 * Math.sin(i / 9)]);
  await stroke(page, circle);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const frames = (await page.evaluate(() => globalThis.frames_)).sort((a, b) => a - b);
  const p95 = frames[Math.floor(frames.length * 0.95)];
  console.log(`ink: ${frames.length} frames, median ${frames[frames.length >> 1].toFixed(1)} ms, 95 % within ${p95.toFixed(1)} ms, processor slowed six times`);
  assert.ok(frames.length > 20, "enough frames to say anything");
  assert.ok(frames[frames.length >> 1] < 16.7, "the median frame takes longer than a frame");
});

test("a map of safety on one page", async () => {
  const { page, child } = await worker();
  await page.goto(at(`${child}/safety-maps/new`));
  await page.getByLabel("Assessment", { exact: true }).check();
  await page.getByLabel("Who makes the map?").fill("Mum, Gran and Sam");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/safety-maps\/[0-9a-z]{26}/);
  const map = page.url().split("?")[0];
  for (const [domain, words] of [["future_danger", "Gran is worried that nobody is there at night"], ["existing_strength", "Mum rings Gran when it gets too much"]]) {
    await page.goto(`${map}/statements/new?domain=${domain}`);
    await axe(page);
    await page.getByLabel("The statement").fill(words);
    await page.getByLabel("Who says so?").fill("Gran");
    await page.getByRole("button", { name: "Add" }).click();
    await page.waitForURL(/done=make_safety_statement/);
  }
  await page.goto(`${map}/scale`);
  await page.getByLabel("Who gives the number?").fill("Mum");
  await page.getByLabel("7", { exact: true }).check();
  await page.getByLabel("Why this number?").fill("Two quiet weeks");
  await page.getByRole("button", { name: "Save the number" }).click();
  await page.waitForURL(/done=scale_safety/);
  assert.match(await main(page).innerText(), /No safety goal yet/i);
  await axe(page);
  await screens(page, "safety-map");
  await page.goto(at(`${child}/safety-maps`));
  await axe(page);
  await screens(page, "safety-maps");
});

test("an assessment that begins with risk, and what the forms cost", async () => {
  const { page, child } = await worker();
  await page.goto(at(`${child}/thinking/new`));
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/thinking\/[0-9a-z]{26}/);
  await page.getByRole("link", { name: /^Answer.*What do we think/ }).click();
  await axe(page);
  await page.getByLabel("What do we think is going on?").fill("Left alone at night");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/done=answer_question/);
  assert.match(await main(page).innerText(), /There is no rival explanation/);
  await axe(page);
  await screens(page, "thinking");
  await page.goto(at("/burden"));
  assert.match(await main(page).innerText(), /Risk first, version 2/);
  await axe(page);
  await screens(page, "burden");
});
