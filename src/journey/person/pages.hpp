// What people see and send about a child: the child's page, the chronology, details, family network, who works with them.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "journey/person/rules.hpp"
#include "journey/referral/rules.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct ChronologyLine {
  Instant happened, recorded;
  std::string headline, detail, who, link;
};
BOOST_DESCRIBE_STRUCT(ChronologyLine, (), (happened, recorded, headline, detail, who, link))

struct ChronologyPage {
  std::string child, name;
  std::vector<ChronologyLine> lines;
  std::optional<std::string> next;  ///< Give as ?before= for what happened earlier.
};
BOOST_DESCRIBE_STRUCT(ChronologyPage, (), (child, name, lines, next))

struct FamilyMember {
  std::string tie, name;
  Kinship kinship;
  bool parental_responsibility = false, same_household = false;
  std::optional<Date> from;
};
BOOST_DESCRIBE_STRUCT(FamilyMember, (), (tie, name, kinship, parental_responsibility, same_household, from))

struct WorkingWith {
  std::string what, who;
  Date since;
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(WorkingWith, (), (what, who, since, until))

struct OpenTask {
  std::string task, what, who;
  Date due;
};
BOOST_DESCRIBE_STRUCT(OpenTask, (), (task, what, who, due))

struct ReferralLine {
  std::string referral, source;
  Date received;
  Stage stage;
  std::optional<Date> due, closed;
};
BOOST_DESCRIBE_STRUCT(ReferralLine, (), (referral, source, received, stage, due, closed))

struct LookedLine {
  Instant at;
  std::string who, page;
};
BOOST_DESCRIBE_STRUCT(LookedLine, (), (at, who, page))

struct ChildPage {
  std::string child, name, age;
  std::int64_t version = 0;
  Details details;
  std::string ethnicity, disabilities;
  std::vector<FamilyMember> family;
  std::vector<WorkingWith> working;
  std::vector<ReferralLine> referrals;
  std::vector<OpenTask> tasks;
  ChronologyPage chronology;
  std::vector<LookedLine> looked;
  bool may_record = false, may_allocate = false;
};
BOOST_DESCRIBE_STRUCT(ChildPage, (),
                      (child, name, age, version, details, ethnicity, disabilities, family, working, referrals, tasks, chronology, looked,
                       may_record, may_allocate))

struct DetailsPage {
  std::string child, name;
  std::int64_t version = 0;
  Details details;
  std::vector<Option> ethnicities, disabilities;
};
BOOST_DESCRIBE_STRUCT(DetailsPage, (), (child, name, version, details, ethnicities, disabilities))

struct AllocationPage {
  std::string child, name, worker;
  std::vector<Option> workers;
};
BOOST_DESCRIBE_STRUCT(AllocationPage, (), (child, name, worker, workers))

struct ChildName {
  std::string child, name;
};
BOOST_DESCRIBE_STRUCT(ChildName, (), (child, name))

/// Makes a worker accountable for the child; who was before hands over.
struct AllocateWorker {
  static constexpr Asks asks[] = {{"person", "Choose the worker"}};
  std::string child, person, reason;
};
BOOST_DESCRIBE_STRUCT(AllocateWorker, (), (child, person, reason))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<ChildName> read_child_name(const Worker& reader, const practice::Asked& asked);

Result<practice::Done> handle(journal::Unit& unit, const CorrectPerson& command);
Result<practice::Done> handle(journal::Unit& unit, const TieFamily& command);
Result<practice::Done> handle(journal::Unit& unit, const UntieFamily& command);
Result<practice::Done> handle(journal::Unit& unit, const AllocateWorker& command);

}  // namespace hearth::journey
