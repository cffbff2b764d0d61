// Two years of an invented partnership's work, one family after the other, told in the order in which it happened.
#pragma once

#include "access/people.hpp"
#include "app/demo/demo.hpp"
#include "app/demo/invented.hpp"
#include "journal/unit.hpp"
#include "journey/contact/rules.hpp"
#include "journey/referral/protection_events.hpp"
#include "practice/kit.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

namespace hearth::demo {

class Story {
 public:
  Story(const app::Partnership& partnership, HandClock& clock, const Options& options);

  void make_partners();
  void tell(const journal::Progress& progress);
  void hub_day();
  Filled filled() const { return {children_, events_, accounts_}; }
  /// Runs `steps` inside one job of the writer: what happens in it is committed together.
  void in_one_job(const std::function<void()>& steps);

 private:
  using Work = std::function<void(journal::Unit&)>;

  struct Team {
    std::string id;
    std::vector<std::string> managers, workers;
  };
  struct Child {
    std::string id, name, family_name, sex_word;
    Date born;
  };
  struct Family {
    std::string name, address, worker;
    std::vector<Child> children;
    std::string team;  ///< Its name.
    int contacts = 0;
  };
  struct Step {
    Instant when;
    std::uint64_t order;
    std::function<void()> take;
    bool operator>(const Step& o) const { return when != o.when ? when > o.when : order > o.order; }
  };

  void make_further_teams(std::string_view agency);
  void account(const std::string& name, const std::vector<std::string>& roles, const std::string& team, std::string_view agency);

  // A family's way, each step planning the next.
  void meet_family(Instant when);
  void contact(std::shared_ptr<Family> family, Instant when);
  void decide_contact(std::shared_ptr<Family> family, std::string contact, Instant when);
  void decide_referral(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void allocate(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void assess(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void hear(std::shared_ptr<Family> family, int child, Instant when);  ///< The child's voice: voice.cpp.
  void authorise(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void protect(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void confer(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void review_protection(std::shared_ptr<Family> family, std::string referral, int child, Instant when, int reviews);
  std::vector<journey::Present> present(const std::shared_ptr<Family>& family);
  std::vector<journey::AtConference> at_conference(const std::shared_ptr<Family>& family);
  void plan(std::shared_ptr<Family> family, std::string referral, int child, Instant when);
  void review(std::shared_ptr<Family> family, std::string referral, int child, Instant when, int reviews);
  void close(std::shared_ptr<Family> family, std::string referral, int child, Instant when, std::string reason);
  void note(std::shared_ptr<Family> family, int child, Instant when, bool visit);
  void task(std::shared_ptr<Family> family, int child, Instant when);
  void document(std::shared_ptr<Family> family, int child, Instant when);
  void come_back(std::shared_ptr<Family> family, Instant after);

  // The front door (front_door.cpp).
  void make_front_door();
  void plan_helpline();
  void take_call(Instant when, bool to_the_door);
  void ring_back(std::string id, bool from_call, Instant when);
  /// Decides a contact, mostly through triage, and plans what follows at the door.
  Result<practice::Done> decide_at_the_door(journal::Unit& unit, const journey::DecideContact& decision, Instant when);
  void record_checks(journal::Unit& unit, const std::string& contact);
  void answer_step(std::string contact, Instant when);
  void work_the_queue(Instant when);

  /// Plans a step; what lies after the end of the story does not happen.
  void plan_at(Instant when, std::function<void()> take);
  /// Does work at a moment as a person, in the writer's job that is running.
  void at(Instant when, const std::string& actor, const Work& work);

  Instant office_hours(Date day);
  Instant working_days_after(Instant from, int days);
  const std::string& manager_of(const std::string& team) { return teams_[team].managers.front(); }

  const app::Partnership& partnership_;
  HandClock& clock_;
  const Options options_;
  const Instant begin_;
  Choosing choosing_;
  Choosing door_choosing_;                          ///< The front door's own.
  std::map<std::string, std::string> door_people_;  // account by name
  std::map<std::string, std::string> agencies_;     // id by name
  std::map<std::string, Team> teams_;               // by name
  std::vector<std::string> assessment_teams_{"Assessment North", "Assessment South"};
  std::vector<Account> accounts_;
  std::string chair_;  ///< Who chairs the conferences.
  std::string hash_;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> steps_;
  std::uint64_t planned_ = 0;
  store::Connection* connection_ = nullptr;               // of the job that is running
  std::vector<std::unique_ptr<journal::Unit>> finished_;  // their keys are published after the commit
  int children_ = 0;
  std::int64_t events_ = 0;
};

}  // namespace hearth::demo
