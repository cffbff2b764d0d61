// What the record knows already. Both a page and the manager's signature are made from it, so it is gathered in one place.
#pragma once

#include "journey/person/views.hpp"
#include "journey/record/views.hpp"
#include "practices/assessment_model/views.hpp"

#include <set>

namespace hearth::assessment_model {

/// `list`: a way to find rows, `list.operator()<Row>("condition", values...)`: a reader's on a page, the writer's in a command.
template <class List>
Known known_of(List&& list, const std::string& child, const std::string& assessment) {
  Known known;
  known.seen_alone = !list.template operator()<journey::NoteRow>("subject = $1 and child_seen_alone = 1 limit 1", child).empty();
  const auto own = list.template operator()<AnswerRow>("assessment = $1", assessment);
  for (const auto& tie : list.template operator()<journey::FamilyRow>("subject = $1 order by tie", child)) {
    if (tie.kinship == journey::Kinship::father) known.fathers.push_back(tie.body.other_name);
    if (tie.kinship != journey::Kinship::sibling && tie.kinship != journey::Kinship::half_sibling) continue;
    known.siblings.push_back(tie.body.other_name);
    for (const auto& theirs : list.template operator()<AnswerRow>("subject = $1", tie.other)) {
      const bool same =
          std::ranges::any_of(own, [&](const AnswerRow& a) { return a.question == theirs.question && a.body.words == theirs.body.words; });
      if (!same) continue;
      known.same_elsewhere.push_back(tie.body.other_name);
      break;
    }
  }
  return known;
}

}  // namespace hearth::assessment_model
