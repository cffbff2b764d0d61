// The letters and reports that come in about the families of the demonstration.

#include "app/demo/story.hpp"

#include "journey/documents/pages.hpp"
#include "web/form.hpp"

#include <iterator>
#include <stdexcept>

namespace hearth::demo {

using namespace journey;

void Story::document(std::shared_ptr<Family> family, int child, Instant when) {
  struct Letter {
    std::string_view title, from, words;
  };
  static constexpr Letter letters[] = {
      {"School report", "The class teacher", "is often tired and comes without a coat, joins in well and has a good friend in the class."},
      {"Letter from the health visitor", "The health visitor", "has gained weight and is up to date with immunisations. Sleep is a worry."},
      {"Letter from the GP", "The practice", "was seen with a parent. No injury was found. The parent asked for help with the nights."},
      {"Housing officer’s report", "The housing officer", "lives in two damp rooms. A transfer has been asked for."}};
  // By the day, not by choice: that the letters came later must not change the story that a seed tells.
  const auto& letter = letters[std::size_t(when.date().days.time_since_epoch().count()) % std::size(letters)];
  plan_at(when, [this, family, child, when, letter] {
    const auto& one = family->children[std::size_t(child)];
    if (family->worker.empty()) return;
    const auto text = "About " + one.name + "\n\n" + one.name + " " + std::string(letter.words) + "\n\n" + std::string(letter.from) + "\n";
    const AddDocument command{one.id, std::string(letter.title), when.date(), {"letter.txt", {web::to_base64(text)}}};
    at(when, family->worker, [&](journal::Unit& unit) {
      if (const auto added = handle(unit, command); !added)
        throw std::logic_error("the demonstration was refused (document): " + added.error().front().sentence);
    });
  });
}

}  // namespace hearth::demo
