// A whole site for tests, without sockets: a world of its own, the practices under test, and the browsers of people who use it.
//
//   practice::TestSite site({register_contacts});
//   auto sam = site.sign_in_as({"screening_worker"});
//   EXPECT_TRUE(sam.get("/contacts/new").says("Who is worried?"));
//   EXPECT_EQ(sam.post("/contacts/new", {{"worry", "Alone at night"}}).status, 303);
//   EXPECT_TRUE(sam.follow().says("Contact recorded"));
//
// A browser keeps its cookies, sends a form with all that stood in it (so the tokens go along), and follows redirects when told to.
#pragma once

#include "access/people.hpp"
#include "access/relationship.hpp"
#include "access/session.hpp"
#include "access/sign_in.hpp"
#include "access/token.hpp"
#include "base/data.hpp"
#include "journal/testing.hpp"
#include "practice/site.hpp"
#include "practice/testing_html.hpp"
#include "web/cookie.hpp"

#include <chrono>
#include <future>
#include <stdexcept>

namespace hearth::practice {

/// What came back.
struct Answer {
  int status = 0;
  std::string body;
  std::string location;  ///< Where a redirect leads.
  web::Reply reply;

  std::string words() const { return testing::words_of(body); }
  bool says(std::string_view text) const { return words().find(text) != std::string::npos; }
  bool holds(std::string_view markup) const { return body.find(markup) != std::string::npos; }
};

class TestSite;

/// One person's browser.
class Browser {
 public:
  Browser(TestSite& site, std::string account = {}) : account(std::move(account)), site_(&site) {}

  const Answer& get(std::string_view target);
  /// Fills in the form that is sent to `path` and sends it. The form of the page that is shown, if it has one; else that of the page
  /// at `path`. Without any such form, sends just these fields and the session's token, as a button elsewhere would.
  const Answer& post(const std::string& path, const std::vector<web::Field>& typed = {});
  /// Goes where the last answer leads.
  const Answer& follow() { return get(answer_.location); }
  /// Sends exactly these fields: nothing is read out of a page.
  const Answer& send(const std::string& path, const std::vector<web::Field>& fields);

  const Answer& answer() const { return answer_; }
  /// What the page that is shown has in its form to `path`, with or without its query.
  std::optional<testing::PageForm> form(std::string_view path) const;

  const std::string account;  ///< Whose it is; "" for a stranger's.
  std::map<std::string, std::string, std::less<>> cookies{};
  std::vector<web::Header> headers{
      {"Host", "hearth.example"}, {"User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"}, {"Sec-Fetch-Site", "same-origin"}};
  std::string peer = "192.0.2.7";
  bool secure = true;

 private:
  const Answer& ask(web::Request request);

  TestSite* site_;
  std::string path_;  // of the page that is shown
  Answer answer_;
};

/// Somebody who works for the partnership.
struct Worker {
  std::vector<std::string> roles{};
  std::string name = "Sam Taylor";
  std::vector<std::string> teams{};
  std::string email{};   ///< Made from the account's id when empty.
  std::string agency{};  ///< The site's own when empty.
};

class TestSite {
 public:
  explicit TestSite(const std::vector<std::function<void(Kit&)>>& practices, const std::string& database = "memory",
                    SiteOptions options = {})
      : test(database, {}),
        policy(access::Policy::load(data_file("policy.csv"), data_file("roles.csv")).value()),
        kit(register_all(practices)),
        site(test.world, policy, kit, web::Assets{}, std::move(options)) {
    for (auto migrations : {access::reading_migrations(), access::session_migrations(), access::sign_in_migrations(),
                            access::token_migrations(), site_migrations()})
      test.world.database.migrate(migrations);
    journal::prepare_views(test.world);
    site.set_door({[this](store::Connection&, const web::Request& request, Instant now) { return identify(request, now); },
                   [](const web::Request&, const web::Form*) { return web::Reply::redirect("/sign-in"); }});
    agency = add_agency("Ashdown Council");
  }

