#include "returns/take_in.hpp"

#include "access/relationship.hpp"
#include "journey/person/rules.hpp"
#include "journey/referral/rules.hpp"

#include <algorithm>
#include <memory>

namespace hearth::returns {

using namespace journey;
using journal::Unit;

namespace {

const journal::Actor importer{"system", "system"};

/// An id from a keyed fingerprint: the same name gives the same id, in this partnership only.
std::string id_from(const vault::Key& key, const std::string& name) {
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  const auto print = vault::fingerprint(key, name);
  std::string id = "0";  // as an id's time begins, so that it is one
  for (int i = 0; i < 25; ++i) id += letters[static_cast<unsigned char>(print[std::size_t(i)]) & 31];
  return id;
}

Sex sex_of(const std::optional<std::string>& code) {
  if (code == "F") return Sex::female;
  if (code == "M") return Sex::male;
  return Sex::unknown;
}

Details details_of(const cin::Child& child) {
  Details details{};
  details.born = child.born;
  if (!child.born) details.expected = child.expected_birth;
  details.died = child.died;
  details.sex = sex_of(child.sex);
  details.ethnicity = child.ethnicity;
  details.disabilities = child.disabilities;
  details.upn = child.upn;
  details.former_upn = child.former_upn;
  details.upn_unknown = child.upn_unknown;
  details.authority_id = child.la_child_id;
  return details;
}

/// An event with the day on which it happened.
struct Dated {
  Date on;
  int order;  ///< Among those of one day: what begins comes before what ends.
  Referral::Event event;
};

/// One episode as events, in the order in which they happened. Ids follow from the referral's, so that a later return finds them again.
class EpisodeEvents {
 public:
  EpisodeEvents(const vault::Key& key, std::string referral, const std::string& child, const cin::Episode& episode, const std::string& team,
                int year)
      : key_(key), referral_(std::move(referral)), episode_(episode) {
    const auto on = *episode.referral_date;
    add(on, 0,
        ReferralReceived{child,
                         on,
                         episode.source.value_or("10"),  // unknown
                         {},
                         team.empty() ? std::nullopt : std::optional(team),
                         episode.primary_need,
                         "Taken in from the Children in Need census of " + std::to_string(year)});
    if (episode.no_further_action.value_or(false))
      add(on, 1,
          ReferralDecided{on, ReferralOutcome::no_further_action, episode.primary_need.value_or(""), "As the census says", false, false});
    assessments();
    enquiries();
    plans();
    protection_plans();
    if (episode.closed)
      add(*episode.closed, 9, ReferralClosed{*episode.closed, episode.closure_reason.value_or(""), "As the census says"});
    else if (episode.no_further_action.value_or(false))
      add(on, 9, ReferralClosed{on, "", "As the census says"});
    std::ranges::stable_sort(events_, [](const Dated& a, const Dated& b) { return std::pair(a.on, a.order) < std::pair(b.on, b.order); });
  }
  const std::vector<Dated>& all() const { return events_; }

 private:
  void add(Date on, int order, Referral::Event event) { events_.push_back({on, order, std::move(event)}); }
  std::string id(const char* what, std::size_t i) const { return id_from(key_, referral_ + '|' + what + '|' + std::to_string(i)); }

  void assessments() {
    for (std::size_t i = 0; i < episode_.assessments.size(); ++i) {
      const auto& a = episode_.assessments[i];
      if (!a.started) continue;  // the reader has noted it: an assessment needs its first day
      const auto assessment = id("assessment", i);
      add(*a.started, 2, AssessmentStarted{assessment, *a.started});
      if (a.authorised)
        add(*a.authorised, 6,
            AssessmentAuthorised{assessment, *a.authorised, AssessmentOutcome::not_recorded, a.factors, "As the census says"});
    }
  }
  void enquiries() {
    if (episode_.initial_conference) add(*episode_.initial_conference, 4, ConferenceHeld{*episode_.initial_conference, {}});
    for (std::size_t i = 0; i < episode_.enquiries.size(); ++i) {
      const auto& e = episode_.enquiries[i];
      if (!e.started) continue;
      const auto enquiry = id("enquiry", i);
      add(*e.started, 3, EnquiryStarted{enquiry, *e.started, e.conference_target});
      if (e.initial_conference) {
        add(*e.initial_conference, 4, EnquiryEnded{enquiry, true});
        add(*e.initial_conference, 4, ConferenceHeld{*e.initial_conference, enquiry});
      } else if (e.conference_not_required.value_or(false)) {
        add(*e.started, 4, EnquiryEnded{enquiry, false});
      }
    }
  }
  void plans() {
    for (std::size_t i = 0; i < episode_.plans.size(); ++i) {
      const auto& p = episode_.plans[i];
      if (!p.started) continue;
      const auto plan = id("plan", i);
      add(*p.started, 5, PlanMade{plan, *p.started, "As the census says: its text is not part of it", {}});
      if (p.ended) add(*p.ended, 7, PlanEnded{plan, *p.ended});
    }
  }
  void protection_plans() {
    for (std::size_t i = 0; i < episode_.protection_plans.size(); ++i) {
      const auto& p = episode_.protection_plans[i];
      if (!p.started || !p.initial_category) continue;
      const auto plan = id("protection_plan", i);
      add(*p.started, 5, ProtectionPlanStarted{plan, *p.started, *p.initial_category, p.previous_plans.value_or(0)});
      Date last = *p.started;
      for (const auto& review : p.reviews) {
        if (!review.held) continue;
        add(*review.held, 6, ProtectionPlanReviewed{plan, *review.held});
        last = std::max(last, *review.held);
      }
      // The census tells the latest category, not when it changed: no later than the last review.
      if (p.latest_category && p.latest_category != p.initial_category) add(last, 6, ProtectionCategoryChanged{plan, *p.latest_category});
      if (p.ended) add(*p.ended, 7, ProtectionPlanEnded{plan, *p.ended});
    }
  }

