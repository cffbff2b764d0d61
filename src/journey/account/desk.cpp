#include "journey/account/desk.hpp"

#include "base/data.hpp"
#include "base/text.hpp"
#include "html/url.hpp"
#include "journey/account/unsent.hpp"
#include "web/cookie.hpp"

#include <array>

namespace hearth::journey::account {
namespace {

constexpr std::string_view who_cookie = "who";
constexpr std::string_view visit_cookie = "visit";
constexpr std::size_t visit_size = 64;  // hexadecimal digits
constexpr std::size_t longest_next = 1500;
/// A sealed form of `unsent_most` bytes, padded by an eighth and as text a third longer, with room to spare.
constexpr web::FormLimits form_limits{.value_bytes = 512 * 1024};

std::string new_visit(Random& random) {
  std::array<unsigned char, visit_size / 2> bits;
  random.fill(bits);
  return journal::hex({reinterpret_cast<const char*>(bits.data()), bits.size()});
}

bool is_visit(std::string_view text) { return text.size() == visit_size && text.find_first_not_of("0123456789abcdef") == text.npos; }

std::string fingerprint_of(const vault::Vault& vault, const char* purpose, std::string_view text) {
  return journal::hex(vault::fingerprint(vault.derive(purpose), text));
}

access::CommonPasswords common_passwords() {
  auto loaded = access::CommonPasswords::load(data_file("common_passwords.csv"));
  if (!loaded) throw std::runtime_error(loaded.error().front().sentence);
  return std::move(*loaded);
}

}  // namespace

std::string local_path(std::string_view next) {
  const auto url = html::Url::parse(next.substr(0, longest_next + 1));
  const bool ours = url && next.size() <= longest_next && next.starts_with('/') && url->is_local();
  for (std::string_view own : {"/sign-in", "/sign-out", "/invitation", "/account/renew"})
    if (next.starts_with(own)) return "/";
  return ours ? std::string(next) : "/";
}

Onward onward_of(const Call& call) { return {local_path(call.form["next"]), std::string(call.form["unsent"])}; }

Desk::Desk(practice::Site& site, SignInOptions given)
    : site(site),
      world(site.world()),
      options(std::move(given)),
      common(common_passwords()),
      passwords(site.world().random, options.hasher),
      throttle(options.throttle),
      hashing_(options.hashing_threads, options.hashing_waiting) {}

// ---- requests ---------------------------------------------------------------------------------------------------------------

web::Reply Desk::busy() const {
  return site.notice(503, "Too much at once", "The server is busy. Try again in a minute").with("Retry-After", "5");
}

void Desk::guarded(const Called& call, const std::function<void()>& work) const {
  try {
    work();
  } catch (const store::Fault& fault) {
    if (fault.kind == store::Fault::Kind::busy)
      call->done(busy());
    else
      call->done(site.notice(503, "The store has stopped",
                             "The server cannot read or write its disk, so nothing was saved. Tell whoever runs Hearth"));
  } catch (const std::exception&) {
    call->done(site.notice(
        500, "Something went wrong",
        "Something went wrong on the server and nothing was saved. Try again, and tell whoever runs Hearth if it happens twice"));
  }
}

void Desk::route(web::Method method, std::string path, std::function<void(const Called&)> handler) {
  site.open({method, std::move(path),
             [this, handler = std::move(handler)](std::shared_ptr<const web::Request> request, std::function<void(web::Reply)> done) {
               auto call = std::make_shared<Call>(Call{std::move(request), std::move(done), {}, world.clock.now()});
               auto work = [this, call, handler] {
                 guarded(call, [&] {
                   if (call->request->method == web::Method::post) {
                     auto form = web::decode_form(*call->request, form_limits);
                     if (!form) return call->done(site.notice(422, "That could not be read", form.error().front().sentence));
                     call->form = std::move(*form);
                   }
                   handler(call);
                 });
               };
               if (!site.pool().post(std::move(work))) call->done(busy());
             }});
}

void Desk::hash(const Called& call, std::function<void()> work) {
  if (!hashing_.post([this, call, work = std::move(work)] { guarded(call, work); })) call->done(busy());
}

void Desk::write(const Called& call, const journal::Actor& actor, std::function<void(journal::Unit&)> work, std::function<void()> then) {
  journal::submit(world, actor, std::move(work), [this, call, then = std::move(then)](std::exception_ptr error) {
    // Pages are drawn on the site's threads: the writer has others waiting.
    auto answer = [this, call, then, error] {
      guarded(call, [&] {
        if (error) std::rethrow_exception(error);
        then();
      });
    };
    if (!site.pool().post(std::move(answer))) call->done(busy());
  });
}

// ---- forms without a session ------------------------------------------------------------------------------------------------

FormToken Desk::form_token(const web::Request& request) const {
  FormToken token;
  const auto sent = web::read_cookie(request, visit_cookie);
  const auto visit = sent && is_visit(*sent) ? std::string(*sent) : new_visit(world.random);
  if (!sent || *sent != visit) token.cookie = web::make_cookie(visit_cookie, visit, request.secure);
  token.csrf = fingerprint_of(world.vault, "sign-in form", visit);
  token.browser = fingerprint_of(world.vault, "browser", visit);
  return token;
}

bool Desk::from_elsewhere(const web::Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  // Our pages ask browsers to send no referrer, and then they send "null" for the origin of our own forms too.
  const auto origin = request.header("Origin");
  if (origin.empty() || origin == "null") return false;
  const auto host = origin.find("://");
  return host == origin.npos || origin.substr(host + 3) != request.header("Host");
}

bool Desk::form_is_ours(const Call& call) const {
  const auto sent = web::read_cookie(*call.request, visit_cookie);
  return sent && is_visit(*sent) && !from_elsewhere(*call.request) &&
         vault::same(call.form["csrf"], fingerprint_of(world.vault, "sign-in form", *sent));
}

// ---- who is there -----------------------------------------------------------------------------------------------------------

std::optional<access::Session> Desk::session_of(store::Connection& connection, const web::Request& request, Instant now) const {
  const auto cookie = web::read_cookie(request, "session");
  if (!cookie) return std::nullopt;
  return access::find_session(connection, *cookie, options.sessions, now);
}

practice::Identity Desk::identity_of(const access::Session& session, Instant now) const {
  const auto seen = access::touch_due(session, options.sessions, now) ? now : session.seen;
  return {session.account, session.id, access::csrf_token(world.vault, session), std::min(session.until, seen + options.sessions.idle),
          false};
}

std::optional<access::AccountRow> Desk::row_of(store::Connection& connection, const std::string& account) const {
  auto row = journal::find_row<access::AccountRow>(connection, world.keys, account);
  if (!row || row->closed) return std::nullopt;
  return row;
}

Entered Desk::begin(journal::Unit& unit, const Call& call, access::AccountRow row) const {
  auto& connection = unit.connection();
  if (auto before = session_of(connection, *call.request, call.now)) access::end_session(connection, before->account, before->id, call.now);
  Entered entered{{}, std::move(row), false};
  entered.begun = access::begin_session(connection, entered.row.account, access::browser_of(call.request->header("User-Agent")),
                                        options.sessions, world.random, call.now);
  if (options.second_factor || !entered.row.body.second_factor.empty()) return entered;
  entered.begun = access::renew_session(connection, entered.begun->session, options.sessions, world.random, call.now);
  entered.complete = true;
  return entered;
}

std::string Desk::last_account(const web::Request& request) const {
  const auto cookie = web::read_cookie(request, who_cookie);
  const auto sealed = cookie ? from_base64url(*cookie) : std::nullopt;
  return sealed ? vault::open(world.vault.derive("who"), *sealed, "whose session").value_or("") : "";
}

std::string Desk::last_account_cookie(const web::Request& request, const std::string& account) const {
  const auto sealed = vault::seal(world.vault.derive("who"), account, "whose session", world.random);
  return web::make_cookie(who_cookie, base64url(sealed), request.secure);
}

void Desk::touch(const access::Session& session, Instant now) const {
  try {
    world.database.write([session, limits = options.sessions,
                          now](store::Connection& connection) { access::touch_session(connection, session, limits, now); },
                         [](std::exception_ptr) { /* the next request tries again */ });
  } catch (const store::Fault&) {
    // Too busy to write: the next request tries again.
  }
}

// ---- guessing ---------------------------------------------------------------------------------------------------------------

std::string Desk::email_of(std::string_view typed) const { return access::email_fingerprint(world.vault, text::trim(typed)); }

access::Try Desk::try_of(const Call& call, const std::string& email) const {
  access::Try attempt{email, access::address_fingerprint(world.vault, call.request->peer), {}};
  if (auto device = web::read_cookie(*call.request, "device")) attempt.device = access::known_device(world.vault, email, *device, call.now);
  return attempt;
}

access::SignInAttempt Desk::attempt(const Call& call, std::optional<std::string> account, access::Outcome outcome) const {
  return {call.now, std::move(account), access::address_fingerprint(world.vault, call.request->peer), outcome};
}

bool Desk::admitted(const Called& call, const access::Try& attempt_made, const std::optional<std::string>& account,
                    const std::function<web::Reply(std::string sentence)>& draw) {
  const auto let = throttle.admit(attempt_made, call->now);
  if (let) return true;
  const auto& wait = let.error();
  // To the next whole minute, since that is what the sentence says.
  const auto until = Instant{(wait.until.micros / 60'000'000 + 1) * 60'000'000};
  auto reply = draw("There were too many tries. Try again at " + until.clock());
  reply.with("Retry-After", std::to_string(std::chrono::duration_cast<std::chrono::seconds>(until - call->now).count()));
  if (!wait.first) {
    call->done(std::move(reply));
    return false;
  }
  world.database.write(
      [held = attempt(*call, account, access::Outcome::held)](store::Connection& connection) { access::record_attempt(connection, held); },
      [call, reply = std::make_shared<web::Reply>(std::move(reply))](std::exception_ptr) { call->done(std::move(*reply)); });
  return false;
}

}  // namespace hearth::journey::account
