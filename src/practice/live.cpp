#include "practice/live.hpp"

#include "journal/journal.hpp"

#include <chrono>
#include <map>

namespace hearth::practice {
namespace {

// What other nodes of the partnership write, and rights that end by the clock, are seen within this time. A right must end on an open
// page within a second.
constexpr auto look_every = std::chrono::milliseconds(300);

}  // namespace

LiveLines::~LiveLines() {
  thread_.request_stop();
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  for (auto& line : lines_) line.stream->close();
}

void LiveLines::add(Line line) {
  std::scoped_lock lock(mutex_);
  lines_.push_back(std::move(line));
  woken_ = true;  // the record may have changed since its page was drawn
  if (!thread_.joinable()) thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
  changed_.notify_one();
}

void LiveLines::wake() {
  std::scoped_lock lock(mutex_);
  if (lines_.empty()) return;
  woken_ = true;
  changed_.notify_one();
}

std::size_t LiveLines::open() const {
  std::scoped_lock lock(mutex_);
  return lines_.size();
}

void LiveLines::run(std::stop_token stop) {
  for (;;) {
    std::vector<Line> lines;
    {
      std::unique_lock lock(mutex_);
      if (lines_.empty())
        changed_.wait(lock, stop, [&] { return woken_; });
      else
        changed_.wait_for(lock, stop, look_every, [&] { return woken_; });
      if (stop.stop_requested()) return;
      woken_ = false;
      lines.swap(lines_);
    }
    try {
      auto snapshot = world_.database.read();
      look(snapshot->connection(), lines);
    } catch (...) {
      // Nobody can tell whether they still may: the lines end, and browsers come back by themselves.
      for (auto& line : lines) line.stream->close();
    }
    std::erase_if(lines, [](const Line& line) { return line.stream->closed(); });
    std::scoped_lock lock(mutex_);
    lines_.insert(lines_.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
  }
}

void LiveLines::look(store::Connection& connection, std::vector<Line>& lines) {
  std::map<std::string, std::int64_t> versions;
  for (auto& line : lines) {
    if (line.stream->closed()) continue;
    if (!line.may(connection)) {
      line.stream->send({}, "ended", "You no longer belong to this");
      line.stream->close();
      continue;
    }
    auto found = versions.find(line.watched);
    if (found == versions.end()) found = versions.emplace(line.watched, world_.journal.state(connection, line.watched).version).first;
    if (found->second == line.version) continue;
    line.version = found->second;
    const auto number = std::to_string(line.version);
    line.stream->send(number, "changed", number);
  }
}

}  // namespace hearth::practice
