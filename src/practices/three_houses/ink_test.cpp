#include "practices/three_houses/ink.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <chrono>

#include "practices/three_houses/rules.hpp"

namespace hearth::three_houses {
namespace {

Mark stroke(int number, std::string points) {
  Mark m{};
  m.number = number;
  m.size = 130;
  m.points = std::move(points);
  return m;
}
Mark words(int number, std::string text) {
  Mark m{};
  m.kind = MarkKind::words;
  m.number = number;
  m.size = 260;
  m.text = std::move(text);
  return m;
}

TEST(Ink, ReadsWhatItWrote) {
  const std::vector<Point> points{{100, 200, 127, 0}, {90, 260, 130, 16}, {90, 260, 0, 16}, {10'000, 7'000, 255, 3'000}};
  EXPECT_EQ(write_points(points), "100 200 127 0 -10 60 3 16 0 0 -130 0 9910 6740 255 2984");
  EXPECT_EQ(read_points(write_points(points)).value(), points);
}

RC_GTEST_PROP(InkProperty, AnyPointsComeBackAsTheyWere, ()) {
  std::vector<Point> points;
  int ms = 0;
  for (int i = 0; i < *rc::gen::inRange(1, 60); ++i) {
    ms += *rc::gen::inRange(0, 200);
    points.push_back({*rc::gen::inRange(0, 10'001), *rc::gen::inRange(0, 7'001), *rc::gen::inRange(0, 256), ms});
  }
  RC_ASSERT(read_points(write_points(points)).value() == points);
}

TEST(Ink, RefusesWhatIsNoInk) {
  std::string many = "1 1 1 1";
  for (int i = 0; i < max_points_in_call; ++i) many += " 0 0 0 0";
  const std::pair<std::string, const char*> cases[] = {
      {"", "A stroke has at least one point"},
      {"NaN NaN 0 0", "whole numbers"},
      {"1.5 2 0 0", "whole numbers"},
      {"1 2 3", "whole numbers"},
      {"1 2 3 4 ", "whole numbers"},
      {"1  2 3 4", "whole numbers"},
      {"99999999999999999999 1 1 1", "whole numbers"},
      {"2147483647 1 1 1 2147483647 1 1 1", "off the sheet"},
      {"-1 2 0 0", "off the sheet"},
      {"1 7001 0 0", "off the sheet"},
      {"1 1 256 0", "Pressure"},
      {"1 1 1 50 0 0 0 -1", "forwards"},
      {"1 1 1 99999999", "forwards"},
      {many, "20,000 points"},
  };
  for (const auto& [text, sentence] : cases) {
    const auto read = read_points(text);
    ASSERT_FALSE(read) << text.substr(0, 40);
    EXPECT_NE(read.error().front().sentence.find(sentence), std::string::npos) << read.error().front().sentence;
  }
}

TEST(Ink, RefusesMarksThatDoNotFollow) {
  auto wrong = [](std::vector<Mark> marks, std::vector<Drawn> so_far = {}, std::size_t points = 0) {
    const auto found = faults(marks, so_far, points);
    return found.empty() ? std::string() : found.front().sentence;
  };
  const std::vector<Drawn> one{{stroke(1, "1 1 1 1"), {{1, 1, 1, 50}}}};
  EXPECT_EQ(wrong({stroke(1, "1 1 1 0"), stroke(2, "1 1 1 0")}), "");
  EXPECT_EQ(wrong({stroke(1, "2 2 2 51")}, one), "") << "the stroke grows";
  EXPECT_NE(wrong({stroke(1, "2 2 2 49")}, one), "") << "time runs backwards";
  EXPECT_NE(wrong({stroke(3, "1 1 1 1")}, one), "") << "a mark is missing, or another tablet draws";
  EXPECT_NE(wrong({words(1, "me")}, one), "") << "words do not carry on a stroke";
  EXPECT_NE(wrong({words(2, "")}, one), "");
  EXPECT_NE(wrong({words(2, std::string(2'001, 'a'))}, one), "");
  EXPECT_NE(wrong({stroke(2, "1 1 1 1")}, one, max_points_on_sheet), "") << "full";
  EXPECT_NE(wrong({}), "");
  auto stamp = words(2, "dragon");
  stamp.kind = MarkKind::stamp;
  EXPECT_EQ(wrong({stamp}, one), "There is no such stamp");
  stamp.text = "sun";
  EXPECT_EQ(wrong({stamp}, one), "");
  auto colour = stroke(1, "1 1 1 1");
  colour.colour = 10;
  EXPECT_EQ(wrong({colour}), "There is no such colour");
}

TEST(Picture, IsTheSameByteForByte) {
  // Written down, so that another compiler or machine has to agree with this one.
  const std::vector<Point> points{{1'000, 1'000, 128, 0}, {1'400, 1'300, 128, 10}, {1'900, 1'250, 200, 20}};
  EXPECT_EQ(outline(points, 130),
            "M961 1052Q1383 1362 1645 1349L1908 1336A87 87 0 0 0 1892 1164Q1417 1238 1228 1093L1039 948A65 65 0 0 0 961 1052Z");
  EXPECT_EQ(outline(points, 130), outline(points, 130));
  EXPECT_EQ(outline(std::span(points).first(1), 130), "M935 1000A65 65 0 0 0 1065 1000A65 65 0 0 0 935 1000Z");
  EXPECT_EQ(outline({}, 130), "");
}

TEST(Picture, ShowsWordsAsTextAndLeavesOutWhatWasTakenBack) {
  std::vector<Drawn> marks{{words(1, "<script>alert(1)</script> & عمر"), {}}, {words(2, "gone"), {}, true}};
  const auto svg = picture(marks, "House").str();
  EXPECT_NE(svg.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; عمر"), std::string::npos) << svg;
  EXPECT_EQ(svg.find("gone"), std::string::npos);
}

TEST(Picture, OfTwentyThousandPointsIsMadeInTime) {
  std::vector<Drawn> marks;
  for (int s = 0; s < 100; ++s) {
    Drawn d{stroke(s + 1, ""), {}};
    for (int i = 0; i < 200; ++i) d.points.push_back({(s * 97 + i * 31) % 10'000, (s * 53 + i * 17) % 7'000, i % 256, i * 8});
    marks.push_back(std::move(d));
  }
  const auto start = std::chrono::steady_clock::now();
  const auto size = picture(marks, "House").size();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  std::printf("20,000 points: %zu bytes in %.1f ms\n", size, took.count());
  EXPECT_GT(size, 100'000u);
  EXPECT_LT(took.count(), 300);
}

}  // namespace
}  // namespace hearth::three_houses
