#include "base/data.hpp"

#include "base/testing.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

namespace hearth {
namespace {

TEST(Data, IsEveryTableOfTheFolderByteForByte) {
  std::size_t tables = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HEARTH_SOURCE_DIR "/data")) {
    if (entry.path().extension() != ".csv") continue;
    ++tables;
    EXPECT_EQ(data_file(entry.path().filename().string()), testing::read_file(entry.path().string())) << entry.path();
  }
  EXPECT_EQ(data_files().size(), tables);
}

TEST(Data, HasNoFileThatTheFolderLacks) {
  EXPECT_THROW(data_file("no_such_table.csv"), std::out_of_range);
  EXPECT_THROW(data_file(""), std::out_of_range);
}

}  // namespace
}  // namespace hearth
