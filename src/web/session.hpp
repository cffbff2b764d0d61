// Internal: one connection's conversation, over whatever carries its bytes.
#pragma once

#include "web/byte_stream.hpp"
#include "web/edge.hpp"
#include "web/headers.hpp"

#include <expected>
#include <functional>
#include <memory>
#include <string>

namespace hearth::web {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<Loop> loop, std::shared_ptr<ByteStream> stream, std::shared_ptr<Edge> edge, std::string peer);

  /// From the handshake to the end. Never throws.
  net::awaitable<void> run();

  void drain();  ///< The server stops: ends when idle or live, else after the answer that is under way.
  void cut();    ///< Ends now.

 private:
  enum class Next { request, close, linger };  ///< linger: the other side may still be sending what we will not read
  struct Incoming;
  struct LiveLine;

  net::awaitable<Next> serve_one();
  net::awaitable<std::expected<std::size_t, std::optional<Fault>>> read_head();
  std::optional<Fault> understand(std::string_view head, Incoming& in);
  std::optional<Fault> no_room() const;
  std::optional<Fault> plan_body(Incoming& in);
  net::awaitable<std::optional<Reply>> read_body(Incoming& in);
  net::awaitable<std::optional<Reply>> give(BodySink& sink, std::string piece);
  net::awaitable<std::optional<Reply>> finish(BodySink& sink, Request& request);
  net::awaitable<Reply> ask_handler(std::shared_ptr<Request> request);
  net::awaitable<Next> answer(const Incoming& in, Reply reply, Next next);
  net::awaitable<Next> refuse(const Incoming& in, Fault fault, Next next);
  net::awaitable<Next> go_live(const Incoming& in, Reply reply);
  net::awaitable<void> write_events(std::shared_ptr<LiveLine> line, LiveStream& live);
  net::awaitable<void> watch_browser(std::shared_ptr<LiveLine> line);
  net::awaitable<void> linger();

  HeadOptions head_options(bool close) const;
  template <class T, class Ask>
  net::awaitable<std::optional<T>> await_answer(Ask ask);

  const std::shared_ptr<Loop> loop_;
  const std::shared_ptr<ByteStream> stream_;
  const std::shared_ptr<Edge> edge_;
  const std::string peer_;
  const bool secure_;  // the browser speaks TLS, to us or to our proxy

  std::string in_;  // bytes read and not yet understood
  std::size_t served_ = 0;
  bool idle_ = true;  // no request under way: may be closed at any time
  bool cut_ = false;
  std::function<void()> on_cut_;    // wakes whatever the session waits for, other than the stream
  std::function<void()> on_drain_;  // a live stream's end
};

}  // namespace hearth::web
