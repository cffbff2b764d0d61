#include "journey/account/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth::journey::account {
namespace {

using namespace std::chrono_literals;
using namespace account::testing;

RC_GTEST_PROP(Base64Url, ReadsBackWhatItWrote, (const std::string& bytes)) {
  const auto text = base64url(bytes);
  RC_ASSERT(from_base64url(text) == bytes);
  RC_ASSERT(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == text.npos);
}

TEST(Base64Url, FitsTheRfc) {
  // RFC 4648 section 10, without padding.
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xff\xfe", "__4"}};
  for (const auto& [bytes, text] : cases) EXPECT_EQ(base64url(bytes), text);
  EXPECT_FALSE(from_base64url("Zg=="));
  EXPECT_FALSE(from_base64url("Zm+v"));
}

TEST(Unsent, KeepsNoSecrets) {
  const auto kept = kept_of(
      web::Form({{"csrf", "a"}, {"once", "b"}, {"words", "c"}, {"old_password", "d"}, {"password", "e"}, {"code", "f"}, {"words", "g"}}));
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].value, "c");
  EXPECT_EQ(kept[1].value, "g");
}

class UnsentForm : public ::testing::Test {
 protected:
  /// Ada has typed for a long time when she sends.
  void send_too_late(practice::Browser& who, const std::string& words = typed) {
    who.get("/notes/new?about=Lee");
    site.clock().advance(31min);
    who.post("/notes/new?about=Lee", {{"words", words}});
  }
  void sign_in_here(practice::Browser& who, const std::string& email) {
    who.post("/sign-in", {{"email", email}, {"password", good_password}});
    site.clock().advance(30s);
    who.post("/sign-in/code", {{"code", office.code()}});
  }

  inline static const std::string typed = "Lee said <\"he\" & I> were alone";
  AccountSite office;
  practice::TestSite& site = office.site;
  const std::string ada = office.somebody("Ada Okafor", "ada@ashdown.example"), ben = office.somebody("Ben Moss", "ben@ashdown.example");
};

TEST_F(UnsentForm, ComesBackAfterSigningInAgain) {
  auto who = office.signed_in("ada@ashdown.example");
  send_too_late(who);
  EXPECT_EQ(who.answer().status, 403);
  EXPECT_TRUE(who.answer().says("Sign in and what you typed comes back")) << who.answer().words();
  EXPECT_FALSE(who.answer().holds("Lee said")) << "sealed";

  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", "wrong horse"}});
  sign_in_here(who, "ada@ashdown.example");
  EXPECT_EQ(who.answer().status, 200) << "also after a mistake";
  EXPECT_TRUE(who.answer().says("You are signed in again. Check what you typed and send it."));
  EXPECT_NE(AccountSite::cookie(who, "session"), "");
  // To the browser this is the page of /sign-in/code: the form must say itself where it belongs.
  EXPECT_EQ(AccountSite::field(who, "/notes/new?about=Lee", "words"), typed);
  EXPECT_EQ(who.post("/notes/new?about=Lee").location, "/home?done=keep_note");
}

TEST_F(UnsentForm, IsShownToNobodyElse) {
  auto who = office.signed_in("ada@ashdown.example");
  send_too_late(who);
  sign_in_here(who, "ben@ashdown.example");
  EXPECT_TRUE(who.answer().says("What had been typed on this page belongs to somebody else")) << who.answer().words();
  EXPECT_FALSE(who.answer().holds("Lee said"));
  EXPECT_TRUE(who.get("/home").says("Work of Ben Moss"));
}

TEST_F(UnsentForm, StaysWithTheBrowserWhenNobodyKnowsWhoseItWas) {
  auto who = office.signed_in("ada@ashdown.example");
  who.cookies.erase("__Host-who");
  send_too_late(who);
  const auto unsent = AccountSite::field(who, "/sign-in", "unsent");
  ASSERT_FALSE(unsent.empty());

  auto elsewhere = office.browser();
  elsewhere.get("/sign-in");
  elsewhere.post("/sign-in", {{"email", "ben@ashdown.example"}, {"password", good_password}, {"unsent", unsent}});
  site.clock().advance(30s);
  elsewhere.post("/sign-in/code", {{"code", office.code()}});
  EXPECT_FALSE(elsewhere.answer().holds("Lee said")) << "another browser";

  sign_in_here(who, "ada@ashdown.example");
  EXPECT_TRUE(who.answer().holds("Lee said"));
}

TEST_F(UnsentForm, IsNotKeptForOtherSitesNorForButtons) {
  auto who = office.signed_in("ada@ashdown.example");
  who.cookies.erase("__Host-session");
  who.headers = {{"Sec-Fetch-Site", "cross-site"}};
  who.send("/notes/new", {{"words", "Put into their mouth"}});
  EXPECT_EQ(AccountSite::field(who, "/sign-in", "unsent"), "");
  who.headers.clear();
  who.send("/button", {{"viewer", "x"}});
  EXPECT_TRUE(who.answer().says("What you typed was not saved"));
  EXPECT_EQ(AccountSite::field(who, "/sign-in", "unsent"), "") << "a button has no page to come back to";
  EXPECT_EQ(AccountSite::field(who, "/sign-in", "next"), "/");
}

TEST_F(UnsentForm, IsLostWhenItIsTooLongOrTooOld) {
  auto who = office.signed_in("ada@ashdown.example");
  who.cookies.erase("__Host-session");
  who.send("/notes/new", {{"words", std::string(unsent_most - 5, 'a')}});
  EXPECT_NE(AccountSite::field(who, "/sign-in", "unsent"), "");
  who.send("/notes/new", {{"words", std::string(unsent_most, 'a')}});
  EXPECT_EQ(AccountSite::field(who, "/sign-in", "unsent"), "");

  who.send("/notes/new", {{"words", typed}});
  site.clock().advance(12h);
  sign_in_here(who, "ada@ashdown.example");
  EXPECT_EQ(who.answer().location, "/notes/new") << "the page, without what was typed";
}

TEST_F(UnsentForm, OpensOnlyWhatWasSealedHere) {
  const auto now = site.clock().now();
  const Unsent form{"/notes/new", ada, "", now, {{"words", typed}}};
  auto sealed = *seal_unsent(site.test.vault, form, site.test.random);
  EXPECT_EQ(open_unsent(site.test.vault, sealed, now)->fields.at(0).value, typed);
  sealed[40] = sealed[40] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(open_unsent(site.test.vault, sealed, now));
  for (const std::string text : {"", "x", "%%%", "AAAA"}) EXPECT_FALSE(open_unsent(site.test.vault, text, now)) << text;
  EXPECT_FALSE(seal_unsent(site.test.vault, {"/notes/new", ada, "", now, {}}, site.test.random)) << "nothing typed";
}

}  // namespace
}  // namespace hearth::journey::account
