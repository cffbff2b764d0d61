#include "practices/three_houses/words.hpp"

namespace hearth::three_houses {

std::string words_for(House house) {
  return house == House::worries ? "house of worries" : house == House::good_things ? "house of good things" : "house of dreams";
}
std::string title_of(House house) {
  auto words = words_for(house);
  words.front() = 'H';
  return words;
}
std::string words_for(Purpose purpose) {
  switch (purpose) {
    case Purpose::enquiry: return "a child protection enquiry";
    case Purpose::assessment: return "an assessment";
    case Purpose::plan: return "a plan";
    case Purpose::review: return "a review";
    case Purpose::closure: return "closing our work";
  }
  return {};
}
std::string words_for(ParentAnswer answer) {
  return answer == ParentAnswer::agreed ? "A parent agreed" : answer == ParentAnswer::refused ? "A parent said no" : "No parent was asked";
}
std::string words_for(Answer answer) { return answer == Answer::yes ? "Yes" : answer == Answer::no ? "No" : "Ask me later"; }
std::string words_for(UsedIn used_in) {
  switch (used_in) {
    case UsedIn::assessment: return "assessment";
    case UsedIn::plan: return "plan";
    case UsedIn::decision: return "decision";
    case UsedIn::meeting: return "meeting";
    case UsedIn::safety_map: return "Signs of Safety map";
  }
  return {};
}
std::string words_for(Eyes eyes) {
  switch (eyes) {
    case Eyes::own_worker: return "the child and the worker";
    case Eyes::team: return "the worker’s colleagues";
    case Eyes::parents: return "parents";
    case Eyes::meeting: return "a meeting";
    case Eyes::court: return "court";
  }
  return {};
}
std::string face_words(int face) {
  constexpr const char* faces[] = {"", "Very sad", "Sad", "In between", "Happy", "Very happy"};
  return face >= 0 && face <= 5 ? faces[face] : "";
}

}  // namespace hearth::three_houses
