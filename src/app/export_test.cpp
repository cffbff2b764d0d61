#include "app/export.hpp"

#include "app/testing.hpp"

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

std::vector<boost::json::object> exported(const Partnership& partnership) {
  std::string text;
  export_all(partnership.world, [&](std::string_view line) { text += line; });
  std::vector<boost::json::object> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    lines.push_back(boost::json::parse(std::string_view(text).substr(at, end - at)).as_object());
    at = end + 1;
  }
  return lines;
}

TEST(Export, HoldsEveryEventWithItsBodyAndEachStreamTogether) {
  const testing::Folder folder;
  const auto partnership = testing::open(folder / "data");
  testing::add_agencies(*partnership, 2);
  const std::string stream(exported(*partnership)[1].at("stream").as_string());
  const auto first = stream.substr(stream.find('/') + 1);
  journal::submit_and_wait(partnership->world, {"ada", "council"}, [&](journal::Unit& unit) {
    auto agency = unit.load<access::Agency>(first);
    unit.append(agency, {access::AgencyAdded{"Renamed \"again\"\n", access::AgencyKind::police}});
  });
  const auto lines = exported(*partnership);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].at("format"), "hearth-export-1");
  EXPECT_EQ(lines[0].at("events"), 3);
  EXPECT_EQ(lines[1].at("stream"), lines[2].at("stream")) << "the later event of the first stream stands beside its first";
  EXPECT_EQ(lines[2].at("version"), 2);
  EXPECT_EQ(lines[2].at("actor"), "ada");
  EXPECT_EQ(lines[2].at("body").at("name"), "Renamed \"again\"\n");
  EXPECT_FALSE(lines[2].contains("sequence")) << "a sequence would tell who wrote when about others";
}

TEST(Export, SaysNothingOfWhatWasForgotten) {
  const testing::Folder folder;
  const auto partnership = testing::open(folder / "data");
  testing::add_agencies(*partnership, 2);
  partnership->database->write_and_wait([&](store::Connection& connection) {
    std::string subject;
    connection.each("select subject from data_key order by number limit 1", [&](const store::Row& row) { subject = row.text(0); });
    partnership->world.keys.destroy(connection, subject, partnership->world.clock.now());
  });
  const auto lines = exported(*partnership);
  EXPECT_TRUE(lines[1].at("body").is_null());
  EXPECT_TRUE(lines[2].at("body").is_object());
}

}  // namespace
}  // namespace hearth::app
