// One child's way through the record, from the first telephone call to the closure, as the people do it in their browsers; and what
// the forms promise on the way: nothing typed is lost, nothing is recorded twice, a keyboard is enough, and so is a browser without
// scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, openBrowser, openPage, screens, signIn, start } from "./harness.mjs";

const WORRY = "Wren came to school hungry again.\nShe says “nobody was home” – three nights in a row.";

let browser;
let hearth;

before(async () => {
  [browser, hearth] = await Promise.all([openBrowser(), start()]);
});
after(async () => {
  await browser?.close();
  await hearth?.stop();
});

const account = (name) => hearth.accounts.find((each) => each.name === name);
const at = (path) => new URL(path, hearth.url).href;

/** Somebody of the demonstration at a browser of their own, signed in. */
async function person(name, options = {}) {
  const page = await openPage(browser, options);
  await signIn(page, hearth.url, account(name));
  return page;
}

const main = (page) => page.locator("main");
const heading = (page) => page.locator("h1").innerText();
const follow = (page, name) => main(page).getByRole("link", { name }).first().click();
const press = (page, name) => page.getByRole("button", { name }).first().click();
const says = async (page, words) => assert.match(await main(page).innerText(), words);

/** Presses Tab until the focus stands on the field with this name, as somebody without a mouse does. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((wanted) => (document.activeElement.name || document.activeElement.textContent.trim()) === wanted, name)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no Tab leads to “${name}” on ${page.url()}`);
}

async function fillContact(page, child, worry = WORRY) {
  await page.getByLabel("Who are they?").selectOption({ label: "School" });
  await page.getByLabel("Their name").fill("Mrs Alder");
  await page.locator("[name='children[0].given_name']").fill(child);
  await page.locator("[name='children[0].family_name']").fill("Ashdown");
  await page.getByLabel("What are they worried about?").fill(worry);
}

/** The contacts about this child that wait at the front door, by their addresses. */
async function waiting(page, child) {
  await page.goto(at("/front-door"));
  return page.getByRole("link", { name: child }).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

test("a child’s way from the first call to the closure", async (t) => {
  const [jo, sam, helen, amy] = await Promise.all(["Jo Brennan", "Sam Otieno", "Helen Marsh", "Amy Calder"].map((name) => person(name)));
  let contact, referral, child;

  await t.test("Jo records a contact with the keyboard alone", async () => {
    await jo.goto(at("/contacts/new"));
    await tabTo(jo, "method");
    await jo.keyboard.press("ArrowDown");
    await jo.keyboard.press("ArrowUp");
    await tabTo(jo, "source");
    await jo.keyboard.type("School");
    const fields = { caller_name: "Mrs Alder", "children[0].given_name": "Wren", "children[0].family_name": "Ashdown",
                     "children[0].born-day": "4", "children[0].born-month": "5", "children[0].born-year": "2017" };
    for (const [name, words] of Object.entries(fields)) {
      await tabTo(jo, name);
      await jo.keyboard.type(words);
    }
    await tabTo(jo, "worry");
    await jo.keyboard.type(WORRY);
    await tabTo(jo, "family_informed");
    await jo.keyboard.press("Space");
    await tabTo(jo, "Save the contact");
    await Promise.all([jo.waitForURL(/\/contacts\/[^/]{26}/), jo.keyboard.press("Enter")]);
    contact = new URL(jo.url()).pathname;
    assert.equal(await heading(jo), "Contact about Wren Ashdown");
    await says(jo, /three nights in a row/);
    await axe(jo);
  });

  await t.test("Sam finds it in the queue and makes a referral", async () => {
    const [address] = await waiting(sam, "Wren Ashdown");
    assert.equal(address, contact);
    await axe(sam);
    await screens(sam, "front-door-waiting");
    await follow(sam, "Wren Ashdown");
    await screens(sam, "contact");
    await follow(sam, "Wren Ashdown");
    child = new URL(sam.url()).pathname;
    await sam.goBack();
    await press(sam, "Decide what happens next");
    await axe(sam);
    await screens(sam, "contact-decision");
    await sam.getByLabel("Referral", { exact: true }).check();
    await sam.getByLabel("Why?").fill("Hunger, and alone at night.");
    await sam.getByLabel("Which team takes it?").selectOption({ label: "Assessment North" });
    await sam.getByLabel("What is the main need?").selectOption({ index: 1 });
    await press(sam, "Record the decision");
    await says(sam, /Decision: Referral/);
    assert.deepEqual(await waiting(sam, "Wren Ashdown"), []);
  });

  await t.test("Helen decides the referral and allocates Amy", async () => {
    await helen.goto(at("/my-work"));
    await helen.getByRole("row", { name: /Wren Ashdown/ }).getByRole("link", { name: "To decide" }).click();
    referral = new URL(helen.url()).pathname;
    await axe(helen);
    await screens(helen, "referral-new");
    await helen.goto(at(`${referral}/decision`));
    await axe(helen);
    await screens(helen, "referral-decision");
    await helen.getByLabel("Assessment under section 17").check();
    await helen.getByLabel("Why?").fill("We do not know who looks after Wren at night.");
    await helen.getByLabel("They were told").first().check();
    await press(helen, "Record the decision");
    await says(helen, /Assessment under section 17/);

    await helen.goto(at(`${child}/allocation`));
    await axe(helen);
    await screens(helen, "allocation");
    await helen.getByLabel(/Amy Calder/).check();
    await helen.getByLabel("Why?").fill("Amy knows the school.");
    await press(helen, "Allocate");
    await helen.waitForURL((url) => url.pathname === child);
    await helen.getByRole("tab", { name: "People involved" }).click();
    await says(helen, /Amy Calder/);
  });

  await t.test("Amy starts and writes the assessment", async () => {
    await amy.goto(at("/my-work"));
    await axe(amy);
    await screens(amy, "my-work-worker");
    await amy.getByRole("row", { name: /Wren Ashdown/ }).getByRole("link", { name: "Assessment to start" }).click();
    await press(amy, "Start an assessment");
    await press(amy, "Start the assessment");
    await says(amy, /Assessment started/);
    await amy.goto(at(`${referral}/assessment`));
    await axe(amy);
    await screens(amy, "assessment");
    const parts = { "What are you worried about?": "Wren is alone at night.", "What keeps the child safe?": "Her aunt lives next door.",
                    "What does the child say?": "“I put the chair against the door.”", "What does it mean for the child?": "She does not sleep." };
    for (const [question, words] of Object.entries(parts)) await amy.getByLabel(question).fill(words);
    await amy.getByLabel("I saw the child", { exact: true }).check();
    await amy.getByLabel("I saw the child alone").check();
    if (!(await amy.locator("[name=factors]").first().isVisible())) await amy.locator("summary", { hasText: /factor|find|found/i }).first().click();
    await amy.locator("[name=factors]").first().check();
    await press(amy, "Save the assessment");
    await says(amy, /I put the chair against the door/);
  });

  await t.test("Amy sets herself a task, does it, and opens it again", async () => {
    await amy.goto(at(`${child}/tasks/new`));
    await amy.getByLabel("What is to be done?").fill("Ring the aunt");
    for (const [part, number] of Object.entries({ day: 1, month: 12, year: 2030 })) await amy.locator(`[name=by-${part}]`).fill(String(number));
    await press(amy, "Set the task");
    await amy.goto(at("/my-work"));
    await follow(amy, "Ring the aunt");
    await axe(amy);
    await screens(amy, "task");
    const task = amy.url();
    await press(amy, "Mark as done");
    await says(amy, /Task done/);
    await amy.goto(task);
    await axe(amy);
    await main(amy).locator("summary").last().click();
    await amy.getByLabel("Why is it open again?").fill("She was not at home.");
    await press(amy, "Open the task again");
    await amy.goto(task);
    await amy.getByRole("button", { name: "Mark as done" }).waitFor();
  });

  await t.test("Helen authorises it", async () => {
    await helen.goto(at(`${referral}/assessment/authorisation`));
    await axe(helen);
    await screens(helen, "authorisation");
    await helen.getByLabel("Yes, I authorise it").check();
    await helen.getByLabel("Child in need plan").check();
    await helen.getByLabel("Your reasons").fill("Wren was heard; the aunt can be part of the plan.");
    await press(helen, "Save");
    await says(helen, /Authorised on .* by Helen Marsh/);
  });

  await t.test("Amy makes a plan, and ends it at its review", async () => {
    await amy.goto(at(`${referral}/plan`));
    await axe(amy);
    await screens(amy, "plan");
    await amy.getByLabel("What is the plan for?").fill("So that somebody is with Wren every night.");
    await amy.getByLabel("What needs to change?").first().fill("Wren is never alone at night");
    await amy.getByLabel("What will be done?").first().fill("Her aunt stays when mum works");
    await amy.getByLabel("Who will do it?").first().fill("Aunt");
    await press(amy, "Make the plan");
    await says(amy, /Wren is never alone at night/);
    await amy.goto(at(`${referral}/plan/review`));
    await axe(amy);
    await screens(amy, "plan-review");
    await amy.getByLabel("What is better, what is not?").fill("Mum changed her shifts.");
    await amy.getByLabel("What does the child say?").fill("“I sleep now.”");
    await amy.getByLabel("The plan ends").check();
    await press(amy, "Save the review");
    await says(amy, /The plan ends/);
  });

  await t.test("the child’s page tells it all, and who has looked", async () => {
    await helen.goto(at(child));
    await axe(helen);
    await screens(helen, "child-journey");
    const told = await helen.locator(".hearth-chronology").first().innerText();
    for (const step of [/Contact received from School/, /Referral decided/, /Assessment authorised/, /plan began/, /Plan reviewed: The plan ends/])
      assert.match(told, step);
    await helen.getByRole("tab", { name: "Who has looked" }).click();
    const looked = await helen.locator("#looked").innerText();
    for (const name of ["Helen Marsh", "Amy Calder"]) assert.match(looked, new RegExp(name));
    await axe(helen);
    await screens(helen, "child-looked");
  });

  await t.test("Helen closes the referral, and opens the record again only with a reason", async () => {
    await helen.goto(at(`${referral}/closure`));
    await axe(helen);
    await screens(helen, "closure");
    await helen.locator("[name=reason]").first().check();
    await helen.getByLabel("What has changed for the child").fill("Wren is not alone at night any more.");
    await press(helen, "Close the referral");
    await says(helen, /Referral closed/);
    const refused = await helen.goto(at(child));
    assert.equal(refused.status(), 404, "who works with a child no longer reads no longer");
    await axe(helen);
    await screens(helen, "not-found");
    await helen.goto(at(`${child}/break-glass`));
    await axe(helen);
    await screens(helen, "break-glass");
    await helen.getByLabel("Why must you open this record now?").fill("The aunt rang: Wren is alone tonight, and nobody answers.");
    await press(helen, "Open the record");
    await says(helen, /Referral closed|Closed/);
    await axe(helen);
    await screens(helen, "child-after");
  });
  await Promise.all([jo, sam, helen, amy].map((page) => page.context().close()));
});

test("a refused form comes back with everything typed, and its summary leads to the fields", async () => {
  const jo = await person("Jo Brennan");
  await jo.goto(at("/contacts/new"));
  await fillContact(jo, "Linnet");
  await jo.getByLabel("Who are they?").selectOption("");
  await jo.locator("[name='children[0].born-day']").fill("4");
  await jo.locator("[name='children[0].born-month']").fill("2");
  await jo.locator("[name='children[0].born-year']").fill("2100");
  await press(jo, "Save the contact");
  const summary = jo.locator(".govuk-error-summary");
  await summary.waitFor();
  assert.match(await jo.title(), /^Error: /);
  assert.equal(await jo.evaluate(() => document.activeElement.className), "govuk-error-summary");
  assert.equal(await jo.getByLabel("What are they worried about?").inputValue(), WORRY);
  assert.equal(await jo.getByLabel("Their name").inputValue(), "Mrs Alder");
  assert.equal(await jo.locator("[name='children[0].given_name']").inputValue(), "Linnet");
  assert.equal(await jo.locator("[name='children[0].born-day']").inputValue(), "4");
  const links = await summary.getByRole("link").all();
  assert.ok(links.length >= 2, `both faults are named: ${await summary.innerText()}`);
  for (const link of links) {
    const id = decodeURIComponent((await link.getAttribute("href")).slice(1));
    await link.click();
    assert.equal(await jo.evaluate(() => document.activeElement.id), id, "the link moves the focus to its field");
  }
  await axe(jo);
  await screens(jo, "contact-refused");
  assert.deepEqual(await waiting(jo, "Linnet"), []);
  await jo.context().close();
});

test("a form sent twice makes one contact", async () => {
  const jo = await person("Jo Brennan");
  await jo.goto(at("/contacts/new"));
  await fillContact(jo, "Robin", "Hungry again.");
  // Twice over the wire, past the button's own guard: the same form, from the same page.
  const addresses = await jo.evaluate(async () => {
    const form = document.querySelector("main form");
    const send = () => fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => new URL(answer.url).pathname);
  });
  assert.match(addresses[0], /^\/contacts\/[^/]{26}$/);
  assert.equal(addresses[1], addresses[0]);
  await jo.getByRole("button", { name: "Save the contact" }).dblclick();
  await jo.waitForURL(/\/contacts\/[^/]{26}/);
  assert.deepEqual(await waiting(jo, "Robin Ashdown"), [addresses[0]]);
  await jo.context().close();
});

