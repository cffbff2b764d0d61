// How far a long job has come: a bar on a terminal, a line every few seconds elsewhere.
//
//   Progress progress("Rebuilding views", events, clock);
//   for (...) progress.advance();
//   progress.finish();
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hearth {

class Progress {
 public:
  enum class Form { bar, lines };

  /// `total` 0: how much there is is not known. Writes to standard error, in the form that fits what that is.
  Progress(std::string_view what, std::uint64_t total, Clock& clock);
  Progress(std::string_view what, std::uint64_t total, Clock& clock, Form form, int file);
  Progress(const Progress&) = delete;
  ~Progress();  ///< Ends an unfinished bar's line, so that what comes next stands on its own.

  /// Cheap: the clock is read, and something written, only now and then. For one thread.
  void advance(std::uint64_t by = 1);

  /// Says that all is done, how much it was and how long it took. Once.
  void finish();

 private:
  void show();
  void write(std::string text);
  std::string line() const;

  std::string what_;
  std::uint64_t total_;
  Clock& clock_;
  Form form_;
  int file_;
  Instant begun_;
  Instant shown_;
  std::uint64_t done_ = 0;
  std::uint64_t look_at_ = 1;  // the count at which the clock is read next
  std::uint64_t stride_ = 1;
  bool finished_ = false;
  bool bar_open_ = false;
};

/// "3 seconds", "2 minutes 5 seconds", "1 hour 20 minutes": at most two units, rounded down; "less than a second" below one.
std::string spoken_duration(std::chrono::microseconds duration);

}  // namespace hearth
