// My work: what is due, for the person and, for a manager, for the team.
#pragma once

#include "access/reader.hpp"
#include "journey/lookup.hpp"
#include "journey/referral/rules.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct WorkTask {
  std::string task, child, what;
  Date due;
  bool may_open = true;  ///< No more when the person has stopped working with the child: somebody has to take it over.
};
BOOST_DESCRIBE_STRUCT(WorkTask, (), (task, child, what, due, may_open))

struct WorkCase {
  std::string referral, child, name, worker;
  Stage stage;
  std::optional<Date> due;
};
BOOST_DESCRIBE_STRUCT(WorkCase, (), (referral, child, name, worker, stage, due))

struct MyWork {
  std::string name;
  std::vector<WorkTask> tasks;
  std::vector<WorkCase> mine;  ///< Referrals of children whose allocated worker I am.
  std::vector<WorkCase> team;  ///< For managers: the team's open referrals, what is due first in front.
  std::int64_t team_open = 0, team_late = 0;
  std::int64_t contacts_waiting = 0;
  bool manages = false, screens = false;
};
BOOST_DESCRIBE_STRUCT(MyWork, (), (name, tasks, mine, team, team_open, team_late, contacts_waiting, manages, screens))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<MyWork> read_my_work(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_my_work(const practice::Drawing& drawing, const MyWork& model);

}  // namespace hearth::journey
