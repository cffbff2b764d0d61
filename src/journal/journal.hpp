// The append-only journal: nothing about a child is ever overwritten; everything that happens is an event here.
//
//   leaf = SHA-256(0x00 | salt | envelope | SHA-256(sealed body))      chain(n) = SHA-256(0x01 | chain(n-1) | leaf)
//
// The sealed body is hashed, not the open one, so the chain still verifies when a key has been destroyed. The head of the chain is
// signed in every commit.
#pragma once

#include "journal/event.hpp"
#include "journal/keys.hpp"
#include "journal/world.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hearth::journal {

/// The tables of the journal, for store::Database::migrate.
std::span<const store::Migration> migrations();

/// An event about to be appended.
struct Draft {
  std::string_view type;
  int schema = 1;
  Labels labels = kCase;
  std::string subject;              ///< Whose key seals the body.
  std::vector<std::string> about;   ///< The persons whom it concerns.
  std::optional<Instant> happened;  ///< Now, when absent.
  std::string body;                 ///< JSON
};

/// Where a stream stands. number 0: there is no such stream yet.
struct StreamState {
  std::int64_t number = 0;
  std::int64_t version = 0;
};

/// An event as stored, with its body opened as JSON text; nullopt body: its key is destroyed, or shut.
struct Stored {
  Envelope envelope;
  std::string subject;
  std::optional<std::string> body;
};

/// Where the chain ends.
struct Head {
  std::int64_t sequence = 0;
  std::string hash = std::string(32, '\0');
  Instant recorded;
};

/// What `verify` found. `fault` is empty when all fits; else a sentence that names the first event that does not.
struct Verdict {
  std::int64_t events = 0;
  std::string fault;
  std::string head_hash;  ///< In hexadecimal, to compare with one that a partner kept.
};

class Journal {
 public:
  Journal(const vault::Vault& vault, KeyRing& keys) : vault_(vault), keys_(keys) {}

  /// Signs the head inside every group of commits. Call once, after migrate.
  void attach(store::Database& database);

  StreamState state(store::Connection& connection, std::string_view stream) const;

  /// Appends to a stream that the caller found at `expected`. Runs inside a writer's job, which must call `settle` when its
  /// transaction has ended. Returns the envelopes as recorded. Throws store::Fault::constraint when somebody else was first.
  std::vector<Envelope> append(store::Connection& connection, std::string_view stream, StreamState expected, std::span<const Draft> drafts,
                               const Actor& actor, Instant now, NewKeys& keys);

  /// Puts the cached head back to what it was before a job that failed, or forgets it when a commit failed.
  Head mark(store::Connection& connection) {
    load_head(connection);
    return head_;
  }
  void rewind(const Head& to) { head_ = to; }
  void forget() { loaded_ = false; }

  /// The persons whom a stream is about, as its latest event says; none when there is no such stream.
  std::vector<std::string> about_of(store::Connection& connection, std::string_view stream) const;

  /// The events of a stream, oldest first, opened; recorded up to `until`.
  std::vector<Stored> read(store::Connection& connection, std::string_view stream, std::optional<Instant> until = {}) const;
  /// Events about a person, newest first by when they happened; at most `limit`, from before (happened, sequence) if given.
  std::vector<Stored> about(store::Connection& connection, std::string_view person, int limit,
                            std::optional<std::pair<Instant, std::int64_t>> before = {}) const;
  /// Adds `person` to the index of all events that a stream already has (a contact that is linked to a child later).
  void index_about(store::Connection& connection, std::string_view stream, std::string_view person) const;

  /// Calls `each` for all events in order, from `sequence` + 1.
  void scan(store::Connection& connection, std::int64_t sequence, const std::function<void(Stored&&)>& each, std::int64_t limit = -1) const;

  /// Checks the whole chain, the versions of every stream and the signed head.
  Verdict verify(store::Connection& connection, const std::function<void(std::int64_t)>& progress = {}) const;

  static constexpr std::size_t max_body = 4'000'000;

 private:
  void load_head(store::Connection& connection);

  const vault::Vault& vault_;
  KeyRing& keys_;
  Head head_;             // the writer's thread alone
  bool loaded_ = false;   // false: read it from the database before the next append
  bool changed_ = false;  // since the last signature
};

std::string hex(std::string_view bytes);

}  // namespace hearth::journal
