// Renders option cases with MoJ Frontend's own nunjucks templates: it publishes no fixtures, so these are ours to be held against.
//   node ui/components/render-moj.mjs CASES.json [NODE_MODULES]
// CASES.json: {"alert": [{"name": "...", "options": {...}, "body": "HTML for templates with a caller"}, ...], ...}
// Writes to stdout: {"version": "...", "templates": ["alert", ...], "cases": {"alert": [{"name", "options", "html"}, ...], ...}}
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

process.env.TZ = 'Europe/London' // the date filters use the machine's zone

const [casesFile, modules = join(dirname(fileURLToPath(import.meta.url)), '../node_modules')] = process.argv.slice(2)
const nodeModules = resolve(modules)
const require = createRequire(join(nodeModules, 'resolve-from-here.js'))
const nunjucks = require('nunjucks')
const moj = join(nodeModules, '@ministryofjustice/frontend')

// trimBlocks and lstripBlocks as both packages' own documentation has it.
const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([moj, join(nodeModules, 'govuk-frontend/dist')]),
  { autoescape: true, trimBlocks: true, lstripBlocks: true }
)
for (const [name, filter] of Object.entries(require(join(moj, 'moj/filters/all.js'))())) environment.addFilter(name, filter)

function render(component, { options, body }) {
  const file = `moj/components/${component}/macro.njk`
  const macro = /macro (\w+)/.exec(readFileSync(join(moj, file), 'utf8'))[1]
  const use = body === undefined ? `{{ ${macro}(options) }}` : `{% call ${macro}(options) %}{{ body | safe }}{% endcall %}`
  return environment.renderString(`{% from "${file}" import ${macro} %}${use}`, { options, body })
}

const cases = JSON.parse(readFileSync(casesFile, 'utf8'))
const templates = readdirSync(join(moj, 'moj/components')).filter((name) => existsSync(join(moj, 'moj/components', name, 'template.njk')))
const rendered = Object.fromEntries(
  Object.entries(cases).map(([component, list]) => [component, list.map((one) => ({ ...one, html: render(component, one) }))])
)
process.stdout.write(JSON.stringify({ version: require(join(moj, 'package.json')).version, templates, cases: rendered }))
