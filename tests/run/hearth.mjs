// Starts the real program for the black-box and browser tests, and stops it again.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const TOP = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** The program under test; ./test names the one that it built. */
export const PROGRAM = process.env.HEARTH_PROGRAM ?? join(TOP, "build/release/hearth");

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 15_000;

/** Runs the program with `words` to its end: {code, signal, stdout, stderr}. `options` are those of spawn, and `input`. */
export function run(words, { input = "", ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, words, { stdio: "pipe", ...options });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    child.stdin.on("error", () => {});  // a program that needs no input may have gone already
    child.stdin.end(input);
  });
}

/**
 * Starts `hearth demo` in a folder of its own and waits until it is ready:
 *   {url, data, accounts, child, said(), stop()}
 * `accounts` is the list in demo-accounts.json; said() is all that the program has printed. stop() asks it to end, waits,
 * and removes the folder unless `data` was given.
 */
export async function start({ children = 40, seed = 1, data, options = [], env = {} } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), "hearth demo "));  // a space, since people's folders have them
  const words = ["demo", "--children", children, "--seed", seed, "--port", 0, "--data", folder, ...options].map(String);
  return serve(words, folder, { env, keep: data !== undefined });
}

/** Likewise for any words that make the program serve and print its ready line, `serve --data DIR` among them. */
export async function serve(words, folder, { env = {}, keep = true } = {}) {
  const child = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  const leave = () => child.kill("SIGKILL");  // a test file that falls over leaves no server behind
  process.once("exit", leave);
  let said = "";
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve(`could not be started: ${error.message}`));
    child.on("close", (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const ready = new Promise((resolve) => {
    const hear = (text) => {
      said += text;
      const line = /^ready (http:\/\/\S+)$/m.exec(said);
      if (line) resolve({ url: line[1] });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  });
  const { url, problem } = await Promise.race([ready, ended.then((problem) => ({ problem })), after(READY_WITHIN_MS, { problem: "was not ready in time" })]);
  const stop = async () => {
    child.kill("SIGTERM");
    const late = await Promise.race([ended.then(() => false), after(STOP_WITHIN_MS, true)]);
    if (late) child.kill("SIGKILL");
    process.off("exit", leave);
    if (!keep) rmSync(folder, { recursive: true, force: true });
    if (late) throw new Error("hearth did not stop when it was asked to");
  };
  if (!url) {
    await stop().catch(() => {});
    throw new Error(`hearth ${words.join(" ")}: ${problem}\n${said.slice(-4000)}`);
  }
  const accountsFile = join(folder, "demo-accounts.json");
  const accounts = existsSync(accountsFile) ? JSON.parse(readFileSync(accountsFile, "utf8")) : [];
  return { url, data: folder, accounts, child, said: () => said, stop };
}

/** The first account with this role; says which roles there are when there is none. */
export function accountOf(accounts, role) {
  const account = accounts.find((each) => each.role === role);
  if (!account) throw new Error(`no demo account is a ${role}; there are: ${[...new Set(accounts.map((each) => each.role))].join(", ")}`);
  return account;
}

function after(milliseconds, value) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value).unref());
}