  // ---- Who there is.

  std::string add_agency(const std::string& name, access::AgencyKind kind = access::AgencyKind::childrens_social_care) {
    return record<access::Agency>(new_id(), {access::AgencyAdded{name, kind}});
  }
  std::string add_team(const std::string& name, access::TeamKind kind = access::TeamKind::assessment) {
    return record<access::Team>(new_id(), {access::TeamAdded{name, agency, kind}});
  }
  std::string open_account(const Worker& worker) {
    const auto id = new_id();
    std::vector<access::Account::Event> events{access::AccountOpened{
        worker.name, worker.email.empty() ? id + "@ashdown.example" : worker.email, worker.agency.empty() ? agency : worker.agency}};
    for (const auto& role : worker.roles) events.push_back(access::RoleGiven{role});
    for (const auto& team : worker.teams) events.push_back(access::TeamJoined{team});
    return record<access::Account>(id, events);
  }
  Browser sign_in(const std::string& account) {
    Browser browser(*this, account);
    browser.cookies[web::cookie_name("session", browser.secure)] = account;
    return browser;
  }
  Browser sign_in_as(std::vector<std::string> roles, std::string name = "Sam Taylor", std::vector<std::string> teams = {}) {
    return sign_in(open_account({.roles = std::move(roles), .name = std::move(name), .teams = std::move(teams)}));
  }
  /// A working relationship that begins now. Returns its id.
  std::string relate(const std::string& subject, const std::string& account,
                     access::RelationKind kind = access::RelationKind::allocated_worker) {
    const auto id = new_id();
    record<access::Relations>(subject, {access::RelationBegan{id, kind, account, {}, {}, "Allocated"}});
    return id;
  }

  // ---- What happened.

  /// Records events as the program itself, in the stream of `id`, which is returned.
  template <journal::Aggregate A>
  std::string record(const std::string& id, const std::vector<typename A::Event>& events) {
    write([&](journal::Unit& unit) {
      auto loaded = unit.load<A>(id);
      unit.append(loaded, events);
    });
    return id;
  }
  void write(const std::function<void(journal::Unit&)>& work) { journal::submit_and_wait(test.world, {"system", agency}, work); }

  template <journal::Aggregate A>
  journal::Loaded<A> load(const std::string& id) {
    return journal::load<A>(test.world, test.world.database.read()->connection(), id);
  }
  template <journal::ViewRow R, class... P>
  std::vector<R> rows(store::Sql where, const P&... params) {
    return journal::select_rows<R>(test.world.database.read()->connection(), test.keys, where, params...);
  }
  /// Who opened a record.
  std::vector<access::Reading> readings_of(std::string_view subject, int limit = 100) {
    return access::readings_of(test.world.database.read()->connection(), subject, limit);
  }
  std::string new_id() { return hearth::new_id(test.clock.now(), test.random); }
  HandClock& clock() { return test.clock; }

  // ---- Asking.

  /// Hands a request to the site and waits for the answer. Throws when none comes within half a minute.
  Answer ask(web::Request request) {
    std::promise<web::Reply> promise;
    auto future = promise.get_future();
    site.handle(std::make_shared<const web::Request>(std::move(request)), [&](web::Reply reply) { promise.set_value(std::move(reply)); });
    if (future.wait_for(std::chrono::seconds(30)) != std::future_status::ready) throw std::runtime_error("the site does not answer");
    Answer answer;
    answer.reply = future.get();
    answer.status = answer.reply.status;
    answer.body = answer.reply.bytes();
    for (const auto& [name, value] : answer.reply.headers)
      if (web::same_word(name, "Location")) answer.location = value;
    return answer;
  }
  /// The JSON API, as this account: "/children/…" without /api/v1.
  Answer api(const std::string& account, web::Method method, std::string_view target, std::string json = {},
             std::vector<web::Header> headers = {}) {
    headers.emplace_back("Authorization", "Bearer " + account);
    headers.emplace_back("Content-Type", "application/json");
    auto request = request_of(method, "/api/v1" + std::string(target));
    request.headers = std::move(headers);
    request.body = std::move(json);
    return ask(std::move(request));
  }
  static web::Request request_of(web::Method method, std::string_view target) {
    web::Request request;
    request.method = method;
    request.target = target;
    auto [path, query] = web::split_target(target).value();
    request.path = std::move(path);
    request.query = std::move(query);
    request.secure = true;
    request.peer = "192.0.2.7";
    return request;
  }

