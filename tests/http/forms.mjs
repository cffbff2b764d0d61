// Reads the forms of Hearth's own pages: enough of HTML for markup that our builders make, and no more.

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

export function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
}

function attributes(tag) {
  const found = {};
  for (const [, name, , value] of tag.matchAll(/\s([a-z][a-z0-9-]*)(=(?:"([^"]*)"))?/gi)) found[name.toLowerCase()] = unescape(value ?? "");
  return found;
}

/** The page's forms: [{action, method, fields}], fields being [name, value] pairs as a browser would send them untouched. */
export function formsOf(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag, body]) => {
    const { action = "", method = "get" } = attributes(tag);
    return { action, method: method.toLowerCase(), fields: fieldsOf(body) };
  });
}

function fieldsOf(body) {
  const fields = [];
  for (const match of body.matchAll(/<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const [, input, area, words, select, options] = match;
    const at = attributes(input ?? area ?? select);
    if (!at.name || "disabled" in at) continue;
    if (input !== undefined) {
      if (["submit", "button", "file"].includes(at.type)) continue;
      if (["radio", "checkbox"].includes(at.type) && !("checked" in at)) continue;
      fields.push([at.name, at.value ?? (at.type === "checkbox" ? "on" : "")]);
    } else if (area !== undefined) {
      fields.push([at.name, unescape(words.replace(/^\r?\n/, ""))]);
    } else {
      const all = [...options.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)].map(([, tag, text]) => ({ text: unescape(text.trim()), ...attributes(tag) }));
      const chosen = all.find((option) => "selected" in option) ?? all[0];
      if (chosen) fields.push([at.name, chosen.value ?? chosen.text]);
    }
  }
  return fields;
}
