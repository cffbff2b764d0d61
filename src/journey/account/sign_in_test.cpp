#include "journey/account/testing.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace hearth::journey::account {
namespace {

using namespace std::chrono_literals;
using namespace account::testing;
using access::Outcome;

class SigningIn : public ::testing::Test {
 protected:
  AccountSite office;
  practice::TestSite& site = office.site;
  const std::string ada = office.somebody("Ada Okafor", "ada@ashdown.example");
};

// ---- the way in -------------------------------------------------------------------------------------------------------------

TEST_F(SigningIn, TakesAPasswordAndACode) {
  auto who = office.browser();
  EXPECT_EQ(who.get("/").location, "/sign-in");
  EXPECT_TRUE(who.follow().says("Sign in"));
  EXPECT_EQ(who.post("/sign-in", {{"email", " ADA@ashdown.example "}, {"password", good_password}}).location, "/sign-in/code");
  const auto half = AccountSite::cookie(who, "session");
  EXPECT_EQ(who.get("/").location, "/sign-in") << "half is not in";
  EXPECT_TRUE(who.get("/sign-in/code").says("Enter your security code"));
  const auto code = office.code();
  EXPECT_EQ(who.post("/sign-in/code", {{"code", code.substr(0, 3) + " " + code.substr(3)}}).location, "/");
  EXPECT_NE(AccountSite::cookie(who, "session"), half) << "a new token at every rise of privilege";
  EXPECT_TRUE(who.get("/home").says("Work of Ada Okafor"));
  EXPECT_EQ(who.get("/sign-in").location, "/") << "signed in already";

  const auto tried = office.attempts();
  ASSERT_EQ(tried.size(), 2u);
  EXPECT_EQ(tried[0].outcome, Outcome::signed_in);
  EXPECT_EQ(tried[1].outcome, Outcome::password_right);
}

TEST_F(SigningIn, SetsCookiesThatStayHere) {
  auto who = office.browser();
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  who.follow();
  who.post("/sign-in/code", {{"code", office.code()}});
  int sessions = 0;
  for (const auto& [name, value] : who.answer().reply.headers) {
    if (name != "Set-Cookie") continue;
    EXPECT_TRUE(value.starts_with("__Host-")) << value;
    EXPECT_NE(value.find("; Path=/; HttpOnly; SameSite=Lax; Secure"), value.npos) << value;
    if (!value.starts_with("__Host-session=")) continue;
    ++sessions;
    EXPECT_EQ(value.find("Max-Age"), value.npos) << "ends with the browser";
  }
  EXPECT_EQ(sessions, 1);
}

TEST_F(SigningIn, WorksOnPlainHttpOfLoopback) {
  auto who = office.browser();
  who.secure = false;
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  who.follow();
  EXPECT_EQ(who.post("/sign-in/code", {{"code", office.code()}}).location, "/");
  EXPECT_EQ(who.get("/home").status, 200);
  EXPECT_TRUE(who.cookies.contains("session"));
}

TEST_F(SigningIn, TakesNoCodeTwice) {
  const auto code = office.code();
  auto first = office.browser(), second = office.browser();
  for (auto* who : {&first, &second}) {
    who->post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
    who->follow();
  }
  EXPECT_EQ(first.post("/sign-in/code", {{"code", code}}).status, 303);
  EXPECT_TRUE(second.post("/sign-in/code", {{"code", code}}).says("This code was used already"));
  EXPECT_EQ(second.get("/").location, "/sign-in");
  EXPECT_TRUE(second.post("/sign-in/code", {{"code", "12345"}}).says("Enter the 6 digits"));
  EXPECT_TRUE(second.post("/sign-in/code", {{"code", code == "000000" ? "000001" : "000000"}}).says("That code is not right"));
}

TEST_F(SigningIn, HalfASessionEndsAfterTenMinutes) {
  auto who = office.browser();
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  who.follow();
  site.clock().advance(10min);
  EXPECT_TRUE(who.post("/sign-in/code", {{"code", office.code()}}).says("That took too long"));
  EXPECT_EQ(who.answer().status, 403);
}

TEST_F(SigningIn, SetsUpAnAppTheFirstTime) {
  office.somebody("Ben Moss", "ben@ashdown.example", false);
  auto ben = office.browser();
  ben.post("/sign-in", {{"email", "ben@ashdown.example"}, {"password", good_password}});
  EXPECT_TRUE(ben.follow().says("Set up your authenticator app"));
  EXPECT_TRUE(ben.answer().holds("<svg class=\"hearth-qr\""));
  const auto words = ben.answer().words();
  const auto at = words.find("Enter this key in the app: ") + 27;
  std::string secret = words.substr(at, 39);
  std::erase(secret, ' ');
  EXPECT_EQ(secret.size(), 32u);
  EXPECT_TRUE(ben.post("/sign-in/code", {{"code", "000000"}}).says("That code is not right"));
  EXPECT_TRUE(ben.answer().says("Set up your authenticator app"));
  EXPECT_EQ(ben.post("/sign-in/code", {{"code", code_at(secret, site.clock().now())}}).location, "/");
  EXPECT_TRUE(ben.get("/home").says("Work of Ben Moss"));
}

TEST(SigningInToADemonstration, NeedsNoPhone) {
  AccountSite office({.second_factor = false});
  office.somebody("Ada Okafor", "ada@ashdown.example", false);
  office.somebody("Ben Moss", "ben@ashdown.example", true);
  auto ada = office.browser(), ben = office.browser();
  EXPECT_EQ(ada.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}}).location, "/");
  EXPECT_EQ(ada.get("/home").status, 200);
  EXPECT_EQ(ben.post("/sign-in", {{"email", "ben@ashdown.example"}, {"password", good_password}}).location, "/sign-in/code")
      << "who has one is asked for it";
}

