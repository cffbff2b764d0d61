// The hub's board: how long an enquiry with 8 agencies and 500 items takes to open at the server, and how soon 200 open boards hear of a
// change, from the moment that it is sent to be saved.
//
//   build/release/bench_hub

#include "practices/hub/testing.hpp"

#include <algorithm>
#include <cstdio>

namespace hearth::hub {
namespace {

using Timer = std::chrono::steady_clock;

double milliseconds(Timer::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

double at_share(std::vector<double> all, double share) {
  std::ranges::sort(all);
  return all[std::min(all.size() - 1, std::size_t(share * double(all.size())))];
}

std::string big_enquiry(testing::HubSite& site, int items) {
  const auto enquiry = site.bring();
  for (int i = 0; i < 4; ++i) site.add_agency("Agency " + std::to_string(i), access::AgencyKind::other);
  std::vector<Enquiry::Event> events;
  for (int i = 0; i < items; ++i)
    events.push_back(ItemShared{site.new_id(), site.police, Holding::intelligence, Date::of(2026, 3, 3),
                                Seen<Sensitivity, kHub>(Sensitivity::confidential), Handling::named_people,
                                Words("Neighbours heard shouting at night and a child crying for a long time, entry " + std::to_string(i)),
                                Words("A child in the home may be at risk"), "CA89-47"});
  site.record<Enquiry>(enquiry, events);
  return enquiry;
}

void opening() {
  testing::HubSite site("sqlite");
  const auto path = "/hub/enquiries/" + big_enquiry(site, 500);
  std::vector<double> waits;
  for (int i = 0; i < 200; ++i) {
    const auto start = Timer::now();
    if (site.officer.get(path).status != 200) std::abort();
    waits.push_back(milliseconds(Timer::now() - start));
  }
  std::printf("open an enquiry of 8 agencies and 500 items: median %.1f ms, p99 %.1f ms, %zu bytes\n", at_share(waits, 0.5),
              at_share(waits, 0.99), site.officer.answer().body.size());
}

void telling() {
  testing::HubSite site("sqlite");
  const auto enquiry = site.bring();
  const auto path = "/hub/enquiries/" + enquiry;
  std::vector<std::shared_ptr<web::LiveStream>> lines;
  std::vector<std::unique_ptr<web::LiveStream::Writer>> readers;
  std::atomic<std::int64_t> woken{0};
  for (int i = 0; i < 200; ++i) {
    lines.push_back(site.nurse.get(path + "/live").reply.live);
    readers.push_back(std::make_unique<web::LiveStream::Writer>(*lines.back()));
    readers.back()->attach([&] { ++woken; });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  std::vector<double> waits;
  for (int change = 0; change < 50; ++change) {
    for (auto& reader : readers) reader->take();
    woken = 0;
    site.officer.get(path + "/talk");
    const auto start = Timer::now();
    site.officer.post(path + "/talk", {{"words", "Something new " + std::to_string(change)}});
    std::int64_t seen = 0;
    while (seen < 200) {
      const auto now = woken.load();
      for (; seen < now; ++seen) waits.push_back(milliseconds(Timer::now() - start));
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }
  std::printf("tell 200 open boards of a change: median %.1f ms, p99 %.1f ms from sending it\n", at_share(waits, 0.5),
              at_share(waits, 0.99));
}

}  // namespace
}  // namespace hearth::hub

int main() {
  hearth::hub::opening();
  hearth::hub::telling();
}
