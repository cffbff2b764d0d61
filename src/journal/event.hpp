// Events: what happened, with an envelope that anyone who works with the child may see and a body that only its labels admit to.
#pragma once

#include "base/described.hpp"
#include "base/time.hpp"
#include "journal/labels.hpp"

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::journal {

/// What every event struct says of itself: `static constexpr journal::EventType type{"contact_received", 1};`
/// The name is stored for ever; the schema number rises when members change, and an upcaster then reads the old ones.
struct EventType {
  std::string_view name;
  int schema = 1;
  Labels labels = kCase;
};

template <class E>
concept Event = described::Struct<E> && requires { E::type.name; };

/// The part of an event that is not sealed.
struct Envelope {
  std::int64_t sequence = 0;  ///< Place in the whole journal. Never shown to anybody: it would tell what others write.
  std::string stream;         ///< "contact/01j…": what the event belongs to.
  std::int64_t version = 0;   ///< 1, 2, 3 … within the stream.
  std::string type;
  int schema = 1;
  Instant happened;  ///< When it was true.
  Instant recorded;  ///< When it was written down here. Never before the event in front of it.
  std::string actor, agency;
  Labels labels = kCase;
  std::vector<std::string> about;  ///< The persons whom it concerns when it was written.
};

/// The part of a stream's name after its kind: "01j…" of "contact/01j…".
inline std::string id_of(const Envelope& envelope) { return envelope.stream.substr(envelope.stream.find('/') + 1); }

/// An event with its body open.
template <Event E>
struct Recorded {
  const Envelope& envelope;
  const E& event;
};

/// One line of a chronology, as people read it.
struct Line {
  std::string headline;
  std::string detail;
};

class ViewWriter;

/// One kind of event, as the catalogue knows it.
class EventKind {
 public:
  using Upcast = std::function<void(boost::json::object&)>;

  explicit EventKind(const EventType& type) : type(type) {}
  virtual ~EventKind() = default;

  /// Folds a stored body (already brought to today's schema) into the views.
  virtual void fold_stored(ViewWriter& views, const Envelope& envelope, const boost::json::value& body) const = 0;
  /// What the chronology says of it. nullopt: nothing that a person would want to read.
  virtual std::optional<Line> line(const Envelope& envelope, const boost::json::value& body) const = 0;
  virtual boost::json::object schema() const = 0;

  /// Brings a body written under `schema` to today's. Throws when it is from a newer program.
  void bring_up(boost::json::value& body, int schema) const {
    if (schema > type.schema) throw std::runtime_error("this journal was written by a newer Hearth: update the program");
    for (; schema < type.schema; ++schema) {
      auto step = upcasts.find(schema);
      if (step == upcasts.end())
        throw std::runtime_error("no upcaster for " + std::string(type.name) + " from schema " + std::to_string(schema));
      step->second(body.as_object());
    }
  }

  const EventType type;
  std::map<int, Upcast> upcasts;  ///< From this schema to the next.
};

template <Event E>
class EventKindOf final : public EventKind {
 public:
  EventKindOf() : EventKind(E::type) {}

  void fold(ViewWriter& views, const Recorded<E>& recorded) const {
    for (const auto& f : folds) f(views, recorded);
  }
  void fold_stored(ViewWriter& views, const Envelope& envelope, const boost::json::value& body) const override {
    if (folds.empty()) return;
    const E event = from_stored<E>(body);
    fold(views, {envelope, event});
  }
  std::optional<Line> line(const Envelope& envelope, const boost::json::value& body) const override {
    if (!say) return std::nullopt;
    const E event = from_stored<E>(body);
    return say({envelope, event});
  }
  boost::json::object schema() const override { return schema_of<E>(); }

  std::vector<std::function<void(ViewWriter&, const Recorded<E>&)>> folds;
  std::function<std::optional<Line>(const Recorded<E>&)> say;
};

/// When an event happened, if it says so itself: its member `on` (a day) or `at` (a moment).
template <Event E>
std::optional<Instant> happened_of(const E& event) {
  if constexpr (requires {
                  { event.at } -> std::convertible_to<Instant>;
                })
    return event.at;
  else if constexpr (requires {
                       { event.on } -> std::convertible_to<Date>;
                     })
    return Instant::at(event.on, 0, 0);
  else
    return std::nullopt;
}

}  // namespace hearth::journal
