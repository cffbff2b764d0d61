#include "web/parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <limits>

namespace hearth::web {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr Fault broken{400, "The browser sent something that could not be understood."};
constexpr Fault bad_framing{400, "The browser sent a request whose length is not clear."};
constexpr Fault bad_address{400, "The address of this page is not written as it should be."};

class Reader final : public http::basic_parser<true> {
 public:
  Reader() {
    eager(false);                                             // the head and no more
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the gate's limits are the ones that count
    body_limit(boost::none);
  }

  std::string method, target;
  int version = 0;
  std::vector<Header> headers;

 private:
  void on_request_impl(http::verb, string_view sent_method, string_view sent_target, int sent_version, error_code&) override {
    method = sent_method;
    target = sent_target;
    version = sent_version;
  }
  void on_field_impl(http::field, string_view name, string_view value, error_code&) override { headers.emplace_back(name, value); }

  // Of no use for a head.
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}
};

bool agree(const Reader& reader, const Framing& framing) {
  return reader.method == to_string(framing.method) && reader.target == framing.target && reader.version == (framing.http11 ? 11 : 10) &&
         reader.chunked() == framing.chunked && !reader.upgrade() &&
         (framing.chunked || reader.content_length().value_or(0) == framing.content_length);
}

}  // namespace

std::optional<Fault> read_head(std::string_view head, const Framing& framing, Request& into) {
  Reader reader;
  error_code ec;
  std::size_t read = reader.put(boost::asio::buffer(head.data(), head.size()), ec);
  if (ec || read != head.size() || !reader.is_header_done()) return broken;
  if (!agree(reader, framing)) return bad_framing;

  auto split = split_target(framing.target);
  if (!split) return bad_address;
  into.method = framing.method;
  into.target = std::move(reader.target);
  into.path = std::move(split->first);
  into.query = std::move(split->second);
  into.headers = std::move(reader.headers);
  return {};
}

}  // namespace hearth::web
