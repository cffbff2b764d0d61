#include "app/seal_proof.hpp"

#include "access/people.hpp"
#include "app/seal_twin.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <fstream>
#include <set>
#include <sstream>

namespace hearth::app {
namespace {

namespace fs = std::filesystem;
using practice::Route;

constexpr std::string_view marker_a = "zqvxsealedtwinAk", marker_b = "zqvxsealedtwinBj";
constexpr std::string_view no_such_id = "01jr2n8w3xc3v8amvdrcts3b93";
constexpr std::size_t most_told = 20;

struct ScratchFolder {
  explicit ScratchFolder(const std::string& in) {
    auto pattern = ((in.empty() ? fs::temp_directory_path() : fs::path(in)) / "hearth-seal-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::system_error(errno, std::generic_category(), pattern);
    path = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path path;
};

/// What is asked of each route: an address, made with an id that it may be about.
struct Question {
  const Route* route;
  std::string target;
};

/// The ids of each kind of record that are worth asking for: those about the children concerned first, those that are sealed, and one
/// that is nobody's.
class Ids {
 public:
  Ids(Twin& twin, const Seals& seals, int most) : most_(std::size_t(most)) {
    auto snapshot = twin.world().database.read();
    auto& connection = snapshot->connection();
    for (const auto& stream : seals.streams) add(stream);
    for (const auto& child : seals.subjects)
      connection.each(
          "select distinct s.name from journal_about a join journal_event e on e.sequence = a.sequence join journal_stream s on s.number = "
          "e.stream where a.person = $1 order by s.name",
          [&](const store::Row& row) { add(std::string(row.text(0))); }, child);
    connection.each("select name from journal_stream order by number limit 20000",
                    [&](const store::Row& row) { add(std::string(row.text(0))); });
  }
  std::vector<std::string> of(std::string_view kind) const {
    auto found = by_kind_.find(kind);
    std::vector<std::string> ids = found == by_kind_.end() ? std::vector<std::string>{} : found->second;
    ids.emplace_back(no_such_id);
    return ids;
  }

 private:
  void add(const std::string& stream) {
    const auto slash = stream.find('/');
    auto& ids = by_kind_[stream.substr(0, slash)];
    const auto id = stream.substr(slash + 1);
    if (ids.size() < most_ && is_id(id) && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  std::size_t most_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_kind_;
};

std::string filled(std::string pattern, std::string_view hole, const std::string& id) {
  const auto name = '{' + std::string(hole) + '}';
  if (const auto at = pattern.find(name); !hole.empty() && at != pattern.npos) pattern.replace(at, name.size(), id);
  for (auto at = pattern.find('{'); at != pattern.npos; at = pattern.find('{'))
    pattern.replace(at, pattern.find('}') - at + 1, hole.empty() ? id : std::string(no_such_id));
  return pattern;
}

std::vector<Question> questions_of(const practice::Kit& kit, const Ids& ids, const std::string& only) {
  std::vector<Question> questions;
  for (const auto& route : kit.routes()) {
    if (!route.pattern.starts_with(only)) continue;
    if (route.pattern.find('{') == route.pattern.npos) {
      questions.push_back({&route, route.pattern});
      // A list's other sides, and a search for what is sealed in one of the worlds.
      questions.push_back({&route, route.pattern + "?show=decided"});
      questions.push_back({&route, route.pattern + "?q=" + std::string(marker_a)});
      continue;
    }
    for (const auto& id : ids.of(route.guard.record.empty() ? "account" : route.guard.stream))
      questions.push_back({&route, filled(route.pattern, route.guard.record, id)});
  }
  return questions;
}

/// People outside: the proof's own, and those of the partnership who work with most records. Whoever belongs to a hub, or was named in a
/// release, is none.
std::vector<std::string> viewers_of(Twin& twin, const Twin::People& people, const Seals& seals, int most) {
  std::set<std::string> sealed;
  for (const auto& stream : seals.streams) sealed.insert(stream.substr(stream.find('/') + 1));
  std::set<std::string> inside{people.inside};
  std::vector<std::string> viewers{people.outside, people.unrelated};
  auto snapshot = twin.world().database.read();
  auto& connection = snapshot->connection();
  connection.each("select person, subject, kind from v_relation where person is not null", [&](const store::Row& row) {
    if (row.text(2) == "hub_member" || sealed.contains(std::string(row.text(1)))) inside.emplace(row.text(0));
  });
  connection.each(
      "select a.account from v_account a where a.closed = 0 order by (select count(*) from v_relation r where r.person = a.account) desc, "
      "a.account",
      [&](const store::Row& row) {
        std::string account(row.text(0));
        const bool known = inside.contains(account) || std::ranges::find(viewers, account) != viewers.end();
        if (int(viewers.size()) < most && !known) viewers.push_back(std::move(account));
      });
  return viewers;
}

std::string difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const auto piece = [&](const std::string& s) {
    auto text = s.substr(at < 30 ? 0 : at - 30, 70);
    std::ranges::replace(text, '\n', ' ');
    return text;
  };
  return fmt::format("byte {}: «{}» and «{}»", at, piece(a), piece(b));
}

std::vector<std::string> forms_of(std::string marker) {
  std::string upper = marker, wide;
  for (char& c : upper) c = char(std::toupper(static_cast<unsigned char>(c)));
  for (char c : marker) (wide += c) += '\0';
  return {marker, upper, wide, std::string(marker.rbegin(), marker.rend()), journal::hex(marker), marker.substr(0, 10)};
}

void search_files(const fs::path& folder, Proof& proof) {
  std::vector<std::string> forms = forms_of(std::string(marker_a));
  for (auto& form : forms_of(std::string(marker_b))) forms.push_back(std::move(form));
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    ++proof.files;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto content = bytes.str();
    for (const auto& form : forms)
      if (content.find(form) != content.npos) {
        proof.leaks.push_back("The file " + entry.path().filename().string() + " holds sealed words in the clear");
        break;
      }
  }
}

/// Two worlds, asked the same in the same order.
class Pair {
 public:
  Pair(Twin& a, Twin& b, Proof& proof) : a_(a), b_(b), proof_(proof) {}

  void ask_outside(const std::vector<std::string>& viewers, const std::vector<Question>& questions, std::set<std::string>& answered) {
    for (const auto& viewer : viewers)
      for (const auto& q : questions) {
        const auto& route = *q.route;
        if (route.draw || route.kind == Route::Kind::live) ask(viewer, q, web::Method::get, false, answered);
        if (route.json && route.api) ask(viewer, q, web::Method::get, true, answered);
        if (route.from_form) ask(viewer, q, web::Method::post, false, answered);
        if (route.from_json && route.api) ask(viewer, q, web::Method::post, true, answered);
      }
  }

  /// What a member sees must differ, or the worlds are the same and the proof is empty.
  void ask_inside(const std::string& inside, const std::vector<Question>& questions) {
    for (const auto& q : questions) {
      if (!is_sealed(q.route->audience) || q.route->kind != Route::Kind::page) continue;
      const auto a = a_.ask(++number_, inside, web::Method::get, q.target, false);
      const auto b = b_.ask(number_, inside, web::Method::get, q.target, false);
      if (!a.starts_with("200") || q.target.find('{') != q.target.npos || q.route->guard.record.empty()) continue;
      // A page that shows nothing sealed (who has read an enquiry) is the same in both, as it should be.
      const bool in_a = a.find(marker_a) != a.npos, in_b = b.find(marker_b) != b.npos;
      if (!in_a && !in_b) continue;
      ++proof_.inside;
      if (a != b && in_a && in_b) ++proof_.inside_differs;
    }
  }

 private:
  void ask(const std::string& viewer, const Question& q, web::Method method, bool api, std::set<std::string>& answered) {
    ++proof_.asked;
    const auto a = a_.ask(++number_, viewer, method, q.target, api);
    const auto b = b_.ask(number_, viewer, method, q.target, api);
    if (a.starts_with("2")) {
      ++proof_.answered;
      answered.insert(q.route->pattern);
    }
    if (a == b && a.find(marker_a) == a.npos) return;
    if (a == b && q.target.find(marker_a) != q.target.npos) return;  // the search says what was asked for
    if (proof_.leaks.size() < most_told)
      proof_.leaks.push_back(fmt::format("{} {}{} tells them apart: {}", std::string(web::to_string(method)), api ? "/api/v1" : "",
                                         q.route->pattern, difference(a, b)));
  }

  Twin& a_;
  Twin& b_;
  Proof& proof_;
  std::uint64_t number_ = 1000;
};

void check_empty(Proof& proof, const practice::Kit& kit, const std::set<std::string>& answered, const std::string& only) {
  std::int64_t open = 0;
  for (const auto& route : kit.routes()) {
    if (!route.draw || is_sealed(route.audience) || !route.pattern.starts_with(only)) continue;
    ++open;
    if (!answered.contains(route.pattern)) proof.never_answered.push_back(route.pattern);
  }
  const auto say = [&](bool wrong, const char* why) {
    if (wrong) proof.empty.emplace_back(why);
  };
  say(proof.sealed_events == 0, "There is nothing sealed here");
  say(proof.sealed_values == 0, "No sealed value was changed");
  say(proof.answered == 0, "Nobody outside was answered");
  say(std::int64_t(proof.never_answered.size()) * 2 > open, "Most pages were opened by nobody outside");
  say(only.empty() && proof.inside == 0, "No sealed page was opened from inside");
  say(proof.inside_differs * 100 < proof.inside * 95, "The twins are the same to those inside");
}

}  // namespace

Proof prove_seal(const journal::World& source, const ProofOptions& options, const journal::Progress& progress) {
  Proof proof;
  std::set<std::string> answered;
  std::unique_ptr<ScratchFolder> scratch;
  for (int pair = 0; pair < options.pairs; ++pair) {
    scratch = std::make_unique<ScratchFolder>(options.scratch);
    const auto database = options.database == "memory" ? std::string("sqlite::memory:") : options.database;
    Twin a(scratch->path / "a", database, nullptr, std::string(marker_a));
    Twin b(scratch->path / "b", database, &a, std::string(marker_b));
    const auto seed = options.seed + std::uint64_t(pair) * 2;
    const auto seals = a.record(source, seed, options.pairs == 1 ? progress : journal::Progress{});
    b.record(source, seed + 1, {});
    proof.events = seals.events;
    proof.sealed_events = seals.sealed_events;
    proof.sealed_values += seals.values;
    const auto people = a.add_people(seals);
    b.add_people(seals);
    for (auto* twin : {&a, &b}) {
      if (options.plant) options.plant(twin->kit());
      twin->open_site();
    }
    const Ids ids(a, seals, options.most_ids);
    const auto questions = questions_of(a.kit(), ids, options.only);
    const auto viewers = viewers_of(a, people, seals, options.most_viewers);
    proof.routes = std::int64_t(a.kit().routes().size());
    proof.viewers = std::int64_t(viewers.size());
    Pair both(a, b, proof);
    both.ask_inside(people.inside, questions);
    both.ask_outside(viewers, questions, answered);
    search_files(scratch->path, proof);
    if (pair + 1 == options.pairs) check_empty(proof, a.kit(), answered, options.only);
    if (progress && options.pairs > 1) progress(pair + 1, options.pairs);
  }
  return proof;
}

}  // namespace hearth::app
