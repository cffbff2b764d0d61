// What the black-box tests speak with: a visitor with cookies and forms, and an API client with a bearer token.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { formsOf } from "./forms.mjs";

export { accountOf, PROGRAM, run, serve, start, TOP } from "../run/hearth.mjs";
export { formsOf, unescape } from "./forms.mjs";

/** Somebody at a browser without scripts: keeps cookies, follows nothing unless asked, sends forms as their page made them. */
export class Visitor {
  constructor(url) {
    this.url = url;
    this.cookies = new Map();
  }

  /** One request; the answer is {status, headers, text, location}. */
  async fetch(path, { method = "GET", headers = {}, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(path, this.url), { method, body, redirect: "manual", headers: { ...(cookie && { cookie }), ...headers } });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return { status: answer.status, headers: answer.headers, text: await answer.text(), location: answer.headers.get("location") };
  }

  get(path, headers = {}) {
    return this.fetch(path, { headers });
  }

  /** GET, going where it is sent, at most five times. */
  async visit(path) {
    let answer = await this.get(path);
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && answer.location; hops++) {
      assert.ok(hops < 5, `${path} sends in circles, last to ${answer.location}`);
      answer = await this.get(answer.location);
    }
    return answer;
  }

  /** POSTs fields (an object or [name, value] pairs) as a form from our own origin. No token is added. */
  post(path, fields, headers = {}) {
    return this.fetch(path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: this.url, ...headers },
    });
  }

  /**
   * Opens the page at `path`, fills its form and sends it. `fields` replaces what the page held; a list repeats the name,
   * undefined removes it. `action` picks a form where the page has several that POST.
   */
  async submit(path, fields, { action } = {}) {
    const page = await this.visit(path);
    assert.equal(page.status, 200, `${path} answers ${page.status}, not a form`);
    return this.send(path, page, fields, { action });
  }

  /** Likewise with a page that is open already. */
  send(path, page, fields, { action } = {}) {
    const form = formsOf(page.text).find((each) => each.method === "post" && (action === undefined || each.action === action));
    assert.ok(form, `${path} has no form that posts${action === undefined ? "" : ` to ${action}`}`);
    const filled = form.fields.filter(([name]) => !(name in fields));
    for (const [name, value] of Object.entries(fields))
      for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) filled.push([name, String(each)]);
    return this.post(new URL(form.action || path, new URL(path, this.url)).pathname, filled);
  }

  async signIn({ email, password }) {
    const answer = await this.submit("/sign-in", { email, password });
    assert.ok(answer.status === 303 || answer.status === 302, `${email} could not sign in: ${answer.status}`);
    return answer;
  }

  keep(line) {
    const [pair, ...rest] = line.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (rest.some((each) => /^\s*max-age\s*=\s*0\s*$/i.test(each)) || value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** An API client: call(method, path, body?, headers?) answers {status, headers, json, text}; json is undefined for anything else. */
export function api(url, token) {
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: "manual",
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { accept: "application/json", ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json\b/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
}

/** Asserts that `document` is a valid OpenAPI document of the version it claims, by a public validator. */
export async function assertOpenApi(document) {
  const packages = createRequire(new URL("../browser/package.json", import.meta.url));
  const { Validator } = await import(packages.resolve("@seriousme/openapi-schema-validator"));
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, `not a valid OpenAPI document: ${JSON.stringify(errors, null, 2)}`);
}
