// A live page's line to one browser: server-sent events (WHATWG HTML 9.2). Any thread may send; the server writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace hearth::web {

/// Make one, keep a shared_ptr to send by, hand another to the server in Reply::live. After a break the browser comes back
/// by itself with the header Last-Event-ID: replay from there before sending what is new.
class LiveStream {
 public:
  enum class End { open, closed, browser_gone, too_slow };

  explicit LiveStream(std::size_t max_queued_bytes = 256 * 1024) : max_queued_(max_queued_bytes) {}
  LiveStream(const LiveStream&) = delete;
  LiveStream& operator=(const LiveStream&) = delete;

  /// Queues one event. `id` and `event` may be empty; line ends and NUL in them are left out; `data` may have several lines.
  /// False when the stream has ended; a reader for whom more than the limit is queued is ended as too slow.
  bool send(std::string_view id, std::string_view event, std::string_view data);

  /// Ends the stream after what is queued. Calling it again does nothing.
  void close();

  bool closed() const { return end() != End::open; }
  End end() const;

  /// `gone` is called once, on whichever thread ends the stream (at once if it has ended). It must not block.
  void on_close(std::function<void()> gone);

  /// The server's side; handlers have no use for it.
  class Writer {
   public:
    explicit Writer(LiveStream& stream) : stream_(stream) {}
    bool attach(std::function<void()> wake);  ///< `wake` is called when there is something to take. False if attached before.
    std::string take();                       ///< All that is queued, in the wire's form.
    void finish(End end);                     ///< The connection is over: the browser has gone, or the server stops.

   private:
    LiveStream& stream_;
  };

 private:
  void end_as(End end, std::unique_lock<std::mutex>& lock);

  mutable std::mutex mutex_;
  const std::size_t max_queued_;
  std::string queued_;
  End end_ = End::open;
  bool attached_ = false;
  std::function<void()> wake_;
  std::function<void()> gone_;
};

}  // namespace hearth::web
