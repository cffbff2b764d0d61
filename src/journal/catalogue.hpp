// The catalogue: every kind of event and every view that this program knows. Filled once at start, then read only.
#pragma once

#include "journal/event.hpp"
#include "journal/view.hpp"

namespace hearth::journal {

class Catalogue {
 public:
  /// Makes an event known. Throws std::logic_error when another struct has its name.
  template <Event E>
  EventKindOf<E>& event() {
    auto& slot = events_[std::string(E::type.name)];
    if (!slot) slot = std::make_unique<EventKindOf<E>>();
    auto* kind = dynamic_cast<EventKindOf<E>*>(slot.get());
    if (!kind) throw std::logic_error("two events are called " + std::string(E::type.name));
    return *kind;
  }

  /// `fold` runs for each such event, in the journal's order, in the transaction that records it.
  template <Event E>
  void fold(std::function<void(ViewWriter&, const Recorded<E>&)> fold) {
    event<E>().folds.push_back(std::move(fold));
  }

  /// What the chronology says of such an event.
  template <Event E>
  void say(std::function<std::optional<Line>(const Recorded<E>&)> say) {
    event<E>().say = std::move(say);
  }

  template <Event E>
  void upcast(int from_schema, EventKind::Upcast step) {
    event<E>().upcasts[from_schema] = std::move(step);
  }

  template <ViewRow R>
  void view() {
    views_[std::string(R::view.name)] = &view_table<R>();
  }

  template <Event E>
  const EventKindOf<E>& kind() const {
    return dynamic_cast<const EventKindOf<E>&>(kind(E::type.name));
  }
  const EventKind& kind(std::string_view name) const {
    auto found = events_.find(name);
    if (found == events_.end())
      throw std::runtime_error("this program does not know the event " + std::string(name) + ": update the program");
    return *found->second;
  }
  bool knows(std::string_view name) const { return events_.find(name) != events_.end(); }

  const std::map<std::string, std::unique_ptr<EventKind>, std::less<>>& events() const { return events_; }
  const std::map<std::string, const ViewTable*, std::less<>>& views() const { return views_; }

 private:
  std::map<std::string, std::unique_ptr<EventKind>, std::less<>> events_;
  std::map<std::string, const ViewTable*, std::less<>> views_;
};

}  // namespace hearth::journal
