#include "returns/cin/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::returns::cin {

void Findings::refuse(int line, std::string sentence) {
  if (stopped_) return;
  refusals_.emplace_back(line, std::move(sentence));
  stopped_ = refusals_.size() >= limits_.refusals;
}

void Findings::refuse_and_stop(int line, std::string sentence) {
  refuse(line, std::move(sentence));
  stopped_ = true;
}

void Findings::note(int line, Weight weight, std::string sentence) {
  ++(weight == Weight::fault ? census_.faults : census_.remarks);
  if (census_.notes.size() < limits_.notes) census_.notes.push_back({line, weight, std::move(sentence)});
}

void Findings::fault_once(std::string_view what, int line, std::string sentence) {
  if (said_.emplace(what).second) fault(line, std::move(sentence));
}

void Findings::remark_once(std::string_view what, int line, std::string sentence) {
  if (said_.emplace(what).second) remark(line, std::move(sentence));
}

void Findings::keep(std::vector<Unknown>& into, std::string path, std::string text, int line) {
  if (++kept_ > limits_.unknown)
    return refuse_and_stop(line,
                           fmt::format("More than {} things up to here could not be made sense of: is it a return?", limits_.unknown));
  into.push_back({std::move(path), std::move(text), line});
}

Refusals Findings::refusals() const {
  auto sorted = refusals_;
  std::ranges::stable_sort(sorted, {}, &std::pair<int, std::string>::first);
  Refusals all;
  for (auto& [line, sentence] : sorted) all.push_back({fmt::format("line {}", line), std::move(sentence)});
  return all;
}

}  // namespace hearth::returns::cin
