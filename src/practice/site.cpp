#include "practice/site.hpp"

#include "base/json.hpp"
#include "html/elements.hpp"
#include "journal/journal.hpp"
#include "journal/unit.hpp"

#include <algorithm>
#include <charconv>

namespace hearth::practice {
namespace {

constexpr store::Migration steps[] = {
    {"site", 1,
     "create table done_once (name text primary key, body text not null, at bigint not null, location text not null, made text not "
     "null);\n"},
};

constexpr std::string_view api_prefix = "/api/v1";

/// Leaves the writer's job so that its savepoint is rolled back, and carries the reasons out.
struct Refused {
  Refusals wrong;
  int status = 422;
};

struct Fallback {
  int status;
  std::string_view title, sentence;
};

Fallback explain(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const store::Fault& fault) {
    using enum store::Fault::Kind;
    switch (fault.kind) {
      case constraint:
        return {409, "Somebody else wrote to this at the same time",
                "Somebody else wrote to this record at the same time. Nothing of yours is lost: look at what they wrote, then send yours "
                "again"};
      case full:
        return {507, "There is no space left",
                "The disk of the server is full, so nothing was saved. What you typed is still on this page: tell whoever runs Hearth, and "
                "send it again"};
      case busy: return {503, "Too much at once", "The server is busy and has not saved this. Send it again in a minute"};
      default:
        return {
            503, "The store has stopped",
            "The server cannot write to its disk, so nothing was saved. What you typed is still on this page: tell whoever runs Hearth"};
    }
  } catch (...) {
    return {500, "Something went wrong",
            "Something went wrong on the server and nothing was saved. What you typed is still on this page: send it again, and tell "
            "whoever runs Hearth if it happens twice"};
  }
}

web::Reply problem(int status, std::string_view title, const Refusals& wrong) {
  boost::json::array errors;
  for (const auto& w : wrong) errors.push_back({{"field", w.field}, {"sentence", w.sentence}});
  boost::json::object body{{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!wrong.empty()) {
    body["detail"] = wrong.front().sentence;
    body["errors"] = std::move(errors);
  }
  auto reply = web::Reply::json(status, boost::json::serialize(body));
  for (auto& [name, value] : reply.headers)
    if (web::same_word(name, "content-type")) value = "application/problem+json";
  return reply;
}

}  // namespace

std::span<const store::Migration> site_migrations() { return steps; }

std::int64_t prune_done_once(store::Connection& connection, Instant before) {
  return connection.run("delete from done_once where at < $1", before.micros);
}

web::Reply reply_of(File file) {
  std::string plain;
  for (char c : file.name) plain += c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '/' ? c : '_';
  web::Reply reply;
  reply.body = std::move(file.bytes);
  // RFC 6266: the plain name for old programs, the encoded one for names in any script.
  return std::move(reply)
      .with("Content-Type", std::move(file.type))
      .with("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + web::percent_encode(file.name));
}

std::size_t Site::largest_body(const web::Request& head) const {
  std::string_view path = head.path;
  if (path.starts_with(api_prefix)) path.remove_prefix(api_prefix.size());
  Asked asked;
  for (const auto& route : kit_.routes())
    if (route.largest_body > 0 && matches(route.pattern, path, asked)) return route.largest_body;
  return 0;
}

/// One request on its way.
struct Site::Exchange {
  std::shared_ptr<const web::Request> request;
  std::function<void(web::Reply)> done;
  bool api = false;
  std::string_view path;  // without /api/v1
  const Route* route = nullptr;
  Asked asked;
  std::optional<Identity> identity;
  access::Viewer viewer;
  Typed typed;
  std::string said;  // above the page that is drawn
};

Site::Site(const journal::World& world, const access::Policy& policy, const Kit& kit, web::Assets assets, SiteOptions options)
    : world_(world),
      policy_(policy),
      kit_(kit),
      assets_(assets),
      options_(std::move(options)),
      lines_(world),
      pool_(options_.workers, options_.waiting) {}

void Site::handle(std::shared_ptr<const web::Request> request, std::function<void(web::Reply)> done) {
  if (web::find_asset(assets_, request->path)) return done(web::serve_asset(*request, assets_));
  const auto method = request->method == web::Method::head ? web::Method::get : request->method;
  for (const auto& open : open_)
    if (open.path == request->path && open.method == method) return open.handle(std::move(request), std::move(done));

  auto exchange = std::make_shared<Exchange>();
  exchange->request = std::move(request);
  exchange->done = std::move(done);
  const std::string_view path = exchange->request->path;
  exchange->api = path.starts_with(api_prefix) && (path.size() == api_prefix.size() || path[api_prefix.size()] == '/');
  exchange->path = exchange->api ? path.substr(api_prefix.size()) : path;
  exchange->asked.query = exchange->request->query;
  if (!pool_.post([this, exchange] {
        try {
          find(exchange);
        } catch (...) {
          failed(exchange, std::current_exception());
        }
      }))
    exchange->done(notice(503, "Too much at once", "The server is busy. Try again in a minute").with("Retry-After", "5"));
}

void Site::redraw(std::shared_ptr<const web::Request> request, Identity identity, Typed typed, std::string said,
                  std::function<void(web::Reply)> done) {
  auto x = std::make_shared<Exchange>();
  x->request = std::move(request);
  x->done = std::move(done);
  x->path = x->request->path;
  x->asked.query = x->request->query;
  x->identity = std::move(identity);
  x->typed = std::move(typed);
  x->said = std::move(said);
  auto draw = [this, x] {
    try {
      for (const auto& route : kit_.routes()) {
        Asked asked;
        if (!route.draw || !route.changes() || !matches(route.pattern, x->path, asked)) continue;
        x->route = &route;
        x->asked.path = std::move(asked.path);
      }
      auto viewer =
          access::viewer_of(world_.database.read()->connection(), world_.keys, policy_, x->identity->account, world_.clock.now().date());
      if (!x->route || !viewer) return x->done(not_found(x));
      x->viewer = std::move(*viewer);
      read(x, x->typed, 200);
    } catch (...) {
      failed(x, std::current_exception());
    }
  };
  if (!pool_.post(std::move(draw)))
    x->done(notice(503, "Too much at once", "The server is busy. Try again in a minute").with("Retry-After", "5"));
}

void Site::find(const Exchanged& x) {
  const bool wants_change = x->request->method == web::Method::post;
  bool path_known = false;
  for (const auto& route : kit_.routes()) {
    Asked asked;
    if (!matches(route.pattern, x->path, asked) || (x->api && !route.api)) continue;
    path_known = true;
    const bool fits = wants_change ? route.changes()
                      : x->request->method == web::Method::get || x->request->method == web::Method::head
                          ? (x->api ? bool(route.json) : bool(route.draw)) || route.file
                          : false;
    if (!fits && (wants_change || route.kind != Route::Kind::live)) continue;
    x->route = &route;
    x->asked.path = std::move(asked.path);
    break;
  }

  {
    auto snapshot = world_.database.read();
    x->identity = door_.identify(snapshot->connection(), *x->request, world_.clock.now());
    if (x->identity) {
      auto viewer = access::viewer_of(snapshot->connection(), world_.keys, policy_, x->identity->account, world_.clock.now().date());
      if (viewer)
        x->viewer = std::move(*viewer);
      else
        x->identity.reset();
    }
  }
  if (!x->identity) {
    if (x->api)
      return x->done(
          problem(401, "Not signed in", {{"", "Send a bearer token: hearth token makes one"}}).with("WWW-Authenticate", "Bearer"));
    if (!wants_change) return x->done(door_.ask_to_sign_in(*x->request, nullptr));
    auto form = web::decode_form(*x->request);
    return x->done(door_.ask_to_sign_in(*x->request, form ? &*form : nullptr));
  }
  // A session's cookie comes along by itself, so it never speaks for the API; a token is never used for pages.
  if (x->api != x->identity->token)
    return x->done(x->api ? problem(401, "Not signed in", {{"", "Send a bearer token: hearth token makes one"}}) : not_found(x));
  if (x->path == "/" && !x->api && !wants_change) return x->done(web::Reply::redirect(front_page(x->viewer)));
  if (!x->route) {
    if (!path_known) return x->done(not_found(x));
    return x->done(x->api ? problem(405, "Method not allowed", {})
                          : notice(405, "This page cannot do that", "Go back and use the buttons of the page"));
  }
  if (wants_change)
    write(x);
  else if (x->route->kind == Route::Kind::live)
    listen(x);
  else
    read(x, {}, 200);
}

void Site::listen(const Exchanged& x) {
  auto may = [this, request = x->request, guard = x->route->guard, asked = x->asked](store::Connection& connection) {
    const auto now = world_.clock.now();
    const auto identity = door_.identify(connection, *request, now);
    if (!identity) return false;
    const auto viewer = access::viewer_of(connection, world_.keys, policy_, identity->account, now.date());
    if (!viewer) return false;
    const auto held = access::held_by(connection, *viewer, subjects_of(world_, connection, guard, asked), now);
    return access::decide(policy_, *viewer, guard.permission, true, held).allowed;
  };
  const auto& guard = x->route->guard;
  auto watched = std::string(guard.stream) + '/' + x->asked[guard.record];
  std::int64_t version = 0;
  {
    auto snapshot = world_.database.read();
    if (!may(snapshot->connection())) return keep_out(x);
    version = world_.journal.state(snapshot->connection(), watched).version;
  }
  // A page that was drawn before the last event is told so at once: it says what it has seen.
  const auto seen = x->request->header("Last-Event-ID").empty() ? x->asked.query["seen"] : x->request->header("Last-Event-ID");
  std::from_chars(seen.data(), seen.data() + seen.size(), version);
  auto stream = std::make_shared<web::LiveStream>();
  lines_.add({stream, std::move(watched), version, std::move(may)});
  x->done(web::Reply::stream(std::move(stream)));
}

// What somebody sees first: the first part of the navigation that is theirs.
std::string Site::front_page(const access::Viewer& viewer) const {
  auto items = kit_.navigation();
  std::ranges::stable_sort(items, {}, &NavigationItem::order);
  for (const auto& item : items)
    if (access::decide(policy_, viewer, item.permission, false, {}).allowed) return item.path;
  return "/account";
}

std::vector<std::string> subjects_of(const journal::World& world, store::Connection& connection, const Guard& guard, const Asked& asked) {
  if (guard.record.empty()) return {};
  const auto& id = asked[guard.record];
  const auto stream = std::string(guard.stream) + '/' + id;
  // An id of something else (a contact's where a child's is wanted) is about nobody, whatever relationships it has.
  if (world.journal.state(connection, stream).number == 0) return {};
  std::vector<std::string> subjects{id};
  for (auto& person : world.journal.about_of(connection, stream))
    if (person != id) subjects.push_back(std::move(person));
  return subjects;
}

std::vector<Offered> Site::offered(const access::Viewer& viewer, const Guard& guard, const Asked& asked,
                                   std::span<const access::Held> held) const {
  std::vector<Offered> offered;
  if (guard.record.empty()) return offered;
  for (const auto& offer : kit_.offers()) {
    if (offer.guard.stream != guard.stream || offer.guard.record != guard.record) continue;
    if (!access::decide(policy_, viewer, offer.guard.permission, true, held).allowed) continue;
    auto path = offer.pattern;
    const auto hole = '{' + std::string(guard.record) + '}';
    path.replace(path.find(hole), hole.size(), asked[guard.record]);
    offered.push_back({offer.words, std::move(path)});
  }
  return offered;
}

void Site::read(const Exchanged& x, const Typed& typed, int status) {
  auto snapshot = world_.database.read();
  auto& connection = snapshot->connection();
  const auto& guard = x->route->guard;
  access::Visit visit{world_, policy_, connection, x->viewer, {}, world_.clock.now(), {}, 0};
  const auto subjects = subjects_of(world_, connection, guard, x->asked);
  const auto held = access::held_by(connection, x->viewer, subjects, visit.now);
  visit.decision = access::decide(policy_, x->viewer, guard.permission, !guard.record.empty(), held);
  if (!visit.decision.allowed) return keep_out(x);

  web::Reply reply;
  if (x->route->file) {
    auto file = x->route->file(visit, x->asked);
    if (!file) return x->done(not_found(x));
    reply = reply_of(std::move(*file));
  } else if (x->api) {
    auto body = x->route->json(visit, x->asked);
    if (!body) return x->done(not_found(x));
    reply = web::Reply::json(200, std::move(*body));
  } else {
    const auto once = new_id(visit.now, world_.random);
    const auto origin = std::string(x->request->secure ? "https://" : "http://") + std::string(x->request->header("Host"));
    const auto offers = offered(x->viewer, guard, x->asked, held);
    const Drawing drawing{
        x->viewer, visit.now, x->identity->csrf, once, x->asked, origin, x->said.empty() ? std::string_view() : x->request->target, offers};
    auto drawn = x->route->draw(visit, drawing, typed);
    if (!drawn) return x->done(not_found(x));
    if (!x->said.empty()) drawn->body = html::join(html::govuk::notification_banner({.text = x->said}), drawn->body);
    reply = frame(*drawn, x->viewer, *x->identity, *x->request, status, !typed.wrong.empty());
  }
  // The record itself comes last, so that a page about a contact is logged under each child whom it is about.
  if (subjects.size() > 1)
    for (std::size_t i = 1; i < subjects.size(); ++i) visit.opened.insert(subjects[i]);
  log_and_answer(x, visit, std::move(reply));
}

void Site::log_and_answer(const Exchanged& x, access::Visit& visit, web::Reply reply) {
  const auto& guard = x->route->guard;
  visit.opened.erase(x->viewer.account);
  visit.opened.erase(x->viewer.agency);
  // A page that opened nothing about anybody (an empty form, one's own account) is no reading of a record.
  if (visit.labels == 0 || (visit.labels & ~kStaff) == 0) return x->done(std::move(reply));
  access::Reading reading{visit.now,
                          x->viewer.account,
                          x->viewer.agency,
                          x->route->pattern,
                          visit.decision.rule,
                          visit.decision.relation,
                          {},
                          {visit.opened.begin(), visit.opened.end()},
                          visit.labels};
  std::vector<std::string> subjects;
  if (!guard.record.empty()) subjects = subjects_of(world_, visit.connection, guard, x->asked);
  if (subjects.size() > 1) subjects.erase(subjects.begin());
  if (subjects.empty()) subjects.emplace_back();
  auto shared = std::make_shared<web::Reply>(std::move(reply));
  world_.database.write(
      [reading = std::move(reading), subjects = std::move(subjects)](store::Connection& connection) mutable {
        for (auto& subject : subjects) {
          reading.subject = std::move(subject);
          access::log_reading(connection, reading);
        }
      },
      [this, x, shared](std::exception_ptr error) {
        // No log, no page.
        if (error)
          failed(x, error);
        else
          x->done(std::move(*shared));
      });
}

std::string Site::csrf_fault(const Exchanged& x) const {
  if (x->identity->token) return {};
  const auto site = x->request->header("Sec-Fetch-Site");
  const bool elsewhere = !site.empty() && site != "same-origin" && site != "none";
  if (elsewhere || !vault::same(x->typed.values["csrf"], x->identity->csrf))
    return "This page was open while you signed out or signed in again. Nothing was saved yet. Check what you typed and send it again";
  return {};
}

bool Site::may(const Exchanged& x) const {
  const auto& guard = x->route->guard;
  if (guard.record.empty()) return access::decide(policy_, x->viewer, guard.permission, false, {}).allowed;
  auto snapshot = world_.database.read();
  auto& connection = snapshot->connection();
  const auto held = access::held_by(connection, x->viewer, subjects_of(world_, connection, guard, x->asked), world_.clock.now());
  return access::decide(policy_, x->viewer, guard.permission, true, held).allowed;
}

void Site::write(const Exchanged& x) {
  Result<Act> act;
  if (x->api) {
    act = x->route->from_json(x->asked, x->request->body);
  } else {
    web::FormLimits limits;
    limits.value_bytes = std::max(limits.value_bytes, x->route->largest_body);
    auto form = web::decode_form(*x->request, limits);
    if (!form) return refused(x, std::move(form.error()), 422);
    x->typed.values = std::move(*form);
    if (auto fault = csrf_fault(x); !fault.empty()) return refused(x, {{"", fault}}, 403);
    act = x->route->from_form(x->asked, x->typed.values);
  }
  // What is wrong with a body is said only to those who may send it. The others hear so from the writer's transaction.
  if (!act) return may(x) ? refused(x, std::move(act.error()), 422) : keep_out(x);
  decide(x, std::move(*act));
}

namespace {

void add_texts(std::vector<web::Field>& typed, const std::string& name, const boost::json::value& value) {
  if (const auto* text = value.if_string())
    typed.push_back({name, std::string(*text)});
  else if (const auto* array = value.if_array())
    for (const auto& item : *array) add_texts(typed, name, item);
  else if (const auto* object = value.if_object())
    for (const auto& [key, item] : *object) add_texts(typed, name.empty() ? std::string(key) : name + '.' + std::string(key), item);
}

}  // namespace

Refusals Site::watched(const Exchanged& x, journal::Unit& unit) const {
  if (kit_.watches().empty()) return {};
  std::vector<web::Field> typed;
  if (!x->api)
    typed = x->typed.values.fields();
  else if (auto body = json::parse(x->request->body.empty() ? "{}" : x->request->body))
    add_texts(typed, {}, *body);
  const auto subjects = subjects_of(world_, unit.connection(), x->route->guard, x->asked);
  for (const auto& watch : kit_.watches())
    if (auto wrong = watch(unit, x->viewer, x->route->guard, subjects, typed); !wrong.empty()) return wrong;
  return {};
}

void Site::decide(const Exchanged& x, Act act) {
  auto outcome = std::make_shared<Done>();
  const std::string given(x->api ? x->request->header("Idempotency-Key") : x->typed.values["once"]);
  journal::submit(
      world_, {x->viewer.account, x->viewer.agency},
      [this, x, outcome, given, act = std::move(act)](journal::Unit& unit) {
        auto& connection = unit.connection();
        // The same form, or the same call, sent twice does its work once and gets the same answer.
        // That comes before the question whether they may: closing a record can end the right to it.
        auto once = given.empty() ? "" : x->viewer.account + '|' + given;
        const auto body = journal::hex(vault::sha256(x->request->path + '\n' + x->request->body)).substr(0, 32);
        // A form that was changed and sent again is another one; a call of the API that changes under its key is a mistake.
        if (!x->api && !once.empty()) once += '|' + body;
        bool before = false;
        if (!once.empty())
          connection.each(
              "select body, location, made from done_once where name = $1",
              [&](const store::Row& row) {
                if (row.text(0) != body)
                  throw Refused{{{"Idempotency-Key", "This key was used for another request. Choose a new one"}}, 422};
                *outcome = {std::string(row.text(1)), std::string(row.text(2))};
                before = true;
              },
              once);
        if (before) return;

        const auto& guard = x->route->guard;
        const auto held = access::held_by(connection, x->viewer, subjects_of(world_, connection, guard, x->asked), unit.now());
        if (!access::decide(policy_, x->viewer, guard.permission, !guard.record.empty(), held).allowed) throw Refused{{}, 404};

        if (auto wrong = watched(x, unit); !wrong.empty()) throw Refused{std::move(wrong), 422};
        auto done = act(unit);
        if (!done) {
          const int status = done.error() == nothing_here().error() ? 404 : 422;
          throw Refused{std::move(done.error()), status};
        }
        *outcome = std::move(*done);
        if (!once.empty())
          connection.run("insert into done_once (name, body, at, location, made) values ($1, $2, $3, $4, $5)", once, body,
                         unit.now().micros, outcome->location, outcome->id);
      },
      [this, x, outcome](std::exception_ptr error) {
        if (!error) {
          lines_.wake();
          if (!x->api) {
            const auto mark = outcome->location.find('?') == std::string::npos ? '?' : '&';
            return x->done(web::Reply::redirect(outcome->location + mark + "done=" + x->route->name));
          }
          boost::json::object body{{"location", std::string(api_prefix) + outcome->location}};
          if (!outcome->id.empty()) body["id"] = outcome->id;
          return x->done(web::Reply::json(201, boost::json::serialize(body)).with("Location", std::string(api_prefix) + outcome->location));
        }
        // Drawing the page again reads the database: not on the writer's thread.
        if (!pool_.post([this, x, error] {
              try {
                failed(x, error);
              } catch (...) {
                x->done(notice(500, "Something went wrong", "Something went wrong on the server. Nothing was saved"));
              }
            }))
          x->done(notice(503, "Too much at once", "The server is busy and has not saved this. Send it again in a minute"));
      });
}

void Site::refused(const Exchanged& x, Refusals wrong, int status) {
  if (status == 404) return wrong.empty() ? keep_out(x) : x->done(not_found(x));
  if (x->api) return x->done(problem(status, status == 409 ? "Conflict" : "Not accepted", wrong));
  if (x->route->draw) {
    x->typed.wrong = std::move(wrong);
    return read(x, x->typed, status);
  }
  std::string sentences;
  for (const auto& w : wrong) sentences += (sentences.empty() ? "" : ". ") + w.sentence;
  Drawn drawn{"That could not be done",
              html::join(h::h1("That could not be done"), h::p(sentences), h::p("Go back to the page that you came from.")),
              {},
              false};
  x->done(frame(drawn, x->viewer, *x->identity, *x->request, status, true));
}

void Site::failed(const Exchanged& x, std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const Refused& r) {
    return refused(x, r.wrong, r.status);
  } catch (...) {
  }
  if (options_.on_failure) options_.on_failure(x->route ? x->route->pattern : "", error);
  const auto why = explain(error);
  if (x->api) return x->done(problem(why.status, why.title, {{"", std::string(why.sentence)}}));
  if (x->route && x->route->draw && x->request->method == web::Method::post) {
    try {
      return refused(x, {{"", std::string(why.sentence)}}, why.status);
    } catch (...) {
      // The page itself cannot be read either: fall through to the plain sentence.
    }
  }
  x->done(notice(why.status, std::string(why.title), std::string(why.sentence)));
}

void Site::keep_out(const Exchanged& x) const {
  std::optional<std::string> said;
  if (x->route->kept_out) said = x->route->kept_out(world_, policy_, x->viewer, x->asked);
  if (!said) return x->done(not_found(x));
  x->done(x->api ? problem(403, "Not yours to do", {{"", *said}}) : notice(403, "This is not yours to do", *said));
}

web::Reply Site::not_found(const Exchanged& x) const {
  if (x->api) return problem(404, "Not found", {{"", "There is nothing here that you may see"}});
  return notice(404, "Page not found", "There is nothing here that you may see. Check the address, or look for the child by name");
}

}  // namespace hearth::practice
