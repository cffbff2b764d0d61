// What the whole journey leaves behind: pages that show it, views that a rebuild makes again, and no text in the clear anywhere.

#include "journal/fold.hpp"
#include "journey_walk.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace hearth::cross {
namespace {

class JourneyOn : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, JourneyOn, testing::ValuesIn(store::testing::Databases()), [](const auto& info) { return info.param; });

TEST_P(JourneyOn, GoesFromContactToClosureThroughTheApi) {
  Walk walk(GetParam());
  walk.whole_journey("Lee is left alone at night");
  const auto child = walk.get(walk.reader, "/children/" + walk.child);
  EXPECT_NE(child.find("\"stage\":\"closed\""), std::string::npos);
  for (const char* line : {"Contact received", "Referral received", "Assessment authorised", "Child in need plan began", "Referral closed"})
    EXPECT_NE(walk.get(walk.reader, "/children/" + walk.child + "/chronology").find(line), std::string::npos) << line;
  EXPECT_FALSE(walk.site.readings_of(walk.child).empty());
  auto snapshot = walk.site.test.world.database.read();
  EXPECT_EQ(walk.site.test.world.journal.verify(snapshot->connection()).fault, "");
  EXPECT_EQ(access::verify_readings(snapshot->connection()), "");
}

TEST_P(JourneyOn, IsTheSameAfterARebuild) {
  Walk walk(GetParam());
  walk.whole_journey("Lee is left alone at night");
  const auto& world = walk.site.test.world;
  std::map<std::string, std::string> live;
  {
    auto snapshot = world.database.read();
    live = journal::digests(world, snapshot->connection());
  }
  journal::rebuild(world);
  auto snapshot = world.database.read();
  EXPECT_EQ(journal::digests(world, snapshot->connection()), live);
}

std::string hex(std::string_view text) { return journal::hex(text); }

std::vector<std::string> forms_of(std::string marker) {
  std::string upper = marker, utf16;
  for (char& c : upper) c = char(std::toupper(static_cast<unsigned char>(c)));
  for (char c : marker) (utf16 += c) += '\0';
  std::string reversed(marker.rbegin(), marker.rend());
  return {marker, upper, utf16, reversed, hex(marker), marker.substr(0, 8)};
}

// A marker in every field of every form of the journey, searched for in every byte that the program has put on disk.
TEST(Sealing, LeavesNoTextAboutAPersonInTheClear) {
  const std::string marker = "qzxmarkerwvkjqzx";
  Walk walk("sqlite");
  walk.whole_journey(marker);
  EXPECT_NE(walk.get(walk.reader, "/notes/" + walk.note).find(marker), std::string::npos) << "the marker must be there to be found";
  const auto folder = walk.site.test.fresh.folder();
  walk.site.test.world.database.backup_to((folder / "backup.db").string());
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto content = bytes.str();
    for (const auto& form : forms_of(marker)) EXPECT_EQ(content.find(form), std::string::npos) << entry.path().filename();
    ++files;
  }
  EXPECT_GE(files, 2);  // the database and the backup at least
}

TEST(Once, AFormSentTwiceDoesItsWorkOnce) {
  Walk walk;
  const std::string body = R"({"method":"telephone","source":"2A","worry":"w","children":[{"given_name":"Lee","family_name":"Okafor"}]})";
  const std::vector<web::Header> key{{"Idempotency-Key", "abc"}};
  const auto first = walk.site.api(walk.screener, web::Method::post, "/contacts/new", body, key);
  const auto second = walk.site.api(walk.screener, web::Method::post, "/contacts/new", body, key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(first.body, second.body);
  const auto other = walk.site.api(walk.screener, web::Method::post, "/contacts/new", R"({"method":"letter"})", key);
  EXPECT_EQ(other.status, 422);
}

struct BadInput {
  const char* name;
  std::string body;
  const char* field;
};

TEST(BadInput, IsRefusedWithTheFieldAndNothingIsStored) {
  Walk walk;
  const std::string good_child = R"("children":[{"given_name":"Lee","family_name":"Okafor"}])";
  auto contact = [](const std::string& more) { return R"({"method":"telephone","source":"2A","worry":"w",)" + more + "}"; };
  const BadInput cases[] = {
      {"no children", contact(R"("children":[])"), "children[0].given_name"},
      {"no source", R"({"method":"telephone","source":"99","worry":"w",)" + good_child + "}", "source"},
      {"no worry", R"({"method":"telephone","source":"2A","worry":"",)" + good_child + "}", "worry"},
      {"born tomorrow", contact(R"("children":[{"given_name":"Lee","family_name":"O","born":"2026-04-08"}])"), "children[0].born"},
      {"born after the contact",
       contact(R"("received_on":"2026-04-01","children":[{"given_name":"Lee","family_name":"O","born":"2026-04-03"}])"),
       "children[0].born"},
      {"received tomorrow", contact(R"("received_on":"2026-04-08",)" + good_child), "received_on"},
      {"no such day", contact(R"("received_on":"2026-02-30",)" + good_child), "received_on"},
      {"a forged child", contact(R"("children":[{"person":"01h00000000000000000000000","given_name":"","family_name":""}])"),
       "children[0].person"},
      {"another member", contact(good_child + R"(,"approved":true)"), "approved"},
      {"a member twice", R"({"method":"telephone","method":"letter"})", "method"},
      {"broken UTF-8", "{\"method\":\"telephone\",\"worry\":\"\xff\xfe\"}", ""},
      {"a NUL", R"({"method":"telephone","source":"2A","worry":"a\u0000b",)" + good_child + "}", "worry"},
      {"no JSON", "hello", ""},
  };
  for (const auto& bad : cases) {
    const auto answer = walk.site.api(walk.screener, web::Method::post, "/contacts/new", bad.body);
    EXPECT_EQ(answer.status, 422) << bad.name << answer.body;
    if (answer.status == 422) {
      EXPECT_NE(answer.body.find("\"field\":\"" + std::string(bad.field) + "\""), std::string::npos) << bad.name << ": " << answer.body;
    }
  }
  EXPECT_TRUE(walk.site.rows<journey::PersonRow>("1 = 1").empty());
}

TEST(GoodInput, TakesNamesAsPeopleHaveThem) {
  Walk walk;
  for (const std::string name : {"O", "李", "محمد", "Zoë 🦊", "d'Arcy-O’Neill", "Łukasz"}) {
    const auto id = walk.act(walk.screener, "/contacts/new",
                             {{"method", "telephone"},
                              {"source", "2A"},
                              {"worry", "w"},
                              {"children", boost::json::array{boost::json::object{{"given_name", name}, {"family_name", ""}}}}});
    EXPECT_NE(walk.get(walk.screener, "/contacts/" + id).find(name), std::string::npos);
  }
}

}  // namespace
}  // namespace hearth::cross
