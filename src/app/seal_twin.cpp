#include "app/seal_twin.hpp"

#include "access/people.hpp"
#include "base/json.hpp"
#include "journal/fold.hpp"
#include "journal/unit.hpp"

#include <future>
#include <set>

namespace hearth::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t batch = 2048;

bool clears(const access::Policy& policy, const std::string& role) {
  return std::ranges::any_of(
      policy.rules(), [&](const access::Rule& rule) { return rule.role == role && (access::clearance(rule.permission) & kHub) != 0; });
}

/// Puts other values in the place of those that a schema describes. Ids stay: which records there are is no part of what differs.
class Varying {
 public:
  Varying(std::uint64_t seed, std::string marker) : random_(seed), marker_(std::move(marker)) {}

  std::int64_t values = 0;

  void vary(boost::json::value& value, const boost::json::object& schema) {
    if (auto* object = value.if_object()) {
      const auto& properties = schema.at("properties").as_object();
      for (auto& [name, member] : *object)
        if (const auto* known = properties.if_contains(name)) vary(member, known->as_object());
    } else if (auto* array = value.if_array()) {
      for (auto& item : *array) vary(item, schema.at("items").as_object());
    } else if (auto* text = value.if_string()) {
      if (!is_id(*text)) value = other(std::string(*text), schema);
    } else if (value.is_bool()) {
      value = random_.below(2) == 1;
      ++values;
    } else if (value.is_int64()) {
      value = std::int64_t(random_.below(1000));
      ++values;
    }
  }

