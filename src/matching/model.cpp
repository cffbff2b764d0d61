#include "matching/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hearth::matching {
namespace {

constexpr std::size_t at(Field field) { return std::size_t(field); }

/// What to begin with: for pairs of one child, full agreement mostly; the rest shared out. The steps move it wherever the data say.
constexpr double agree_at_first = 0.85;

constexpr std::array<unsigned, fields> top_levels{
    alike::same,           alike::same, alike::same, born::same,  2,           home::same,  number::same, number::same_verified,
    number::same_verified, alike::same, alike::same, alike::same, alike::same, alike::same, alike::same,  2};

constexpr bool rare_values(std::size_t field) {
  return field != at(Field::sex) && field != at(Field::phone) && field != at(Field::nhs) && field != at(Field::upn) &&
         field != at(Field::source) && field != at(Field::address);
}

constexpr double neighbours_share_number =
    0.06;                                 ///< Two households of one postcode (some 15 addresses) with the same house number as written.
constexpr double wrong_number = 1e-7;     ///< Strangers under one NHS number or UPN: a clerk's mistake.
constexpr double siblings_number = 1e-3;  ///< The same for children of one household, whose papers lie together.
constexpr double most_twins =
    0.1;  ///< Of pairs of children of one household. About 3 in 100 children are twins (ONS, Birth characteristics).
constexpr int most_steps = 40;
constexpr double settled = 0.002;  ///< No chance moves by more, and no share by more of itself: further steps change no decision.

}  // namespace

double log2_sum(double a, double b) {
  const double most = std::max(a, b);
  return most + std::log2(std::exp2(a - most) + std::exp2(b - most));
}

void Model::begin(const Comparer& comparer, const Histogram& random, double pairs) {
  const auto& people = comparer.people();
  codes_ = people.extra_is_code;
  households_ = !people.postcode.empty() || !people.street.empty() || !people.phone.empty();
  auto& strangers = chance_[std::size_t(Kind::strangers)];
  for (std::size_t field = 0; field < fields; ++field) {
    const auto top = top_levels[field];
    auto& row = random_[field];
    row.fill(0);
    double known = 0;
    for (const auto& [pattern, count] : random)
      if (const auto level = level_of(pattern, field); level != 0) row[level] += count, known += count;
    for (unsigned level = 1; level <= top; ++level) row[level] = (row[level] + 0.5) / (known + 0.5 * top);
    if (rare_values(field)) row[top] = std::max(comparer.chance(field), 1e-9);
    top_[field] = rare_values(field) ? top : 0;
  }
  const double same_place = std::max(comparer.chance(at(Field::address)), 1e-9);
  auto& address = random_[at(Field::address)];
  address[home::same] = same_place * neighbours_share_number;
  address[home::postcode] = address[home::postcode_only] = same_place;
  address[home::house_and_street] = std::min(address[home::house_and_street], 1e-5);
  random_[at(Field::phone)][number::same] = 1.0 / std::max<double>(people.count, 2);
  for (const auto field : {at(Field::nhs), at(Field::upn)})
    random_[field][number::same] = random_[field][number::same_verified] = wrong_number;
  strangers = random_;

  auto &same = chance_[std::size_t(Kind::same)], &household = chance_[std::size_t(Kind::household)];
  household = strangers;
  for (std::size_t field = 0; field < fields; ++field) {
    const auto top = top_levels[field];
    for (unsigned level = 1; level <= top; ++level) {
      same[field][level] = level == top ? agree_at_first : (1 - agree_at_first) / (top - 1);
      const bool shared =
          field == at(Field::surname) || field == at(Field::address) || field == at(Field::phone) || field == at(Field::parent);
      if (shared) household[field][level] = same[field][level];
    }
  }
  share_[std::size_t(Kind::same)] = share_[std::size_t(Kind::household)] = std::min(0.1, people.count * 0.5 / pairs);
  if (!households_) share_[std::size_t(Kind::household)] = 1e-300;
  hold_household();
}

