#include "html/fixture_kit.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace hearth::html::fixture {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Elements at whose edges a browser drops whitespace, as govuk-frontend's and MoJ's style sheets lay them out.
bool is_block(std::string_view tag) {
  static const std::set<std::string_view> blocks{
      "!doctype", "html", "head", "body", "meta",     "title",  "link",  "script", "header", "footer",   "main",    "nav",     "section",
      "div",      "p",    "ul",   "ol",   "li",       "dl",     "dt",    "dd",     "table",  "caption",  "thead",   "tbody",   "tfoot",
      "tr",       "th",   "td",   "form", "fieldset", "legend", "label", "select", "option", "details",  "summary", "h1",      "h2",
      "h3",       "h4",   "h5",   "h6",   "hr",       "svg",    "g",     "path",   "circle", "textarea", "aside",   "article", "search"};
  return blocks.contains(tag);
}

// A class list is a set: spaces between names and a name's second mention mean nothing.
void tidy_classes(std::string& tag) {
  constexpr std::string_view opening = " class=\"";
  auto from = tag.find(opening);
  if (from == tag.npos) return;
  from += opening.size();
  auto end = tag.find('"', from);
  std::istringstream names(tag.substr(from, end - from));
  std::set<std::string> seen;
  std::string tidy;
  for (std::string name; names >> name;)
    if (seen.insert(name).second) tidy += (tidy.empty() ? "" : " ") + name;
  tag.replace(from, end - from, tidy);
}

struct Normaliser {
  std::string out{};
  bool space = false;   // whitespace seen and not yet written
  bool at_edge = true;  // at a block's edge, where whitespace counts for nothing

  void text(std::string_view s) {
    for (char c : s) {
      if (is_space(c)) {
        space = true;
        continue;
      }
      if (space && !at_edge) out += ' ';
      space = at_edge = false;
      out += c;
    }
  }

  void tag(std::string_view whole) {
    auto name = whole.substr(1, whole.find_first_of(" \n\t\r>/", 2) - 1);
    if (name.starts_with('/')) name.remove_prefix(1);
    bool block = is_block(name);
    if (space && !at_edge && !block) out += ' ';
    // Whitespace that was dropped before an inline element stays dropped after it only at a block's edge.
    bool edge_goes_on = at_edge && !block && whole[1] == '/';
    space = false;
    at_edge = block || edge_goes_on;
    bool quoted = false, gap = false;
    std::string written;
    for (char c : whole) {
      if (c == '"') quoted = !quoted;
      if (!quoted && is_space(c)) {
        gap = true;
        continue;
      }
      if (gap && c != '>' && c != '/') written += ' ';
      gap = false;
      written += c;
    }
    tidy_classes(written);
    out += written;
    out += block ? "\n" : "";
  }
};

}  // namespace

std::string normal(std::string_view html) {
  Normaliser n;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      auto next = std::min(html.find('<', at), html.size());
      n.text(html.substr(at, next - at));
      at = next;
      continue;
    }
    bool quoted = false;
    auto end = at;
    while (end < html.size() && (quoted || html[end] != '>')) quoted ^= html[end++] == '"';
    end = std::min(end + 1, html.size());
    auto tag = html.substr(at, end - at);
    n.tag(tag);
    at = end;
    if (!tag.starts_with("<textarea")) continue;
    auto close = std::min(html.find("</textarea>", at), html.size());  // what was typed counts as it stands
    n.out += html.substr(at, close - at);
    at = close;
  }
  return n.out;
}

std::string first_difference(std::string_view ours, std::string_view theirs) {
  if (ours == theirs) return "";
  std::size_t at = 0;
  while (at < ours.size() && at < theirs.size() && ours[at] == theirs[at]) ++at;
  auto from = at < 60 ? 0 : at - 60;
  return "ours:   ..." + std::string(ours.substr(from, 160)) + "\ntheirs: ..." + std::string(theirs.substr(from, 160));
}

std::string node_modules() {
  const char* given = std::getenv("HEARTH_NODE_MODULES");
  return given ? given : HEARTH_SOURCE_DIR "/ui/node_modules";
}

Html drawing_in(std::string_view html) {
  auto from = html.find("<svg");
  return FixtureAccess::html(html.substr(from, html.find("</svg>") + 6 - from));
}

