#include "html/page.hpp"
#include "html/elements.hpp"
#include "html/fixture_kit.hpp"
#include "html/govuk/govuk.hpp"
#include "html/moj.hpp"

#include <gtest/gtest.h>

namespace hearth::html {
namespace {

using fixture::normal;

std::string whole(const PageOptions& options) { return page(options).str(); }

TEST(Page, HasTheBonesOfGovuksTemplate) {
  auto html = whole({.title = "Lee's map",
                     .service_name = "Tyneford",
                     .stylesheet = "/assets/hearth.css",
                     .scripts = {"/assets/hearth.js"},
                     .icon = "/assets/icon.svg",
                     .header_end = "Ms Okafor",
                     .navigation = {.service_name = "Tyneford", .navigation = {{.text = "Children", .href = "/children", .active = true}}},
                     .main = h::h1("Lee's map"),
                     .footer_links = {{.text = "Privacy", .href = "/privacy"}}});
  std::size_t at = 0;
  for (std::string_view next :
       {"<!DOCTYPE html>",
        "<html lang=\"en\" class=\"govuk-template\">",
        "<meta charset=\"utf-8\">",
        "<title>Lee&#39;s map - Tyneford</title>",
        "name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\"",
        "name=\"theme-color\" content=\"#1d70b8\"",
        "<link rel=\"stylesheet\" href=\"/assets/hearth.css\">",
        "<script type=\"module\" src=\"/assets/hearth.js\"></script>",
        "</head>",
        "<body class=\"govuk-template__body\">",
        "<a href=\"#main-content\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">Skip to main content</a>",
        "<header class=\"govuk-template__header\">",
        "Hearth",
        "Ms Okafor",
        "govuk-service-navigation",
        "</header>",
        "<div class=\"govuk-width-container\">",
        "<main class=\"govuk-main-wrapper\" id=\"main-content\">",
        "<h1 class=\"govuk-heading-l\">Lee&#39;s map</h1>",
        "</main>",
        "<footer class=\"govuk-template__footer\">",
        "Privacy",
        "</footer>",
        "</body>"}) {
    auto found = html.find(next, at);
    ASSERT_NE(found, std::string::npos) << next << "\nafter " << at << " in\n" << html;
    at = found + next.size();
  }
}

TEST(Page, ShowsNoCrownAndRunsNothingInline) {
  auto html = whole({.title = "x", .footer_text = "y"});
  for (auto forbidden : {"GOV.UK", "Crown", "crown", "<svg", "<script>", " style=", "<style", "onclick", "nonce"})
    EXPECT_EQ(html.find(forbidden), std::string::npos) << forbidden;
}

TEST(Page, SaysInTheTitleThatThereAreErrors) {
  EXPECT_NE(whole({.title = "Add a child", .has_errors = true}).find("<title>Error: Add a child</title>"), std::string::npos);
}

TEST(Page, SpeaksItsLanguage) {
  auto html = whole({.title = "x", .language = {.lang = "ar", .dir = "rtl"}});
  EXPECT_NE(html.find("<html lang=\"ar\" dir=\"rtl\" class=\"govuk-template\">"), std::string::npos);
}

TEST(Elements, Words) {
  EXPECT_EQ(h::p("a < b").str(), "<p class=\"govuk-body\">a &lt; b</p>\n");
  EXPECT_EQ(h::link("/map", "Change", "the <map>").str(),
            "<a class=\"govuk-link\" href=\"/map\">Change<span class=\"govuk-visually-hidden\"> the &lt;map&gt;</span></a>");
  EXPECT_EQ(h::heading({.text = "Map", .level = 1, .size = "xl", .id = "map", .caption = "Lee"}).str(),
            "<h1 class=\"govuk-heading-xl\" id=\"map\"><span class=\"govuk-caption-xl\">Lee</span> Map</h1>\n");
  EXPECT_EQ(normal(h::bullets({"one", h::strong("two")}).str()),
            normal("<ul class=\"govuk-list govuk-list--bullet\"><li>one</li><li><strong>two</strong></li></ul>"));
  EXPECT_TRUE(h::bullets({}).empty());
  EXPECT_EQ(h::time("2026-04-07", "7 April").str(), "<time datetime=\"2026-04-07\">7 April</time>");
  EXPECT_EQ(h::image("/a.png", "A \"house\"").str(), "<img src=\"/a.png\" alt=\"A &quot;house&quot;\">\n");
}

TEST(Elements, KeepWhatAPersonWroteAsTheyWroteIt) {
  for (auto [words, html] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"", ""},
           {" \n\n ", ""},
           {"one", "<p class=\"govuk-body\">one</p>\n"},
           {"one\ntwo", "<p class=\"govuk-body\">one<br>\ntwo</p>\n"},
           {"one\r\n\r\n\r\n<two>\r\n", "<p class=\"govuk-body\">one</p>\n<p class=\"govuk-body\">&lt;two&gt;</p>\n"}})
    EXPECT_EQ(h::paragraphs(words).str(), html) << words;
}

