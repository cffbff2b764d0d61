// The site: takes a request to its route, asks access, reads or decides, logs what was read, and answers.
//
//   GET    worker: session -> may they? -> read -> draw      writer: log the reading      then the answer leaves
//   POST   worker: session -> token -> decode                writer: may they? -> decide -> append -> fold      then a redirect
#pragma once

#include "access/decision.hpp"
#include "access/reading.hpp"
#include "journal/world.hpp"
#include "practice/kit.hpp"
#include "practice/live.hpp"
#include "practice/pool.hpp"
#include "web/assets.hpp"
#include "web/server.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hearth::practice {

/// Who sent a request: from the session cookie, or from a bearer token of the API.
struct Identity {
  std::string account;
  std::string session;  ///< The session's public id; "" for a token.
  std::string csrf;     ///< "" for a token: there is nothing to forge.
  Instant ends;         ///< When the session ends if nothing happens.
  bool token = false;
};

/// How people are known. The account pages give it; the site only asks.
struct Door {
  std::function<std::optional<Identity>(store::Connection&, const web::Request&, Instant)> identify;
  /// The sign-in page; with a form that could not be sent because the session had ended, sealed into it to be shown again.
  std::function<web::Reply(const web::Request&, const web::Form* unsent)> ask_to_sign_in;
};

/// A route without a guard, open to anybody: sign-in, health. Named one by one; each is its own keeper.
struct OpenRoute {
  web::Method method;
  std::string path;
  std::function<void(std::shared_ptr<const web::Request>, std::function<void(web::Reply)>)> handle;
};

struct SiteOptions {
  std::string banner{};  ///< Above every page: "Demonstration: everybody here is invented".
  int workers = 4;
  std::size_t waiting = 1024;
  /// Told of what went wrong in a request, with its route's pattern ("" for none). Called on any thread; must not throw. Optional.
  std::function<void(std::string_view pattern, const std::exception_ptr& error)> on_failure{};
};

class Site {
 public:
  Site(const journal::World& world, const access::Policy& policy, const Kit& kit, web::Assets assets, SiteOptions options = {});

  void open(OpenRoute route) { open_.push_back(std::move(route)); }
  void set_door(Door door) { door_ = std::move(door); }

  /// The web server's handler.
  void handle(std::shared_ptr<const web::Request> request, std::function<void(web::Reply)> done);

  /// How many bytes the body of this request may have, by its head; 0: no more than usual.
  std::size_t largest_body(const web::Request& head) const;

  /// Draws the form at the path of `request` for somebody who has just signed in again, with what they had typed before and a sentence
  /// above it. A path that has no form, and a form that they may not see, is answered as not found.
  void redraw(std::shared_ptr<const web::Request> request, Identity identity, Typed typed, std::string said,
              std::function<void(web::Reply)> done);

  /// A page that says one thing, in the site's frame. For refusals, and for the server's own.
  web::Reply notice(int status, const std::string& title, const std::string& sentence) const;
  /// Puts the frame around a page of somebody who has not signed in.
  web::Reply frame_open(const Drawn& drawn, int status = 200) const;
  web::Reply frame(const Drawn& drawn, const access::Viewer& viewer, const Identity& identity, const web::Request& request, int status,
                   bool has_errors) const;

  Pool& pool() { return pool_; }
  const journal::World& world() const { return world_; }
  const access::Policy& policy() const { return policy_; }
  const Kit& kit() const { return kit_; }
  const std::vector<OpenRoute>& open_routes() const { return open_; }

 private:
  struct Exchange;
  using Exchanged = std::shared_ptr<Exchange>;

  void find(const Exchanged& exchange);
  void read(const Exchanged& exchange, const Typed& typed, int status);
  void write(const Exchanged& exchange);
  void listen(const Exchanged& exchange);
  void decide(const Exchanged& exchange, Act act);
  void refused(const Exchanged& exchange, Refusals wrong, int status);
  void failed(const Exchanged& exchange, std::exception_ptr error);
  void log_and_answer(const Exchanged& exchange, access::Visit& visit, web::Reply reply);
  web::Reply not_found(const Exchanged& exchange) const;
  bool may(const Exchanged& exchange) const;
  void keep_out(const Exchanged& exchange) const;
  Refusals watched(const Exchanged& exchange, journal::Unit& unit) const;
  std::vector<Offered> offered(const access::Viewer& viewer, const Guard& guard, const Asked& asked,
                               std::span<const access::Held> held) const;
  std::string front_page(const access::Viewer& viewer) const;
  std::string csrf_fault(const Exchanged& exchange) const;

  const journal::World& world_;
  const access::Policy& policy_;
  const Kit& kit_;
  web::Assets assets_;
  SiteOptions options_;
  std::vector<OpenRoute> open_;
  Door door_;
  LiveLines lines_;
  Pool pool_;  // last: its threads use all of the above
};

/// The tables of the site: what was done once.
std::span<const store::Migration> site_migrations();

/// Forgets what was done once before `before`: a form or call sent again after that would do its work again. Inside a writer's job.
std::int64_t prune_done_once(store::Connection& connection, Instant before);

/// The records whose relationships count for a guard: the record itself and the persons whom it is about.
std::vector<std::string> subjects_of(const journal::World& world, store::Connection& connection, const Guard& guard, const Asked& asked);

/// The OpenAPI 3.1 document of all routes, as JSON.
std::string openapi(const Kit& kit, std::string_view version);

}  // namespace hearth::practice
