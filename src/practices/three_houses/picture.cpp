// From ink to SVG, in whole numbers only: the same ink gives the same bytes.
#include "practices/three_houses/ink.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace hearth::three_houses {
namespace {

constexpr std::int64_t close = 12;      // points nearer than this to the last one are not drawn
constexpr std::int64_t far_apart = 60;  // beyond this the outline is a curve, below it a line that nobody can tell from one
constexpr std::size_t letters_in_line = 34;

struct Vector {
  std::int64_t x = 0, y = 0;
};
Vector operator-(const Point& a, const Point& b) { return {a.x - b.x, a.y - b.y}; }

std::int64_t root(std::int64_t n) {
  if (n < 2) return n;
  std::int64_t x = n, y = (x + 1) / 2;
  while (y < x) {
    x = y;
    y = (x + n / x) / 2;
  }
  return x;
}
std::int64_t length(Vector v) { return root(v.x * v.x + v.y * v.y); }

struct Path {
  std::string d;
  void word(char c) { d += c; }
  Path& to(std::int64_t n) {
    char buffer[24];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, n);
    if (!d.empty() && d.back() >= '0' && d.back() <= '9' && n >= 0) d += ' ';
    d.append(buffer, end);
    return *this;
  }
  void to(char c, Vector v) {
    word(c);
    to(v.x).to(v.y);
  }
  void cap(std::int64_t radius, Vector v) {
    word('A');
    to(radius).to(radius).to(0).to(0).to(0).to(v.x).to(v.y);
  }
  void circle(const Point& p, std::int64_t radius) {
    to('M', {p.x - radius, p.y});
    cap(radius, {p.x + radius, p.y});
    cap(radius, {p.x - radius, p.y});
    word('Z');
  }
};

/// As the canvas draws it (perfect-freehand with thinning 0.6): from a fifth of the size at no pressure to four fifths at full.
std::int64_t half_width(const Point& p, int size) {
  return std::max<std::int64_t>(4, std::int64_t(size) * (102 + p.pressure * 306 / 255) / 510);
}

/// One side of the outline: curves through the middles, as a hand draws.
void side(Path& path, const std::vector<Vector>& edge) {
  for (std::size_t i = 1; i < edge.size(); ++i) {
    const Vector a = edge[i - 1], b = edge[i];
    const bool curve = i + 1 < edge.size() && std::abs(a.x - b.x) + std::abs(a.y - b.y) > far_apart;
    if (!curve) {
      path.to('L', b);
      continue;
    }
    path.word('Q');
    path.to(b.x).to(b.y).to((b.x + edge[i + 1].x) / 2).to((b.y + edge[i + 1].y) / 2);
  }
}

std::vector<Point> thinned(std::span<const Point> points) {
  std::vector<Point> kept;
  for (const auto& p : points)
    if (kept.empty() || length(p - kept.back()) >= close) kept.push_back(p);
  return kept;
}

struct Shape {
  Stamp stamp;
  std::string_view fill, path;
};
// Drawn in a box of 100 by 100; holes by the even-odd rule.
constexpr Shape shapes[] = {
    {{"happy", "Happy face"},
     "#f5b700",
     "M50 6a44 44 0 1 0 .1 0zM35 32a7 7 0 1 0 .1 0zM65 32a7 7 0 1 0 .1 0zM26 58h48c-2 18 -12 24 -24 24s-22 -6 -24 -24z"},
    {{"sad", "Sad face"},
     "#5a8dc8",
     "M50 6a44 44 0 1 0 .1 0zM35 32a7 7 0 1 0 .1 0zM65 32a7 7 0 1 0 .1 0zM28 78c2 -16 12 -22 22 -22s20 6 22 22c-6 -8 -14 -11 -22 -11s-16 3 "
     "-22 11z"},
    {{"angry", "Angry face"}, "#d4351c", "M50 6a44 44 0 1 0 .1 0zM24 30l22 10l-3 9l-22 -10zM76 30l-22 10l3 9l22 -10zM30 70h40v9h-40z"},
    {{"heart", "Heart"},
     "#e0457b",
     "M50 88C10 58 8 36 8 32C8 18 18 10 29 10C39 10 46 16 50 24C54 16 61 10 71 10C82 10 92 18 92 32C92 36 90 58 50 88z"},
    {{"star", "Star"}, "#f5b700", "M50 6L61 38H95L68 58L78 92L50 72L22 92L32 58L5 38H39z"},
    {{"sun", "Sun"},
     "#f5b700",
     "M50 28a22 22 0 1 0 .1 0zM46 22h8L50 4zM46 78h8L50 96zM22 46v8L4 50zM78 46v8L96 50zM65 28l7 7L82 18zM28 65l7 7L18 82zM35 28l-7 "
     "7L18 18zM65 72l7 -7L82 82z"},
    {{"rain", "Rain cloud"},
     "#5a8dc8",
     "M28 56C14 56 8 46 10 38C12 30 20 26 26 28C30 14 44 8 56 12C66 14 72 22 73 30C84 30 92 36 91 45C90 52 84 56 76 56zM30 64l-8 "
     "26h6l8 -26zM50 64l-8 26h6l8 -26zM70 64l-8 26h6l8 -26z"},
    {{"lightning", "Lightning"}, "#7a4ea3", "M56 4L20 56H44L36 96L80 38H54z"},
    {{"person", "Person"}, "#505a5f", "M50 6a14 14 0 1 0 .1 0zM30 40h40l6 30h-12v26h-28v-26h-12z"},
    {{"house", "House"}, "#8a5a2b", "M50 8L94 46H84V92H60V64H40V92H16V46H6z"},
    {{"tree", "Tree"}, "#00703c", "M50 6C70 6 82 20 82 36C82 54 70 62 58 63V94H42V63C30 62 18 54 18 36C18 20 30 6 50 6z"},
    {{"bed", "Bed"}, "#1d70b8", "M8 24h10v30h16v-14h50c6 0 10 4 10 10v30h-10v-12H18v12H8z"}};

