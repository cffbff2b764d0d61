// How many new contacts a second, through the API: signed in, decided, sealed, journalled, folded and synced to disk; and beside it, in the
// same run, how many rows of the same number of bytes bare SQLite takes from as many clients in group commits.
//
//   build/release/bench_contacts [FOLDER] [SECONDS] [CLIENTS]      FOLDER on the disk that is to be measured
//
// With CLIENTS, Hearth alone and with so many: for a profiler.

#include "load.hpp"

#include <sqlite3.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace hearth::bench {
namespace {

constexpr std::string_view contact =
    R"({"method":"telephone","source":"2A","caller_name":"Ms Hart","caller_reach":"01632 960123",)"
    R"("worry":"Came to school without breakfast again and fell asleep in class. The same jumper all week, and nobody at home when we rang.",)"
    R"("family_informed":true,"children":[{"given_name":"Lee","family_name":"Okafor","born":"2016-03-27","address":"12 Mill Lane, Aldersby"}]})";

double ours(app::Partnership& partnership, int clients, double seconds) {
  Served served(partnership);
  const auto token = token_for(partnership, account_named(partnership, "Jo Brennan"));
  std::atomic<std::int64_t> done{0}, failed{0};
  std::atomic<bool> stop{false};
  std::vector<std::jthread> threads;
  const auto start = Timer::now();
  for (int i = 0; i < clients; ++i)
    threads.emplace_back([&] {
      auto client = web::Client::connect({.port = served.port()});
      const std::vector<web::Header> headers{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
      while (!stop) {
        auto reply = client->send(web::Method::post, "/api/v1/contacts/new", headers, contact);
        if (reply && reply->status == 201)
          ++done;
        else
          ++failed;
      }
    });
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  threads.clear();
  const auto elapsed = std::chrono::duration<double>(Timer::now() - start).count();
  if (failed > 0) std::fprintf(stderr, "%lld requests failed\n", static_cast<long long>(failed));
  return double(done) / elapsed;
}

/// A writer thread that commits what waits together, and nothing else.
double bare(const std::string& folder, int clients, double seconds, std::size_t bytes) {
  const auto path = folder + "/bare.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(db, "pragma journal_mode=wal; pragma synchronous=full; create table t (id integer primary key, body blob)", nullptr, nullptr,
               nullptr);
  sqlite3_stmt *insert = nullptr, *begin = nullptr, *commit = nullptr;
  sqlite3_prepare_v2(db, "insert into t (body) values (?)", -1, &insert, nullptr);
  sqlite3_prepare_v2(db, "begin immediate", -1, &begin, nullptr);
  sqlite3_prepare_v2(db, "commit", -1, &commit, nullptr);
  auto run = [](sqlite3_stmt* s) {
    sqlite3_step(s);
    sqlite3_reset(s);
  };

  struct Waiting {
    std::mutex mutex;
    std::condition_variable ready;
    bool done = false;
  };
  std::mutex mutex;
  std::condition_variable work;
  std::deque<Waiting*> queue;
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> rows{0};
  const std::string body(bytes, 'x');
  std::jthread writer([&] {
    while (!stop) {
      std::deque<Waiting*> group;
      {
        std::unique_lock lock(mutex);
        work.wait_for(lock, std::chrono::milliseconds(50), [&] { return !queue.empty(); });
        group.swap(queue);
      }
      if (group.empty()) continue;
      run(begin);
      for (std::size_t i = 0; i < group.size(); ++i) {
        sqlite3_bind_blob(insert, 1, body.data(), int(body.size()), SQLITE_STATIC);
        run(insert);
      }
      run(commit);
      rows += std::int64_t(group.size());
      for (auto* waiting : group) {
        std::scoped_lock lock(waiting->mutex);
        waiting->done = true;
        waiting->ready.notify_one();
      }
    }
  });
  const auto start = Timer::now();
  std::vector<std::jthread> threads;
  for (int i = 0; i < clients; ++i)
    threads.emplace_back([&] {
      while (!stop) {
        Waiting waiting;
        {
          std::scoped_lock lock(mutex);
          queue.push_back(&waiting);
        }
        work.notify_one();
        std::unique_lock lock(waiting.mutex);
        while (!waiting.done && !stop) waiting.ready.wait_for(lock, std::chrono::milliseconds(50));
        if (!waiting.done) std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the last group still knows of it
      }
    });
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  threads.clear();
  writer.join();
  const auto rate = double(rows) / std::chrono::duration<double>(Timer::now() - start).count();
  for (auto* s : {insert, begin, commit}) sqlite3_finalize(s);
  sqlite3_close(db);
  return rate;
}

std::int64_t used_bytes(app::Partnership& partnership) {
  std::int64_t pages = 0, size = 0;
  auto snapshot = partnership.world.database.read();
  snapshot->connection().each("select page_count from pragma_page_count", [&](const store::Row& row) { pages = row.i64(0); });
  snapshot->connection().each("select page_size from pragma_page_size", [&](const store::Row& row) { size = row.i64(0); });
  return pages * size;
}

std::int64_t contacts(app::Partnership& partnership) {
  std::int64_t n = 0;
  partnership.world.database.read()->connection().each("select count(*) from v_contact", [&](const store::Row& row) { n = row.i64(0); });
  return n;
}

}  // namespace
}  // namespace hearth::bench

int main(int argc, char** argv) {
  using namespace hearth::bench;
  const std::string folder = argc > 1 ? argv[1] : "bench-data";
  const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
  std::filesystem::create_directories(folder);
  auto partnership = demonstration(folder + "/contacts", 200);
  if (argc > 3) {
    std::printf("%.0f contacts/s\n", ours(*partnership, std::atoi(argv[3]), seconds));
    return 0;
  }
  std::printf("| clients | Hearth, contacts/s | bare SQLite, rows/s | ratio | bytes each |\n| --- | --- | --- | --- | --- |\n");
  for (int clients : {1, 8, 32, 64}) {
    const auto bytes_before = used_bytes(*partnership), contacts_before = contacts(*partnership);
    const auto rate = ours(*partnership, clients, seconds);
    const auto made = std::max<std::int64_t>(1, contacts(*partnership) - contacts_before);
    const auto bytes = (used_bytes(*partnership) - bytes_before) / made;
    const auto floor = bare(folder, clients, seconds, std::size_t(bytes));
    std::printf("| %d | %.0f | %.0f | %.2f | %lld |\n", clients, rate, floor, rate / floor, static_cast<long long>(bytes));
    std::fflush(stdout);
  }
}
