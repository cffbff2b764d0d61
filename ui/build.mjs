// Builds the pages' styles and scripts into what the program carries:
//   node ui/build.mjs OUT
// writes into OUT
//   files/NAME-HASH.EXT and, where it pays, the same with .br and .gz
//   assets.cpp        all of them as hearth::web::Asset (src/web/assets.hpp), sorted by path, the bytes by .incbin
//   assets/table.hpp  hearth::assets::table(), which returns them
//   assets/urls.hpp   the addresses that pages name
//   manifest.json     the same addresses, for tests and people
// Needs ui/node_modules (npm ci) and Node 18. Nothing is fetched.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const UI = dirname(fileURLToPath(import.meta.url));
const MOJ_ASSETS = join(UI, "node_modules/@ministryofjustice/frontend/moj/assets");
const URL_PREFIX = "/assets/";
const MADE = "// Made by ui/build.mjs; every change is lost at the next build.\n";
// What each page may name, and the constant that it names it by.
const NAMED = { app_css: "styles/app.css", app_js: "scripts/app.ts", first_js: "scripts/first.ts", favicon: "images/favicon.svg" };
// Scripts of single pages, which name them as "drawing.js" (practice::Page::script).
const PAGE_SCRIPTS = ["scripts/drawing.ts", "scripts/playback.ts"];
const MIME = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** GDS Transport and the crest are licensed to services on GOV.UK only: the face goes, the family becomes a system one. */
function withoutGovukBrand(css) {
  const ours = css
    .replace(/@font-face\{[^}]*\}/g, "")
    .replace(/font-family:GDS Transport(,arial,sans-serif)?/g, "font-family:arial,sans-serif")
    .replace(/url\(\/assets\/images\/govuk-crest\.svg\)/g, "none")
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, "");
  for (const left of ["GDS Transport", "@font-face", "govuk-crest", "/assets/fonts/"])
    if (ours.includes(left)) throw new Error(`The front end's CSS still names ${left}; ui/build.mjs must learn its new spelling.`);
  return ours;
}

