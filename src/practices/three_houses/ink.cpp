#include "practices/three_houses/ink.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace hearth::three_houses {
namespace {

constexpr int max_ms = max_minutes * 60'000;
constexpr std::size_t max_words = 500;

/// One whole number, and the blank after it. Refuses "NaN", "1.5", "+1" and what does not fit.
bool take(std::string_view& text, std::int64_t& into) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return false;
  text.remove_prefix(std::size_t(end - text.data()));
  into = value;
  if (text.empty()) return true;
  if (text.front() != ' ') return false;
  text.remove_prefix(1);
  return !text.empty();
}

bool within(std::int64_t value, std::int64_t most) { return value >= 0 && value <= most; }

}  // namespace

Result<std::vector<Point>> read_points(std::string_view text) {
  std::vector<Point> points;
  std::int64_t at[4] = {}, step[4] = {};
  while (!text.empty()) {
    for (auto& s : step)
      if (!take(text, s)) return refuse("points", "Give the points as whole numbers in groups of four: x, y, pressure and milliseconds");
    for (int i = 0; i < 4; ++i) at[i] += step[i];
    if (!within(at[0], sheet_width) || !within(at[1], sheet_height)) return refuse("points", "A point lies off the sheet");
    if (!within(at[2], 255)) return refuse("points", "Pressure goes from 0 to 255");
    if (!within(at[3], max_ms) || (!points.empty() && step[3] < 0)) return refuse("points", "The times of the points must go forwards");
    if (points.size() == std::size_t(max_points_in_call)) return refuse("points", "Send at most 20,000 points at a time");
    points.push_back({int(at[0]), int(at[1]), int(at[2]), int(at[3])});
  }
  if (points.empty()) return refuse("points", "A stroke has at least one point");
  return points;
}

std::string write_points(std::span<const Point> points) {
  std::string out;
  Point last{};
  for (const auto& p : points) {
    for (int step : {p.x - last.x, p.y - last.y, p.pressure - last.pressure, p.ms - last.ms})
      out += (out.empty() ? "" : " ") + std::to_string(step);
    last = p;
  }
  return out;
}

namespace {

/// What is wrong with one mark. `points`: counted up.
std::string fault_of(const Mark& m, int last_number, bool last_is_stroke, int last_ms, std::size_t& points) {
  const bool carries_on = m.number == last_number && m.kind == MarkKind::stroke && last_is_stroke;
  if (!carries_on && m.number != last_number + 1) return "The number of this mark does not follow the last one on the sheet. Load it again";
  if (!within(m.at, max_ms)) return "A sheet holds four hours of drawing at most";
  if (!within(m.colour, std::int64_t(pens().size()) - 1)) return "There is no such colour";
  if (m.size < 10 || m.size > 3'000) return "The size goes from 10 to 3,000";
  if (m.kind == MarkKind::stroke) {
    if (m.text || !m.points) return "A stroke has points and no text";
    auto read = read_points(*m.points);
    if (!read) return read.error().front().sentence;
    if (carries_on && read->front().ms < last_ms) return "The times of the points must go forwards";
    points += read->size();
    return {};
  }
  if (m.points || !m.text) return "Words and stamps have a text and no points";
  if (!within(m.x, sheet_width) || !within(m.y, sheet_height)) return "This stands off the sheet";
  if (m.kind == MarkKind::stamp) return is_stamp(*m.text) ? "" : "There is no such stamp";
  return m.text->empty() || m.text->size() > max_words * 4 ? "Write between 1 and 500 letters" : "";
}

}  // namespace

Refusals faults(std::span<const Mark> marks, std::span<const Drawn> so_far, std::size_t points_so_far) {
  if (marks.empty()) return {{"marks", "There is nothing to save"}};
  int number = so_far.empty() ? 0 : so_far.back().mark.number;
  bool stroke = !so_far.empty() && so_far.back().mark.kind == MarkKind::stroke;
  int ms = stroke && !so_far.back().points.empty() ? so_far.back().points.back().ms : 0;
  auto points = points_so_far;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    auto wrong = fault_of(marks[i], number, stroke, ms, points);
    if (wrong.empty() && points > std::size_t(max_points_on_sheet)) wrong = "This sheet is full. Begin another sheet; everything is saved";
    if (wrong.empty() && marks[i].number > max_marks_on_sheet) wrong = "This sheet is full. Begin another sheet; everything is saved";
    if (!wrong.empty()) return {{"marks[" + std::to_string(i) + "]", wrong}};
    number = marks[i].number;
    stroke = marks[i].kind == MarkKind::stroke;
    if (stroke) ms = read_points(*marks[i].points)->back().ms;
  }
  return {};
}

}  // namespace hearth::three_houses