TEST(Elements, Form) {
  auto form =
      h::form({.action = Url("/children") / "a b", .uploads = true, .hidden = {{"token", "x\"y"}}}, govuk::button({.text = "Save"}));
  EXPECT_EQ(normal(form.str()),
            normal("<form action=\"/children/a%20b\" method=\"post\" enctype=\"multipart/form-data\" novalidate>"
                   "<input type=\"hidden\" name=\"token\" value=\"x&quot;y\"> "
                   "<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\"> Save </button></form>"));
}

TEST(Elements, Layout) {
  EXPECT_EQ(normal(h::two_thirds(h::p("a"), h::p("b")).str()),
            normal("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\"><p class=\"govuk-body\">a</p><p "
                   "class=\"govuk-body\">b</p></div></div>"));
  EXPECT_EQ(normal(h::columns({{"one-half", h::p("a")}, {"one-half", h::p("b")}}).str()),
            normal("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-one-half\"><p class=\"govuk-body\">a</p></div>"
                   "<div class=\"govuk-grid-column-one-half\"><p class=\"govuk-body\">b</p></div></div>"));
}

TEST(ErrorSummary, LinksEachRefusalToItsField) {
  Refusals refusals{{"born-day", "Enter a date of birth"}, {"", "Try <again>"}};
  auto html = govuk::error_summary(refusals).str();
  EXPECT_NE(html.find("<li><a href=\"#born-day\">Enter a date of birth</a></li>"), std::string::npos) << html;
  EXPECT_NE(html.find("<li>Try &lt;again&gt;</li>"), std::string::npos) << html;
  EXPECT_TRUE(govuk::error_summary(Refusals()).empty());
  auto field = govuk::input({.label = {.text = "Born"}, .name = "born-day", .error_message = govuk::error_for(refusals, "born-day")});
  EXPECT_NE(field.str().find("id=\"born-day-error\""), std::string::npos);
  EXPECT_TRUE(govuk::error_for(refusals, "name").text.empty());
}

TEST(Textarea, GivesBackALeadingLineBreak) {
  auto html = govuk::textarea({.name = "words", .value = "\nfirst"}).str();
  EXPECT_NE(html.find(">\n\nfirst</textarea>"), std::string::npos) << html;
}

std::string pages(int current, int last) {
  auto html = govuk::pagination("/children?q=x", current, last).str();
  std::string shown;
  for (auto at = html.find("<li"); at != html.npos; at = html.find("<li", at + 1)) {
    auto item = html.substr(at, html.find("</li>", at) - at);
    if (item.contains("ellipsis")) {
      shown += " ..";
      continue;
    }
    auto number = item.substr(item.find("Page ") + 5);
    number.resize(number.find('"'));
    EXPECT_NE(item.find("href=\"/children?q=x&amp;page=" + number + "\""), std::string::npos);
    shown += item.contains("aria-current") ? " [" + number + "]" : " " + number;
  }
  return (html.contains("rel=\"prev\"") ? "<" : "") + shown + (html.contains("rel=\"next\"") ? " >" : "");
}