/** Our rules for files of the two design systems: brand stripped, `/assets/images/...` taken from the MoJ package. */
const designSystems = {
  name: "design-systems",
  setup(esbuild) {
    esbuild.onLoad({ filter: /node_modules.*\.min\.css$/ }, ({ path }) => ({ contents: withoutGovukBrand(readFileSync(path, "utf8")), loader: "css" }));
    esbuild.onResolve({ filter: /^\/assets\/images\// }, ({ path }) => ({ path: join(MOJ_ASSETS, path.slice("/assets/".length)) }));
  },
};

/** Bundles, and returns [{name, source, bytes}] where source is the entry point in ui/ or undefined. */
async function bundle(entryPoints, options) {
  const result = await build({
    absWorkingDir: UI,
    entryPoints,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: "out",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: URL_PREFIX,
    loader: { ".svg": "file", ".png": "file" },
    legalComments: "none",
    target: "es2020",
    logLevel: "warning",
    logOverride: { "css-syntax-error": "silent", "invalid-@nest": "silent" },  // hacks for browsers long gone, in the design systems' own CSS
    plugins: [designSystems],
    ...options,
  });
  const sourceOf = new Map(Object.entries(result.metafile.outputs).map(([path, out]) => [basename(path), out.entryPoint]));
  return result.outputFiles.map((file) => ({ name: basename(file.path), source: sourceOf.get(basename(file.path)), bytes: Buffer.from(file.contents) }));
}

function copied(source) {
  const bytes = readFileSync(join(UI, source));
  const [stem, ext] = [basename(source, extname(source)), extname(source)];
  return { name: `${stem}-${hash(bytes, "hex").slice(0, 8)}${ext}`, source, bytes };
}

function hash(bytes, encoding) {
  return createHash("sha256").update(bytes).digest(encoding);
}

/** Brotli and gzip of an asset, where they save a tenth or more. What fits one network packet is sent as it is. */
function compressed({ bytes }) {
  if (bytes.length < 1000) return {};
  const worthIt = (packed) => (packed.length < bytes.length * 0.9 ? packed : undefined);
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  return { br: worthIt(br), gz: worthIt(gzipSync(bytes, { level: 9 })) };
}

/** "app.css" of "app-J62EWM3K.css": what pages ask for, without the content's hash. */
function plainName(name) {
  return name.replace(/-[0-9A-Za-z]{8}(?=\.[a-z]+$)/, "");
}

function incbin(symbol, path) {
  const quoted = path.replace(/[\\"]/g, "\\$&");
  return `asm(R"asm(.section .rodata\n.balign 16\n.hidden ${symbol}\n.global ${symbol}\n${symbol}: .incbin "${quoted}"\n.previous)asm");\nextern "C" const char ${symbol}[];\n`;
}

function cppOf(assets, folder) {
  let bytes = "";
  let rows = "";
  assets.forEach((asset, index) => {
    const view = (kind, content, suffix) => {
      if (!content) return "{}";
      const symbol = `hearth_asset_${index}_${kind}`;
      bytes += incbin(symbol, join(folder, asset.name + suffix));
      return `{${symbol}, ${content.length}}`;
    };
    const { br, gz } = asset.packed;
    const bodies = [view("identity", asset.bytes, ""), view("br", br, ".br"), view("gzip", gz, ".gz")].join(", ");
    rows += `    {"${URL_PREFIX}${asset.name}", "${plainName(asset.name)}", "${MIME[extname(asset.name)]}", "\\"${hash(asset.bytes, "base64url").slice(0, 22)}\\"", ${bodies}},\n`;
  });
  return `${MADE}#include "assets/table.hpp"

${bytes}
namespace hearth::assets {
namespace {

constexpr web::Asset all[] = {
${rows}};

}  // namespace

web::Assets table() { return all; }

}  // namespace hearth::assets
`;
}

const TABLE_HPP = `${MADE}#pragma once

#include "web/assets.hpp"

namespace hearth::assets {

/// Every file that the pages need, sorted by path. The views live as long as the program.
web::Assets table();

}  // namespace hearth::assets
`;

function urlsOf(named) {
  const lines = Object.entries(named).map(([name, url]) => `inline constexpr std::string_view ${name} = "${url}";\n`);
  return `${MADE}#pragma once

#include <string_view>

/// The addresses of the pages' own files. They change with the files' content, so a browser may keep what it has got for ever.
namespace hearth::assets {

${lines.join("")}
}  // namespace hearth::assets
`;
}

/** Writes only what changed, so that nothing is compiled again for nothing. */
function put(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function main(out) {
  const folder = join(out, "files");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const assets = [
    ...(await bundle([NAMED.app_css], {})),
    ...(await bundle([NAMED.app_js], { format: "esm" })),
    ...(await bundle(PAGE_SCRIPTS, { format: "esm" })),
    ...(await bundle([NAMED.first_js], { format: "iife" })),
    copied(NAMED.favicon),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const asset of assets) {
    asset.packed = compressed(asset);
    writeFileSync(join(folder, asset.name), asset.bytes);
    if (asset.packed.br) writeFileSync(join(folder, `${asset.name}.br`), asset.packed.br);
    if (asset.packed.gz) writeFileSync(join(folder, `${asset.name}.gz`), asset.packed.gz);
  }

  const named = {};
  for (const [name, source] of Object.entries(NAMED)) named[name] = URL_PREFIX + assets.find((asset) => asset.source === source).name;
  put(join(out, "assets/urls.hpp"), urlsOf(named));
  put(join(out, "assets/table.hpp"), TABLE_HPP);
  put(join(out, "manifest.json"), JSON.stringify(named, null, 2) + "\n");
  writeFileSync(join(out, "assets.cpp"), cppOf(assets, folder));  // always: its age says when this step last ran
}

if (process.argv.length !== 3) {
  console.error("Say where to build to: node ui/build.mjs FOLDER");
  process.exit(2);
}
await main(resolve(process.argv[2]));