TEST(SigningInForReal, ChecksArgon2) {
  AccountSite office({.second_factor = false}, false);
  const auto account = office.site.open_account({.roles = {"social_worker"}, .name = "Ada", .email = "ada@ashdown.example"});
  office.site.record<access::Account>(account, {access::PasswordSet{vault::hash_password(good_password)}});
  auto ada = office.browser();
  EXPECT_EQ(ada.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password + "!"}}).status, 422);
  EXPECT_EQ(ada.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}}).status, 303);
}

// ---- who is not let in ------------------------------------------------------------------------------------------------------

TEST_F(SigningIn, AnswersEverybodyWhoIsNotLetInAlike) {
  const auto closed = office.somebody("Cy Lane", "cy@ashdown.example");
  site.record<access::Account>(closed, {access::AccountClosed{"Left"}});
  site.open_account({.name = "Dee Invited", .email = "dee@ashdown.example"});
  std::string first;
  auto who = office.browser();
  who.get("/sign-in");
  for (const std::string email : {"ada@ashdown.example", "nobody@ashdown.example", "cy@ashdown.example", "dee@ashdown.example"}) {
    const int before = office.hashing.checks;
    who.post("/sign-in", {{"email", email}, {"password", "wrong horse battery"}});
    EXPECT_EQ(who.answer().status, 422) << email;
    EXPECT_EQ(office.hashing.checks, before + 1) << "the same work for " << email;
    auto body = who.answer().body;
    body.replace(body.find(email), email.size(), "EMAIL");
    if (first.empty()) first = body;
    EXPECT_EQ(body, first) << "the same bytes for " << email;
  }
  EXPECT_EQ(who.post("/sign-in", {{"email", "cy@ashdown.example"}, {"password", good_password}}).status, 422) << "closed is closed";
}

TEST_F(SigningIn, RefusesFormsThatAreNotOurs) {
  const std::vector<web::Field> right{{"email", "ada@ashdown.example"}, {"password", good_password}};
  auto who = office.browser();
  EXPECT_EQ(who.send("/sign-in", right).status, 403) << "no cookie, no token";
  who.get("/sign-in");
  EXPECT_EQ(who.send("/sign-in", right).status, 403) << "no token";
  auto forged = right;
  forged.push_back({"csrf", AccountSite::cookie(who, "visit")});
  EXPECT_EQ(who.send("/sign-in", forged).status, 403) << "the cookie's own value is no token";

  auto other = office.browser();
  other.get("/sign-in");
  auto stolen = right;
  stolen.push_back({"csrf", AccountSite::field(other, "/sign-in", "csrf")});
  EXPECT_EQ(who.send("/sign-in", stolen).status, 403) << "the token of another browser: nobody is signed in as somebody else";

  for (const auto& [name, value] : std::vector<web::Header>{
           {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"}}) {
    auto lured = office.browser();
    lured.get("/sign-in");
    const auto fields = lured.form("/sign-in")->typed(right);
    lured.headers = {{"Host", "hearth.example"}, {name, value}};
    EXPECT_EQ(lured.send("/sign-in", fields).status, 403) << name << ": " << value;
  }
  EXPECT_EQ(office.hashing.checks, 0) << "nothing was tried";
  EXPECT_TRUE(office.attempts().empty());
  who.headers = {{"Host", "hearth.example"}, {"Origin", "https://hearth.example"}, {"Sec-Fetch-Site", "same-origin"}};
  EXPECT_EQ(who.post("/sign-in", right).status, 303);
}

TEST_F(SigningIn, SlowsGuessingDownForEverybodyAlike) {
  for (const std::string email : {"ada@ashdown.example", "nobody@ashdown.example"}) {
    auto who = office.browser();
    for (int i = 0; i < 10; ++i)
      EXPECT_EQ(who.post("/sign-in", {{"email", email}, {"password", "wrong horse " + std::to_string(i)}}).status, 422) << i;
    EXPECT_EQ(who.post("/sign-in", {{"email", email}, {"password", good_password}}).status, 429) << email;
    EXPECT_TRUE(who.answer().says("There were too many tries. Try again at 9:16am")) << who.answer().words();
  }
  EXPECT_EQ(office.hashing.checks, 20) << "who is held costs nothing";
  EXPECT_EQ(office.attempts()[0].outcome, Outcome::held);
}

TEST_F(SigningIn, LocksNoOwnerOutOfTheirOwnDevice) {
  auto desk = office.signed_in("ada@ashdown.example");
  desk.get("/home");
  desk.post("/sign-out");
  auto attacker = office.browser();
  attacker.peer = "198.51.100.9";
  for (int i = 0; i < 12; ++i) attacker.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", "wrong horse"}});
  EXPECT_EQ(attacker.answer().status, 429);
  EXPECT_EQ(desk.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}}).status, 303);
}

