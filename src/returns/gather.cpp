#include "returns/gather.hpp"

#include "journal/keys.hpp"
#include "journey/person/views.hpp"
#include "journey/referral/views.hpp"

#include <algorithm>
#include <map>

namespace hearth::returns {

using namespace journey;

namespace {

/// A period of the census, and what was known at its end.
struct Year {
  explicit Year(int year) : first(first_day(year)), last(reference_date(year)) {}
  Date first, last;

  bool holds(Date day) const { return first <= day && day <= last; }
  bool knows(Date day) const { return day <= last; }
  /// A day that had come by the reference date.
  std::optional<Date> by_then(std::optional<Date> day) const { return day && knows(*day) ? day : std::nullopt; }
  /// Whether something was open on any day of the year.
  bool touches(Date from, std::optional<Date> until) const { return knows(from) && (!until || first <= *until); }
};

void add_assessments(cin::Episode& into, const Referral& from, const Year& year) {
  for (const auto& a : from.assessments) {
    const auto ended = a.authorised ? year.by_then(a.authorised->on) : std::nullopt;
    if (!year.knows(a.started) || !year.holds(ended.value_or(a.started))) continue;
    cin::Assessment assessment;
    assessment.started = a.started;
    assessment.authorised = ended;
    if (ended) assessment.factors = a.authorised->factors;  // rule 8614: only of a completed assessment
    into.assessments.push_back(std::move(assessment));
  }
}

void add_enquiries(cin::Episode& into, const Referral& from, const Year& year) {
  for (const auto& e : from.enquiries) {
    const auto conference = year.by_then(e.conference);
    if (!year.knows(e.started) || !year.holds(conference.value_or(e.started))) continue;
    cin::Enquiry enquiry;
    enquiry.started = e.started;
    enquiry.conference_target = e.conference_target;
    enquiry.initial_conference = conference;
    enquiry.conference_not_required = !e.conference && e.conference_needed == false;
    into.enquiries.push_back(std::move(enquiry));
  }
  if (from.transfer_conference && year.holds(*from.transfer_conference)) into.initial_conference = from.transfer_conference;
}

void add_plans(cin::Episode& into, const Referral& from, const Year& year) {
  for (const auto& p : from.plans) {
    if (!year.touches(p.made.on, p.ended)) continue;
    cin::Plan plan;
    plan.started = p.made.on;
    plan.ended = year.by_then(p.ended);
    into.plans.push_back(std::move(plan));
  }
  for (const auto& p : from.protection_plans) {
    if (!year.touches(p.started, p.ended)) continue;
    cin::ProtectionPlan plan;
    plan.started = p.started;
    plan.ended = year.by_then(p.ended);
    plan.initial_category = p.first_category;
    plan.latest_category = p.category;
    plan.previous_plans = p.previous_plans;
    for (auto held : p.reviews)
      if (year.knows(held)) plan.reviews.push_back({.held = held});
    into.protection_plans.push_back(std::move(plan));
  }
}

std::optional<std::string> code(const std::string& given) { return given.empty() ? std::nullopt : std::optional(given); }

std::string sex_code(Sex sex) {
  switch (sex) {
    case Sex::female: return "F";
    case Sex::male: return "M";
    case Sex::unknown: break;
  }
  return "U";
}

/// A number of our own for a child whom the authority has given none: the same each year, and nothing about the child in it.
std::string own_number(const vault::Key& key, const std::string& person) {
  constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const auto print = vault::fingerprint(key, "LAchildID|" + person);
  std::string number = "H";
  for (std::size_t i = 0; i < 19; ++i) number += letters[static_cast<unsigned char>(print[i]) & 31];  // at most 20: rule 1570
  return number;
}

/// Why a child has no unique pupil number, where the records say it by themselves.
std::optional<std::string> upn_reason(const cin::Child& child, const Year& year) {
  if (child.upn || child.upn_unknown) return child.upn_unknown;
  const bool only_nfa = std::ranges::all_of(child.episodes, [](const cin::Episode& e) { return e.no_further_action == true; });
  if (only_nfa) return "UN7";            // rule 8772
  if (!child.born) return std::nullopt;  // nobody asks it of an unborn child
  // School begins in the September after the fourth birthday.
  const bool at_school = *child.born <= Date::of(year.first.year() - 4, 8, 31);
  return at_school ? std::nullopt : std::optional<std::string>("UN1");
}

cin::Header header_of(const Wanted& wanted, Instant now) {
  cin::Source source;
  source.level = "L";
  source.authority = wanted.authority;
  source.software_code = wanted.software;
  if (!wanted.release.empty()) source.release = wanted.release;
  source.serial_no = wanted.serial;
  source.date_time = now.rfc3339().substr(0, 19);
  cin::Header header;
  header.collection = "CIN";
  header.year = wanted.year;
  header.reference_date = reference_date(wanted.year);
  header.sources.push_back(std::move(source));
  return header;
}

/// The episodes of one child, each with the day on which it began.
using Episodes = std::vector<cin::Episode>;

std::map<std::string, Episodes> episodes_in(store::Connection& connection, journal::KeyRing& keys, int year) {
  std::map<std::string, Episodes> by_child;
  const auto first = first_day(year).iso(), last = reference_date(year).iso();
  const auto rows = journal::select_rows<ReferralRow>(
      connection, keys, "received <= $1 and (closed is null or closed >= $2) order by received, referral", last, first);
  for (const auto& row : rows)
    if (auto episode = episode_of(row.body.state, year)) by_child[row.subject].push_back(std::move(*episode));
  return by_child;
}

}  // namespace

Date first_day(int year) { return Date::of(year - 1, 4, 1); }
Date reference_date(int year) { return Date::of(year, 3, 31); }

std::optional<cin::Episode> episode_of(const Referral& referral, int census_year) {
  const Year year(census_year);
  const auto closed = referral.closed ? year.by_then(referral.closed->on) : std::nullopt;
  if (!year.touches(referral.received.on, closed)) return std::nullopt;
  const bool decided = referral.decided && year.knows(referral.decided->on);
  cin::Episode episode;
  episode.referral_date = referral.received.on;
  episode.source = referral.received.source;
  episode.primary_need = decided ? code(referral.decided->primary_need) : std::nullopt;
  if (!episode.primary_need) episode.primary_need = referral.received.primary_need;
  episode.no_further_action = decided && referral.no_further_action();
  // A referral with no further action has no closure of its own in the census [rules 8805 and 8810: date and reason go together].
  if (closed && !referral.closed->reason.empty()) {
    episode.closed = closed;
    episode.closure_reason = referral.closed->reason;
  }
  add_assessments(episode, referral, year);
  add_enquiries(episode, referral, year);
  add_plans(episode, referral, year);
  return episode;
}

cin::Child child_of(const Details& details, const std::string& la_child_id, int census_year) {
  const Year year(census_year);
  cin::Child child;
  child.la_child_id = details.authority_id.value_or(la_child_id);
  child.upn = details.upn;
  child.former_upn = details.former_upn;
  child.upn_unknown = details.upn_unknown;
  child.born = year.by_then(details.born);
  // Born since: on the reference date the child was expected.
  if (!child.born) child.expected_birth = details.born ? details.born : details.expected;
  child.sex = child.expected_birth ? "U" : sex_code(details.sex);  // rule 8750
  child.died = year.by_then(details.died);
  child.ethnicity = details.ethnicity.value_or("NOBT");  // not yet obtained
  child.disabilities = details.disabilities;
  return child;
}

Gathered gather(const journal::World& world, const Wanted& wanted, const std::function<void(std::int64_t, std::int64_t)>& progress) {
  auto snapshot = world.database.read();
  auto& connection = snapshot->connection();
  const auto key = world.vault.derive("census");
  auto by_child = episodes_in(connection, world.keys, wanted.year);
  std::vector<std::pair<cin::Child, std::string>> children;
  std::int64_t done = 0;
  for (auto& [person, episodes] : by_child) {
    if (progress) progress(++done, std::int64_t(by_child.size()));
    const auto row = journal::find_row<PersonRow>(connection, world.keys, person);
    if (!row) continue;  // the record was destroyed: its key is gone, and with it all that could be returned
    auto child = child_of(row->body.details, own_number(key, person), wanted.year);
    child.episodes = std::move(episodes);
    child.upn_unknown = upn_reason(child, Year(wanted.year));
    children.emplace_back(std::move(child), person);
  }
  std::ranges::sort(children, {}, [](const auto& c) { return std::tie(c.first.la_child_id, c.second); });
  Gathered gathered;
  gathered.census.year = wanted.year;
  gathered.census.header = header_of(wanted, world.clock.now());
  for (auto& [child, person] : children) {
    gathered.census.children.push_back(std::move(child));
    gathered.records.push_back(person);
  }
  return gathered;
}

}  // namespace hearth::returns
