// Against files that are not in the repository: HEARTH_SHARED_DATA names a folder with cin/ (samples/*.xml, schema/CIN_schema_YEAR.xsd,
// mixed_400.xml, clean_600.xml, rule_cases/*.xml). Where it is not set these tests do not exist.
#include "returns/cin/testing.hpp"

#include <gtest/gtest.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace hearth::returns::cin {
namespace {

using testing::only_the_return;
using testing::told;

void say_nothing(void*, const char*, ...) {}

/// The census schema of a year, as an oracle: does it accept a file?
class Schema {
 public:
  explicit Schema(const std::string& path) {
    std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(xmlSchemaNewParserCtxt(path.c_str()),
                                                                                    xmlSchemaFreeParserCtxt);
    schema_.reset(xmlSchemaParse(parser.get()));
  }
  bool there() const { return schema_ != nullptr; }
  bool accepts(const std::string& xml) const {
    std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(xmlReadMemory(xml.data(), int(xml.size()), nullptr, nullptr, XML_PARSE_NONET),
                                                            xmlFreeDoc);
    std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator(xmlSchemaNewValidCtxt(schema_.get()),
                                                                                     xmlSchemaFreeValidCtxt);
    xmlSchemaSetValidErrors(validator.get(), say_nothing, nullptr, nullptr);
    return document && xmlSchemaValidateDoc(validator.get(), document.get()) == 0;
  }

 private:
  struct Free {
    void operator()(xmlSchema* schema) const { xmlSchemaFree(schema); }
  };
  std::unique_ptr<xmlSchema, Free> schema_;
};

std::vector<std::string> returns_in(const std::string& folder) {
  std::vector<std::string> paths;
  for (std::string part : {"", "/samples", "/rule_cases"})
    for (const auto& entry : std::filesystem::directory_iterator(folder + part))
      if (entry.path().extension() == ".xml") paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  return paths;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

void every_return_is_read(const std::string& folder) {
  auto paths = returns_in(folder);
  EXPECT_GT(paths.size(), 100u);
  for (const auto& path : paths) {
    auto census = read_census(path, {}, Purpose::check);
    ASSERT_TRUE(census) << path << "\n" << told(census.error());
    EXPECT_EQ(census->children.size(), count_of(testing::content_of(path), "<Child>")) << path;
    auto again = read_census_text(write_census(*census), {}, Purpose::check);
    ASSERT_TRUE(again) << path << "\n" << told(again.error());
    EXPECT_EQ(only_the_return(*again), only_the_return(*census)) << path;
  }
}

/// Only what would make wrong records keeps a return out.
void returns_are_taken_in(const std::string& folder) {
  for (const auto& path : returns_in(folder)) {
    auto census = read_census(path);
    bool wrong_id = path.ends_with("8500_fire.xml") || path.ends_with("8510_fire.xml");
    EXPECT_EQ(census.has_value(), !wrong_id) << path << "\n" << (census ? "" : told(census.error()));
  }
}

void faults_are_what_the_schema_refuses(const std::string& folder) {
  std::map<int, Schema> schemas;
  std::size_t compared = 0;
  for (const auto& path : returns_in(folder)) {
    auto census = read_census(path, {}, Purpose::check);
    ASSERT_TRUE(census) << path;
    auto [schema, is_new] = schemas.try_emplace(census->year, fmt::format("{}/schema/CIN_schema_{}.xsd", folder, census->year));
    if (!schema->second.there()) continue;
    ++compared;
    EXPECT_EQ(census->faults == 0, schema->second.accepts(testing::content_of(path))) << path << "\n" << told(census->notes);
    EXPECT_EQ(read_census_text(write_census(*census), {}, Purpose::check)->faults == 0, schema->second.accepts(write_census(*census)))
        << path;
  }
  EXPECT_GT(compared, 100u);
}

class Shared : public ::testing::Test {
 public:
  explicit Shared(std::function<void()> body) : body_(std::move(body)) {}
  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

const bool registered = [] {
  const char* shared = std::getenv("HEARTH_SHARED_DATA");
  if (!shared) return false;
  auto folder = std::string(shared) + "/cin";
  auto add = [&](const char* name, void (*body)(const std::string&)) {
    ::testing::RegisterTest("SharedReturns", name, nullptr, nullptr, __FILE__, __LINE__,
                            [=]() -> Shared* { return new Shared([=] { body(folder); }); });
  };
  add("AreAllRead", every_return_is_read);
  add("AreTakenInButForWrongIds", returns_are_taken_in);
  add("HaveFaultsWhereTheSchemaRefusesThem", faults_are_what_the_schema_refuses);
  return true;
}();

}  // namespace
}  // namespace hearth::returns::cin
