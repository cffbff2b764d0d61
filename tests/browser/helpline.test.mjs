// The helpline as somebody with a caller on the line uses it: one screen, the keyboard alone, nothing lost, nothing typed twice. What
// docs/helpline-burden.md says of fields and key presses is measured here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, openBrowser, openPage, screens, signIn, start } from "./harness.mjs";

const WORRY = "A child upstairs screams at night.\nLast night she screamed “I will be good”.";
const MOST_KEY_PRESSES = 17;  // besides the words themselves: docs/helpline-burden.md
const FIELDS = 12;            // a date counts as one

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

async function person(name, options = {}) {
  const page = await openPage(browser, options);
  await signIn(page, hearth.url, hearth.accounts.find((each) => each.name === name));
  return page;
}

const focused = (page) => page.evaluate(() => document.activeElement.name === "then" ? document.activeElement.value : document.activeElement.name);

test("a call is taken with the keyboard alone, in one screen", async () => {
  const gail = await person("Gail Adair");
  await gail.goto(at("/helpline"));
  await axe(gail);
  await screens(gail, "helpline");
  await gail.getByRole("button", { name: "Take a call" }).press("Enter");
  await gail.waitForURL(/\/helpline\/new/);
  assert.equal(await focused(gail), "worry", "the cursor stands in the worry");
  let presses = 0;
  const tabTo = async (name) => {
    while (await focused(gail) !== name) {
      await gail.keyboard.press("Tab");
      assert.ok(++presses < 60, `no Tab leads to ${name}`);
    }
  };
  await gail.keyboard.type(WORRY);
  for (const [name, words] of [["children[0].given_name", "Wren"], ["children[0].address", "4 Oak Lane"], ["advice", "Ring 999 when it happens."]]) {
    await tabTo(name);
    await gail.keyboard.type(words);
  }
  await axe(gail);
  await screens(gail, "helpline-call");
  const fields = await gail.locator("main form").first().evaluate((form) => {
    const names = [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.tagName !== "BUTTON" && field.checkVisibility()).map((field) => field.name);
    return [...new Set(names.map((name) => name.replace(/-(day|month|year)$/, "")))];
  });
  assert.deepEqual(fields.length, FIELDS, fields.join(" "));
  await tabTo("contact");
  await Promise.all([gail.waitForURL(/\/helpline\/calls\/[^/]{26}/), gail.keyboard.press("Enter")]);
  presses += 1;
  assert.ok(presses <= MOST_KEY_PRESSES, `${presses} key presses`);
  assert.match(await gail.locator("main").innerText(), /It became a contact/);
  await axe(gail);

  const jo = await person("Jo Brennan");
  await jo.goto(at("/triage"));
  await axe(jo);
  await screens(jo, "triage");
  await jo.getByRole("link", { name: "Wren" }).first().click();
  assert.match(await jo.locator("main").innerText(), /I will be good/, "nothing was typed again");
  await axe(jo);
  await screens(jo, "triage-contact");
  await jo.goto(`${jo.url()}/decision`);
  await axe(jo);
  await screens(jo, "triage-decision");
});

test("nothing typed is lost when a call is refused, without scripts too", async () => {
  const gail = await person("Gail Adair", { javaScriptEnabled: false });
  await gail.goto(at("/helpline/new"));
  await gail.fill("[name=worry]", WORRY);
  await gail.fill("[name='children[0].given_name']", "Wren");
  await gail.fill("[name='children[0].born-day']", "31");
  await gail.fill("[name='children[0].born-month']", "2");
  await gail.fill("[name='children[0].born-year']", "2020");
  await gail.check("[name=ring_back]");
  await gail.click("button[value=contact]");
  assert.match(await gail.locator(".govuk-error-summary").innerText(), /real date/);
  assert.equal(await gail.inputValue("[name=worry]"), WORRY);
  assert.equal(await gail.inputValue("[name='children[0].given_name']"), "Wren");
  assert.ok(await gail.isChecked("[name=ring_back]"));
});

test("the pages of the front door hold to WCAG and to a narrow screen", async () => {
  const sam = await person("Sam Otieno");
  for (const path of ["/helpline/call-backs", "/triage?show=decided", "/triage?show=stepped", "/triage/thresholds", "/triage/arrivals", "/triage/steps"]) {
    await sam.goto(at(path));
    await axe(sam);
    await screens(sam, path.replace(/[^a-z]+/g, "-").slice(1));
  }
});
