#include "journey/record/pages.hpp"

#include "journey/record/views.hpp"
#include "journey/testing_site.hpp"

#include <gtest/gtest.h>

namespace hearth::journey {
namespace {

using testing::CaseSite, testing::comes_back;

class RecordPages : public ::testing::Test {
 protected:
  CaseSite site;
  practice::Browser& sam = site.sam;
  practice::Browser& ada = site.ada;
  const std::string notes = "/children/" + site.child + "/notes/new", tasks = "/children/" + site.child + "/tasks/new";

  std::string write_note(practice::Browser& who, const std::string& words) {
    EXPECT_EQ(who.post(notes, {{"kind", "visit"}, {"words", words}, {"child_seen", "yes"}, {"childs_words", "I like Gran"}}).location,
              "/children/" + site.child + "?done=write_note");
    return site.rows<NoteRow>("subject = $1 order by note desc limit 1", site.child).front().note;
  }
  std::string set_task(const std::string& person) {
    EXPECT_EQ(
        sam.post(tasks, {{"what", "Ring the school"}, {"person", person}, {"by-day", "10"}, {"by-month", "4"}, {"by-year", "2026"}}).status,
        303);
    return site.rows<TaskRow>("subject = $1", site.child).front().task;
  }
};

TEST_F(RecordPages, KeepTheFirstWritingOfANote) {
  const auto at = "/notes/" + write_note(sam, "Lee was at Gran's\n\nShe cooks");
  EXPECT_TRUE(sam.follow().says("Note saved"));
  EXPECT_TRUE(sam.get(at).says("Visit on 7 April 2026"));
  EXPECT_TRUE(sam.answer().says("Written by Sam Taylor on 7 April 2026 at 9am"));
  EXPECT_TRUE(sam.answer().says("The child was seen."));
  EXPECT_FALSE(sam.answer().says("The first writing"));

  site.clock().advance(std::chrono::hours(24));
  EXPECT_EQ(sam.post(at + "/correction", {{"words", "Lee was at his gran's"}, {"reason", "Wrong name"}}).location,
            at + "?done=correct_note");
  EXPECT_EQ(ada.post(at + "/correction", {{"words", "Lee was with his gran"}, {"reason", "Clearer"}}).status, 303)
      << "a manager of the team";
  EXPECT_TRUE(sam.get(at).says("Lee was with his gran"));
  EXPECT_TRUE(sam.answer().says("Corrected by Ada Ng on 8 April 2026 at 9am Why: Clearer"));
  EXPECT_TRUE(sam.answer().says("Corrected by Sam Taylor on 8 April 2026 at 9am Why: Wrong name How it read then Lee was at his gran's"));
  EXPECT_TRUE(sam.answer().says("The first writing, by Sam Taylor on 7 April 2026 at 9am Lee was at Gran's She cooks"));
}

TEST_F(RecordPages, LetOnlyTheAuthorOrAManagerCorrectANote) {
  const auto at = "/notes/" + write_note(sam, "Lee was at Gran's");
  auto ben = site.sign_in_as({"social_worker"}, "Ben Moss", {site.team});
  EXPECT_EQ(ben.get(at).status, 200);
  EXPECT_FALSE(ben.answer().holds("/correction\""));
  EXPECT_TRUE(ben.get(at + "/correction").says("Only the person who wrote this note or a team manager may correct it"));
  EXPECT_FALSE(ben.form(at + "/correction"));
  const auto before = site.events();
  EXPECT_EQ(ben.send(at + "/correction", {{"csrf", "token-" + ben.account}, {"words", "Other"}, {"reason", "x"}}).status, 422);
  EXPECT_EQ(site.stranger.get(at).status, 404) << "a manager of another team is none of this child";
  EXPECT_EQ(
      site.stranger.send(at + "/correction", {{"csrf", "token-" + site.stranger.account}, {"words", "Other"}, {"reason", "x"}}).status,
      404);
  EXPECT_EQ(site.events(), before);
}

TEST_F(RecordPages, ComeBackWithEverythingTyped) {
  const auto note = "/notes/" + write_note(sam, "Lee was at Gran's");
  const auto task = "/tasks/" + set_task(ada.account);
  comes_back(site, sam, notes,
             {{"words", "كان في المدرسة 👍 <b>"}, {"childs_words", "I like it"}, {"child_seen_alone", "yes"}, {"on-day", "8"}},
             {{"kind", "Choose what kind of note it is"}});
  comes_back(
      site, sam, notes, {{"kind", "visit"}, {"child_seen_alone", "yes"}, {"on-day", "8"}, {"on-month", "4"}, {"on-year", "2026"}},
      {{"on-day", "This day is in the future"}, {"words", "Write what happened"}, {"child_seen", "A child who was seen alone was seen"}});
  comes_back(site, sam, notes, {{"kind", "visit"}, {"words", "x"}, {"on-day", "30"}, {"on-month", "2"}, {"on-year", "2026"}},
             {{"on-day", "Enter the day on which it happened"}});
  comes_back(site, sam, note + "/correction", {{"words", "Lee was at Gran's"}},
             {{"words", "Nothing is different from what is recorded"}, {"reason", "Say why the note is corrected"}});
  comes_back(site, sam, tasks, {{"person", sam.account}, {"by-day", "6"}, {"by-month", "April"}, {"by-year", "2026"}},
             {{"what", "Write what is to be done"}, {"by-day", "This day has gone by"}});
  comes_back(site, sam, tasks, {{"what", "Ring"}}, {{"by-day", "Enter the day by which it is to be done"}});
  sam.post(task + "/done");
  comes_back(site, sam, task + "/reopened", {{"reason", ""}}, {{"reason", "Say why the task is open again"}});
}

TEST_F(RecordPages, GiveTasksOnlyToThoseWhoMayKnowOfTheChild) {
  auto ben = site.sign_in_as({"social_worker"}, "Ben Moss");  // works with the child, in no team
  site.relate(site.child, ben.account);
  sam.get(tasks);
  EXPECT_TRUE(sam.answer().says("Ada Ng"));
  EXPECT_TRUE(sam.answer().says("Ben Moss"));
  EXPECT_FALSE(sam.answer().says("Stranger"));
  EXPECT_EQ(sam.form(tasks)->typed({})[2].value, "");
  const web::Form form(sam.form(tasks)->fields);
  EXPECT_EQ(form["person"], sam.account) << "one's own unless said otherwise";
  const auto before = site.events();
  EXPECT_TRUE(
      sam.post(tasks, {{"what", "Ring"}, {"person", site.stranger.account}, {"by-day", "10"}, {"by-month", "4"}, {"by-year", "2026"}})
          .says("Choose somebody who works with the child, or of your teams"));
  EXPECT_EQ(sam.answer().status, 422);
  EXPECT_EQ(site.events(), before);
}

TEST_F(RecordPages, AreAboutChildrenAlone) {
  // A contact is a record too, with people who work with it; a note or a task cannot hang on it.
  const auto contact = site.new_id();
  site.relate(contact, sam.account);
  const auto before = site.events();
  for (const char* page : {"/notes/new", "/tasks/new"}) {
    EXPECT_EQ(sam.get("/children/" + contact + page).status, 404) << page;
    EXPECT_EQ(site.api(sam.account, web::Method::post, "/children/" + contact + page,
                       page[1] == 'n' ? R"({"kind":"visit","on":"2026-04-07","words":"x","child_seen":false,"child_seen_alone":false})"
                                      : R"({"what":"x","person":")" + sam.account + R"(","by":"2026-04-08"})")
                  .status,
              404)
        << page;
  }
  EXPECT_EQ(site.events(), before);
}

TEST_F(RecordPages, MarkATaskAsDoneAndOpenItAgain) {
  const auto at = "/tasks/" + set_task(ada.account);
  EXPECT_TRUE(ada.get(at).says("Ring the school For Ada Ng. Due on Friday 10 April 2026"));
  EXPECT_EQ(ada.post(at + "/done", {{"words", "They ring back"}}).location, "/children/" + site.child + "?done=finish_task")
      << "the form stands on the task's page";
  EXPECT_TRUE(ada.get(at).says("Done They ring back Ada Ng"));
  EXPECT_FALSE(ada.form(at + "/done"));
  EXPECT_TRUE(ada.get(at + "/done").says("This task is done already"));
  ada.get(at);
  EXPECT_EQ(ada.post(at + "/reopened", {{"reason", "The wrong school"}}).location, at + "?done=reopen_task");
  EXPECT_TRUE(ada.follow().says("Opened again The wrong school Ada Ng"));
  EXPECT_TRUE(ada.form(at + "/done"));
  EXPECT_EQ(site.stranger.get(at).status, 404);
  EXPECT_EQ(site.stranger.send(at + "/done", {{"csrf", "token-" + site.stranger.account}}).status, 404);
}

}  // namespace
}  // namespace hearth::journey