 private:
  boost::json::string other(const std::string& text, const boost::json::object& schema) {
    ++values;
    if (const auto* names = schema.if_contains("enum")) {
      const auto& all = names->as_array();
      return all[random_.below(all.size())].as_string();
    }
    const auto* format = schema.if_contains("format");
    if (format && format->as_string() == "date")
      return boost::json::string((Date::parse(text).value() - int(1 + random_.below(400))).iso());
    if (format) return boost::json::string((Instant::parse(text).value() - std::chrono::minutes(1 + random_.below(100'000))).rfc3339());
    // Of another length, in another bucket of the padding more often than not.
    std::string made = marker_;
    for (auto words = random_.below(120); words > 0; --words) made += " w" + std::to_string(random_.below(100'000));
    return boost::json::string(made);
  }

  SeededRandom random_;
  std::string marker_;
};

}  // namespace

void QuestionRandom::begin(std::uint64_t question) {
  std::scoped_lock lock(mutex_);
  question_ = question;
  streams_.clear();
}

void QuestionRandom::fill(std::span<unsigned char> out) {
  std::scoped_lock lock(mutex_);
  const int thread = threads_.emplace(std::this_thread::get_id(), int(threads_.size())).first->second;
  auto stream = streams_.find(thread);
  if (stream == streams_.end()) stream = streams_.emplace(thread, SeededRandom(question_ * 1009 + std::uint64_t(thread))).first;
  stream->second.fill(out);
}

bool is_sealed(Labels labels) { return (labels & access::sealed_labels) != 0; }

Twin::Twin(const fs::path& folder, const std::string& database, const Twin* keys_of, std::string marker)
    : folder_(folder), marker_(std::move(marker)) {
  fs::create_directories(folder_);
  if (keys_of)
    for (const auto& file : fs::directory_iterator(keys_of->folder_))
      if (file.is_regular_file() && !file.path().filename().string().starts_with("hearth.db"))
        fs::copy_file(file.path(), folder_ / file.path().filename());
  Options options{.data = folder_.string(), .database = database};
  options.make = true;
  options.clock = &clock_;
  options.random = &random_;
  options.readers = 3;
  auto opened = Partnership::open(options);
  if (!opened) throw std::runtime_error("a twin does not open: " + opened.error().front().sentence);
  partnership_ = std::move(*opened);
}

Twin::~Twin() = default;

Seals Twin::record(const journal::World& source, std::uint64_t seed, const journal::Progress& progress) {
  Seals seals;
  Varying varying(seed, marker_);
  std::map<std::string, journal::StreamState> streams;
  std::set<std::string> sealed_streams, subjects;
  auto snapshot = source.database.read();
  auto& from = snapshot->connection();
  std::int64_t all = 0;
  from.each("select coalesce(max(sequence), 0) from journal_event", [&](const store::Row& row) { all = row.i64(0); });
  for (std::int64_t last = 0;;) {
    std::vector<journal::Stored> events;
    source.journal.scan(
        from, last, [&](journal::Stored&& e) { events.push_back(std::move(e)); }, batch);
    if (events.empty()) break;
    std::map<std::int64_t, std::string> subject_of;
    from.each(
        "select e.sequence, k.subject from journal_event e join data_key k on k.number = e.data_key where e.sequence > $1 and e.sequence "
        "<= $2",
        [&](const store::Row& row) { subject_of[row.i64(0)] = row.text(1); }, last, events.back().envelope.sequence);
    last = events.back().envelope.sequence;
    journal::NewKeys keys(world().keys, world().random);
    world().database.write_and_wait([&](store::Connection& connection) {
      for (const auto& stored : events) {
        const auto& e = stored.envelope;
        if (!stored.body) continue;  // forgotten, or shut: nobody can read it here either
        auto body = json::parse_stored(*stored.body);
        const auto& kind = world().catalogue.kind(e.type);
        kind.bring_up(body, e.schema);
        ++seals.events;
        if (is_sealed(e.labels)) {
          varying.vary(body, kind.schema());
          ++seals.sealed_events;
          sealed_streams.insert(e.stream);
          subjects.insert(subject_of[e.sequence]);
        }
        const journal::Draft draft{
            e.type, kind.type.schema, e.labels, subject_of[e.sequence], e.about, e.happened, boost::json::serialize(body)};
        auto& at = streams[e.stream];
        const auto written = world().journal.append(connection, e.stream, at, std::span(&draft, 1), {e.actor, e.agency}, e.recorded, keys);
        at = {at.number ? at.number : written.front().sequence, written.back().version};
        clock_.set(written.back().recorded);
      }
    });
    keys.publish();
    if (progress) progress(last, all);
  }
  seals.values = varying.values;
  seals.streams.assign(sealed_streams.begin(), sealed_streams.end());
  seals.subjects.assign(subjects.begin(), subjects.end());
  clock_.advance(std::chrono::minutes(1));
  journal::rebuild(world());
  return seals;
}

Twin::People Twin::add_people(const Seals& seals) {
  People people;
  random_.begin(7);
  journal::submit_and_wait(world(), {"system", {}}, [&](journal::Unit& unit) {
    const auto agency = unit.new_id();
    auto made = unit.begin<access::Agency>(agency);
    unit.append(made, {access::AgencyAdded{"An agency that asks", access::AgencyKind::other}});
    const auto account = [&](const char* name, const auto& wanted) {
      const auto id = unit.new_id();
      std::vector<access::Account::Event> events{access::AccountOpened{name, std::string(name) + "@proof.invalid", agency}};
      for (const auto& role : policy().roles())
        if (wanted(role.name)) events.push_back(access::RoleGiven{role.name});
      auto opened = unit.begin<access::Account>(id);
      unit.append(opened, events);
      return id;
    };
    people.outside = account("Outside", [&](const std::string& role) { return !clears(policy(), role); });
    people.unrelated = account("Unrelated", [](const std::string&) { return true; });
    people.inside = account("Inside", [](const std::string&) { return true; });
    const auto relate = [&](const std::string& record, const std::string& person, access::RelationKind kind) {
      auto relations = unit.load<access::Relations>(record);
      unit.append(relations, access::begin(relations.state, {unit.new_id(), kind, person, {}, {}, "Asks for the proof"}));
    };
    for (const auto& child : seals.subjects) relate(child, people.outside, access::RelationKind::involved);
    std::set<std::string> inside;
    for (const auto& stream : seals.streams)
      for (const auto& record : unit.world().journal.about_of(unit.connection(), stream)) inside.insert(record);
    for (const auto& record : inside) relate(record, people.inside, access::RelationKind::hub_member);
  });
  return people;
}

void Twin::open_site() {
  site_ = std::make_unique<practice::Site>(world(), policy(), kit(), web::Assets{}, practice::SiteOptions{.workers = 1});
  site_->set_door({[](store::Connection&, const web::Request& request, Instant now) -> std::optional<practice::Identity> {
                     const auto bearer = request.header("Authorization");
                     const std::string who(bearer.empty() ? request.header("X-Proof-Account") : bearer.substr(7));
                     return practice::Identity{who, bearer.empty() ? "session" : "", bearer.empty() ? "token" : "",
                                               now + std::chrono::minutes(30), !bearer.empty()};
                   },
                   [](const web::Request&, const web::Form*) { return web::Reply::redirect("/sign-in"); }});
}

/// Until everything that a question left for the writer is done.
void Twin::drain() {
  world().database.write_and_wait([](store::Connection&) {});
}

std::string Twin::ask(std::uint64_t question, const std::string& account, web::Method method, const std::string& target, bool api) {
  random_.begin(question);
  web::Request request;
  request.method = method;
  request.target = (api ? "/api/v1" : "") + target;
  auto [path, query] = web::split_target(request.target).value();
  request.path = std::move(path);
  request.query = std::move(query);
  request.secure = true;
  request.headers = {{"Host", "proof.invalid"}, {"Sec-Fetch-Site", "same-origin"}};
  if (api) {
    request.headers.emplace_back("Authorization", "Bearer " + account);
    request.headers.emplace_back("Content-Type", "application/json");
    if (method == web::Method::post) request.body = "{}";
  } else {
    request.headers.emplace_back("X-Proof-Account", account);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    if (method == web::Method::post) request.body = "csrf=token";
  }
  std::promise<web::Reply> promise;
  auto future = promise.get_future();
  site_->handle(std::make_shared<const web::Request>(std::move(request)), [&](web::Reply reply) { promise.set_value(std::move(reply)); });
  const auto reply = future.get();
  drain();
  std::string answer = std::to_string(reply.status) + "\n";
  for (const auto& [name, value] : reply.headers) answer += name + ": " + value + "\n";
  if (reply.live) {
    reply.live->close();
    return answer + "a line of events\n";
  }
  return (answer += '\n') += reply.bytes();
}

}  // namespace hearth::app
