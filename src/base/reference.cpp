#include "base/reference.hpp"

#include "base/csv.hpp"
#include "base/data.hpp"
#include "base/described.hpp"

#include <algorithm>
#include <charconv>

namespace hearth {
namespace {

Result<Date> day(std::string_view text, std::size_t line) {
  auto parsed = Date::parse(text);
  if (!parsed) return refuse("line " + std::to_string(line), "“" + std::string(text) + "” is no date");
  return parsed;
}

Result<std::optional<Date>> last_day(std::string_view text, std::size_t line) {
  if (text.empty()) return std::nullopt;
  auto parsed = day(text, line);
  if (!parsed) return std::unexpected(parsed.error());
  return *parsed;
}

Result<std::vector<Code>> load_codes(std::string_view text) {
  constexpr std::string_view columns[] = {"set", "code", "label", "from", "until", "source"};
  std::vector<Code> codes;
  auto take = [&](const csv::Row& row) -> Result<void> {
    auto from = day(row.cells[3], row.line);
    auto until = last_day(row.cells[4], row.line);
    if (!from) return std::unexpected(from.error());
    if (!until) return std::unexpected(until.error());
    codes.push_back(
        {std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]), *from, *until, std::string(row.cells[5])});
    return {};
  };
  if (auto done = csv::read_columns(text, columns, take, csv::Comments::before_header); !done) return std::unexpected(done.error());
  return codes;
}

Result<std::vector<ClockRule>> load_clocks(std::string_view text) {
  constexpr std::string_view columns[] = {"clock", "title", "count", "unit", "from", "until", "source"};
  std::vector<ClockRule> clocks;
  auto take = [&](const csv::Row& row) -> Result<void> {
    ClockRule rule;
    rule.clock = row.cells[0];
    rule.title = row.cells[1];
    const auto count = row.cells[2];
    if (std::from_chars(count.data(), count.data() + count.size(), rule.count).ec != std::errc{} || rule.count < 1)
      return refuse("line " + std::to_string(row.line), "A clock's count is a whole number from 1");
    if (row.cells[3] == "working_days")
      rule.unit = ClockRule::Unit::working_days;
    else if (row.cells[3] == "days")
      rule.unit = ClockRule::Unit::days;
    else if (row.cells[3] == "months")
      rule.unit = ClockRule::Unit::months;
    else
      return refuse("line " + std::to_string(row.line), "A clock's unit is working_days, days or months");
    auto from = day(row.cells[4], row.line);
    auto until = last_day(row.cells[5], row.line);
    if (!from) return std::unexpected(from.error());
    if (!until) return std::unexpected(until.error());
    rule.from = *from;
    rule.until = *until;
    rule.source = row.cells[6];
    clocks.push_back(std::move(rule));
    return {};
  };
  if (auto done = csv::read_columns(text, columns, take, csv::Comments::before_header); !done) return std::unexpected(done.error());
  return clocks;
}

}  // namespace

Result<Reference> Reference::load() {
  auto days = WorkingDays::load(data_file("bank_holidays.csv"));
  if (!days) return std::unexpected(days.error());
  auto authorities = UpnAuthorities::load(data_file("upn_authorities.csv"));
  if (!authorities) return std::unexpected(authorities.error());
  auto codes = load_codes(data_file("code_sets.csv"));
  if (!codes) return std::unexpected(codes.error());
  auto clocks = load_clocks(data_file("clocks.csv"));
  if (!clocks) return std::unexpected(clocks.error());
  Reference reference(std::move(*days), std::move(*authorities));
  reference.codes_ = std::move(*codes);
  reference.clocks_ = std::move(*clocks);
  return reference;
}

std::vector<const Code*> Reference::codes(std::string_view set, Date on) const {
  std::vector<const Code*> found;
  for (const auto& code : codes_)
    if (code.set == set && code.applies(on)) found.push_back(&code);
  return found;
}

bool Reference::has(std::string_view set, std::string_view code, Date on) const {
  return std::ranges::any_of(codes_, [&](const Code& c) { return c.set == set && c.code == code && c.applies(on); });
}

std::string Reference::label(std::string_view set, std::string_view code) const {
  auto found = std::ranges::find_if(codes_, [&](const Code& c) { return c.set == set && c.code == code; });
  return found == codes_.end() ? std::string(code) : found->label;
}

const ClockRule* Reference::clock(std::string_view name, Date on) const {
  auto found =
      std::ranges::find_if(clocks_, [&](const ClockRule& c) { return c.clock == name && c.from <= on && (!c.until || on <= *c.until); });
  return found == clocks_.end() ? nullptr : &*found;
}

Result<Date> Reference::due(std::string_view name, Date start) const {
  const auto* rule = clock(name, start);
  if (!rule) return refuse("", "No rule says how long this may take on " + start.spoken());
  switch (rule->unit) {
    case ClockRule::Unit::working_days: return working_days_.after(start, rule->count);
    case ClockRule::Unit::months: return start.plus_months(rule->count);
    default: return start + rule->count;
  }
}

Date Reference::due_or_estimate(std::string_view name, Date start) const {
  if (auto exact = due(name, start)) return *exact;
  const auto* rule = clock(name, start);
  return start + (rule ? rule->count * 7 / 5 + 1 : 1);
}

}  // namespace hearth
