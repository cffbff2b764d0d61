// What is kept for reading: sessions, their sheets with what the child allows, and each thing that a child said.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "practices/three_houses/rules.hpp"

namespace hearth::three_houses {

struct SessionRow {
  static constexpr journal::View view{.name = "three_houses", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  std::string session, subject;
  Date on_day;
  Purpose purpose{};
  std::string worker;
  bool finished = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (session, subject, on_day, purpose, worker, finished))

/// What the child lets be seen stands beside the sheet, so that one look decides.
struct SheetRow {
  static constexpr journal::View view{.name = "house_sheet", .version = 1, .keys = 1, .labels = kCase | kChild};
  static constexpr std::string_view indexes[] = {"session"};
  struct Body {
    std::optional<SharingAnswered> sharing;
    BOOST_DESCRIBE_CLASS(Body, (), (sharing), (), ())
  };
  std::string sheet, subject, session;
  House house{};
  std::string worker;
  int marks = 0;
  Body body;
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (sheet, subject, session, house, worker, marks, body))

struct SayingRow {
  static constexpr journal::View view{.name = "saying", .version = 1, .keys = 1, .labels = kChild};
  static constexpr std::string_view indexes[] = {"sheet", "subject", "worker, told"};
  struct Body {
    int x = 0, y = 0, face = 0;
    std::string question, words;
    BOOST_DESCRIBE_CLASS(Body, (), (x, y, face, question, words), (), ())
  };
  std::string saying, subject, session, sheet;
  House house{};
  std::string worker;
  Instant said;
  int quotes = 0;
  bool told = false;  ///< The child heard what came of it.
  Body body;
};
BOOST_DESCRIBE_STRUCT(SayingRow, (), (saying, subject, session, sheet, house, worker, said, quotes, told, body))

void register_views(journal::Catalogue& catalogue);

}  // namespace hearth::three_houses
