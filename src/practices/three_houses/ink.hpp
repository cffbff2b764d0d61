// Ink: what stands on a sheet, as whole numbers, and the picture that it makes. Pure. The same ink gives the same SVG byte for byte,
// on every machine: no floating point is used.
#pragma once

#include "base/result.hpp"
#include "html/html.hpp"
#include "practices/three_houses/events.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::three_houses {

inline constexpr int sheet_width = 10'000, sheet_height = 7'000;  ///< Units of a sheet, whatever the screen.
inline constexpr int max_points_on_sheet = 200'000;               ///< About an hour of drawing without a pause.
inline constexpr int max_marks_on_sheet = 5'000;
inline constexpr int max_points_in_call = 20'000;
inline constexpr int max_minutes = 240;

struct Point {
  int x = 0, y = 0;
  int pressure = 0;  ///< 0 to 255
  int ms = 0;        ///< Since the mark was begun.
  bool operator==(const Point&) const = default;
};

/// Reads "x y pressure ms" groups, differences after the first. Refuses anything but whole numbers, and what lies off the sheet.
Result<std::vector<Point>> read_points(std::string_view text);
std::string write_points(std::span<const Point> points);

/// A mark as it stands on the sheet, its pieces put together.
struct Drawn {
  Mark mark;  ///< Without its points.
  std::vector<Point> points{};
  bool taken_back = false;
};

/// The colours of the pens and the stamps, in their order on the drawing page.
struct Pen {
  std::string_view name, fill;
};
std::span<const Pen> pens();
struct Stamp {
  std::string_view name, words;  ///< "sun"; what it is called when read out.
};
std::span<const Stamp> stamps();
bool is_stamp(std::string_view name);

/// What is wrong with marks that are to be added to a sheet; empty when nothing is.
Refusals faults(std::span<const Mark> marks, std::span<const Drawn> so_far, std::size_t points_so_far);

/// A stamp by itself, for a button.
html::Html stamp_picture(std::string_view name);

/// The sheet as a picture. `label` is what it is called when it is read out.
html::Html picture(std::span<const Drawn> marks, std::string_view label);

/// The outline of a stroke as the path of an SVG: exposed for tests.
std::string outline(std::span<const Point> points, int size);

}  // namespace hearth::three_houses
