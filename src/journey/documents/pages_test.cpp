#include "journey/documents/pages.hpp"

#include "journey/documents/views.hpp"
#include "journey/testing_site.hpp"

#include <gtest/gtest.h>

namespace hearth::journey {
namespace {

using web::Method;

const std::string pdf = "%PDF-1.4\nA report about Lee and their \xF0\x9F\x8F\xA0\n%%EOF";

struct DocumentSite : testing::CaseSite {
  std::string path = "/children/" + child + "/documents";

  /// The form as a browser sends it.
  int upload(practice::Browser& browser, const std::string& name, const std::string& bytes, const std::string& title = "School report") {
    browser.get(path + "/new");
    const auto form = browser.form(path + "/new");
    if (!form) return 0;
    auto request = practice::TestSite::request_of(Method::post, path + "/new");
    request.headers.emplace_back("Content-Type", "multipart/form-data; boundary=xyz");
    auto part = [&](const std::string& head, const std::string& value) {
      request.body += "--xyz\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + value + "\r\n";
    };
    for (const auto& field : form->typed({{"title", title}}))
      if (field.name != "file") part("name=\"" + field.name + "\"", field.value);
    part("name=\"file\"; filename=\"" + name + "\"", bytes);
    request.body += "--xyz--\r\n";
    std::string jar;
    for (const auto& [cookie, value] : browser.cookies) jar += (jar.empty() ? "" : "; ") + cookie + '=' + value;
    request.headers.emplace_back("Cookie", jar);
    request.secure = browser.secure;
    uploaded = ask(std::move(request));
    return uploaded.status;
  }
  practice::Answer uploaded;
  std::string only_document() { return rows<DocumentRow>("subject = $1", child).at(0).document; }
};

TEST(DocumentPages, TakeAFileInAndHandItOutAsItCame) {
  DocumentSite site;
  EXPECT_TRUE(site.sam.get("/children/" + site.child).holds("href=\"" + site.path + "\"")) << "offered on the child's page";
  EXPECT_TRUE(site.sam.get(site.path).says("appear here when they are added"));
  ASSERT_EQ(site.upload(site.sam, "تقرير.pdf", pdf), 303) << site.uploaded.words();
  EXPECT_TRUE(site.sam.get(site.uploaded.location).says("School report"));
  EXPECT_TRUE(site.sam.get("/children/" + site.child).says("Document added: School report"));
  const auto file = "/documents/" + site.only_document() + "/file";
  const auto& answer = site.sam.get(file);
  EXPECT_EQ(answer.body, pdf);
  std::map<std::string, std::string> headers(answer.reply.headers.begin(), answer.reply.headers.end());
  EXPECT_EQ(headers["Content-Type"], "application/pdf");
  EXPECT_TRUE(headers["Content-Disposition"].starts_with("attachment; ")) << "never shown as a page of ours";
  EXPECT_TRUE(headers["Content-Disposition"].ends_with("filename*=UTF-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf"));
  EXPECT_EQ(site.readings_of(site.child).front().route, "/documents/{document}/file") << "who opened it is logged";
}

TEST(DocumentPages, KeepNothingInTheClear) {
  DocumentSite site;
  ASSERT_EQ(site.upload(site.sam, "secret-name.pdf", pdf, "A secret title"), 303);
  site.test.world.database.read()->connection().each("select body from journal_event", [&](const store::Row& row) {
    const auto bytes = row.blob(0);
    EXPECT_EQ(bytes.find("secret"), bytes.npos);
    EXPECT_EQ(bytes.find("PDF-1.4"), bytes.npos);
  });
  EXPECT_EQ(site.test.journal.verify(site.test.world.database.read()->connection()).fault, "");
}

TEST(DocumentPages, AreForThoseWhoWorkWithTheChild) {
  DocumentSite site;
  ASSERT_EQ(site.upload(site.sam, "report.pdf", pdf), 303);
  EXPECT_EQ(site.stranger.get(site.path).status, 404);
  EXPECT_EQ(site.stranger.get("/documents/" + site.only_document() + "/file").status, 404);
  EXPECT_EQ(site.stranger.get("/documents/" + site.only_document() + "/withdrawal").status, 404);
}

TEST(DocumentPages, GiveTheFormBackWithWhatIsWrong) {
  DocumentSite site;
  const auto before = site.events();
  EXPECT_EQ(site.upload(site.sam, "run.exe", std::string("MZ\x90\0\xFF", 5)), 422);
  EXPECT_TRUE(site.uploaded.says("This kind of file cannot be added"));
  EXPECT_TRUE(site.uploaded.holds("value=\"School report\"")) << "what was typed stays";
  EXPECT_TRUE(site.uploaded.holds("href=\"#file\""));
  EXPECT_EQ(site.upload(site.sam, "", ""), 422);
  EXPECT_TRUE(site.uploaded.says("Choose a file"));
  EXPECT_EQ(site.events(), before);
}

TEST(DocumentPages, TakeNoMoreThanTheySay) {
  DocumentSite site;
  auto head = practice::TestSite::request_of(Method::post, site.path + "/new");
  const auto most = site.site.largest_body(head);
  EXPECT_GT(most, largest_document);
  EXPECT_LT(most, 2 * largest_document) << "an upload of 2 GB is turned away by its head";
  head.path = "/children/" + site.child + "/notes/new";
  EXPECT_EQ(site.site.largest_body(head), 0u);
  EXPECT_EQ(site.upload(site.sam, "long.txt", std::string(largest_document + 1, 'a')), 422);
  EXPECT_TRUE(site.uploaded.says("larger than 10 MB"));
  EXPECT_EQ(site.upload(site.sam, "long.txt", std::string(largest_document, 'a')), 303) << site.uploaded.words();
}

TEST(DocumentPages, WithdrawWhatDoesNotBelong) {
  DocumentSite site;
  ASSERT_EQ(site.upload(site.sam, "report.pdf", pdf), 303);
  const auto document = "/documents/" + site.only_document();
  EXPECT_EQ(site.sam.post(document + "/withdrawal", {{"reason", ""}}).status, 422);
  EXPECT_EQ(site.sam.post(document + "/withdrawal", {{"reason", "It is another child’s"}}).status, 303);
  EXPECT_TRUE(site.sam.get(site.path).says("withdrawn: It is another child’s"));
  EXPECT_EQ(site.sam.get(document + "/file").status, 404);
}

TEST(DocumentPages, PrintTheWholeRecord) {
  DocumentSite site;
  site.refer();
  EXPECT_TRUE(site.sam.get(site.path).holds("href=\"/children/" + site.child + "/record.pdf\""));
  const auto& answer = site.sam.get("/children/" + site.child + "/record.pdf");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body.starts_with("%PDF-"));
  EXPECT_EQ(site.readings_of(site.child).front().route, "/children/{child}/record.pdf");
  EXPECT_EQ(site.stranger.get("/children/" + site.child + "/record.pdf").status, 404);
}

TEST(DocumentPages, AreTheSameForAnotherSystem) {
  DocumentSite site;
  const auto account = site.sam.account;
  const auto call = [&](const std::string& content) {
    return site.api(account, Method::post, site.path + "/new",
                    R"({"title":"Report","on":"2026-04-01","file":{"name":"r.pdf","content":[")" + content + R"("]}})");
  };
  EXPECT_EQ(call("!!!").status, 422);
  EXPECT_EQ(call(web::to_base64(pdf)).status, 201);
  EXPECT_EQ(site.api(account, Method::get, "/documents/" + site.only_document() + "/file").body, pdf);
}

}  // namespace
}  // namespace hearth::journey
