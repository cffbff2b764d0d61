// What goes out on paper: a title and what stands below it, set on A4 as a PDF in any script that the machine has a font for. Words from
// people are set as words, never as markup.
#pragma once

#include "practice/route.hpp"

#include <string>
#include <vector>

namespace hearth::practice {

struct Paper {
  enum class Style { heading, subheading, words, small };
  struct Block {
    Style style{};
    std::string text;
  };
  std::string title;
  /// On the foot of every page, before its number: who printed it, when and for whom.
  std::string foot;
  std::vector<Block> blocks;

  Paper& heading(std::string text) { return add(Style::heading, std::move(text)); }
  Paper& subheading(std::string text) { return add(Style::subheading, std::move(text)); }
  Paper& words(std::string text) { return add(Style::words, std::move(text)); }
  Paper& small(std::string text) { return add(Style::small, std::move(text)); }

 private:
  Paper& add(Style style, std::string text) {
    if (!text.empty()) blocks.push_back({style, std::move(text)});
    return *this;
  }
};

/// What came of it.
struct Printed {
  std::string pdf;
  int pages = 0;
  int unknown = 0;  ///< Characters that no font of the machine has. The last page says so.
};

/// Throws std::runtime_error when it cannot be made.
Printed print(const Paper& paper);

File as_pdf(const Paper& paper);

}  // namespace hearth::practice