/// What is known of brothers and sisters beforehand: they are no more alike in forename or sex than strangers are, less so in the
/// former, and their numbers are their own.
void Model::hold_household() {
  auto& household = chance_[std::size_t(Kind::household)];
  const auto& strangers = chance_[std::size_t(Kind::strangers)];
  household[at(Field::forename)] = strangers[at(Field::forename)];
  household[at(Field::forename)][alike::same] *= 0.3;
  household[at(Field::sex)] = strangers[at(Field::sex)];
  for (const auto field : {at(Field::nhs), at(Field::upn)}) {
    household[field] = strangers[field];
    household[field][number::same] = household[field][number::same_verified] = siblings_number;
    household[field][number::digit] = siblings_number;
  }
  for (std::size_t field = at(Field::extra); field < at(Field::source); ++field) {
    if (!codes_[field - at(Field::extra)]) continue;
    household[field] = strangers[field];
    household[field][alike::same] = household[field][alike::much] = siblings_number;
  }
  // Without brothers and sisters in the file this kind would learn to be a second "same child".
  auto& birth = household[at(Field::birth)];
  if (const double same = birth[born::same]; same > most_twins) {
    birth = strangers[at(Field::birth)];
    birth[born::same] = most_twins;
  }
}

void Model::make_logs() {
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    log_share_[kind] = std::log2(share_[kind]);
    for (std::size_t field = 0; field < fields; ++field)
      for (std::size_t level = 0; level < levels; ++level)
        log_[kind][field][level] = level == 0 ? 0 : std::log2(std::max(chance_[kind][field][level], 1e-12));
  }
}

double Model::moved(const Chances& chance, const std::array<double, kinds>& share) const {
  double most = 0;
  for (std::size_t kind = 0; kind < 2; ++kind) {
    most = std::max(most, std::abs(share_[kind] / share[kind] - 1));
    for (std::size_t field = 0; field < fields; ++field)
      for (std::size_t level = 1; level < levels; ++level)
        most = std::max(most, std::abs(chance_[kind][field][level] - chance[kind][field][level]));
  }
  return most;
}

std::array<double, kinds> Model::posterior(Pattern pattern) const {
  std::array<double, kinds> weight = log_share_;
  for (std::size_t field = 0; pattern != 0; ++field, pattern >>= 4) {
    const auto level = pattern & 15;
    if (level == 0) continue;
    for (std::size_t kind = 0; kind < kinds; ++kind) weight[kind] += log_[kind][field][level];
  }
  const double most = *std::ranges::max_element(weight);
  double sum = 0;
  for (auto& w : weight) sum += w = std::exp2(w - most);
  for (auto& w : weight) w /= sum;
  return weight;
}

void Model::step(std::span<const Counted> candidates, double pairs) {
  make_logs();
  Chances counts{};
  std::array<double, kinds> totals{};
  for (const auto& [pattern, count] : candidates) {
    const auto part = posterior(pattern);
    for (std::size_t kind = 0; kind < 2; ++kind) {
      const double weight = part[kind] * count;
      totals[kind] += weight;
      if (weight < 1e-9) continue;
      auto rest = pattern;
      for (std::size_t field = 0; rest != 0; ++field, rest >>= 4) counts[kind][field][rest & 15] += weight;
    }
  }
  for (std::size_t kind = 0; kind < (households_ ? 2U : 1U); ++kind) {
    share_[kind] = std::max(totals[kind], 1.0) / pairs;
    for (std::size_t field = 0; field < fields; ++field) {
      const auto top = top_levels[field];
      double known = 0;
      for (unsigned level = 1; level <= top; ++level) known += counts[kind][field][level];
      // A count of ten in all, spread as strangers and full agreement are, keeps levels that were never seen from being impossible.
      for (unsigned level = 1; level <= top; ++level) {
        const double before = 0.5 * random_[field][level] + (level == top ? 0.5 : 0);
        chance_[kind][field][level] = (counts[kind][field][level] + 10 * before) / (known + 10);
      }
    }
  }
  // Random pairs hold pairs of one child too: what these explain is no chance of strangers.
  auto& strangers = chance_[std::size_t(Kind::strangers)];
  for (std::size_t field = 0; field < fields; ++field)
    for (unsigned level = 1; level <= top_levels[field]; ++level) {
      const double theirs = share_[0] * chance_[0][field][level] + (households_ ? share_[1] * chance_[1][field][level] : 0);
      strangers[field][level] = std::max(random_[field][level] - theirs, random_[field][level] * 0.1);
    }
  share_[2] = std::max(0.5, 1 - share_[0] - share_[1]);
  hold_household();
}

