// For tests of the program: partnerships in folders of their own.
#pragma once

#include "access/people.hpp"
#include "access/reading.hpp"
#include "app/partnership.hpp"
#include "vault/testing.hpp"

#include <string>

namespace hearth::app::testing {

using vault::testing::Folder;

inline std::unique_ptr<Partnership> open(const std::string& data, Clock* clock = nullptr) {
  Options options{.data = data};
  options.make = true;
  options.clock = clock;
  auto opened = Partnership::open(options);
  if (!opened) throw std::runtime_error(opened.error().front().sentence);
  return std::move(*opened);
}

/// Why a partnership does not open.
inline std::string refusal(const Options& options) {
  const auto opened = Partnership::open(options);
  return opened ? "" : opened.error().front().sentence;
}

/// Records `count` new agencies.
inline void add_agencies(const Partnership& partnership, int count) {
  journal::submit_and_wait(partnership.world, {"system", {}}, [&](journal::Unit& unit) {
    for (int i = 0; i < count; ++i) {
      auto agency = unit.begin<access::Agency>(unit.new_id());
      unit.append(agency, {access::AgencyAdded{"Agency " + std::to_string(i), access::AgencyKind::health}});
    }
  });
}

/// Writes `count` entries into the log of reads.
inline void read_records(const Partnership& partnership, int count) {
  partnership.database->write_and_wait([&](store::Connection& connection) {
    for (int i = 0; i < count; ++i)
      access::log_reading(connection,
                          {partnership.world.clock.now(), "sam", "council", "/children/{child}", "see_child", {}, "lee", {"lee"}, kCase});
  });
}

/// Changes the database behind the journal's back, as somebody with the file would.
inline void tamper(const Partnership& partnership, store::Sql sql) {
  partnership.database->write_and_wait([&](store::Connection& connection) { connection.run(sql); });
}

}  // namespace hearth::app::testing
