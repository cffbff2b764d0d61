#include "practices/signs_of_safety/words.hpp"

namespace hearth::signs_of_safety {

std::string words_for(Occasion occasion) {
  switch (occasion) {
    case Occasion::contact: return "Contact";
    case Occasion::assessment: return "Assessment";
    case Occasion::conference: return "Child protection conference";
    case Occasion::core_group: return "Core group";
    case Occasion::review: return "Review";
    case Occasion::closure: return "Closure";
  }
  return {};
}

std::string words_for(Domain domain) {
  switch (domain) {
    case Domain::past_harm: return "Past harm";
    case Domain::future_danger: return "Future danger";
    case Domain::complicating_factor: return "Complicating factors";
    case Domain::existing_strength: return "Existing strengths";
    case Domain::existing_safety: return "Existing safety";
    case Domain::safety_goal: return "Safety goals";
    case Domain::next_step: return "Next steps";
  }
  return {};
}

std::string words_for(Fate fate) {
  switch (fate) {
    case Fate::same: return "As before";
    case Fate::reworded: return "Worded anew";
    case Fate::added: return "New";
    case Fate::gone: return "Gone";
  }
  return {};
}

std::string hint_for(Domain domain) {
  switch (domain) {
    case Domain::past_harm: return "What happened: who did what, when, how often, and what it did to the child";
    case Domain::future_danger: return "Who is worried that what will happen to the child if nothing changes. One danger in each statement";
    case Domain::complicating_factor: return "What makes it harder, without being harm itself";
    case Domain::existing_strength: return "What is good, without being proven protection yet";
    case Domain::existing_safety: return "What somebody did that protected the child when the danger was there: who, when";
    case Domain::safety_goal: return "What will be seen instead of the danger, and how long it has to last";
    case Domain::next_step: return "What will be done next, and by whom";
  }
  return {};
}

}  // namespace hearth::signs_of_safety
