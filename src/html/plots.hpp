// Plots drawn on the server as SVG: no script, sharp on paper. A plot is for the eye; the numbers stand in its table, where each leads
// to what it counts, so the drawing itself is hidden from who listens to the page. Colours: ui/styles/plots.css.
#pragma once

#include "html/html.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hearth::html::plots {

/// One number and its words.
struct Point {
  std::string label;    ///< "April 2026"
  double value = 0;     ///< Not below 0; what is no number is drawn as 0.
  Url href{};           ///< Where the rows stand that it counts.
  std::string brief{};  ///< Under a column, where there is room for three letters: "Apr".
  double part = 0;      ///< Of `value`, drawn darker: those in time among all.
  Url part_href{};
};

struct Plot {
  std::string title;        ///< The table's caption.
  std::string label_head;   ///< What the points are: "Month".
  std::string head;         ///< What the numbers count: "Referrals".
  std::string part_head{};  ///< What the parts count: "In time"; "" when there are none.
  std::vector<Point> points{};
  std::string nothing = "There is nothing to count yet.";  ///< Said when there are no points, or all are 0.
};

/// Columns from left to right, for what follows each other in time; the table below them.
Html columns(const Plot& plot);

/// One bar for each point, in its row of the table: for kinds with names. Points stand in the order given.
Html bars(const Plot& plot);

}  // namespace hearth::html::plots
