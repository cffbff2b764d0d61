#include "web/server.hpp"

#include "web/session.hpp"
#include "web/socket_stream.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <thread>
#include <unordered_map>

namespace hearth::web {
namespace {

using net::ip::tcp;

constexpr std::chrono::milliseconds accept_pause{100};  // when the system has no descriptors left

/// One network thread and the connections that are its own.
struct Worker {
  std::shared_ptr<Loop> loop = std::make_shared<Loop>();
  net::executor_work_guard<net::io_context::executor_type> stay = net::make_work_guard(loop->io);
  net::steady_timer patience{loop->io};
  std::unordered_map<Session*, std::weak_ptr<Session>> sessions;
  bool draining = false;
  std::thread thread;

  template <class Do>
  void for_each_session(Do act) {
    std::vector<std::shared_ptr<Session>> all;  // a session that ends takes itself out of the map
    for (auto& [key, weak] : sessions)
      if (auto session = weak.lock()) all.push_back(std::move(session));
    for (auto& session : all) act(*session);
  }

  void drain(std::chrono::milliseconds limit) {
    draining = true;
    stay.reset();
    if (sessions.empty()) return;
    patience.expires_after(limit);
    patience.async_wait([this](boost::system::error_code error) {
      if (!error) for_each_session([](Session& session) { session.cut(); });
    });
    for_each_session([](Session& session) { session.drain(); });
  }

  void forget(Session* session) {
    sessions.erase(session);
    if (draining && sessions.empty()) patience.cancel();
  }

  void run() {
    for (;;) {
      try {
        loop->io.run();
        return;
      } catch (...) {  // out of memory in a completion: that connection is lost, the loop goes on
      }
    }
  }
};

std::string text_of(const net::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

}  // namespace

struct Server::Inside {
  explicit Inside(Config config) : edge(std::make_shared<Edge>(std::move(config))) {}

  net::awaitable<void> accept_all();
  void welcome(Worker& worker, tcp::socket socket);
  net::awaitable<void> converse(Worker& worker, tcp::socket socket, std::string peer);

  std::shared_ptr<Edge> edge;
  std::vector<std::unique_ptr<Worker>> workers;
  std::optional<tcp::acceptor> acceptor;
  std::uint16_t port = 0;
  std::mutex tls_mutex;
  std::shared_ptr<TlsContext> tls;
};

net::awaitable<void> Server::Inside::accept_all() {
  net::steady_timer pause(acceptor->get_executor());
  for (std::size_t turn = 0; acceptor->is_open(); ++turn) {
    Worker& worker = *workers[turn % workers.size()];
    auto [error, socket] = co_await acceptor->async_accept(worker.loop->io, as_awaitable);
    if (!error) {
      welcome(worker, std::move(socket));
    } else if (error == net::error::operation_aborted) {
      co_return;
    } else {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(as_awaitable);
    }
  }
}

void Server::Inside::welcome(Worker& worker, tcp::socket socket) {
  if (edge->connections_open >= edge->config.limits.connections) {
    ++edge->connections_turned_away;
    return;
  }
  boost::system::error_code error;
  auto remote = socket.remote_endpoint(error);
  if (error) return;
  ++edge->connections;
  ++edge->connections_open;
  worker.loop->post([this, &worker, socket = std::move(socket), peer = text_of(remote.address())]() mutable {
    net::co_spawn(worker.loop->io, converse(worker, std::move(socket), std::move(peer)), net::detached);
  });
}

net::awaitable<void> Server::Inside::converse(Worker& worker, tcp::socket socket, std::string peer) {
  struct Leaving {
    Edge& edge;
    ~Leaving() { --edge.connections_open; }
  } leaving{*edge};
  std::shared_ptr<TlsContext> context;
  {
    std::lock_guard lock(tls_mutex);
    context = tls;
  }
  auto session =
      std::make_shared<Session>(worker.loop, make_socket_stream(worker.loop, std::move(socket), std::move(context)), edge, std::move(peer));
  worker.sessions.emplace(session.get(), session);
  co_await session->run();
  worker.forget(session.get());
}

Server::Server(Config config) : inside_(std::make_unique<Inside>(std::move(config))) {}

Server::~Server() { stop(); }

Result<void> Server::start() {
  Inside& in = *inside_;
  const Config& config = in.edge->config;
  if (!config.handler) return refuse("handler", "The server needs a handler");
  boost::system::error_code error;
  auto address = net::ip::make_address(config.address, error);
  if (error) return refuse("address", "The address " + config.address + " is not a numeric IP address such as 127.0.0.1 or ::1");
  if (config.tls) {
    if (auto read = renew_certificate(); !read) return read;
  }
  for (int i = 0; i < std::max(config.threads, 1); ++i) in.workers.push_back(std::make_unique<Worker>());

  tcp::endpoint endpoint(address, config.port);
  in.acceptor.emplace(in.workers.front()->loop->io);
  in.acceptor->open(endpoint.protocol(), error);
  if (!error) in.acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) in.acceptor->bind(endpoint, error);
  if (!error) in.acceptor->listen(net::socket_base::max_listen_connections, error);
  if (error) {
    in.acceptor.reset();
    in.workers.clear();
    return refuse("port",
                  "The server cannot listen on " + config.address + " port " + std::to_string(config.port) + ": " + error.message());
  }
  in.port = in.acceptor->local_endpoint().port();
  in.edge->policy = {.hosts = allowed_hosts(config.hosts, in.port, config.tls.has_value()),
                     .head_bytes = config.limits.head_bytes,
                     .headers = config.limits.headers};
  net::co_spawn(in.workers.front()->loop->io, in.accept_all(), net::detached);
  for (auto& worker : in.workers) worker->thread = std::thread([&worker = *worker] { worker.run(); });
  return {};
}

std::uint16_t Server::port() const { return inside_->port; }

void Server::stop() {
  Inside& in = *inside_;
  if (in.workers.empty()) return;
  in.edge->draining = true;
  in.workers.front()->loop->post([&in] {
    boost::system::error_code ignored;
    in.acceptor->close(ignored);
  });
  for (auto& worker : in.workers) worker->loop->post([&worker = *worker, limit = in.edge->config.limits.drain] { worker.drain(limit); });
  for (auto& worker : in.workers) {
    worker->thread.join();
    worker->loop->end();
  }
  in.acceptor.reset();
  in.workers.clear();
}

Result<void> Server::renew_certificate() {
  Inside& in = *inside_;
  if (!in.edge->config.tls) return refuse("tls", "This server does not speak TLS");
  auto fresh = TlsContext::load(*in.edge->config.tls);
  if (!fresh) return std::unexpected(fresh.error());
  std::lock_guard lock(in.tls_mutex);
  in.tls = std::move(*fresh);
  return {};
}

Counts Server::counts() const {
  const Edge& edge = *inside_->edge;
  return {.connections = edge.connections,
          .connections_open = edge.connections_open,
          .connections_turned_away = edge.connections_turned_away,
          .requests = edge.requests,
          .requests_in_flight = edge.requests_in_flight,
          .refused = edge.refused,
          .shed = edge.shed,
          .live_open = edge.live_open,
          .live_too_slow = edge.live_too_slow};
}

}  // namespace hearth::web
