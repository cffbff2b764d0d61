#include "html/plots.hpp"

#include "html/elements.hpp"
#include "html/govuk/govuk.hpp"

#include <algorithm>
#include <cmath>

namespace hearth::html::plots {
namespace {

constexpr double chart_width = 320, chart_height = 100, label_height = 16;

double sound(double value) { return std::isfinite(value) && value > 0 ? value : 0; }

double largest(const Plot& plot) {
  double most = 0;
  for (const auto& p : plot.points) most = std::max({most, sound(p.value), sound(p.part)});
  return most;
}

/// With at most one digit after the point, as the drawing and the table show it.
std::string number(double value) {
  const auto tenths = std::llround(sound(value) * 10);
  auto text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += '.' + std::to_string(tenths % 10);
  return text;
}

Html rect(std::string_view classes, double x, double y, double width, double height) {
  Html out;
  out.raw("<rect").classes("", {classes}).attr("x", number(x)).attr("y", number(y));
  out.attr("width", number(width)).attr("height", number(height)).raw("/>");
  return out;
}

Html label(double x, double y, std::string_view words) {
  Html out;
  out.raw("<text").attr("x", number(x)).attr("y", number(y)).raw(" text-anchor=\"middle\">").text(words).raw("</text>");
  return out;
}

Html columns_drawn(const Plot& plot, double most) {
  Html svg;
  svg.raw("<svg class=\"hearth-plot\" viewBox=\"0 0 320 128\" aria-hidden=\"true\" focusable=\"false\">");
  const auto step = chart_width / double(plot.points.size());
  const auto width = std::min(step * 0.7, 40.0);
  // As many labels as fit without running into each other: three letters need some 24 units.
  const auto every = std::max<std::size_t>(1, std::size_t(std::ceil(24 / step)));
  for (std::size_t i = 0; i < plot.points.size(); ++i) {
    const auto& p = plot.points[i];
    const auto left = step * double(i) + (step - width) / 2, middle = left + width / 2;
    const auto height = chart_height * sound(p.value) / most, part = chart_height * sound(p.part) / most;
    svg.append(rect("hearth-plot__all", left, 12 + chart_height - height, width, height));
    if (part > 0) svg.append(rect("hearth-plot__part", left, 12 + chart_height - part, width, part));
    if (i % every == 0) {
      svg.append(label(middle, 9 + chart_height - height, number(p.value)));
      svg.append(label(middle, chart_height + 12 + label_height - 5, p.brief.empty() ? p.label : p.brief));
    }
  }
  svg.append(rect("hearth-plot__base", 0, 12 + chart_height, chart_width, 0.5)).raw("</svg>");
  return svg;
}

Html bar_drawn(const Point& point, double most) {
  Html svg;
  svg.raw("<svg class=\"hearth-plot-bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
  svg.append(rect("hearth-plot__all", 0, 1, 100 * sound(point.value) / most, 8));
  if (point.part > 0) svg.append(rect("hearth-plot__part", 0, 1, 100 * sound(point.part) / most, 8));
  svg.raw("</svg>");
  return svg;
}

/// What is nothing opens nothing.
Content counted(double value, const Url& href, std::string_view of) {
  if (href.empty() || sound(value) == 0) return number(value);
  return h::link(href, number(value), of);
}

Html table(const Plot& plot, double most, bool with_bars) {
  govuk::Table table{
      .caption = plot.title, .caption_classes = "govuk-table__caption--m", .first_cell_is_header = true, .classes = "hearth-table"};
  table.head = govuk::row(plot.label_head, plot.head);
  table.head.back().format = "numeric";
  if (!plot.part_head.empty()) {
    table.head.push_back({.text = plot.part_head});
    table.head.back().format = "numeric";
  }
  if (with_bars) table.head.push_back({.text = h::visually_hidden("As a bar")});
  for (const auto& p : plot.points) {
    auto row = govuk::row(p.label, counted(p.value, p.href, plot.head + ": " + p.label));
    row.back().format = "numeric";
    if (!plot.part_head.empty()) {
      row.push_back({.text = counted(p.part, p.part_href, plot.part_head + ": " + p.label)});
      row.back().format = "numeric";
    }
    if (with_bars) row.push_back({.text = bar_drawn(p, most), .classes = "hearth-plot-cell"});
    table.rows.push_back(std::move(row));
  }
  Html out;
  out.raw("<div class=\"hearth-scroll\" role=\"region\" tabindex=\"0\"").attr("aria-label", plot.title).raw(">");
  return std::move(out.append(govuk::table(table)).raw("</div>\n"));
}

Html nothing_of(const Plot& plot) { return join(h::h2(plot.title), govuk::inset_text({.text = plot.nothing})); }

}  // namespace

Html columns(const Plot& plot) {
  const auto most = largest(plot);
  if (most == 0) return nothing_of(plot);
  return h::div("hearth-plot-figure", columns_drawn(plot, most), table(plot, most, false));
}

Html bars(const Plot& plot) {
  const auto most = largest(plot);
  if (most == 0) return nothing_of(plot);
  return h::div("hearth-plot-figure", table(plot, most, true));
}

}  // namespace hearth::html::plots
