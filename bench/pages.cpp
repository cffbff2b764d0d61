// The child's page while 50 people read and write, over HTTP, each with half a second between requests on average: the wait for a page
// from the first byte sent to the last received. Then the same with a hundred times the children, and as fast as they can.
//
//   build/release/bench_pages [FOLDER] [CHILDREN] [SECONDS]

#include "load.hpp"

#include "journey/referral/views.hpp"

#include <atomic>
#include <mutex>
#include <random>

namespace hearth::bench {
namespace {

struct Measured {
  Waits child, work, note;
  double rate = 0;
};

std::vector<std::pair<std::string, std::string>> children_of(app::Partnership& partnership, int most) {
  std::vector<std::pair<std::string, std::string>> pairs;  // child, token of the allocated worker
  std::map<std::string, std::string> tokens;
  auto snapshot = partnership.world.database.read();
  for (const auto& row : journal::select_rows<access::RelationRow>(snapshot->connection(), partnership.world.keys,
                                                                   "kind = 'allocated_worker' and until is null limit $1", most)) {
    auto& token = tokens[*row.person];
    if (token.empty()) token = token_for(partnership, *row.person);
    pairs.emplace_back(row.subject, token);
  }
  return pairs;
}

Measured run(app::Partnership& partnership, int users, double seconds, std::chrono::milliseconds pause) {
  Served served(partnership);
  const auto children = children_of(partnership, 2000);
  Measured measured;
  std::mutex mutex;
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> requests{0}, failed{0};
  std::vector<std::jthread> threads;
  const auto today = Instant::now().date().iso();
  for (int user = 0; user < users; ++user)
    threads.emplace_back([&, user] {
      std::mt19937 random{unsigned(user)};
      auto client = web::Client::connect({.port = served.port()});
      Waits child, work, note;
      // People do not arrive all at once.
      if (pause.count() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(random() % pause.count()));
      while (!stop) {
        const auto& [id, token] = children[random() % children.size()];
        const std::vector<web::Header> headers{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
        const auto kind = random() % 10;
        const auto start = Timer::now();
        auto reply = kind < 6   ? client->get("/api/v1/children/" + id, headers)
                     : kind < 8 ? client->get("/api/v1/my-work", headers)
                                : client->send(web::Method::post, "/api/v1/children/" + id + "/notes/new", headers,
                                               R"({"kind":"visit","on":")" + today +
                                                   R"(","words":"Visited at home.","child_seen":true,"child_seen_alone":false})");
        const auto wait = std::chrono::duration<double, std::milli>(Timer::now() - start).count();
        if (!reply || reply->status >= 400) ++failed;
        ++requests;
        (kind < 6 ? child : kind < 8 ? work : note).all.push_back(wait);
        if (pause.count() > 0) std::this_thread::sleep_for(pause / 2 + std::chrono::milliseconds(random() % pause.count()));
      }
      std::scoped_lock lock(mutex);
      for (auto [from, to] : {std::pair{&child, &measured.child}, {&work, &measured.work}, {&note, &measured.note}})
        to->all.insert(to->all.end(), from->all.begin(), from->all.end());
    });
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  threads.clear();
  measured.rate = double(requests) / seconds;
  if (failed > 0) std::fprintf(stderr, "%lld requests failed\n", static_cast<long long>(failed));
  return measured;
}

void print(const char* what, int children, Measured m) {
  std::printf("| %s | %d | %.0f | %.2f / %.2f | %.2f / %.2f | %.2f / %.2f |\n", what, children, m.rate, m.child.at(0.5), m.child.at(0.99),
              m.work.at(0.5), m.work.at(0.99), m.note.at(0.5), m.note.at(0.99));
  std::fflush(stdout);
}

}  // namespace
}  // namespace hearth::bench

int main(int argc, char** argv) {
  using namespace hearth::bench;
  const std::string folder = argc > 1 ? argv[1] : "bench-data";
  const int children = argc > 2 ? std::atoi(argv[2]) : 400;
  const double seconds = argc > 3 ? std::atof(argv[3]) : 10;
  std::filesystem::create_directories(folder);
  std::printf(
      "| load | children | requests/s | child's page, median / p99 ms | my work | new note |\n| --- | --- | --- | --- | --- | --- |\n");
  for (int n : {children, children * 100}) {
    auto partnership = demonstration(folder + "/pages-" + std::to_string(n), n);
    run(*partnership, 50, 2, std::chrono::milliseconds(100));  // warm
    print("50 users, two requests a second each", n, run(*partnership, 50, seconds, std::chrono::milliseconds(500)));
    print("50 users without a pause", n, run(*partnership, 50, seconds, std::chrono::milliseconds(0)));
  }
}