test("signing in and recording a contact need no scripts", async () => {
  const jo = await person("Jo Brennan", { javaScriptEnabled: false });
  await jo.getByRole("link", { name: "Front door" }).first().click();
  await jo.getByRole("button", { name: "Record a new contact" }).click();
  await fillContact(jo, "Martin");
  await press(jo, "Save the contact");
  assert.equal(await heading(jo), "Contact about Martin Ashdown");
  assert.deepEqual(jo.faults, []);
  await jo.context().close();
});

test("what was typed in a session that ended comes back after signing in", async () => {
  const jo = await person("Jo Brennan");
  await jo.goto(at("/contacts/new"));
  await fillContact(jo, "Swift");
  const elsewhere = await jo.context().newPage();
  await elsewhere.goto(at("/"));
  await elsewhere.getByRole("button", { name: "Sign out" }).click();
  await elsewhere.waitForURL(/sign-in/);
  await press(jo, "Save the contact");
  await says(jo, /what you typed comes back/);
  await axe(jo);
  await screens(jo, "signed-out-kept");
  await jo.fill("input[name=email]", account("Jo Brennan").email);
  await jo.fill("input[name=password]", account("Jo Brennan").password);
  await press(jo, "Sign in");
  await says(jo, /You are signed in again/);
  assert.equal(await jo.getByLabel("What are they worried about?").inputValue(), WORRY);
  assert.equal(await jo.locator("[name='children[0].given_name']").inputValue(), "Swift");
  await axe(jo);
  await press(jo, "Save the contact");
  await jo.waitForURL(/\/contacts\/[^/]{26}/);
  assert.equal((await waiting(jo, "Swift Ashdown")).length, 1);
  await jo.context().close();
});
