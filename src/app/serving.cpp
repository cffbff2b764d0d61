#include "app/serving.hpp"

#include "app/command.hpp"
#include "app/control.hpp"
#include "app/request_log.hpp"
#include "app/signals.hpp"
#include "app/upkeep.hpp"
#include "app/version.hpp"
#include "assets/table.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <syncstream>
#include <thread>

namespace hearth::app {
namespace {

/// The requests that somebody still holds: a page being made, a form on its way to the disk. What they use must outlive them.
class Running {
 public:
  /// Counts one request for as long as a copy of the token lives.
  std::shared_ptr<void> enter() {
    std::scoped_lock lock(mutex_);
    ++count_;
    return {nullptr, [this](void*) { leave(); }};
  }
  void wait_for_none() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [&] { return count_ == 0; });
  }

 private:
  void leave() {
    std::scoped_lock lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable none_;
  int count_ = 0;
};

web::Reply health_of(const store::Database& database) {
  const bool healthy = database.healthy();
  return web::Reply::json(healthy ? 200 : 503, boost::json::serialize(boost::json::object{
                                                   {"status", healthy ? "ok" : "the store has failed"}, {"version", version}}));
}

web::Reply icon() {
  const auto table = assets::table();
  const auto* asset = web::find_asset(table, web::asset_path(table, "favicon.svg"));
  if (!asset) return web::Reply::text("There is no icon.", 404);
  web::Reply reply;
  reply.headers = {{"Content-Type", std::string(asset->mime)}};
  reply.static_body = asset->identity;
  return reply;
}

/// What anybody may ask for without signing in, and that is about nobody.
void open_public_routes(practice::Site& site, const store::Database& database) {
  using web::Method::get;
  site.open({get, "/health", [&database](const auto&, const auto& done) { done(health_of(database)); }});
  site.open({get, "/favicon.ico", [](const auto&, const auto& done) { done(icon()); }});
  site.open({get, "/api/v1/openapi.json", [document = practice::openapi(site.kit(), version)](const auto&, const auto& done) {
               done(web::Reply::json(200, document));
             }});
}

std::string_view title_of(int status) {
  switch (status) {
    case 408: return "That took too long";
    case 413: return "Too much was sent";
    case 503: return "Too much at once";
    default: return status < 500 ? "That could not be understood" : "Something went wrong";
  }
}

std::string ready_line(const Listening& listening, std::uint16_t port) {
  std::string host = listening.address;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  if (host.find(':') != host.npos) host = '[' + host + ']';
  return "ready " + std::string(listening.tls ? "https" : "http") + "://" + host + ':' + std::to_string(port);
}

web::Config config_of(const Listening& listening, Clock& clock, const practice::Site& site, const RequestLog& log) {
  web::Config config;
  config.address = listening.address;
  config.port = listening.port;
  config.hosts = listening.hosts;
  config.tls = listening.tls;
  config.proxy = listening.proxy;
  config.threads = default_threads() > 4 ? 2 : 1;
  config.clock = &clock;
  config.plan_body = [&site, usual = config.limits.body_bytes](const web::Request& head) {
    web::BodyPlan plan;
    plan.max_bytes = std::max(usual, site.largest_body(head));
    return plan;
  };
  config.error_page = [&site](int status, std::string sentence) {
    while (sentence.ends_with('.')) sentence.pop_back();  // the page ends it
    return site.notice(status, std::string(title_of(status)), sentence);
  };
  config.on_refused = [&log](const web::Refused& refused) { log.refused(refused); };
  return config;
}

std::string why_not(const Refusal& refusal) {
  return ended(refusal.field == "port" ? refusal.sentence + ". Stop what listens there, or choose another with --port" : refusal.sentence);
}

/// A server without it still serves.
std::unique_ptr<Control> take_commands(const Partnership& partnership, std::ostream& err) try {
  if (!partnership.database->is_sqlite()) return nullptr;  // commands open the database beside us
  return std::make_unique<Control>(partnership);
} catch (const std::system_error& error) {
  std::osyncstream(err) << "This server takes no commands while it runs: " << error.what() << std::endl;
  return nullptr;
}

Ended run_until_asked(const Partnership& partnership, web::Server& server, bool tls, const Signals& signals, std::ostream& err) {
  for (;;) {
    const auto signal = signals.next();
    if (signal == SIGHUP && tls) {
      if (auto renewed = server.renew_certificate(); !renewed)
        std::osyncstream(err) << ended(renewed.error().front().sentence) << std::endl;
    } else if (signal && signal != SIGHUP) {
      return Ended::asked;
    }
    if (!partnership.database->healthy()) {
      std::osyncstream(err)
          << "The disk of the data folder has failed, so nothing more can be saved: check the disk, then start Hearth again." << std::endl;
      return Ended::store_failed;
    }
  }
}

}  // namespace

int default_threads() { return std::max(4, int(std::thread::hardware_concurrency())); }

Front::Front(const Partnership& partnership, int threads, const access::SessionLimits& sessions)
    : site(partnership.world, partnership.policy, partnership.registered.kit, assets::table(),
           {.banner = banner_of(partnership.settings),
            .workers = threads,
            .on_failure = [&clock = partnership.world.clock](std::string_view pattern,
                                                             const std::exception_ptr& error) { log_failure(clock, pattern, error); }}),
      sign_in(site, {.second_factor = partnership.settings.second_factor, .sessions = sessions}) {
  open_public_routes(site, *partnership.database);
}

Ended serve(const Partnership& partnership, const Listening& listening, std::ostream& out, std::ostream& err) {
  const access::SessionLimits sessions;
  Running running;
  Front front(partnership, listening.threads > 0 ? listening.threads : default_threads(), sessions);
  const RequestLog log(front.site, partnership.vault, partnership.world.clock, listening.verbose);
  auto config = config_of(listening, partnership.world.clock, front.site, log);
  config.handler = [&](std::shared_ptr<const web::Request> request, std::function<void(web::Reply)> done) {
    auto logged = log.around(*request, [token = running.enter(), done = std::move(done)](web::Reply reply) { done(std::move(reply)); });
    front.site.handle(std::move(request), std::move(logged));
  };
  web::Server server(std::move(config));
  Signals signals;
  if (auto started = server.start(); !started) {
    err << why_not(started.error().front()) << std::endl;
    return Ended::could_not_start;
  }
  Ended how;
  {
    const auto control = take_commands(partnership, err);
    const Upkeep upkeep(partnership.world, sessions,
                        [&err](const std::string& why) { std::osyncstream(err) << "Upkeep has to wait: " << why << std::endl; });
    out << ready_line(listening, server.port()) << std::endl;
    how = run_until_asked(partnership, server, listening.tls.has_value(), signals, err);
    signals.let_go();
  }
  server.stop();
  running.wait_for_none();
  return how;
}

}  // namespace hearth::app
