#include "app/archive.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace hearth::app {
namespace {

std::string archive_of(const std::vector<ArchiveMember>& members) {
  std::string out;
  write_archive(members, [&](std::string_view piece) { out += piece; });
  return out;
}

TEST(Archive, GivesBackWhatWasPutIn) {
  const std::string long_one(1025, 'x'), full_block(512, 'y');
  const auto archive = archive_of({{"a.json", "{}"}, {"empty", ""}, {"b", long_one}, {"c", full_block}});
  EXPECT_EQ(archive.size() % 512, 0u);
  const auto members = read_archive(archive);
  ASSERT_EQ(members.size(), 4u);
  EXPECT_EQ(members[0].name, "a.json");
  EXPECT_EQ(members[0].bytes, "{}");
  EXPECT_EQ(members[1].bytes, "");
  EXPECT_EQ(members[2].bytes, long_one);
  EXPECT_EQ(members[3].bytes, full_block);
}

TEST(Archive, IsReadByTar) {
  const auto archive = archive_of({{"settings.json", "{}\n"}, {"hearth.db", std::string(700, 'z')}});
  std::FILE* tar = ::popen("tar -tvf - >/dev/null 2>&1", "w");
  ASSERT_NE(tar, nullptr);
  std::fwrite(archive.data(), 1, archive.size(), tar);
  EXPECT_EQ(::pclose(tar), 0);
}

TEST(Archive, RefusesEveryCutAndEveryChangedHeader) {
  const auto archive = archive_of({{"a", "some bytes"}, {"b", "more"}});
  for (std::size_t size = 0; size < archive.size() - 1024; ++size)
    EXPECT_THROW(read_archive(std::string_view(archive).substr(0, size)), BadArchive) << size;
  for (std::size_t at = 0; at < 512; ++at) {
    if (at == 155) continue;  // the blank behind the sum, which says nothing
    auto changed = archive;
    changed[at] = char(changed[at] ^ 0x41);
    EXPECT_THROW(read_archive(changed), BadArchive) << at;
  }
}

TEST(Archive, RefusesAMemberLargerThanTheArchive) {
  auto archive = archive_of({{"a", "some bytes"}});
  // GNU's binary size, as large as it gets, with the sum put right.
  archive[124] = char(0x80);
  for (int i = 125; i < 136; ++i) archive[i] = char(0xff);
  unsigned sum = 0;
  for (int i = 0; i < 512; ++i) sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(archive[i]);
  std::snprintf(&archive[148], 8, "%06o", sum);
  EXPECT_THROW(read_archive(archive), BadArchive);
}

}  // namespace
}  // namespace hearth::app
