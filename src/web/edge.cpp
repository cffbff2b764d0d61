#include "web/edge.hpp"

#include "web/words.hpp"

namespace hearth::web {
namespace {

bool is_address(std::string_view text) {
  return !text.empty() && text.size() <= 45 && text.find_first_not_of("0123456789abcdefABCDEF:.") == text.npos;
}

Reply plain_page(const Fault& fault) {
  std::string page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>";
  page += reason(fault.status);
  page += "</title><h1>";
  page += reason(fault.status);
  page += "</h1><p>";
  page += fault.sentence;  // ours, without a character that HTML minds
  page += "</p></html>\n";
  return Reply::html(std::move(page), fault.status);
}

Reply styled_page(const Config& config, const Fault& fault) {
  if (!config.error_page) return plain_page(fault);
  try {
    Reply reply = config.error_page(fault.status, std::string(fault.sentence));
    reply.status = fault.status;
    reply.live = nullptr;
    return reply;
  } catch (...) {  // a refusal must not fail for want of style
    return plain_page(fault);
  }
}

}  // namespace

Reply Edge::refusal(const Fault& fault) const {
  Reply reply = styled_page(config, fault);
  if (fault.status == 503) reply.with("Retry-After", "2");
  return reply;
}

void Edge::note_refusal(const Fault& fault, const std::string& peer) {
  ++refused;
  if (fault.status == 503) ++shed;
  if (config.on_refused) config.on_refused({peer, fault.status, fault.sentence});
}

std::string Edge::browser_of(const Request& request, const std::string& socket_peer) const {
  if (!is_proxy(socket_peer)) return socket_peer;
  std::string_view chain = request.header("x-forwarded-for");
  std::string_view last = trimmed(chain.substr(chain.rfind(',') + 1));
  return is_address(last) ? std::string(last) : socket_peer;
}

}  // namespace hearth::web
