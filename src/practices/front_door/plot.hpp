// A plain line plot, drawn by the server as SVG: it needs no script, prints, and every line is told apart without colour.
#pragma once

#include "html/html.hpp"

#include <optional>
#include <string>
#include <vector>

namespace hearth::front_door {

struct PlotLine {
  std::string name;
  std::vector<std::optional<double>> values;  ///< One for each place on the axis; none: nothing is drawn there.
};

struct Plot {
  std::string title;                ///< Read out in place of the picture; the table beside it holds the numbers.
  std::vector<std::string> places;  ///< Names along the axis.
  std::vector<PlotLine> lines;      ///< At most five.
  double top = 100;                 ///< Of the other axis, which begins at 0.
  std::string unit;                 ///< "%": written after the numbers of the axis.
};

html::Html draw_plot(const Plot& plot);

}  // namespace hearth::front_door