  const vault::Key& key_;
  const std::string referral_;
  const cin::Episode& episode_;
  std::vector<Dated> events_;
};

/// What the stream holds already, as text: an event of a return is new when its type and content are not among it.
std::vector<std::string> known_events(Unit& unit, const std::string& referral) {
  std::vector<std::string> known;
  for (const auto& stored : unit.world().journal.read(unit.connection(), "referral/" + referral))
    if (stored.body) known.push_back(stored.envelope.type + *stored.body);
  return known;
}

std::string text_of(const Referral::Event& event) {
  return std::visit([](const auto& e) { return std::string(e.type.name) + to_json(e); }, event);
}

class TakingIn {
 public:
  TakingIn(const journal::World& world, const cin::Census& census, const std::string& team)
      : world_(world), census_(census), team_(team), key_(world.vault.derive("census")) {
    if (!census.header.sources.empty()) authority_ = census.header.sources.front().authority.value_or("");
  }

  /// One child, as one unit of work within the job that takes in the whole return.
  void child(Unit& unit, const cin::Child& child) {
    const auto id = record_of(world_.vault, authority_, child.la_child_id);
    auto person = unit.load<Person>(id);
    const auto details = details_of(child);
    if (!person.exists()) {
      unit.append(person, {PersonRecorded{details, true}});
      ++taken_.children;
      ++taken_.events;
    } else {
      ++taken_.known;
      correct(unit, person, details);
    }
    for (std::size_t i = 0; i < child.episodes.size(); ++i) {
      if (!child.episodes[i].referral_date) continue;  // noted by the reader: an episode cannot be told without its day
      episode(unit, id, child.episodes[i]);
    }
    // Closed ones too: somebody must be able to look at what was taken in.
    if (!team_.empty()) {
      auto relations = unit.load<access::Relations>(id);
      const auto events = access::begin(relations.state,
                                        {unit.new_id(), access::RelationKind::responsible_team, {}, team_, {}, "Taken in from the census"});
      unit.append(relations, events);
      taken_.events += std::int64_t(events.size());
    }
  }

  const TakenIn& taken() const { return taken_; }

 private:
  /// What people have entered since stays: only what the census speaks of is compared, and only what it knows better is changed.
  void correct(Unit& unit, journal::Loaded<Person>& person, const Details& from_census) {
    auto merged = person->details;
    auto take = [](auto& into, const auto& from) {
      if (from) into = from;
    };
    take(merged.born, from_census.born);
    if (merged.born) merged.expected.reset();
    take(merged.died, from_census.died);
    take(merged.upn, from_census.upn);
    if (changes(person->details, merged).empty()) return;
    unit.append(person, {PersonCorrected{merged, "The census of " + std::to_string(census_.year)}});
    ++taken_.events;
  }

  void episode(Unit& unit, const std::string& child, const cin::Episode& episode) {
    const auto referral = id_from(key_, child + '|' + episode.referral_date->iso());
    const bool open = !episode.closed;
    const EpisodeEvents events(key_, referral, child, episode, open ? team_ : std::string(), census_.year);
    auto loaded = unit.load<Referral>(referral);
    const auto known = loaded.exists() ? known_events(unit, referral) : std::vector<std::string>{};
    if (!loaded.exists()) ++taken_.referrals;
    for (const auto& dated : events.all()) {
      // The reception was recorded from the first return that told of the episode; a later one words it otherwise.
      if (loaded.exists() && std::holds_alternative<ReferralReceived>(dated.event)) continue;
      if (std::ranges::find(known, text_of(dated.event)) != known.end()) continue;
      unit.append(loaded, {dated.event}, Instant::at(dated.on, 0, 0));
      ++taken_.events;
    }
  }

  const journal::World& world_;
  const cin::Census& census_;
  const std::string team_;
  const vault::Key key_;
  std::string authority_;
  TakenIn taken_;
};

}  // namespace

std::string record_of(const vault::Vault& vault, const std::string& authority, const std::string& la_child_id) {
  return id_from(vault.derive("census"), authority + '|' + la_child_id);
}

TakenIn take_in(const journal::World& world, const cin::Census& census, const std::string& team, const Progress& progress) {
  TakingIn taking(world, census, team);
  std::vector<std::unique_ptr<Unit>> units;
  try {
    world.database.write_and_wait([&](store::Connection& connection) {
      std::int64_t done = 0;
      for (const auto& child : census.children) {
        auto unit = std::make_unique<Unit>(world, connection, importer);
        taking.child(*unit, child);
        unit->finish();
        units.push_back(std::move(unit));
        if (progress) progress(++done, std::int64_t(census.children.size()));
      }
    });
  } catch (...) {
    world.journal.forget();
    throw;
  }
  for (auto& unit : units) unit->publish_keys();
  return taking.taken();
}

}  // namespace hearth::returns
