// For tests of the journey's rules: given events, when a command, then events or refusals; and anything at all, for properties.
#pragma once

#include "base/described.hpp"
#include "base/reference.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <string>
#include <variant>
#include <vector>

namespace hearth::journey::testing {

inline const Reference& reference() {
  static const Reference loaded = Reference::load().value();
  return loaded;
}

/// What events make of a state.
template <class State>
State given(const std::vector<typename State::Event>& events) {
  State state{};
  for (const auto& event : events) state = evolve(std::move(state), event);
  return state;
}

/// What was decided, as text to compare: the names of the events, or each refusal as "field: sentence".
template <class Variant>
std::string told(const Result<std::vector<Variant>>& decided) {
  std::string out;
  auto line = [&](const std::string& text) { out += (out.empty() ? "" : "\n") + text; };
  if (decided)
    for (const auto& event : *decided)
      std::visit([&](const auto& e) { line(std::string(std::remove_cvref_t<decltype(e)>::type.name)); }, event);
  else
    for (const auto& w : decided.error()) line(w.field + ": " + w.sentence);
  return out;
}
inline std::string told(const Refusals& wrong) {
  std::string out;
  for (const auto& w : wrong) out += (out.empty() ? "" : "\n") + w.field + ": " + w.sentence;
  return out;
}

/// Numbers that a property is made from; rapidcheck shrinks them, and with them what is made.
struct Choices {
  std::vector<unsigned> numbers;
  std::size_t at = 0;
  unsigned below(unsigned n) { return at < numbers.size() ? numbers[at++] % n : 0; }
};
inline Choices any_choices(std::size_t how_many = 400) {
  return {*rc::gen::container<std::vector<unsigned>>(how_many, rc::gen::inRange(0u, 10'000u)), 0};
}

/// Texts that have broken systems: nothing, one letter, right to left, an emoji of seven code points, markup, codes of the census.
inline const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{
      "words", "a",   "",   "عمر الفاروق", "👨‍👩‍👧‍👦 Lee", "<script>alert(1)</script>", "O'Brien-Ng", "N1",
      "RC7",   "RC8", "1A", "21"};
  return all;
}

/// A value of any described type, made from choices.
template <class T>
T any(Choices& choices) {
  using namespace described;
  if constexpr (std::is_same_v<T, Date>)
    return Date::of(2026, 3, 1) + int(choices.below(90));
  else if constexpr (std::is_same_v<T, Instant>)
    return Instant::at(any<Date>(choices), 12, 0);
  else if constexpr (std::is_same_v<T, bool>)
    return choices.below(2) == 1;
  else if constexpr (std::is_integral_v<T>)
    return T(choices.below(5));
  else if constexpr (Enum<T>) {
    const auto names = enum_names<T>();
    return enum_value<T>(names[choices.below(unsigned(names.size()))]).value();
  } else if constexpr (is_optional<T>) {
    if (choices.below(3) == 0) return std::nullopt;
    return any<typename T::value_type>(choices);
  } else if constexpr (is_vector<T>) {
    T all(choices.below(3));
    for (auto& one : all) one = any<typename T::value_type>(choices);
    return all;
  } else if constexpr (Struct<T>) {
    T value{};
    for_each_member<T>([&](std::string_view, auto member) { value.*member = any<std::remove_cvref_t<decltype(value.*member)>>(choices); });
    return value;
  } else
    return texts()[choices.below(unsigned(texts().size()))];
}

/// An event of any kind that a variant has.
template <class Variant>
Variant any_event(Choices& choices) {
  const auto which = choices.below(unsigned(std::variant_size_v<Variant>));
  Variant event;
  boost::mp11::mp_with_index<std::variant_size_v<Variant>>(
      which, [&](auto i) { event = any<std::variant_alternative_t<decltype(i)::value, Variant>>(choices); });
  return event;
}

}  // namespace hearth::journey::testing
