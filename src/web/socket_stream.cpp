#include "web/socket_stream.hpp"

#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace hearth::web {
namespace {

using net::ip::tcp;
using Clock = std::chrono::steady_clock;

/// What one attempt on a non-blocking socket came to.
struct Attempt {
  enum class Outcome { moved, wait_readable, wait_writable, over } outcome;
  std::size_t bytes = 0;
};
using Outcome = Attempt::Outcome;

class SocketStream final : public ByteStream, public std::enable_shared_from_this<SocketStream> {
 public:
  SocketStream(std::shared_ptr<Loop> loop, tcp::socket socket, std::shared_ptr<TlsContext> tls)
      : loop_(std::move(loop)), socket_(std::move(socket)), tls_(std::move(tls)), timer_(loop_->io) {
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(tcp::no_delay(true), ignored);
    if (tls_) ssl_ = tls_->serve(socket_.native_handle());
  }

  net::awaitable<bool> handshake() override {
    if (!tls_) co_return true;
    if (!ssl_) co_return false;
    while (!over()) {
      ERR_clear_error();
      Attempt attempt = judge(SSL_do_handshake(ssl_.get()), 0);
      if (attempt.outcome == Outcome::moved) co_return true;
      if (!co_await wait_for(attempt.outcome)) break;
    }
    co_return false;
  }

  net::awaitable<std::size_t> read_more(std::string& into, std::size_t max) override {
    // Waits before it reads, unless TLS has something in hand: a browser that never pauses cannot keep others from their turn.
    Outcome next = ssl_ && SSL_pending(ssl_.get()) > 0 ? Outcome::moved : Outcome::wait_readable;
    while (!over()) {
      if (next != Outcome::moved && !co_await wait_for(next)) break;
      Attempt attempt = receive(std::min(max, loop_->scratch.size()));
      if (attempt.outcome == Outcome::moved) {
        into.append(loop_->scratch.data(), attempt.bytes);
        co_return attempt.bytes;
      }
      next = attempt.outcome;
    }
    co_return 0;
  }

  net::awaitable<bool> write_all(std::string_view bytes, std::chrono::milliseconds stall) override {
    while (!bytes.empty()) {
      if (over()) co_return false;
      Attempt attempt = send(bytes);
      if (attempt.outcome == Outcome::moved) {
        bytes.remove_prefix(attempt.bytes);
        continue;
      }
      deadline(stall);
      if (!co_await wait_for(attempt.outcome)) co_return false;
    }
    co_return true;
  }

  void deadline(std::optional<std::chrono::milliseconds> from_now) override {
    timed_out_ = false;
    due_ = from_now ? Clock::now() + *from_now : never;
    if (due_ < armed_) arm();
  }

  bool timed_out() const override { return timed_out_; }

  void finish_writing() override {
    if (cut_) return;
    if (ssl_ && !broken_ && SSL_is_init_finished(ssl_.get())) {
      ERR_clear_error();
      SSL_shutdown(ssl_.get());
    }
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }

  void cut() override {
    cut_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
  }

 private:
  static constexpr Clock::time_point never = Clock::time_point::max();

  bool over() const { return cut_ || timed_out_; }

  net::awaitable<bool> wait_for(Outcome outcome) {
    if (outcome == Outcome::over) co_return false;
    auto what = outcome == Outcome::wait_writable ? tcp::socket::wait_write : tcp::socket::wait_read;
    auto [error] = co_await socket_.async_wait(what, as_awaitable);
    co_return !error;
  }

  /// OpenSSL's verdict on its last call, whose result was `done`.
  Attempt judge(int done, std::size_t bytes) {
    if (done == 1) return {Outcome::moved, bytes};
    switch (SSL_get_error(ssl_.get(), done)) {
      case SSL_ERROR_WANT_READ: return {Outcome::wait_readable};
      case SSL_ERROR_WANT_WRITE: return {Outcome::wait_writable};
      case SSL_ERROR_ZERO_RETURN: return {Outcome::over};
      default: broken_ = true; return {Outcome::over};
    }
  }

  static Attempt judge(ssize_t moved, Outcome if_full) {
    if (moved > 0) return {Outcome::moved, std::size_t(moved)};
    if (moved < 0 && (errno == EAGAIN || errno == EINTR)) return {if_full};
    return {Outcome::over};
  }

  Attempt receive(std::size_t max) {
    if (!ssl_) return judge(::recv(socket_.native_handle(), loop_->scratch.data(), max, MSG_DONTWAIT), Outcome::wait_readable);
    ERR_clear_error();
    std::size_t got = 0;
    int done = SSL_read_ex(ssl_.get(), loop_->scratch.data(), max, &got);
    return judge(done, got);
  }

  Attempt send(std::string_view bytes) {
    if (!ssl_)
      return judge(::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT), Outcome::wait_writable);
    ERR_clear_error();
    std::size_t sent = 0;
    int done = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent);
    return judge(done, sent);
  }

  // The timer runs for the earliest deadline of late and looks again when it rings: moving a deadline back, which happens with
  // every request, then costs nothing.
  void arm() {
    armed_ = due_;
    timer_.expires_at(armed_);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
      auto self = weak.lock();
      if (!error && self) self->ring();
    });
  }

  void ring() {
    armed_ = never;
    if (due_ == never || cut_) return;
    if (Clock::now() < due_) return arm();
    due_ = never;
    timed_out_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  }

  std::shared_ptr<Loop> loop_;  // first: the socket and the timer belong to it
  tcp::socket socket_;
  std::shared_ptr<TlsContext> tls_;
  SslPtr ssl_;
  net::steady_timer timer_;
  Clock::time_point due_ = never, armed_ = never;
  bool timed_out_ = false;
  bool cut_ = false;
  bool broken_ = false;  // TLS has failed: not even a goodbye may be sent
};

}  // namespace

std::shared_ptr<ByteStream> make_socket_stream(std::shared_ptr<Loop> loop, tcp::socket socket, std::shared_ptr<TlsContext> tls) {
  return std::make_shared<SocketStream>(std::move(loop), std::move(socket), std::move(tls));
}

}  // namespace hearth::web
