// A unit of work: what one command reads, decides and appends, in one transaction of the writer.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/journal.hpp"
#include "journal/view.hpp"
#include "journal/world.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace hearth::journal {

/// A state that a stream's events make. `A::kind` is the first part of its streams' names; `evolve(A, event)` is found beside it.
/// `subject(id)` names whose key seals its bodies, `about(id)` the persons whom it concerns.
template <class A>
concept Aggregate = requires(const A& a, std::string_view id) {
  { A::kind } -> std::convertible_to<std::string_view>;
  typename A::Event;
  { a.subject(id) } -> std::convertible_to<std::string>;
  { a.about(id) } -> std::convertible_to<std::vector<std::string>>;
};

template <Aggregate A>
std::string stream_of(std::string_view id) {
  return std::string(A::kind) + '/' + std::string(id);
}

/// A stream as it stands, folded.
template <Aggregate A>
struct Loaded {
  std::string id;
  StreamState at;
  A state;
  bool exists() const { return at.number != 0; }
  const A* operator->() const { return &state; }
};

/// Decodes a stored body into the alternative of `Variant` whose type name it carries. Throws when there is none.
template <class Variant>
Variant decode(const Catalogue& catalogue, const Stored& stored) {
  std::array<unsigned char, 4096> buffer;
  boost::json::monotonic_resource memory(buffer.data(), buffer.size());
  auto body = json::parse_stored(*stored.body, &memory);
  catalogue.kind(stored.envelope.type).bring_up(body, stored.envelope.schema);
  std::optional<Variant> event;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>([&](auto identity) {
    using E = typename decltype(identity)::type;
    if (!event && E::type.name == stored.envelope.type) event = from_stored<E>(body);
  });
  if (!event) throw std::runtime_error("the stream " + stored.envelope.stream + " holds a foreign event, " + stored.envelope.type);
  return std::move(*event);
}

/// Folds a stream up to `until`. Forgotten events (their key is destroyed) are passed over.
template <Aggregate A>
Loaded<A> load(const World& world, store::Connection& connection, std::string_view id, std::optional<Instant> until = {}) {
  const auto stream = stream_of<A>(id);
  Loaded<A> loaded{std::string(id), world.journal.state(connection, stream), {}};
  if (!loaded.exists()) return loaded;
  for (const auto& stored : world.journal.read(connection, stream, until))
    if (stored.body) loaded.state = evolve(std::move(loaded.state), decode<typename A::Event>(world.catalogue, stored));
  return loaded;
}

class Unit {
 public:
  Unit(const World& world, store::Connection& connection, Actor actor)
      : world_(world),
        connection_(connection),
        actor_(std::move(actor)),
        now_(world.clock.now()),
        keys_(world.keys, world.random),
        views_(connection, keys_) {}

  Instant now() const { return now_; }
  Date today() const { return now_.date(); }
  const Actor& actor() const { return actor_; }
  const World& world() const { return world_; }
  store::Connection& connection() { return connection_; }
  ViewWriter& views() { return views_; }
  std::string new_id() { return hearth::new_id(now_, world_.random); }

  template <Aggregate A>
  Loaded<A> load(std::string_view id) {
    return journal::load<A>(world_, connection_, id);
  }
  /// A stream that begins now. Precondition: `id` is new.
  template <Aggregate A>
  Loaded<A> begin(std::string id) {
    return {std::move(id), {}, {}};
  }

  /// Records events in the stream of `loaded` and folds them into the views. `happened` overrides what the events say themselves.
  template <Aggregate A>
  void append(Loaded<A>& loaded, const std::vector<typename A::Event>& events, std::optional<Instant> happened = {}) {
    std::vector<Draft> drafts;
    drafts.reserve(events.size());
    const auto known = loaded.state.about(loaded.id);
    for (const auto& event : events) {
      loaded.state = evolve(std::move(loaded.state), event);
      std::visit(
          [&](const auto& e) {
            using E = std::remove_cvref_t<decltype(e)>;
            static_assert(FlowsTo<described::labels_in<E>(), E::type.labels>, "this event holds more than its labels admit");
            drafts.push_back({e.type.name, e.type.schema, e.type.labels, loaded.state.subject(loaded.id), loaded.state.about(loaded.id),
                              happened ? happened : happened_of(e), labelled_json(e)});
          },
          event);
    }
    const auto stream = stream_of<A>(loaded.id);
    const auto envelopes = world_.journal.append(connection_, stream, loaded.at, drafts, actor_, now_, keys_);
    if (envelopes.empty()) return;
    // Whom the stream is about may have grown: what it said before belongs to their chronology too.
    if (loaded.exists())
      for (const auto& person : drafts.back().about)
        if (std::ranges::find(known, person) == known.end()) world_.journal.index_about(connection_, stream, person);
    loaded.at = {loaded.at.number ? loaded.at.number : envelopes.front().sequence, envelopes.back().version};
    for (std::size_t i = 0; i < events.size(); ++i)
      std::visit(
          [&](const auto& e) {
            world_.catalogue.kind<std::remove_cvref_t<decltype(e)>>().fold(views_, {envelopes[i], e});
          },
          events[i]);
  }

  void finish() { views_.flush(); }
  void publish_keys() { keys_.publish(); }

 private:
  const World& world_;
  store::Connection& connection_;
  Actor actor_;
  Instant now_;
  NewKeys keys_;
  ViewWriter views_;
};

/// Queues `work` for the writer. All that it appends and folds is on disk when `done` is called with null, or none of it is.
void submit(const World& world, Actor actor, std::function<void(Unit&)> work, store::Database::Done done);
/// The same, waiting; rethrows what `work` threw.
void submit_and_wait(const World& world, Actor actor, const std::function<void(Unit&)>& work);

}  // namespace hearth::journal
