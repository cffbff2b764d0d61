// For tests only: requests that the edge has to refuse, and the pieces that they are made of.
#pragma once

#include <cctype>
#include <initializer_list>
#include <string>
#include <vector>

namespace hearth::web {

struct Vector {
  std::string name;
  std::string bytes;
  int status = 400;
};

inline const std::string host = "Host: localhost:8080\r\n";
inline const std::string end = "\r\n";
inline const std::string smuggled = "GET /smuggled HTTP/1.1\r\n" + host + end;

inline std::string get(const std::string& lines) { return "GET / HTTP/1.1\r\n" + host + lines + end; }
inline std::string target(const std::string& text) { return "GET " + text + " HTTP/1.1\r\n" + host + end; }
inline std::string line(const std::string& text) { return text + "\r\n" + host + end; }
inline std::string post(const std::string& lines, const std::string& body = "") {
  return "POST / HTTP/1.1\r\n" + host + lines + end + body;
}
inline std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }
inline std::string bytes_of(std::initializer_list<int> codes) { return std::string(codes.begin(), codes.end()); }

inline std::vector<Vector> request_line_vectors() {
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

inline std::vector<Vector> target_vectors() {
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

inline std::vector<Vector> header_vectors() {
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

inline std::vector<Vector> framing_vectors() {
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

inline std::vector<Vector> chunk_vectors() {
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

/// Every byte that may not stand in a place, in that place.
inline std::vector<Vector> byte_vectors() {
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

}  // namespace hearth::web
