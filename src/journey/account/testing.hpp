// For tests of signing in and of one's own account: a site with its real door, people with passwords and phones.
#pragma once

#include "html/elements.hpp"
#include "journey/account/sign_in.hpp"
#include "practice/testing.hpp"

#include <liboath/oath.h>

#include <atomic>
#include <memory>

namespace hearth::journey::account::testing {

/// A form of some practice, to be interrupted.
struct KeepNote {
  static constexpr Asks asks[] = {{"words", "Write what happened"}};
  std::string words;
  BOOST_DESCRIBE_CLASS(KeepNote, (), (words), (), ())
};
struct NoModel {
  std::string viewer;
  BOOST_DESCRIBE_CLASS(NoModel, (), (viewer), (), ())
};
using Staff = access::Reader<access::audience::staff>;
using StaffPage = practice::Page<access::audience::staff>;

inline std::optional<NoModel> read_nothing(const Staff& reader, const practice::Asked&) { return NoModel{reader.viewer().name}; }
inline StaffPage draw_home(const practice::Drawing&, const NoModel& model) {
  return {"Work of " + model.viewer, h::h1("Work of " + model.viewer)};
}
inline StaffPage draw_note(const practice::Drawing&, practice::Fields& fields, const NoModel&) {
  return {"A note", fields.form(fields.words("words", "What happened?"), "Save")};
}
inline Result<practice::Done> keep_note(journal::Unit&, const KeepNote& note) {
  if (note.words.empty()) return refuse("words", "Write what happened");
  return practice::Done{"/home", note.words};
}
inline Result<practice::Done> press(journal::Unit&, const NoModel&) { return practice::Done{"/home", {}}; }

inline void register_some(practice::Kit& kit) {
  kit.begin("some");
  kit.page("/home", "Work", {access::Permission::use_own_account}, read_nothing, draw_home);
  kit.form("/notes/new", "keep_note", "A note", {access::Permission::use_own_account}, read_nothing, draw_note, keep_note, "Note kept");
  kit.command("/button", "press", "A button", {access::Permission::use_own_account}, press, "Pressed");
}

/// Passwords that cost nothing, and how often one was checked or made.
struct Hashing {
  std::atomic<int> checks = 0, made = 0;
  access::Hasher hasher() {
    return {[this](std::string_view password) {
              ++made;
              return "hash of " + std::string(password);
            },
            [this](std::string_view hash, std::string_view password) {
              ++checks;
              return hash == "hash of " + std::string(password);
            },
            [](std::string_view) { return false; }};
  }
};

/// The code that an authenticator app shows.
inline std::string code_at(const std::string& secret, Instant now) {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (oath_base32_decode(secret.data(), secret.size(), &bytes, &size) != OATH_OK) throw std::runtime_error("no base 32: " + secret);
  const std::unique_ptr<char, decltype(&std::free)> owned(bytes, &std::free);
  char code[7];
  if (oath_totp_generate(bytes, size, now.micros / 1'000'000, 30, 0, 6, code) != OATH_OK) throw std::runtime_error("no code");
  return code;
}

inline const std::string good_password = "correct horse battery";
inline const std::string phone = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // RFC 6238's test secret

class AccountSite {
 public:
  explicit AccountSite(SignInOptions options = {}, bool quick = true)
      : site({register_some}), sign_in(site.site, with(std::move(options), quick)) {}

  /// Somebody with a password and, unless told otherwise, a phone.
  std::string somebody(const std::string& name, const std::string& email, bool with_phone = true) {
    const auto account = site.open_account({.roles = {"social_worker"}, .name = name, .email = email});
    std::vector<access::Account::Event> events{access::PasswordSet{"hash of " + good_password}};
    if (with_phone) events.push_back(access::SecondFactorSet{phone});
    return site.record<access::Account>(account, events);
  }
  practice::Browser browser() { return practice::Browser(site); }
  std::string code() { return code_at(phone, site.clock().now()); }
  /// All steps; the browser is then where they lead. A code is used once, so the clock moves on to the next.
  practice::Browser signed_in(const std::string& email) {
    auto who = browser();
    who.post("/sign-in", {{"email", email}, {"password", good_password}});
    who.follow();
    site.clock().advance(std::chrono::seconds(30));
    who.post("/sign-in/code", {{"code", code()}});
    return who;
  }
  std::vector<access::SignInAttempt> attempts() { return access::latest_attempts(site.test.world.database.read()->connection(), 100); }
  static std::string cookie(const practice::Browser& browser, std::string_view name) {
    const auto found = browser.cookies.find(web::cookie_name(name, browser.secure));
    return found == browser.cookies.end() ? std::string() : found->second;
  }

  /// What stands in a field of the form that the page sends to `path`; "" when there is none.
  static std::string field(const practice::Browser& browser, std::string_view path, std::string_view name) {
    const auto form = browser.form(path);
    return form ? std::string(web::Form(form->fields)[name]) : std::string();
  }

  Hashing hashing;
  practice::TestSite site;
  SignIn sign_in;

 private:
  SignInOptions with(SignInOptions options, bool quick) {
    if (quick) options.hasher = hashing.hasher();
    return options;
  }
};

}  // namespace hearth::journey::account::testing
