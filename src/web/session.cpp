#include "web/session.hpp"

#include "web/body.hpp"
#include "web/live.hpp"
#include "web/parser.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <chrono>

namespace hearth::web {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t read_size = 16 * 1024;
constexpr std::size_t piece_size = 64 * 1024;
constexpr milliseconds linger_time{5'000};
constexpr std::size_t live_noise = 1024;  // a browser has nothing to say on a live stream; more than this ends it

constexpr Fault too_slow{408, "The connection was too slow. Try again."};
constexpr Fault broken_page{500, "Something went wrong on our side. Check whether what you did was saved before you do it again."};
constexpr Fault busy{503, "Many people are using this service right now. Try again in a moment."};
constexpr Fault stopping{503, "The service is restarting. Try again in a moment."};

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view live_greeting = "retry: 2000\n\n";  // milliseconds before the browser comes back after a break
constexpr std::string_view live_heartbeat = ":\n\n";

bool has_no_body(int status) { return status == 204 || status == 304; }

}  // namespace

/// One request on its way in.
struct Session::Incoming {
  Framing framing{};
  std::shared_ptr<Request> request = std::make_shared<Request>();
  BodyPlan plan{};
  Share share{};
};

/// What the writer of a live stream shares with the watcher of its browser and with those who send.
struct Session::LiveLine : std::enable_shared_from_this<LiveLine> {
  explicit LiveLine(std::shared_ptr<Loop> on) : loop(std::move(on)), bell(loop->io) {}
  void ring() {
    rung = true;
    bell.cancel();
  }
  /// From the thread that sends. A browser that is too slow is most likely holding up a write: that has to end as well.
  void ring_from_afar(std::weak_ptr<ByteStream> stream, std::weak_ptr<LiveStream> live) {
    loop->post([self = shared_from_this(), stream = std::move(stream), live = std::move(live)] {
      self->ring();
      auto ended = live.lock();
      auto open = stream.lock();
      if (ended && open && ended->end() == LiveStream::End::too_slow) open->cut();
    });
  }
  std::shared_ptr<Loop> loop;
  net::steady_timer bell;  // after loop: gone before it
  bool rung = false;
  bool browser_gone = false;
};

Session::Session(std::shared_ptr<Loop> loop, std::shared_ptr<ByteStream> stream, std::shared_ptr<Edge> edge, std::string peer)
    : loop_(std::move(loop)),
      stream_(std::move(stream)),
      edge_(std::move(edge)),
      peer_(std::move(peer)),
      secure_(edge_->config.tls || edge_->is_proxy(peer_)) {}

net::awaitable<void> Session::run() {
  try {
    stream_->deadline(edge_->config.limits.head_deadline);
    if (!edge_->draining && co_await stream_->handshake()) {
      Next next = Next::request;
      while (next == Next::request && !cut_) next = co_await serve_one();
      stream_->finish_writing();
      if (next == Next::linger) co_await linger();
    }
  } catch (...) {  // out of memory, most likely: this connection is lost, the others go on
  }
  stream_->cut();
}

void Session::drain() {
  if (idle_) return cut();
  if (on_drain_) on_drain_();
}

void Session::cut() {
  cut_ = true;
  if (on_cut_) on_cut_();
  stream_->cut();
}

/// Hands `ask` a callback and waits for it to be called, on whatever thread. Nothing when it was dropped uncalled, when `ask`
/// threw, or when the connection was cut meanwhile.
template <class T, class Ask>
net::awaitable<std::optional<T>> Session::await_answer(Ask ask) {
  stream_->deadline(std::nullopt);
  auto mailbox = std::make_shared<Mailbox<T>>(loop_);
  try {
    auto promise = std::make_shared<Promise<T>>(mailbox);
    ask([promise](T answer) { promise->keep(std::move(answer)); });
  } catch (...) {  // with its callback gone, the promise says so
  }
  on_cut_ = [mailbox] { mailbox->put(std::nullopt); };
  if (cut_) on_cut_();
  auto answer = co_await mailbox->take();
  on_cut_ = nullptr;
  co_return answer;
}

net::awaitable<Session::Next> Session::serve_one() {
  Incoming in;
  auto length = co_await read_head();
  if (!length && !length.error()) co_return Next::close;
  if (!length) co_return co_await refuse(in, *length.error(), Next::linger);

  auto fault = understand(std::string_view(in_).substr(0, *length), in);
  in_.erase(0, *length);
  if (fault) co_return co_await refuse(in, *fault, Next::linger);

  if (auto full = no_room()) co_return co_await refuse(in, *full, in.framing.has_body() ? Next::linger : Next::request);
  if (auto refusal = co_await read_body(in)) co_return co_await answer(in, std::move(*refusal), Next::linger);
  if (cut_) co_return Next::close;

  Reply reply;
  {
    Place place(edge_->requests_in_flight, edge_->config.limits.requests_in_flight);
    if (!place) co_return co_await refuse(in, busy, Next::request);
    ++edge_->requests;
    reply = co_await ask_handler(in.request);
  }
  if (cut_) co_return Next::close;
  if (reply.live) co_return co_await go_live(in, std::move(reply));
  co_return co_await answer(in, std::move(reply), Next::request);
}

/// The length of a complete head at the beginning of in_. An error without a fault: the browser has nothing more to say.
net::awaitable<std::expected<std::size_t, std::optional<Fault>>> Session::read_head() {
  const Limits& limits = edge_->config.limits;
  HeadScan scan(limits.head_bytes);
  if (in_.empty()) {
    if (edge_->draining) co_return std::unexpected(std::nullopt);
    std::string().swap(in_);  // an idle connection keeps no buffer
    idle_ = true;
    if (served_ > 0) stream_->deadline(limits.idle);
    std::size_t read = co_await stream_->read_more(in_, read_size);
    idle_ = false;
    if (read == 0) co_return std::unexpected(std::nullopt);
  }
  for (bool waiting = false;;) {
    auto end = scan.scan(in_);
    if (!end) co_return std::unexpected(end.error());
    if (*end) co_return **end;
    if (!waiting && served_ > 0) stream_->deadline(limits.head_deadline);
    waiting = true;
    if (co_await stream_->read_more(in_, read_size) == 0) {
      if (stream_->timed_out() && !cut_) co_return std::unexpected(too_slow);
      co_return std::unexpected(std::nullopt);
    }
  }
}

std::optional<Fault> Session::understand(std::string_view head, Incoming& in) {
  if (head.starts_with("HEAD ")) in.framing.method = Method::head;  // a refusal has no body then either
  auto framing = check_head(head, edge_->policy);
  if (!framing) return framing.error();
  in.framing = *framing;
  if (auto fault = web::read_head(head, in.framing, *in.request)) return fault;
  in.framing.target = in.request->target;  // the head's bytes are about to go
  in.request->peer = edge_->browser_of(*in.request, peer_);
  in.request->secure = secure_;
  return {};
}

/// Asked before a body is read, so that what cannot be served now costs little.
std::optional<Fault> Session::no_room() const {
  if (edge_->draining) return stopping;
  if (edge_->requests_in_flight >= edge_->config.limits.requests_in_flight) return busy;
  return {};
}

std::optional<Fault> Session::plan_body(Incoming& in) {
  in.plan.max_bytes = edge_->config.limits.body_bytes;
  try {
    if (edge_->config.plan_body) in.plan = edge_->config.plan_body(*in.request);
  } catch (...) {
    return broken_page;
  }
  return {};
}

/// Reads the body to its end. A reply when that was not possible: the connection is then of no more use.
net::awaitable<std::optional<Reply>> Session::read_body(Incoming& in) {
  if (!in.framing.has_body()) co_return std::nullopt;
  const Limits& limits = edge_->config.limits;
  auto unplanned = plan_body(in);
  std::shared_ptr<BodySink> sink = in.plan.sink;
  auto refuse_body = [&](const Fault& fault) {
    if (sink) sink->abandon();
    edge_->note_refusal(fault, in.request->peer);
    return edge_->refusal(fault);
  };
  if (unplanned) co_return refuse_body(*unplanned);
  BodyReader body(in.framing, in.plan.max_bytes);
  if (body.too_large()) co_return refuse_body(body_too_large);
  if (in.framing.expects_continue && in_.empty() && !co_await stream_->write_all(go_on, limits.write_stall))
    co_return refuse_body(too_slow);

  BodyPace pace(limits, Clock::now());
  std::size_t received = 0;
  std::string piece;
  while (!body.done()) {
    auto read = body.read(in_, sink ? piece : in.request->body);
    if (!read) co_return refuse_body(read.error());
    in_.erase(0, *read);
    received += *read;
    if (!sink && !in.share.grow(edge_->bodies_bytes, *read, limits.bodies_bytes)) co_return refuse_body(busy);
    if (!piece.empty()) {
      auto asked = Clock::now();
      auto refusal = co_await give(*sink, std::exchange(piece, {}));
      pace.our_own_delay(Clock::now() - asked);
      if (refusal) {
        sink->abandon();
        co_return refusal;
      }
    }
    if (body.done()) break;
    stream_->deadline(pace.left(received, Clock::now()));
    if (co_await stream_->read_more(in_, piece_size) == 0) co_return refuse_body(too_slow);
  }
  stream_->deadline(std::nullopt);
  if (sink) co_return co_await finish(*sink, *in.request);
  co_return std::nullopt;
}

net::awaitable<std::optional<Reply>> Session::give(BodySink& sink, std::string piece) {
  auto taken = co_await await_answer<std::optional<Reply>>([&](BodySink::Taken done) { sink.take(std::move(piece), std::move(done)); });
  if (!taken) co_return edge_->refusal(broken_page);
  co_return std::move(*taken);
}

net::awaitable<std::optional<Reply>> Session::finish(BodySink& sink, Request& request) {
  using Upload = std::expected<std::string, Reply>;
  auto upload = co_await await_answer<Upload>([&](BodySink::Finished done) { sink.finish(std::move(done)); });
  if (!upload) co_return edge_->refusal(broken_page);
  if (!*upload) co_return std::move(upload->error());
  request.upload = std::move(**upload);
  co_return std::nullopt;
}

net::awaitable<Reply> Session::ask_handler(std::shared_ptr<Request> request) {
  auto reply =
      co_await await_answer<Reply>([&](std::function<void(Reply)> done) { edge_->config.handler(std::move(request), std::move(done)); });
  co_return reply ? std::move(*reply) : edge_->refusal(broken_page);
}

net::awaitable<Session::Next> Session::answer(const Incoming& in, Reply reply, Next next) {
  const Config& config = edge_->config;
  ++served_;
  bool last = !in.framing.keep_alive || served_ >= config.limits.requests_per_connection || edge_->draining;
  if (next == Next::request && last) next = Next::close;

  HeadOptions options = head_options(next != Next::request);
  auto out = reply_head(reply, options);
  if (!out) {
    reply = edge_->refusal(broken_page);
    out = reply_head(reply, options);
    if (!out) co_return Next::close;
  }
  // One buffer, one write: two would be two packets and, with TLS, two records.
  if (in.framing.method != Method::head && !has_no_body(reply.status)) *out += reply.bytes();
  stream_->deadline(std::nullopt);  // a read may have timed out: that is over
  if (!co_await stream_->write_all(*out, config.limits.write_stall)) co_return Next::close;
  co_return next;
}

HeadOptions Session::head_options(bool close) const {
  HeadOptions options{.secure = secure_, .close = close, .date = std::nullopt};
  if (edge_->config.clock) options.date = edge_->config.clock->now();
  return options;
}

net::awaitable<Session::Next> Session::refuse(const Incoming& in, Fault fault, Next next) {
  edge_->note_refusal(fault, in.request->peer.empty() ? peer_ : in.request->peer);
  co_return co_await answer(in, edge_->refusal(fault), next);
}

net::awaitable<Session::Next> Session::go_live(const Incoming& in, Reply reply) {
  std::shared_ptr<LiveStream> live = reply.live;
  LiveStream::Writer writer(*live);
  auto line = std::make_shared<LiveLine>(loop_);
  if (!writer.attach([line, stream = std::weak_ptr(stream_), ending = std::weak_ptr(live)] { line->ring_from_afar(stream, ending); }))
    co_return co_await refuse(in, broken_page, Next::request);  // one stream, one browser
  struct AlwaysFinish {
    LiveStream::Writer& writer;
    ~AlwaysFinish() { writer.finish(LiveStream::End::browser_gone); }
  } always{writer};

  Place place(edge_->live_open, edge_->config.limits.live_streams);
  if (!place) co_return co_await refuse(in, busy, Next::request);
  HeadOptions options = head_options(true);
  auto head = reply.status == 200 ? reply_head(reply, options) : std::nullopt;
  if (!head) co_return co_await refuse(in, broken_page, Next::request);
  ++served_;
  bool head_only = in.framing.method == Method::head;
  if (!head_only) *head += live_greeting;
  if (!co_await stream_->write_all(*head, edge_->config.limits.write_stall) || head_only) co_return Next::close;

  on_drain_ = [live] { live->close(); };
  if (edge_->draining) live->close();
  net::co_spawn(
      loop_->io, [self = shared_from_this(), line] { return self->watch_browser(line); }, net::detached);
  co_await write_events(line, *live);
  on_drain_ = nullptr;
  if (live->end() == LiveStream::End::too_slow) ++edge_->live_too_slow;
  writer.finish(LiveStream::End::browser_gone);  // if nothing else has ended it

  // The watcher still reads: it sees the browser close, or the deadline.
  stream_->finish_writing();
  stream_->deadline(linger_time);
  while (!line->browser_gone && !cut_) {
    line->bell.expires_at(Clock::time_point::max());
    co_await line->bell.async_wait(as_awaitable);
  }
  co_return Next::close;
}

/// Until the stream or the browser ends.
net::awaitable<void> Session::write_events(std::shared_ptr<LiveLine> line, LiveStream& live) {
  const Limits& limits = edge_->config.limits;
  LiveStream::Writer writer(live);
  while (!line->browser_gone && !cut_) {
    line->rung = false;
    bool ended = live.closed();  // asked before taking: what was queued before the end is still written
    std::string events = writer.take();
    if (events.empty() && ended) co_return;
    if (events.empty()) {
      stream_->deadline(std::nullopt);
      line->bell.expires_after(limits.heartbeat);
      auto [interrupted] = co_await line->bell.async_wait(as_awaitable);
      if (interrupted || line->rung) continue;
      events = live_heartbeat;
    }
    if (!co_await stream_->write_all(events, limits.write_stall)) co_return;
  }
}

/// Ends when the browser does, so that a closed page is known at once and not at the next event.
net::awaitable<void> Session::watch_browser(std::shared_ptr<LiveLine> line) {
  std::string noise = std::exchange(in_, {});
  std::size_t read = 1;
  while (read > 0 && noise.size() <= live_noise) read = co_await stream_->read_more(noise, live_noise);
  line->browser_gone = true;
  line->ring();
}

/// Reads on for a while what the other side is still sending: closing with unread bytes would reset the connection and take
/// our answer with it before it is read (RFC 9112 9.6).
net::awaitable<void> Session::linger() {
  stream_->deadline(linger_time);
  std::size_t read = 1;
  while (read > 0) {  // g++ 12 loops for ever on a co_await in the condition of do-while
    in_.clear();
    read = co_await stream_->read_more(in_, piece_size);
  }
}

}  // namespace hearth::web
