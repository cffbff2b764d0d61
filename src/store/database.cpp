#include "store/driver.hpp"
#include "store/writer.hpp"

#include <condition_variable>
#include <future>
#include <vector>

namespace hearth::store {
namespace {

constexpr std::chrono::seconds patience{30};  // how long `read` waits for a reader before it says so

/// An open database without its writer: what a snapshot needs, and keeps alive, until it is given back.
class Readers {
 public:
  Readers(const std::string& url, const Options& options) : limit_(std::max(1, options.readers)), driver_(open_driver(url, options)) {}

  /// Takes the reader that was used last, whose cache is warm; opens a further one while there are fewer than the limit.
  std::unique_ptr<Link> take() {
    std::unique_lock lock(mutex_);
    if (!given_back_.wait_for(lock, patience, [&] { return !idle_.empty() || opened_ < limit_; }))
      throw Fault(Fault::Kind::busy, "All readers of the database are busy. Try again in a minute.");
    if (!idle_.empty()) {
      auto link = std::move(idle_.back());
      idle_.pop_back();
      return link;
    }
    ++opened_;
    lock.unlock();
    try {
      return driver_->open_reader();
    } catch (...) {
      lost();
      throw;
    }
  }

  void give_back(std::unique_ptr<Link> link) {
    {
      std::lock_guard lock(mutex_);
      idle_.push_back(std::move(link));
    }
    given_back_.notify_one();
  }

  void close_idle() {
    std::lock_guard lock(mutex_);
    opened_ -= int(idle_.size());
    idle_.clear();
  }

  void lost() {
    {
      std::lock_guard lock(mutex_);
      --opened_;
    }
    given_back_.notify_one();
  }

  Driver& driver() { return *driver_; }
  const Health& health() const { return health_; }

 private:
  std::unique_ptr<Driver> open_driver(const std::string& url, const Options& options) {
    if (url.starts_with("sqlite:")) return sqlite_driver(url.substr(7), options, health_);
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return postgres_driver(url, health_);
    throw Fault(Fault::Kind::misuse, "The database must be given as sqlite:FILE or postgresql://HOST/NAME.");
  }

  const int limit_;
  Health health_;
  std::unique_ptr<Driver> driver_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<Link>> idle_;
  int opened_ = 0;
};

class OpenSnapshot final : public Snapshot {
 public:
  explicit OpenSnapshot(std::shared_ptr<Readers> readers) : readers_(std::move(readers)), link_(readers_->take()) {
    try {
      link_->begin_read();
    } catch (...) {
      link_.reset();
      readers_->lost();
      throw;
    }
  }
  ~OpenSnapshot() override {
    link_->end_read();
    readers_->give_back(std::move(link_));
  }
  Connection& connection() override { return *link_; }
  Link& link() { return *link_; }

 private:
  std::shared_ptr<Readers> readers_;
  std::unique_ptr<Link> link_;
};

class OpenDatabase final : public Database {
 public:
  OpenDatabase(const std::string& url, const Options& options)
      : readers_(std::make_shared<Readers>(url, options)), writer_(readers_->driver().open_writer(), options, readers_->health()) {}

  ~OpenDatabase() override { readers_->close_idle(); }  // the writer closes last, behind everybody

  void migrate(std::span<const Migration> migrations) override {
    run_migrations(migrations, is_sqlite(), [this](const Job& job) { writer_.alone(job); });
  }
  std::unique_ptr<Snapshot> read() override { return std::make_unique<OpenSnapshot>(readers_); }
  void write(Job job, Done done) override { writer_.accept(std::move(job), std::move(done)); }
  void before_commit(Job hook) override { writer_.before_commit(std::move(hook)); }
  void backup_to(const std::string& path) override {
    OpenSnapshot snapshot(readers_);
    readers_->driver().backup(snapshot.link(), path);
  }
  bool is_sqlite() const override { return readers_->driver().is_sqlite(); }
  bool healthy() const override { return readers_->health().good(); }

 private:
  std::shared_ptr<Readers> readers_;
  Writer writer_;
};

}  // namespace

void Database::write_and_wait(const Job& job) {
  // Shared, because the writer may still be inside set_value when the waiting thread is already on its way out of here.
  auto finished = std::make_shared<std::promise<void>>();
  auto saved = finished->get_future();
  write(job, [finished](const std::exception_ptr& outcome) { outcome ? finished->set_exception(outcome) : finished->set_value(); });
  saved.get();
}

std::unique_ptr<Database> open(const std::string& url, const Options& options) { return std::make_unique<OpenDatabase>(url, options); }

}  // namespace hearth::store
