#include "app/request_log.hpp"

#include "access/device.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace hearth::app {
namespace {

constexpr std::string_view api_prefix = "/api/v1";

log::Words words_of(web::Method method) {
  switch (method) {
    case web::Method::get: return "get";
    case web::Method::head: return "head";
    case web::Method::post: return "post";
    case web::Method::put: return "put";
    case web::Method::del: return "delete";
    case web::Method::patch: return "patch";
  }
  std::unreachable();
}

/// Enough of a fingerprint to tell one address from another.
std::uint64_t short_print(const std::string& hex) {
  std::uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + std::min<std::size_t>(hex.size(), 12), number, 16);
  return number;
}

log::Words cause_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const store::Fault& fault) {
    using enum store::Fault::Kind;
    switch (fault.kind) {
      case constraint: return "somebody else was first";
      case full: return "the disk is full";
      case broken: return "the disk failed";
      case busy: return "too much at once";
      case misuse: return "a mistake in a statement";
    }
    std::unreachable();
  } catch (const std::logic_error&) {
    return "a mistake in the program";
  } catch (const std::bad_alloc&) {
    return "no memory";
  } catch (const std::runtime_error&) {
    return "damaged data";
  } catch (...) {
    return "unknown";
  }
}

}  // namespace

void log_failure(Clock& clock, std::string_view pattern, const std::exception_ptr& error) {
  log::line("failed", clock.now()).field("route", log::LogRoute(pattern)).field("cause", cause_of(error));
}

std::string route_of(const practice::Site& site, const web::Request& request) {
  const std::string_view path = request.path;
  if (path.starts_with("/assets/")) return "/assets";
  if (std::ranges::any_of(site.open_routes(), [&](const practice::OpenRoute& open) { return open.path == path; })) return request.path;
  const bool is_api = path.starts_with(api_prefix) && path.substr(api_prefix.size()).starts_with('/');
  for (const auto& route : site.kit().routes()) {
    practice::Asked asked;
    if (practice::matches(route.pattern, is_api ? path.substr(api_prefix.size()) : path, asked))
      return (is_api ? std::string(api_prefix) : "") + route.pattern;
  }
  return {};
}

RequestLog::RequestLog(const practice::Site& site, const vault::Vault& vault, Clock& clock, bool verbose)
    : site_(site), vault_(vault), clock_(clock), verbose_(verbose) {}

std::function<void(web::Reply)> RequestLog::around(const web::Request& request, std::function<void(web::Reply)> done) const {
  if (!verbose_) return done;
  return [this, route = log::LogRoute(route_of(site_, request)), method = words_of(request.method), began = clock_.now(),
          done = std::move(done)](web::Reply reply) {
    const auto now = clock_.now();
    log::line("request", now).field("method", method).field("route", route).field("status", reply.status).field("took", now - began);
    done(std::move(reply));
  };
}

void RequestLog::refused(const web::Refused& refused) const {
  {
    std::scoped_lock lock(mutex_);
    const auto second = clock_.now().micros / 1'000'000;
    if (second != second_) {
      if (refusals_ > refusals_a_second) log_.line("refused more").field("count", refusals_ - refusals_a_second);
      second_ = second;
      refusals_ = 0;
    }
    if (++refusals_ > refusals_a_second) return;
  }
  log_.line("refused").field("status", refused.status).field("peer", short_print(access::address_fingerprint(vault_, refused.peer)));
}

}  // namespace hearth::app
