#include "html/elements.hpp"

namespace hearth::html::h {
namespace {

// Both literals stand in this file, so the element is closed by the name that opened it.
Html wrap(Lit open, const Content& words, Lit close) {
  Html out;
  return std::move(out.raw(open).put(words).raw(close));
}

Html listed(Lit open, const std::vector<Content>& items, Lit close) {
  Html out;
  if (items.empty()) return out;
  out.raw(open);
  for (const auto& item : items) out.raw("<li>").put(item).raw("</li>\n");
  return std::move(out.raw(close));
}

std::string_view next_line(std::string_view& rest) {
  auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Html h1(const Content& words) { return wrap("<h1 class=\"govuk-heading-l\">", words, "</h1>\n"); }
Html h2(const Content& words) { return wrap("<h2 class=\"govuk-heading-m\">", words, "</h2>\n"); }
Html h3(const Content& words) { return wrap("<h3 class=\"govuk-heading-s\">", words, "</h3>\n"); }
Html p(const Content& words) { return wrap("<p class=\"govuk-body\">", words, "</p>\n"); }
Html lead(const Content& words) { return wrap("<p class=\"govuk-body-l\">", words, "</p>\n"); }
Html small(const Content& words) { return wrap("<p class=\"govuk-body-s\">", words, "</p>\n"); }
Html hint(const Content& words) { return wrap("<p class=\"govuk-hint\">", words, "</p>\n"); }
Html strong(const Content& words) { return wrap("<strong>", words, "</strong>"); }
Html visually_hidden(const Content& words) { return wrap("<span class=\"govuk-visually-hidden\">", words, "</span>"); }

Html heading(const Heading& o) {
  Html out;
  out.raw("<h").number(o.level).attr("class", "govuk-heading-" + o.size).attr_if("id", o.id).raw(">");
  if (!o.caption.empty()) out.raw("<span").attr("class", "govuk-caption-" + o.size).raw(">").text(o.caption).raw("</span> ");
  return std::move(out.put(o.text).raw("</h").number(o.level).raw(">\n"));
}

Html paragraphs(std::string_view words) {
  Html out;
  bool open = false;
  while (!words.empty()) {
    auto line = next_line(words);
    bool blank = line.find_first_not_of(" \t") == line.npos;
    if (blank) {
      if (open) out.raw("</p>\n");
      open = false;
      continue;
    }
    open ? out.raw("<br>\n") : out.raw("<p class=\"govuk-body\">");
    open = true;
    out.text(line);
  }
  return std::move(open ? out.raw("</p>\n") : out);
}

Html link(const Url& url, const Content& words, std::string_view hidden) {
  Html out;
  out.raw("<a class=\"govuk-link\"").href(url).raw(">").put(words);
  if (!hidden.empty()) out.raw("<span class=\"govuk-visually-hidden\"> ").text(hidden).raw("</span>");
  return std::move(out.raw("</a>"));
}

Html bullets(const std::vector<Content>& items) { return listed("<ul class=\"govuk-list govuk-list--bullet\">", items, "</ul>\n"); }
Html numbers(const std::vector<Content>& items) { return listed("<ol class=\"govuk-list govuk-list--number\">", items, "</ol>\n"); }
Html list(const std::vector<Content>& items) { return listed("<ul class=\"govuk-list\">", items, "</ul>\n"); }

Html time(std::string_view machine, std::string_view words) {
  Html out;
  return std::move(out.raw("<time").attr("datetime", machine).raw(">").text(words).raw("</time>"));
}

Html image(const Url& url, std::string_view alternative, std::string_view classes) {
  Html out;
  return std::move(out.raw("<img").attr_if("class", classes).src(url).attr("alt", alternative).raw(">\n"));
}

Html columns(std::initializer_list<std::pair<std::string_view, Html>> columns) {
  Html out;
  out.raw("<div class=\"govuk-grid-row\">");
  for (const auto& [width, content] : columns)
    out.raw("<div").attr("class", "govuk-grid-column-" + std::string(width)).raw(">").append(content).raw("</div>\n");
  return std::move(out.raw("</div>\n"));
}

Html section_break() {
  Html out;
  return std::move(out.raw("<hr class=\"govuk-section-break govuk-section-break--l govuk-section-break--visible\">\n"));
}

Html form(const Form& o, const Html& content) {
  Html out;
  out.raw("<form").action(o.action).attr("method", o.method).attr_if("class", o.classes);
  if (o.uploads) out.raw(" enctype=\"multipart/form-data\"");
  out.attrs(o.attributes).raw(" novalidate>\n");
  for (const auto& [name, value] : o.hidden) out.append(hidden_input(name, value));
  return std::move(out.append(content).raw("</form>\n"));
}

Html hidden_input(std::string_view name, std::string_view value) {
  Html out;
  return std::move(out.raw("<input type=\"hidden\"").attr("name", name).attr("value", value).raw(">\n"));
}

}  // namespace hearth::html::h
