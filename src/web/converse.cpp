#include "web/converse.hpp"

#include "web/session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace hearth::web {
namespace {

class MemoryStream final : public ByteStream {
 public:
  MemoryStream(std::string_view in, std::size_t piece) : in_(in), piece_(piece) {}

  net::awaitable<bool> handshake() override { co_return true; }

  net::awaitable<std::size_t> read_more(std::string& into, std::size_t max) override {
    if (!finished_) talk.unread = in_.size();
    if (cut_) co_return 0;
    std::string_view got = in_.substr(0, std::min({max, piece_, in_.size()}));
    in_.remove_prefix(got.size());
    if (got.empty() && !finished_) starved_ = true;
    into += got;
    if (!finished_) talk.unread = in_.size();
    co_return got.size();
  }

  net::awaitable<bool> write_all(std::string_view bytes, std::chrono::milliseconds) override {
    if (cut_) co_return false;
    talk.out += bytes;
    co_return true;
  }

  void deadline(std::optional<std::chrono::milliseconds>) override {}
  bool timed_out() const override { return false; }

  void finish_writing() override {
    finished_ = true;
    talk.closed_properly = true;
    talk.closed_by_us = !starved_;
  }

  void cut() override { cut_ = true; }

  Conversation talk{};

 private:
  std::string_view in_;
  std::size_t piece_;
  bool starved_ = false;
  bool finished_ = false;
  bool cut_ = false;
};

}  // namespace

Conversation converse(const Config& config, std::string_view bytes, std::size_t piece) {
  auto edge = std::make_shared<Edge>(config);
  edge->policy = {
      .hosts = allowed_hosts(config.hosts, config.port, false), .head_bytes = config.limits.head_bytes, .headers = config.limits.headers};
  auto loop = std::make_shared<Loop>();
  auto stream = std::make_shared<MemoryStream>(bytes, piece);
  auto session = std::make_shared<Session>(loop, stream, edge, "192.0.2.1");
  net::co_spawn(loop->io, session->run(), net::detached);
  loop->io.run();
  loop->end();
  return stream->talk;
}

}  // namespace hearth::web