// https://design-system.service.gov.uk/components/pagination/: first and last page, the current one and one either side.
TEST(Pagination, ShowsTheEndsAndTheNeighbours) {
  EXPECT_EQ(pages(1, 1), "");
  EXPECT_EQ(pages(1, 2), " [1] 2 >");
  EXPECT_EQ(pages(1, 9), " [1] 2 .. 9 >");
  EXPECT_EQ(pages(4, 9), "< 1 2 3 [4] 5 .. 9 >");
  EXPECT_EQ(pages(5, 9), "< 1 .. 4 [5] 6 .. 9 >");
  EXPECT_EQ(pages(9, 9), "< 1 .. 8 [9]");
  EXPECT_EQ(pages(2, 3), "< 1 [2] 3 >");
}

TEST(MojPagination, SaysWhatPartOfTheListItIs) {
  auto shows = [](int current, int count, std::string_view words) {
    auto html = moj::pagination("/children", current, 10, count, "children").str();
    return html.contains("<p class=\"moj-pagination__results\">" + std::string(words) + "</p>");
  };
  EXPECT_TRUE(shows(1, 25, "Showing 1 to 10 of 25 total children"));
  EXPECT_TRUE(shows(3, 25, "Showing 21 to 25 of 25 total children"));
  EXPECT_TRUE(shows(1, 10, "10 total children"));
  EXPECT_TRUE(shows(1, 11, "Showing 1 to 10 of 11 total children"));
  EXPECT_FALSE(moj::pagination("/children", 1, 10, 0).str().contains("<p"));
}

// These have no template: their scripts (moj/components/*/*.mjs) say what they look for.
TEST(MojTables, CarryWhatTheirScriptsLookFor) {
  auto sorted = moj::sortable_table({.head = {moj::sortable("Name", "ascending"), {.text = "Team"}},
                                     .rows = {{{.text = "Lee"}, moj::sorted_by("7 April", "2026-04-07")}}})
                    .str();
  EXPECT_TRUE(sorted.contains("<table class=\"govuk-table\" data-module=\"moj-sortable-table\">")) << sorted;
  EXPECT_TRUE(sorted.contains("aria-sort=\"ascending\">Name</th>")) << sorted;
  EXPECT_TRUE(sorted.contains("data-sort-value=\"2026-04-07\">7 April</td>")) << sorted;

  auto chosen = moj::multi_select_table({.head = {moj::select_all("c-"), {.text = "Name"}},
                                         .rows = {{moj::selector("child", "01h", "c-1", "Select O'Neil"), {.text = "O'Neil"}}}},
                                        "c-")
                    .str();
  EXPECT_TRUE(chosen.contains("data-module=\"moj-multi-select\" data-id-prefix=\"c-\"")) << chosen;
  EXPECT_TRUE(chosen.contains("id=\"c-select-all\"")) << chosen;
  EXPECT_TRUE(chosen.contains("class=\"govuk-checkboxes__input\" id=\"c-1\" name=\"child\" value=\"01h\"")) << chosen;
  EXPECT_TRUE(chosen.contains("Select O&#39;Neil")) << chosen;

  auto pane = moj::scrollable_pane("Children", govuk::table({.rows = {govuk::row("Lee", 7, govuk::tag({.text = "New"}))}})).str();
  EXPECT_TRUE(pane.contains("role=\"region\" tabindex=\"0\" aria-label=\"Children\"")) << pane;
  EXPECT_TRUE(pane.contains("<td class=\"govuk-table__cell\">7</td>")) << pane;
  auto layout = moj::filter_layout(h::p("filter"), h::p("list")).str();
  EXPECT_LT(layout.find("moj-filter-layout__filter"), layout.find("moj-action-bar__filter"));
}

}  // namespace
}  // namespace hearth::html
