// What the load scripts share: a served partnership, people who send requests over HTTP, and what they waited.
#pragma once

#include "access/token.hpp"
#include "app/demo/demo.hpp"
#include "app/partnership.hpp"
#include "practice/site.hpp"
#include "web/client.hpp"
#include "web/server.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace hearth::bench {

using Timer = std::chrono::steady_clock;

/// Waits in milliseconds, and what they come to.
struct Waits {
  std::vector<double> all;
  double at(double share) {
    if (all.empty()) return 0;
    std::ranges::sort(all);
    return all[std::min(all.size() - 1, std::size_t(share * double(all.size())))];
  }
};

/// The program's own site on a port of its own, in this process.
class Served {
 public:
  explicit Served(app::Partnership& partnership, int workers = 2)
      : site_(partnership.world, partnership.policy, partnership.registered.kit, {}, {.workers = workers}),
        server_({.handler = [this](auto request, auto done) { site_.handle(std::move(request), std::move(done)); }}) {
    site_.set_door({[](store::Connection& connection, const web::Request& request, Instant now) -> std::optional<practice::Identity> {
                      const auto header = request.header("Authorization");
                      if (!header.starts_with("Bearer ")) return std::nullopt;
                      auto token = access::find_token(connection, header.substr(7), now);
                      if (!token) return std::nullopt;
                      return practice::Identity{.account = token->account, .session = {}, .csrf = {}, .ends = now, .token = true};
                    },
                    [](const web::Request&, const web::Form*) { return web::Reply::redirect("/sign-in"); }});
    if (auto started = server_.start(); !started) throw std::runtime_error(started.error().front().sentence);
  }
  ~Served() { server_.stop(); }
  std::uint16_t port() const { return server_.port(); }

 private:
  practice::Site site_;
  web::Server server_;
};

/// A bearer token for an account.
inline std::string token_for(app::Partnership& partnership, const std::string& account) {
  std::string token;
  partnership.world.database.write_and_wait([&](store::Connection& connection) {
    token = access::make_token(connection, account, std::chrono::days(1), partnership.world.random, partnership.world.clock.now()).text;
  });
  return token;
}

/// The id of the account with this name.
inline std::string account_named(app::Partnership& partnership, const std::string& name) {
  auto snapshot = partnership.world.database.read();
  for (const auto& row : journal::select_rows<access::AccountRow>(snapshot->connection(), partnership.world.keys, "1 = 1"))
    if (row.body.name == name) return row.account;
  throw std::runtime_error("nobody is called " + name);
}

/// A demonstration in a folder, made when it is not there yet.
inline std::unique_ptr<app::Partnership> demonstration(const std::string& folder, int children) {
  if (!std::filesystem::exists(folder + "/vault.json")) {
    std::fprintf(stderr, "Inventing %d children in %s\n", children, folder.c_str());
    HandClock clock(Instant::now());
    SeededRandom random(1);
    app::Options options{.data = folder};
    options.make = true;
    options.settings = {.name = "Bench", .demo = true, .second_factor = false};
    options.clock = &clock;
    options.random = &random;
    auto partnership = app::Partnership::open(options);
    if (!partnership) throw std::runtime_error(partnership.error().front().sentence);
    demo::fill(**partnership, clock, {children, 1, Instant::now()}, {});
  }
  auto partnership = app::Partnership::open({.data = folder});
  if (!partnership) throw std::runtime_error(partnership.error().front().sentence);
  return std::move(*partnership);
}

}  // namespace hearth::bench
