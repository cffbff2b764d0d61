#include "journal/fold.hpp"

#include "base/json.hpp"
#include "journal/journal.hpp"
#include "journal/unit.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace hearth::journal {
namespace {

constexpr std::size_t batch_size = 4096;
constexpr std::size_t batches_ahead = 4;

constexpr store::Migration steps[] = {
    {"view", 1, "create table view_version (name text primary key, version bigint not null);\n"},
};

std::string replaced(std::string text, std::string_view hole, std::string_view filling) {
  for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole, at + filling.size()))
    text.replace(at, hole.size(), filling);
  return text;
}

std::string for_database(const store::Connection& connection, std::string text) {
  text = replaced(std::move(text), "{{blob}}", connection.is_sqlite() ? "blob" : "bytea");
  return replaced(std::move(text), "{{clustered}}", connection.is_sqlite() ? "without rowid" : "");
}

void execute(store::Connection& connection, const std::string& text) { connection.execute(store::Sql::composed(text), {}, nullptr); }

void make_tables(store::Connection& connection, const Catalogue& catalogue) {
  for (const auto& [name, table] : catalogue.views()) {
    execute(connection, for_database(connection, table->create));
    for (const auto& index : table->indexes) execute(connection, index);
  }
}

bool up_to_date(store::Connection& connection, const Catalogue& catalogue) {
  std::map<std::string, std::int64_t> stored;
  connection.each("select name, version from view_version", [&](const store::Row& row) { stored[std::string(row.text(0))] = row.i64(1); });
  return std::ranges::all_of(catalogue.views(), [&](const auto& view) {
    auto found = stored.find(view.first);
    return found != stored.end() && found->second == view.second->version;
  });
}

void remember_versions(store::Connection& connection, const Catalogue& catalogue) {
  connection.run("delete from view_version");
  for (const auto& [name, table] : catalogue.views())
    connection.run("insert into view_version (name, version) values ($1, $2)", name, std::int64_t(table->version));
}

// Batches of opened events, read ahead by one thread while the writer folds.
class ReadAhead {
 public:
  explicit ReadAhead(const World& world) : world_(world), thread_([this](std::stop_token stop) { run(stop); }) {}

  std::vector<Stored> next() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return !batches_.empty() || finished_; });
    if (error_) std::rethrow_exception(error_);
    if (batches_.empty()) return {};
    auto batch = std::move(batches_.front());
    batches_.pop_front();
    room_.notify_one();
    return batch;
  }

 private:
  void run(std::stop_token stop) {
    try {
      auto snapshot = world_.database.read();
      std::vector<Stored> batch;
      for (std::int64_t last = 0; !stop.stop_requested();) {
        batch.clear();
        world_.journal.scan(
            snapshot->connection(), last, [&](Stored&& e) { batch.push_back(std::move(e)); }, batch_size);
        if (batch.empty()) break;
        last = batch.back().envelope.sequence;
        std::unique_lock lock(mutex_);
        room_.wait(lock, stop, [&] { return batches_.size() < batches_ahead; });
        batches_.push_back(std::move(batch));
        ready_.notify_one();
      }
    } catch (...) {
      std::scoped_lock lock(mutex_);
      error_ = std::current_exception();
    }
    std::scoped_lock lock(mutex_);
    finished_ = true;
    ready_.notify_one();
  }

  const World& world_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable_any room_;
  std::deque<std::vector<Stored>> batches_;
  std::exception_ptr error_;
  bool finished_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace

void fold_stored(const Catalogue& catalogue, ViewWriter& views, const Stored& stored) {
  if (!stored.body) return;
  std::array<unsigned char, 4096> buffer;
  boost::json::monotonic_resource memory(buffer.data(), buffer.size());
  auto body = json::parse_stored(*stored.body, &memory);
  const auto& kind = catalogue.kind(stored.envelope.type);
  kind.bring_up(body, stored.envelope.schema);
  kind.fold_stored(views, stored.envelope, body);
}

std::int64_t rebuild(const World& world, const Progress& progress) {
  std::int64_t all = 0, done = 0;
  world.database.write_and_wait([&](store::Connection& connection) {
    connection.run("delete from view_version");  // interrupted from here on, the next start rebuilds
    for (const auto& [name, table] : world.catalogue.views()) execute(connection, table->drop);
    make_tables(connection, world.catalogue);
    connection.each("select coalesce(max(sequence), 0) from journal_event", [&](const store::Row& row) { all = row.i64(0); });
  });
  ReadAhead ahead(world);
  for (auto batch = ahead.next(); !batch.empty(); batch = ahead.next()) {
    auto keys = std::make_unique<NewKeys>(world.keys, world.random);
    world.database.write_and_wait([&](store::Connection& connection) {
      ViewWriter views(connection, *keys);
      for (const auto& stored : batch) fold_stored(world.catalogue, views, stored);
      views.flush();
    });
    keys->publish();
    done += std::int64_t(batch.size());
    if (progress) progress(done, all);
  }
  world.database.write_and_wait([&](store::Connection& connection) { remember_versions(connection, world.catalogue); });
  return done;
}

bool prepare_views(const World& world, const Progress& progress) {
  world.database.migrate(steps);
  bool fresh = false, good = false;
  world.database.write_and_wait([&](store::Connection& connection) {
    good = up_to_date(connection, world.catalogue);
    if (good) return;
    connection.each("select count(*) from journal_stream", [&](const store::Row& row) { fresh = row.i64(0) == 0; });
    if (!fresh) return;
    make_tables(connection, world.catalogue);
    remember_versions(connection, world.catalogue);
  });
  if (good || fresh) return false;
  rebuild(world, progress);
  return true;
}

std::map<std::string, std::string> digests(const World& world, store::Connection& connection) {
  std::map<std::string, std::string> all;
  for (const auto& [name, table] : world.catalogue.views()) all[name] = hex(vault::sha256(table->dump(connection, world.keys)));
  return all;
}

}  // namespace hearth::journal
