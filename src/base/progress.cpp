#include "base/progress.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

namespace hearth {
namespace {

using namespace std::chrono_literals;

constexpr auto between_bars = 100ms;
constexpr auto between_lines = 5s;
constexpr auto before_estimating = 1s;  // the first rates are too wild to promise anything
constexpr int bar_width = 24;
constexpr std::uint64_t largest_stride = 256;  // reading the clock costs nothing then, and a job that slows down still shows it

double seconds(std::chrono::microseconds duration) { return double(duration.count()) / 1e6; }

}  // namespace

std::string spoken_duration(std::chrono::microseconds duration) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  if (whole < 1) return "less than a second";
  struct Unit {
    std::int64_t seconds;
    const char *one, *many;
  };
  constexpr Unit units[] = {{86'400, "day", "days"}, {3'600, "hour", "hours"}, {60, "minute", "minutes"}, {1, "second", "seconds"}};
  const auto* unit = std::ranges::find_if(units, [&](const Unit& u) { return whole >= u.seconds; });
  auto out = text::plural(whole / unit->seconds, unit->one, unit->many);
  const auto rest = whole % unit->seconds;
  if (const auto* next = unit + 1; next != std::end(units) && rest >= next->seconds)
    out += " " + text::plural(rest / next->seconds, next->one, next->many);
  return out;
}

Progress::Progress(std::string_view what, std::uint64_t total, Clock& clock)
    : Progress(what, total, clock, ::isatty(STDERR_FILENO) ? Form::bar : Form::lines, STDERR_FILENO) {}

Progress::Progress(std::string_view what, std::uint64_t total, Clock& clock, Form form, int file)
    : what_(what), total_(total), clock_(clock), form_(form), file_(file), begun_(clock.now()), shown_(begun_) {}

Progress::~Progress() {
  if (bar_open_) write("\n");
}

void Progress::advance(std::uint64_t by) {
  done_ += by;
  if (done_ < look_at_) return;
  const auto since = clock_.now() - shown_;
  const auto wait = form_ == Form::bar ? std::chrono::microseconds(between_bars) : std::chrono::microseconds(between_lines);
  // The clock is looked at some twenty times between two showings, not at every step.
  if (since * 20 < wait)
    stride_ = std::min<std::uint64_t>(stride_ * 2, largest_stride);
  else if (since >= wait)
    stride_ = std::max<std::uint64_t>(stride_ / 2, 1);
  look_at_ = done_ + stride_;
  if (since >= wait) show();
}

void Progress::show() {
  shown_ = clock_.now();
  if (form_ == Form::lines) return write(line() + "\n");
  bar_open_ = true;
  write("\r" + line() + "\x1b[K");  // and clears what a longer line left behind
}

std::string Progress::line() const {
  const auto elapsed = clock_.now() - begun_;
  const double rate = elapsed.count() > 0 ? double(done_) / seconds(elapsed) : 0;
  std::string out = what_ + ": ";
  if (total_ > 0) {
    const double share = std::min(1.0, double(done_) / double(total_));
    if (form_ == Form::bar) {
      const auto filled = std::size_t(share * bar_width);
      out += "[" + std::string(filled, '#') + std::string(bar_width - filled, '-') + "] ";
    }
    out += fmt::format("{}%, {} of {}", int(share * 100), text::grouped(std::int64_t(done_)), text::grouped(std::int64_t(total_)));
  } else {
    out += text::grouped(std::int64_t(done_));
  }
  if (elapsed < before_estimating) return out;
  out += fmt::format(", {} a second", text::grouped(std::int64_t(rate)));
  if (total_ > done_ && rate > 0)
    out += ", " + spoken_duration(std::chrono::microseconds(std::int64_t(double(total_ - done_) / rate * 1e6))) + " left";
  return out;
}

void Progress::finish() {
  if (std::exchange(finished_, true)) return;
  const auto done = fmt::format("{}: {} done in {}", what_, text::grouped(std::int64_t(done_)), spoken_duration(clock_.now() - begun_));
  bar_open_ = false;
  write(form_ == Form::bar ? "\r" + done + "\x1b[K\n" : done + "\n");
}

void Progress::write(std::string text) {
  // A terminal that went away must not stop the job.
  while (::write(file_, text.data(), text.size()) < 0 && errno == EINTR) {
  }
}

}  // namespace hearth
