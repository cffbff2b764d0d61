// Search: children by name and date of birth, among those whom the person may know.
#pragma once

#include "access/reader.hpp"
#include "journal/keys.hpp"
#include "journey/lookup.hpp"
#include "matching/name_index.hpp"
#include "practice/kit.hpp"

#include <mutex>

namespace hearth::journey {

/// The index of all children on record, kept up by reading what changed since last time. A service of the world.
class ChildIndex {
 public:
  /// Takes in what changed up to the connection's snapshot.
  void catch_up(store::Connection& connection, journal::KeyRing& keys);
  const matching::NameIndex& names() const { return names_; }

 private:
  std::mutex mutex_;
  std::int64_t seen_ = 0;
  matching::NameIndex names_;
};

struct Found {
  std::string child, name, age;
  std::optional<Date> born;
  bool may_open = false;
};
BOOST_DESCRIBE_STRUCT(Found, (), (child, name, age, born, may_open))

struct SearchPage {
  std::string asked;
  std::vector<Found> found;
  bool may_break_glass = false;
};
BOOST_DESCRIBE_STRUCT(SearchPage, (), (asked, found, may_break_glass))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<SearchPage> read_search(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_search(const practice::Drawing& drawing, const SearchPage& model);

}  // namespace hearth::journey
