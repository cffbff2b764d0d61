#include "practice/testing.hpp"
#include "html/elements.hpp"

#include <gtest/gtest.h>

namespace hearth::practice {
namespace {

struct Note {
  std::string words;
  std::optional<std::string> kind;
  BOOST_DESCRIBE_CLASS(Note, (), (words, kind), (), ())
};

struct Nothing {
  std::string viewer;
  BOOST_DESCRIBE_CLASS(Nothing, (), (viewer), (), ())
};

std::optional<Nothing> read(const access::Reader<access::audience::staff>& reader, const Asked&) { return Nothing{reader.viewer().name}; }
Page<access::audience::staff> draw(const Drawing&, Fields& fields, const Nothing& model) {
  Page<access::audience::staff> page{"A note by " + model.viewer, {}};
  page << h::h1(page.title)
       << fields.form(html::join(fields.words("words", "What happened?", {.value = "Rang & <waited>"}),
                                 fields.choose("kind", "What kind?", {{"call", "A call"}, {"visit", "A visit"}}, {}, "call")),
                      "Save");
  return page;
}
Result<Done> handle(journal::Unit&, const Note& note) {
  if (note.words.empty()) return refuse("words", "Write what happened");
  return Done{"/notes", note.kind.value_or("none") + ": " + note.words};
}

void register_notes(Kit& kit) {
  kit.begin("notes");
  kit.form<access::audience::staff>("/notes", "note", "A note", {access::Permission::use_own_account}, read, draw, handle, "Note saved");
}

TEST(TestSite, SendsAFormAsABrowserWould) {
  TestSite site({register_notes});
  auto sam = site.sign_in_as({"social_worker"}, "Sam O'Neill");
  EXPECT_TRUE(sam.get("/notes").says("A note by Sam O'Neill")) << sam.answer().words();
  const auto form = sam.form("/notes");
  ASSERT_TRUE(form);
  const web::Form fields(form->typed({{"words", "Came back"}}));
  EXPECT_EQ(fields["words"], "Came back");
  EXPECT_EQ(fields["kind"], "call");
  EXPECT_FALSE(fields["csrf"].empty());

  EXPECT_EQ(sam.post("/notes").location, "/notes?done=note");
  EXPECT_TRUE(sam.follow().says("Note saved"));
  EXPECT_EQ(sam.form("/notes")->typed({})[2], (web::Field{"words", "Rang & <waited>"}));
  EXPECT_TRUE(sam.post("/notes", {{"words", ""}}).says("Write what happened"));
  EXPECT_EQ(sam.answer().status, 422);
}

TEST(TestSite, KnowsStrangersAndTheApi) {
  TestSite site({register_notes});
  Browser stranger(site);
  EXPECT_EQ(stranger.get("/notes").location, "/sign-in");
  const auto account = site.open_account({.roles = {"social_worker"}});
  EXPECT_EQ(site.api(account, web::Method::get, "/notes").status, 405) << "a form has no model to read";
  EXPECT_EQ(site.api(account, web::Method::post, "/notes", R"({"words":"Rang"})").status, 201);
}

}  // namespace
}  // namespace hearth::practice
