#include "practices/front_door/plot.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::front_door {

namespace {

// As the view box of draw_plot has them.
constexpr double width = 760, height = 320, left = 52, right = 12, above = 12, below = 34;
// GOV.UK's colours with the best contrast on white, and a pattern of dashes for each: no line is known by its colour alone.
struct Pen {
  std::string_view colour, dashes;
};
constexpr Pen pens[] = {{"#1d70b8", ""}, {"#d4351c", "10 4"}, {"#00703c", "3 3"}, {"#4c2c92", "12 3 3 3"}, {"#0b0c0c", "1 4"}};

double x_of(std::size_t i, std::size_t count) { return left + (width - left - right) * (count < 2 ? 0.5 : double(i) / double(count - 1)); }
double y_of(double value, double top) { return height - below - (height - above - below) * std::clamp(value / top, 0.0, 1.0); }
std::string number(double n) { return fmt::format("{:.1f}", n); }

void label(html::Html& out, double x, double y, const char* anchor, std::string_view words) {
  out.raw("<text font-size=\"14\" fill=\"#0b0c0c\"").attr("x", number(x)).attr("y", number(y)).attr("text-anchor", anchor);
  out.raw(">").text(words).raw("</text>");
}

void draw_axes(html::Html& out, const Plot& plot) {
  for (int step = 0; step <= 4; ++step) {
    const double value = plot.top * step / 4, y = y_of(value, plot.top);
    out.raw("<line stroke=\"#b1b4b6\" stroke-width=\"1\"").attr("x1", number(left)).attr("x2", number(width - right));
    out.attr("y1", number(y)).attr("y2", number(y)).raw("/>");
    label(out, left - 6, y + 5, "end", fmt::format("{:.0f}{}", value, plot.unit));
  }
  const std::size_t every = std::max<std::size_t>(1, (plot.places.size() + 7) / 8);
  for (std::size_t i = 0; i < plot.places.size(); i += every)
    label(out, x_of(i, plot.places.size()), height - 12, "middle", plot.places[i]);
}

void stroke(html::Html& out, const Pen& pen) {
  out.attr("stroke", pen.colour).attr_if("stroke-dasharray", pen.dashes).attr("stroke-width", "3").attr("fill", "none");
}

/// A place without a value breaks the line.
void draw_line(html::Html& out, const Plot& plot, const PlotLine& line, const Pen& pen) {
  std::string points;
  auto finish = [&] {
    if (points.empty()) return;
    out.raw("<polyline").attr("points", points);
    stroke(out, pen);
    out.raw("/>");
    points.clear();
  };
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    if (!line.values[i]) {
      finish();
      continue;
    }
    const double x = x_of(i, plot.places.size()), y = y_of(*line.values[i], plot.top);
    points += (points.empty() ? "" : " ") + number(x) + ',' + number(y);
    out.raw("<circle r=\"3\"").attr("cx", number(x)).attr("cy", number(y)).attr("fill", pen.colour).raw("/>");
  }
  finish();
}

}  // namespace

html::Html draw_plot(const Plot& plot) {
  html::Html out;
  out.raw("<figure class=\"hearth-plot\"><div class=\"hearth-scroll\" role=\"region\" tabindex=\"0\"").attr("aria-label", plot.title);
  out.raw("><svg role=\"img\" width=\"100%\" viewBox=\"0 0 760 320\" xmlns=\"http://www.w3.org/2000/svg\"");
  out.attr("aria-label", plot.title).raw(">");
  draw_axes(out, plot);
  for (std::size_t i = 0; i < plot.lines.size(); ++i) draw_line(out, plot, plot.lines[i], pens[i % std::size(pens)]);
  out.raw("</svg></div><figcaption class=\"govuk-body-s\">");
  for (std::size_t i = 0; i < plot.lines.size(); ++i) {
    out.raw(
        "<span class=\"hearth-plot__key\"><svg aria-hidden=\"true\" focusable=\"false\" width=\"44\" height=\"10\"><line x1=\"0\" "
        "x2=\"44\" y1=\"5\" y2=\"5\"");
    stroke(out, pens[i % std::size(pens)]);
    out.raw("/></svg> ").text(plot.lines[i].name).raw("</span> ");
  }
  return std::move(out.raw("</figcaption></figure>\n"));
}

}  // namespace hearth::front_door