Model Model::learn(const Comparer& comparer, const Histogram& candidates, const Histogram& random, double pairs) {
  Model model;
  model.begin(comparer, random, pairs);
  model.share_[2] = 1;
  std::vector<Counted> counted(candidates.begin(), candidates.end());
  std::ranges::sort(counted);  // sums come out the same whatever the order of the table
  for (int i = 0; i < most_steps; ++i) {
    const auto before = model.chance_;
    const auto share = model.share_;
    model.step(counted, pairs);
    if (model.moved(before, share) < settled) break;
  }
  model.make_logs();
  return model;
}

/// What is to be added for strangers, log2, because the value on which they agree is rarer or commoner than values of its column are.
double Model::rarer(const Comparer& comparer, std::size_t field, unsigned level, std::uint32_t a) const {
  const bool same_postcode =
      field == at(Field::address) && (level == home::same || level == home::postcode || level == home::postcode_only);
  if (same_postcode) return std::log2(comparer.rarity(field, a)) - std::log2(std::max(comparer.chance(field), 1e-9));
  if (level != top_[field]) return 0;
  return std::log2(comparer.rarity(field, a)) - std::log2(std::max(random_[field][level], 1e-12));
}

double Model::log_odds(const Comparer& comparer, Pattern pattern, std::uint32_t a) const {
  double same = log_share_[0], household = log_share_[1], strangers = log_share_[2];
  for (std::size_t field = 0; field < fields; ++field) {
    const auto level = level_of(pattern, field);
    if (level == 0) continue;
    const double rarity = rarer(comparer, field, level, a);
    same += log_[0][field][level];
    household += log_[1][field][level] + (field == at(Field::forename) ? rarity : 0);
    strangers += log_[2][field][level] + rarity;
  }
  return same - log2_sum(household, strangers);
}

std::array<double, fields> Model::evidence(const Comparer& comparer, Pattern pattern, std::uint32_t a) const {
  std::array<double, fields> evidence{};
  for (std::size_t field = 0; field < fields; ++field)
    if (const auto level = level_of(pattern, field); level != 0)
      evidence[field] = log_[0][field][level] - log_[2][field][level] - rarer(comparer, field, level, a);
  return evidence;
}

std::string field_name(const People& people, std::size_t field) {
  static constexpr std::array<std::string_view, fields> names{"forename",
                                                              "surname",
                                                              "middle name",
                                                              "date of birth",
                                                              "sex",
                                                              "address",
                                                              "telephone or email",
                                                              "NHS number",
                                                              "UPN",
                                                              "parent",
                                                              "",
                                                              "",
                                                              "",
                                                              "",
                                                              "",
                                                              "source"};
  const auto extra = field - at(Field::extra);
  if (!names[field].empty()) return std::string(names[field]);
  return extra < people.extra_headings.size() ? people.extra_headings[extra] : std::string();
}

std::string Model::told(const People& people) const {
  std::string out =
      fmt::format("Pairs of one child: 2^{:.1f} of all; of one household: 2^{:.1f}. Chances of each level: one child/household/strangers\n",
                  log_share_[0], log_share_[1]);
  for (std::size_t field = 0; field < fields; ++field) {
    const auto name = field_name(people, field);
    if (name.empty()) continue;
    out += fmt::format("{:>18}", name);
    for (unsigned level = top_levels[field]; level >= 1; --level)
      out += fmt::format(" {}:{:.2g}/{:.2g}/{:.2g}", level, chance_[0][field][level], chance_[1][field][level], chance_[2][field][level]);
    out += '\n';
  }
  return out;
}

}  // namespace hearth::matching