TEST(SigningInUnderLoad, TurnsAwayWhatWouldWaitTooLong) {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  int inside = 0;
  SignInOptions options{.second_factor = false, .hashing_threads = 1, .hashing_waiting = 1};
  options.hasher = {[](std::string_view p) { return std::string(p); },
                    [&](std::string_view, std::string_view) {
                      std::unique_lock lock(mutex);
                      ++inside;
                      changed.notify_all();
                      changed.wait(lock, [&] { return open; });
                      return false;
                    },
                    [](std::string_view) { return false; }};
  AccountSite office(std::move(options), false);
  auto who = office.browser();
  who.get("/sign-in");
  auto request = practice::TestSite::request_of(web::Method::post, "/sign-in");
  for (const auto& f : who.form("/sign-in")->typed({{"email", "a@b.example"}, {"password", "x"}}))
    request.body += f.name + "=" + web::percent_encode(f.value) + "&";
  request.body.pop_back();
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Cookie", "__Host-visit=" + AccountSite::cookie(who, "visit")}};

  std::vector<std::promise<int>> answers(3);
  auto send = [&](int i) {
    office.site.site.handle(std::make_shared<const web::Request>(request),
                            [&, i](web::Reply reply) { answers[std::size_t(i)].set_value(reply.status); });
  };
  send(0);
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return inside == 1; });
  }
  send(1);
  // Whichever of the two comes second to the queue, which has room for one, is turned away.
  send(2);
  auto second = answers[1].get_future(), third = answers[2].get_future();
  while (second.wait_for(1ms) != std::future_status::ready && third.wait_for(1ms) != std::future_status::ready) {
  }
  {
    std::scoped_lock lock(mutex);
    open = true;
  }
  changed.notify_all();
  const std::multiset<int> statuses{answers[0].get_future().get(), second.get(), third.get()};
  EXPECT_EQ(statuses, (std::multiset<int>{422, 422, 503}));
}

// ---- where it leads ---------------------------------------------------------------------------------------------------------

TEST(LocalPath, LeadsNowhereElse) {
  const std::vector<std::pair<std::string, std::string>> cases{{"/children/01", "/children/01"},
                                                               {"/front-door?show=decided", "/front-door?show=decided"},
                                                               {"", "/"},
                                                               {"//elsewhere.example", "/"},
                                                               {"/\\elsewhere.example", "/"},
                                                               {"\\\\elsewhere.example", "/"},
                                                               {"https://elsewhere.example", "/"},
                                                               {"javascript:alert(1)", "/"},
                                                               {"elsewhere", "/"},
                                                               {"/a\r\nSet-Cookie: x=y", "/"},
                                                               {"/a b", "/"},
                                                               {"/sign-in", "/"},
                                                               {"/sign-in/code", "/"},
                                                               {"/sign-out", "/"},
                                                               {"/account/renew", "/"},
                                                               {"/account", "/account"},
                                                               {"/" + std::string(1499, 'a'), "/" + std::string(1499, 'a')},
                                                               {"/" + std::string(1500, 'a'), "/"}};
  for (const auto& [next, path] : cases) EXPECT_EQ(local_path(next), path) << next;
}

