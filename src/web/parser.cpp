#include "web/parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <cstdint>
#include <limits>

namespace hearth::web {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr Fault broken{400, "The browser sent something that could not be understood."};
constexpr Fault broken_body{400, "The browser sent a request whose length is not clear."};
constexpr Fault bad_address{400, "The address of this page is not written as it should be."};

constexpr std::size_t max_chunk_line = 64;  // sixteen digits and two line ends; extensions are refused anyway

}  // namespace

struct RequestParser::Reader final : http::basic_parser<true> {
  Reader() {
    eager(false);  // nothing of the body is framed before the gate's verdict on the head is checked
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the gate's limit is the one that counts
    body_limit(boost::none);                                  // the session counts, by the plan of each route
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version, error_code&) override {
    method_ = method;
    target_ = target;
    version_ = version;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}  // never: requests only
  void on_field_impl(http::field, string_view name, string_view value, error_code& ec) override {
    if (is_header_done()) {
      ec = http::error::bad_field;  // a trailer
      return;
    }
    headers_.emplace_back(name, value);
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(string_view bytes, error_code&) override { return take(bytes); }
  void on_chunk_header_impl(std::uint64_t, string_view extension, error_code& ec) override {
    if (!extension.empty()) ec = http::error::bad_chunk_extension;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override { return take(bytes); }
  void on_finish_impl(error_code&) override {}

  std::size_t take(string_view bytes) {
    body_->append(bytes.data(), bytes.size());
    return bytes.size();
  }

  std::string method_, target_;
  int version_ = 0;
  std::vector<Header> headers_;
  std::string* body_ = nullptr;
};

RequestParser::RequestParser() : reader_(std::make_unique<Reader>()) {}
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser::~RequestParser() = default;

std::optional<Fault> RequestParser::head(std::string_view head, const Framing& framing, Request& into) {
  error_code ec;
  std::size_t read = reader_->put(boost::asio::buffer(head.data(), head.size()), ec);
  if (ec || read != head.size() || !reader_->is_header_done()) return broken;

  bool agreed = reader_->method_ == to_string(framing.method) && reader_->target_ == framing.target &&
                reader_->version_ == (framing.http11 ? 11 : 10) && reader_->chunked() == framing.chunked && !reader_->upgrade() &&
                (framing.chunked || reader_->content_length().value_or(0) == framing.content_length);
  if (!agreed) return broken_body;

  auto split = split_target(framing.target);
  if (!split) return bad_address;
  into.method = framing.method;
  into.target = std::move(reader_->target_);
  into.path = std::move(split->first);
  into.query = std::move(split->second);
  into.headers = std::move(reader_->headers_);
  return {};
}

std::expected<std::size_t, Fault> RequestParser::body(std::string_view bytes, std::string& into) {
  reader_->body_ = &into;
  std::size_t read = 0;
  while (!reader_->is_done() && read < bytes.size()) {
    error_code ec;
    read += reader_->put(boost::asio::buffer(bytes.data() + read, bytes.size() - read), ec);
    if (ec == http::error::need_more) {
      if (bytes.size() - read > max_chunk_line) return std::unexpected(broken_body);
      break;
    }
    if (ec) return std::unexpected(broken_body);
  }
  return read;
}

bool RequestParser::done() const { return reader_->is_done(); }

}  // namespace hearth::web
