#include "base/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <boost/describe.hpp>

#include <array>
#include <cstdio>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

namespace hearth::log {
namespace {

enum class Outcome { fine, refused };
BOOST_DESCRIBE_ENUM(Outcome, fine, refused)
enum class Plain : std::uint8_t { zero, one };

// ---- What does not compile

static_assert(Loggable<int> && Loggable<std::uint64_t> && Loggable<bool> && Loggable<Outcome> && Loggable<std::chrono::milliseconds>);
static_assert(Loggable<LogId> && Loggable<LogRoute> && Loggable<Words> && Loggable<Instant>);
static_assert(!Loggable<std::string> && !Loggable<std::string_view> && !Loggable<const char*> && !Loggable<char*> && !Loggable<char[5]>);
static_assert(!Loggable<char> && !Loggable<char8_t> && !Loggable<char32_t>, "text letter by letter");
static_assert(!Loggable<Date>, "a birthday");
static_assert(!Loggable<double> && !Loggable<void*> && !Loggable<std::vector<int>>);
static_assert(!std::constructible_from<Words, std::string> && !std::constructible_from<Words, std::string_view> &&
              !std::constructible_from<Words, const char*>);
static_assert(!std::convertible_to<std::string_view, LogId>, "an id is said to be one");

template <class T>
concept TakenByALine = requires(Line& line, T value) { line.field("name", value); };
static_assert(TakenByALine<int> && TakenByALine<LogId>);
static_assert(!TakenByALine<std::string> && !TakenByALine<std::string_view> && !TakenByALine<const char*>);

// ---- What is written

const Instant morning = Instant::parse("2026-04-07T09:30:00.5Z").value();

/// Somewhere to write that can be read again.
class Paper {
 public:
  int number() const { return fileno(file_); }
  std::string text() const {
    std::string out;
    std::rewind(file_);
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) out += char(c);
    return out;
  }
  ~Paper() { std::fclose(file_); }

 private:
  std::FILE* file_ = std::tmpfile();
};

TEST(LogRoute, TakesWhatTheProgramDeclaresAndNothingThatABrowserSent) {
  for (const char* pattern : {"/", "/health", "/children/{child}/notes/new", "/api/v1/openapi.json", "/sign-in"})
    EXPECT_EQ(LogRoute(pattern).text(), pattern);
  for (const std::string text : {"", "children", "/children/01jr2n8w3xc3v8amvdrcts3b93", "/Lee", "/search lee", "/a\nb", "/caf\xc3\xa9"})
    EXPECT_EQ(LogRoute(text).text(), "no-route") << text;
}

TEST(Line, WritesEveryKindOfField) {
  const Paper paper;
  const std::string id(26, '0');
  line("request", morning, paper.number())
      .field("status", 200)
      .field("left", std::uint64_t(-1))
      .field("change", -3)
      .field("cached", false)
      .field("outcome", Outcome::refused)
      .field("plain", Plain::one)
      .field("odd", Outcome(7))
      .field("took", std::chrono::milliseconds(2))
      .field("person", LogId(id))
      .field("child", LogId("Lee Okafor"))
      .field("until", morning)
      .field("why", "no right")
      .field("how", "twice");
  EXPECT_EQ(paper.text(),
            "2026-04-07T09:30:00.500000Z request status=200 left=18446744073709551615 change=-3 cached=false outcome=refused plain=1 odd=7 "
            "took=2000us person=00000000000000000000000000 child=no-id until=2026-04-07T09:30:00.500000Z why=\"no right\" how=twice\n");
}

TEST(Log, TakesItsTimeFromItsClock) {
  const Paper paper;
  HandClock clock(morning);
  const Log log(clock, paper.number());
  log.line("started");
  clock.advance(std::chrono::seconds(1));
  log.line("stopped soon").field("signal", 15);
  EXPECT_EQ(paper.text(), "2026-04-07T09:30:00.500000Z started\n2026-04-07T09:30:01.500000Z \"stopped soon\" signal=15\n");
}

TEST(Log, KeepsTheLinesOfThreadsApart) {
  std::array<int, 2> pipe;
  ASSERT_EQ(::pipe(pipe.data()), 0);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) line("line", morning, pipe[1]).field("thread", t).field("number", i);
    });
  for (auto& thread : threads) thread.join();
  ::close(pipe[1]);
  std::string all(1 << 16, '\0');
  std::size_t size = 0;
  for (ssize_t got = 0; (got = ::read(pipe[0], all.data() + size, all.size() - size)) > 0;) size += std::size_t(got);
  ::close(pipe[0]);
  std::istringstream lines(all.substr(0, size));
  std::set<std::string> seen;
  for (std::string one; std::getline(lines, one);) {
    EXPECT_TRUE(one.starts_with("2026-04-07T09:30:00.500000Z line thread=")) << one;
    seen.insert(one);
  }
  EXPECT_EQ(seen.size(), 400u);
}

TEST(Log, OutlivesAFileThatCannotBeWritten) { EXPECT_NO_THROW(line("lost", morning, -1).field("n", 1)); }

}  // namespace
}  // namespace hearth::log
