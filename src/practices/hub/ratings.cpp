#include "ratings.hpp"

#include "base/csv.hpp"
#include "base/data.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace hearth::hub {
namespace {

std::optional<int> number(std::string_view text) {
  int n = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (fault != std::errc{} || end != text.data() + text.size() || n < 0) return std::nullopt;
  return n;
}

Result<RatingRule> rule_of(const csv::Row& row) {
  const auto bad = [&](const std::string& what) { return refuse("line " + std::to_string(row.line), what); };
  const auto rating = described::enum_value<Rating>(row.cells[0]);
  const auto reply = number(row.cells[3]), decision = number(row.cells[4]), opens = number(row.cells[6]), closes = number(row.cells[7]);
  const auto from = Date::parse(row.cells[8]);
  if (!rating) return bad("There is no rating called " + std::string(row.cells[0]));
  if (!reply || !decision || !opens || !closes || *opens >= *closes || *closes > 24) return bad("The hours do not read");
  if (row.cells[5] != "all_hours" && row.cells[5] != "hub_hours") return bad("counts is all_hours or hub_hours");
  if (!from) return bad("A rating needs its first day");
  RatingRule rule{
      *rating, std::string(row.cells[1]), std::string(row.cells[2]), *reply, *decision, row.cells[5] == "hub_hours", *opens, *closes, *from,
      {},      std::string(row.cells[10])};
  if (!row.cells[9].empty()) {
    const auto until = Date::parse(row.cells[9]);
    if (!until) return bad("The last day is no date");
    rule.until = *until;
  }
  return rule;
}

}  // namespace

Result<Ratings> Ratings::load(std::string_view text) {
  constexpr std::string_view columns[] = {"rating", "title",  "meaning", "reply_hours", "decision_hours", "counts",
                                          "opens",  "closes", "from",    "until",       "source"};
  Ratings ratings;
  auto take = [&](const csv::Row& row) -> Result<void> {
    auto rule = rule_of(row);
    if (!rule) return std::unexpected(rule.error());
    ratings.rules_.push_back(std::move(*rule));
    return {};
  };
  if (auto done = csv::read_columns(text, columns, take, csv::Comments::before_header); !done) return std::unexpected(done.error());
  return ratings;
}

const Ratings& Ratings::built_in() {
  static const Ratings ratings = load(data_file("hub_ratings.csv")).value();
  return ratings;
}

const RatingRule& Ratings::rule(Rating rating, Date on) const {
  auto found =
      std::ranges::find_if(rules_, [&](const RatingRule& r) { return r.rating == rating && r.from <= on && (!r.until || on <= *r.until); });
  if (found == rules_.end()) throw std::runtime_error("no line of hub_ratings.csv holds on " + on.spoken());
  return *found;
}

Instant Ratings::due(const RatingRule& rule, int hours, Instant start, const WorkingDays& days) {
  auto left = std::chrono::microseconds(std::chrono::hours(hours));
  if (!rule.hub_hours) return start + left;
  // Days for which no holidays are known count as Monday to Friday: a clock that is right nearly always beats none.
  const auto works = [&](Date day) {
    const auto known = days.is_working_day(day);
    const auto name = day.weekday();
    return known ? *known : name != std::chrono::Saturday && name != std::chrono::Sunday;
  };
  for (Date day = start.date();; day = day + 1) {
    if (!works(day)) continue;
    const auto from = std::max(start, Instant::at(day, rule.opens, 0)), until = Instant::at(day, rule.closes, 0);
    if (from >= until) continue;
    if (until - from >= left) return from + left;
    left -= until - from;
  }
}

Instant Ratings::reply_by(Rating rating, Instant start, const WorkingDays& days) const {
  const auto& r = rule(rating, start.date());
  return due(r, r.reply_hours, start, days);
}

Instant Ratings::decide_by(Rating rating, Instant start, const WorkingDays& days) const {
  const auto& r = rule(rating, start.date());
  return due(r, r.decision_hours, start, days);
}

}  // namespace hearth::hub