boost::json::value read_json(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("Cannot read " + path + ": run `npm ci` in ui/ (or set HEARTH_NODE_MODULES), then test again");
  std::stringstream all;
  all << file.rdbuf();
  return boost::json::parse(all.str());
}

Options Options::operator[](std::string_view key) const {
  if (!value_ || !value_->is_object()) return {};
  return {value_->get_object().if_contains(key)};
}

bool Options::truthy() const {
  if (!value_ || value_->is_null()) return false;
  if (value_->is_bool()) return value_->get_bool();
  if (value_->is_string()) return !value_->get_string().empty();
  if (value_->is_int64()) return value_->get_int64() != 0;
  return true;
}

std::string Options::as_text() const {
  if (!value_ || value_->is_null()) return "";
  if (value_->is_string()) return std::string(value_->get_string());
  return boost::json::serialize(*value_);
}

std::string Options::text(std::string_view key, std::string_view otherwise) const {
  auto found = (*this)[key];
  return found.missing() ? std::string(otherwise) : found.as_text();
}

std::optional<std::string> Options::maybe_text(std::string_view key) const {
  auto found = (*this)[key];
  if (found.missing() || found.value_->is_null()) return {};
  return found.as_text();
}

std::optional<bool> Options::maybe_flag(std::string_view key) const {
  auto found = (*this)[key];
  if (found.missing() || !found.value_->is_bool()) return {};
  return found.value_->get_bool();
}

int Options::number(std::string_view key, int otherwise) const {
  auto found = (*this)[key];
  return found.truthy() ? std::stoi(found.as_text()) : otherwise;
}

Content Options::content(std::string_view text_key, std::string_view html_key) const {
  auto markup = html(html_key);
  return markup.empty() ? Content(text(text_key)) : markup;
}

Content Options::html(std::string_view key) const {
  if (!flag(key)) return {};
  auto markup = text(key);
  auto from = markup.find_first_not_of(" \n");  // the templates trim
  return FixtureAccess::html(markup.substr(from, markup.find_last_not_of(" \n") + 1 - from));
}

Attributes Options::attributes(std::string_view key) const {
  Attributes all;
  auto found = (*this)[key];
  if (!found.value_ || !found.value_->is_object()) return all;
  for (const auto& member : found.value_->get_object())
    all.push_back({FixtureAccess::name(member.key()), Options(&member.value()).as_text()});
  return all;
}

Url Options::url(std::string_view key) const {
  if (!flag(key)) return {};
  auto url = Url::parse(text(key));
  if (!url) throw std::runtime_error("not a Url: " + text(key));
  return *url;
}

Components govuk_components() {
  Components all;
  add_forms(all);
  add_content(all);
  add_navigation(all);
  return all;
}

TEST(Normal, DropsWhatNeverShows) {
  EXPECT_EQ(normal("<div  class=\"a\"\n id=\"b\" >\n  <p> One\n two </p>\n</div>"),
            normal("<div class=\"a\" id=\"b\"><p>One two</p></div>"));
  EXPECT_EQ(normal("<p class=\" a  b a \">"), normal("<p class=\"a b\">"));
  EXPECT_EQ(normal("<p>\n <a>x</a>\n</p>"), normal("<p><a>x</a></p>"));
}

TEST(Normal, KeepsWhatShows) {
  EXPECT_NE(normal("<p><b>Error:</b> text</p>"), normal("<p><b>Error:</b>text</p>"));
  EXPECT_NE(normal("<p><a>x</a> <a>y</a></p>"), normal("<p><a>x</a><a>y</a></p>"));
  EXPECT_NE(normal("<p class=\"a\" id=\"b\">"), normal("<p id=\"b\" class=\"a\">"));
  EXPECT_NE(normal("<p class=\"a b\">"), normal("<p class=\"b a\">"));
  EXPECT_NE(normal("<p id=\"a  b\">"), normal("<p id=\"a b\">"));
  EXPECT_NE(normal("<textarea>\n a</textarea>"), normal("<textarea>a</textarea>"));
  EXPECT_NE(normal("<p>one two</p>"), normal("<p>onetwo</p>"));
}

}  // namespace hearth::html::fixture
