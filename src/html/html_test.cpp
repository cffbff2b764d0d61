#include "html/html.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace hearth::html {
namespace {

// The promise of this room, held by the compiler: a string that is made while the program runs is never markup.
template <class T>
concept goes_in_raw = requires(Html h, T value) { h.raw(value); };
template <class T>
concept goes_in_as_html = requires(Html h, T value) { h.append(value); };
template <class T>
concept names_an_attribute = requires(Html h, T value) { h.attr(value, "x"); };
template <class T>
concept is_linked_to = requires(Html h, T value) { h.href(value); };

static_assert(!goes_in_raw<std::string> && !goes_in_raw<std::string_view> && !goes_in_raw<const char*>);
static_assert(!goes_in_as_html<std::string> && !goes_in_as_html<std::string_view> && !goes_in_as_html<const char*>);
static_assert(!std::is_constructible_v<Html, std::string> && !std::is_constructible_v<Html, const char*>);
static_assert(!std::is_constructible_v<Html, std::string_view> && !std::is_constructible_v<Html, Content>);
static_assert(!names_an_attribute<std::string> && !names_an_attribute<std::string_view> && !names_an_attribute<const char*>);
static_assert(!is_linked_to<std::string> && !is_linked_to<std::string_view> && !is_linked_to<const char*>);
static_assert(!std::is_constructible_v<Url, std::string> && !std::is_constructible_v<Url, std::string_view>);

// What the compiler refuses to take as markup or as an attribute's name.
constexpr auto refused_markup = std::to_array<std::string_view>({"<a href=\"", "\">", "<a href=", "<a href='x'>", "<p style=\"color:red\">",
                                                                 "<style>", "<script>alert(1)</script>", "<p onclick=\"x\">"});
static_assert(std::ranges::all_of(refused_markup, [](auto markup) { return Lit::fault(markup) != nullptr; }));
static_assert(!Lit::fault("<p class=\"a\" id=\"b\">Go on, it's fine: 1 + 1 = 2</p>"));
constexpr auto refused_names = std::to_array<std::string_view>(
    {"", "onclick", "style", "href", "src", "srcdoc", "formaction", "xlink:href", "a b", "a=b", "a\"", "HREF", "a>", "a/b"});
static_assert(std::ranges::all_of(refused_names, [](auto name) { return AttrName::fault(name) != nullptr; }));
static_assert(!AttrName::fault("data-i18n.show-section") && !AttrName::fault("aria-label"));

std::string text(std::string_view words) { return Html().text(words).str(); }

TEST(Text, IsEscapedAsNunjucksEscapes) {
  EXPECT_EQ(text("Tom & <b>\"Jo\"</b> o'Neil \\"), "Tom &amp; &lt;b&gt;&quot;Jo&quot;&lt;/b&gt; o&#39;Neil &#92;");
  EXPECT_EQ(text("Zoë 李雷 🙂"), "Zoë 李雷 🙂");
  EXPECT_EQ(text(""), "");
}

RC_GTEST_PROP(Text, NeverOpensATagOrClosesAValue, (const std::string& words)) {
  auto out = text(words);
  RC_ASSERT(out.find_first_of("<>\"'\\") == std::string::npos);
  RC_ASSERT(text(words + words) == out + out);
}

TEST(Attributes, AreWrittenInOrder) {
  Attributes attributes{{"data-kind", "a \"b\""}, {"hidden"}, {"lang", ""}};
  EXPECT_EQ(Html().attrs(attributes).str(), " data-kind=\"a &quot;b&quot;\" hidden lang=\"\"");
  EXPECT_EQ(Html().classes("govuk-tag", {"", "govuk-tag--red"}).str(), " class=\"govuk-tag govuk-tag--red\"");
  EXPECT_EQ(Html().attr_if("id", "").flag("open", false).attr("rows", 5).str(), " rows=\"5\"");
}

TEST(Content, IsTextUnlessItIsHtml) {
  EXPECT_EQ(join("<", Html().raw("<br>"), 12, std::string("&")).str(), "&lt;<br>12&amp;");
  EXPECT_TRUE(Content(Html()).empty());
  EXPECT_FALSE(Content(Html()).is_html());
}

TEST(Url, IsHttpHttpsOrRelative) {
  for (auto good : {"/", "/children/1?tab=map#d1", "#main", "?page=2", "map", "./map", "https://www.gov.uk", "HTTP://example.org/a:b",
                    "/a?next=javascript:x", "a/b:c", "https://a"})
    EXPECT_TRUE(Url::parse(good).has_value()) << good;
  for (auto bad : {"",
                   "javascript:alert(1)",
                   "JaVaScRiPt:alert(1)",
                   "java\nscript:alert(1)",
                   " /x",
                   "data:text/html,x",
                   "vbscript:x",
                   "//elsewhere.example",
                   "\\\\elsewhere.example",
                   "/\\elsewhere.example",
                   "https:",
                   "https:///x",
                   "https:/x",
                   "http://?x",
                   "mailto:a@b.example",
                   "a:b",
                   "/a b",
                   "/a\"b",
                   "/é",
                   "blob:https://x",
                   "https://@x"})
    EXPECT_FALSE(Url::parse(bad).has_value()) << bad;
  EXPECT_TRUE(Url::parse(std::string(2048, 'a')).has_value());
  EXPECT_FALSE(Url::parse(std::string(2049, 'a')).has_value());
}

TEST(Url, KnowsWhetherItStaysHere) {
  for (auto here : {"/", "#a", "?next=https://x", "/a?b=c://d", "map"}) EXPECT_TRUE(Url::parse(here)->is_local()) << here;
  for (auto away : {"https://x", "http://x/y"}) EXPECT_FALSE(Url::parse(away)->is_local()) << away;
}

TEST(Url, EncodesItsSteps) {
  EXPECT_EQ((Url("/children") / "01h?x/y" / "map").view(), "/children/01h%3Fx%2Fy/map");
  EXPECT_EQ((Url("/") / "search").with("q", "O'Neil & co").with("page", "2").view(), "/search?q=O%27Neil%20%26%20co&page=2");
  EXPECT_EQ(Url().at("born-day").view(), "#born-day");
  EXPECT_EQ(Html().href(Url("/a").with("b", "c").with("d", "e")).str(), " href=\"/a?b=c&amp;d=e\"");
}

RC_GTEST_PROP(Url, MadeOfAnySteps_IsAUrl, (const std::string& a, const std::string& b, const std::string& c)) {
  auto url = (Url("/x") / a).with(b, c).at(a);
  RC_ASSERT(url.view().size() > 2048u || Url::parse(url.view()).has_value());
  RC_ASSERT(url.is_local());
}

// FixtureAccess is the one door past the types, and it is for this room's tests only.
TEST(FixtureAccess, IsNamedInNoProductCode) {
  namespace fs = std::filesystem;
  for (const auto& entry : fs::recursive_directory_iterator(HEARTH_SOURCE_DIR "/src")) {
    auto path = entry.path();
    if (!entry.is_regular_file() || (path.extension() != ".cpp" && path.extension() != ".hpp")) continue;
    auto name = path.filename().string();
    bool test_of_this_room = path.string().starts_with(HEARTH_SOURCE_DIR "/src/html/") && name.ends_with("_test.cpp");
    if (test_of_this_room || path == HEARTH_SOURCE_DIR "/src/html/html.hpp" || path == HEARTH_SOURCE_DIR "/src/html/fixture_kit.hpp")
      continue;
    std::stringstream all;
    all << std::ifstream(path).rdbuf();
    EXPECT_EQ(all.str().find("FixtureAccess"), std::string::npos) << path << ": product code may not build Html from run-time strings";
    EXPECT_EQ(all.str().find("fixture_kit.hpp"), std::string::npos) << path;
  }
}

}  // namespace
}  // namespace hearth::html