  journal::TestWorld test;
  access::Policy policy;
  Kit kit;
  Site site;
  std::string agency;  ///< Everybody works for it who is not said to work for another.

 private:
  Kit register_all(const std::vector<std::function<void(Kit&)>>& practices) {
    // The folds hold on to the vault, which is made after the catalogue: they come in when both are there.
    access::register_people(test.catalogue, test.vault);
    access::register_relationships(test.catalogue);
    Kit made(test.catalogue);
    for (const auto& practice : practices) practice(made);
    return made;
  }

  /// A cookie, or a bearer token, that simply is the account's id: what signing in is like, src/journey/account tests.
  std::optional<Identity> identify(const web::Request& request, Instant now) const {
    const auto ends = now + std::chrono::minutes(30);
    if (auto bearer = request.header("Authorization"); bearer.starts_with("Bearer "))
      return Identity{std::string(bearer.substr(7)), {}, {}, ends, true};
    auto cookie = web::read_cookie(request, "session");
    if (!cookie || cookie->empty()) return std::nullopt;
    return Identity{std::string(*cookie), "session-" + std::string(*cookie), "token-" + std::string(*cookie), ends, false};
  }
};

// ---- Browser --------------------------------------------------------------------------------------------------------------

inline const Answer& Browser::ask(web::Request request) {
  request.secure = secure;
  request.peer = peer;
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  std::string jar;
  for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + '=' + value;
  if (!jar.empty()) request.headers.emplace_back("Cookie", jar);
  path_ = request.target;
  answer_ = site_->ask(std::move(request));
  for (const auto& [name, value] : answer_.reply.headers) {
    if (!web::same_word(name, "Set-Cookie")) continue;
    const auto equals = value.find('='), end = std::min(value.find(';'), value.size());
    if (value.find("Max-Age=0") != value.npos)
      cookies.erase(value.substr(0, equals));
    else
      cookies[value.substr(0, equals)] = value.substr(equals + 1, end - equals - 1);
  }
  return answer_;
}

inline const Answer& Browser::get(std::string_view target) { return ask(TestSite::request_of(web::Method::get, target)); }

inline const Answer& Browser::send(const std::string& path, const std::vector<web::Field>& fields) {
  auto request = TestSite::request_of(web::Method::post, path);
  for (const auto& field : fields)
    request.body += (request.body.empty() ? "" : "&") + web::percent_encode(field.name) + '=' + web::percent_encode(field.value);
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return ask(std::move(request));
}

inline std::optional<testing::PageForm> Browser::form(std::string_view path) const {
  auto forms = testing::forms_of(answer_.body, path_);
  auto found = std::ranges::find_if(forms, [&](const auto& f) {
    return (f.action == path || std::string_view(f.action).substr(0, f.action.find('?')) == path) && f.method == "post";
  });
  if (found == forms.end()) return std::nullopt;
  return std::move(*found);
}

inline const Answer& Browser::post(const std::string& path, const std::vector<web::Field>& typed) {
  auto filled = form(path);
  if (!filled) {
    get(path);
    filled = form(path);
  }
  if (filled) return send(filled->action, filled->typed(typed));
  auto fields = typed;
  fields.push_back({"csrf", "token-" + account});
  return send(path, fields);
}

}  // namespace hearth::practice