TEST_F(SigningIn, GoesOnToWhatWasAskedFor) {
  auto who = office.browser();
  EXPECT_EQ(who.get("/notes/new").location, "/sign-in?next=%2Fnotes%2Fnew");
  who.follow();
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", "wrong horse"}});
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  EXPECT_EQ(who.answer().location, "/sign-in/code?next=%2Fnotes%2Fnew") << "also after a mistake";
  who.follow();
  who.post("/sign-in/code", {{"code", "1"}});
  EXPECT_EQ(who.post("/sign-in/code", {{"code", office.code()}}).location, "/notes/new");
}

// ---- sessions ---------------------------------------------------------------------------------------------------------------

TEST_F(SigningIn, EndsAfterHalfAnHourWithoutAnything) {
  auto who = office.signed_in("ada@ashdown.example");
  for (int i = 0; i < 4; ++i) {
    site.clock().advance(29min);
    EXPECT_EQ(who.get("/home").status, 200) << i;
    // The use is remembered behind the answer.
    site.test.world.database.write_and_wait([](store::Connection&) {});
  }
  site.clock().advance(30min);
  EXPECT_EQ(who.get("/").location, "/sign-in");
}

TEST_F(SigningIn, EndsAfterTwelveHoursWhateverIsDone) {
  auto who = office.signed_in("ada@ashdown.example");
  const auto began = site.clock().now() - 30s;
  while (site.clock().now() + 20min < began + 12h) {
    site.clock().advance(20min);
    ASSERT_EQ(who.get("/account/renew").status, 200);
  }
  site.clock().set(began + 12h - 1us);
  EXPECT_EQ(who.get("/home").status, 200);
  site.clock().set(began + 12h);
  EXPECT_EQ(who.get("/home").status, 303);
}

TEST_F(SigningIn, RenewsTheSessionOfAnOpenPage) {
  auto who = office.signed_in("ada@ashdown.example");
  site.clock().advance(20min);
  const auto ends = (site.clock().now() + 30min).micros / 1'000'000;
  EXPECT_EQ(who.get("/account/renew").body, "{\"ends\":" + std::to_string(ends) + "}");
  site.clock().advance(29min);
  EXPECT_EQ(who.get("/home").status, 200);
  EXPECT_EQ(office.browser().get("/account/renew").status, 401);
}

TEST_F(SigningIn, SignsOutWithTheTokenOnly) {
  auto who = office.signed_in("ada@ashdown.example");
  who.follow();
  EXPECT_EQ(who.send("/sign-out", {{"csrf", "0"}}).status, 403);
  EXPECT_EQ(who.get("/home").status, 200);
  const auto token = AccountSite::cookie(who, "session");
  EXPECT_EQ(who.post("/sign-out").location, "/sign-in?signed-out=yes");
  EXPECT_EQ(AccountSite::cookie(who, "session"), "");
  EXPECT_TRUE(who.follow().says("You have signed out"));
  who.cookies["__Host-session"] = token;
  EXPECT_EQ(who.get("/home").status, 303) << "the old token is dead";
}

TEST_F(SigningIn, NeverTakesOverASessionFromBefore) {
  auto who = office.browser();
  who.cookies["__Host-session"] = std::string(64, 'a');
  who.post("/sign-in", {{"email", "ada@ashdown.example"}, {"password", good_password}});
  EXPECT_NE(AccountSite::cookie(who, "session"), std::string(64, 'a'));
}

// ---- tokens -----------------------------------------------------------------------------------------------------------------

TEST_F(SigningIn, LetsProgramsInByTokenAndOnlyThem) {
  std::string token;
  site.test.world.database.write_and_wait(
      [&](store::Connection& c) { token = access::make_token(c, ada, 24h, site.test.random, site.clock().now()).text; });
  EXPECT_EQ(site.api(token, web::Method::get, "/").status, 404) << "the API has no root";
  EXPECT_EQ(site.api(token, web::Method::post, "/notes/new", R"({"words":"Rang"})").status, 201);
  EXPECT_EQ(site.api(token + "0", web::Method::post, "/notes/new", R"({"words":"Rang"})").status, 401);
  auto who = office.signed_in("ada@ashdown.example");
  EXPECT_EQ(who.get("/api/v1/notes/new").status, 401) << "a cookie never speaks for the API";
  who.headers.emplace_back("Authorization", "Bearer " + token);
  EXPECT_EQ(who.get("/home").status, 404) << "and a token opens no page";
  site.clock().advance(24h);
  EXPECT_EQ(site.api(token, web::Method::post, "/notes/new", R"({"words":"Rang"})").status, 401);
}

}  // namespace
}  // namespace hearth::journey::account
