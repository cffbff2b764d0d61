#include "web/form.hpp"

#include "base/text.hpp"
#include "web/message.hpp"
#include "web/multipart.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearth::web {
namespace {

using Fields = std::vector<Field>;

Request form_of(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  request.headers = {{"Content-Type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

std::string part(const std::string& disposition, const std::string& value, const std::string& more = "") {
  return "--b0\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n" + value + "\r\n";
}
const std::string last = "--b0--\r\n";
const std::string multipart_type = "multipart/form-data; boundary=b0";

TEST(UrlEncoded, IsReadAsBrowsersSendIt) {
  const std::vector<std::pair<std::string, Fields>> cases{
      {"", {}},
      {"a=1", {{"a", "1"}}},
      {"a=1&b=2&a=3", {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
      {"a", {{"a", ""}}},
      {"a=", {{"a", ""}}},
      {"=1", {{"", "1"}}},
      {"&&a=1&", {{"a", "1"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"words=two+words%21", {{"words", "two words!"}}},
      {"a%20b=%26%3D%2B", {{"a b", "&=+"}}},
      {"n=%C5%9Eirin+%F0%9F%90%A6", {{"n", "Şirin 🐦"}}},
      {"t=one%0D%0Atwo%0Dthree%0Afour", {{"t", "one\ntwo\nthree\nfour"}}},
      {"t=%0D%0D%0A%0D", {{"t", "\n\n\n"}}},
  };
  for (const auto& [text, fields] : cases) {
    auto form = decode_urlencoded(text);
    ASSERT_TRUE(form) << text;
    EXPECT_EQ(form->fields(), fields) << text;
  }
}

TEST(UrlEncoded, RefusesTextThatIsNotSoundAndNamesTheField) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"words=%FF", "words"},
      {"words=%C0%AF", "words"},
      {"words=%ED%A0%80", "words"},
      {"words=%F4%90%80%80", "words"},
      {"words=%C3", "words"},
      {"words=a%00b", "words"},
      {"words=%", "words"},
      {"words=%4", "words"},
      {"words=%zz", "words"},
      {"ok=1&words=%FF", "words"},
      {"%FF=1", ""},
      {"a%00=1", ""},
      {"%=1", ""},
      {"%C5%9E=%FF", "Ş"},
  };
  for (const auto& [text, field] : cases) {
    auto form = decode_urlencoded(text);
    ASSERT_FALSE(form) << text;
    EXPECT_EQ(form.error().front().field, field) << text;
    EXPECT_FALSE(form.error().front().sentence.empty());
  }
}

TEST(UrlEncoded, HoldsItsLimitsAtTheLimitAndOneOver) {
  auto many = [](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "a=1&";
    return text;
  };
  EXPECT_TRUE(decode_urlencoded(many(1'000)));
  EXPECT_FALSE(decode_urlencoded(many(1'001)));
  EXPECT_TRUE(decode_urlencoded(std::string(200, 'n') + "=1"));
  EXPECT_FALSE(decode_urlencoded(std::string(201, 'n') + "=1"));
  EXPECT_TRUE(decode_urlencoded("a=" + std::string(1024 * 1024, 'v')));
  auto over = decode_urlencoded("a=" + std::string(1024 * 1024 + 1, 'v'));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().front(), (Refusal{"a", "This text is too long. Shorten it, or send it as a document"}));
}

RC_GTEST_PROP(UrlEncoded, GivesBackWhatWasEncoded, (const std::string& name, const std::string& value)) {
  RC_PRE(name.size() <= 200);
  auto sound = [](const std::string& s) { return text::is_utf8(s) && s.find_first_of(std::string("\0\r", 2)) == s.npos; };
  auto form = decode_urlencoded(percent_encode(name) + "=" + percent_encode(value));
  if (!sound(name) || !sound(value)) {  // refused, or a line end made plain
    bool fine = !form || form->fields().front().value.find('\r') == std::string::npos;
    RC_ASSERT(fine);
    return;
  }
  RC_ASSERT(form.has_value());
  RC_ASSERT(form->fields() == (Fields{{name, value}}));
}

TEST(Form, FindsByName) {
  Form form(Fields{{"a", "1"}, {"b", ""}, {"a", "2"}});
  EXPECT_EQ(form["a"], "1");
  EXPECT_EQ(form["c"], "");
  EXPECT_TRUE(form.has("b"));
  EXPECT_FALSE(form.has("c"));
  EXPECT_EQ(form.all("a"), (std::vector<std::string_view>{"1", "2"}));
}

TEST(Form, IsDecodedByItsType) {
  EXPECT_EQ((*decode_form(form_of("application/x-www-form-urlencoded", "a=1")))["a"], "1");
  EXPECT_EQ((*decode_form(form_of("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1")))["a"], "1");
  EXPECT_EQ((*decode_form(form_of(multipart_type, part("name=\"a\"", "1") + last)))["a"], "1");
  for (const char* type : {"", "text/plain", "application/json", "application/x-www-form-urlencodedx", "multipart/mixed; boundary=b0"})
    EXPECT_FALSE(decode_form(form_of(type, "a=1"))) << type;
}

TEST(Multipart, IsReadAsBrowsersSendIt) {
  auto form =
      decode_multipart(multipart_type, part("name=\"words\"", "She said\r\nno") + part("name=\"words\"", "") + part("name=\"Ş\"", "🐦") +
                                           part("name=\"letter\"; filename=\"C:\\fakepath\\letter.pdf\"", std::string("%PDF\0\xFF\r\n", 8),
                                                "Content-Type: application/pdf\r\n") +
                                           part("name=\"none\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n") + last);
  ASSERT_TRUE(form) << form.error().front().sentence;
  EXPECT_EQ(form->fields(), (Fields{{"words", "She said\nno"}, {"words", ""}, {"Ş", "🐦"}}));
  ASSERT_EQ(form->files.size(), 2u);
  EXPECT_EQ(form->files[0].name, "letter");
  EXPECT_EQ(form->files[0].filename, "letter.pdf");
  EXPECT_EQ(form->files[0].mime, "application/pdf");
  EXPECT_EQ(form->files[0].bytes, std::string("%PDF\0\xFF\r\n", 8));
  EXPECT_EQ(form->files[1].bytes, "");
}

TEST(Multipart, TakesWhatTheStandardAllows) {
  std::string body = part("name=\"a\"", "1") + last;
  EXPECT_TRUE(decode_multipart("multipart/form-data; boundary=\"b0\"", body));
  EXPECT_TRUE(decode_multipart("multipart/form-data;boundary=b0", body));
  EXPECT_TRUE(decode_multipart("Multipart/Form-Data; charset=utf-8; Boundary=b0", body));
  EXPECT_TRUE(decode_multipart(multipart_type, part("name=a", "1") + last));
  EXPECT_TRUE(decode_multipart(multipart_type, part("name=\"a\"", "1") + "--b0--"));
  EXPECT_TRUE(decode_multipart(multipart_type, "--b0--\r\n"));
  EXPECT_EQ((*decode_multipart(multipart_type, part("name=\"a\"", "--b0--") + last))["a"], "--b0--");
  EXPECT_EQ((*decode_multipart(multipart_type, part("name=\"a\"", "\r\n-\r\n--b\r\n") + last))["a"], "\n-\n--b\n");
}

TEST(Multipart, RefusesWhatIsBroken) {
  const std::string a = "name=\"a\"";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"multipart/form-data", part(a, "1") + last},
      {"multipart/form-data; boundary=", part(a, "1") + last},
      {"multipart/form-data; boundary=b0; boundary=b1", part(a, "1") + last},
      {"multipart/form-data; boundary=\"b0", part(a, "1") + last},
      {"multipart/form-data; boundary=b 0", part(a, "1") + last},
      {"multipart/form-data; boundary=" + std::string(71, 'b'), "--" + std::string(71, 'b') + "--"},
      {"multipart/form-data, boundary=b0", part(a, "1") + last},
      {multipart_type, ""},
      {multipart_type, "preamble\r\n" + part(a, "1") + last},
      {multipart_type, part(a, "1")},
      {multipart_type, part(a, "1") + "--b0"},
      {multipart_type, part(a, "1") + "--b0-"},
      {multipart_type, part(a, "1") + last + "epilogue"},
      {multipart_type, part(a, "1") + "--b0x\r\n" + last},
      {multipart_type, part(a, "1") + "--b0 \r\n" + last},
      {multipart_type, "--b0\n" + part(a, "1").substr(6) + last},
      {multipart_type, "--b0\r\n\r\n1\r\n" + last},
      {multipart_type, "--b0\r\nContent-Type: text/plain\r\n\r\n1\r\n" + last},
      {multipart_type, "--b0\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" + last},
      {multipart_type, "--b0\r\nContent-Disposition: form-data\r\n\r\n1\r\n" + last},
      {multipart_type, part("filename=\"a\"", "1") + last},
      {multipart_type, part("name=\"a", "1") + last},
      {multipart_type, part("name=\"a\"; name=\"b\"", "1") + last},
      {multipart_type, part("name=\"a\"; filename=\"b\"; filename=\"c\"", "1") + last},
      {multipart_type, part(a, "1", "Content-Disposition: form-data; name=\"b\"\r\n") + last},
      {multipart_type, part(a, "1", "Content-Transfer-Encoding: base64\r\n") + last},
      {multipart_type, part(a, "1", "X-A: " + std::string(5'000, 'a') + "\r\n") + last},
      {multipart_type, part(a, "1", "no colon\r\n") + last},
      {multipart_type, part("name=\"\xFF\"", "1") + last},
      {multipart_type, part("name=\"a\"; filename=\"\xFF\"", "1") + last},
      {multipart_type, part("name=\"a\"; filename=\"" + std::string(256, 'f') + "\"", "1") + last},
  };
  for (const auto& [type, body] : cases) EXPECT_FALSE(decode_multipart(type, body)) << type << "\n" << body.substr(0, 300);
}

TEST(Multipart, NamesTheFieldThatIsNotSoundOrTooLong) {
  auto broken = decode_multipart(multipart_type, part("name=\"a\"", "1") + part("name=\"words\"", "\xFF") + last);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().front().field, "words");
  auto nul = decode_multipart(multipart_type, part("name=\"words\"", std::string("a\0b", 3)) + last);
  ASSERT_FALSE(nul);
  EXPECT_EQ(nul.error().front().field, "words");
  EXPECT_TRUE(decode_multipart(multipart_type, part("name=\"words\"", std::string(100, 'a')) + last, {.value_bytes = 100}));
  auto over = decode_multipart(multipart_type, part("name=\"words\"", std::string(101, 'a')) + last, {.value_bytes = 100});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().front().field, "words");
  auto file = decode_multipart(multipart_type, part("name=\"letter\"; filename=\"a\"", std::string(101, 'a')) + last, {.value_bytes = 100});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().front(), (Refusal{"letter", "This file is too large to send in this form"}));
}

struct Recorder : MultipartReader::Visitor {
  std::string log;
  Result<void> begin(const MultipartPart& part) override {
    log += "[" + part.name + "|" + part.filename + "|" + part.mime + "]";
    return {};
  }
  Result<void> data(std::string_view piece) override {
    log += piece;
    return {};
  }
  Result<void> end() override {
    log += "[end]";
    return {};
  }
};

RC_GTEST_PROP(Multipart, IsReadTheSameHoweverItIsCut, ()) {
  auto value = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("\r\n-b0 x")));
  std::string body = part("name=\"a\"", value) + part("name=\"f\"; filename=\"x\"", value, "Content-Type: text/plain\r\n") + last;
  auto read_in = [&](std::size_t piece) {
    Recorder recorder;
    auto reader = *MultipartReader::open(multipart_type);
    for (std::size_t at = 0; at < body.size(); at += piece)
      if (!reader.feed(std::string_view(body).substr(at, piece), recorder)) return std::string("refused");
    return recorder.log + (reader.finish() ? "" : "unfinished");
  };
  RC_ASSERT(read_in(body.size()) == read_in(*rc::gen::inRange<std::size_t>(1, 20)));
}

TEST(Percent, DecodesOnce) {
  EXPECT_EQ(percent_decode("%2541"), "%41");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(percent_decode("%c3%A9"), "é");
  EXPECT_FALSE(percent_decode("%"));
  EXPECT_FALSE(percent_decode("%2"));
  EXPECT_FALSE(percent_decode("%2g"));
  EXPECT_EQ(percent_encode("é /~"), "%C3%A9%20%2F~");
}

TEST(Base64, IsThatOfTheStandardAndHasOneSpelling) {
  // RFC 4648, 10.
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), std::string(bytes));
  }
  for (auto wrong : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm-_"})
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  std::string all;
  for (int i = 0; i < 256; ++i) all += char(i);
  EXPECT_EQ(from_base64(to_base64(all)), all);
}

}  // namespace
}  // namespace hearth::web
