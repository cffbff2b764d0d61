#include "practices/front_door/related.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace hearth::front_door {

std::string place_key(std::string_view address) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> short_forms{{{"street", "st"},
                                                                                       {"road", "rd"},
                                                                                       {"avenue", "ave"},
                                                                                       {"av", "ave"},
                                                                                       {"lane", "ln"},
                                                                                       {"close", "cl"},
                                                                                       {"drive", "dr"},
                                                                                       {"court", "ct"},
                                                                                       {"gardens", "gdns"},
                                                                                       {"apartment", "flat"}}};
  std::string key;
  bool numbered = false;
  for (auto word : text::words(text::fold_for_search(address))) {
    for (const auto& [full, brief] : short_forms)
      if (word == full) word = brief;
    numbered = numbered || word.find_first_of("0123456789") != word.npos;
    key += (key.empty() ? "" : " ") + word;
  }
  // "Oak Lane" is where a hundred families live; only a numbered place is a place.
  return numbered ? key : std::string();
}

std::string elapsed(long long minutes) {
  if (minutes < 1) return "just now";
  const auto days = minutes / 1440, hours = minutes / 60 % 24, rest = minutes % 60;
  auto two = [](std::string first, long long n, std::string_view one, std::string_view many) {
    return n == 0 ? first : first + " and " + text::plural(n, one, many);
  };
  if (days > 0) return two(text::plural(days, "day", "days"), hours, "hour", "hours");
  if (hours > 0) return two(text::plural(hours, "hour", "hours"), rest, "minute", "minutes");
  return text::plural(rest, "minute", "minutes");
}

}  // namespace hearth::front_door