constexpr auto stamp_list = [] {
  std::array<Stamp, std::size(shapes)> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = shapes[i].stamp;
  return all;
}();

constexpr Pen pen_list[] = {{"Black", "#0b0c0c"}, {"Red", "#d4351c"},   {"Orange", "#f47738"}, {"Yellow", "#f5b700"},
                            {"Green", "#00703c"}, {"Blue", "#1d70b8"},  {"Purple", "#7a4ea3"}, {"Pink", "#e0457b"},
                            {"Brown", "#8a5a2b"}, {"Rubber", "#ffffff"}};

/// Words in lines that fit, broken at blanks; letters are counted, not bytes.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines{{}};
  std::size_t letters = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \n"), text.size());
    const auto word = text.substr(0, end);
    const auto count = std::size_t(std::ranges::count_if(word, [](char c) { return (c & 0xc0) != 0x80; }));
    const bool breaks = end < text.size() && text[end] == '\n';
    if (letters > 0 && letters + 1 + count > letters_in_line) {
      lines.emplace_back();
      letters = 0;
    }
    lines.back() += (letters ? " " : "") + std::string(word);
    letters += count + 1;
    text.remove_prefix(std::min(end + 1, text.size()));
    if (breaks) {
      lines.emplace_back();
      letters = 0;
    }
  }
  return lines;
}

void put_stamp(html::Html& out, const Mark& m) {
  const auto shape = std::ranges::find_if(shapes, [&](const Shape& s) { return s.stamp.name == *m.text; });
  if (shape == std::end(shapes)) return;
  const auto at = [](int middle, int size) { return std::to_string(middle - size / 2); };
  out.raw("<svg")
      .attr("x", at(m.x, m.size))
      .attr("y", at(m.y, m.size))
      .attr("width", m.size)
      .attr("height", m.size)
      .raw(" viewBox=\"0 0 100 100\"><path fill-rule=\"evenodd\"")
      .attr("fill", shape->fill)
      .attr("d", shape->path)
      .raw("/></svg>");
}

void put_words(html::Html& out, const Mark& m) {
  out.raw("<text font-family=\"arial,sans-serif\"").attr("font-size", m.size).attr("fill", pens()[std::size_t(m.colour)].fill).raw(">");
  int y = m.y;
  for (const auto& line : lines_of(*m.text)) {
    out.raw("<tspan").attr("x", m.x).attr("y", y).raw(">").text(line).raw("</tspan>");
    y += m.size * 5 / 4;
  }
  out.raw("</text>");
}

}  // namespace

std::span<const Pen> pens() { return pen_list; }
std::span<const Stamp> stamps() { return stamp_list; }
bool is_stamp(std::string_view name) { return std::ranges::find(stamp_list, name, &Stamp::name) != stamp_list.end(); }

std::string outline(std::span<const Point> all, int size) {
  const auto points = thinned(all);
  Path path;
  if (points.empty()) return {};
  if (points.size() == 1) {
    path.circle(points.front(), half_width(points.front(), size));
    return path.d;
  }
  std::vector<Vector> left, right;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& p = points[i];
    auto way = points[std::min(i + 1, points.size() - 1)] - points[i ? i - 1 : 0];
    if (way.x == 0 && way.y == 0) way = {1, 0};  // there and back again
    const auto far = length(way), half = half_width(p, size);
    const Vector across{-way.y * half / far, way.x * half / far};
    left.push_back({p.x + across.x, p.y + across.y});
    right.push_back({p.x - across.x, p.y - across.y});
  }
  path.to('M', left.front());
  side(path, left);
  path.cap(half_width(points.back(), size), right.back());
  std::ranges::reverse(right);
  side(path, right);
  path.cap(half_width(points.front(), size), left.front());
  path.word('Z');
  // A sharp turn would be cut off flat: a dot makes it round.
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const auto in = points[i] - points[i - 1], out = points[i + 1] - points[i];
    if (in.x * out.x + in.y * out.y < 0) path.circle(points[i], half_width(points[i], size));
  }
  return path.d;
}

html::Html picture(std::span<const Drawn> marks, std::string_view label) {
  html::Html out;
  out.raw("<svg class=\"hearth-sheet\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10000 7000\" role=\"img\"")
      .attr("aria-label", label)
      .raw(
          ">\n<path data-house=\"\" fill=\"none\" stroke=\"#b1b4b6\" stroke-width=\"30\" d=\"M700 6700V2900L5000 400L9300 "
          "2900V6700z\"/>\n");
  for (const auto& d : marks) {
    if (d.taken_back) continue;
    if (d.mark.kind == MarkKind::stamp)
      put_stamp(out, d.mark);
    else if (d.mark.kind == MarkKind::words)
      put_words(out, d.mark);
    else
      out.raw("<path").attr("fill", pens()[std::size_t(d.mark.colour)].fill).attr("d", outline(d.points, d.mark.size)).raw("/>");
    out.raw("\n");
  }
  return std::move(out.raw("</svg>\n"));
}

html::Html stamp_picture(std::string_view name) {
  Mark mark{};
  mark.kind = MarkKind::stamp;
  mark.size = 100;
  mark.x = mark.y = 50;
  mark.text = std::string(name);
  html::Html out;
  out.raw("<svg viewBox=\"0 0 100 100\" aria-hidden=\"true\" focusable=\"false\">");
  put_stamp(out, mark);
  return std::move(out.raw("</svg>"));
}

}  // namespace hearth::three_houses
