#include "base/args.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

namespace hearth::args {
namespace {

const std::vector<Command> commands = {
    {.words = "serve",
     .help = "Serves the partnership's pages",
     .options = {{.name = "port", .value = "N", .help = "Listens on this port", .otherwise = "8443"},
                 {.name = "open", .help = "Opens a browser"},
                 {.name = "from", .value = "DATE", .help = "The first day"},
                 {.name = "host", .value = "NAME", .help = "One of its names", .many = true}}},
    {.words = "user", .help = "Lists the users"},
    {.words = "user add",
     .help = "Adds a user",
     .operands = {{.name = "NAME", .help = "Who"}, {.name = "TEAM", .help = "Where", .required = false}},
     .options = {{.name = "role", .value = "ROLE", .help = "What they do", .required = true}}},
    {.words = "import", .help = "Reads files", .operands = {{.name = "FILE", .many = true}}},
};

struct Line {
  std::vector<std::string_view> words;
  Line(std::initializer_list<std::string_view> words) : words(words) {}
};

Parsed parsed(const Line& line) {
  auto result = parse(commands, line.words);
  EXPECT_TRUE(result) << (result ? "" : result.error().front().sentence);
  return std::move(result.value());
}

TEST(Parse, FindsTheCommandWithTheMostWords) {
  EXPECT_EQ(parsed({"serve"}).command().words, "serve");
  EXPECT_EQ(parsed({"user"}).command().words, "user");
  EXPECT_EQ(parsed({"user", "add", "Lee", "--role", "worker"}).command().words, "user add");
}

TEST(Parse, ReadsOptionsBothWays) {
  for (const auto& line : {Line{"serve", "--port", "99", "--open"}, Line{"serve", "--open", "--port=99"}}) {
    const auto p = parsed(line);
    EXPECT_EQ(p.text("port"), "99");
    EXPECT_EQ(p.number("port", 1, 65535), 99);
    EXPECT_TRUE(p.has("open"));
  }
  const auto p = parsed({"serve"});
  EXPECT_EQ(p.number("port", 1, 65535), 8443) << "otherwise";
  EXPECT_FALSE(p.has("port"));
  EXPECT_FALSE(p.has("open"));
  EXPECT_EQ(p.text("from"), std::nullopt);
  EXPECT_EQ(parsed({"serve", "--port="}).text("port"), "");
  EXPECT_EQ(parsed({"serve", "--port=a=b"}).text("port"), "a=b");
  EXPECT_EQ(parsed({"serve", "--port", "-1"}).number("port", -5, 5), -1);
  EXPECT_EQ(parsed({"serve", "--from", "2026-04-07"}).date("from"), Date::of(2026, 4, 7));
}

TEST(Parse, KeepsEveryValueOfAnOptionThatMayBeGivenOften) {
  const auto p = parsed({"serve", "--host", "a.example", "--host=b.example"});
  EXPECT_TRUE(std::ranges::equal(p.texts("host"), std::vector<std::string_view>{"a.example", "b.example"}));
  EXPECT_EQ(p.text("host"), "a.example");
  EXPECT_TRUE(parsed({"serve"}).texts("host").empty());
  EXPECT_THROW(p.texts("hosts"), std::logic_error);
}

TEST(Parse, TakesOperands) {
  const auto p = parsed({"user", "add", "Lee", "--role=worker", "North"});
  EXPECT_EQ(p.operand(0), "Lee");
  EXPECT_EQ(p.operand(1), "North");
  EXPECT_EQ(p.operand(2), std::nullopt);
  EXPECT_EQ(parsed({"import", "a", "-", "--", "--b", "--help"}).operands().size(), 4u) << "after -- all are operands; - is one";
}

TEST(Parse, RefusesAndHelps) {
  struct Case {
    Line line;
    std::string field, sentence;
  };
  for (const Case& c : {
           Case{{}, "", "Say what to do. --help lists the commands"},
           Case{{"--help"}, "", "Say what to do. --help lists the commands"},
           Case{{"sevre"}, "", "There is no command \"sevre\". Did you mean serve?"},
           Case{{"usr", "add", "x"}, "", "There is no command \"usr add\". Did you mean user add?"},
           Case{{"dance"}, "", "There is no command \"dance\""},
           Case{{"serve", "--prot", "99"}, "prot", "There is no option --prot. Did you mean --port?"},
           Case{{"serve", "--colour=red"}, "colour", "There is no option --colour"},
           Case{{"user", "--x"}, "x", "There is no option --x"},
           Case{{"serve", "--port"}, "port", "Give a value: --port N"},
           Case{{"serve", "--port", "--open"}, "port", "Give a value: --port N"},
           Case{{"serve", "--open=yes"}, "open", "--open takes no value"},
           Case{{"serve", "--open", "--open"}, "open", "Give --open once"},
           Case{{"serve", "-p", "99"}, "", "Options begin with two dashes: -p does not"},
           Case{{"serve", "now"}, "", "Leave out \"now\""},
           Case{{"user", "add", "--role", "x"}, "", "Give NAME"},
           Case{{"user", "add", "Lee"}, "role", "Give --role ROLE"},
           Case{{"import"}, "", "Give FILE ..."},
       }) {
    const auto result = parse(commands, c.line.words);
    ASSERT_FALSE(result) << c.sentence;
    EXPECT_EQ(result.error().front(), (Refusal{c.field, c.sentence}));
  }
}

TEST(Parse, RefusesValuesOfTheWrongKind) {
  for (auto value : {"0", "65536", "x", "", "1x", " 1", "99999999999999999999"}) {
    const std::string argument = std::string("--port=") + value;
    EXPECT_EQ(parsed({"serve", argument}).number("port", 1, 65535).error().front(),
              (Refusal{"port", "--port must be a whole number from 1 to 65535"}))
        << value;
  }
  EXPECT_EQ(parsed({"serve", "--from=today"}).date("from").error().front().sentence, "--from must be a date, like 2026-03-27");
  EXPECT_EQ(parsed({"serve"}).date("from").error().front().sentence, "Give --from DATE");
  EXPECT_THROW(parsed({"serve"}).text("colour"), std::logic_error) << "the program asks for what it did not declare";
}

TEST(Parse, LetsHelpWin) {
  EXPECT_TRUE(parsed({"user", "add", "--help"}).wants_help());
  EXPECT_TRUE(parsed({"serve", "--nonsense", "--help"}).wants_help());
  EXPECT_FALSE(parsed({"serve"}).wants_help());
}

TEST(Help, FollowsFromTheDeclaration) {
  EXPECT_EQ(help("hearth", commands),
            "Usage: hearth COMMAND [OPTION ...]\n"
            "\n"
            "  serve     Serves the partnership's pages\n"
            "  user      Lists the users\n"
            "  user add  Adds a user\n"
            "  import    Reads files\n"
            "\n"
            "hearth COMMAND --help says more about one.\n");
  EXPECT_EQ(help("hearth", commands[0]),
            "Usage: hearth serve [OPTION ...]\n"
            "\n"
            "Serves the partnership's pages\n"
            "\n"
            "  --port N     Listens on this port (otherwise 8443)\n"
            "  --open       Opens a browser\n"
            "  --from DATE  The first day\n"
            "  --host NAME  One of its names\n");
  EXPECT_EQ(help("hearth", commands[2]),
            "Usage: hearth user add NAME [TEAM] [OPTION ...]\n"
            "\n"
            "Adds a user\n"
            "\n"
            "  NAME         Who\n"
            "  TEAM         Where\n"
            "  --role ROLE  What they do (needed)\n");
  EXPECT_EQ(help("hearth", commands[3]), "Usage: hearth import FILE ...\n\nReads files\n\n  FILE\n");
}

TEST(ArgumentsOf, LeaveOutTheProgram) {
  const char* argv[] = {"hearth", "serve", "--open"};
  EXPECT_EQ(arguments_of(3, argv), (std::vector<std::string_view>{"serve", "--open"}));
  EXPECT_TRUE(arguments_of(0, nullptr).empty());
}

}  // namespace
}  // namespace hearth::args
