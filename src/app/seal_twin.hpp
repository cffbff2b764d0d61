// One of two worlds that differ only in what is sealed.
#pragma once

#include "app/partnership.hpp"
#include "practice/site.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hearth::app {

/// Randomness that depends on the question alone and on whether the reader's or the writer's thread draws it: in one shared stream, what
/// the hub does would shift what others get, and twins would differ by that.
class QuestionRandom final : public Random {
 public:
  void begin(std::uint64_t question);
  void fill(std::span<unsigned char> out) override;

 private:
  std::mutex mutex_;
  std::uint64_t question_ = 0;
  std::map<std::thread::id, int> threads_;
  std::map<int, SeededRandom> streams_;
};

/// Whether the labels of an event make it sealed.
bool is_sealed(Labels labels);

struct Seals {
  std::int64_t events = 0, sealed_events = 0, values = 0;
  std::vector<std::string> streams;   ///< "hub_enquiry/01…", those that are sealed.
  std::vector<std::string> subjects;  ///< Whose keys seal them: the children.
};

class Twin {
 public:
  /// `keys_of`: the other twin, whose keys this one takes; null for the first. `marker` stands in each text that is put in.
  Twin(const std::filesystem::path& folder, const std::string& database, const Twin* keys_of, std::string marker);
  ~Twin();

  /// Records the journal of `source` again, with other sealed bodies.
  Seals record(const journal::World& source, std::uint64_t seed, const journal::Progress& progress);
  /// Who asks: accounts of its own besides those that the journal has. `outside` holds every role that sees nothing sealed and works with
  /// every child concerned; `unrelated` holds the roles of the inside and does not belong; `inside` belongs.
  struct People {
    std::string outside, unrelated, inside;
  };
  People add_people(const Seals& seals);

  /// What the site answers: status, headers and bytes.
  std::string ask(std::uint64_t question, const std::string& account, web::Method method, const std::string& target, bool api);

  const journal::World& world() const { return partnership_->world; }
  const access::Policy& policy() const { return partnership_->policy; }
  practice::Kit& kit() { return partnership_->registered.kit; }
  const std::filesystem::path& folder() const { return folder_; }
  /// Once all routes are as they are to be.
  void open_site();

 private:
  void drain();

  std::filesystem::path folder_;
  std::string marker_;
  HandClock clock_{Instant{}};
  QuestionRandom random_;
  std::unique_ptr<Partnership> partnership_;
  std::unique_ptr<practice::Site> site_;
};

}  // namespace hearth::app
