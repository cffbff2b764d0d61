// What is said about a return while it is read. Internal to the reader.
#pragma once

#include "returns/cin/census.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::returns::cin {

class Findings {
 public:
  Findings(const Limits& limits, Census& census) : limits_(limits), census_(census) {}

  void refuse(int line, std::string sentence);
  void refuse_and_stop(int line, std::string sentence);  ///< Where nothing that follows could be told apart from its consequence.

  void fault(int line, std::string sentence) { note(line, Weight::fault, std::move(sentence)); }
  void remark(int line, std::string sentence) { note(line, Weight::remark, std::move(sentence)); }
  /// For what a whole file has or has not, once for each `what`: a thousand equal notes hide the one that matters.
  void fault_once(std::string_view what, int line, std::string sentence);
  void remark_once(std::string_view what, int line, std::string sentence);

  /// Keeps what could not be made sense of.
  void keep(std::vector<Unknown>& into, std::string path, std::string text, int line);

  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }  ///< There is no use in reading on.
  bool refused() const { return !refusals_.empty(); }
  Refusals refusals() const;  ///< By line.

 private:
  void note(int line, Weight weight, std::string sentence);

  const Limits& limits_;
  Census& census_;
  std::vector<std::pair<int, std::string>> refusals_;  // line and sentence
  std::set<std::string, std::less<>> said_;
  std::size_t kept_ = 0;
  bool stopped_ = false;
};

}  // namespace hearth::returns::cin
