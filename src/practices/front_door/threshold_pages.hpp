// For learning: how decisions drift from month to month, how like contacts were decided, when contacts and calls arrive. Never about
// one worker, never a score for a child.
#pragma once

#include "practices/front_door/triage_pages.hpp"

#include <array>

namespace hearth::front_door {

/// Decisions are drawn in four kinds: from nothing more, over help that a family agrees to, to what the law lets a council do.
enum class Level { universal, early_help, hub, statutory };
BOOST_DESCRIBE_ENUM(Level, universal, early_help, hub, statutory)
Level level_of(TriageOutcome outcome);
std::string words_for(Level level);

struct MonthLine {
  Date month;  ///< Its first day.
  std::int64_t decided = 0;
  std::vector<std::int64_t> levels;  ///< How many of each Level.
};
BOOST_DESCRIBE_STRUCT(MonthLine, (), (month, decided, levels))

struct AlikeContact {
  std::string contact, source, worry, reason;
  Instant received;
  TriageOutcome outcome;
  std::vector<std::string> words;  ///< What both tell of.
};
BOOST_DESCRIBE_STRUCT(AlikeContact, (), (contact, source, worry, reason, received, outcome, words))

struct AlikePair {
  AlikeContact first, second;
};
BOOST_DESCRIBE_STRUCT(AlikePair, (), (first, second))

struct ThresholdsPage {
  std::vector<MonthLine> months;  ///< Oldest first.
  std::vector<AlikePair> pairs;   ///< Like worries that were decided at different levels.
};
BOOST_DESCRIBE_STRUCT(ThresholdsPage, (), (months, pairs))

struct AlikePage {
  std::string contact, title, worry, source;
  std::optional<TriageOutcome> outcome;
  std::string reason;
  std::vector<AlikeContact> others;
};
BOOST_DESCRIBE_STRUCT(AlikePage, (), (contact, title, worry, source, outcome, reason, others))

struct HourLine {
  int hour = 0;  ///< Of the day, in London.
  std::int64_t contacts = 0, calls = 0;
};
BOOST_DESCRIBE_STRUCT(HourLine, (), (hour, contacts, calls))

struct ArrivalsPage {
  Date from, until;
  std::vector<HourLine> hours;
};
BOOST_DESCRIBE_STRUCT(ArrivalsPage, (), (from, until, hours))

/// Months with fewer decisions say nothing about a share, and are not drawn.
inline constexpr std::int64_t fewest_for_a_share = 5;
/// In per cent; none where there are too few.
std::optional<double> share(std::int64_t part, std::int64_t whole);

std::optional<ThresholdsPage> read_thresholds(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_thresholds(const practice::Drawing& drawing, const ThresholdsPage& model);
std::optional<AlikePage> read_alike(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_alike(const practice::Drawing& drawing, const AlikePage& model);
std::optional<ArrivalsPage> read_arrivals(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_arrivals(const practice::Drawing& drawing, const ArrivalsPage& model);

}  // namespace hearth::front_door
