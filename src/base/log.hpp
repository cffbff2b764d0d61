// Log lines for the people who run the program, on standard error:
//   2026-04-07T09:30:00.123456Z request status=200 took=1834us person=01jr2n…
//
// Nothing about a child, a family or a worker belongs into a log. So a line takes words that stand in the source, numbers, enumerators,
// durations, ids and routes, and no text that came from anywhere else: such code does not compile.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hearth::log {

/// Words written in the source. Cannot be made from run-time text.
class Words {
 public:
  template <std::size_t N>
  consteval Words(const char (&literal)[N]) : text_(literal, N - 1) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// An id, which says nothing to who may not look it up. Text that is no id is logged as "no-id", since it may be anything.
class LogId {
 public:
  explicit LogId(std::string_view id) : text_(is_id(id) ? id : "no-id") {}
  std::string_view text() const { return text_; }

 private:
  std::string text_;
};

/// A route as the program declares it: "/children/{child}/notes". Text that is no such pattern is logged as "no-route": an address that
/// somebody sent has ids in it, or anything.
class LogRoute {
 public:
  explicit LogRoute(std::string_view pattern) : text_(is_pattern(pattern) ? pattern : "no-route") {}
  std::string_view text() const { return text_; }

 private:
  static bool is_pattern(std::string_view text);
  std::string text_;
};

template <class T>
inline constexpr bool is_duration = false;
template <class Rep, class Period>
inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;

template <class T>
concept Character =
    std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> || std::same_as<T, char16_t> || std::same_as<T, char32_t>;

/// What a line takes. No text, no characters, and no Date, which may be someone's birthday.
template <class T>
concept Loggable = (std::integral<T> && !Character<T>) || std::is_enum_v<T> || is_duration<T> || std::same_as<T, LogId> ||
                   std::same_as<T, LogRoute> || std::same_as<T, Words> || std::same_as<T, Instant>;

/// One line, written by one system call when it goes. Lines of several threads never mix.
class Line {
 public:
  Line(Words what, Instant at, int file = 2);
  Line(const Line&) = delete;
  ~Line();

  template <Loggable T>
  Line& field(Words name, T value) {
    begin(name);
    if constexpr (std::same_as<T, bool>) {
      text_ += value ? "true" : "false";
    } else if constexpr (std::integral<T>) {
      if constexpr (std::signed_integral<T>)
        put(std::int64_t(value));
      else
        put_unsigned(std::uint64_t(value));
    } else if constexpr (std::is_enum_v<T>) {
      put_enum(value);
    } else if constexpr (is_duration<T>) {
      put(std::chrono::duration_cast<std::chrono::microseconds>(value).count());
      text_ += "us";
    } else if constexpr (std::same_as<T, Instant>) {
      text_ += value.rfc3339();
    } else {
      put_words(value.text());
    }
    return *this;
  }
  Line& field(Words name, Words value) { return field<Words>(name, value); }

 private:
  template <class E>
  void put_enum(E value) {
    if constexpr (boost::describe::has_describe_enumerators<E>::value) {
      if (const char* name = boost::describe::enum_to_string(value, nullptr)) return put_words(name);
    }
    put(std::int64_t(std::to_underlying(value)));
  }
  void begin(Words name);
  void put(std::int64_t number);
  void put_unsigned(std::uint64_t number);
  void put_words(std::string_view words);

  std::string text_;
  int file_;
};

/// `log::line("request", clock.now()).field("status", 200);`
inline Line line(Words what, Instant at, int file = 2) { return {what, at, file}; }

/// The same with a clock at hand: `Log log(clock); log.line("started").field("port", 8443);`
class Log {
 public:
  explicit Log(Clock& clock, int file = 2) : clock_(clock), file_(file) {}
  Line line(Words what) const { return {what, clock_.now(), file_}; }

 private:
  Clock& clock_;
  int file_;
};

}  // namespace hearth::log
