#include "web/live.hpp"

#include <utility>

namespace hearth::web {
namespace {

/// `name: value` without what would end the line (or, in an id, be ignored): LF, CR, NUL.
void append_line(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (char c : value)
    if (c != '\n' && c != '\r' && c != '\0') out += c;
  out += '\n';
}

std::string in_wire_form(std::string_view id, std::string_view event, std::string_view data) {
  std::string out;
  out.reserve(id.size() + event.size() + data.size() + 32);
  if (!id.empty()) append_line(out, "id", id);
  if (!event.empty()) append_line(out, "event", event);
  for (;;) {
    std::size_t end = data.find('\n');
    append_line(out, "data", data.substr(0, end));
    if (end == data.npos) break;
    data.remove_prefix(end + 1);
  }
  out += '\n';
  return out;
}

}  // namespace

bool LiveStream::send(std::string_view id, std::string_view event, std::string_view data) {
  std::string wire = in_wire_form(id, event, data);
  std::unique_lock lock(mutex_);
  if (end_ != End::open) return false;
  if (queued_.size() + wire.size() > max_queued_) {
    queued_.clear();
    end_as(End::too_slow, lock);
    return false;
  }
  bool was_empty = queued_.empty();
  queued_ += wire;
  if (was_empty && wake_) wake_();
  return true;
}

void LiveStream::close() {
  std::unique_lock lock(mutex_);
  end_as(End::closed, lock);
}

LiveStream::End LiveStream::end() const {
  std::unique_lock lock(mutex_);
  return end_;
}

void LiveStream::on_close(std::function<void()> gone) {
  std::unique_lock lock(mutex_);
  if (end_ == End::open) {
    gone_ = std::move(gone);
    return;
  }
  lock.unlock();
  gone();
}

/// Ends the stream once; `gone_` runs unlocked, so that it may ask or drop the stream.
void LiveStream::end_as(End end, std::unique_lock<std::mutex>& lock) {
  if (end_ != End::open) return;
  end_ = end;
  if (wake_) wake_();
  auto gone = std::exchange(gone_, nullptr);
  lock.unlock();
  if (gone) gone();
}

bool LiveStream::Writer::attach(std::function<void()> wake) {
  std::unique_lock lock(stream_.mutex_);
  if (std::exchange(stream_.attached_, true)) return false;
  stream_.wake_ = std::move(wake);
  return true;
}

std::string LiveStream::Writer::take() {
  std::unique_lock lock(stream_.mutex_);
  return std::exchange(stream_.queued_, {});
}

void LiveStream::Writer::finish(End end) {
  std::unique_lock lock(stream_.mutex_);
  stream_.wake_ = nullptr;
  stream_.end_as(end, lock);
}

}  // namespace hearth::web
