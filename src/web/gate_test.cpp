// The edge against hostile bytes: every vector is refused, the connection closed, and no handler hears of it.
#include "web/gate.hpp"

#include "web/converse.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <set>

namespace hearth::web {
namespace {

struct Vector {
  std::string name;
  std::string bytes;
  int status = 400;
};

const std::string host = "Host: localhost:8080\r\n";
const std::string end = "\r\n";
const std::string smuggled = "GET /smuggled HTTP/1.1\r\n" + host + end;

std::string get(const std::string& lines) { return "GET / HTTP/1.1\r\n" + host + lines + end; }
std::string target(const std::string& text) { return "GET " + text + " HTTP/1.1\r\n" + host + end; }
std::string line(const std::string& text) { return text + "\r\n" + host + end; }
std::string post(const std::string& lines, const std::string& body = "") { return "POST / HTTP/1.1\r\n" + host + lines + end + body; }
std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }
std::string bytes_of(std::initializer_list<int> codes) { return std::string(codes.begin(), codes.end()); }

std::vector<Vector> request_line_vectors() {
  std::vector<Vector> all{
      {"lower-case method", line("get / HTTP/1.1")},
      {"mixed-case method", line("Get / HTTP/1.1")},
      {"method with a digit", line("GET1 / HTTP/1.1")},
      {"method with a hyphen", line("M-SEARCH / HTTP/1.1")},
      {"method with 8-bit", line("G\xC3\x8BT / HTTP/1.1")},
      {"empty method", line(" / HTTP/1.1")},
      {"TRACE", line("TRACE / HTTP/1.1"), 501},
      {"TRACK", line("TRACK / HTTP/1.1"), 501},
      {"CONNECT", line("CONNECT localhost:8080 HTTP/1.1"), 501},
      {"OPTIONS", line("OPTIONS / HTTP/1.1"), 501},
      {"OPTIONS *", line("OPTIONS * HTTP/1.1"), 501},
      {"PROPFIND", line("PROPFIND / HTTP/1.1"), 501},
      {"unknown method", line("BREW / HTTP/1.1"), 501},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"no version (HTTP/0.9)", line("GET /")},
      {"only a method", line("GET")},
      {"two spaces after the method", line("GET  / HTTP/1.1")},
      {"two spaces before the version", line("GET /  HTTP/1.1")},
      {"tab as separator", line("GET\t/\tHTTP/1.1")},
      {"space at the end", line("GET / HTTP/1.1 ")},
      {"space in the target", line("GET /a b HTTP/1.1")},
      {"HTTP/1.2", line("GET / HTTP/1.2"), 505},
      {"HTTP/2.0", line("GET / HTTP/2.0"), 505},
      {"HTTP/0.9", line("GET / HTTP/0.9"), 505},
      {"HTTP/3.0", line("GET / HTTP/3.0"), 505},
      {"HTTP/1", line("GET / HTTP/1")},
      {"HTTP/1.10", line("GET / HTTP/1.10")},
      {"HTTP/11", line("GET / HTTP/11")},
      {"http/1.1", line("GET / http/1.1")},
      {"HTTP/1,1", line("GET / HTTP/1,1")},
      {"HTTPS/1.1", line("GET / HTTPS/1.1")},
      {"HTTP /1.1", line("GET / HTTP /1.1")},
      {"empty line first", "\r\n" + get("")},
      {"many empty lines first", "\r\n\r\n\r\n" + get("")},
      {"bare LF first", "\n" + get("")},
      {"space first", " " + get("")},
      {"NUL first", bytes_of({0}) + get("")},
      {"TLS hello on a plain port", bytes_of({0x16, 3, 1, 2, 0, 1, 0, 1}) + get("")},
      {"SSH banner", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
      {"PROXY protocol", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + get("")},
      {"a reply instead of a request", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
  };
  return all;
}

std::vector<Vector> target_vectors() {
  std::vector<Vector> all{
      {"absolute form of another host", target("http://evil.example/")},
      {"absolute form of our host", target("http://localhost:8080/")},
      {"absolute form, https", target("https://localhost:8080/")},
      {"authority form", target("localhost:8080")},
      {"asterisk form", target("*")},
      {"no slash", target("children")},
      {"empty", "GET  HTTP/1.1\r\n" + host + end},
      {"two slashes first", target("//evil.example/")},
      {"empty segment", target("/a//b")},
      {"dot segment", target("/a/./b")},
      {"dot-dot segment", target("/a/../b")},
      {"dot-dot at the end", target("/a/..")},
      {"coded dot-dot", target("/a/%2e%2e/b")},
      {"half-coded dot-dot", target("/a/.%2E/b")},
      {"coded dot", target("/a/%2e/b")},
      {"coded slash", target("/a%2Fb")},
      {"coded slash, lower case", target("/a%2fb")},
      {"coded backslash", target("/a%5Cb")},
      {"backslash", target("/a\\b")},
      {"coded NUL", target("/a%00")},
      {"coded line end", target("/a%0D%0Ab")},
      {"coded DEL", target("/a%7F")},
      {"percent alone", target("/a%")},
      {"percent with one digit", target("/a%2")},
      {"percent with no hexadecimal", target("/a%zz")},
      {"unicode percent", target("/a%u0041")},
      {"8-bit", target("/caf\xC3\xA9")},
      {"8-bit in the query", target("/?q=caf\xC3\xA9")},
      {"coded bad UTF-8", target("/a%FF")},
      {"coded overlong slash", target("/a%C0%AFb")},
      {"coded surrogate", target("/a%ED%A0%80")},
      {"fragment", target("/a#b")},
      {"quote", target("/a\"b")},
      {"angle bracket", target("/<script>")},
      {"brace", target("/{a}")},
      {"pipe", target("/a|b")},
      {"caret", target("/a^b")},
      {"backtick", target("/a`b")},
      {"square bracket", target("/a[0]")},
      {"NUL", target(std::string("/a") + '\0')},
      {"DEL", target("/a\x7F")},
      {"query with a broken percent", target("/?a=%")},
      {"query with bad UTF-8", target("/?a=%FF")},
      {"query with coded NUL", target("/?a=%00")},
      {"query with a bad name", target("/?%FF=1")},
      {"target beyond the limit", target("/" + std::string(16 * 1024, 'a')), 431},
  };
  return all;
}

std::vector<Vector> header_vectors() {
  std::string many, over;
  for (int i = 0; i < 63; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  over = many + "X-63: 1\r\n";
  std::vector<Vector> all{
      {"no Host", "GET / HTTP/1.1\r\n\r\n"},
      {"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"},
      {"two Hosts", get(host)},
      {"two Hosts, other case", get("hOST: localhost:8080\r\n")},
      {"second Host is another", get("Host: evil.example\r\n")},
      {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
      {"another Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"},
      {"our Host with another port", "GET / HTTP/1.1\r\nHost: localhost:8081\r\n\r\n"},
      {"our Host without port", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"},
      {"Host with user", "GET / HTTP/1.1\r\nHost: a@localhost:8080\r\n\r\n"},
      {"Host with path", "GET / HTTP/1.1\r\nHost: localhost:8080/\r\n\r\n"},
      {"Host with a dot at the end", "GET / HTTP/1.1\r\nHost: localhost.:8080\r\n\r\n"},
      {"Host list", "GET / HTTP/1.1\r\nHost: localhost:8080, evil.example\r\n\r\n"},
      {"Host with space inside", "GET / HTTP/1.1\r\nHost: localhost:8080 evil.example\r\n\r\n"},
      {"Host that ends as ours", "GET / HTTP/1.1\r\nHost: evil-localhost:8080\r\n\r\n"},
      {"Host that begins as ours", "GET / HTTP/1.1\r\nHost: localhost:8080.evil.example\r\n\r\n"},
      {"Host_", "GET / HTTP/1.1\r\nHost_: localhost:8080\r\n\r\n"},
      {"space before the colon", "GET / HTTP/1.1\r\nHost : localhost:8080\r\n\r\n"},
      {"tab before the colon", get("X-A\t: 1\r\n")},
      {"space before the first header", "GET / HTTP/1.1\r\n Host: localhost:8080\r\n\r\n"},
      {"obs-fold", get("X-A: 1\r\n 2\r\n")},
      {"obs-fold with tab", get("X-A: 1\r\n\t2\r\n")},
      {"obs-fold of Host", "GET / HTTP/1.1\r\nHost:\r\n localhost:8080\r\n\r\n"},
      {"obs-fold hiding a length", post("X-A: 1\r\n Content-Length: 5\r\n", "hello")},
      {"obs-fold of Transfer-Encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n")},
      {"line of a space", get(" \r\n")},
      {"no colon", get("X-A 1\r\n")},
      {"empty name", get(": 1\r\n")},
      {"space in a name", get("X A: 1\r\n")},
      {"bracket in a name", get("X(A): 1\r\n")},
      {"slash in a name", get("X/A: 1\r\n")},
      {"8-bit in a name", get("X-\xC3\x89: 1\r\n")},
      {"8-bit in a value", get("X-A: \xC3\xA9\r\n")},
      {"non-breaking space before a value", get("X-A:\xC2\xA0 1\r\n")},
      {"NUL in a name", get(std::string("X-") + '\0' + "A: 1\r\n")},
      {"NUL in a value", get(std::string("X-A: ") + '\0' + "\r\n")},
      {"bell in a value", get("X-A: \a\r\n")},
      {"escape in a value", get("X-A: \x1B[31m\r\n")},
      {"vertical tab in a value", get("X-A: a\vb\r\n")},
      {"form feed in a value", get("X-A: a\fb\r\n")},
      {"DEL in a value", get("X-A: \x7F\r\n")},
      {"bare LF after the request line", "GET / HTTP/1.1\n" + host + end},
      {"bare LF everywhere", "GET / HTTP/1.1\nHost: localhost:8080\n\n"},
      {"bare LF between headers", "GET / HTTP/1.1\r\nHost: localhost:8080\nX-A: 1\r\n\r\n"},
      {"bare LF at the end of the head", "GET / HTTP/1.1\r\nHost: localhost:8080\r\n\n"},
      {"bare CR between headers", "GET / HTTP/1.1\r\nHost: localhost:8080\rX-A: 1\r\n\r\n"},
      {"bare CR in a value", get("X-A: a\rb\r\n")},
      {"bare CR in the request line", "GET /\r HTTP/1.1\r\n" + host + end},
      {"CR CR LF", "GET / HTTP/1.1\r\r\n" + host + end},
      {"LF CR", "GET / HTTP/1.1\n\r" + host + end},
      {"65 headers", get(over), 431},
      {"one huge header", get("X-A: " + std::string(16 * 1024, 'a') + "\r\n"), 431},
      {"head one byte over the limit", get("X-A: " + std::string(16 * 1024 - get("X-A: \r\n").size() + 1, 'a') + "\r\n"), 431},
      {"endless head", "GET / HTTP/1.1\r\n" + host + "X-A: " + std::string(40 * 1024, 'a'), 431},
      {"Upgrade to h2c", get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")},
      {"Upgrade to websocket", get("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")},
      {"Upgrade without Connection", get("Upgrade: h2c\r\n")},
      {"Connection: upgrade alone", get("Connection: upgrade\r\n")},
      {"Connection with an empty member", get("Connection: close,,\r\n")},
      {"Connection with a bad member", get("Connection: a b\r\n")},
      {"unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "a"), 417},
      {"expectation with more", post("Expect: 100-continue, 200-ok\r\nContent-Length: 1\r\n", "a"), 417},
      {"two expectations", post("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 1\r\n", "a")},
      {"two Cookies", get("Cookie: a=1\r\nCookie: a=2\r\n")},
      {"two Content-Types", post("Content-Type: text/plain\r\nContent-Type: text/html\r\nContent-Length: 1\r\n", "a")},
      {"two Origins", get("Origin: https://a.example\r\nOrigin: https://b.example\r\n")},
      {"two Authorizations", get("Authorization: a\r\nauthorization: b\r\n")},
      {"two Last-Event-IDs", get("Last-Event-ID: 1\r\nLast-Event-ID: 2\r\n")},
      {"coded body", post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "a"), 415},
  };
  return all;
}

std::vector<Vector> framing_vectors() {
  auto length = [](const std::string& value) { return post("Content-Length: " + value + "\r\n", "hello"); };
  auto coding = [](const std::string& value) { return post("Transfer-Encoding: " + value + "\r\n", "5\r\nhello\r\n0\r\n\r\n"); };
  const std::string both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
  std::vector<Vector> all{
      {"length and chunked", post(both, "0\r\n\r\n" + smuggled)},
      {"chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + smuggled)},
      {"chunked and length 0", post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", "0\r\n\r\n")},
      {"equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")},
      {"differing lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")},
      {"differing lengths, other case", post("Content-Length: 5\r\ncontent-length: 0\r\n", "hello")},
      {"length list, equal", length("5, 5")},
      {"length list, differing", length("5, 6")},
      {"length list without space", length("5,5")},
      {"length with plus", length("+5")},
      {"length with minus", length("-5")},
      {"length -0", length("-0")},
      {"length in hexadecimal", length("0x5")},
      {"length with a letter", length("5a")},
      {"length with a point", length("5.0")},
      {"length with an exponent", length("1e1")},
      {"length with inner space", length("1 0")},
      {"length with underscore", length("1_0")},
      {"length empty", length("")},
      {"length in quotes", length("\"5\"")},
      {"length of 16 digits", length("1000000000000000")},
      {"length beyond 64 bits", length("18446744073709551621")},
      {"length of 40 digits", length(std::string(40, '9'))},
      {"length in full-width digits", length("\xEF\xBC\x95")},
      {"length with a semicolon", length("5;")},
      {"space before the colon of the length", post("Content-Length : 5\r\n", "hello")},
      {"Content_Length", post("Content_Length: 5\r\n", "hello")},
      {"Transfer_Encoding", post("Transfer_Encoding: chunked\r\nContent-Length: 5\r\n", "hello")},
      {"xchunked", coding("xchunked") + smuggled, 501},
      {"chunkedx", coding("chunkedx") + smuggled, 501},
      {"identity", coding("identity"), 501},
      {"gzip", coding("gzip"), 501},
      {"chunked, identity", coding("chunked, identity"), 501},
      {"identity, chunked", coding("identity, chunked"), 501},
      {"gzip, chunked", coding("gzip, chunked"), 501},
      {"chunked, chunked", coding("chunked, chunked"), 501},
      {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"chunked and identity twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n")},
      {"coding empty", coding(""), 501},
      {"coding in quotes", coding("\"chunked\""), 501},
      {"coding with parameter", coding("chunked;a=b"), 501},
      {"coding with comma", coding("chunked,"), 501},
      {"coding after vertical tab", coding("\vchunked")},
      {"coding with NUL", coding(std::string("chunked") + '\0')},
      {"coding behind a bare LF", post("X-A: 1\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"coding in a bare CR", post("X-A: 1\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"space before the coding's colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
      {"space before the coding's name", post(" Transfer-Encoding: chunked\r\n", "0\r\n\r\n")},
      {"chunked on HTTP/1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"chunked and length on HTTP/1.0", "POST / HTTP/1.0\r\n" + host + both + "\r\n0\r\n\r\n"},
      {"gzip and length", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello")},
      {"GET with a body", get("Content-Length: 5\r\n") + "hello"},
      {"GET chunked", get("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"},
      {"HEAD with a body", "HEAD / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello"},
      {"body one byte over the limit", length("1048577"), 413},
      {"body far over the limit", length("999999999999999"), 413},
  };
  return all;
}

std::vector<Vector> chunk_vectors() {
  std::vector<Vector> all{
      {"extension", chunked("5;a=b\r\nhello\r\n0\r\n\r\n")},
      {"extension without value", chunked("5;a\r\nhello\r\n0\r\n\r\n")},
      {"extension empty", chunked("5;\r\nhello\r\n0\r\n\r\n")},
      {"extension in quotes", chunked("5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n")},
      {"extension ended by bare LF", chunked("5;a\nhello\r\n0\r\n\r\n")},
      {"extension on the last chunk", chunked("5\r\nhello\r\n0;a=b\r\n\r\n")},
      {"space after the size", chunked("5 \r\nhello\r\n0\r\n\r\n")},
      {"tab after the size", chunked("5\t\r\nhello\r\n0\r\n\r\n")},
      {"space before the size", chunked(" 5\r\nhello\r\n0\r\n\r\n")},
      {"plus", chunked("+5\r\nhello\r\n0\r\n\r\n")},
      {"minus", chunked("-5\r\nhello\r\n0\r\n\r\n")},
      {"0x", chunked("0x5\r\nhello\r\n0\r\n\r\n")},
      {"no hexadecimal", chunked("g\r\nhello\r\n0\r\n\r\n")},
      {"underscore", chunked("0_5\r\nhello\r\n0\r\n\r\n")},
      {"empty size", chunked("\r\nhello\r\n0\r\n\r\n")},
      {"17 digits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 413},
      {"negative by overflow", chunked("FFFFFFFFFFFFFFFF0\r\nhello\r\n0\r\n\r\n"), 413},
      {"size that never ends", chunked(std::string(70 * 1024, '0'))},
      {"largest size", chunked("FFFFFFFFFFFFFFFF\r\nhello"), 413},
      {"bare LF after the size", chunked("5\nhello\r\n0\r\n\r\n")},
      {"bare CR after the size", chunked("5\rhello\r\n0\r\n\r\n")},
      {"bare LF after the data", chunked("5\r\nhello\n0\r\n\r\n")},
      {"bare CR after the data", chunked("5\r\nhello\r0\r\n\r\n")},
      {"no line end after the data", chunked("5\r\nhello0\r\n\r\n")},
      {"data longer than the size", chunked("4\r\nhello\r\n0\r\n\r\n")},
      {"data shorter than the size", chunked("6\r\nhello\r\n0\r\n\r\n")},
      {"bare LF at the end", chunked("5\r\nhello\r\n0\n\n")},
      {"bare LF after the last chunk", chunked("5\r\nhello\r\n0\r\n\n")},
      {"trailer", chunked("5\r\nhello\r\n0\r\nX-A: 1\r\n\r\n")},
      {"trailer with a length", chunked("5\r\nhello\r\n0\r\nContent-Length: 3\r\n\r\n")},
      {"trailer with Host", chunked("5\r\nhello\r\n0\r\nHost: evil.example\r\n\r\n")},
      {"trailer with Transfer-Encoding", chunked("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n")},
      {"trailer that is none", chunked("5\r\nhello\r\n0\r\nGET /smuggled HTTP/1.1\r\n\r\n")},
      {"chunks beyond the limit", chunked("100001\r\n" + std::string(0x100001, 'a') + "\r\n0\r\n\r\n"), 413},
  };
  return all;
}

Config counting(std::atomic<int>& handled) {
  Config config;
  config.port = 8080;
  config.handler = [&handled](std::shared_ptr<const Request> request, std::function<void(Reply)> done) {
    ++handled;
    done(Reply::text(request->target + " " + request->body));
  };
  return config;
}

int status_of(std::string_view out) {
  return out.size() > 12 && out.starts_with("HTTP/1.1 ") ? std::stoi(std::string(out.substr(9, 3))) : 0;
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(wanted, at)) != text.npos; at += wanted.size()) ++n;
  return n;
}

/// Every byte that may not stand in a place, in that place.
std::vector<Vector> byte_vectors() {
  std::vector<Vector> all;
  auto add = [&](const std::string& where, int byte, const std::string& bytes) {
    all.push_back({"byte " + std::to_string(byte) + " in " + where, bytes});
  };
  const std::string token = "!#$%&'*+-.^_`|~", path = "-._~!$&'()*+,;=:@/?%";
  for (int byte = 0; byte < 256; ++byte) {
    std::string c(1, char(byte));
    bool letter_or_digit = byte < 128 && std::isalnum(byte);
    if (!letter_or_digit && token.find(c) == token.npos && c != ":") add("a name", byte, get("X-A" + c + "B: 1\r\n"));
    if (!letter_or_digit && path.find(c) == path.npos) add("a target", byte, target("/a" + c + "b"));
    if (byte != '\t' && (byte < 32 || byte > 126)) add("a value", byte, get("X-A: a" + c + "b\r\n"));
    if (!std::isdigit(byte) && c != " " && c != "\t") add("a length", byte, post("Content-Length: 5" + c + "\r\n", "hello"));
    if (!(byte < 128 && std::isxdigit(byte)) && c != "\r") add("a chunk's size", byte, chunked("5" + c + "\r\nhello\r\n0\r\n\r\n"));
  }
  return all;
}

void expect_all_refused(const std::vector<Vector>& vectors) {
  for (const Vector& vector : vectors)
    for (std::size_t piece : {std::string::npos, std::size_t(1), std::size_t(1000)}) {
      if (piece == 1 && vector.bytes.size() > 50'000) continue;
      std::atomic<int> handled = 0;
      Conversation talk = converse(counting(handled), vector.bytes + smuggled, piece);
      SCOPED_TRACE(vector.name);
      EXPECT_EQ(handled, 0);
      EXPECT_EQ(status_of(talk.out), vector.status) << talk.out.substr(0, 60);
      EXPECT_EQ(count(talk.out, "\r\nConnection: close\r\n"), 1u);
      EXPECT_EQ(count(talk.out, "\r\nContent-Length: "), 1u);
      EXPECT_TRUE(talk.closed_by_us);
      EXPECT_TRUE(talk.closed_properly);
    }
}

TEST(Edge, RefusesHostileRequestLines) { expect_all_refused(request_line_vectors()); }
TEST(Edge, RefusesHostileTargets) { expect_all_refused(target_vectors()); }
TEST(Edge, RefusesHostileHeaders) { expect_all_refused(header_vectors()); }
TEST(Edge, RefusesHostileFraming) { expect_all_refused(framing_vectors()); }
TEST(Edge, RefusesHostileChunks) { expect_all_refused(chunk_vectors()); }

TEST(Edge, RefusesEachByteThatMayNotStandInItsPlace) { expect_all_refused(byte_vectors()); }

TEST(Edge, IsTestedWithMoreThanAThousandDifferentVectors) {
  std::set<std::string> bytes;
  for (const auto& vectors :
       {request_line_vectors(), target_vectors(), header_vectors(), framing_vectors(), chunk_vectors(), byte_vectors()})
    for (const Vector& vector : vectors) bytes.insert(vector.bytes);
  EXPECT_GT(bytes.size(), 1'000u);
}

struct Good {
  std::string name;
  std::string bytes;
  std::string answer;  // the end of what comes back
};

/// The decent twins of the hostile ones: each is served, and so is the request behind it on the same connection.
TEST(Edge, ServesTheirDecentTwins) {
  std::string many;
  for (int i = 0; i < 63; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  std::string full = get("X-A: " + std::string(16 * 1024 - get("X-A: \r\n").size(), 'a') + "\r\n");
  ASSERT_EQ(full.size(), 16u * 1024);
  const std::vector<Good> all{
      {"GET", get(""), "/ "},
      {"loopback by number", "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", "/ "},
      {"loopback by v6 number", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "/ "},
      {"Host in capitals", "GET / HTTP/1.1\r\nHOST: LOCALHOST:8080\r\n\r\n", "/ "},
      {"no space after the colon", "GET / HTTP/1.1\r\nHost:localhost:8080\r\n\r\n", "/ "},
      {"spaces around a value", get("X-A: \t 1 \t \r\n"), "/ "},
      {"empty value", get("X-A:\r\n"), "/ "},
      {"a header twice", get("X-A: 1\r\nX-A: 2\r\n"), "/ "},
      {"64 headers", get(many), "/ "},
      {"head at the limit", full, "/ "},
      {"coded text", target("/caf%C3%A9?q=a+b%26c"), "/caf%C3%A9?q=a+b%26c "},
      {"all characters of a path", target("/a-._~!$&'()*+,;=:@b"), "/a-._~!$&'()*+,;=:@b "},
      {"slash at the end", target("/a/"), "/a/ "},
      {"empty query", target("/a?"), "/a? "},
      {"query with ? and /", target("/a?b=/?"), "/a?b=/? "},
      {"GET with length 0", get("Content-Length: 0\r\n"), "/ "},
      {"POST without length", post(""), "/ "},
      {"POST with length 0", post("Content-Length: 0\r\n"), "/ "},
      {"length", post("Content-Length: 5\r\n", "hello"), "/ hello"},
      {"length with zeros", post("Content-Length: 0005\r\n", "hello"), "/ hello"},
      {"chunked", chunked("5\r\nhello\r\n0\r\n\r\n"), "/ hello"},
      {"Chunked", post("Transfer-Encoding: Chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "/ hello"},
      {"two chunks", chunked("5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"), "/ hello, world"},
      {"size in both cases", chunked("A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n"), "/ 01234567890123456789a"},
      {"size with zeros", chunked("0005\r\nhello\r\n000\r\n\r\n"), "/ hello"},
      {"no chunk but the last", chunked("0\r\n\r\n"), "/ "},
      {"line ends in the body", chunked("6\r\n\r\n\r\n\r\n\r\n0\r\n\r\n"), "/ \r\n\r\n\r\n"},
      {"a request in the body", post("Content-Length: " + std::to_string(smuggled.size()) + "\r\n", smuggled), "/ " + smuggled},
      {"body at the limit", post("Content-Length: 1048576\r\n", std::string(1048576, 'a')), "/ " + std::string(1048576, 'a')},
      {"keep-alive", get("Connection: keep-alive\r\n"), "/ "},
      {"Connection list", get("Connection: keep-alive, TE\r\nTE: trailers\r\n"), "/ "},
      {"Upgrade-Insecure-Requests", get("Upgrade-Insecure-Requests: 1\r\n"), "/ "},
      {"identity", post("Content-Encoding: identity\r\nContent-Length: 1\r\n", "a"), "/ a"},
      {"DELETE", "DELETE / HTTP/1.1\r\n" + host + end, "/ "},
      {"PATCH", "PATCH / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", "/ a"},
      {"PUT", "PUT / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", "/ a"},
  };
  for (const Good& good : all)
    for (std::size_t piece : {std::string::npos, std::size_t(1), std::size_t(1000)}) {
      if (piece == 1 && good.bytes.size() > 50'000) continue;
      SCOPED_TRACE(good.name);
      std::atomic<int> handled = 0;
      Conversation alone = converse(counting(handled), good.bytes, piece);
      EXPECT_EQ(handled, 1);
      EXPECT_EQ(status_of(alone.out), 200);
      EXPECT_TRUE(alone.out.ends_with("\r\n\r\n" + good.answer));
      EXPECT_FALSE(alone.closed_by_us);
      Conversation followed = converse(counting(handled), good.bytes + target("/next"), piece);
      EXPECT_EQ(handled, 3);
      EXPECT_TRUE(followed.out.ends_with("/next "));
    }
}

TEST(Edge, AnswersHttp10OnceAndCloses) {
  std::atomic<int> handled = 0;
  Conversation talk = converse(counting(handled), "GET / HTTP/1.0\r\n" + host + "\r\n" + smuggled);
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(talk.closed_by_us);
}

TEST(Edge, ClosesWhenAsked) {
  std::atomic<int> handled = 0;
  Conversation talk = converse(counting(handled), get("Connection: close\r\n") + smuggled);
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(talk.closed_by_us);
}

TEST(Edge, ClosesAfterTheLastRequestOfAConnection) {
  std::atomic<int> handled = 0;
  Config config = counting(handled);
  config.limits.requests_per_connection = 2;
  Conversation talk = converse(config, get("") + get("") + smuggled);
  EXPECT_EQ(handled, 2);
  EXPECT_TRUE(talk.closed_by_us);
  EXPECT_EQ(count(talk.out, "Connection: close"), 1u);
}

TEST(Edge, AnswersPipelinedRequestsInOrder) {
  std::atomic<int> handled = 0;
  std::string requests, answers;
  for (int i = 0; i < 50; ++i) requests += target("/" + std::to_string(i));
  Conversation talk = converse(counting(handled), requests);
  EXPECT_EQ(handled, 50);
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = talk.out.find("\r\n\r\n/" + std::to_string(i) + " ", at);
    ASSERT_NE(at, talk.out.npos) << i;
  }
}

TEST(Edge, InvitesABodyThatWaitsToBeInvited) {
  std::atomic<int> handled = 0;
  std::string head = post("Expect: 100-continue\r\nContent-Length: 5\r\n");
  Conversation waits = converse(counting(handled), head + "hello", head.size());
  EXPECT_TRUE(waits.out.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(waits.out.ends_with("/ hello"));
  Conversation does_not_wait = converse(counting(handled), head + "hello");
  EXPECT_TRUE(does_not_wait.out.starts_with("HTTP/1.1 200 OK\r\n"));
  Conversation too_large = converse(counting(handled), post("Expect: 100-continue\r\nContent-Length: 9999999\r\n"));
  EXPECT_EQ(status_of(too_large.out), 413);
  EXPECT_EQ(handled, 2);
}

TEST(Edge, NamesEachRefusalForTheSecurityLogWithoutTheRequestsText) {
  std::atomic<int> handled = 0;
  Config config = counting(handled);
  std::vector<std::string> log;
  config.on_refused = [&](const Refused& refused) {
    log.push_back(refused.peer + " " + std::to_string(refused.status));
    EXPECT_EQ(refused.why.find("secret"), refused.why.npos);
  };
  converse(config, target("/secret|"));
  EXPECT_EQ(log, std::vector<std::string>{"192.0.2.1 400"});
}

/// Good and hostile requests, bent at random places: what comes to the handlers must not depend on how the bytes were cut into
/// packets, and nothing may crash or hang.
RC_GTEST_PROP(Edge, ReadsTheSameHoweverTheBytesAreCut, ()) {
  static const std::vector<std::string> seeds{get(""),
                                              target("/a/b?c=d"),
                                              post("Content-Length: 5\r\n", "hello"),
                                              chunked("5\r\nhello\r\n0\r\n\r\n"),
                                              "GET / HTTP/1.0\r\n" + host + end,
                                              post("Content-Length: 3\r\nConnection: close\r\n", "abc")};
  static const std::vector<std::string> splinters{"\r",
                                                  "\n",
                                                  "\r\n",
                                                  " ",
                                                  "\t",
                                                  ":",
                                                  ";",
                                                  ",",
                                                  "0",
                                                  "5",
                                                  "chunked",
                                                  "Content-Length: 4\r\n",
                                                  "Transfer-Encoding: chunked\r\n",
                                                  "Host: a\r\n",
                                                  "%",
                                                  "/",
                                                  "\xFF",
                                                  "GET ",
                                                  "HTTP/1.1"};
  std::string bytes;
  for (const auto& seed : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(seeds))) bytes += seed;
  int bends = *rc::gen::inRange(0, 4);
  for (int i = 0; i < bends && !bytes.empty(); ++i) {
    auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    auto gone = *rc::gen::inRange<std::size_t>(0, 3);
    bytes.replace(at, gone, *rc::gen::elementOf(splinters));
  }
  std::atomic<int> whole = 0, cut = 0;
  Conversation a = converse(counting(whole), bytes);
  Conversation b = converse(counting(cut), bytes, *rc::gen::inRange<std::size_t>(1, 40));
  RC_ASSERT(whole == cut);
  RC_ASSERT(a.out == b.out);
  RC_ASSERT(a.closed_by_us == b.closed_by_us);
}

}  // namespace
}  // namespace hearth::web
