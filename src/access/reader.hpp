// Reading under a pass. A Reader<A> exists only inside `with_reader`, for one viewer, one decision and one snapshot; it opens nothing
// whose label does not flow to the audience A, and what it opened is remembered for the log of reads.
#pragma once

#include "access/decision.hpp"
#include "access/reading_search.hpp"
#include "access/sign_in.hpp"
#include "journal/unit.hpp"
#include "journal/view.hpp"
#include "journal/world.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace hearth::access {

/// For whom a page is made: the labels that it may show.
namespace audience {
inline constexpr Labels everyone = 0;                               ///< Who has not signed in.
inline constexpr Labels staff = kStaff;                             ///< Whoever signs in: people and teams, nothing about a family.
inline constexpr Labels case_workers = kCase | kChild | kStaff;     ///< Who works with the child.
inline constexpr Labels hub = kHub | kCase | kStaff;                ///< Members of the hub, inside the hub.
inline constexpr Labels named_people = kReleased | kCase | kStaff;  ///< Whom the hub named when it released an item.
}  // namespace audience

/// What a reader was made for, and what it has opened.
struct Visit {
  const journal::World& world;
  const Policy& policy;
  store::Connection& connection;
  const Viewer& viewer;
  Decision decision;
  Instant now;
  std::set<std::string> opened;
  Labels labels = 0;
};

template <Labels A>
class Reader {
 public:
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  static void* operator new(std::size_t) = delete;

  const Viewer& viewer() const { return visit_.viewer; }
  Instant now() const { return visit_.now; }
  Date today() const { return visit_.now.date(); }
  const Policy& policy() const { return visit_.policy; }
  const Reference& reference() const { return visit_.world.reference; }

  /// Lets a service (a search index) catch up with what this page's snapshot holds.
  template <class T, class F>
  auto with_service(F&& f) const {
    if (!visit_.world.services) throw std::logic_error("this world has no services");
    return f(visit_.world.services->get<T>(), visit_.connection, visit_.world.keys);
  }

  /// One row of a view, or nothing.
  template <journal::ViewRow R, class... K>
    requires FlowsTo<R::view.labels, A>
  std::optional<R> get(const K&... key) const {
    auto row = journal::find_row<R>(visit_.connection, visit_.world.keys, key...);
    if (row) remember(*row);
    return row;
  }

  /// Rows by a condition over clear columns.
  template <journal::ViewRow R, class... P>
    requires FlowsTo<R::view.labels, A>
  std::vector<R> list(store::Sql where, const P&... params) const {
    auto rows = journal::select_rows<R>(visit_.connection, visit_.world.keys, where, params...);
    for (const auto& row : rows) remember(row);
    return rows;
  }

  /// How many rows meet a condition: nothing is opened.
  template <journal::ViewRow R, class... P>
    requires FlowsTo<R::view.labels, A>
  std::int64_t count(store::Sql where, const P&... params) const {
    std::int64_t n = 0;
    visit_.connection.each(
        journal::compose_count(journal::view_table<R>(), where), [&](const store::Row& row) { n = row.i64(0); }, params...);
    return n;
  }

  /// A stream folded from its events.
  template <journal::Aggregate G>
  journal::Loaded<G> load(std::string_view id) const {
    static_assert(FlowsTo<labels_of<G>(), A>, "this audience may not read that stream");
    visit_.opened.insert(std::string(id));
    visit_.labels |= labels_of<G>();
    return journal::load<G>(visit_.world, visit_.connection, id);
  }

  /// The events of a stream, oldest first: who wrote what, and when.
  template <journal::Aggregate G>
  std::vector<journal::Stored> events_of(std::string_view id) const {
    static_assert(FlowsTo<labels_of<G>(), A>, "this audience may not read that stream");
    visit_.opened.insert(std::string(id));
    visit_.labels |= labels_of<G>();
    return visit_.world.journal.read(visit_.connection, journal::stream_of<G>(id));
  }

  /// What happened to a person, newest first. What the audience may not see is left out.
  std::vector<journal::Stored> happened_to(const std::string& person, int limit,
                                           std::optional<std::pair<Instant, std::int64_t>> before = {}) const {
    auto events = visit_.world.journal.about(visit_.connection, person, limit, before);
    std::erase_if(events, [](const journal::Stored& e) { return (e.envelope.labels & ~A) != 0; });
    visit_.opened.insert(person);
    for (const auto& e : events) visit_.labels |= e.envelope.labels;
    return events;
  }
  const journal::Catalogue& catalogue() const { return visit_.world.catalogue; }

  /// What a labelled value holds, for the model of a page of this audience.
  template <class T, Labels L>
    requires FlowsTo<L, A>
  const T& show(const Seen<T, L>& seen) const {
    return seen.value_;
  }

  /// Who opened this record.
  std::vector<Reading> readings_of(std::string_view subject, int limit) const {
    return access::readings_of(visit_.connection, subject, limit);
  }

  /// Entries of the log of reads, and how many there are. To look into the log is to read about its subject, and is logged itself.
  std::vector<Reading> find_readings(const ReadingsAsked& asked, int limit, int skip = 0) const {
    auto found = access::find_readings(visit_.connection, asked, A, limit, skip);
    for (const auto& reading : found) {
      visit_.opened.insert(reading.subject.empty() ? reading.viewer : reading.subject);
      visit_.labels |= reading.labels;
    }
    return found;
  }
  std::int64_t count_readings(const ReadingsAsked& asked) const { return access::count_readings(visit_.connection, asked, A); }

  /// When an account signed in last, before now.
  std::optional<Instant> last_signed_in(std::string_view account) const {
    return access::last_signed_in(visit_.connection, account, visit_.now);
  }
  /// The token of an invitation that was made at a moment. Only for the page that hands it over.
  std::string invitation(const AccountRow& account, Instant made) const { return access::invitation(visit_.world.vault, account, made); }

  /// May the viewer do that to this record (or, without one, at all)? For showing a button or a link; the route asks again.
  bool may(Permission permission, const std::string& subject = {}) const {
    if (subject.empty()) return decide(visit_.policy, visit_.viewer, permission, false, {}).allowed;
    const std::string subjects[] = {subject};
    return decide(visit_.policy, visit_.viewer, permission, true, held_by(visit_.connection, visit_.viewer, subjects, visit_.now)).allowed;
  }

 private:
  template <Labels B, class F>
  friend auto with_reader(Visit& visit, F&& f);
  explicit Reader(Visit& visit) : visit_(visit) {}

  template <class G>
  static constexpr Labels labels_of() {
    Labels all = 0;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename G::Event>>(
        [&](auto identity) { all |= decltype(identity)::type::type.labels; });
    return all;
  }

  template <class R>
  void remember(const R& row) const {
    if constexpr (journal::HasBody<R>) {
      visit_.opened.insert(row.subject);
      visit_.labels |= R::view.labels;
    }
  }

  Visit& visit_;
};

/// The only way to a Reader. Precondition: the decision allowed it; anything else is a mistake in the program and stops the request.
template <Labels A, class F>
auto with_reader(Visit& visit, F&& f) {
  if (!visit.decision.allowed) throw std::logic_error("a page was about to be read without a right to it");
  const Reader<A> reader(visit);
  return std::forward<F>(f)(reader);
}

}  // namespace hearth::access
